"""Where CommonMark sees something else than readers of the page do, as narrowly as can be said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from syndicate.body.outline import Outline, folded
from syndicate_adapters.jekyll.kramdown.seen import Seen, is_same
from syndicate_adapters.jekyll.kramdown.tree import Block, Inline, walk_line


class Difference(NamedTuple):
    """A block to be written anew: only its line, or as a whole."""

    block: Block
    is_line: bool


def differences(seen: Sequence[Seen], outlines: Sequence[Outline]) -> list[Difference]:
    """The blocks among `seen` that read otherwise among `outlines`."""
    seen, outlines = _without_runs(seen, outlines)
    starts = [outline.start for outline in outlines]
    found: list[Difference] = []
    first = 0
    for number, each in enumerate(seen):
        last = len(outlines)
        if number + 1 < len(seen):
            last = max(bisect_left(starts, _line_start(seen[number + 1].block)), first)
        here = outlines[first:last]
        first = last
        if len(here) == 1 and is_same(each, here[0]):
            continue
        narrowed = _narrowed(each, here[0]) if len(here) == 1 else None
        found += narrowed if narrowed is not None else [Difference(each.block, False)]
    return found


def _without_runs(
    seen: Sequence[Seen], outlines: Sequence[Outline]
) -> tuple[list[Seen], list[Outline]]:
    """Both without elements that touch each other and are one piece of HTML for CommonMark."""
    if sum(each.kind == "html" for each in seen) < 2:
        return list(seen), list(outlines)
    whole = {outline.start: outline for outline in outlines if outline.kind == "html"}
    kept: list[Seen] = []
    gone: set[int] = set()
    first = 0
    while first < len(seen):
        last = first + 1
        while last < len(seen) and _touch(seen[last - 1], seen[last]):
            last += 1
        run = seen[first:last]
        outline = whole.get(_line_start(run[0].block)) if len(run) > 1 else None
        if outline is not None and outline.line == folded(" ".join(each.line for each in run)):
            gone.add(outline.start)
        else:
            kept += run
        first = last
    return kept, [outline for outline in outlines if outline.start not in gone]


def _touch(above: Seen, below: Seen) -> bool:
    """Whether two pieces of HTML stand on lines that follow each other."""
    if above.kind != "html" or below.kind != "html" or above.block.frag is not below.block.frag:
        return False
    text = below.block.frag.text
    return text.count("\n", above.block.start, below.block.start) == text.count(
        "\n", above.block.start, above.block.end
    )


def _line_start(block: Block) -> int:
    """Where the line of a block begins in the file."""
    return block.frag.origin(block.frag.text.rfind("\n", 0, block.start) + 1)


def _narrowed(seen: Seen, outline: Outline) -> list[Difference] | None:
    """The parts that differ; None where the block differs as a whole."""
    if (seen.kind, seen.detail) != (outline.kind, outline.detail):
        return None
    if not seen.children:
        is_line = seen.kind in ("p", "h", "cell") and not outline.children
        return [Difference(seen.block, True)] if is_line else None
    if len(seen.children) != len(outline.children):
        return None
    found: list[Difference] = []
    for inner, other in zip(seen.children, outline.children, strict=True):
        if is_same(inner, other):
            continue
        narrowed = _narrowed(inner, other)
        if narrowed is None:
            # What is indented too far would be code in other words too.
            if inner.kind in ("item", "row", "cell") or other.kind == "code":
                return None
            narrowed = [Difference(inner.block, False)]
        found += narrowed
    return found


def unseen_marks(
    found: Iterable[Difference], marks: set[tuple[str, int]]
) -> list[tuple[Block, Inline]]:
    """The emphasis in lines that differ that CommonMark does not see; not beside other marks, which it would read."""
    return [
        (each.block, inline)
        for each in found
        if each.is_line
        for inline in walk_line(each.block.line)
        if inline.kind in ("em", "strong", "del")
        and (inline.kind, each.block.frag.origin(inline.start)) not in marks
        and _stands_alone(each.block, inline)
    ]


def _stands_alone(block: Block, inline: Inline) -> bool:
    text = block.frag.text
    around = (
        text[max(inline.start - 1, block.text_start) : inline.start]
        + text[inline.end : inline.end + 1]
    )
    inside = text[inline.inner_start] + text[inline.inner_end - 1]
    return not set("*_~") & set(around + inside)
