"""The addresses in a text, with the shortcodes that print them, or parts of them.

Source: Hugo 0.168; tests/hugo_reading/test_links.py and tests/hugo_body ask the engine.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from syndicate.body.markdown import Construct
from syndicate.body.nodes import Destination, Insert, Node, Role, Verbatim
from syndicate.source.text import Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.hugo.markdown.calls import Call
from syndicate_adapters.hugo.markdown.meanings import param, path_said
from syndicate_adapters.hugo.markdown.reading import Reading
from syndicate_adapters.hugo.markdown.tags import Tag
from syndicate_adapters.hugo.reading.codes import SHORTCODE_IN_ADDRESS

T = TypeVar("T")

_ROLES: Final = {"link": Role.LINK, "image": Role.IMAGE, "definition": Role.DEFINITION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """What is needed to read the addresses of one stretch of text.

    outer: the calls in it, and what each means. escaped: tags that are shown. expanded: what the site's own template
    prints for a call, where it is to be read and can be.
    """

    reading: Reading
    outer: Sequence[tuple[Call, Node]]
    escaped: Sequence[Tag]
    expanded: Callable[[Call], Node | None]

    def found(self, construct: Construct) -> Iterator[Node]:
        where = construct.destination
        if where is not None:
            node = self.node(where, str(construct.detail), _ROLES[construct.kind])
            if node is not None:
                yield node

    def node(self, where: Span, url: str, role: Role) -> Node | None:
        """The node for an address; None for one that leads elsewhere."""
        calls = [call for call, _ in between(self.outer, where, lambda p: p[0].tag.span.start)]
        escaped = between(self.escaped, where, lambda tag: tag.span.start)
        if any(not call.tag.is_inline for call in calls):
            return self.with_tags(where, calls, escaped, role)
        if calls or escaped:
            return None  # an address whose signs are escaped is shown as it stands
        if where.start >= where.end or is_elsewhere(url):
            return None
        is_bracketed = role is not Role.ATTRIBUTE and self.reading.text.startswith("<", where.start)
        return Destination(span=where, url=url, role=role, is_bracketed=is_bracketed)

    def with_tags(
        self, where: Span, calls: Sequence[Call], escaped: Sequence[Tag], role: Role
    ) -> Node:
        """An address that shortcodes print, or parts of it."""
        written = self.reading.text[where.start : where.end]
        is_bracketed = role is not Role.ATTRIBUTE and written.startswith("<")
        said = {call.span: self.in_address(call) for call in calls}
        shown = {span: text or "" for span, text in said.items()}
        shown |= {tag.span: tag.text or "" for tag in escaped}
        pieces: list[str] = []
        done = where.start + is_bracketed
        for span in sorted(shown):
            pieces += (self.reading.text[done : span.start], shown[span])
            done = span.end
        pieces.append(self.reading.text[done : where.end - is_bracketed])
        plain = "".join(pieces)
        # Of a page the engine has to be asked; and what a call prints that nobody knows may lead anywhere.
        is_open = None in said.values() or any(map(_is_reference, calls))
        whole = written[1:-1] if is_bracketed else written
        return Destination(
            span=where,
            url=whole if is_open else plain,
            role=role,
            is_bracketed=is_bracketed,
            otherwise=plain,
        )

    def in_address(self, call: Call) -> str | None:
        """What a call prints in an address; None where nobody knows, which is told."""
        if _is_reference(call) or call.tag.is_inline:
            return path_said(call) if _is_reference(call) else ""
        made = self.expanded(call) or (
            param(call, self.reading) if call.tag.name == "param" else None
        )
        text = made.text if isinstance(made, Verbatim) else ""
        if isinstance(made, Insert):
            text = html.unescape(made.body.text.strip())
        if text and not _BLANK.search(text):
            return text
        message = f"the shortcode {call.tag.name!r} in an address is not run; the rest is taken"
        self.reading.say(SHORTCODE_IN_ADDRESS, call.tag.span.start, message)
        return None


_BLANK: Final = re.compile(r"[\s<>]")


def _is_reference(call: Call) -> bool:
    return call.tag.name in ("ref", "relref")


def between(things: Sequence[T], span: Span, start: Callable[[T], int]) -> list[T]:
    """Those of `things`, which are in order, that begin in a stretch."""
    first = bisect_left(things, span.start, key=start)
    return list(things[first : bisect_left(things, span.end, key=start)])
