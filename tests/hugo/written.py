"""Markdown for Hugo, from nodes made by hand and from posts of Docusaurus."""

from __future__ import annotations

from syndicate.body.nodes import Body, Node
from syndicate.body.render import plain_body, render
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.hugo.dialect import HUGO
from syndicate_adapters.hugo.settings import MarkdownSettings


def from_docusaurus(
    text: str, settings: MarkdownSettings | None = None
) -> tuple[str, list[Diagnostic]]:
    """What Hugo is given for `text`, and what was reported."""
    said: list[Diagnostic] = []
    source = SourceText("post.md", text)
    body = DOCUSAURUS.parse(source, Span(0, len(text)), DOCUSAURUS.settings, said.append)
    rendered = render(body, DOCUSAURUS, HUGO, settings=settings, report=said.append)
    return rendered.text, said


def from_node(node: Node, text: str) -> tuple[str, list[str]]:
    """What Hugo is given for `text`, in which `node` stands, and the codes of what was reported."""
    said: list[Diagnostic] = []
    body = Body(source=SourceText("post.md", text), span=Span(0, len(text)), nodes=(node,))
    other = DOCUSAURUS
    rendered = render(body, other, HUGO, report=said.append)
    return rendered.text, [diagnostic.code for diagnostic in said]


def read_back(text: str, settings: MarkdownSettings | None = None) -> Body:
    """`text` as the Hugo dialect reads it."""
    source = SourceText("post.md", text)
    return HUGO.parse(source, Span(0, len(text)), settings or HUGO.settings, lambda found: None)


def inline(text: str) -> Body:
    """A field that is Markdown."""
    return plain_body(text)
