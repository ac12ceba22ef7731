"""Moments as Hugo reads them from headers, in years that Python's `datetime` does not know as well.

Source: Hugo 0.168 (spf13/cast 1.10 over Go's `time.Parse`); tests/hugo_reading/vectors/dates.json holds what it gave.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final

from syndicate.source.yaml import Value

_DAY: Final = 86_400
_EPOCH: Final = 719_468  # days from 0000-03-01 to 1970-01-01


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment in its own zone. second: since 1970, UTC. offset: of the zone, in seconds. zone: its short name."""

    second: int
    nanosecond: int = 0
    offset: int = 0
    zone: str = "UTC"

    @property
    def day(self) -> tuple[int, int, int]:
        """Year, month and day in its own zone."""
        return civil((self.second + self.offset) // _DAY)

    @property
    def clock(self) -> tuple[int, int, int]:
        """Hour, minute and second in its own zone."""
        rest = (self.second + self.offset) % _DAY
        return rest // 3600, rest // 60 % 60, rest % 60

    @property
    def weekday(self) -> int:
        """0 is Sunday."""
        return ((self.second + self.offset) // _DAY + 4) % 7

    @property
    def day_of_year(self) -> int:
        """1 is the first of January."""
        return (self.second + self.offset) // _DAY - days(self.day[0], 1, 1) + 1

    @property
    def order(self) -> tuple[int, int]:
        """What moments are compared by."""
        return self.second, self.nanosecond

    @property
    def datetime(self) -> datetime | None:
        """The moment as Python says it; None in a year, or a zone, that it cannot say."""
        try:
            when = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
                seconds=self.second, microseconds=self.nanosecond // 1000
            )
            zone = timezone(timedelta(seconds=self.offset)) if self.offset else UTC
            return when.astimezone(zone)
        except (OverflowError, ValueError):
            return None


def days(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a day in the Gregorian calendar, before its time too."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - _EPOCH


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of so many days since 1970-01-01."""
    era, of_era = divmod(number + _EPOCH, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return year + era * 400 + (month <= 2), month, day


ZERO: Final = Moment(second=days(1, 1, 1) * _DAY)
"""The moment of a page without a date."""


def unix_moment(seconds: int) -> Moment:
    """The moment so many seconds after 1970, in UTC."""
    return Moment(second=seconds)


def moment_from(when: datetime) -> Moment:
    """A moment in the zone that it is said in, without the fraction of its second, as Hugo takes a TOML date."""
    offset = when.utcoffset() or timedelta(0)
    local = datetime(when.year, when.month, when.day, when.hour, when.minute, when.second)
    second = (local - datetime(1970, 1, 1)) // timedelta(seconds=1)
    at = int(offset.total_seconds())
    return Moment(
        second=second - at,
        offset=at,
        zone="UTC" if not at else "",
    )


def moment_of(value: Value, zone: tzinfo, *, has_numbers: bool = True) -> Moment | None:
    """The moment that a value of a header is; None where Hugo makes none of it.

    zone: for what names none itself. has_numbers: a number is seconds since 1970; in JSON it is nothing.
    """
    match value:
        case bool() | float() | None | list() | dict():
            return None
        case int():
            return unix_moment(value) if has_numbers and abs(value) < 2**63 else None
        case datetime():
            return moment_from(value)
        case date():
            return _local(days(value.year, value.month, value.day) * _DAY, 0, zone)
    return parsed(value, zone)


# --- text ----------------------------------------------------------------------------------------

_DATE = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d?):(?P<minute>\d\d):(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?"
_SHIFT = r"[+-]\d\d:?\d\d"
_SHIFT_OR_NAME = r"(?:(?P<shift>[+-]\d{4})|(?P<name>[A-Za-z0-9+-]{3,}))"
_NAME = r"(?P<name>[A-Za-z0-9+-]{3,})"
_WEEKDAY = r"(?:sun|mon|tue|wed|thu|fri|sat)"
_WEEKDAY_LONG = r"(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)"
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"

_FORMS: Final = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"{_DATE}(?:(?-i:T){_TIME}(?P<shift>(?-i:Z)|{_SHIFT})?)?",
        rf"{_DATE} +{_TIME}(?P<shift>(?-i:Z)|(?: +)?{_SHIFT})?",
        rf"{_DATE} +{_TIME} +(?P<shift>[+-]\d{{4}}) +{_NAME}",
        rf"{_WEEKDAY}, +(?P<day>\d\d) +{_MONTH} +(?P<year>\d{{4}}) +{_TIME} +{_SHIFT_OR_NAME}",
        rf"(?P<day>\d\d) +{_MONTH} +(?P<short>\d\d) +(?P<hour>\d\d?):(?P<minute>\d\d) +{_SHIFT_OR_NAME}",
        rf"{_WEEKDAY_LONG}, +(?P<day>\d\d)-{_MONTH}-(?P<short>\d\d) +{_TIME} +{_NAME}",
        rf"{_WEEKDAY} +{_MONTH} +(?P<day>\d\d?) +{_TIME}(?: +{_NAME})? +(?P<year>\d{{4}})",
        rf"{_WEEKDAY} +{_MONTH} +(?P<day>\d\d) +{_TIME} +(?P<shift>[+-]\d{{4}}) +(?P<year>\d{{4}})",
        rf"(?P<day>\d\d) +{_MONTH} +(?P<year>\d{{4}})",
        rf"{_MONTH} +(?P<day>\d\d?) +{_TIME}(?P<stamp>)",
        r"(?P<hour>\d\d?):(?P<minute>\d\d)(?P<half>(?-i:AM|PM))(?P<stamp>)",
    )
)
_ZONE_NAME: Final = re.compile(
    r"ChST|MeST|GMT(?P<hours>[+-]\d{1,2})?|[+-]\d{1,2}|[A-Z]{4}T|[A-Z]{3}T|WITA|[A-Z]{3}", re.ASCII
)


def parsed(text: str, zone: tzinfo) -> Moment | None:
    """The moment that `text` says, in `zone` where it names none; None where Hugo refuses it."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is None:
            continue
        moment = _moment({k: v for k, v in found.groupdict().items() if v is not None}, zone)
        if moment is not None:
            return moment
    return None


def _moment(said: dict[str, str], zone: tzinfo) -> Moment | None:
    local = _seconds(said)
    name = _ZONE_NAME.fullmatch(said["name"]) if "name" in said else None
    shift = _offset(said["shift"].strip()) if "shift" in said else 0
    if local is None or shift is None or ("name" in said and name is None):
        return None
    fraction = int(said.get("fraction", "")[:9].ljust(9, "0"))
    if "stamp" in said:
        return Moment(second=local, nanosecond=fraction)
    if "shift" not in said:
        # Go takes the hours of "GMT+9" for the zone's, and cast then the clock of that zone for ours.
        hours = int(name["hours"] or 0) if name is not None and name["hours"] else 0
        return _local(local + hours * 3600, fraction, zone)
    short = said.get("name", "" if shift else "UTC")
    return Moment(second=local - shift, nanosecond=fraction, offset=shift, zone=short)


def _seconds(said: dict[str, str]) -> int | None:
    """The clock that is said, as if it were UTC; None for what is no day or no time of day."""
    year, month, day = int(said.get("year", 0)), said.get("month", "1"), int(said.get("day", 1))
    if "short" in said:
        year = int(said["short"])
        year += 1900 if year >= 69 else 2000
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) // 3 + 1
    hour, minute, second = (int(said.get(key, 0)) for key in ("hour", "minute", "second"))
    if "half" in said:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if said["half"] == "PM" else 0)
    if not 1 <= number <= 12 or hour > 23 or minute > 59 or second > 59:
        return None
    whole = days(year, number, day)
    if civil(whole) != (year, number, day):
        return None
    return whole * _DAY + hour * 3600 + minute * 60 + second


def _offset(shift: str) -> int | None:
    if shift == "Z":
        return 0
    hours, minutes = int(shift[1:3]), int(shift[-2:])
    if hours > 24 or minutes > 60:
        return None
    return (hours * 3600 + minutes * 60) * (-1 if shift[0] == "-" else 1)


def _local(clock: int, nanosecond: int, zone: tzinfo) -> Moment:
    """The moment at which clocks in `zone` say so, chosen as Go does where there is none, or two."""
    offset = offset_at(clock, zone)[0]
    offset = offset_at(clock - offset, zone)[0]
    second = clock - offset
    offset, name = offset_at(second, zone)
    return Moment(second=second, nanosecond=nanosecond, offset=offset, zone=name)


def offset_at(second: int, zone: tzinfo) -> tuple[int, str]:
    """What `zone` is ahead of UTC at a moment, in seconds, and its short name then."""
    bounded = min(max(second, -62_135_500_000), 253_402_200_000)  # the years that Python knows
    when = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=bounded)
    local = when.astimezone(zone)
    offset = local.utcoffset() or timedelta(0)
    return int(offset.total_seconds()), local.tzname() or ""
