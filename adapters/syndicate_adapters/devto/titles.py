"""Titles as Forem keeps them.

Source: forem/forem as of 2026: letters, digits, blanks, punctuation, currency signs and emoji stay, 128 characters.
"""

from __future__ import annotations

import re
import string
import unicodedata
from typing import Final

LONGEST: Final = 128

_SPELLINGS: Final = {"×": "x", "→": "-", "←": "-", "⇒": "-", "−": "-", "⁄": "/", "∕": "/"}
_CATEGORIES: Final = ("L", "M", "P", "Z")


def title_for(title: str) -> tuple[str, str]:
    """The title as it will be read, and the signs that it does not keep as they are."""
    text = " ".join(title.split())
    lost = "".join(dict.fromkeys(char for char in _without_emoji(text) if not _stays(char)))
    for char in lost:
        text = text.replace(char, _spelled(char))
    text = " ".join(text.split())
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1].rpartition(' ')[0] or text[: LONGEST - 1]}…"
    return text, lost


def _stays(char: str) -> bool:
    if char in string.printable:
        return True
    category = unicodedata.category(char)
    return category[0] in _CATEGORIES or category in ("Nd", "Sc")


def _spelled(char: str) -> str:
    plain = "".join(_SPELLINGS.get(c, c) for c in unicodedata.normalize("NFKC", char))
    plain = _SPELLINGS.get(char, plain)
    return plain if all(_stays(c) for c in plain) else " "


def _without_emoji(text: str) -> str:
    if text.isascii():
        return text
    from emoji import replace_emoji

    return re.sub(r"[\ufe0f\u200d]", "", replace_emoji(text, ""))
