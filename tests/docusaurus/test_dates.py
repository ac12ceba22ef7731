"""Dates as V8 reads them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate_adapters.docusaurus.header import dates
from syndicate_adapters.docusaurus.header.dates import js_time, parse_js_date
from syndicate_adapters.docusaurus.header.schema import moment_of
from tests.docusaurus.engine import said, spoken


@pytest.mark.parametrize("text", said("units")["dates"])
def test_a_date_string_is_read_as_the_engine_reads_it(text: str) -> None:
    assert spoken(moment_of(text)) == said("units")["dates"][text]


_PARTS = [
    ("0999", "1000", "2021", "9999", "12"), ("-",), ("00", "01", "02", "12", "13"), ("-",),
    ("00", "01", "30", "31", "32"), ("T", "Z", "", " "), ("00", "23", "24", ""), (":",), ("00", "59", "60"),
    ("", ":00", ":59", ":60", ":1"), ("", ".5"), ("Z", "", "+09:00", "-23:59", "+24:00", "+0900", "-00:00", "z"),
]  # fmt: skip


@given(st.tuples(*map(st.sampled_from, _PARTS)), st.sampled_from([6, 12]))
def test_usual_spellings_are_read_as_any(parts: tuple[str, ...], count: int) -> None:
    text = "".join(parts[:count])
    quick = js_time(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "_PLAIN", re.compile(r"(?!)"))
        assert js_time(text) == quick


NODE_SAID = {
    # ISO 8601 and what comes near it
    "2021-01-02T10:00:00+0900": "2021-01-02T01:00:00.000Z",
    "2021-01-02T24:00Z": "2021-01-03T00:00:00.000Z",
    "2021-01-02T10:00:00,5Z": "invalid",
    "2021-01-02T10:00:00.Z": "invalid",
    "2021-12-31T23:59:60Z": "invalid",
    "2021-01-02T10:00 Z": "invalid",
    "2021-01-02T1:00Z": "invalid",
    "2021-1-2T10:00Z": "invalid",
    "2021-W01Z": "invalid",
    "+002021-01-02Z": "2021-01-02T00:00:00.000Z",
    "2021-01-02z": "2021-01-02T00:00:00.000Z",
    "2021-01-02 Z": "2021-01-02T00:00:00.000Z",
    # anything else
    "Jan 2Z": "2001-01-02T00:00:00.000Z",
    "January2 2021Z": "2021-01-02T00:00:00.000Z",
    "Janx 2 2021Z": "2021-01-02T00:00:00.000Z",
    "Jan 2 2021 10:00 GMT+0900Z": "2021-01-02T10:00:00.000Z",
    "Jan 2 2021 (foo": "2021-01-02T00:00:00.000Z",
    "1-2-3Z": "2003-01-02T00:00:00.000Z",
    "99-1-2Z": "1999-01-02T00:00:00.000Z",
    "1/2/49Z": "2049-01-02T00:00:00.000Z",
    "1/2/50Z": "1950-01-02T00:00:00.000Z",
    "2021-010-02Z": "2021-10-02T00:00:00.000Z",
    "2021..Z": "2021-01-01T00:00:00.000Z",
    "2021-01-02, 10:00Z": "2021-01-02T10:00:00.000Z",
    "2021-01-02 10::00Z": "2021-01-02T10:00:00.000Z",
    "2021-01-02 10:00:00:00Z": "2021-01-02T10:00:00.000Z",
    "2021-01-02 10:00:00.123456Z": "2021-01-02T10:00:00.123Z",
    "2021-01-02 10:00:00.1Z": "2021-01-02T10:00:00.100Z",
    "2021/01/02 10:00 pm Z": "2021-01-02T22:00:00.000Z",
    "2021/01/02 12:00 am Z": "2021-01-02T00:00:00.000Z",
    "2021/01/02 13:00 pm Z": "invalid",
    "2021-01-02 10:00:00 PST Z": "2021-01-02T10:00:00.000Z",
    "2021-01-02 10:00:00 PSTZ": "invalid",
    "2021-01-02 24:00:01Z": "invalid",
    "2021-01-02-Z": "invalid",
    "10:00Z": "invalid",
    "foo 2021-01-02Z": "2021-01-02T00:00:00.000Z",
    "foo2021-01-02Z": "invalid",
    "2021 foo Z": "invalid",
    "": "invalid",
}


@pytest.mark.parametrize("text", NODE_SAID)
def test_a_date_is_read_as_node_reads_it(text: str) -> None:
    assert spoken(parse_js_date(text)) == NODE_SAID[text]


def test_a_year_that_a_datetime_cannot_hold_is_a_date_all_the_same() -> None:
    assert js_time("12021-01-02Z") == 317_179_065_600_000
    assert parse_js_date("12021-01-02Z") is None
    assert js_time("275761-01-01Z") is None


def test_a_number_passes_the_schema_and_is_no_date() -> None:
    assert moment_of(1_609_459_200_000) is None
