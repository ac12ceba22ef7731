"""The addresses in tags of HTML, and of links in lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from syndicate.body.nodes import ADDRESSES, Destination, Role
from syndicate.source.text import Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.jekyll.kramdown.patterns import COMMENT, TAG

_ADDRESS: Final = re.compile(
    rf"""\s({"|".join(sorted(ADDRESSES))})\s*=\s*(?:"([^"]*)"|'([^']*)'|(\w+))""", re.IGNORECASE
)


def tag_addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where addresses stand in the tags of a stretch of HTML, and what they say."""
    position = start
    while (position := text.find("<", position, end)) >= 0:
        skipped = COMMENT.match(text, position, end)
        tag = TAG.match(text, position, end) if skipped is None else None
        if tag is not None and "=" in tag["attributes"]:
            for match in _ADDRESS.finditer(text, tag.start("attributes"), tag.end("attributes")):
                group = next(number for number in (2, 3, 4) if match[number] is not None)
                yield (*match.span(group), html.unescape(match[group]))
        found = skipped or tag
        position = found.end() if found is not None else position + 1


def attribute_node(span: Span, url: str) -> Destination | None:
    """The address of an attribute as a node; None for one that leads elsewhere."""
    if not url or is_elsewhere(url) or span.start == span.end:
        return None
    return Destination(span=span, url=url, role=Role.ATTRIBUTE)
