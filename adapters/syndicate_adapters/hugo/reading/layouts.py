"""Dates written by a layout of Go, as far as permalinks can say it: letters, digits and `_`.

Source: Hugo 0.168 over Go's `time.Format`; tests/hugo_reading/vectors/dates.json holds what the engine wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from syndicate_adapters.hugo.reading.moments import Moment, days

MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS: Final = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()

# What stands first wins, as in Go; a short name is none where a small letter follows.
_PIECE: Final = re.compile(
    r"January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|0[1-6]|15|1|2006|2|__2|_(?=2006)|_2|3|4|5|PM|pm"
    r"|Z070000|Z0700|Z07"
)
_REFERENCE: Final = Moment(second=days(2019, 11, 9) * 86_400 + 23 * 3600 + 102)


def _shift(moment: Moment, form: str) -> str:
    if form.startswith("Z") and not moment.offset:
        return "Z"
    sign = "-" if moment.offset < 0 else "+"
    hours, rest = divmod(abs(moment.offset), 3600)
    text = f"{sign}{hours:02}"
    if len(form) > 3:
        text += f"{rest // 60:02}"
    return text + (f"{rest % 60:02}" if len(form) > 5 else "")


def _zone(moment: Moment) -> str:
    """The short name of the zone; one without a name is its offset."""
    return moment.zone or _shift(moment, "-0700")


_SAYS: Final[Mapping[str, Callable[[Moment], str]]] = {
    "January": lambda m: MONTHS[m.day[1] - 1],
    "Jan": lambda m: MONTHS[m.day[1] - 1][:3],
    "Monday": lambda m: WEEKDAYS[m.weekday],
    "Mon": lambda m: WEEKDAYS[m.weekday][:3],
    "MST": _zone,
    "002": lambda m: f"{m.day_of_year:03}",
    "__2": lambda m: f"{m.day_of_year:3}",
    "2006": lambda m: f"{m.day[0]:04}",
    "06": lambda m: f"{m.day[0] % 100:02}",
    "01": lambda m: f"{m.day[1]:02}",
    "1": lambda m: f"{m.day[1]}",
    "02": lambda m: f"{m.day[2]:02}",
    "_2": lambda m: f"{m.day[2]:2}",
    "2": lambda m: f"{m.day[2]}",
    "15": lambda m: f"{m.clock[0]:02}",
    "03": lambda m: f"{m.clock[0] % 12 or 12:02}",
    "3": lambda m: f"{m.clock[0] % 12 or 12}",
    "04": lambda m: f"{m.clock[1]:02}",
    "4": lambda m: f"{m.clock[1]}",
    "05": lambda m: f"{m.clock[2]:02}",
    "5": lambda m: f"{m.clock[2]}",
    "PM": lambda m: "PM" if m.clock[0] >= 12 else "AM",
    "pm": lambda m: "pm" if m.clock[0] >= 12 else "am",
    "_": lambda m: "_",
    "Z07": lambda m: _shift(m, "Z07"),
    "Z0700": lambda m: _shift(m, "Z0700"),
    "Z070000": lambda m: _shift(m, "Z070000"),
}


def written(moment: Moment, layout: str) -> str:
    """`moment` by a layout ("2006" is the year, "Jan" the month); what means nothing stays."""
    return _PIECE.sub(lambda found: _SAYS[found[0]](moment), layout)


def is_layout(text: str) -> bool:
    """Whether Hugo takes `text` for a layout: it changes the moment that Hugo tries it on (":PM" does not)."""
    return written(_REFERENCE, text) != text
