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


def tag_matches(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """The matches of a pattern of tags and comments, each of which begins with "<" and ends with ">".

    None is tried where its end is nowhere: a text of nothing but beginnings is read once, not once for each.
    """
    end = len(text) if end is None else end
    last, comments = text.rfind(">", start, end), text.rfind("-->", start, end)
    position = start
    while 0 <= (position := text.find("<", position, end)) < last:
        is_endless = position > comments and text.startswith("<!--", position)
        match = None if is_endless else pattern.match(text, position, end)
        if match is not None:
            yield match
        position = match.end() if match is not None else position + 1


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
