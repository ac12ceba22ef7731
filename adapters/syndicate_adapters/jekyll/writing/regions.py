"""Where kramdown sees something else in a text than CommonMark does, as narrow as it can be said.

Source: kramdown 2.4.0; tests/jekyll_writing asks the engine.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from syndicate.body.markdown import Mask
from syndicate.body.outline import Outline, mark, read_outline
from syndicate_adapters.jekyll.kramdown.document import Reading
from syndicate_adapters.jekyll.kramdown.patterns import SPAN_TAGS
from syndicate_adapters.jekyll.kramdown.seen import Seen
from syndicate_adapters.jekyll.kramdown.tree import walk_line
from syndicate_adapters.jekyll.writing.html import unpaired
from syndicate_adapters.jekyll.writing.sight import Sight

_UNCOUNTED: Final = (mark("risky"), mark("closed"), mark("unclosed"))
"""What is marked for parsers that read otherwise than CommonMark, which does not matter here."""


class Region(NamedTuple):
    """Where the readings differ: from `start` to `end`, the blocks there, and whether it is one line only.

    seen_end: behind the last block that kramdown finds there. is_definitions: these are lists of definitions.
    """

    start: int
    end: int
    pieces: tuple[Outline, ...]
    is_line: bool = False
    seen_end: int = 0
    is_definitions: bool = False


TAG_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")


def differences(text: str, reading: Reading, masks: Sequence[Mask]) -> list[Region]:
    """The regions of `text` in which the two readings differ, in order. Raises ParserFailure."""
    outline = read_outline(text, 0, masks=masks)
    seen = list(Sight(reading).blocks(reading.root.children))
    return _joined(list(_compared(text, seen, outline.blocks, len(text))), outline.blocks)


def _joined(regions: list[Region], outlines: Sequence[Outline]) -> list[Region]:
    """The regions; one that opens an element of a line goes on to the one that closes it."""
    tags = [_line_tags(region) for region in regions]
    closing: dict[str, list[Region]] = {}
    for region, (_, closed) in zip(regions, tags, strict=True):
        for name in closed:
            closing.setdefault(name, []).append(region)
    found: list[Region] = []
    starts = [each.start for each in outlines]
    for region, (names, _) in zip(regions, tags, strict=True):
        if found and region.start < found[-1].end:
            continue
        behind = (_next(closing[name], region) for name in names & closing.keys())
        last = min(filter(None, behind), key=_start, default=None)
        if last is not None:
            pieces = outlines[bisect_left(starts, region.start) : bisect_left(starts, last.end)]
            region = Region(region.start, last.end, tuple(pieces), seen_end=last.seen_end)
        found.append(region)
    return found


_start: Final = attrgetter("start")


def _next(regions: Sequence[Region], region: Region) -> Region | None:
    """The first of the regions that begins behind `region`."""
    at = bisect_right(regions, region.start, key=_start)
    return regions[at] if at < len(regions) else None


def _line_tags(region: Region) -> tuple[set[str], set[str]]:
    """The elements of a line that blocks of HTML in a region open, and those that they close, without the other tag."""
    opened: set[str] = set()
    closed: set[str] = set()
    for outline in region.pieces:
        if outline.kind == "html":
            for starts, names in zip(unpaired(outline.line), (opened, closed), strict=True):
                matches = (TAG_NAME.match(outline.line, start) for start in starts)
                names.update(match[1].lower() for match in matches if match is not None)
    return opened & SPAN_TAGS, closed & SPAN_TAGS


def _compared(
    text: str, seen: Sequence[Seen], outlines: Sequence[Outline], end: int
) -> Iterator[Region]:
    """Where two readings of one stretch differ, in order."""
    seen_starts = [_line(text, each.block.frag.origin(each.block.start)) for each in seen]
    starts = [_line(text, each.start) for each in outlines]
    common = sorted(set(seen_starts) & set(starts))
    if not common or min(seen_starts[0], starts[0]) < common[0]:
        common.insert(0, min([*seen_starts[:1], *starts[:1]], default=0))
    for number, start in enumerate(common):
        stop = common[number + 1] if number + 1 < len(common) else end
        is_last = number + 1 == len(common)
        high = len(seen) if is_last else bisect_left(seen_starts, stop)
        ours = seen[bisect_left(seen_starts, start) : high]
        high = len(outlines) if is_last else bisect_left(starts, stop)
        theirs = outlines[bisect_left(starts, start) : high]
        if ours or theirs:
            yield from _one(text, ours, theirs, stop)


def _line(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _one(
    text: str, seen: Sequence[Seen], outlines: Sequence[Outline], end: int
) -> Iterator[Region]:
    if len(seen) == len(outlines) == 1 and is_alike(seen[0], outlines[0]):
        return
    if len(seen) == len(outlines) == 1:
        narrowed = _narrowed(text, seen[0], outlines[0], end)
        if narrowed is not None:
            yield from narrowed
            return
    first = outlines[0].start if outlines else seen[0].block.frag.origin(seen[0].block.start)
    seen_end = max((each.block.span.end for each in seen), default=0)
    is_definitions = bool(seen) and all(each.block.kind == "dl" for each in seen)
    yield Region(first, end, tuple(outlines), seen_end=seen_end, is_definitions=is_definitions)


def _narrowed(text: str, seen: Seen, outline: Outline, end: int) -> list[Region] | None:
    """The parts that differ of one block; None where it differs as a whole."""
    if (seen.kind, seen.detail) != (outline.kind, outline.detail):
        return None
    if not seen.children and not outline.children:
        if seen.kind not in ("p", "h"):
            return None
        return [Region(outline.start, _leaf_end(seen, end), (outline,), is_line=True)]
    if seen.kind in ("table", "note") or len(seen.children) != len(outline.children):
        return None if seen.kind != "quote" else _inside(text, seen, outline, end)
    if seen.kind == "list":
        return _items(text, seen, outline, end)
    return _inside(text, seen, outline, end)


def _items(text: str, seen: Seen, outline: Outline, end: int) -> list[Region] | None:
    found: list[Region] = []
    for number, (inner, other) in enumerate(zip(seen.children, outline.children, strict=True)):
        if is_alike(inner, other):
            continue
        is_last = number + 1 == len(outline.children)
        stop = end if is_last else _line(text, outline.children[number + 1].start)
        narrowed = _narrowed(text, inner, other, stop)
        if narrowed is None or not all(each.is_line for each in narrowed):
            return None
        found += narrowed
    return found


def _inside(text: str, seen: Seen, outline: Outline, end: int) -> list[Region] | None:
    found = list(_compared(text, seen.children, outline.children, end))
    # A part of it must be apart from what stands before it on its line.
    is_free = all(each.is_line or each.pieces for each in found)
    return found if is_free else None


def _leaf_end(seen: Seen, end: int) -> int:
    block = seen.block
    found = block.span.end
    return min(found, end)


def is_alike(seen: Seen, outline: Outline) -> bool:
    """Whether readers see the same in both."""
    if seen.kind == "p" and outline.kind == "html":
        return _is_only_tags(seen) and _counted(seen.line).replace(mark("tag"), "") != ""
    if seen.kind == "html" and outline.kind == "p":
        return _as_written(outline.line) == seen.line
    if seen.kind != outline.kind or seen.detail != outline.detail:
        return False
    if _counted(seen.line) != outline.line.replace(_MAIL, _ADDRESS) or len(seen.children) != len(
        outline.children
    ):
        return False
    return all(map(is_alike, seen.children, outline.children))


def _counted(line: str) -> str:
    for each in _UNCOUNTED:
        if each in line:
            line = line.replace(each, "").strip()
    return line.replace(_MAIL, _ADDRESS)


_MAIL: Final = "\x01a\x02mailto:"
_ADDRESS: Final = "\x01a\x02"
"""Only one of the two parsers says so of an address between angle brackets."""


_TAG_MARK: Final = re.compile(r"\x01tag\x02(.*?)\x03")


def _as_written(line: str) -> str:
    """The line of a paragraph of nothing but tags, and text that means the same outside of Markdown."""
    tags = _TAG_MARK.findall(line)
    rest = _TAG_MARK.sub("", line)
    is_plain = all(_TEXT.fullmatch(word) for word in rest.split())
    return _TAG_MARK.sub(lambda match: str(match[1]), line) if tags and is_plain else ""


_TEXT: Final = re.compile(r"[^\s<>&*_`\\\"'\[\]|$~-]*")


def _is_only_tags(seen: Seen) -> bool:
    """Whether a paragraph holds tags only, and text without marks."""
    block = seen.block
    line = list(walk_line(block.line))
    text = block.frag.text
    if not line or any(inline.kind not in ("html", "comment", "br") for inline in line):
        return False
    if any(inline.kind == "br" and not text.startswith("<", inline.start) for inline in line):
        return False  # no break in HTML
    written = text[block.text_start : block.text_end]
    if any(unpaired(written)):
        return False
    rest = re.sub(r"<[^>]*>", "", written)
    return all(_TEXT.fullmatch(word) for word in rest.split())
