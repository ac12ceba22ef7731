"""What we write, every reader reads alike."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.source.frontmatter import is_same
from syndicate.source.yaml import GOCCY, PSYCH, Value, YamlRules, dump, flow, load

from .values import AWKWARD, strings, values
from .vectors import READERS


@settings(max_examples=300)
@given(values, st.sampled_from(READERS))
def test_a_dump_is_read_as_the_value(value: Value, rules: YamlRules) -> None:
    assert load(dump(value), rules) == value
    assert load(flow(value), rules) == value


@settings(max_examples=300)
@given(values)
def test_pyyaml_reads_it_too(value: Value) -> None:
    assert yaml.load(dump(value), yaml.CSafeLoader) == value
    assert yaml.load(flow(value), yaml.CSafeLoader) == value


@given(values, st.sampled_from(READERS), st.integers(1, 4))
def test_an_indented_dump_fits_below_a_key(value: Value, rules: YamlRules, indent: int) -> None:
    found = load(f"key:\n{dump(value, indent=indent)}", rules)
    assert found == {"key": value}


@pytest.mark.parametrize("rules", READERS, ids=lambda rules: rules.name)
@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_strings_stay_strings(text: str, rules: YamlRules) -> None:
    value: Value = {"a": text, "b": [text], "c": [{"d": text}], "e": [[text, text]]}
    found = load(dump(value), rules)
    assert is_same(found, value)
    assert load(flow(value), rules) == value
    assert load(dump({text: 1}), rules) == {text: 1}


@given(strings)
def test_text_is_kept_raw_beyond_ascii(text: str) -> None:
    spelled = dump({"k": text})
    for char in text:
        if char > "\xa0" and char.isprintable():
            assert char in spelled


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ({}, "{}\n"),
        ([], "[]\n"),
        (None, "null\n"),
        ({"a": {}, "b": [], "c": None}, "a: {}\nb: []\nc: null\n"),
        ({"title": "Hello, world & it's \"fine\" (2)!"}, 'title: Hello, world & it\'s "fine" (2)!\n'),
        ({"slug": "/a/b-c", "u": "https://x.y/z?a=1"}, "slug: /a/b-c\nu: https://x.y/z?a=1\n"),
        ({"a": "Part 1: x"}, 'a: "Part 1: x"\n'),
        ({"a": 'say "x": y'}, "a: 'say \"x\": y'\n"),
        ({"a": "C:\\x"}, "a: 'C:\\x'\n"),
        ({"a": "it's \\ \"x\""}, 'a: "it\'s \\\\ \\"x\\""\n'),
        ({"a": "x\ny\n"}, "a: |\n  x\n  y\n"),
        ({"a": "x\n\n  y"}, "a: |-\n  x\n\n    y\n"),
        ({"a": " x\ny"}, 'a: " x\\ny"\n'),
        ({"a": "x \ny"}, 'a: "x \\ny"\n'),
        ({"tags": ["go", "C#", "1"], "m": [1, 1.5]}, 'tags:\n  - go\n  - "C#"\n  - "1"\nm:\n  - 1\n  - 1.5\n'),
        ([{"a": 1, "b": [2]}, [3, [4]]], "- a: 1\n  b:\n    - 2\n- - 3\n  - - 4\n"),
        ({"a": True, "b": 1e16, "c": 1e-7, "d": -0.5}, "a: true\nb: 1.0e+16\nc: 1.0e-7\nd: -0.5\n"),
        ({"a": math.inf, "b": -math.inf, "c": math.nan}, "a: .inf\nb: -.inf\nc: .nan\n"),
        ({"한": "글", "a b": "🎉 Party"}, "한: 글\na b: 🎉 Party\n"),
        ({"a": date(2024, 1, 2)}, "a: 2024-01-02\n"),
        ({"a": datetime(2024, 1, 2, 10, tzinfo=UTC)}, "a: 2024-01-02T10:00:00Z\n"),
        ({"a": datetime(2024, 1, 2, 10)}, "a: 2024-01-02T10:00:00Z\n"),
        (
            {"a": datetime(2024, 1, 2, 10, 0, 0, 678000, timezone(timedelta(hours=9)))},
            "a: 2024-01-02T10:00:00.678000+09:00\n",
        ),
    ],
)  # fmt: skip
def test_spelling(value: Value, spelled: str) -> None:
    assert dump(value) == spelled


@given(st.datetimes(datetime(1900, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)))
def test_moments_are_read_again_but_by_hugo(moment: datetime) -> None:
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    for rules in READERS:
        expected = moment.isoformat().replace("+00:00", "Z") if rules is GOCCY else moment
        assert load(dump(moment), rules) == expected


@given(st.dates(date(1900, 1, 1)))
def test_days_are_read_again_by_jekyll(day: date) -> None:
    assert load(dump({"a": day}), PSYCH) == {"a": day}


def test_the_key_that_no_quotes_can_save() -> None:
    """To SafeYAML a quoted `<<` merges as well: the only string that it cannot hold as a key."""
    assert load(dump({"<<": {"a": 1}}), GOCCY) == {"<<": {"a": 1}}
    assert load(dump({"<<": {"a": 1}}), PSYCH) == {}


@pytest.mark.parametrize("unit", ["가", "中 ", "a:", ": ", "é.", "-", "'"])
def test_a_long_text_is_spelled_soon(unit: str) -> None:
    """Letters beyond ASCII once doubled the work with every one of them."""
    assert dump(unit * 5_000 + "`").startswith(("'", '"'))
