"""Slugs of tags and authors (lodash's kebabCase) and ids of headings (github-slugger).

Source: Docusaurus 3.10.2 with lodash 4.17 and github-slugger 1.5; tests/docusaurus/test_slugs.py holds what they say.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# -- kebabCase: words of a text, however they are set apart -----------------------------------------

_ASTRAL = "\U00010000-\U0010ffff"
_LOWER = "a-zß-öø-ÿ"
_UPPER = "A-ZÀ-ÖØ-Þ"
_BREAK = "¬±×÷\0-/:-@\\[-`{-¿\u2000-\u206f \t\v\f\xa0\ufeff\n\r\u2028\u2029\u1680\u180e\u202f\u205f\u3000"
_OTHER = rf"[^{_ASTRAL}\ud800-\udfff{_BREAK}0-9\u2700-\u27bf{_LOWER}{_UPPER}]"
_MODIFIER = "(?:[\u0300-\u036f\ufe20-\ufe2f\u20d0-\u20ff]|[\U0001f3fb-\U0001f3ff])?"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_VARIANT = "[\ufe0e\ufe0f]?"
_JOINED = rf"(?:\u200d(?:{_FLAG}|[\s\S]){_VARIANT}{_MODIFIER})*"
_WORD = re.compile(
    "|".join(
        (
            rf"[{_UPPER}]?[{_LOWER}]+(?=[{_BREAK}{_UPPER}]|\Z)",
            rf"(?:[{_UPPER}]|{_OTHER})+(?=[{_BREAK}]|[{_UPPER}](?:[{_LOWER}]|{_OTHER})|\Z)",
            rf"[{_UPPER}]?(?:[{_LOWER}]|{_OTHER})+",
            rf"[{_UPPER}]+",
            r"[0-9]*(?:1ST|2ND|3RD|(?![123])[0-9]TH)(?=(?a:\b)|[a-z_])",
            r"[0-9]*(?:1st|2nd|3rd|(?![123])[0-9]th)(?=(?a:\b)|[A-Z_])",
            "[0-9]+",
            rf"(?:[\u2700-\u27bf]|{_FLAG}|[{_ASTRAL}]){_VARIANT}{_MODIFIER}{_JOINED}",
        )
    )
)
_FIRST = re.compile(rf"(?:{_FLAG}|[\s\S]){_MODIFIER}{_VARIANT}{_MODIFIER}{_JOINED}")
_MARKS = re.compile("[\u0300-\u036f\ufe20-\ufe2f\u20d0-\u20ff]")
_LATIN = re.compile("[À-ÖØ-öø-ÿĀ-ſ]")
_LETTERS = {
    "Æ": "Ae", "æ": "ae", "Þ": "Th", "þ": "th", "ß": "ss", "Ð": "D", "ð": "d", "Ø": "O", "ø": "o",
    "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "Ĳ": "IJ", "ĳ": "ij", "ĸ": "k", "Ŀ": "L",
    "ŀ": "l", "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "N", "ŋ": "n", "Œ": "Oe", "œ": "oe", "Ŧ": "T",
    "ŧ": "t", "ſ": "s",
}  # fmt: skip


def kebab_case(text: str) -> str:
    """The words of `text` in lower case, joined with hyphens; Latin letters lose their accents.

    Words end at spaces, punctuation, digits and changes of case; text without a word gives "".
    """
    plain = _MARKS.sub("", _LATIN.sub(_without_accent, text))
    plain = plain.replace("'", "").replace("’", "")
    return "-".join(word.lower() for word in _WORD.findall(plain))


def _without_accent(match: re.Match[str]) -> str:
    letter = match[0]
    return _LETTERS.get(letter) or unicodedata.normalize("NFD", letter)[0]


def capitalize(text: str) -> str:
    """The text in lower case, but for its first symbol (with what is joined to it)."""
    lower = text.lower()
    first = _FIRST.match(lower)
    return first[0].upper() + lower[first.end() :] if first else ""


# -- ids of headings ----------------------------------------------------------------------------------

_KEPT = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nl", "Nd", "Pc"))
_CIRCLED = re.compile(
    "[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"
)


def github_slug(text: str, *, keep_case: bool = False) -> str:
    """`text` in lower case without punctuation and symbols, each space a hyphen.

    Letters, marks and decimal digits of every script stay (github-slugger knows those of Unicode 13).
    """
    return (text if keep_case else text.lower()).translate(_SLUGGED)


class _Slugged(dict[int, str]):
    """What becomes of each character, looked up once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_kept = unicodedata.category(character) in _KEPT or _CIRCLED.match(character)
        self[code] = "-" if character in " -" else character if is_kept else ""
        return self[code]


_SLUGGED: Final = _Slugged()


class HeadingIds:
    """The ids of the headings of one page; a repeated one gets `-1`, `-2`. Ids that authors chose do not count."""

    def __init__(self, *, keep_case: bool = False) -> None:
        self._keep_case = keep_case
        self._repeats: dict[str, int] = {}

    def next_id(self, text: str) -> str:
        """The id of the next heading with this text; "" is no id."""
        first = slug = github_slug(text, keep_case=self._keep_case)
        while slug in self._repeats:
            self._repeats[first] += 1
            slug = f"{first}-{self._repeats[first]}"
        self._repeats[slug] = 0
        return slug
