"""Titles as readers see them: Jekyll's layouts print them as they stand, so that HTML in them is HTML.

Source: the layouts of Jekyll's own sites and of common themes, which print `page.title` bare or through `markdownify`.
"""

from __future__ import annotations

import html
import re
from typing import Final

_LONGEST: Final = 1000
"""Characters up to which a title is searched for tags."""

_PAIR: Final = re.compile(
    r"<(abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u)"
    r"(?:\s[^<>]*)?>([^<>]*)</\1\s*>",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);")


def without_tags(title: str) -> str:
    """A title without the pairs of tags around its words, and on one line."""
    if "<" not in title or len(title) > _LONGEST:
        return title
    before = ""
    while before != title:  # pairs in pairs
        before, title = title, _PAIR.sub(r"\2", title)
    return _BREAK.sub(" ", title)


def without_entities(title: str) -> str:
    """A title with the characters that its entities stand for."""
    if "&" not in title:
        return title
    return _ENTITY.sub(lambda match: html.unescape(match[0]), title)
