"""Values, names and patterns, as Ruby 3.1 has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.globs import found_by, matches
from syndicate_adapters.jekyll.ruby import (
    capitalize,
    downcase,
    flattened,
    inspect,
    split_extension,
    to_s,
    union,
    words,
)
from tests.jekyll.engine import laid, said


@pytest.mark.parametrize("text", said("units")["texts"])
def test_a_text_is_inspected_and_split(text: str) -> None:
    assert said("units")["texts"][text] == {"inspect": inspect(text), "words": words(text)}


@pytest.mark.parametrize(("value", "spoken", "inspected"), said("units")["values"])
def test_a_value_is_said(value: Value, spoken: str, inspected: str) -> None:
    assert (to_s(value), inspect(value)) == (spoken, inspected)


@pytest.mark.parametrize("name", said("units")["names"])
def test_a_name_is_split_at_its_extension(name: str) -> None:
    assert list(split_extension(name)) == said("units")["names"][name]


def test_letters_change_their_case_one_by_one() -> None:
    assert downcase("ΑΣ") == "ασ"  # not as in Greek, where a last sigma looks otherwise
    assert capitalize("ǆ-ABC") == "ǅ-abc"


def test_a_union_keeps_apart_what_only_python_thinks_equal() -> None:
    values: list[Value] = [1, 1.0, True, "1", [1], [True], {"a": 1}]
    assert union(values, values) == values
    assert [type(each) for each in union([True], [1])] == [bool, int]


def test_lists_in_lists_are_flattened() -> None:
    assert list(flattened([[1, ["a", [None]]], {"b": [2]}])) == [1, "a", None, {"b": [2]}]


@pytest.mark.parametrize(("pattern", "path", "is_match"), said("units")["fnmatch"])
def test_a_pattern_of_the_config_matches_a_path(pattern: str, path: str, is_match: Any) -> None:
    assert matches(pattern, path) == is_match


def test_a_pattern_finds_files_below_a_folder(tmp_path: Path) -> None:
    names = ("a/x.md", "a/b/y.md", "a/.h/z.md", "c.txt", "[q]/x.md")
    laid(tmp_path, dict.fromkeys(names, ""))
    assert sorted(found_by("**/*.md", tmp_path)) == ["[q]/x.md", "a/b/y.md", "a/x.md"]
    assert sorted(found_by("a/**", tmp_path)) == ["a/b", "a/x.md"]
    assert sorted(found_by("{a,c}*", tmp_path)) == ["a", "c.txt"]
    assert sorted(found_by("a/*/y.md", tmp_path)) == ["a/b/y.md"]
    assert list(found_by("/etc/*", tmp_path)) == []
    assert list(found_by("../*", tmp_path)) == []


def test_many_stars_are_matched_in_no_time() -> None:
    assert not matches("*a" * 30 + "b", "a" * 5000)
