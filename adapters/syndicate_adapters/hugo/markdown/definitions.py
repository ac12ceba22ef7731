"""Lists of definitions: words, and below them lines that begin with a colon.

Source: Hugo 0.168 with Goldmark; tests/hugo_body/test_engine.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from syndicate.body.markdown import Construct
from syndicate.body.nodes import Defined, Definitions, Meaning, Node
from syndicate.body.tree import prefix_at
from syndicate.source.text import Span

_MARKER: Final = re.compile(r":[ \t]*")


def definitions(text: str, found: Sequence[Construct]) -> Iterator[Node]:
    """The nodes of all lists of definitions."""
    for position, construct in enumerate(found):
        if construct.kind != "terms":
            continue
        parts = [
            each for each in found if each.parent == position and each.kind in ("term", "meaning")
        ]
        if parts and parts[-1].kind == "meaning":
            # The parser lets the list reach over what follows it.
            start, end = construct.span.start, _end(text, parts[-1].span)
            span = Span(start, end)
            yield Definitions(span=span, inner=span, prefix=prefix_at(text, start))
            yield from (_part(text, each) for each in parts)


def _part(text: str, construct: Construct) -> Node:
    start, end = construct.span.start, _end(text, construct.span)
    span, prefix = Span(start, end), prefix_at(text, start)
    marker = _MARKER.match(text, start, end)
    if construct.kind == "term" or marker is None:
        return Defined(span=span, inner=span, prefix=prefix)
    return Meaning(span=span, inner=Span(marker.end(), end), prefix=prefix, marker=marker[0])


def _end(text: str, span: Span) -> int:
    """Where a part ends that has no blank lines, or such of a quote, behind it."""
    end = span.end
    while end > span.start:
        line = max(text.rfind("\n", span.start, end) + 1, span.start)
        if text[line:end].strip(" \t\r>") and line < end:
            return line + len(text[line:end].rstrip())
        end = line - 1
    return span.end
