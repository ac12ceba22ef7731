"""Plain scalars mean to us what they mean to each reader."""

from __future__ import annotations

from typing import Any

import pytest

from syndicate.source.yaml import YamlError, YamlRules, load

from .vectors import READERS, same_as, vectors

ROWS = vectors("scalars.json")


@pytest.mark.parametrize("rules", READERS, ids=lambda rules: rules.name)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_a_plain_scalar_is_read_as_the_engine_reads_it(
    row: dict[str, Any], rules: YamlRules
) -> None:
    expected = row[rules.name]
    text = f"a: {row['text']}"
    if "refused" in expected:
        with pytest.raises(YamlError):
            load(text, rules)
        return
    found = load(text, rules)
    assert isinstance(found, dict)
    assert same_as(found["a"], expected["value"])
    assert not expected.get("is_float") or isinstance(found["a"], float)


def test_a_javascript_date_is_in_utc_and_a_ruby_time_keeps_its_zone() -> None:
    js4, _, goccy, psych = (load("2024-01-02 03:04:05 +09:00", rules) for rules in READERS)
    assert str(js4) == "2024-01-01 18:04:05+00:00"
    assert goccy == "2024-01-02 03:04:05 +09:00"
    assert str(psych) == "2024-01-02 03:04:05+09:00"


def test_whole_javascript_numbers_are_int_whatever_their_spelling() -> None:
    found = load("[1.0, 1e3, 0x10, 9007199254740993, 1e21, 0.5]", READERS[0])
    assert repr(found) == "[1, 1000, 16, 9007199254740992, 1e+21, 0.5]"


@pytest.mark.parametrize("digits", ["9" * 5000, "0x" + "f" * 5000, "0." + "9" * 5000, "1:" * 5000])
@pytest.mark.parametrize("rules", READERS, ids=lambda rules: rules.name)
def test_numbers_of_any_length_are_read(digits: str, rules: YamlRules) -> None:
    found = load(f"- {digits}1\n", rules)
    assert isinstance(found, list)
    assert len(found) == 1


def test_a_date_beyond_what_python_can_say_is_refused_with_a_reason() -> None:
    with pytest.raises(YamlError, match="put the value in quotes"):
        load("date: 9999-12-45", READERS[0])
