"""The definitions of links in a text, as kramdown reads them: each on one line.

Source: kramdown 2.4.0, parser/kramdown/link.rb; tests/jekyll_writing/test_same_text.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from syndicate.body import markdown
from syndicate.body.markdown import Construct, Mask

_PARTED: Final = re.compile(r"\][ \t]*:[ \t]*\r?\n|\[[^\[\]\n]*\n[^\[\]]*\]:")
"""Where an address stands below its label, or a label goes on below."""


def on_one_line(text: str, masks: Sequence[Mask]) -> str:
    """The text with those definitions on one line that take several. Raises ParserFailure."""
    if "]:" not in text or _PARTED.search(text) is None:
        return text
    pieces: list[str] = []
    done = 0
    for found in definitions_of(text, masks):
        where = found.destination
        if where is None or "\n" not in text[found.span.start : where.start]:
            continue
        end = found.span.start + len(text[found.span.start : found.span.end].rstrip())
        pieces += (text[done : found.span.start], _line(found))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def definitions_of(text: str, masks: Sequence[Mask]) -> list[Construct]:
    """The definitions that CommonMark finds, in order. Raises ParserFailure."""
    if "]:" not in text:
        return []
    found = markdown.parse(text, masks=masks, kinds=frozenset())
    return [each for each in found if each.kind == "definition"]


def written(definitions: Sequence[Construct]) -> str:
    """Lines that define the same links."""
    return "\n".join(map(_line, definitions))


def left_out(definitions: Sequence[Construct], start: int, end: int, made: str) -> list[Construct]:
    """The definitions between `start` and `end` that what was made of that stretch does not hold."""
    inside = [each for each in definitions if start <= each.span.start < end]
    if not inside:
        return []
    low = made.lower()
    return [each for each in inside if f"[{_label(each).lower()}]:" not in low]


def _label(found: Construct) -> str:
    return " ".join((found.id or "").split())


def _line(found: Construct) -> str:
    title = found.text
    quote = "'" if '"' in title else '"'
    said = f" {quote}{' '.join(title.split())}{quote}" if title else ""
    return f"[{_label(found)}]: <{str(found.detail).replace('|', '%7C')}>{said}"
