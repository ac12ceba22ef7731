"""Lines that MDX would take out of their paragraph, as nothing but tags and comments stand in them.

Source: mdxJsxFlow and mdxFlowExpression of micromark, which end a paragraph; Docusaurus 3.10.2 with MDX 3;
tests/docusaurus/test_strange_blog.py has the engine build it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from syndicate.body.soup import BLOCKS
from syndicate.body.tree import is_first_on_line, line_start, prefix_at

_WITHIN: Final = re.compile(r"[ \t]*+")
_NO_TEXT: Final = BLOCKS | frozenset(
    "audio embed object script style svg template title video noscript textarea select".split()
)


class Loose(NamedTuple):
    """A block of HTML that is a line of text to browsers. has_words: not breaks and pictures alone."""

    start: int
    end: int
    parent: int
    has_words: bool


def loose(
    text: str, start: int, end: int, parent: int, matches: Sequence[re.Match[str]]
) -> Loose | None:
    """The block, if no element in it is a block to browsers."""
    is_remark = text.startswith(("<!", "<?"), start)
    if is_remark or any((match["name"] or "").lower() in _NO_TEXT for match in matches):
        return None
    position, has_words = start, False
    for match in matches:
        has_words = has_words or bool(text[position : match.start()].strip(" \t\r\n>"))
        position = max(position, match.end())
    has_words = has_words or bool(text[position:end].strip(" \t\r\n>"))
    return Loose(start, end, parent, has_words)


def neighbours(text: str, blocks: Sequence[Loose]) -> Iterator[tuple[Loose, Loose]]:
    """Such blocks one right below another: to browsers they are one line of text."""
    for group in _groups(text, blocks):
        worded = [number for number, each in enumerate(group) if each.has_words]
        if len(worded) > 1:
            yield from pairwise(group[worded[0] : worded[-1] + 1])


def between(text: str, above: Loose, below: Loose) -> tuple[int, int, str]:
    """Where the blank lines between two of them stand, and what to put there."""
    line_end = "" if text.endswith("\n", above.start, above.end) else "\n"
    return above.end, below.start, f"{line_end}{prefix_at(text, below.start)}"


def _groups(text: str, blocks: Sequence[Loose]) -> Iterator[list[Loose]]:
    group: list[Loose] = []
    for block in blocks:
        if group and not (
            group[-1].parent == block.parent
            and not text[group[-1].end : block.start].strip(" \t\r\n>")
        ):
            yield group
            group = []
        group.append(block)
    yield group


def alone(text: str, pieces: Mapping[int, int], joined: Container[int]) -> Iterator[int]:
    """Where a line begins that has nothing but pieces in it, and that is one of several of a paragraph.

    pieces: where what is written as JSX or as an expression begins and ends. joined: where blocks begin that
    get a neighbour.
    """
    for start in pieces:
        if not is_first_on_line(text, start):
            continue
        position = start
        while (end := pieces.get(position)) is not None:
            blanks = _WITHIN.match(text, end)
            position = blanks.end() if blanks is not None else end
        newline = text.find("\n", position)
        if text[position : newline if newline >= 0 else len(text)].strip():
            continue
        is_joined = start in joined or _goes_on(text, newline)
        if is_joined or _goes_on(text, line_start(text, start) - 1, is_above=True):
            yield start


def _goes_on(text: str, newline: int, *, is_above: bool = False) -> bool:
    """Whether there is something in the line below (or above) a line break."""
    if newline < 0:
        return False
    if is_above:
        return bool(text[line_start(text, newline) : newline].strip(" \t\r>"))
    end = text.find("\n", newline + 1)
    return bool(text[newline + 1 : end if end >= 0 else len(text)].strip(" \t\r>"))
