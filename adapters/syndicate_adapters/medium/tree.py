"""A tree of elements, made anew piece by piece: what stands in a line, what is a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from syndicate.body.soup import BLOCKS, attribute, new_element

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

_BLOCKS: Final = BLOCKS | {"hr", "video", "audio", "embed", "object", "caption"}


class Run(NamedTuple):
    """Pieces of one line."""

    nodes: Sequence[PageElement]


def is_display(el: Tag) -> bool:
    """Whether an element is a formula on a line of its own."""
    return el.name == "x-math" and bool(attribute(el, "data-display"))


def runs_of(el: Tag) -> Iterator[Tag | Run]:
    """The blocks in an element, and the runs of line pieces between them that are not blank."""
    from bs4.element import Tag as Element

    run: list[PageElement] = []
    for child in list(el.children):
        if isinstance(child, Element) and (child.name in _BLOCKS or is_display(child)):
            if any(_shows(node) for node in run):
                yield Run(run)
            run = []
            yield child
        else:
            run.append(child)
    if any(_shows(node) for node in run):
        yield Run(run)


def _shows(node: PageElement) -> bool:
    return bool(node.get_text().strip()) or getattr(node, "name", None) is not None


def element(name: str, *parts: PageElement | str) -> Tag:
    """A new element around its parts."""
    made = new_element(name)
    extend(made, parts)
    return made


def extend(el: Tag, parts: Iterable[PageElement | str]) -> None:
    """Puts parts at the end of an element."""
    for part in list(parts):
        el.append(part)


def string(text: str) -> PageElement:
    """A piece of text."""
    from bs4.element import NavigableString

    return NavigableString(text)


def link_to(url: str, text: str) -> Tag:
    """A link."""
    link = element("a", text)
    link["href"] = url
    return link


def code_block(code: str, lang: str) -> Tag:
    """A block of code, which ends with a newline."""
    inner = element("code", code)
    if lang:
        inner["class"] = f"language-{lang}"
    return element("pre", inner)


def fragment(html: str) -> BeautifulSoup:
    """A piece of HTML."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser")


def emphasized(name: str, parts: Sequence[PageElement]) -> list[PageElement]:
    """Parts in bold or italic letters; the editor holds no code in these."""
    found: list[PageElement] = []
    run: list[PageElement] = []
    for part in [*parts, None]:
        if part is not None and getattr(part, "name", None) not in ("code", "br"):
            run.append(part)
            continue
        if run:
            found += around(name, run)
        run = []
        if part is not None:
            found.append(part)
    return found


def around(name: str, run: Sequence[PageElement]) -> list[PageElement]:
    """An element around a run; blanks at its edges stay outside."""
    text = "".join(node.get_text() for node in run)
    if not text.strip():
        return list(run)
    made = element(name, *trimmed(run))
    lead = [string(" ")] if text[:1] == " " else []
    return [*lead, made, *([string(" ")] if text[-1:] == " " else [])]


def bold_parts(parts: Sequence[PageElement]) -> list[PageElement]:
    """A line in bold letters, whatever of it was bold before."""
    from bs4.element import Tag as Element

    plain: list[PageElement] = []
    for part in parts:
        if isinstance(part, Element) and part.name == "strong":
            plain += list(part.children)
        else:
            plain.append(part)
    return emphasized("strong", plain)


def trimmed(parts: Sequence[PageElement]) -> list[PageElement]:
    """Parts of a line without blanks and breaks at its ends, and without blanks behind a break."""
    found = list(parts)
    for at in range(1, len(found)):
        if getattr(found[at - 1], "name", None) == "br" and not hasattr(found[at], "children"):
            found[at] = string(str(found[at]).lstrip())
    for at in (0, -1):
        while found and (getattr(found[at], "name", None) == "br" or _is_blank(found[at])):
            del found[at]
        if found and getattr(found[at], "name", None) is None:
            text = str(found[at])
            found[at] = string(text.lstrip() if at == 0 else text.rstrip())
    return found


def _is_blank(node: PageElement) -> bool:
    return getattr(node, "name", None) is None and not str(node).strip()


def has_text(el: Tag) -> bool:
    """Whether readers see anything of it."""
    return bool(el.get_text().strip()) or el.find("img") is not None
