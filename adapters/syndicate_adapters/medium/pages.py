"""The two forms of one article, Markdown and HTML, from the same blocks: they cannot differ in their text."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from syndicate.body.markdown_writer import MarkdownWriter
from syndicate.body.soup import attribute

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

_VOID: Final = frozenset({"br", "hr", "img"})
_NESTED: Final = frozenset({"ul", "ol", "blockquote", "figure", "table"})


class _Writer(MarkdownWriter):
    """An address alone on its line is no link: Medium makes a player of it."""

    def link(self, el: Tag, inner: str, url: str) -> str:
        is_alone = el.parent is not None and el.parent.name == "p" and len(el.parent.contents) == 1
        return url if is_alone and el.get_text() == url else super().link(el, inner, url)


def markdown_of(blocks: Sequence[Tag]) -> str:
    """The blocks as CommonMark."""
    import copy

    from bs4 import BeautifulSoup

    soup = BeautifulSoup("", "html.parser")
    for block in blocks:
        soup.append(copy.copy(block))
    return _Writer().written(soup)


def html_of(blocks: Iterable[Tag]) -> str:
    """The blocks as HTML, each on lines of its own."""
    return "".join(f"{_block(block)}\n" for block in blocks)


def _block(el: Tag) -> str:
    if el.name == "pre":
        code = html.escape(el.get_text(), quote=False)
        # The first line break in it would not count.
        return f"<pre>{chr(10) if code.startswith(chr(10)) else ''}{code.rstrip(chr(10))}</pre>"
    if el.name in _NESTED:
        inner = "\n".join(_said(child) for child in el.children)
        return f"<{el.name}>\n{inner}\n</{el.name}>"
    return _said(el)


def _said(node: PageElement) -> str:
    from bs4 import Tag

    if not isinstance(node, Tag):
        return html.escape(str(node), quote=False)
    names = ("href", "src", "alt", "colspan", "rowspan")
    said = "".join(
        f' {name}="{html.escape(attribute(node, name), quote=True)}"'
        for name in names
        if node.has_attr(name)
    )
    if node.name in _VOID:
        return f"<{node.name}{said}>"
    return f"<{node.name}{said}>{''.join(map(_said, node.children))}</{node.name}>"
