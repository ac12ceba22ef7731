"""The time zone of a site, as the C library understands the setting.

Source: glibc, tzset(3), which Ruby asks; tests/jekyll/test_dates.py compares with nine builds.
"""

from __future__ import annotations

import io
import re
import struct
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_POSIX: Final = re.compile(
    r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)[-+]?\d{1,2}(?::\d\d){0,2}"
    r"((?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)(?:[-+]?\d{1,2}(?::\d\d){0,2})?)?(,.+)?"
)
_AMERICAN: Final = ",M3.2.0,M11.1.0"
"""The rule for daylight saving where a string names such a time and no rule."""


@cache
def zone_named(name: str) -> tzinfo | None:
    """The zone of an IANA name or of a POSIX string ("KST-9"); None for what is neither.

    The C library takes UTC for a name that it does not know.
    """
    name = name.removeprefix(":")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    match = _POSIX.fullmatch(name)
    if match is None:
        return None
    rule = _AMERICAN if match[1] and not match[2] else ""
    try:
        return _by_rule(name + rule)
    except ValueError:
        return None


def _by_rule(rule: str) -> tzinfo:
    """The zone that a POSIX string says, by way of a time zone file that holds nothing else."""
    block = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
    block += struct.pack(">lbB", 0, 0, 0) + b"UTC\0"
    return ZoneInfo.from_file(io.BytesIO(block * 2 + f"\n{rule}\n".encode()))


def local(moment: datetime, zone: tzinfo) -> datetime:
    """A wall time in `zone`: of two that fit the later one; where the clock jumps, as if it had not."""
    first, second = moment.replace(tzinfo=zone, fold=0), moment.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset() and 1 < moment.year < 9999:
        return first  # neither twice nor skipped
    is_twice = _exists(first) and _exists(second)
    # Through UTC, or a time that the clock skips would keep its hour.
    return (second if is_twice else first).astimezone(UTC).astimezone(zone)


def _exists(moment: datetime) -> bool:
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0)


def abbreviated_offset(zone: tzinfo, year: int, name: str) -> timedelta | None:
    """The offset that `zone` calls `name` on the first of January or July; None if neither."""
    for month in (1, 7):
        moment = datetime(year, month, 1, tzinfo=zone)
        if (moment.tzname() or "").upper() == name:
            return moment.utcoffset()
    return None
