"""Where code of JavaScript ends in a text, as far as its strings and brackets tell."""

from __future__ import annotations

import re
from typing import Final

BLANK_LINE: Final = re.compile(r"\n[ \t\r>]*\n")


def after_string(text: str, position: int, quote: str, end: int) -> int:
    """Past a string of JavaScript; a line's end ends it too, so that an apostrophe in prose does little harm."""
    match = re.compile(rf"(?:[^\\\n{quote}]|\\.)*+{quote}", re.DOTALL).match(text, position, end)
    return match.end() if match else position


_BRACKETS: Final = re.compile(r"[{}()\[\]\"'`]|/\*")


def code_end(text: str, begin: int, end: int) -> int:
    """The first blank line outside of brackets and templates, or `end`. Each character is read once."""
    depth, position = 0, begin
    last = begin
    while blank := BLANK_LINE.search(text, last, end):
        last = blank.start() + 1
        depth, position = _bracketed(text, position, blank.start(), end, depth)
        if position <= blank.start() and depth <= 0:
            return blank.start()
    return end


def _bracketed(text: str, position: int, limit: int, end: int, depth: int) -> tuple[int, int]:
    """How many brackets are open at `limit`, and how far was read: beyond it where a template or comment goes on."""
    while match := _BRACKETS.search(text, position, limit):
        position = match.end()
        found = match.group()
        if found in "\"'":
            position = after_string(text, position, found, limit)
        elif found == "`":
            close = text.find("`", position, end)
            position = close + 1 if close >= 0 else end + 1
        elif found == "/*":
            close = text.find("*/", position, limit)
            if close < 0 and depth <= 0:  # it holds no blank line together
                return depth, limit
            close = close if close >= 0 else text.find("*/", position, end)
            position = close + 2 if close >= 0 else end + 1
        else:
            depth += 1 if found in "{([" else -1
        if position > limit:
            break
    return depth, position
