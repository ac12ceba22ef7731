"""Formulas between the delimiters that a site names (`passthrough`); what stands in them is no Markdown.

Source: hugo-goldmark-extensions/passthrough as Hugo 0.168 has it; tests/hugo_body/test_engine.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from syndicate.body.markdown import Construct, is_inside
from syndicate.source.text import Span

Delimiter = tuple[str, str, bool]
"""What opens a formula, what closes it, and whether it stands in a block of its own."""


class Formula(NamedTuple):
    """Where a formula stands with its delimiters, and what is between them."""

    span: Span
    tex: str
    is_display: bool


_CODE = frozenset({"code", "code_span", "html", "html_inline", "definition"})


def formulas(
    text: str, span: Span, delimiters: Sequence[Delimiter], found: Sequence[Construct]
) -> Iterator[Formula]:
    """The formulas of a text. found: what the parser sees in it while formulas are plain text."""
    if all(text.find(opening, *span) < 0 for opening, _, _ in delimiters):
        return
    pattern, by_opening = _openings(tuple((a, b, c) for a, b, c in delimiters))
    taken = merged(c.span for c in found if c.kind in _CODE)
    ends = _Ends(text=text, limit=span.end)
    position = span.start
    while match := pattern.search(text, position, span.end):
        position = match.end()
        opening = match["open"]
        if opening is None or is_inside(taken, match.start()):
            continue
        closing, is_display = by_opening[opening]
        end = ends.after(position, closing)
        if end > position:
            whole = Span(match.start(), end + len(closing))
            yield Formula(whole, text[position:end], is_display)
            position = whole.end


@dataclass(slots=True)
class _Ends:
    """Where formulas end, asked for in order: each search begins where the last one ended."""

    text: str
    limit: int
    blank: int = -1
    known: dict[str, int] = field(default_factory=dict)

    def after(self, position: int, closing: str) -> int:
        """Where a formula ends that begins at `position`: in its own paragraph; -1 where it does not."""
        if self.blank < position:
            found = _BLANK.search(self.text, position, self.limit)
            self.blank = found.start() if found is not None else self.limit
        end = self.known.get(closing, -1)
        if end < position:
            end = self.text.find(closing, position, self.limit)
            self.known[closing] = end = end if end >= 0 else self.limit
        return end if end + len(closing) <= self.blank else -1


_BLANK = re.compile(r"\n[ \t>]*+\r?(?=\n)")


@lru_cache(maxsize=32)
def _openings(
    delimiters: tuple[Delimiter, ...],
) -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    """What opens a formula, the longest first; a backslash in front of a sign makes it plain."""
    by_opening: dict[str, tuple[str, bool]] = {}
    for opening, closing, is_display in delimiters:
        by_opening.setdefault(opening, (closing, is_display))
    longest = sorted(by_opening, key=len, reverse=True)
    choices = "|".join(map(re.escape, longest))
    return re.compile(rf"\\\\(?:{choices})|(?P<open>{choices})|\\.", re.DOTALL), by_opening


def merged(spans: Iterator[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result
