"""Dates as Eleventy reads them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from syndicate.source.yaml import Value

ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\S+)?")


def moment(value: Value) -> datetime | None:
    """The date in a header; what has no zone is UTC. None for what Eleventy refuses."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, str) or not ISO.fullmatch(value):
        return None
    try:
        return moment(datetime.fromisoformat(value))
    except ValueError:
        return None
