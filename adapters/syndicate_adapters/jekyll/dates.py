"""Dates as Ruby finds them in a text: numbers for year, month and day, not yet a moment.

Source: Ruby 3.1, `Date._parse`; tests/jekyll/test_dates.py holds what it gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final


@dataclass(slots=True)
class Found:
    """What a text says of a date.

    fields: year, month, day, day_of_year, hour, minute, second. zone: as written. text: what is not
    understood yet. has_short_year: two digits are a year of 1969 to 2068.
    """

    text: str
    fields: dict[str, int] = field(default_factory=dict)
    microseconds: int | None = None
    zone: str | None = None
    has_short_year: bool = True

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, which is taken out of the text."""
        match = pattern.search(self.text)
        if match is not None:
            self.text = f"{self.text[: match.start()]} {self.text[match.end() :]}"
        return match


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII | re.IGNORECASE | re.VERBOSE)


_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = f"({'|'.join(_MONTHS)})"
_ERA: Final = r"(c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?"

_OTHER: Final = re.compile(r"(?:(?![-+',./:@\[\]])[\W_])+")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
_DAY: Final = _pattern(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*")
_TIME: Final = _pattern(
    r"""(
      (?: \d+\s*:\s*\d+ (?: \s*:\s*\d+ (?:[,.]\d*)? )? | \d+\s*h (?: \s*\d+m? (?:\s*\d+s?)? )? )
      (?: \s*[ap](?:m\b|\.m\.) )?
      | \d+\s*[ap](?:m\b|\.m\.)
    )
    (?: \s* (
      (?:gmt|utc?)? [-+]\d+ (?:[,.:]\d+(?::\d+)?)?
      | (?-i:[A-Za-z.\s]+) (?:standard|daylight)\stime\b
      | [a-z]+ (?:\sdst)?\b
    ) )?"""
)
_CLOCK: Final = _pattern(
    r"(\d+)h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?"
)
_EUROPEAN: Final = _pattern(
    rf"('?\d+)[^-\d\s]*\s*\b{_MONTH}[^-\d\s']*(?:\s*{_ERA}\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?"
)
_AMERICAN: Final = _pattern(
    rf"\b{_MONTH}[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*{_ERA}\s*('?-?\d+))?"
)
_ISO: Final = _pattern(r"('?[-+]?\d+)-(\d+)-('?-?\d+)")
_WEEK: Final = _pattern(r"\b(?:\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b|-w-\d\b")
_NO_YEAR: Final = _pattern(r"--(\d{2})?-(\d{2})\b|--(\d{2})(\d{2})?\b")
_ORDINAL: Final = _pattern(r"\b(\d{2}|\d{4})-(\d{3})\b")
_FRACTION_BEFORE: Final = _pattern(r"[,.](?:\d{2}|\d{4})-\d{3}\b")
_JAPANESE: Final = _pattern(r"\b([mtshr])(\d+)\.(\d+)\.(\d+)")
_VMS: Final = _pattern(rf"('?-?\d+)-{_MONTH}[^-/.]*-('?-?\d+)")
_VMS_MONTH: Final = _pattern(rf"\b{_MONTH}[^-/.]*-('?-?\d+)(?:-('?-?\d+))?")
_SLASHES: Final = _pattern(r"('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?")
_DOTS: Final = _pattern(r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)")
_YEAR: Final = _pattern(r"'(\d+)\b")
_MONTH_ALONE: Final = _pattern(rf"\b{_MONTH}\S*")
_DAY_OF_MONTH: Final = _pattern(r"(\d+)(?:st|nd|rd|th)\b")
_DIGITS: Final = _pattern(
    r"([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\])?"
)
_BEFORE_CHRIST: Final = _pattern(r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)")
_LEFT_OVER: Final = _pattern(r"\A\s*(\d{1,2})\s*\Z")
_ERAS: Final = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}


_USUAL: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?(?: ?([-+]\d\d:?\d\d))?)?", re.ASCII
)
_USUAL_FIELDS: Final = ("year", "month", "day", "hour", "minute", "second")


def find_date(text: str) -> Found:
    """The fields of the date in `text`; nearly all are of one form, which needs none of the others."""
    usual = _USUAL.fullmatch(text)
    if usual is None:
        return found_by_forms(text)
    *numbers, zone = usual.groups()
    said = zip(_USUAL_FIELDS, numbers, strict=True)
    fields = {name: int(digits) for name, digits in said if digits is not None}
    return Found("", fields, zone=zone, has_short_year=False)


def found_by_forms(text: str) -> Found:
    """The fields of the date in `text`; the forms are tried in Ruby's order, the first that fits counts."""
    # The forms are of ASCII; what else is a letter only parts one word from the next.
    found = Found(_FOREIGN.sub("_", _OTHER.sub(" ", text)))
    found.take(_DAY)
    _take_time(found)
    any(take(found) for take in _FORMS)
    if found.take(_BEFORE_CHRIST) and "year" in found.fields:
        found.fields["year"] = 1 - found.fields["year"]
    _take_left_over(found)
    year = found.fields.get("year")
    if found.has_short_year and year is not None and 0 <= year <= 99:
        found.fields["year"] = year + (1900 if year >= 69 else 2000)
    return found


def _take_left_over(found: Found) -> None:
    match = found.take(_LEFT_OVER)
    if match is None:
        return
    number, fields = int(match[1]), found.fields
    if "hour" in fields and "day" not in fields and 1 <= number <= 31:
        fields["day"] = number
    if "day" in fields and "hour" not in fields and number <= 24:
        fields["hour"] = number


def _take_time(found: Found) -> None:
    match = found.take(_TIME)
    clock = _CLOCK.match(match[1]) if match else None
    if match is None or clock is None:
        return
    found.zone = match[2]
    hour, minute, second, fraction, half = clock.groups()
    found.fields["hour"] = int(hour)
    if minute:
        found.fields["minute"] = int(minute)
    if second:
        found.fields["second"] = int(second)
    found.microseconds = _microseconds(fraction)
    if half:
        found.fields["hour"] = int(hour) % 12 + (12 if half.lower() == "p" else 0)


def _microseconds(digits: str | None) -> int | None:
    return int(digits[:6].ljust(6, "0")) if digits is not None else None


# -- the forms ------------------------------------------------------------------------------------


def _take_named_month(found: Found) -> bool:
    if match := found.take(_EUROPEAN):
        day, month, era, year = match.groups()
    elif match := found.take(_AMERICAN):
        month, day, era, year = match.groups()
    else:
        return False
    is_before = bool(era) and era[0].lower() == "b"
    _settle(found, year, _number_of(month), day, is_before=is_before)
    return True


def _number_of(month: str) -> str:
    return str(_MONTHS.index(month.lower()) + 1)


def _take_numbers(pattern: re.Pattern[str]) -> Callable[[Found], bool]:
    """A form of three numbers that are year, month and day until their looks say otherwise."""

    def take(found: Found) -> bool:
        match = found.take(pattern)
        if match is None:
            return False
        _settle(found, *match.groups())
        return True

    return take


def _settle(
    found: Found, year: str | None, month: str | None, day: str | None, *, is_before: bool = False
) -> None:
    """Gives three numbers their places: a long one, or one with an apostrophe, is the year."""
    if year and month and not day:
        year, month, day = day, year, month
    if year is None and day and (len(day) > 2 or day.startswith("'")):
        year, day = day, year
    if year and (shape := re.match(r"[^-+\d]*[-+]?\d+(.*)", year)) and shape[1]:
        year, day = day, year  # "4th" is no year
    if month and (month.startswith("'") or len(month) > 2):
        year, month, day = month, day, year
    if day and (day.startswith("'") or len(day) > 2):
        year, day = day, year
    if year and (shape := re.search(r"([-+])?(\d+)", year)):
        if shape[1] or len(shape[2]) > 2 or year.startswith("'"):
            found.has_short_year = year.startswith("'") and len(shape[2]) <= 2
        found.fields["year"] = 1 - int(shape[0]) if is_before else int(shape[0])
    for name, text in (("month", month), ("day", day)):
        if text and (shape := re.search(r"\d+", text)):
            found.fields[name] = int(shape[0])


def _take_japanese(found: Found) -> bool:
    match = found.take(_JAPANESE)
    if match is None:
        return False
    found.fields |= {
        "year": int(match[2]) + _ERAS[match[1].lower()],
        "month": int(match[3]),
        "day": int(match[4]),
    }
    return True


def _take_vms(found: Found) -> bool:
    if match := found.take(_VMS):
        _settle(found, match[3], _number_of(match[2]), match[1])
    elif match := found.take(_VMS_MONTH):
        _settle(found, match[3], _number_of(match[1]), match[2])
    return match is not None


def _take_iso_rare(found: Found) -> bool:
    """Weeks, which say no date to `Time`; months without a year; the day of a year."""
    if found.take(_WEEK):
        return True
    if match := found.take(_NO_YEAR):
        month, day = match[1] or match[3], match[2] or match[4]
        found.fields |= {k: int(v) for k, v in (("month", month), ("day", day)) if v}
        return True
    if not _FRACTION_BEFORE.search(found.text) and (match := found.take(_ORDINAL)):
        found.fields |= {"year": int(match[1]), "day_of_year": int(match[2])}
        return True
    return False


def _take_field(pattern: re.Pattern[str], name: str) -> Callable[[Found], bool]:
    def take(found: Found) -> bool:
        match = found.take(pattern)
        if match is None:
            return False
        text = match[1]
        found.fields[name] = int(text if text.isdigit() else _number_of(text))
        return True

    return take


_SHAPES: Final = {
    2: "day:2", 3: "day_of_year:3", 4: "month:2 day:2", 5: "year:2 day_of_year:3",
    6: "year:2 month:2 day:2", 7: "year:4 day_of_year:3", 8: "year:4 month:2 day:2",
    10: "year:4 month:2 day:2 hour:2", 12: "year:4 month:2 day:2 hour:2 minute:2",
    14: "year:4 month:2 day:2 hour:2 minute:2 second:2",
}  # fmt: skip
"""What a run of digits says, by its length."""

_FROM_BEHIND: Final = ("second", "minute", "hour", "day", "month", "year")
"""What a run of digits with a fraction says, two digits each, read from its end."""


def _take_digits(found: Found) -> bool:
    match = found.take(_DIGITS)
    if match is None:
        return False
    sign, digits, clock, fraction, zone = match.groups()
    if clock is None and fraction is not None:
        _take_from_behind(found, digits)
    else:
        _take_shape(found, sign, digits)
    if clock and len(clock) % 2 == 0:
        pairs = [int(clock[at : at + 2]) for at in range(0, len(clock), 2)]
        names = _FROM_BEHIND[:3] if fraction is not None else _FROM_BEHIND[2::-1]
        order = reversed(pairs) if fraction is not None else pairs
        found.fields |= dict(zip(names, order, strict=False))
    if fraction is not None:
        found.microseconds = _microseconds(fraction)
    if zone is not None:
        found.zone = _bracketed(zone) if zone.startswith("[") else zone
    return True


def _take_shape(found: Found, sign: str, digits: str) -> None:
    at = 0
    for part in _SHAPES.get(len(digits), "").split():
        name, _, size = part.partition(":")
        piece = digits[at : at + int(size)]
        found.fields[name] = int((sign if name == "year" else "") + piece)
        at += int(size)
    if len(digits) in (8, 10, 12, 14):
        found.has_short_year = False


def _take_from_behind(found: Found, digits: str) -> None:
    at = len(digits)
    for name in _FROM_BEHIND:
        if at <= 0 or len(digits) in (9, 11, 13):
            break
        size = 4 if name == "year" and len(digits) == 14 else 2
        found.fields[name] = int(digits[max(at - size, 0) : at])
        at -= size
    if len(digits) == 14:
        found.has_short_year = False


def _bracketed(zone: str) -> str:
    offset, colon, name = zone[1:-1].partition(":")
    return name if colon else f"+{offset}" if offset[:1].isdigit() else offset


_FORMS: Final = (
    _take_named_month,
    _take_numbers(_ISO),
    _take_japanese,
    _take_vms,
    _take_numbers(_SLASHES),
    _take_numbers(_DOTS),
    _take_iso_rare,
    _take_field(_YEAR, "year"),
    _take_field(_MONTH_ALONE, "month"),
    _take_field(_DAY_OF_MONTH, "day"),
    _take_digits,
)
