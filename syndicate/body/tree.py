"""From nodes found one by one to a sparse tree, and what a container puts before the lines of a block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from syndicate.body.markdown import ParserFailure
from syndicate.body.nodes import Container, Node
from syndicate.source.text import Span

LINE_PREFIX: Final = re.compile(r"(?:[ \t]*+(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*+[ \t]*+")
"""What may stand before a block on its line: quote signs, list markers, blanks. Cannot backtrack."""

DEEPEST: Final = 100
"""Containers in containers; writing them takes three calls of a function each."""

_MARKER: Final = re.compile(r"[^\s>]")


def line_start(text: str, offset: int) -> int:
    """Where the line of `offset` begins, whichever of the three line endings the file has."""
    start = text.rfind("\n", 0, offset) + 1
    return text.rfind("\r", start, offset) + 1 or start


def prefix_at(text: str, offset: int, skipped: Sequence[Span] = ()) -> str:
    """What each further line of a block that begins at `offset` carries: its line's beginning, markers blanked.

    skipped: text that the dialect does not count (the indentation of JSX); it is no part of a prefix.
    """
    start = line_start(text, offset)
    lead = text[start:offset]
    for span in skipped:
        if start <= span.start < offset:
            lead = lead[: span.start - start] + lead[span.end - start :]
    return _MARKER.sub(" ", lead)


def is_first_on_line(text: str, offset: int) -> bool:
    """Whether only the markers of containers stand before `offset` on its line."""
    if not offset or text[offset - 1] == "\n":
        return True
    if text[offset - 1] not in " \t>\r":  # what a marker or a line may end with
        return False
    start = line_start(text, offset)
    match = LINE_PREFIX.match(text, start, offset)
    return match is not None and match.end() == offset


def nested(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """`nodes` as a tree: each in the innermost container whose `inner` holds it, in source order.

    A node that lies in another but not in its inner text (in a title, in a tag) is left out: whoever
    made the outer node has read that part on his own. Raises ParserFailure where they nest too deeply.
    """
    top: list[Node] = []
    open_: list[tuple[Node, list[Node]]] = []
    for node in sorted(nodes, key=lambda node: (node.span.start, -node.span.end)):
        while open_ and node.span.start >= open_[-1][0].span.end:
            _close(open_, top)
        if open_ and not _holds(open_[-1][0], node.span):
            continue
        open_.append((node, []))
        if len(open_) > DEEPEST:
            reason = f"its constructs nest deeper than {DEEPEST}, as no reader could follow"
            raise ParserFailure(f"the text cannot be read: {reason}; take some levels away")
    while open_:
        _close(open_, top)
    return tuple(top)


def _holds(outer: Node, span: Span) -> bool:
    if not isinstance(outer, Container):
        return False
    return outer.inner.start <= span.start and span.end <= outer.inner.end


def _close(open_: list[tuple[Node, list[Node]]], top: list[Node]) -> None:
    node, children = open_.pop()
    if isinstance(node, Container) and children:
        node = replace(node, children=tuple(children))
    (open_[-1][1] if open_ else top).append(node)
