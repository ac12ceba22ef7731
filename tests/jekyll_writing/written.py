"""Markdown for Jekyll, and the pages that the real Jekyll makes of it, many in one build."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import lxml.html

from syndicate.body.dialect import Dialect
from syndicate.body.markdown import parse
from syndicate.body.nodes import Body, Node
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate.source.yaml import dump
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.jekyll.dialect import JEKYLL, dialect_with
from syndicate_adapters.jekyll.settings import JekyllSettings
from tests.engines import builds

KRAMDOWN = {
    "input": "GFM",
    "smart_quotes": "apos,apos,quot,quot",
    "gfm_quirks": "paragraph_end,no_auto_typographic",
}
SETTINGS = JekyllSettings(kramdown=KRAMDOWN)
CONFIG = {
    "timezone": "UTC",
    "url": "https://blog.example",
    "excerpt_separator": "<!--more-->",
    "kramdown": KRAMDOWN,
}


def from_docusaurus(
    text: str, *, callouts: str = "note", is_mdx: bool = True
) -> tuple[str, list[Diagnostic]]:
    """What Jekyll is given for `text`, and what was reported."""
    said: list[Diagnostic] = []
    source = SourceText("post.md", text)
    settings = replace(DOCUSAURUS.settings, is_mdx=is_mdx)
    body = DOCUSAURUS.parse(source, Span(0, len(text)), settings, said.append)
    target = dialect_with(callouts)
    rendered = render(body, DOCUSAURUS, target, settings=SETTINGS, report=said.append)
    return rendered.text, said


def from_common(text: str) -> tuple[str, list[str]]:
    """What Jekyll is given for plain CommonMark, and the codes of what was reported."""
    plain = Dialect(name="plain", parse=lambda *_: Body(source=SourceText("", ""), span=Span(0, 0)))
    said: list[Diagnostic] = []
    code = tuple(c.span for c in parse(text) if c.kind in ("code", "code_span"))
    body = Body(source=SourceText("post.md", text), span=Span(0, len(text)), code=code)
    rendered = render(body, plain, JEKYLL, settings=SETTINGS, report=said.append)
    return rendered.text, [found.code for found in said]


def from_node(node: Node, text: str) -> tuple[str, list[str]]:
    """What Jekyll is given for `text`, in which `node` stands, and the codes of what was reported."""
    said: list[Diagnostic] = []
    body = Body(source=SourceText("post.md", text), span=Span(0, len(text)), nodes=(node,))
    rendered = render(body, DOCUSAURUS, JEKYLL, settings=SETTINGS, report=said.append)
    return rendered.text, [found.code for found in said]


def lay_down(folder: Path, posts: Mapping[str, str], header: str = "") -> Path:
    """A site in `folder` with these texts as posts, and a layout that shows the text and nothing else."""
    files = {
        "_config.yml": dump(CONFIG),
        "_layouts/bare.html": '<html><body><article><h1>T</h1><div class="e-content">\n'
        "{{ content }}\n</div></article></body></html>\n",
    }
    for name, text in posts.items():
        head = f"---\nlayout: bare\npermalink: /{name}/\n{header}---\n"
        files[f"_posts/2024-01-01-{name}.md"] = f"{head}\n{text}"
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def built(folder: Path, posts: Mapping[str, str]) -> Path:
    """The folder that the real Jekyll built these texts into; fails where it fails or warns."""
    site, public = lay_down(folder / "site", posts), folder / "public"
    result = builds.build_jekyll(site, public)
    assert result.is_ok, result.log
    assert result.warnings == (), result.log
    return public


def article_of(public: Path, name: str) -> str:
    """The HTML of the text on a page, without the marks of the highlighter, blanks between tags folded."""
    page = lxml.html.fromstring((public / name / "index.html").read_text(encoding="utf-8"))
    (content,) = page.find_class("e-content")
    html = lxml.html.tostring(content, encoding="unicode").strip()
    html = html.removeprefix('<div class="e-content">').removesuffix("</div>")
    html = re.sub(r"</?span(?: class=\"\w+\")?>", "", html)
    html = html.replace(' class="language-plaintext highlighter-rouge"', "")
    return re.sub(r">\s+<", "><", html).strip()
