"""The filters of dates, which see them in the zone of the site.

Source: Jekyll 4.3.1, `filters/date_filters.rb`; tests/jekyll_body/test_filters.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from liquid import RenderContext
from liquid.filter import with_context

from syndicate_adapters.jekyll.liquid import dates
from syndicate_adapters.jekyll.liquid.filters import Filter
from syndicate_adapters.jekyll.liquid.scene import scene_of
from syndicate_adapters.jekyll.liquid.values import Unknown, string_of


@with_context
def _date(value: object, pattern: object, *, context: RenderContext) -> object:
    zone = scene_of(context).settings.zone
    moment = dates.moment_of(value, zone, keeps_zone=True)
    if moment is None or not string_of(pattern):
        return value
    return dates.formatted(moment, string_of(pattern))


def _local(value: object, context: RenderContext) -> datetime | None:
    zone = scene_of(context).settings.zone
    moment = dates.moment_of(value, zone)
    return None if moment is None else moment.astimezone(zone)


def _moment(change: Callable[[datetime], str]) -> Filter:
    @with_context
    def said(value: object, *_: object, context: RenderContext) -> object:
        if value is None:
            return None
        moment = _local(value, context)
        if moment is None:
            raise Unknown("this is no date")
        return change(moment)

    return said


def _styled(month: str) -> Filter:
    @with_context
    def said(
        value: object, kind: object = None, style: object = None, *, context: RenderContext
    ) -> object:
        moment = _local(value, context)
        if moment is None:
            return value
        name = dates.formatted(moment, month)
        if kind == "ordinal":
            day = f"{moment.day}{_ending(moment.day)}"
            us = f"{name} {day}, {moment.year}"
            return us if style == "US" else f"{day} {name} {moment.year}"
        return dates.formatted(moment, f"%d {month} %Y")

    return said


def _ending(day: int) -> str:
    if 11 <= day % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


DATE_FILTERS: Final[dict[str, Filter]] = {
    "date": _date,
    "date_to_long_string": _styled("%B"),
    "date_to_rfc822": _moment(dates.rfc822),
    "date_to_string": _styled("%b"),
    "date_to_xmlschema": _moment(dates.xmlschema),
}
