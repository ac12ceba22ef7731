"""Dates out of headers and out of the names of files, for engines that read what has no zone as UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from syndicate.source.yaml import Value

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\S+)?")


def moment(value: Value) -> datetime | None:
    """The date in a header or a day as text, by ISO 8601; None for anything else."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        return None
    try:
        return moment(datetime.fromisoformat(value))
    except ValueError:
        return None


def day_in(name: str) -> str | None:
    """The first day (`2024-05-06`) in the path of a post; None without any."""
    found = _DAY.search(name)
    return found[0] if found else None
