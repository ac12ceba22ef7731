"""Moments as Hugo reads them from front matter.

Source: Hugo 0.168 (cast); tests/hugo/test_header.py asks the engine.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from syndicate.source.yaml import Value

_MOMENT: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:(?:(T)| )(\d\d):(\d\d):(\d\d)(?:\.(\d+))?"
    r"(?:(Z)|(?(4)| ?)([+-])(\d\d):(\d\d)|(?(4)(?!)| )([+-])(\d\d)(\d\d))?)?",
    re.ASCII,
)


def moment_of(value: Value) -> datetime | None:
    """The moment that Hugo takes the YAML value for, on a site whose time zone is UTC.

    None where it refuses the value, finds no date in it, or where we are not sure.
    """
    if not isinstance(value, str):
        return None
    match = _MOMENT.fullmatch(value)
    if match is None:
        return None
    year, month, day, _, hour, minute, second, fraction, _, *zone = match.groups()
    signs = [part for part in zone if part is not None]
    try:
        return datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int(((fraction or "") + "000000")[:6]),
            tzinfo=_zone(*signs) if signs else UTC,
        )
    except ValueError:
        return None


def _zone(sign: str, hours: str, minutes: str) -> timezone:
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset)
