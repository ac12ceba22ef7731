"""Lists of one level, for an editor that has no others and counts each from 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from syndicate.body.elements import numbers_of
from syndicate.body.soup import children_of
from syndicate_adapters.medium.tree import element, extend

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement


class Line(NamedTuple):
    """A line of an item."""

    nodes: Sequence[PageElement | str]


Part: TypeAlias = "Line | Tag"
"""A line, or a block that no list holds."""


def as_list(name: str, items: Sequence[Sequence[Part]]) -> list[Tag]:
    """Items as lists, between which stand the blocks that no list holds."""
    found: list[Tag] = []
    for parts in items:
        line: Tag | None = None
        for position, part in enumerate(parts or [Line([])]):
            if not isinstance(part, Line):
                found.append(part)
                line = None
            elif line is not None:
                extend(line, [element("br"), *part.nodes])
            elif position > 0:
                line = element("p", *part.nodes)
                found.append(line)
            else:
                line = element("li", *part.nodes)
                if not found or found[-1].name != name:
                    found.append(element(name))
                found[-1].append(line)
    return found


def by_hand(items: Sequence[Sequence[Part]], numbers: Sequence[int]) -> list[Tag]:
    """Numbered items as paragraphs that begin with their number: Medium counts each list from 1."""
    found: list[Tag] = []
    for number, parts in zip(numbers, items, strict=True):
        lead = f"{number}. "
        is_open = False
        for part in parts or [Line([])]:
            if not isinstance(part, Line):
                if lead:
                    found.append(element("p", lead.strip()))
                    lead = ""
                found.append(part)
                is_open = False
            elif is_open:
                found[-1].append(element("br"))
                extend(found[-1], part.nodes)
            else:
                found.append(element("p", *([lead] if lead else []), *part.nodes))
                lead, is_open = "", True
    return found


def numbered(block: Tag) -> list[Tag]:
    """The items of a list as paragraphs with a sign."""
    lines: list[Tag] = []
    for number, item in enumerate(children_of(block), 1):
        lead = f"{number}. " if block.name == "ol" else "• "
        lines.append(element("p", lead, *list(item.children)))
    return lines


def markers_of(el: Tag) -> list[str]:
    """The signs of the items of an inner list."""
    if el.name == "ul":
        return ["– " for _ in children_of(el)]
    return [f"{chr(96 + n)}) " if n <= 26 else f"{n}) " for n in numbers_of(el)]
