"""A text that CommonMark reads as it is meant, changed where kramdown would read something else in it.

Both readings are compared; a block that differs is written anew, at first as little as may do, at last as HTML.
Source: kramdown 2.4.0; tests/jekyll_writing asks the engine.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from syndicate.body.markdown import Construct, Mask
from syndicate.body.tree import prefix_at
from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.document import Reading, fragment_of, read
from syndicate_adapters.jekyll.kramdown.hidden import disjoint, masks_of
from syndicate_adapters.jekyll.kramdown.patterns import SPAN_TAGS
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.writing import definitions
from syndicate_adapters.jekyll.writing.blocks import APART, BlockWriter
from syndicate_adapters.jekyll.writing.html import opens_line_content, unpaired
from syndicate_adapters.jekyll.writing.lines import LineWriter
from syndicate_adapters.jekyll.writing.markup import as_html
from syndicate_adapters.jekyll.writing.pieces import Piece, read_pieces, walk
from syndicate_adapters.jekyll.writing.regions import TAG_NAME, Region, differences

_STRICT_AGAIN: Final = 2
_AS_HTML: Final = 3
_HIDDEN: Final = 4
_ATTEMPTS: Final = 5
"""How often a text is written; from which attempt on as HTML, and as HTML that kramdown does not read."""


_CODE: Final = re.compile(r"```|~~~|<(?:script|style|pre|textarea)\b", re.IGNORECASE)
"""Blocks in which nothing is Markdown up to an end of their own."""


class Safe(NamedTuple):
    """A text for kramdown, and where in it the readings still differ."""

    text: str
    left: tuple[Region, ...] = ()


def safe(text: str, options: KramdownOptions, *, keeps_definitions: bool = False) -> Safe:
    """`text`, whose lines end with "\\n", for kramdown. Raises ParserFailure.

    keeps_definitions: lists of definitions, of which our parser knows nothing, are meant as kramdown reads them.
    """
    reading = _reading(text, options)
    masks = _masks(text, reading)
    lined = definitions.on_one_line(text, masks)
    if lined != text:
        text, reading = lined, _reading(lined, options)
        masks = _masks(text, reading)
    regions = _differing(text, reading, masks, keeps_definitions=keeps_definitions)
    pieces: Sequence[Piece] = ()
    is_html = False  # it is already what all attempts but the last one make of it
    for attempt in range(_ATTEMPTS):
        if not regions:
            break
        if attempt == _STRICT_AGAIN and pieces:
            continue  # the last attempt changed nothing, and this one is no other
        if is_html and attempt < _HIDDEN:
            continue
        pieces = pieces or read_pieces(text, masks)
        change = _Change(text, pieces, masks, attempt)
        changed = change.made(regions)
        is_html = changed == text and change.is_html
        if changed != text:
            text, pieces = changed, ()
            reading = _reading(text, options)
            masks = _masks(text, reading)
            regions = _differing(text, reading, masks, keeps_definitions=keeps_definitions)
    return Safe(text, tuple(regions))


def _differing(
    text: str, reading: Reading, masks: list[Mask], *, keeps_definitions: bool
) -> list[Region]:
    """Where the readings of a text differ. masks: what of it the parser of CommonMark does not read."""
    regions = differences(text, reading, masks)
    if keeps_definitions:
        regions = [each for each in regions if not each.is_definitions]
    return regions


def _reading(text: str, options: KramdownOptions) -> Reading:
    return read(fragment_of(text, Span(0, len(text))), options, {})


def _masks(text: str, reading: Reading) -> list[Mask]:
    """What the parser of CommonMark is not to read: what only kramdown knows, and never a definition of a link.

    Nor what it reads as code: kramdown sees no fence right below a quote, and no script right below a paragraph.
    """
    spans = {block.span for block in reading.blocks if block.definition is not None}
    masks = list(disjoint(mask for mask in masks_of(reading) if mask.span not in spans))
    if not masks or _CODE.search(text) is None:
        return masks
    codes = [
        piece
        for piece in walk(read_pieces(text, ()))
        if piece.kind in ("code", "html") and _CODE.match(text, piece.start)
    ]
    starts = [piece.start for piece in codes]

    def is_code(place: int) -> bool:
        above = bisect_left(starts, place) - 1
        return above >= 0 and place < codes[above].end

    return [mask for mask in masks if not is_code(mask.span.start)]


class _Change:
    """One attempt to write the regions of a text anew; the more attempts, the less of the author's words stays."""

    def __init__(
        self, text: str, pieces: Sequence[Piece], masks: Sequence[Mask], attempt: int
    ) -> None:
        self.text = text
        self.pieces = pieces
        self.masks = masks
        self.attempt = attempt
        self.is_html = True
        self.definitions: Sequence[Construct] = definitions.definitions_of(text, masks)

    def made(self, regions: Sequence[Region]) -> str:
        """The whole text."""
        said: list[str] = []
        done = 0
        for region in regions:
            start, (above, found) = region.start, _found(self.pieces, region)
            if start < done:
                continue
            end = _end(self.text, region, found)
            start = _begin(self.text, start, done, found)
            made = self._anew(region._replace(start=start, end=end), found)
            if _run_together(above, found) and not self.text[above[0].end : start].strip(" \t\n>"):
                made = f"{APART}\n{prefix_at(self.text, start).rstrip()}\n{prefix_at(self.text, start)}{made}"
            said += (self.text[done:start], made)
            done = end
        said.append(self.text[done:])
        return "".join(said)

    def _anew(self, region: Region, found: Sequence[Piece]) -> str:
        """What is to stand in a region."""
        text = self.text
        prefix = prefix_at(text, region.start)
        depth = prefix.count(">")
        is_hidden = self.attempt == _HIDDEN or any(map(_opens_line_content, found))
        if is_hidden or self.attempt >= _AS_HTML or any(map(_opens_line_tag, found)):
            links = definitions.written(self.definitions)
            span = Span(region.start, region.end)
            said = as_html(text, span, depth, links, is_hidden=is_hidden)
            return self._completed(region, said, depth, prefix)
        self.is_html = False
        if region.is_line and found:
            return _with_prefix(self._line(found[0]), prefix)
        if not found:
            inside = definitions.left_out(self.definitions, region.start, region.end, "")
            said = definitions.written(inside) or text[region.start : region.end]
        else:
            writer = BlockWriter(text, self.masks, is_strict=self.attempt > 0)
            said = writer.blocks(found, region.start, region.end, depth)
        return self._completed(region, said, depth, prefix)

    def _completed(self, region: Region, said: str, depth: int, prefix: str) -> str:
        """What was said of a region, with the definitions that stood in it, apart from what is around it."""
        if lost := definitions.left_out(self.definitions, region.start, region.end, said):
            said = f"{said}\n\n{definitions.written(lost)}"
        above, below = _gaps(self.text, region, depth)
        return _with_prefix(f"{above}{said}{below}", prefix)

    def _line(self, piece: Piece) -> str:
        text, masks = self.text, self.masks
        if piece.kind != "h":
            return LineWriter(text, masks, in_cell=piece.kind == "cell").line(piece)
        said = " ".join(LineWriter(text, masks).line(piece).split("\n"))
        last = piece.children[-1].end if piece.children else piece.start
        first = bisect_left(masks, last, key=_start_of_mask)
        behind = masks[first : bisect_left(masks, piece.end, key=_start_of_mask)]
        tail = "".join(text[mask.span.start : mask.span.end] for mask in behind)
        return f"{'#' * int(piece.detail)} {said}{tail}"


def _end(text: str, region: Region, found: Sequence[Piece]) -> int:
    """The end of what is written anew: behind the last block that either of them sees, without blanks."""
    end = region.end
    if not region.is_line:
        ends = [region.seen_end, *(piece.end for piece in found)]
        end = min(max(ends), end) if max(ends) > region.start else end
    while end > region.start and text[end - 1].isspace():
        end -= 1
    return end


def _begin(text: str, start: int, done: int, found: Sequence[Piece]) -> int:
    """The beginning of what is written anew: code begins before what makes it code, its indentation."""
    if not found or found[0].kind != "code" or text.startswith(("```", "~~~"), start):
        return start
    first = max(start - 4, done)
    while start > first and text[start - 1] == " ":
        start -= 1
    return start - 1 if start > first and text[start - 1] == "\t" else start


def _run_together(above: Sequence[Piece], found: Sequence[Piece]) -> bool:
    """Whether kramdown, which knows no kinds of markers, would take two lists for one."""
    if not above or not found or not above[0].kind == found[0].kind == "list":
        return False
    return bool(above[0].detail) == bool(found[0].detail)


def _found(pieces: Sequence[Piece], region: Region) -> tuple[list[Piece], list[Piece]]:
    """The piece above those that a region is made of, if there is one, and those."""
    if not region.pieces:
        return [], []
    first = region.pieces[0]
    level: Sequence[Piece] = pieces
    while True:
        behind = bisect_right(level, first.start, key=_start)
        for at in range(bisect_left(level, first.start, key=_start), behind):
            if level[at].kind == first.kind:
                return list(level[max(at - 1, 0) : at]), list(level[at : at + len(region.pieces)])
        if not behind or first.start >= level[behind - 1].end:
            return [], []
        level = level[behind - 1].children


_start: Final = attrgetter("start")
_start_of_mask: Final = attrgetter("span.start")


def _opens_line_tag(piece: Piece) -> bool:
    """Whether a block of HTML opens an element of a line that goes on below: kramdown has no such thing."""
    if piece.kind != "html":
        return False
    starts, _ = unpaired(piece.text)
    names = (TAG_NAME.match(piece.text, start) for start in starts)
    return any(name is not None and name[1].lower() in SPAN_TAGS for name in names)


def _opens_line_content(piece: Piece) -> bool:
    return piece.kind == "html" and opens_line_content(piece.text)


def _with_prefix(text: str, prefix: str) -> str:
    if not prefix:
        return text
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{prefix}{line}" if line else prefix.rstrip() for line in rest)])


def _gaps(text: str, region: Region, depth: int) -> tuple[str, str]:
    """The ends of lines that keep a region apart from the lines that touch it."""
    line = text.rfind("\n", 0, region.start) + 1
    above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line].strip(" \t>\n")
    newline = text.find("\n", region.end)
    newline = len(text) if newline < 0 else newline
    after = text.find("\n", newline + 1)
    below = text[newline + 1 : after if after >= 0 else len(text)].strip(" \t>")
    is_marked = text[line : region.start].strip(" \t>") != ""
    before = "\n" if above and not is_marked else ""
    return before, "\n" if below and not below.startswith("{:") else ""
