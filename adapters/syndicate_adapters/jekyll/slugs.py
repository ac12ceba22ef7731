"""Names as they appear in URLs, and titles made of names.

Source: Jekyll 4.4, `Utils.slugify` and `Utils.titleize_slug`; tests/jekyll/test_slugs.py holds what it gave.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, TypeAlias

from syndicate_adapters.jekyll.ruby import capitalize, downcase

Mode: TypeAlias = Literal["raw", "default", "pretty", "ascii", "latin", "none"]

_PRETTY: Final = frozenset("._~!$&'()+,;=@")
_RAW: Final = re.compile(r"[ \t\n\v\f\r]+")
_ASCII: Final = re.compile(r"[^A-Za-z0-9]+")
_ASCII_PRETTY: Final = re.compile(r"[^A-Za-z0-9._~!$&'()+,;=@]+")
_EDGE: Final = re.compile(r"^-|-$", re.MULTILINE)

_LATIN: Final = {
    "Æ": "AE", "Ð": "D", "×": "x", "Ø": "O", "Þ": "Th", "ß": "ss", "ẞ": "SS", "æ": "ae", "ð": "d",
    "ø": "o", "þ": "th", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "Ĳ": "IJ", "ĳ": "ij",
    "ĸ": "k", "Ŀ": "L", "ŀ": "l", "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG", "ŋ": "ng", "Œ": "OE",
    "œ": "oe", "Ŧ": "T", "ŧ": "t",
}  # fmt: skip
_LATIN_END: Final = "\u0180"


def slugify(text: str, mode: Mode = "default", *, is_cased: bool = False) -> str:
    """`text` with what is no letter, mark or digit written as "-", small unless `is_cased`.

    One "-" at either end goes. "pretty" keeps some punctuation; "raw" minds blanks only; "ascii" keeps
    ASCII only; "latin" takes accents off first; "none" leaves all.
    """
    if mode == "none":
        return text if is_cased else downcase(text)
    if mode == "latin":
        text = "".join(map(_without_accent, text))
    slug = _EDGE.sub("", _hyphenated(text, mode))
    return slug if is_cased else downcase(slug)


def _hyphenated(text: str, mode: Mode) -> str:
    if mode == "raw":
        return _RAW.sub("-", text)
    if mode == "ascii":
        return _ASCII.sub("-", text)
    kept = _PRETTY if mode == "pretty" else frozenset[str]()
    if text.isascii():
        return (_ASCII_PRETTY if kept else _ASCII).sub("-", text)
    pieces: list[str] = []
    for char in text:
        if char in kept or _is_word(char):
            pieces.append(char)
        elif not pieces or pieces[-1] != "":
            pieces += ("-", "")
    return "".join(pieces)


def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _without_accent(char: str) -> str:
    """What the i18n library has for a letter; "?" for what is not Latin."""
    if char.isascii():
        return char
    if char in _LATIN:
        return _LATIN[char]
    plain = unicodedata.normalize("NFD", char)[0]
    return plain if char < _LATIN_END and plain.isascii() else "?"


def titled(slug: str) -> str:
    """The title that a post without one has: the words between hyphens, each with one capital."""
    words = slug.split("-")
    while words and not words[-1]:
        words.pop()
    return " ".join(map(capitalize, words))
