"""What the Markdown parser is shown of a text: all but the markers that it must not read, and the way back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from syndicate.body.settled import STAND_IN
from syndicate.source.text import Span


class MaskKind(StrEnum):
    """What the parser is shown instead of a marker."""

    RULE = "_"  # a block marker: the parser reports a rule, inside its true container
    WORD = (
        "x"  # an inline marker: blanks beside `**` or in a destination would change what it reads
    )
    NOTHING = ""  # text that the dialect does not count, such as the indentation of JSX
    SETTLED = "p"  # blocks that nobody has to read: a paragraph stands for them


class Mask(NamedTuple):
    """Text that the parser must not read."""

    span: Span
    kind: MaskKind


@dataclass(frozen=True, slots=True)
class Shown:
    """What the parser is shown, and the way back: pieces of it begin at `starts` and stand at `origins` in the file."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The place in the file of a character of `text`."""
        if len(self.starts) == 1:
            return self.origins[0] + offset
        index = bisect_right(self.starts, offset) - 1
        return self.origins[index] + offset - self.starts[index]

    def span(self, first: int, last: int) -> Span:
        """The same of two of them."""
        if len(self.starts) == 1:
            offset = self.origins[0]
            return Span(first + offset, last + offset)
        return Span(self.origin(first), self.origin(last))

    def piece(self, first: int, last: int) -> Span:
        """The same of something that ends behind its last character: text may be left out before the next one."""
        origin = self.origin
        return Span(origin(first), origin(last - 1) + 1 if last else origin(0))


def shown_to_parser(text: str, start: int, masks: Sequence[Mask]) -> Shown:
    """`text`, which begins at `start` in its file, with its markers made unreadable."""
    pieces: list[str] = []
    starts, origins = [0], [start]
    done = size = 0
    for span, kind in masks:
        begin, end = span.start - start, span.end - start
        marker = text[begin:end]
        shown = STAND_IN if kind is MaskKind.SETTLED else _mask(marker, kind)
        pieces += (text[done:begin], shown)
        size += begin - done + len(shown)
        done = end
        if len(shown) != len(marker):
            starts.append(size)
            origins.append(start + end)
    pieces.append(text[done:])
    return Shown("".join(pieces), tuple(starts), tuple(origins))


def _mask(marker: str, letter: str) -> str:
    if "\n" not in marker:
        return letter * len(marker)
    # Line breaks stay, so that the lines of a long tag keep their containers.
    return "\n".join(letter * len(line) for line in marker.split("\n")) if letter else ""
