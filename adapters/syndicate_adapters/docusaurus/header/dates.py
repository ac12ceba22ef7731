"""Dates as `new Date(text)` reads them in V8: ISO 8601 first, then a lenient reading of almost anything.

Source: V8 as node 20 has it; tests/docusaurus/test_dates.py compares with what node says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, TypeAlias

from syndicate_adapters.docusaurus.ecmascript import SPACE

_Kind: TypeAlias = Literal[
    "number", "symbol", "space", "month", "noon", "zone", "time", "word", "other", "end"
]

_TOKEN = re.compile(
    rf"(?P<number>[0-9]+)|(?P<symbol>[-:+.)(])|(?P<space>[{SPACE}])|(?P<word>[^\0-@{SPACE}]+)|[\s\S]"
)
_PARENTHESIS = re.compile(r"[()]")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ZONES = {
    "ut": 0, "utc": 0, "z": 0, "gmt": 0, "cdt": -5, "cst": -6, "edt": -4, "est": -5, "mdt": -6,
    "mst": -7, "pdt": -7, "pst": -8,
}  # fmt: skip
_SIGNIFICANT = 9  # digits of a number that count
_LIMITS = (23, 59, 59, 999)  # hours, minutes, seconds, milliseconds
_LAST_MOMENT = 8_640_000_000_000_000  # milliseconds from 1970, either way


class _NoDateError(Exception):
    """The text is no date."""


def parse_js_date(text: str) -> datetime | None:
    """The moment that `new Date(text)` gives, in UTC; None for an invalid date.

    What names no zone is taken as UTC. A day past the end of its month rolls over (30 February is 2 March).
    None also outside of the years 1 to 9999, which a datetime cannot hold.
    """
    milliseconds = js_time(text)
    if milliseconds is None:
        return None
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None


def js_time(text: str) -> int | None:
    """`new Date(text).getTime()`: milliseconds from 1970, None for an invalid date."""
    if plain := _PLAIN.fullmatch(text):
        return _plain_time(plain)
    reading = _Reading(text)
    try:
        if not reading.read_iso():
            reading.read_anything()
        year, month, day = reading.date()
        moment = (_days_before(year, month) + day - 1) * 86_400_000
        moment += reading.time_of_day() - reading.zone()
    except _NoDateError:
        return None
    return moment if abs(moment) <= _LAST_MOMENT else None


_PLAIN: Final = re.compile(
    r"([1-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"(?:Z|T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?"
)
"""The spellings that nearly all posts use."""


def _plain_time(plain: re.Match[str]) -> int:
    year, month, day, hour, minute, second, sign, hours, minutes = plain.groups("0")
    ahead = int(hours) * 60 + int(minutes)
    offset = -ahead if sign == "-" else ahead
    days = _days_before(int(year), int(month)) + int(day) - 1
    return ((days * 1440 + int(hour) * 60 + int(minute) - offset) * 60 + int(second)) * 1000


def _days_before(year: int, month: int) -> int:
    """Days from 1970-01-01 to the first of the month, for any year of the Gregorian calendar."""
    year -= month <= 2
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5
    return 365 * year + year // 4 - year // 100 + year // 400 + day_of_year - 719_468


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str = ""
    number: int = 0

    def is_sign(self) -> bool:
        return self.text in ("+", "-")

    def is_digits(self, count: int, low: int = 0, high: int = 10**9) -> bool:
        return self.kind == "number" and len(self.text) == count and low <= self.number <= high


_END: Final = _Token("end")


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while found := _TOKEN.match(text, position):
        position = found.end()
        match found.lastgroup:
            case "number":
                digits = found[0].lstrip("0")[:_SIGNIFICANT]
                yield _Token("number", found[0], int(digits or "0"))
            case "symbol" if found[0] == "(":
                position = _after_parentheses(text, found.start())
                yield _Token("other")
            case "symbol":
                yield _Token("symbol", found[0])
            case "space":
                yield _Token("space")
            case "word":
                yield _word(found[0].lower())
            case _:
                yield _Token("other")


def _after_parentheses(text: str, start: int) -> int:
    depth = 0
    for match in _PARENTHESIS.finditer(text, start):
        depth += 1 if match[0] == "(" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _word(word: str) -> _Token:
    if word[:3] in _MONTHS:
        return _Token("month", word, _MONTHS.index(word[:3]) + 1)
    if word in ("am", "pm"):
        return _Token("noon", word, 12 if word == "pm" else 0)
    if word == "t":
        return _Token("time", word)
    return _Token("zone", word, _ZONES[word]) if word in _ZONES else _Token("word", word)


def _milliseconds(token: _Token) -> int:
    """The first three digits of a fraction; V8 forgets the leading zeros of a long one."""
    digits = min(len(token.text), _SIGNIFICANT)
    return token.number * 1000 // int("1" + "0" * digits)


@dataclass(slots=True)
class _Reading:
    """What was read so far; the fields are numbers in the order of the text."""

    text: str
    tokens: Iterator[_Token] = field(init=False)
    peek: _Token = field(init=False)
    days: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    month: int | None = None
    noon: int | None = None
    sign: int | None = None
    zone_hours: int | None = None
    zone_minutes: int | None = None
    is_iso: bool = False
    has_number: bool = False

    def __post_init__(self) -> None:
        self.tokens = _tokens(self.text)
        self.peek = next(self.tokens, _END)

    def take(self) -> _Token:
        token, self.peek = self.peek, next(self.tokens, _END)
        return token

    def skip(self, symbol: str) -> bool:
        if self.peek.text != symbol:
            return False
        self.take()
        return True

    def number(self, count: int, low: int, high: int) -> int:
        if not self.peek.is_digits(count, low, high):
            raise _NoDateError
        return self.take().number

    # -- ISO 8601 ---------------------------------------------------------------------------------

    def read_iso(self) -> bool:
        """Whether the text was ISO 8601 to its end; what was read of it is kept otherwise."""
        if self.peek.is_sign():
            return self.read_signed_year()
        if self.peek.is_digits(4):
            self.days.append(self.take().number)
            return self.read_iso_rest()
        return False

    def read_signed_year(self) -> bool:
        sign = self.take()
        year = self.peek.number
        if not self.peek.is_digits(6) or (sign.text == "-" and year == 0):
            self.read_lenient(sign)
            return False
        self.take()
        self.days.append(-year if sign.text == "-" else year)
        return self.read_iso_rest()

    def read_iso_rest(self) -> bool:
        for last in (12, 31):
            if not self.skip("-"):
                break
            if not self.peek.is_digits(2, 1, last):
                return False
            self.days.append(self.take().number)
        if self.peek.kind == "time":
            self.take()
            self.read_iso_time()
        if self.peek.kind != "end":
            return False
        if not self.times and self.zone_hours is None:
            self.set_zone(0)
        self.is_iso = True
        return True

    def read_iso_time(self) -> None:
        hour = self.number(2, 0, 24)
        last = 0 if hour == 24 else 59
        if not self.skip(":"):
            raise _NoDateError
        self.times = [hour, self.number(2, 0, last)]
        if self.skip(":"):
            self.times.append(self.number(2, 0, last))
            if self.skip("."):
                if self.peek.kind != "number" or (hour == 24 and self.peek.number):
                    raise _NoDateError
                self.times.append(_milliseconds(self.take()))
        self.read_iso_zone()
        if self.peek.kind != "end":  # a "T" after a number is no lenient date either
            raise _NoDateError

    def read_iso_zone(self) -> None:
        if self.peek.text == "z":
            self.take()
            self.set_zone(0)
        elif self.peek.is_sign():
            self.sign = 1 if self.take().text == "+" else -1
            if self.peek.is_digits(4):
                self.zone_hours, self.zone_minutes = divmod(self.take().number, 100)
                if self.zone_hours > 23 or self.zone_minutes > 59:
                    raise _NoDateError
                return
            self.zone_hours = self.number(2, 0, 23)
            if not self.skip(":"):
                raise _NoDateError
            self.zone_minutes = self.number(2, 0, 59)

    # -- anything ---------------------------------------------------------------------------------

    def read_anything(self) -> None:
        self.has_number = self.has_number or bool(self.days)
        while self.peek.kind != "end":
            self.read_lenient(self.take())

    def read_lenient(self, token: _Token) -> None:
        match token.kind:
            case "number":
                self.has_number = True
                self.read_number(token.number)
            case "noon" if self.times:
                self.noon = token.number
            case "month":
                self.month = token.number
                self.skip("-")
            case "zone" if self.has_number:
                self.set_zone(token.number)
            case "noon" | "zone" | "time" | "word":
                if self.has_number or self.peek.kind == "number":
                    raise _NoDateError
            case "symbol" if token.is_sign() and (self.is_utc() or self.times):
                self.read_offset(1 if token.text == "+" else -1)
            case "symbol" if token.text in "+-)" and self.has_number:
                raise _NoDateError
            case _:
                pass

    def read_number(self, number: int) -> None:
        if self.skip(":"):
            if self.skip(":"):
                if self.times:
                    raise _NoDateError
                self.times = [number, 0]
                return
            self.add_time(number)
            self.skip(".")
        elif self.skip(".") and self.is_time(number):
            self.add_time(number)
            if self.peek.kind != "number":
                raise _NoDateError
            self.end_time(_milliseconds(self.take()))
        elif self.zone_hours is not None and self.zone_minutes is None and number <= 59:
            self.zone_minutes = number
        elif self.is_time(number):
            self.end_time(number)
            if not (self.peek.kind in ("end", "space") or self.peek.text in ("z", "+", "-")):
                raise _NoDateError
        else:
            if len(self.days) == 3:
                raise _NoDateError
            self.days.append(number)
            self.skip("-")

    def read_offset(self, sign: int) -> None:
        self.sign = sign
        self.has_number = True
        number, length = 0, 0
        if self.peek.kind == "number":
            token = self.take()
            number, length = token.number, len(token.text)
        if self.peek.text == ":":
            self.zone_hours, self.zone_minutes = number, None
        elif length in (1, 2):
            self.zone_hours, self.zone_minutes = number, 0
        elif length in (3, 4):
            self.zone_hours, self.zone_minutes = divmod(number, 100)
        else:
            raise _NoDateError

    def is_time(self, number: int) -> bool:
        """Whether the number may go on a time that has begun."""
        return 1 <= len(self.times) <= 3 and number <= _LIMITS[len(self.times)]

    def add_time(self, number: int) -> None:
        if len(self.times) == 4:
            raise _NoDateError
        self.times.append(number)

    def end_time(self, number: int) -> None:
        self.times = [*self.times, number, 0, 0, 0][:4]

    def set_zone(self, hours: int) -> None:
        self.sign = -1 if hours < 0 else 1
        self.zone_hours, self.zone_minutes = abs(hours), 0

    def is_utc(self) -> bool:
        return self.zone_hours == 0 and self.zone_minutes == 0

    # -- what it says -----------------------------------------------------------------------------

    def date(self) -> tuple[int, int, int]:
        """Year, month, day; which number is which follows from their sizes."""
        if not self.days:
            raise _NoDateError
        first, second, third = [*self.days, 1, 1][:3]
        is_day_first = 1 <= first <= 31
        if self.month is not None:
            month = self.month
            year, day = (second, first) if is_day_first else (first, second)
        elif self.is_iso or not is_day_first:
            year, month, day = first, second, third
        else:
            month, day, year = first, second, third
        if not self.is_iso and 0 <= year <= 99:
            year += 2000 if year <= 49 else 1900
        if not (1 <= month <= 12 and 1 <= day <= 31):
            raise _NoDateError
        return year, month, day

    def time_of_day(self) -> int:
        """Milliseconds from midnight."""
        hour, minute, second, fraction = [*self.times, 0, 0, 0, 0][:4]
        if self.noon is not None:
            if hour > 12:
                raise _NoDateError
            hour = hour % 12 + self.noon
        is_midnight = (hour, minute, second, fraction) == (24, 0, 0, 0)
        if not is_midnight and any(
            n > limit for n, limit in zip((hour, minute, second, fraction), _LIMITS, strict=True)
        ):
            raise _NoDateError
        return ((hour * 60 + minute) * 60 + second) * 1000 + fraction

    def zone(self) -> int:
        """Milliseconds that the text's clock is ahead of UTC."""
        minutes = (self.zone_hours or 0) * 60 + (self.zone_minutes or 0)
        return (self.sign or 0) * minutes * 60_000
