"""Text between single tildes, which GitHub's Markdown strikes through in words too and our parser shows as it is.

Source: Goldmark's strikethrough, micromark-extension-gfm-strikethrough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from syndicate.body.markdown import is_inside
from syndicate.body.nodes import Element, Node, Place
from syndicate.source.text import Span

LONE_TILDE: Final = re.compile(r"~(?<!~~)(?!~)")
_TILDES: Final = re.compile(r"~(?<![~\\]~)(?![\s~])([^\n~]+?)(?<![\s\\])~(?!~)")


def struck(text: str, span: Span, taken: Sequence[Span]) -> Iterator[Node]:
    """The nodes for text between single tildes that stand in words: `H~2~O`, `1~2, 3~4`. taken: where none count."""
    position = span.start
    while match := _TILDES.search(text, position, span.end):
        first, last = match.start(), match.end()
        if is_inside(taken, first):
            position = first + 1
            continue
        position = last
        before, after = text[first - 1 : first], text[last : last + 1]
        is_in_word = before.isalnum() or after.isalnum()
        if is_in_word and _flanks(before, match[1][0]) and _flanks(after, match[1][-1]):
            where, inner = Span(first, last), Span(*match.span(1))
            yield Element(span=where, inner=inner, name="del", place=Place.INLINE)


def _flanks(outside: str, inside: str) -> bool:
    """Whether a tilde between these two may open (or close) what lies on the inner side."""
    return inside.isalnum() or not outside.isalnum()
