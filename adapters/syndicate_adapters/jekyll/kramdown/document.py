"""A whole text as kramdown reads it: its blocks, then what stands in their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from syndicate.body.settled import STAND_IN
from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.blocks import parse, parse_blocks
from syndicate_adapters.jekyll.kramdown.ids import Ids
from syndicate_adapters.jekyll.kramdown.level import Document
from syndicate_adapters.jekyll.kramdown.line import Exhausted
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.kramdown.spans import parse_line
from syndicate_adapters.jekyll.kramdown.text import shown
from syndicate_adapters.jekyll.kramdown.tree import (
    Attributes,
    Block,
    Fragment,
    Inline,
    walk,
)

LINES: Final = frozenset({"p", "h", "dt", "cell"})
"""The blocks that hold a line."""


@dataclass(slots=True)
class Reading:
    """What was found. ids: of the headings, by the `id()` of their blocks; None for none.

    blocks: all of them, each before those in it. headings: in order, settled ones too.
    """

    document: Document
    root: Block
    ids: dict[int, str | None]
    blocks: list[Block]
    headings: list[Block]


def read(
    frag: Fragment,
    options: KramdownOptions,
    tokens: Mapping[int, int],
    headings: Sequence[Block] = (),
) -> Reading:
    """What stands in a text that ends with a newline and has no other ends of lines.

    headings: others of the file, which are settled.
    """
    document = Document(options, parse_blocks, tokens=dict(tokens))
    root = parse(frag, document)
    _read_lines(document, root.children, in_element=False)
    if document.abbreviations:
        _abbreviate(document, root)
    found = list(_headings(root.children, in_element=False))
    if headings:
        for block in headings:
            block.line = _line(document, block, in_element=False)
        found += ((block, False) for block in headings)
        found.sort(key=lambda each: each[0].frag.origin(each[0].start))
    blocks = list(walk(root.children))
    ids = _ids(found, document.options)
    return Reading(document, root, ids, blocks, [block for block, _ in found])


def _read_lines(document: Document, blocks: list[Block], *, in_element: bool) -> None:
    for block in blocks:
        if block.kind in LINES or (block.kind == "html" and block.model == "span"):
            block.line = _line(document, block, in_element=in_element or block.kind == "html")
        if block.children:
            is_inside = in_element or block.kind == "html"
            _read_lines(document, block.children, in_element=is_inside)


def _line(document: Document, block: Block, *, in_element: bool) -> list[Inline]:
    try:
        return parse_line(
            document, block.frag, block.text_start, block.text_end, in_element=in_element
        )
    except Exhausted:
        return []


def attributes_of(document: Document, block: Block | Inline) -> dict[str, str]:
    """The attributes of a block or of something in a line, those of lists it refers to included."""
    if block.ial is None:
        return dict(block.attributes or {})
    found = Attributes(dict(block.attributes or {}))
    for name in block.ial.references:
        if name in document.lists:
            for key, value in document.lists[name].values.items():
                found.add(key, value)
    for key, value in block.ial.values.items():
        found.add(key, value)
    return found.values


# -- headings -------------------------------------------------------------------------------------


def _ids(headings: Iterable[tuple[Block, bool]], options: KramdownOptions) -> dict[int, str | None]:
    ids = Ids(options)
    found: dict[int, str | None] = {}
    for block, in_element in headings:
        said = block.attributes.get("id")
        if block.ial is not None:
            said = block.ial.values.get("id", said)
        if said is None:
            text = block.frag.text[block.text_start : block.text_end]
            if options.is_gfm:
                text = shown(block.frag, block.line, block.text_start, block.text_end)
            said = ids.next_id(text, in_element=in_element)
        found[id(block)] = said
    return found


def _headings(blocks: list[Block], *, in_element: bool) -> Iterator[tuple[Block, bool]]:
    for block in blocks:
        if block.kind == "h":
            yield block, in_element
        elif block.children:
            yield from _headings(block.children, in_element=in_element or block.kind == "html")


# -- abbreviations --------------------------------------------------------------------------------


def _abbreviate(document: Document, root: Block) -> None:
    """Marks the abbreviations in all text."""
    names = sorted(document.abbreviations, key=len, reverse=True)
    pattern = re.compile(rf"(?<![A-Za-z0-9_])(?:{'|'.join(map(re.escape, names))})(?![A-Za-z0-9_])")
    for block in walk(root.children):
        if block.kind in LINES:
            text = block.frag.text
            block.line = _marked(text, block.line, block.text_start, block.text_end, pattern)


def _marked(
    text: str, line: list[Inline], start: int, end: int, pattern: re.Pattern[str]
) -> list[Inline]:
    found: list[Inline] = []
    for inline in line:
        found += _found(text, start, inline.start, pattern)
        start = inline.end
        if inline.kind in ("em", "strong", "del", "a"):
            inside = inline.inner_start, inline.inner_end
            inline.children = _marked(text, inline.children, *inside, pattern)
        found.append(inline)
    return found + _found(text, start, end, pattern)


def _found(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[Inline]:
    return [
        Inline("abbr", match.start(), match.end(), *match.span(), name=match[0])
        for match in pattern.finditer(text, start, end)
    ]


_NEWLINE: Final = re.compile(r"\r\n?|\n")


def fragment_of(text: str, span: Span, runs: Sequence[Span] = ()) -> Fragment:
    """A stretch of a file with the newlines, and the last one, that kramdown gives it.

    runs: blocks in it for which a word is to stand; there are none beside other ends of lines than newlines.
    """
    if runs:
        return _shortened(text, span, runs)
    stretch = text[span.start : span.end]
    if "\r" not in stretch:
        return Fragment(stretch if stretch.endswith("\n") else f"{stretch}\n", [0], [span.start])
    lines: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    size = done = 0
    for newline in [*_NEWLINE.finditer(stretch), None]:
        line = stretch[done : newline.start() if newline is not None else None]
        if newline is None and not line:
            break
        starts.append(size)
        origins.append(span.start + done)
        lines.append(f"{line}\n")
        size += len(line) + 1
        done = newline.end() if newline is not None else done
    return Fragment("".join(lines), starts, origins)


def _shortened(text: str, span: Span, runs: Sequence[Span]) -> Fragment:
    pieces: list[str] = []
    starts, origins = [0], [span.start]
    size, done = 0, span.start
    for first, last in runs:
        pieces += (text[done:first], STAND_IN)
        size += first - done + len(STAND_IN)
        starts.append(size)
        origins.append(last)
        done = last
    pieces.append(text[done : span.end])
    if done == span.end or text[span.end - 1] != "\n":
        pieces.append("\n")
    return Fragment("".join(pieces), starts, origins)
