"""What no reader sees and no other dialect knows: attribute lists, definitions of abbreviations, ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from syndicate.body.markdown import Mask, MaskKind
from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.document import Reading
from syndicate_adapters.jekyll.kramdown.seen import is_open_element, is_toc
from syndicate_adapters.jekyll.kramdown.tree import Block, Inline, walk_line

_ID: Final = re.compile(r"[ \t]+\{#[^}\n]*\}[ \t]*#*[ \t]*$")
_NEWLINE: Final = re.compile(r"\r\n?|\n")


def hidden_spans(reading: Reading) -> Iterator[Span]:
    """Where it stands in the file, without the ends of lines."""
    yield from reading.document.hidden
    for block in reading.blocks:
        if block.kind == "hidden" and block.value == "abbreviation":
            yield block.span
        elif block.kind == "h" and "id" in block.attributes:
            yield from _said_id(block)
        for inline in walk_line(block.line) if block.line else ():
            if inline.kind == "hidden":
                yield block.frag.span(inline.start, inline.end)


def _said_id(block: Block) -> Iterator[Span]:
    newline = block.frag.text.find("\n", block.text_end)
    match = _ID.search(block.frag.text, block.text_end, newline)
    if match is not None:
        yield block.frag.span(*match.span())


def with_line(text: str, span: Span, end: int) -> Span:
    """`span` with its newline, where it is all of its line and a blank line or nothing follows."""
    if span.start and text[span.start - 1] not in "\r\n":
        return span
    newline = _NEWLINE.match(text, span.end)
    if newline is None or newline.end() > end:
        return span
    is_last = newline.end() >= end or text[newline.end()] in "\r\n"
    return Span(span.start, newline.end()) if is_last else span


def masks_of(reading: Reading) -> Iterator[Mask]:
    """What the parser of CommonMark is not to read, unordered: it is written as nodes."""
    for span in hidden_spans(reading):
        yield Mask(span, MaskKind.NOTHING)
    for block in reading.blocks:
        is_odd = block.definition is not None and not block.definition.is_plain
        if is_odd or block.kind in ("math", "token", "remark", "raw") or is_toc(block):
            yield Mask(block.span, MaskKind.NOTHING)
        elif is_open_element(block):
            yield from (Mask(span, MaskKind.NOTHING) for span in tags_of(block))
        for inline in walk_line(block.line) if block.line else ():
            if inline.kind in ("math", "raw", "remark"):
                yield Mask(block.frag.span(inline.start, inline.end), MaskKind.WORD)


def tags_of(block: Block) -> tuple[Span, Span]:
    """The opening and the closing tag of an element."""
    close = block.close or (block.end, block.end)
    return block.frag.span(block.text_start, block.text_end), block.frag.span(*close)


def delimiters_of(block: Block, inline: Inline) -> tuple[Mask, Mask]:
    """The marks around emphasis, which is written as an element."""
    frag = block.frag
    return (
        Mask(frag.span(inline.start, inline.inner_start), MaskKind.WORD),
        Mask(frag.span(inline.inner_end, inline.end), MaskKind.WORD),
    )


def disjoint(masks: Iterator[Mask]) -> list[Mask]:
    """The masks in order, without those that begin inside of another."""
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask.span.start, -mask.span.end)):
        if mask.span.end > mask.span.start and (not kept or mask.span.start >= kept[-1].span.end):
            kept.append(mask)
    return kept
