"""Container directives: the lines that open and close them, and which belong together.

Source: Docusaurus 3.10.2, remark-directive and the admonitions pre-pass; tests/engines asks the engine.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
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


def paired(lines: Iterable[tuple[Line, int]]) -> tuple[list[Pair], list[Line]]:
    """The directives among `lines`, each given with its container's number; and the lines left over, as text.

    A closing line ends the outermost open directive of its container that has no more colons than it, and all
    that this one holds.
    """
    pairs: list[Pair] = []
    left: list[Line] = []
    stacks: dict[int, _Open] = {}
    for line, container in lines:
        stack = stacks.setdefault(container, _Open([], []))
        if line.name:
            stack.lines.append(line)
            stack.least.append(min(line.colons, stack.least[-1] if stack.least else line.colons))
            continue
        # The least numbers fall from the outermost on, so the first that is small enough is found by halving.
        index = bisect_left(stack.least, -line.colons, key=lambda colons: -colons)
        if index == len(stack.lines):
            left.append(line)
            continue
        outer, *inside = stack.lines[index:]
        pairs.append(Pair(outer, close=line))
        pairs += [Pair(opened, end=line.span.start) for opened in inside]
        del stack.lines[index:], stack.least[index:]
    pairs += [Pair(opened) for stack in stacks.values() for opened in stack.lines]
    return pairs, left


class _Open(NamedTuple):
    """The open directives of one container, and the least number of colons from the first up to each."""

    lines: list[Line]
    least: list[int]


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
