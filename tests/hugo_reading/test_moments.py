"""Dates of headers: 128 spellings on a site in New York, as the engine read and wrote them."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from syndicate.source.yaml import GOCCY, load
from syndicate_adapters.hugo.reading.layouts import is_layout, written
from syndicate_adapters.hugo.reading.moments import ZERO, civil, days, moment_of
from tests.hugo_reading.engine import said, spoken

VECTORS = said("dates")
ZONE = ZoneInfo(VECTORS["zone"])
LAYOUTS = "2006 Jan _2 02 3 MST Z0700 002 05 06".split()


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["yaml"])
def test_a_date_is_what_the_engine_takes_it_for(case: dict[str, Any]) -> None:
    moment = moment_of(load(case["yaml"], GOCCY), ZONE)
    assert spoken(moment) == case.get("date")


@pytest.mark.parametrize(
    "case", [c for c in VECTORS["cases"] if "path" in c], ids=lambda case: case["yaml"]
)
def test_a_layout_is_written_as_the_engine_does(case: dict[str, Any]) -> None:
    moment = moment_of(load(case["yaml"], GOCCY), ZONE)
    assert moment is not None
    texts = [str(moment.day[0]), str(moment.day_of_year), str(moment.weekday)]
    texts += [written(moment, layout) for layout in LAYOUTS]
    # What a path makes of them: no blank in front, no plus sign.
    said = "/".join(texts).lower().replace("/ ", "/-").replace("/+", "/-")
    assert said == case["path"]


def test_a_number_is_no_date_in_json() -> None:
    assert moment_of(1700000000, ZONE, has_numbers=False) is None


@pytest.mark.parametrize("layout", ["PM", "notes", "slug", "Mondayish_x", "_", "year"])
def test_what_changes_nothing_is_no_layout(layout: str) -> None:
    assert is_layout(layout) is (layout == "Mondayish_x")


@pytest.mark.parametrize("layout", ["2006", "01", "Jan", "03", "15", "_2", "x2"])
def test_what_changes_the_reference_is_a_layout(layout: str) -> None:
    assert is_layout(layout)


@pytest.mark.parametrize("year", [-800, -1, 0, 1, 1582, 1970, 2000, 2024, 56134])
def test_days_and_dates_are_inverse(year: int) -> None:
    for month, day in ((1, 1), (2, 28), (3, 1), (12, 31)):
        assert civil(days(year, month, day)) == (year, month, day)


def test_the_moment_of_an_undated_page_is_the_first_day() -> None:
    assert spoken(ZERO) == "0001-01-01 00:00:00 +0000 UTC"
    assert ZERO.datetime is not None


def test_a_year_beyond_python_has_no_datetime() -> None:
    moment = moment_of(1709251200000, ZONE)
    assert moment is not None
    assert moment.day[0] == 56134
    assert moment.datetime is None
