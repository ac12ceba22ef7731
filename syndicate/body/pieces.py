"""What stands between the pieces of an element: blanks that mean nothing, and blank lines.

This is what markdownify does in its walk, which looks through all that is above and beside an element each time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

HEADING: Final = re.compile(r"h\d")
DROPPING: Final = frozenset(
    "p blockquote article div section ol ul li dl dt dd table thead tbody tfoot tr td th".split()
)
"""Blocks at whose edges blanks mean nothing."""


def is_ignored(child: PageElement, *, drops_edges: bool) -> bool:
    """Whether a piece of an element is blank and stands beside a block, or at an edge that `drops_edges`."""
    from bs4.element import Comment, Doctype, Tag

    if isinstance(child, Tag):
        return False
    if isinstance(child, (Comment, Doctype)):
        return True
    if str(child).strip():
        return False
    before, after = child.previous_sibling, child.next_sibling
    return (drops_edges and not (before and after)) or _is_apart(before) or _is_apart(after)


def _is_apart(element: PageElement | None) -> bool:
    name = str(getattr(element, "name", None) or "")
    return name == "pre" or name in DROPPING or HEADING.match(name) is not None


def is_in_pre(el: Tag) -> bool:
    """Whether the white space of an element is kept, for its own sake or that of one around it."""
    at: Tag | None = el
    while at is not None and at.name != "pre":
        at = at.parent
    return at is not None


def joined(pieces: Sequence[str]) -> str:
    """The pieces with no more than one blank line between two of them."""
    found = [""]
    for piece in pieces:
        if not piece:
            continue
        content = piece.lstrip("\n")
        lead = len(piece) - len(content)
        if found[-1] and lead:
            lead = min(2, max(len(found.pop()), lead))
        stripped = content.rstrip("\n")
        found += ("\n" * lead, stripped, content[len(stripped) :])
    return "".join(found)
