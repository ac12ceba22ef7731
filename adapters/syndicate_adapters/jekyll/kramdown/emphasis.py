"""Emphasis and what is struck out: there are no runs of delimiters and no flanks.

The first mark opens, the next one that may close does.
Source: kramdown 2.4.0, `parser/kramdown/emphasis.rb`; kramdown-parser-gfm 1.1.0.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from syndicate_adapters.jekyll.kramdown.line import DEEPEST, Line
from syndicate_adapters.jekyll.kramdown.tree import Inline

_STRUCK_END: Final = re.compile(r"[^\s~]~~")
_STOPS: Final = {mark: re.compile(re.escape(mark)) for mark in ("*", "**", "_", "__")}


def emphasis(line: Line, into: list[Inline]) -> bool:
    """Reads `*`, `**`, `_` or `__` and what it marks; the marks alone where nothing closes them."""
    text, pos = line.text, line.pos
    mark = text[pos]
    size = 2 if text.startswith(mark, pos + 1) and pos + 1 < line.end else 1
    after = text[pos + size] if pos + size < line.end else ""
    kind = "strong" if size == 2 else "em"
    if (mark == "_" and _is_in_word(line, pos)) or (after in " \t\n\v\f\r" and after):
        line.pos = pos + size
        return True
    if kind in line.open:
        if line.open[-1] == kind:
            line.passed.append(pos)
        line.pos = pos + size
        return True
    found = _marked(line, pos, mark, size, kind)
    if found is None and size == 2:
        if line.open[-1:] != ["em"]:
            found = _marked(line, pos, mark, 1, "em")
        elif after != mark:
            line.passed.append(pos)
    if found is None:
        line.pos = pos + size
        return True
    into.append(found)
    return True


def _is_in_word(line: Line, pos: int) -> bool:
    """Whether a letter stands before an underscore, or a letter and a hyphen."""
    if pos == line.begin:
        return False
    before = line.text[pos - 1]
    if before.isalpha():
        return True
    return before == "-" and pos - 1 > line.begin and line.text[pos - 2].isalpha()


def _marked(line: Line, pos: int, mark: str, size: int, kind: str) -> Inline | None:
    """The construct that begins with a mark; None where nothing closes it."""
    text = line.text
    delimiter = mark * size
    if text.find(delimiter, pos + size, line.end) < 0 or len(line.open) > DEEPEST:
        return None
    if line.is_barren(delimiter, pos):
        return None
    inline = Inline(kind, pos, pos, pos + size)

    def accept(at: int) -> bool:
        if at == inline.inner_start or text[at - 1] in " \t\n\v\f\r":
            return False
        if kind == "em" and text.startswith(mark * 2, at) and at + 1 < line.end:
            is_longer = text.startswith(mark, at + 2) and at + 2 < line.end
            if not is_longer:
                return False
        behind = text[at + size] if at + size < line.end else ""
        return mark != "_" or not behind.isalnum()

    line.pos = pos + size
    line.open.append(kind)
    outer, line.passed = line.passed, []
    is_found = line.parse(inline.children, _STOPS[delimiter], accept)
    passed, line.passed = line.passed, outer
    line.open.pop()
    if not is_found:
        line.leave(delimiter, (at for at in passed if text[at] == mark))
        return None
    inline.inner_end = line.pos
    inline.end = line.pos = line.pos + size
    return inline


def struck(line: Line, into: list[Inline]) -> bool:
    """Reads what stands between two pairs of tildes."""
    text, start = line.text, line.pos
    if not line.document.options.is_gfm or not line.has_struck:
        return False
    if text[start + 2 : start + 3].strip() in ("", "~"):
        return False
    close = _STRUCK_END.search(text, start + 2, line.end)
    if close is None:
        line.has_struck = False
        return False
    end = close.end()
    inner = replace(
        line, begin=start + 2, end=end - 2, open=[], in_link=False, in_element=True, has_struck=True
    )
    inline = Inline("del", start, end, start + 2, end - 2)
    inner.parse(inline.children)
    line.steps = inner.steps
    into.append(inline)
    line.pos = end
    return True
