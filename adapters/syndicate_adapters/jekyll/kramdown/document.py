"""A whole text as kramdown reads it: its blocks, then what stands in their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from syndicate.body.settled import STAND_IN
from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.blocks import parse, parse_blocks
from syndicate_adapters.jekyll.kramdown.ids import Ids
from syndicate_adapters.jekyll.kramdown.level import Document
from syndicate_adapters.jekyll.kramdown.line import Exhausted
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.kramdown.spans import parse_line
from syndicate_adapters.jekyll.kramdown.text import in_id, shown
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

    blocks: all but blank lines, each before those in it. headings: in order, settled ones too.
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
    blocks = [block for block in walk(root.children) if block.kind != "blank"]
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
                say = in_id if options.has_dashes else shown
                text = say(block.frag, block.line, block.text_start, block.text_end)
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
    text: str, line: Sequence[Inline], start: int, end: int, pattern: re.Pattern[str]
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


def fragment_of(text: str, span: Span, runs: Sequence[Span] = ()) -> Fragment:
    """A stretch of a file with the newlines, and the last one, that kramdown gives it.

    runs: blocks in it for which a word is to stand.
    """
    lines = _Lines()
    done = span.start
    for first, last in runs:
        lines.add(text[done:first], done)
        lines.add(STAND_IN, first)
        done = last
    lines.add(text[done : span.end], done)
    return lines.made(is_ended=done < span.end and text[span.end - 1] in "\r\n")


@dataclass(slots=True)
class _Lines:
    """Collects what kramdown is shown; all ends of lines become newlines."""

    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    size: int = 0

    def add(self, stretch: str, origin: int) -> None:
        """Adds a stretch that stands at `origin` in the file."""
        done = 0
        if "\r" in stretch:
            for newline in _RETURN.finditer(stretch):
                self._add(f"{stretch[done : newline.start()]}\n", origin + done)
                done = newline.end()
        self._add(stretch[done:] if done else stretch, origin + done)

    def _add(self, piece: str, origin: int) -> None:
        if piece:
            self.pieces.append(piece)
            self.starts.append(self.size)
            self.origins.append(origin)
            self.size += len(piece)

    def made(self, *, is_ended: bool) -> Fragment:
        """All of it. is_ended: the last line has its end."""
        if not is_ended:
            self.pieces.append("\n")
        return Fragment("".join(self.pieces), self.starts or [0], self.origins or [0])


_RETURN: Final = re.compile(r"\r\n?")
