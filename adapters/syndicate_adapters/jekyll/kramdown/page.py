"""The HTML of a text of its own, near enough to what kramdown writes that a page reads the same."""

from __future__ import annotations

import html
from typing import Final

from syndicate.body.dialect import Dialect, says
from syndicate.body.markdown import to_html
from syndicate.body.nodes import Body, Math
from syndicate.body.render import plain_body, render
from syndicate.body.tree import nested
from syndicate.source.text import SourceText, Span
from syndicate_adapters.jekyll.kramdown.callouts import NAMES
from syndicate_adapters.jekyll.kramdown.reader import Syntax, read_nodes
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions


def _math(node: Math, inner: str) -> str:
    tex = html.escape(" ".join(node.tex.split()), quote=False)
    opening, closing = (r"\[", r"\]") if node.is_display else (r"\(", r"\)")
    return f'<span class="math">{opening}{tex}{closing}</span>'


_KRAMDOWN: Final = Dialect(name="kramdown", parse=lambda *_: plain_body(""))
_PAGE: Final = Dialect(
    name="page", parse=lambda *_: plain_body(""), rows={Math: says(_math, "tex", "is_display")}
)


def html_of(text: str, options: KramdownOptions) -> str:
    """The page that a text makes. Raises ParserFailure."""
    source, span = SourceText("", text), Span(0, len(text))
    found = read_nodes(source, span, Syntax(options=options, names=NAMES))
    body = Body(source=source, span=span, nodes=nested(found.nodes), code=found.code)
    return to_html(render(body, _KRAMDOWN, _PAGE).text)
