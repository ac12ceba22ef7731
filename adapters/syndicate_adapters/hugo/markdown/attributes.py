"""Attributes in braces (`{#id .class key="value"}`) behind headings, fences and blocks, by Goldmark's grammar.

Source: Goldmark 1.7 (parser/attribute.go) in Hugo 0.168; tests/hugo_body/test_errors.py holds what the engine said.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Attribute(NamedTuple):
    """A key with its value as written, quotes and backslashes taken away."""

    key: str
    value: str


_MARKED: Final = re.compile(r"([#.])((?:[\w:.-]|[^\x00-\x7f])++)", re.ASCII)
_KEY: Final = re.compile(r"([A-Za-z_:][\w:.-]*+)\s*+=\s*+", re.ASCII)
_VALUE: Final = re.compile(
    r'"(?P<quoted>(?:\\.|[^"\\])*+)"'
    r"|(?P<list>\[[^\[\]]*+\])"
    r"|(?P<map>\{[^{}]*+\})"
    r"|(?P<number>[-+]?\d[\w.+-]*+)"
    r"|(?P<word>[A-Za-z_:][\w:.-]*+)",
    re.ASCII | re.DOTALL,
)
_GAP: Final = re.compile(r"\s*+(?:,\s*+)?")
_BLANK: Final = re.compile(r"\s*+")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


class Attributes(NamedTuple):
    """What stands in braces; `end` is behind them."""

    found: tuple[Attribute, ...]
    end: int

    @property
    def last(self) -> dict[str, str]:
        """Keys in small letters, of two alike the last."""
        return {key.lower(): value for key, value in self.found}


def read_attributes(text: str, position: int, end: int) -> Attributes | None:
    """The attributes whose opening brace stands at `position`; None where the engine takes them for none."""
    found: list[Attribute] = []
    position = _blank(text, position + 1, end)
    while not text.startswith("}", position):
        if position >= end:
            return None
        marked = _MARKED.match(text, position, end)
        if marked is not None:
            found.append(Attribute("id" if marked[1] == "#" else "class", marked[2]))
            position = marked.end()
        else:
            key = _KEY.match(text, position, end)
            value = _VALUE.match(text, key.end(), end) if key is not None else None
            if key is None or value is None:
                return None
            found.append(Attribute(key[1], _said(value)))
            position = value.end()
        gap = _GAP.match(text, position, end)
        position = gap.end() if gap is not None else position
    return Attributes(tuple(found), position + 1)


def _blank(text: str, position: int, end: int) -> int:
    found = _BLANK.match(text, position, end)
    return found.end() if found is not None else position


def _said(value: re.Match[str]) -> str:
    quoted = value["quoted"]
    return _ESCAPE.sub(r"\1", quoted) if quoted is not None else value[0]


def trailing(text: str, start: int, end: int) -> tuple[int, Attributes] | None:
    """The attributes that end the line which ends at `end`, and where the text before them ends."""
    limit = start + len(text[start:end].rstrip())
    if not text.endswith("}", start, limit):
        return None
    brace = text.rfind("{", start, limit)
    while brace >= start:
        if _is_escaped(text, brace, start):
            return None
        found = read_attributes(text, brace, limit)
        if found is not None and found.end == limit:
            return start + len(text[start:brace].rstrip()), found
        brace = text.rfind("{", start, brace)
        if found is not None or text.count("{", start, limit) > 8:
            return None
    return None


def _is_escaped(text: str, position: int, start: int) -> bool:
    count = 0
    while position - count > start and text[position - count - 1] == "\\":
        count += 1
    return count % 2 == 1
