"""Values cast to what a field needs; the expectations are what the engine printed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.params import (
    folded,
    small,
    terms_of,
    text_of,
    texts_of,
    truth_of,
    whole_of,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "x"),
        (True, "true"),
        (1.5, "1.5"),
        (1.0, "1"),
        (1e21, "1000000000000000000000"),
        (0.00001, "0.00001"),
        (float("inf"), "+Inf"),
        (2024, "2024"),
        (None, ""),
        (["a"], ""),
        ({"a": "b"}, ""),
        (date(2024, 1, 2), "2024-01-02"),
        (datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), "2024-01-02 03:04:05 +0000 UTC"),
    ],
)
def test_a_text_is_what_the_engine_prints(value: Value, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [("12", 12), ("0x10", 16), ("012", 10), ("-3", -3), ("abc", 0), (1.9, 1), (True, 1), ("1.0", 1), (None, 0)],
)  # fmt: skip
def test_a_number_may_be_written_as_text(value: Value, number: int) -> None:
    assert whole_of(value) == number


@pytest.mark.parametrize("value", [True, "true", "t", "1", 1, 0.5])
def test_on(value: Value) -> None:
    assert truth_of(value)


@pytest.mark.parametrize("value", [False, "yes", "on", "false", "", 0, None, []])
def test_off(value: Value) -> None:
    assert not truth_of(value)


def test_one_text_is_several_where_several_are_wanted_and_one_term() -> None:
    assert texts_of("one two, three") == ("one", "two,", "three")
    assert terms_of("one two, three") == ("one two, three",)


def test_a_list_within_a_list_spoils_it() -> None:
    assert terms_of(["a", ["b"]]) == ()
    assert terms_of(["a", {"b": "c"}]) == ()
    assert texts_of(["x", None, 1, 2.5, True]) == ("x", "", "1", "2.5", "true")


def test_keys_are_small_at_every_depth() -> None:
    assert folded({"A": [{"B": "C"}], "İ": 1}) == {"a": [{"b": "C"}], "i": 1}
    assert small("ΑΣ") == "ας".replace("ς", "σ")
