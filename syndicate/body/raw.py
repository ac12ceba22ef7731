"""The addresses in tags of HTML that stands among Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from syndicate.body.nodes import ADDRESSES
from syndicate.source.text import Span

_TAG: Final = re.compile(
    r"<[A-Za-z][\w:-]*+(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.ASCII
)
_ADDRESS: Final = re.compile(
    rf"""\s(?:{"|".join(sorted(ADDRESSES))})\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""",
    re.IGNORECASE,
)


def attribute_addresses(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """Where addresses stand in the tags of a stretch of HTML, and what they say; comments have none."""
    position = span.start
    while (position := text.find("<", position, span.end)) >= 0:
        if text.startswith("<!--", position):
            end = text.find("-->", position + 4, span.end)
            position = end if end >= 0 else span.end
            continue
        tag = _TAG.match(text, position, span.end)
        if tag is not None and "=" in tag["attributes"]:
            for match in _ADDRESS.finditer(text, tag.start("attributes"), tag.end("attributes")):
                group = next(number for number in (1, 2, 3) if match[number] is not None)
                yield Span(*match.span(group)), html.unescape(match[group])
        position = tag.end() if tag is not None else position + 1
