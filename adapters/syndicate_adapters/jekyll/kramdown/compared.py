"""What is to be written otherwise, so that CommonMark sees what readers see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from syndicate.body.markdown import Mask, MaskKind
from syndicate.body.outline import Reading as CommonReading
from syndicate.body.outline import read_outline
from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.differences import Difference, differences, unseen_marks
from syndicate_adapters.jekyll.kramdown.document import Reading
from syndicate_adapters.jekyll.kramdown.hidden import delimiters_of, disjoint, masks_of
from syndicate_adapters.jekyll.kramdown.seen import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """`id()` of what is written otherwise: emphasis as elements, lines and whole blocks in other words."""

    marks: frozenset[int] = field(default_factory=frozenset)
    lines: frozenset[int] = field(default_factory=frozenset)
    wholes: frozenset[int] = field(default_factory=frozenset)


def compare(text: str, span: Span, reading: Reading, runs: Sequence[Span] = ()) -> Compared:
    """What differs in a stretch of a file, in which words stand for `runs`. Raises ParserFailure."""
    masks = [*masks_of(reading), *(Mask(run, MaskKind.SETTLED) for run in runs)]
    found, outline = _differences(text, span, reading, masks, frozenset())
    unseen = unseen_marks(found, outline.marks()) if any(each.is_line for each in found) else []
    masked = frozenset(id(inline) for _, inline in unseen)
    if unseen:
        masks += chain.from_iterable(delimiters_of(*pair) for pair in unseen)
        found, _ = _differences(text, span, reading, masks, masked)
    return Compared(
        marks=masked,
        lines=frozenset(id(each.block) for each in found if each.is_line),
        wholes=frozenset(id(each.block) for each in found if not each.is_line),
    )


def _differences(
    text: str, span: Span, reading: Reading, masks: Sequence[Mask], masked: frozenset[int]
) -> tuple[list[Difference], CommonReading]:
    outline = read_outline(text[span.start : span.end], span.start, masks=disjoint(iter(masks)))
    seen = list(View(reading, masked).blocks(reading.root.children))
    return differences(seen, outline.blocks), outline
