"""Titles that Hugo makes up for sections and terms without pages of their own.

Source: Hugo 0.168 (`pluralizeListTitles`, `capitalizeListTitles`, AP style); regular English nouns only.
"""

from __future__ import annotations

from typing import Final

_SMALL_WORDS: Final = frozenset(
    "a an and as at but by en for if in nor of on or per the to v vs via".split()
)


def plural(name: str) -> str:
    """The plural of a regular noun; what ends with an "s" is one already."""
    if not name.isascii() or not name[-1:].isalpha() or name.lower().endswith("s"):
        return name
    if name.lower().endswith(("x", "z", "ch", "sh")):
        return f"{name}es"
    if name.lower().endswith("y") and name[-2:-1].lower() not in tuple("aeiou"):
        return f"{name[:-1]}ies"
    return f"{name}s"


def titled(name: str) -> str:
    """A name as newspapers write titles."""
    words = name.split(" ")
    return " ".join(_capital(word, position, len(words)) for position, word in enumerate(words))


def _capital(word: str, position: int, count: int) -> str:
    if word.lower() in _SMALL_WORDS and 0 < position < count - 1:
        return word.lower()
    parts = word.split("-")
    return "-".join(part[:1].upper() + part[1:] for part in parts)
