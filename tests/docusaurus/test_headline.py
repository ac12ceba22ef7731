"""Title, description and excerpt, as the engine finds them in the text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate_adapters.docusaurus.ecmascript import trim
from syndicate_adapters.docusaurus.header.schema import validate
from syndicate_adapters.docusaurus.markdown import lines
from syndicate_adapters.docusaurus.markdown.headline import (
    description_of,
    split_title,
    title_of,
    truncate_marker,
)
from syndicate_adapters.docusaurus.urls import parse_file_name
from tests.docusaurus.engine import SITE, header_and_body, said

BODIES = [case for case in said("units")["titleExcerpt"] if not case["content"].startswith("---")]


@pytest.mark.parametrize("case", BODIES, ids=lambda case: case["content"][:30])
def test_title_description_and_rest_of_a_text(case: dict[str, Any]) -> None:
    content = case["content"]
    assert split_title(content) == (case["contentTitle"], case["rest"])
    assert description_of(content) == (case["excerpt"] or "")


@pytest.mark.parametrize("source", said("render")["metadata"])
def test_every_post_has_the_headline_that_the_engine_shows(source: str) -> None:
    expected = said("render")["metadata"][source]
    header, body = header_and_body(SITE / source)
    front = validate(header).front
    title = title_of(body) if front.title is None else front.title
    if title is None:
        title = parse_file_name(source.partition("/")[2]).text
    description = description_of(body) if front.description is None else front.description
    assert (title, description) == (expected["title"], expected["description"])
    assert (truncate_marker(body) is not None) is expected["hasTruncateMarker"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("a < b, c > d", "a  d"),
        (":::note T", ""),
        ("***a** b*", "*a b*"),
        ("~~a b~~ c ~~d e~~", "a b~~ c ~~d e"),
        ("[^a] b [^c]: rest", "b"),
        ("``a` b`", "`a b`"),
        (":a::b: c", "c"),
        ("> > a", "> a"),
        ("a\u2028# b#c", "a\u2028c"),
    ],
)
def test_a_line_is_cleaned_as_the_engine_cleans_it(line: str, text: str) -> None:
    assert description_of(f"{line}\n") == text


@given(st.lists(st.sampled_from("a ]()}\u2028\ufeff<#*_~![`:>{"), max_size=9).map("".join))
def test_a_line_without_marks_needs_no_cleaning(line: str) -> None:
    quick = lines.clean_line(line)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_MARKS", re.compile(""))
        assert lines.clean_line(line) == quick


def test_the_marker_may_stand_anywhere_and_be_another_one() -> None:
    found = truncate_marker("```\n<!--\ttruncate -->\n```")
    assert found is not None
    assert found.start() == 4
    assert truncate_marker("<!-- more -->") is None
    assert truncate_marker("<!-- more -->", re.compile("<!-- more -->"))


def test_trimming_follows_javascript() -> None:
    assert trim("\ufeff\u00a0 a\u0085\x1c") == "a\u0085\x1c"


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "[",
        "![",
        "`",
        "~~a ",
        "[^",
        "*_",
        ":",
        "::a",
        "#",
        "{#",
        "{",
        "](",
        "a:b ",
        "_*",
        " ~~",
    ],
)
def test_a_long_line_comes_to_an_end(unit: str) -> None:
    description_of("x" + unit * (2_000_000 // len(unit)))


@pytest.mark.parametrize("unit", ["import a\n", "import a\n\n", "`a", "{a", "#", "= ", " #"])
def test_a_long_title_comes_to_an_end(unit: str) -> None:
    title_of("# " + unit * 100_000)
    title_of(unit * 100_000)
