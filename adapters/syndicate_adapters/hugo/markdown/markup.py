"""Markdown from a page of HTML, whose signs a typographer is to leave alone.

Source: Hugo 0.168 gives HTML content through as it is, without Goldmark.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate.body.markdown_writer import Around, MarkdownWriter
from syndicate.body.soup import cleaned

_TYPED: Final = re.compile(r"-{2,}|\.{3}")


def markdown_of(html: str) -> str:
    """HTML as Markdown in which dashes and dots stay as they are typed. Raises NestedTooDeeply."""
    return _Writer().written(cleaned(html))


class _Writer(MarkdownWriter):
    def line_start(self, text: str) -> str:
        return text if _TYPED.match(text) else super().line_start(text)

    def escaped(self, text: str, around: Around, *, is_first: bool = False, after: str = "") -> str:
        shown = super().escaped(text, around, is_first=is_first, after=after)
        return _TYPED.sub(lambda match: "".join(f"\\{sign}" for sign in match[0]), shown)
