"""Dates in every spelling, in eleven zones, as Ruby 3.1 reads them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate_adapters.jekyll.dates import find_date, found_by_forms
from syndicate_adapters.jekyll.moments import DateError, parse_date
from syndicate_adapters.jekyll.zones import local, zone_named
from tests.jekyll.engine import said, spoken

DATES = said("units")["dates"]


@pytest.mark.parametrize("name", DATES)
def test_a_text_is_a_moment_in_a_zone(name: str) -> None:
    zone = zone_named(name) or UTC
    for text, wanted in DATES[name].items():
        try:
            moment = spoken(parse_date(text, zone).time)
        except DateError as error:
            moment = "now" if "names no year" in str(error) else "error"
        # Both mean that there is no date, for us; Ruby may fill in the day of building.
        same = {moment, wanted} <= {"now", "error"} or moment == wanted
        assert same, (text, moment, wanted)


def test_a_moment_says_whether_its_text_named_a_zone() -> None:
    zone = zone_named("Asia/Seoul") or UTC
    assert not parse_date("2024-07-04 10:20", zone).is_instant
    assert not parse_date("2024-07-04 10:20 CEST", zone).is_instant  # unknown in Seoul
    assert parse_date("2024-07-04 10:20 EST", zone).is_instant


def test_unknown_zones_are_told() -> None:
    assert zone_named("Nowhere/City") is None
    assert zone_named("../../etc/passwd") is None
    seoul = zone_named("KST-9")
    assert (
        datetime(2024, 1, 1, tzinfo=seoul).utcoffset()
        == datetime(2024, 1, 1, tzinfo=zone_named("Asia/Seoul")).utcoffset()
    )


@given(
    st.from_regex(
        r"\A\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?(?: ?[-+]\d\d:?\d\d)?)?\Z",
        alphabet="0123456789-+:T ",
    )
)
def test_the_usual_form_needs_no_other(text: str) -> None:
    quick, full = find_date(text), found_by_forms(text)
    assert (quick.fields, quick.microseconds, quick.zone) == (
        full.fields,
        full.microseconds,
        full.zone,
    )


@pytest.mark.parametrize(
    "name", ["Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "EST5EDT"]
)
def test_a_time_of_the_day_is_what_it_is_by_way_of_utc(name: str) -> None:
    zone = zone_named(name) or UTC
    for hours in range(24 * 365 * 2):
        moment = datetime(2011, 1, 1) + timedelta(hours=hours / 2)
        either = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
        found = local(moment, zone)
        assert found.astimezone(UTC) in either
        assert found.replace(tzinfo=None) == moment or either[0] != either[1]


@given(st.text(max_size=60))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    with suppress(DateError):
        assert parse_date(text, UTC).time.tzinfo is UTC


def test_a_long_text_is_refused_in_no_time() -> None:
    for text in ("1" * 20000, "jan " * 5000, "1-" * 10000, "9:" * 10000, "a." * 10000):
        with pytest.raises(DateError):
            parse_date(text, UTC)
