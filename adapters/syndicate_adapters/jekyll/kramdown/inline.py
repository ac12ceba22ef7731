"""The nodes of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from syndicate.body.nodes import (
    Comment,
    Destination,
    Element,
    Insert,
    Math,
    Node,
    Place,
    Role,
    Verbatim,
)
from syndicate.body.tree import prefix_at
from syndicate.source.text import SourceText, Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.jekyll.kramdown.addresses import attribute_node, tag_addresses
from syndicate_adapters.jekyll.kramdown.document import Reading, attributes_of
from syndicate_adapters.jekyll.kramdown.lines import html_alone, untouched
from syndicate_adapters.jekyll.kramdown.links import plain_alt
from syndicate_adapters.jekyll.kramdown.text import TYPOGRAPHIC
from syndicate_adapters.jekyll.kramdown.tokens import Tokens
from syndicate_adapters.jekyll.kramdown.tree import Block, Inline
from syndicate_adapters.jekyll.kramdown.writer import line_body_of

Lost = dict[Span, tuple[tuple[str, str], ...]]
"""What attribute lists say that nothing will, by where they stand."""


@dataclass(frozen=True, slots=True)
class LineNodes:
    """Makes the nodes of lines. marks: `id()` of emphasis that is written as elements."""

    source: SourceText
    reading: Reading
    marks: frozenset[int]
    lost: Lost
    tokens: Tokens = field(default_factory=Tokens)

    def anew(self, block: Block) -> Node:
        """The line of a block in other words."""
        body = line_body_of(block, self.reading, self.source)
        span = block.frag.span(block.text_start, block.text_end)
        if block.kind != "p":
            return Insert(span=span, body=body, place=Place.INLINE)
        return Insert(span=span, body=body, prefix=prefix_of(self.source.text, block))

    def nodes(self, block: Block, line: Sequence[Inline]) -> Iterator[Node]:
        """The nodes of a stretch of a line, unordered."""
        for inline in line:
            yield from self._inline(block, inline)
            if inline.children:
                yield from self.nodes(block, inline.children)

    def _inline(self, block: Block, inline: Inline) -> Iterator[Node]:
        span = block.frag.span(inline.start, inline.end)
        inside = block.frag.text[inline.inner_start : inline.inner_end]
        match inline.kind:
            case "em" | "strong" | "del":
                if id(inline) in self.marks or inline.ial is not None:
                    yield self._element(block, inline, inline.kind, {})
            case "a" | "img":
                yield from self._link(block, inline)
            case "code" | "html":
                yield from self._tag(block, inline)
            case "math":
                yield Math(span=span, tex=inside.strip(), place=Place.INLINE)
            case "remark":
                yield Comment(span=span, text=inside, place=Place.INLINE)
            case "raw":
                yield Verbatim(span=span, text=html_alone(inside), place=Place.INLINE)
            case "abbr":
                title = self.reading.document.abbreviations[inline.name]
                yield self._element(block, inline, "abbr", {"title": title})

    def _element(
        self, block: Block, inline: Inline, name: str, attributes: dict[str, str]
    ) -> Element:
        said = attributes | attributes_of(self.reading.document, inline)
        return Element(
            span=block.frag.span(inline.start, inline.end),
            inner=block.frag.span(inline.inner_start, inline.inner_end),
            name=name,
            attributes=tuple(said.items()),
            place=Place.INLINE,
        )

    def _link(self, block: Block, inline: Inline) -> Iterator[Node]:
        said = attributes_of(self.reading.document, inline)
        if said:
            key = "href" if inline.kind == "a" else "src"
            attributes = {key: inline.url}
            if inline.kind == "img":
                text = block.frag.text[inline.inner_start : inline.inner_end]
                attributes["alt"] = plain_alt(text)
            if inline.title:
                attributes["title"] = inline.title
            yield self._element(block, inline, inline.kind, attributes)
        if inline.address is None or not inline.url or is_elsewhere(inline.url):
            return
        first, last = inline.address
        yield Destination(
            span=block.frag.span(first, last),
            url=inline.url,
            role=Role.LINK if inline.kind == "a" else Role.IMAGE,
            is_bracketed=block.frag.text.startswith("<", first),
        )

    def _tag(self, block: Block, inline: Inline) -> Iterator[Node]:
        """The addresses in a tag; the attributes of code and tags behind them have no place elsewhere."""
        if inline.ial is not None and (said := attributes_of(self.reading.document, inline)):
            for span in inline.ial.spans[:1]:
                self.lost[span] = tuple(said.items())
        if inline.kind == "html":
            text = block.frag.text
            where = block.frag.span(inline.start, inline.end)
            if (called := self.tokens.calls(where.start, where)) is not None:
                yield called
                return
            for first, last, url in tag_addresses(text, inline.start, inline.inner_start):
                node = attribute_node(block.frag.span(first, last), url)
                if node is not None:
                    yield node
            if inline.is_raw:
                yield from _untouched(block, inline)


def _untouched(block: Block, inline: Inline) -> Iterator[Node]:
    """The quotes and dashes in a raw element, which stay as typed."""
    done = inline.inner_start
    for start, end in [(child.start, child.end) for child in inline.children] + [
        (inline.inner_end, inline.inner_end)
    ]:
        for match in TYPOGRAPHIC.finditer(block.frag.text, done, start):
            span = block.frag.span(*match.span())
            yield Verbatim(span=span, text=untouched(match[0]), place=Place.INLINE)
        done = end


def prefix_of(text: str, block: Block) -> str:
    """What each further line of a block carries; blanks that the block itself has are no part of it."""
    line = block.frag.text.rfind("\n", 0, block.start) + 1
    return prefix_at(text, block.frag.origin(line))
