"""Code by indentation, written as a fence: MDX does not count indentation.

Columns decide what is code, and a tab goes over several: what it has left over are blanks of the code.
Source: CommonMark 0.31, sections 2.2 and 4.4; tests/docusaurus/test_indented.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from syndicate.body.commonmark import fenced
from syndicate.body.markdown import Construct
from syndicate.body.render import with_prefix
from syndicate.source.text import Span

_CODE: Final = 4
"""Columns by which code is indented in what holds it."""

_MARKER: Final = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])([ \t]*)")


def fence_of(text: str, code: Construct, found: Sequence[Construct]) -> tuple[Span, str]:
    """What is to be written anew of a block of code, and the fence. found: all constructs of the text."""
    start, end = code.span
    line = text.rfind("\n", 0, start) + 1
    lead = text[line:start]
    column = _columns(lead) if "\t" not in lead else _column(text, code, found)
    first, *others = text[start:end].rstrip("\n").split("\n")
    blanks = " " * max(_columns(lead) - column, 0)
    lines = [blanks + first, *(_from_column(each, column) for each in others)]
    own = _before(lead, column - _CODE) if code.parent >= 0 else ""
    prefix = re.sub(r"[^\s>]", " ", own)
    tail = text[start:end][len(text[start:end].rstrip("\n")) :]
    said = with_prefix(fenced("\n".join(lines), ""), prefix)
    is_begun = lead[: len(own)] == own
    return Span(line + (len(own) if is_begun else 0), end), ("" if is_begun else own) + said + tail


def _column(text: str, code: Construct, found: Sequence[Construct]) -> int:
    """Where the code begins, behind what its container and its indentation take."""
    if code.parent < 0:
        return _CODE
    line = text.rfind("\n", 0, code.span.start) + 1
    lead = text[line : code.span.start]
    holder = found[code.parent]
    if holder.kind == "item" and (marker := _MARKER.match(text, holder.span.start)) is not None:
        above = text.rfind("\n", 0, holder.span.start) + 1
        bare = _columns(text[above : marker.start(1)])
        width = _columns(text[above : marker.end()]) - bare
        is_blank = text[marker.end() : marker.end() + 1] in ("", "\n")
        return bare + (1 if is_blank or width > _CODE else width) + _CODE
    if holder.kind == "quote":
        return _columns(lead[: lead.rfind(">") + 1]) + 1 + _CODE
    return _columns(lead)


def _columns(text: str) -> int:
    column = 0
    for char in text:
        column += 4 - column % 4 if char == "\t" else 1
    return column


def _before(lead: str, column: int) -> str:
    """What stands before a column, a tab that goes over it as blanks."""
    at = 0
    for position, char in enumerate(lead):
        width = 4 - at % 4 if char == "\t" else 1
        if at + width > column:
            return lead[:position] + " " * (column - at)
        at += width
    return lead


def _from_column(line: str, column: int) -> str:
    """What stands from a column on, a tab that goes over it as blanks."""
    at = 0
    for position, char in enumerate(line):
        if at >= column:
            return " " * (at - column) + line[position:]
        at += 4 - at % 4 if char == "\t" else 1
    return ""
