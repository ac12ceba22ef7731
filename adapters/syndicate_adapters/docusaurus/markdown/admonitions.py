"""Container directives: the lines that open and close them, and which belong together.

Source: Docusaurus 3.10.2, remark-directive and the admonitions pre-pass; tests/engines asks the engine.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from syndicate.source.text import Span

KEYWORDS: Final = {
    "note": "note",
    "tip": "tip",
    "info": "info",
    "warning": "warning",
    "danger": "danger",
    "caution": "caution",
    "important": "important",
    "success": "tip",
    "secondary": "note",
}
"""The engine's own words and the kind that readers see. `caution` and `important` have looks of their own."""


class Line(NamedTuple):
    """One line of colons. A `name` of "" closes. `title` is where the words after the name stand, if any."""

    span: Span
    colons: int
    name: str = ""
    title: Span | None = None
    attributes: str = ""


_OPEN: Final = re.compile(r"(:{3,})([A-Za-z][\w-]*)")
_CLOSE: Final = re.compile(r"(:{3,})[ \t]*")
_ATTRIBUTES: Final = re.compile(r"\{([^{}\n]*)\}[ \t]*")


def read_line(
    text: str, span: Span, keywords: Collection[str], *, has_plain_titles: bool
) -> Line | None:
    """What the line that begins with colons says; None where it is ordinary text."""
    if close := _CLOSE.fullmatch(text, span.start, span.end):
        return Line(span, len(close[1]))
    opening = _OPEN.match(text, span.start, span.end)
    if opening is None:
        return None
    colons, name = len(opening[1]), opening[2]
    position = opening.end()
    title = None
    if text.startswith("[", position):
        close_at = _closing_bracket(text, position, span.end)
        if close_at is None:
            return None
        title = Span(position + 1, close_at)
        position = close_at + 1
    attributes = ""
    if match := _ATTRIBUTES.match(text, position, span.end):
        attributes = match[1]
        position = match.end()
    rest = text[position : span.end]
    if rest.strip():
        if (
            title is not None
            or name not in keywords
            or not has_plain_titles
            or rest[0] not in " \t"
        ):
            return None
        if attributes:  # "{#id} words" is a title as a whole
            position, attributes = opening.end(), ""
        first = position + len(text[position : span.end]) - len(text[position : span.end].lstrip())
        title = Span(first, first + len(text[first : span.end].rstrip()))
    return Line(span, colons, name, title, attributes)


def _closing_bracket(text: str, position: int, end: int) -> int | None:
    depth = 0
    while position < end:
        char = text[position]
        if char == "\\":
            position += 1
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    return None


class Pair(NamedTuple):
    """An opening line and its closing one; without one its text ends at `end`, or with its container."""

    open: Line
    close: Line | None = None
    end: int | None = None


def paired(lines: Iterable[tuple[Line, Sequence[int]]]) -> tuple[list[Pair], list[Line]]:
    """The directives among `lines`, and the lines left over, as text.

    Each line comes with its container's number and those of the list items and the text around it, outwards up to
    the next quote: the engine looks for closing lines before it looks for lists. A closing line ends the outermost
    open directive of these that has no more colons than it, and all that this one holds.
    """
    pairs: list[Pair] = []
    left: list[Line] = []
    stacks: dict[int, _Open] = {}
    for line, containers in lines:
        if line.name:
            stack = stacks.setdefault(containers[0], _Open([], []))
            stack.lines.append(line)
            stack.least.append(min(line.colons, stack.least[-1] if stack.least else line.colons))
            continue
        open_ = [stacks[number] for number in containers if number in stacks]
        found = [opened for stack in open_ if (opened := stack.first_within(line.colons))]
        if not found:
            left.append(line)
            continue
        outer = min(found, key=lambda opened: opened.span.start)
        pairs.append(Pair(outer, close=line))
        for stack in open_:
            inside = stack.taken_from(outer.span.start)
            pairs += [Pair(opened, end=line.span.start) for opened in inside if opened is not outer]
    pairs += [Pair(opened) for stack in stacks.values() for opened in stack.lines]
    return pairs, left


class _Open(NamedTuple):
    """The open directives of one container, and the least number of colons from the first up to each."""

    lines: list[Line]
    least: list[int]

    def first_within(self, colons: int) -> Line | None:
        """The outermost with no more colons: the least numbers fall, so it is found by halving."""
        index = bisect_left(self.least, -colons, key=lambda least: -least)
        return self.lines[index] if index < len(self.lines) else None

    def taken_from(self, start: int) -> list[Line]:
        """Those that begin at `start` or behind it, which are open no more."""
        index = bisect_left(self.lines, start, key=lambda line: line.span.start)
        taken = self.lines[index:]
        del self.lines[index:], self.least[index:]
        return taken


_ATTRIBUTE: Final = re.compile(
    r"""\#(?P<id>[^\s.#}]+)|\.(?P<class>[^\s.#}]+)"""
    r"""|(?P<key>[A-Za-z][\w-]*)(?:=(?:"(?P<dq>[^"]*)"|'(?P<sq>[^']*)'|(?P<bare>[^\s"'}]+)))?"""
)


def attributes_of(text: str) -> Iterator[tuple[str, str]]:
    """The attributes in `#id .class key="value"`; of several classes each is given."""
    for match in _ATTRIBUTE.finditer(text):
        if match["id"]:
            yield "id", match["id"]
        elif match["class"]:
            yield "class", match["class"]
        else:
            yield match["key"], match["dq"] or match["sq"] or match["bare"] or ""
