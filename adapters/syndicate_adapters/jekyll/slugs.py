"""Names as they appear in URLs, and titles made of names.

Source: Jekyll 4.4 and 3.10, `Utils.slugify` and `Utils.titleize_slug`; tests/jekyll/test_slugs.py holds what it gave.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final, Literal, TypeAlias, get_args

from syndicate_adapters.jekyll.ruby import capitalize, downcase

Mode: TypeAlias = Literal["raw", "default", "pretty", "ascii", "latin", "none"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)

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


_MUTE: Final = (
    "300-344 346-5af 658 6df-6e0 6ea-6ec 740-74a 7eb-7fd 818-819 82d-8d3 8e0-8e1 8ea-8ef 93c 94d 951-954 9bc 9cd"
    " 9fe a3c a4d abc acd afd-aff b3c b4d-b55 bcd c04-c3c c4d cbc ccd d3b-d3c d4d dca e47-e4c e4e eba ec8-ecc"
    " f18-f3f f82-f87 fc6 1037 1039-103a 135d-135f 1714-1715 1734 17b4-17b5 17c9-180f 1939-193b 1a60 1a75-1abe"
    " 1ac1-1ace 1b34 1b44-1b73 1baa-1bab 1be6 1bf2-1bf3 1c37-1de6 1df5-2d7f 302a-a672 a67c-a67d a6f0-a6f1 a806"
    " a82c a8c4 a8e0-a8f1 a92b-a92d a953 a9b3 a9c0 aabf-aac1 aaf6 abec-abed fe00-102e0"
)
"""The marks that are no letters to version 3: accents apart from their letter, viramas, emoji selectors."""


def slugify(
    text: str, mode: Mode = "default", *, is_cased: bool = False, is_old: bool = False
) -> str:
    """`text` with what is no letter, mark or digit written as "-", small unless `is_cased`.

    One "-" at either end goes. "pretty" keeps some punctuation; "raw" minds blanks only; "ascii" keeps
    ASCII only; "latin" takes accents off first; "none" leaves all. Version 3 (`is_old`) drops some marks.
    """
    if mode == "none":
        return text if is_cased else downcase(text)
    if mode == "latin":
        text = "".join(map(_without_accent, text))
    slug = _EDGE.sub("", _hyphenated(text, mode, _is_letter if is_old else _is_word))
    return slug if is_cased else downcase(slug)


def _hyphenated(text: str, mode: Mode, is_kept: Callable[[str], bool]) -> str:
    if mode == "raw":
        return _RAW.sub("-", text)
    if mode == "ascii":
        return _ASCII.sub("-", text)
    kept = _PRETTY if mode == "pretty" else frozenset[str]()
    if text.isascii():
        return (_ASCII_PRETTY if kept else _ASCII).sub("-", text)
    pieces: list[str] = []
    for char in text:
        if char in kept or is_kept(char):
            pieces.append(char)
        elif not pieces or pieces[-1] != "":
            pieces += ("-", "")
    return "".join(pieces)


def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _is_letter(char: str) -> bool:
    """`[[:alnum:]]`: a mark is one where it is a vowel of its script."""
    category = unicodedata.category(char)
    return category == "Nl" or (_is_word(char) and not (category[0] == "M" and _is_mute(char)))


def _is_mute(char: str) -> bool:
    return ord(char) in _mutes()


@cache
def _mutes() -> frozenset[int]:
    ends = ([int(end, 16) for end in each.split("-")] for each in _MUTE.split())
    return frozenset(code for end in ends for code in range(end[0], end[-1] + 1))


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
