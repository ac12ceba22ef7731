"""How authors spell the facts of a book: people, titles, dates, ISBNs, ratings."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Final

from syndicate.review.labels import all_labels
from syndicate.web.urls import split_url

LINK = re.compile(r"""\[([^\[\]]*)\]\(([^()\s]*)(?:[ \t]+"[^"()]*")?\)""")
"""A link in a short piece of Markdown: its text and its address."""

_ATTRIBUTES = re.compile(r"(?<=[)*_`])\{:[^{}]*\}")  # of kramdown, behind what it marks up
_STRONG = re.compile(r"(\*{1,3})([^*]+)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS: Final = ("***", "**", "__", "*", "_", "`")


def unwrapped(text: str) -> str:
    """`text` without the emphasis that encloses all of it."""
    text = text.strip()
    for mark in _MARKS:
        inner = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and inner and mark[0] not in inner:
            return unwrapped(inner)
    return text


def plain(text: str) -> str:
    """What a reader sees of a short piece of Markdown."""
    text = LINK.sub(r"\1", _ATTRIBUTES.sub("", text))
    text = unwrapped(_STRONG.sub(r"\2", text))
    return html.unescape(_ESCAPE.sub(r"\1", text)).strip()


# -- people ---------------------------------------------------------------------------------------

_COMMAS: Final = ",，、"
_SEMICOLONS: Final = ";；"
_OPEN: Final = "(（[{"
_CLOSE: Final = ")）]}"
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|md)\.?", re.IGNORECASE)


def split_people(text: str) -> tuple[str, ...]:
    """The names in a list of people, each with its other spelling: `Koki Saitoh(사이토 고키)`.

    Names are parted by commas (or semicolons), never inside of parentheses; nothing else parts
    them. `A, B (C, D)` spells a whole list twice and gives `A (C)` and `B (D)`.
    """
    text = plain(text)
    if any(mark in text for mark in _SEMICOLONS):
        return _parts(text, _SEMICOLONS)
    names = _parts(text, _COMMAS)
    if len(names) > 1 and not any(mark in name for name in names[:-1] for mark in _OPEN):
        main, other = split_parentheses(names[-1])
        others = _parts(other, _COMMAS)
        if len(others) == len(names):
            return tuple(f"{a} ({b})" for a, b in zip((*names[:-1], main), others, strict=True))
    return names


def _parts(text: str, separators: str) -> tuple[str, ...]:
    parts: list[str] = []
    for part in map(unwrapped, _cut(text, separators)):
        if parts and _SUFFIX.fullmatch(part):
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    return tuple(parts)


def _cut(text: str, separators: str) -> list[str]:
    """`text` cut at the separators outside of parentheses, or at all if these do not balance."""
    depth = start = 0
    parts: list[str] = []
    for i, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth -= 1
        elif character in separators and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    if depth != 0:
        return re.split(f"[{separators}]", text)
    return [*parts, text[start:]]


def split_parentheses(text: str) -> tuple[str, str]:
    """`X (Y)` as X and Y; `text` and "" where it does not end so."""
    if not text.endswith((")", "）")):
        return text, ""
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        if text[i] in ")）":
            depth += 1
        elif text[i] in "(（":
            depth -= 1
        if depth == 0:
            main, other = text[:i].rstrip(), text[i + 1 : -1].strip()
            return (main, other) if main and other else (text, "")
    return text, ""


def split_name(person: str) -> tuple[str, str]:
    """A name and its spelling in another script, "" if none: `개앞맵시(이복연)` has only one."""
    main, other = split_parentheses(person)
    return (main, other) if differ_in_script(main, other) else (person, "")


# -- titles ---------------------------------------------------------------------------------------

_SCRIPTS: Final = {
    "LATIN": "Latin",
    "HANGUL": "Hangul",
    "CJK": "Han",
    "HIRAGANA": "Han",
    "KATAKANA": "Han",
    "CYRILLIC": "Cyrillic",
    "GREEK": "Greek",
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "THAI": "Thai",
    "DEVANAGARI": "Devanagari",
}
_EDITION: Final = frozenset({"edition", "ed", "ed.", "vol", "vol.", "volume", "rev.", "revised"})
_LONGEST_TITLE: Final = 500


def split_title(title: str) -> tuple[str, str]:
    """The name of a book and its original title, "" if not given; both without markup.

    Only `X (*Y*)` or `X (Y)` at the end names an original, and only in another script.
    """
    main, other = split_parentheses(title.strip()) if len(title) <= _LONGEST_TITLE else (title, "")
    original = plain(other)
    is_edition = not _EDITION.isdisjoint(original.casefold().split())
    if original and not is_edition and differ_in_script(main, original):
        return plain(main), original
    return plain(title), ""


def differ_in_script(a: str, b: str) -> bool:
    """Whether two texts share no script; Latin words inside of other writing do not count."""
    left, right = _scripts(a), _scripts(b)
    return bool(left) and bool(right) and left.isdisjoint(right)


def _scripts(text: str) -> set[str]:
    names = (
        "LATIN" if character.isascii() else unicodedata.name(character, "").partition(" ")[0]
        for character in text
        if character.isalpha()
    )
    found = {_SCRIPTS[name] for name in names if name in _SCRIPTS}
    return found - {"Latin"} or found


# -- dates ----------------------------------------------------------------------------------------

_DAY = re.compile(r"(\d{4}) *[-./년年] *(\d{1,2}) *[-./월月] *(\d{1,2}) *[일日.]?(?:[T ]\d.*)?")
_MONTH = re.compile(r"(\d{4}) *[-./년年] *(\d{1,2}) *[월月.]?")
_YEAR = re.compile(r"(\d{4}) *[년年]?")
_DOTTED = re.compile(r"(\d{1,2})\. *(\d{1,2})\. *(\d{4})")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_FILLERS: Final = frozenset("de del of the st nd rd th le er am".split())
_LONGEST_DATE: Final = 60


def iso_date(text: str, months: Mapping[str, int] | None = None) -> str:
    """A date as ISO 8601, as precise as it was said: day, month or year; "" if it is none.

    Read are year-month-day in digits or with 년월일/年月日, day.month.year with dots, and months by
    name (`months`, from 1; else those of all languages we know). `05/06/2023` is not read: it has
    two meanings.
    """
    if len(text) > _LONGEST_DATE:
        return ""
    text = split_parentheses(plain(text))[0]
    if found := _DAY.fullmatch(text) or _MONTH.fullmatch(text) or _YEAR.fullmatch(text):
        return _iso(*map(int, found.groups()))
    if found := _DOTTED.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _iso(year, month, day)
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return _named_date(words, all_labels().months if months is None else months)


def _named_date(words: list[str], months: Mapping[str, int]) -> str:
    """A date from words like "may", "24", "2023"."""
    words = [word for word in words if word not in _FILLERS]
    named = [months[word] for word in words if word in months]
    years = [int(word) for word in words if word.isdecimal() and len(word) == 4]
    days = [int(word) for word in words if word.isdecimal() and len(word) <= 2]
    is_whole = len(named) + len(years) + len(days) == len(words)
    if not is_whole or len(named) != 1 or len(years) != 1 or len(days) > 1:
        return ""
    return _iso(years[0], named[0], *days)


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7] if month else whole[:4]


# -- numbers --------------------------------------------------------------------------------------

_URL_KEYS: Final = frozenset({"barcode", "isbn", "isbn13", "ean"})
_ADD_ON = re.compile(r"(?<=\d)[ \t]+\d{5}$")  # of the bar code: the kind of book, or its price
_STARS = re.compile(r"(★+)(☆*)")
_SCORE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)(?: *(?:/|out of) *(\d{1,3}))?")


def isbn13(text: str) -> str:
    """The ISBN in `text` as 13 digits; "" where a digit is missing or the check digit is wrong."""
    text = split_parentheses(plain(text[:_LONGEST_DATE]))[0]
    text = _ADD_ON.sub("", text)
    text = re.sub(r"(?i)^isbn(?:-?1[03](?=[: ]))?:?", "", text)
    digits = re.sub(r"[-‐‑– ]", "", text).upper()
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return digits if _check_digit(digits) == digits[-1] else ""
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        total = sum((10 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits))
        return f"978{digits[:9]}{_check_digit('978' + digits)}" if total % 11 == 0 else ""
    return ""


def _check_digit(digits: str) -> str:
    return str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits[:12])) % 10)


def isbn_in_url(url: str) -> str:
    """The text that a store's address gives as the ISBN, right or wrong; "" if it gives none."""
    parts = split_url(url)
    for pair in re.split(r"&amp;|[&;]", parts.query or ""):
        name, _, value = pair.partition("=")
        if name.casefold() in _URL_KEYS and value:
            return value
    return next((part for part in parts.path.split("/") if part[:2] == "97" and isbn13(part)), "")


def score(text: str) -> tuple[float, float | None] | None:
    """The rating and the best one: `4`, `4.5/5`, `★★★★☆`; None where `text` says no number."""
    text = plain(text[:_LONGEST_DATE])
    if stars := _STARS.fullmatch(text):
        full, empty = map(len, stars.groups())
        return float(full), float(full + empty) if empty else None
    found = _SCORE.fullmatch(text)
    if not found or not text.isascii():
        return None
    return float(found[1]), float(found[2]) if found[2] else None
