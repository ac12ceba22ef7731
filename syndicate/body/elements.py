"""What stands around an element of a tree, and what the elements of code, lists and players say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from syndicate.body.soup import (
    BLOCKS,
    New,
    attribute,
    children_of,
    first_in,
    found_in,
    refill,
)

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

EMPHASIS: Final = frozenset({"strong", "b", "em", "i", "del", "s", "strike"})
"""Elements that Markdown writes with signs around the text."""

_AROUND_TEXT: Final = EMPHASIS | {"a", "font", "small", "span", "sub", "sup", "u"}
"""Elements that nobody sees where nothing stands in them."""

_LEAVES: Final = frozenset({"br", "hr", "img", "iframe", "video", "audio", "x-math", "x-embed"})
_SHOWN: Final = _LEAVES - {"br"}
_WRAPPERS: Final = frozenset("article aside center div figure footer header main section".split())
_LANGUAGE: Final = re.compile(r"(?:language|lang|highlight-source)-(\S+)|brush:\s*(\w+)")


def tidy(soup: Tag) -> None:
    """Hides breaks at the end of blocks; puts lines behind a block into paragraphs of their own.

    Emphasis around blocks goes into each of them, where Markdown has signs for it.
    """
    for found in found_in(soup, *EMPHASIS):
        if any(_is_block(piece) for piece in found.descendants):
            _sink(found)
    for line_break in reversed(found_in(soup, "br")):
        if _is_last(line_break) and line_break.find_parent("pre") is None:
            line_break.hidden = True
    for found in found_in(soup, "ul", "ol"):
        if any(getattr(child, "name", None) != "li" for child in found.children):
            refill(found, _items(found))
    for found in (soup, *found_in(soup, "li", "blockquote", "div", "section", "details")):
        _part_lines(found)


def _is_last(line_break: Tag) -> bool:
    """Whether nothing is seen behind a break before its block ends."""
    if after_of(line_break) == "":
        return True
    at: Any = line_break
    while at is not None and at.name not in BLOCKS and at.name not in ("td", "th"):
        behind = at.next_sibling
        while _is_blank(behind):
            behind = behind.next_sibling
        if behind is not None:
            return _is_block(behind)
        at = at.parent
    return True


def _is_blank(piece: object) -> bool:
    return isinstance(piece, str) and not piece.strip(" \t\r\n")


def _sink(mark: Tag) -> None:
    """Takes emphasis away that holds blocks, and puts it around the lines in them."""
    inside = [mark]
    while inside:
        around = inside.pop()
        parts: list[PageElement | New] = []
        line: New | None = None
        for child in around.children:
            if _holds_block(child):
                line = None
                parts.append(child)
                inside += () if child.name == "pre" else (child,)
            elif line is not None:
                line.parts.append(child)
            elif str(child).strip() and getattr(child, "name", None) != "br":
                line = New(mark.name, [child])
                parts.append(line)
            else:
                parts.append(child)
        refill(around, parts)
    mark.unwrap()


def _holds_block(element: PageElement) -> TypeGuard[Tag]:
    from bs4 import Tag as Element

    if not isinstance(element, Element):
        return False
    return _is_block(element) or any(_is_block(piece) for piece in element.descendants)


def _items(el: Tag) -> list[PageElement | New]:
    """The items of a list; whatever else stands in it gets one of its own."""
    found: list[PageElement | New] = []
    for child in el.children:
        name = getattr(child, "name", None)
        if name == "li":
            found.append(child)
        elif name is not None or str(child).strip():
            found.append(New("li", [child]))
    return found


def _part_lines(el: Tag) -> None:
    """Puts each line that stands behind a block in `el` into a paragraph."""
    parts: list[PageElement | New] = []
    lines: list[New] = []
    is_behind = is_line = False
    for child in el.children:
        if is_behind and not _is_block(child):
            if not is_line:
                lines.append(New("p", []))
                parts.append(lines[-1])
            lines[-1].parts.append(child)
            is_line = True
        else:
            is_behind, is_line = is_behind or _is_block(child), False
            parts.append(child)
    if lines:
        refill(el, parts)


def _is_block(element: PageElement | None) -> bool:
    return getattr(element, "name", None) in BLOCKS


def before_of(element: PageElement) -> str:
    """The character that readers see before a piece of a line: "" at the start of a block, "\\n" after a break."""
    return _neighbour(element, is_before=True)


def after_of(element: PageElement) -> str:
    """The character that readers see behind a piece of a line: "" at the end of a block, "\\n" before a break."""
    return _neighbour(element, is_before=False)


def _neighbour(element: PageElement, *, is_before: bool) -> str:
    from bs4.element import NavigableString, Tag

    at: Any = element
    while at is not None:
        sibling = at.previous_sibling if is_before else at.next_sibling
        while sibling is None:
            at = at.parent
            if at is None or at.name in BLOCKS or at.name in ("td", "th"):
                return ""
            sibling = at.previous_sibling if is_before else at.next_sibling
        at = sibling
        while isinstance(at, Tag):
            if at.name == "br":
                return "" if at.hidden else "\n"
            if at.name in BLOCKS:
                return ""
            if at.name in _LEAVES:
                return ")"
            if not at.contents and at.name in _AROUND_TEXT:
                break
            if not at.contents:
                return "x"
            at = at.contents[-1 if is_before else 0]
        if isinstance(at, NavigableString) and str(at):
            char = str(at)[-1 if is_before else 0]
            return " " if char in " \t\r\n" else char
    return ""


def touches_emphasis(el: Tag) -> bool:
    """Whether other emphasis begins or ends where this one does."""
    inner = [child for child in el.contents if str(child)]
    pieces = (el.previous_sibling, el.next_sibling, *inner[:1], *inner[-1:])
    is_first = el.previous_sibling is None and el.parent is not None and el.parent.name in EMPHASIS
    is_last = el.next_sibling is None and el.parent is not None and el.parent.name in EMPHASIS
    return is_first or is_last or any(getattr(p, "name", None) in EMPHASIS for p in pieces)


def is_shown(el: Tag) -> bool:
    """Whether readers see anything of an element."""
    from bs4.element import NavigableString

    return el.name in _SHOWN or any(
        bool(found.strip()) if isinstance(found, NavigableString) else _is_leaf(found)
        for found in el.descendants
    )


def _is_leaf(element: PageElement) -> bool:
    return getattr(element, "name", None) in _SHOWN


def block_above(el: Tag) -> str:
    """The name of the block that ends right above, however it is wrapped; "" at the top of a quote, item or cell."""
    from bs4 import Tag as Element

    at: Any = el
    while True:
        above = at.previous_sibling
        while above is None:
            at = at.parent
            if at is None or at.name not in _WRAPPERS:
                return ""
            above = at.previous_sibling
        at = above
        while isinstance(at, Element) and at.name in _WRAPPERS and at.contents:
            at = at.contents[-1]
        if not isinstance(at, Element):
            return "p"
        if is_shown(at):
            return at.name


def numbers_of(el: Tag) -> Iterator[int]:
    """The numbers of the items of an ordered list."""
    start = attribute(el, "start")
    number = int(start) if re.fullmatch(r"\d{1,9}", start) else 1
    for item in children_of(el):
        value = attribute(item, "value")
        number = int(value) if re.fullmatch(r"\d{1,9}", value) else number
        yield number
        number += 1


def code_of(el: Tag) -> str:
    """The code in a `pre`, ending with a newline; of code with its numbers in a table, the last cell."""
    from bs4.element import NavigableString

    pieces: list[str] = []
    for piece in el.descendants:
        if isinstance(piece, NavigableString):
            pieces.append(str(piece))
        elif getattr(piece, "name", None) == "br":
            pieces.append("\n")
    code = "".join(pieces)
    return code if code.endswith("\n") else f"{code}\n"


def language_of(el: Tag) -> str:
    """The language that a `pre`, its `code` or the elements around them name; "" if none does."""
    code = first_in(el, "code")
    for element in (code, el, el.parent, el.parent.parent if el.parent else None):
        if element is None:
            continue
        if named := attribute(element, "data-lang"):
            return named
        if match := _LANGUAGE.search(attribute(element, "class")):
            return match[1] or match[2]
    return ""


def address_of(el: Tag) -> str:
    """What a frame, film or sound plays."""
    source = first_in(el, "source")
    return attribute(el, "src") or (attribute(source, "src") if source is not None else "")
