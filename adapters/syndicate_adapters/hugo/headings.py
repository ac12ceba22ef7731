"""The ids that Hugo gives to headings.

Source: Hugo 0.168, `autoIDType = "github"`; tests/hugo/test_headings.py asks the engine.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from syndicate.body.nodes import Destination, Element, Heading

_KEPT: Final = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd"))
_DASHES: Final = re.compile("---?")
_OUTSIDE: Final = re.compile(r"://|www\.|@|&#|\n|[*_~\[][^\n]*`")
"""Markup whose text counts otherwise than it reads: bare addresses, code inside other markup and all
lines but the last are left out of an id, a numeric entity puts its digits in."""


def anchor(text: str) -> str:
    """What Hugo makes of the text of a heading: letters, digits and `_` in lower case, blanks as `-`.

    Marks are left out, so that decomposed letters lose their accents; "" where nothing is left.
    """
    return "".join(map(_character, text.strip()))


@cache
def _character(character: str) -> str:
    if character in " -":
        return "-"
    if character == "_" or unicodedata.category(character) in _KEPT:
        return character.lower()[0]  # Go maps one letter to one: "İ" to "i"
    return ""


def _ascii_anchor(text: str) -> str:
    """The same in ASCII: accents are taken away, other letters left out."""
    plain = unicodedata.normalize("NFD", text.strip())
    return anchor("".join(c for c in plain if c.isascii()))


def _old_anchor(text: str) -> str:
    """As Blackfriday made it: runs of other characters are one `-`, and none stands at an edge."""
    return re.sub(r"(?:[^\w]|_)+", "-", text).strip("-").lower()


_STYLES: Final = {"github-ascii": _ascii_anchor, "blackfriday": _old_anchor}


class HeadingIds:
    """The ids of the headings of one page; a repeated one gets `-1`, `-2`, whatever is free.

    An id that is said is taken for the headings below it. has_typographer: `--` is a dash, which no
    id shows. style: the `autoIDType` of the site, "" where headings get no id.
    """

    def __init__(self, *, has_typographer: bool = True, style: str = "github") -> None:
        self._has_typographer = has_typographer
        self._style = style
        self._taken: dict[str, int] = {}

    def next_id(self, text: str) -> str | None:
        """The id of the next heading with this text; None where it says nothing at all."""
        found = self._free(text)
        if found is not None:
            self.take(found)
        return found

    def take(self, said: str) -> None:
        """Counts `said`, an id that the author gave, as taken."""
        self._taken.setdefault(said, 0)

    def makes(self, heading: Heading, written: str) -> bool:
        """Whether Hugo gives the heading its id by itself; not where we cannot be sure."""
        own = self._free(heading.text)
        if heading.id and not (own == heading.id and self._is_sure(heading, written)):
            self.take(heading.id)
            return False
        if own is not None:
            self.take(own)
        return True

    def _is_sure(self, heading: Heading, written: str) -> bool:
        if heading.is_explicit:
            return False
        if self._has_typographer and "--" in written:
            return False
        if _OUTSIDE.search(written.strip()) is not None:
            return False
        return all(isinstance(child, Destination | Element) for child in heading.children)

    def _free(self, text: str) -> str | None:
        if not text or not self._style:
            return None
        if self._has_typographer:
            text = _DASHES.sub("", text)
        wanted = _STYLES.get(self._style, anchor)(text) or "heading"
        if wanted not in self._taken:
            return wanted
        number = self._taken[wanted] + 1
        while f"{wanted}-{number}" in self._taken:
            number += 1
        self._taken[wanted] = number - 1
        return f"{wanted}-{number}"
