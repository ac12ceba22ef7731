"""HTML of posts beside what Docusaurus 3.10.2 made of them: block by block the same to a reader."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from syndicate.adapter import read
from syndicate.body.html import Article, article_of
from syndicate.model import Post
from syndicate.verify import compare_articles

FOLDER = Path(__file__).parents[1] / "docusaurus"
SAID = json.loads((FOLDER / "vectors" / "render.json").read_text("utf-8"))
SHOWN = {source: said["norm"] for source, said in SAID["posts"].items() if said["norm"]}

_ASIDE = re.compile(r'<aside data-type="([\w-]+)"[^>]*>(?:<header>(.*?)</header>)?')
_BOX = re.compile(r'<input type="checkbox" disabled=""( checked="")?> ')
_TITLE = re.compile(r'<pre data-lang="[^"]*" data-title="([^"]*)"')

APART = {
    # Addresses are absolute here, and the vectors hide the names of bundled files.
    "link",
    "picture",
    # Players are links.
    "embed",
    # Tabs follow each other.
    "tab",
}

READ_OTHERWISE = {
    "blog/descriptions/2019-10-04-jsx.md": "a component of the theme inside of a line",
    "blog/md/admonition-jsx.mdx": "the same",
    "blog/md/cm-format-mdxext.mdx": "a comment at the beginning of a line is a block of HTML",
    "blog/md/cm-format.md": "the same",
    "blog/md/detect-md.md": "the same",
    "blog/md/details.mdx": "a summary that stands in a paragraph",
    "blog/md/directives.mdx": "directives that nobody knows",
    "blog/md/esm.mdx": "state of a component",
    "blog/md/expressions.mdx": "JSX in an expression",
    "blog/md/inline.mdx": "one tilde inside of a word",
    "blog/md/jsx-components.mdx": "components of the site",
    "blog/md/jsx.mdx": "a field and its label",
    "blog/misc/2020-01-08-fm-dashes.md": "a header that is none",
    "blog/misc/2020-01-09-fm-yaml-lang.md": "a header that is none",
}
"""Posts that the reader of the dialect takes otherwise than the engine, or that need a browser."""


@cache
def posts() -> dict[str, Post]:
    return {post.source: post for post in read(FOLDER / "site").posts if post.lang == "en"}


def article(source: str) -> Article:
    post = posts()[source]
    return article_of(post.body(), post.dialect, base=post.url or "https://site.example/")


def as_ours(norm: str) -> str:
    """What the engine made, its boxes and titles of code written as ours."""
    norm = _ASIDE.sub(
        lambda m: (
            f'<blockquote class="callout callout-{m[1]}"><p><strong>'
            f"{m[2] or m[1].capitalize()}</strong></p>"
        ),
        norm,
    ).replace("</aside>", "</blockquote>")
    norm = _BOX.sub(lambda m: "☑ " if m[1] else "☐ ", norm)
    return _TITLE.sub(r'<p class="code-title"><strong>\1</strong></p>\g<0>', norm)


def differences(norm: str, html: str) -> list[Any]:
    html = re.sub(r'"https://site\.example/[^"]*(#fn(?:ref)?-)', r'"\1', html)
    found = compare_articles(f"<article>{as_ours(norm)}</article>", f"<article>{html}</article>")
    return [difference for difference in found if difference.kind not in APART]


@pytest.mark.parametrize("source", sorted(SHOWN.keys() - READ_OTHERWISE.keys()))
def test_a_reader_sees_the_same(source: str) -> None:
    assert differences(SHOWN[source], article(source).html) == []


# A mark that stands in code cuts the page for the engine, and is code for its reader.
IN_CODE = "/blog/2019/11/08/truncate/incode"


@pytest.mark.parametrize("address", sorted(SAID["listPage"].keys() - {IN_CODE}))
def test_the_excerpt_is_what_the_list_of_posts_shows(address: str) -> None:
    said = SAID["listPage"][address]
    (source,) = (s for s, post in posts().items() if post.path == address)
    found = article(source)
    assert (found.excerpt is not None) == said["more"]
    assert differences(said["norm"], found.excerpt or found.html) == []
