"""Dates as Ruby formats them.

Source: Ruby 3.1, `Time#strftime`; tests/jekyll_body/test_filters.py holds what it gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final

from syndicate_adapters.jekyll.liquid.values import Unknown
from syndicate_adapters.jekyll.moments import DateError, parse_date

_DIRECTIVE: Final = re.compile(r"%([-0^#_]*)(\d*)(:{0,2}[a-zA-Z%+])")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)


def moment_of(value: object, zone: tzinfo = UTC, *, keeps_zone: bool = False) -> datetime | None:
    """The moment that a value names, in its own zone or in `zone`; None where it names none."""
    match value:
        case datetime():
            return value if value.tzinfo is not None else value.replace(tzinfo=zone)
        case date():
            return datetime(value.year, value.month, value.day, tzinfo=zone)
        case bool():
            return None
        case int():
            return datetime.fromtimestamp(value, tz=zone)
        case str():
            moment = _parsed(value.strip(), zone)
            return moment if moment is None or not keeps_zone else _in_own_zone(moment, value)
    return None


def _parsed(text: str, zone: tzinfo) -> datetime | None:
    if text in ("now", "today", ""):
        raise Unknown("the moment of building is not known")
    if text.isdigit():
        return datetime.fromtimestamp(int(text), tz=zone)
    try:
        return parse_date(text, zone).time
    except DateError:
        return None


_OFFSET: Final = re.compile(r"([+-])(\d\d):?(\d\d)\s*\Z")


def _in_own_zone(moment: datetime, text: str) -> datetime:
    match = _OFFSET.search(text)
    if match is None or ":" not in text:
        return moment
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return moment.astimezone(timezone(offset if match[1] == "+" else -offset))


def formatted(moment: datetime, pattern: str) -> str:
    """`Time#strftime`. Raises Unknown for a directive that is not known here."""
    return _DIRECTIVE.sub(lambda match: _said(moment, match), pattern)


def _said(moment: datetime, match: re.Match[str]) -> str:
    flags, width, name = match.groups()
    if name in _WORDS:
        said = _WORDS[name](moment)
        return said.upper() if "^" in flags or "#" in flags else said
    if name not in _NUMBERS:
        raise Unknown(f"the format %{name} is not known here")
    number, digits, padding = _NUMBERS[name]
    said = str(number(moment))
    if "-" in flags:
        return said
    fill = " " if "_" in flags else "0" if "0" in flags else padding
    return said.rjust(int(width) if width else digits, fill)


def _zone(moment: datetime, colon: str = "") -> str:
    seconds = int((moment.utcoffset() or timedelta()).total_seconds())
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{colon}{minutes % 60:02}"


def _joined(pattern: str) -> Callable[[datetime], str]:
    return lambda moment: formatted(moment, pattern)


_WORDS: Final[Mapping[str, Callable[[datetime], str]]] = {
    "A": lambda moment: _DAYS[moment.weekday()],
    "a": lambda moment: _DAYS[moment.weekday()][:3],
    "B": lambda moment: _MONTHS[moment.month - 1],
    "b": lambda moment: _MONTHS[moment.month - 1][:3],
    "h": lambda moment: _MONTHS[moment.month - 1][:3],
    "p": lambda moment: "AM" if moment.hour < 12 else "PM",
    "P": lambda moment: "am" if moment.hour < 12 else "pm",
    "z": _zone,
    ":z": lambda moment: _zone(moment, ":"),
    "Z": lambda moment: "UTC" if not moment.utcoffset() else moment.tzname() or "",
    "D": _joined("%m/%d/%y"),
    "F": _joined("%Y-%m-%d"),
    "T": _joined("%H:%M:%S"),
    "X": _joined("%H:%M:%S"),
    "R": _joined("%H:%M"),
    "r": _joined("%I:%M:%S %p"),
    "x": _joined("%m/%d/%y"),
    "c": _joined("%a %b %e %H:%M:%S %Y"),
    "n": lambda moment: "\n",
    "t": lambda moment: "\t",
    "%": lambda moment: "%",
}
_NUMBERS: Final[Mapping[str, tuple[Callable[[datetime], int], int, str]]] = {
    "Y": (lambda moment: moment.year, 4, "0"),
    "C": (lambda moment: moment.year // 100, 2, "0"),
    "y": (lambda moment: moment.year % 100, 2, "0"),
    "m": (lambda moment: moment.month, 2, "0"),
    "d": (lambda moment: moment.day, 2, "0"),
    "e": (lambda moment: moment.day, 2, " "),
    "j": (lambda moment: moment.timetuple().tm_yday, 3, "0"),
    "H": (lambda moment: moment.hour, 2, "0"),
    "k": (lambda moment: moment.hour, 2, " "),
    "I": (lambda moment: (moment.hour - 1) % 12 + 1, 2, "0"),
    "l": (lambda moment: (moment.hour - 1) % 12 + 1, 2, " "),
    "M": (lambda moment: moment.minute, 2, "0"),
    "S": (lambda moment: moment.second, 2, "0"),
    "s": (lambda moment: int(moment.timestamp()), 1, "0"),
    "u": (lambda moment: moment.isoweekday(), 1, "0"),
    "w": (lambda moment: moment.isoweekday() % 7, 1, "0"),
    "V": (lambda moment: moment.isocalendar().week, 2, "0"),
    "G": (lambda moment: moment.isocalendar().year, 4, "0"),
}


def xmlschema(moment: datetime) -> str:
    """What Jekyll's filter `date_to_xmlschema` writes."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}{_zone(moment, ':')}"


def rfc822(moment: datetime) -> str:
    """What Jekyll's filter `date_to_rfc822` writes."""
    return formatted(moment, "%a, %d %b %Y %H:%M:%S %z")
