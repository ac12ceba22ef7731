"""Directives inside of a line and alone on one: `:name[label]{…}` and `::name[label]{…}`.

The engine knows none of them and shows a bare division with the label, so each is a component that nobody knows.
Source: Docusaurus 3.10.2 with micromark-extension-directive 3.0.2; the cases in tests/cases/directive.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from syndicate.body.markdown import is_inside
from syndicate.body.nodes import Component, Node, Place, Verbatim
from syndicate.body.tree import is_first_on_line
from syndicate.source.text import Span
from syndicate_adapters.docusaurus.markdown.structure import Structure

_WORD: Final = r"[A-Za-z](?:[\w-]*[A-Za-z0-9])?(?![\w-])"
# The colon stands first, so that the search leaps from one to the next.
_NAME: Final = re.compile(rf":(?<![:\\]:)(?::{_WORD}|{_WORD}(?=[\[{{]))", re.ASCII)
_LABEL: Final = re.compile(r"\[((?:[^\[\]\\\n]|\\.|\[(?:[^\[\]\\\n]|\\.)*\])*+)\]")
_ATTRIBUTES: Final = re.compile(r"\{([^{}\n]*)\}")
_URL: Final = re.compile(r"://\S*\Z")
_LONGEST_WORD: Final = 200


def directives(structure: Structure) -> Iterator[Node]:
    """The directives of one name that stand in no code, no address and no tag."""
    whole = structure.span
    found = list(_NAME.finditer(structure.text, whole.start, whole.end))
    hidden = sorted(_hidden(structure)) if found else []
    for match in found:
        if is_inside(structure.code, match.start()) or is_inside(hidden, match.start()):
            continue
        node = _node(structure, match)
        if node is not None:
            yield node


def _hidden(structure: Structure) -> Iterator[Span]:
    """Where a colon is part of something else: tags and expressions, addresses, formulas."""
    yield from (token.span for token in structure.tokens)
    for construct in structure.found:
        if construct.destination is not None:
            yield construct.destination
        elif construct.kind in ("math", "math_display"):
            yield construct.span


def _node(structure: Structure, match: re.Match[str]) -> Node | None:
    text, end = structure.text, match.end()
    label = _LABEL.match(text, end, structure.span.end)
    end = label.end() if label else end
    attributes = _ATTRIBUTES.match(text, end, structure.span.end)
    end = attributes.end() if attributes else end
    span = Span(match.start(), end)
    inner = Span(label.start(1), label.end(1)) if label else Span(end, end)
    name = match[0]
    said = _said(attributes[1]) if attributes else ()
    called = Component(span=span, inner=inner, name=name, attributes=said, call="directive")
    if name.startswith("::"):
        place, prefix = structure.standing(span)
        return replace(called, prefix=prefix) if place is Place.BLOCK else None
    if _is_address(text, match.start()):
        return None
    if inner.start == inner.end and not (attributes and attributes[1].strip()):
        return Verbatim(span=span, text=name, place=Place.INLINE)
    if is_first_on_line(text, span.start) and structure.standing(span)[0] is Place.BLOCK:
        return replace(called, prefix=structure.prefix(span.start))
    return replace(called, place=Place.INLINE)


_SAID: Final = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=]+))")


def _said(text: str) -> tuple[tuple[str, str | None], ...]:
    """The attributes in the braces of a directive."""
    return tuple(
        (found[1], found[2] or found[3] or found[4] or "") for found in _SAID.finditer(text)
    )


def _is_address(text: str, offset: int) -> bool:
    """Whether the colon stands in a bare address."""
    start = max(text.rfind("\n", 0, offset) + 1, offset - _LONGEST_WORD)
    return _URL.search(text, start, offset) is not None
