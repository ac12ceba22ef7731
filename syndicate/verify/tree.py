"""A built page as a tree, made as browsers make it, and plain enough to walk fast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from syndicate.diagnostics import SyndicateError, UsageError

DEEPEST = 120
"""Levels of elements that are kept apart; what is nested deeper counts as text of that level."""

_MANY_TAGS = 20_000
_DEEPEST_SOURCE = 4_000
_TAG = re.compile(
    r"<(/?)(div|section|article|main|blockquote|ul|ol|dl|table|details|figure)\b", re.I
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([-\w]+)", re.I)
_DROPPED = frozenset({"script", "style", "template", "link", "meta", "title"})


class UnreadablePage(SyndicateError):
    """A page that no browser would show either."""


@dataclass(slots=True, eq=False)
class Element:
    """One element; `children` are elements and texts, comments are gone.

    Scripts are kept where they hold something a reader sees: TeX, or an embedded gist.
    """

    tag: str
    attributes: dict[str, str | None]
    classes: frozenset[str]
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of an attribute, "" if it has none or is not there."""
        return self.attributes.get(name) or ""

    def has(self, name: str) -> bool:
        return name in self.attributes

    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the page."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [c for c in reversed(element.children) if isinstance(c, Element)]

    def text(self) -> str:
        """All text in it, as it stands."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                stack += reversed(node.children)
        return "".join(parts)


class Document:
    """A parsed page that can be asked with CSS selectors."""

    __slots__ = ("_parser", "html")

    def __init__(self, html: str) -> None:
        """Raises UnreadablePage where elements are nested thousands of levels deep."""
        if html.count("<") > _MANY_TAGS and _depth(html) > _DEEPEST_SOURCE:
            raise UnreadablePage("elements are nested too deep to be shown")
        self.html = html
        self._parser = LexborHTMLParser(html)

    def find(self, css: str) -> LexborNode | None:
        """The first node that matches."""
        return self._parser.css_first(css)

    def find_all(self, css: str) -> list[LexborNode]:
        return self._parser.css(css)

    def attribute(self, css: str, name: str) -> str:
        """An attribute of the first node that matches, or ""."""
        node = self.find(css)
        return (node.attributes.get(name) or "").strip() if node is not None else ""

    @property
    def body(self) -> LexborNode | None:
        return self._parser.body


def select(document: Document, css: str) -> list[LexborNode]:
    """What the user's own selector finds. Raises UsageError where it is no selector."""
    try:
        return document.find_all(css)
    except SelectolaxError as error:
        raise UsageError(f"--select {css!r} is not a CSS selector") from error


def decode(data: bytes) -> str:
    """The text of an HTML file: UTF-8, else what its `meta charset` says, else Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:2048])
    try:
        return data.decode(named[1].decode("ascii") if named else "cp1252", "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def is_ancestor(outer: LexborNode, inner: LexborNode) -> bool:
    """Whether `inner` lies in `outer` or is it."""
    at: LexborNode | None = inner
    while at is not None:
        if at.mem_id == outer.mem_id:
            return True
        at = at.parent
    return False


def element_of(node: LexborNode) -> Element:
    """`node` and what is in it as a tree of our own."""
    root = _shallow(node)
    stack = [(node.first_child, root)]
    while stack:
        at, parent = stack.pop()
        while at is not None:
            tag = at.tag
            if tag == "-text":
                parent.children.append(at.text_lexbor())
            elif tag is not None and tag[0] != "-" and not _is_dropped(tag, at):
                child = _shallow(at)
                parent.children.append(child)
                if len(stack) >= DEEPEST:
                    child.children.append(at.text_lexbor())
                elif (first := at.first_child) is not None:
                    stack.append((at.next, parent))
                    at, parent = first, child
                    continue
            at = at.next
    return root


def _shallow(node: LexborNode) -> Element:
    attributes = node.attributes
    classes = attributes.get("class")
    return Element(node.tag or "", attributes, frozenset(classes.split()) if classes else _NONE)


_NONE: frozenset[str] = frozenset()


def _is_dropped(tag: str, node: LexborNode) -> bool:
    if tag not in _DROPPED:
        return False
    attributes = node.attributes if tag == "script" else {}
    is_tex = (attributes.get("type") or "").startswith("math/")
    return not (is_tex or "//gist.github.com/" in (attributes.get("src") or ""))


def _depth(html: str) -> int:
    """How deep block elements are nested, by their tags alone."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest
