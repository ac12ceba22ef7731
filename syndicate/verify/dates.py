"""Dates as pages and feeds write them, compared as moments where both name one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

_A_DAY = len("2024-01-31")


def is_same_time(a: str, b: str) -> bool:
    """Whether two dates are one: the same moment, or the same day where one has no time."""
    if a == b:
        return True
    first, second = read_time(a), read_time(b)
    if first is None or second is None:
        return False
    if _is_day(a) or _is_day(b):
        return first.date() == second.date()
    if first.tzinfo is None or second.tzinfo is None:
        return first.replace(tzinfo=None) == second.replace(tzinfo=None)
    return abs(first - second) < timedelta(seconds=1)


def read_time(text: str) -> datetime | None:
    """The date in ISO 8601 or as in mail, aware where it names a zone; None where it is neither."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError):
        return None


def _is_day(text: str) -> bool:
    """Whether a date has no time of the day."""
    if len(text.strip()) > _A_DAY:
        return False
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True
