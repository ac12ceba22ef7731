"""The moments that dates are in the zone of a site.

Source: Ruby 3.1, `Time.parse`; tests/jekyll/test_dates.py holds what it gave.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from syndicate.diagnostics import SyndicateError
from syndicate_adapters.jekyll.dates import find_date
from syndicate_adapters.jekyll.zones import abbreviated_offset, local


class DateError(SyndicateError):
    """Ruby makes no date of this text, or another one on every day of building."""


class Moment(NamedTuple):
    """When a post is dated. is_instant: the text named a zone, so that the site's zone shifts the clock."""

    time: datetime
    is_instant: bool


_LONGEST: Final = 128
"""Bytes; beyond it Ruby does not look."""

_OFFSET: Final = re.compile(r"([-+])(\d\d)(?:(:?)(\d\d)(?:\3(\d\d))?)?\Z")
_ZONES: Final = {
    "UTC": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "Z": 0,
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", start=1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", start=1)},
}  # fmt: skip


def parse_date(text: str, zone: tzinfo) -> Moment:
    """The moment that a text says, in `zone`; without a zone of its own it is a time there.

    Raises DateError.
    """
    if len(text.encode("utf-8", "surrogatepass")) > _LONGEST:
        raise DateError(
            f"{text[:20]!r}… is too long a date for Ruby; write YYYY-MM-DD HH:MM:SS +0000"
        )
    found = find_date(text)
    fields = found.fields
    if "year" not in fields:
        if not fields and found.microseconds is None:
            raise DateError(f"Ruby finds no date in {text!r}; write YYYY-MM-DD HH:MM:SS +0000")
        raise DateError(
            f"{text!r} names no year, so that it says another day on each day of building"
        )
    try:
        offset = _offset_of(found.zone, zone, fields["year"]) if found.zone else None
        time = _shifted(fields, offset or timedelta()) + timedelta(
            microseconds=found.microseconds or 0
        )
        if offset is None:
            return Moment(local(time, zone), False)
        return Moment(time.replace(tzinfo=UTC).astimezone(zone), True)
    except (ValueError, OverflowError) as error:
        raise DateError(
            f"{text!r} is no date to Ruby ({error}); write YYYY-MM-DD HH:MM:SS +0000"
        ) from error


def _offset_of(name: str, zone: tzinfo, year: int) -> timedelta | None:
    """What a zone's name or number stands for; None for one that Ruby does not know."""
    name = name.upper()
    if match := _OFFSET.match(name):
        sign, hours, _, minutes, seconds = match.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0), seconds=int(seconds or 0))
        return -offset if sign == "-" else offset
    if name in _ZONES:
        return timedelta(hours=_ZONES[name])
    return abbreviated_offset(zone, year, name)


def _shifted(fields: dict[str, int], offset: timedelta) -> datetime:
    """The time on the clock less `offset`. Days up to 31 and the hour 24 run over; else ValueError.

    Where an offset moves the day beyond its month, it is the first of the next one or the last of the
    one before, whatever the day was; the hour is looked at only where there is no offset.
    """
    hour, minute, second = (fields.get(name, 0) for name in ("hour", "minute", "second"))
    is_late = hour > 24 or (hour == 24 and minute + second > 0)
    if minute > 59 or second > 60 or (is_late and not offset):
        raise ValueError("argument out of range")
    moved = timedelta(hours=hour, minutes=minute, seconds=second) - offset
    days, rest = (moved.days, timedelta(seconds=moved.seconds)) if offset else (0, moved)
    return _day_after(*_day_of(fields), days) + rest


def _day_of(fields: dict[str, int]) -> tuple[int, int, int]:
    year = fields["year"]
    if "day_of_year" not in fields:
        return year, fields.get("month", 1), fields.get("day", 1)
    start = datetime(year, 1, 1) + timedelta(days=fields["day_of_year"] - 1)
    if start.year != year:
        raise ValueError("the year has no such day")
    return year, start.month, start.day


def _day_after(year: int, month: int, day: int, days: int) -> datetime:
    start = datetime(year, month, 1)
    day += days
    if days > 0 and day > monthrange(year, month)[1]:
        return start + timedelta(days=monthrange(year, month)[1])
    if days < 0 and day < 1:
        return start - timedelta(days=1)
    if not 1 <= day <= 31:
        raise ValueError("argument out of range")
    return start + timedelta(days=day - 1)
