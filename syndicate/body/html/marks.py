"""Characters that stand for something while a text is on its way to HTML; none of them is left in the result.

They are noncharacters, which Unicode keeps for the inside of programs, so no text of an author means anything by them.
"""

from __future__ import annotations

import re
import string
from typing import Final

LINE: Final = "\ufdd0"
LINE_END: Final = "\ufdd1"
MORE: Final = "\ufdd2"
NOTHING: Final = "\ufdd3"

_ENTITIES: Final = str.maketrans({char: f"&#{ord(char)};" for char in string.punctuation})
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")


def line(opening: str, inner: str, closing: str) -> str:
    """A block of HTML whose text is Markdown of one line, which CommonMark itself would not read in there."""
    return f"{LINE}{opening}{' '.join(inner.split())}{closing}{LINE_END}"


def without_paragraphs(html: str) -> str:
    """`html` in which the paragraphs around what `line` gave, and around the mark of the excerpt, are gone."""
    if MORE in html:
        html = html.replace(f"<p>{MORE}</p>\n", MORE)
    if LINE not in html:
        return html
    return html.replace(f"<p>{LINE}", "").replace(f"{LINE_END}</p>", "")


def without_marks(html: str) -> str:
    """`html` without any of the marks."""
    for mark in (LINE, LINE_END, MORE, NOTHING):
        if mark in html:
            html = html.replace(mark, "")
    return html


def inert(text: str) -> str:
    """`text` so that neither Markdown nor HTML sees anything in it, wherever it stands."""
    return text.translate(_ENTITIES)


def legal(text: str) -> str:
    """`text` with U+FFFD for each character that neither XML 1.0 nor HTML may hold."""
    return _ILLEGAL.sub(lambda match: "\ufffd" * len(match[0]), text)


def illegal_runs(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where characters stand that `legal` replaces, and which; neighbours count as one place."""
    return [(match.start(), match[0]) for match in _ILLEGAL.finditer(text, start, end)]
