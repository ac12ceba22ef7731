"""Whole documents are read as each engine reads them, within limits, and refused with a reason."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from syndicate.source import events
from syndicate.source.text import Span
from syndicate.source.yaml import (
    GOCCY,
    JS_YAML_3,
    JS_YAML_4,
    MAX_ALIASED,
    PSYCH,
    YamlError,
    YamlRules,
    load,
    read_document,
)

from .vectors import READERS, same_as, vectors

ROWS = vectors("readers.json")
DOCUSAURUS = vectors("docusaurus_yaml.json")

JS = (JS_YAML_3.name, JS_YAML_4.name)
ALL = (*JS, GOCCY.name, PSYCH.name)
APART = {
    # libyaml allows fewer characters in the name of an anchor.
    "a: &x.y 1\nb: *x.y": (*JS, GOCCY.name),
    # Half a surrogate pair becomes U+FFFD, as it does in every file that is written.
    'a: "\\ud83d"': (*JS, GOCCY.name),
    # Bytes, for which there is no value here.
    "a: !!binary aGk=": (*JS, GOCCY.name),
    'a: !!binary "not base64!"': (GOCCY.name, PSYCH.name),
    "a: !!timestamp 2024-01-01": (GOCCY.name,),
    "a: !!timestamp x": (GOCCY.name,),
    # Keys that are lists or mappings have no other spelling here than ours.
    "? [a, b]\n: c": (PSYCH.name,),
    "[a, b]: c": (PSYCH.name,),
    "? {a: b}\n: c": (PSYCH.name,),
    # Two keys that Go's maps find equal only in the end.
    "1: a\n1.0: b\ntrue: c\n~: d\n0x10: e": (GOCCY.name,),
    # Places where libyaml allows no tab, or no line with more blanks than the text.
    "\t\na: 1": (GOCCY.name,),
    "a: |\n   \n  x\n": (GOCCY.name,),
    # Tabs that js-yaml and goccy/go-yaml mind, and libyaml does not.
    "a: |\n  x\n\t\n  y\nb: 1": JS,
    'a: "x\n\t\n  y"': (GOCCY.name,),
    'a: [x\ty, "p\tq"]': (GOCCY.name,),
    # Faults of the engines' readers; what we do is the better answer.
    "a: {a:b, c: d}": (GOCCY.name,),
    "a: !!str\n  1": JS,
    "a: ? b": (JS_YAML_3.name,),
    "a: &x [*x]": (GOCCY.name,),
    "a: !!seq x": (GOCCY.name,),
    "a: !!map\nb: !!seq []": (GOCCY.name,),
    "a: >x": (GOCCY.name,),
    "a: |x": (GOCCY.name,),
    "a:\n\t b: c": (JS_YAML_3.name,),
    "\ta: b": (JS_YAML_3.name,),
    "a: \n\t- b": (JS_YAML_3.name,),
    "a: &x\nb: *x": (JS_YAML_3.name,),
}
"""Where we know that we differ, by the text and the readers."""


def agrees(row: dict[str, Any], rules: YamlRules) -> bool:
    """Whether we read a row as its engine does, or refuse it as it does."""
    expected = row[rules.name]
    try:
        found = load(row["yaml"], rules)
    except YamlError:
        return "refused" in expected
    return "refused" not in expected and same_as(found, expected["value"])


@pytest.mark.parametrize("rules", READERS, ids=lambda rules: rules.name)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: repr(row["yaml"])[:60])
def test_a_document_is_read_as_the_engine_reads_it(row: dict[str, Any], rules: YamlRules) -> None:
    assert agrees(row, rules) == (rules.name not in APART.get(row["yaml"], ()))


def test_without_libyaml_only_tabs_are_read_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_PARSER", yaml.SafeLoader)
    for row in ROWS:
        for rules in READERS:
            if "\t" not in row["yaml"] and "\\ud83d" not in row["yaml"]:
                assert agrees(row, rules) == (rules.name not in APART.get(row["yaml"], ()))


@pytest.mark.parametrize("row", DOCUSAURUS, ids=lambda row: repr(row["yaml"])[:60])
def test_docusaurus_front_matter(row: dict[str, Any]) -> None:
    if "refused" in row:
        with pytest.raises(YamlError):
            load(row["yaml"], JS_YAML_4)
    elif row["yaml"] == "a: .inf":  # JSON turned it into null
        assert load(row["yaml"], JS_YAML_4) == {"a": float("inf")}
    else:
        found = load(row["yaml"], JS_YAML_4)
        assert same_as({} if found is None else found, row["value"])


@pytest.mark.parametrize(
    ("text", "offset", "step"),
    [
        ("title: a: b", 8, "put the value in quotes"),
        ("a: 1\ntitle: @x", 12, "put the value in quotes"),
        ('한: "\\q"', 4, "backslash"),
        ("a: 1\na: 2", 5, "remove one"),
        ("a: *b", 3, "in quotes"),
        ("a:\n\tb: c", 3, "with spaces"),
        ("a: \x07", 3, "invisible"),
        ("<<: 1", 4, "in quotes"),
        ("a: x\n---\nb: y", 5, "remove the line"),
        ("a: !x 1", 3, "in quotes"),
        ("a: [1", 6, "correct"),
        ('a: "\u2028" b', 7, "quotes"),
        ('a: "\u2028', 6, "close"),
    ],
)
def test_a_refusal_names_the_place_and_the_next_step(text: str, offset: int, step: str) -> None:
    with pytest.raises(YamlError) as caught:
        load(text, JS_YAML_4)
    assert caught.value.offset == offset
    assert step in str(caught.value)
    assert str(caught.value).startswith(caught.value.reason)


@pytest.mark.parametrize("rules", READERS, ids=lambda rules: rules.name)
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_nesting_without_end_is_refused(rules: YamlRules, opening: str) -> None:
    with pytest.raises(YamlError):
        load(opening * 50_000, rules)


@pytest.mark.parametrize("rules", READERS, ids=lambda rules: rules.name)
def test_a_hundred_levels_are_read(rules: YamlRules) -> None:
    found = load("[" * 100 + "]" * 100, rules)
    assert repr(found) == "[" * 100 + "]" * 100


@pytest.mark.parametrize("rules", READERS, ids=lambda rules: rules.name)
def test_aliases_cannot_stand_for_more_than_a_limit(rules: YamlRules) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    with pytest.raises(YamlError, match=str(MAX_ALIASED)):
        load(bomb, rules)


def test_merging_counts_against_the_limit_too() -> None:
    wide = ", ".join(f"k{n}: 1" for n in range(1000))
    text = f"a: &a {{{wide}}}\n" + "".join(f"b{n}: {{<<: *a}}\n" for n in range(200))
    with pytest.raises(YamlError, match=str(MAX_ALIASED)):
        load(text, JS_YAML_4)


def test_line_separators_end_no_line_in_yaml_1_2() -> None:
    text = "a: b\u2028c\nd: e\x85f\n"
    document = read_document(text, JS_YAML_4)
    assert document.value == {"a": "b\u2028c", "d": "e\x85f"}
    assert [text[slice(*pair.value_span)] for pair in document.pairs] == ["b\u2028c", "e\x85f"]


def test_masking_leaves_private_characters_alone() -> None:
    text = 'a: "\ue000\u2028\uf8ff"\nb: \ue001\n'
    assert load(text, JS_YAML_4) == {"a": "\ue000\u2028\uf8ff", "b": "\ue001"}


def test_surrogate_escapes_join_only_between_double_quotes() -> None:
    text = 'a: "\\ud83d\\ude00!"\nb: \'\\ud83d\'\nc: \\uD83D\\uDE00\nd: "\\\\ud83d"\n'
    expected = {"a": "😀!", "b": "\\ud83d", "c": "\\ud83d\\ude00", "d": "\\ud83d"}
    found = load(text, JS_YAML_4)
    assert isinstance(found, dict)
    assert {key: str(value).lower() for key, value in found.items()} == expected


def test_the_pairs_of_the_root_know_their_places() -> None:
    text = (
        "a: b # c\n'd' :\n  - e\n  -  f  # g\n\nh: |\n  i\n\n\nj: |+\n  k\n\nl:\nm: &n [o,\n p]\n"
    )
    document = read_document(text, JS_YAML_4)
    spelled = [
        (text[slice(*pair.key_span)], text[slice(*pair.value_span)]) for pair in document.pairs
    ]
    assert spelled == [
        ("a", "b"),
        ("'d'", "- e\n  -  f"),
        ("h", "|\n  i"),
        ("j", "|+\n  k\n"),
        ("l", ""),
        ("m", "&n [o,\n p]"),
    ]
    assert document.root == Span(0, document.pairs[-1].value_span.end)
    assert not document.is_flow


def test_what_jekyll_merges_must_be_an_alias() -> None:
    assert load("<<: {a: 1}\nb: 2", PSYCH) == {"b": 2}
    assert load("x: &x {a: 1}\n<<: *x", PSYCH) == {"x": {"a": 1}, "a": 1}
    assert load("<<: {a: 1}\nb: 2", GOCCY) == {"a": 1, "b": 2}


def test_jekyll_reads_the_first_document_only_and_sees_no_fault_behind_it() -> None:
    assert load("a: 1\n--- b\n}", PSYCH) == {"a": 1}


def test_a_long_line_is_read_whole() -> None:
    found = load(f"title: {'x' * 5_000_000}\n", JS_YAML_4)
    assert isinstance(found, dict)
    assert len(str(found["title"])) == 5_000_000
