"""Slugs of tags, ids of headings."""

from __future__ import annotations

import pytest

from syndicate_adapters.docusaurus.slugs import HeadingIds, capitalize, github_slug, kebab_case
from tests.docusaurus.engine import said


@pytest.mark.parametrize("tag", said("units")["tags"])
def test_a_tag_becomes_a_slug(tag: str) -> None:
    assert kebab_case(tag) == said("units")["tags"][tag]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("👨‍👩‍👧 family", "👨‍👩‍👧-family"),
        ("👍🏽ok", "👍🏽-ok"),
        ("🇰🇷🇯🇵", "🇰🇷-🇯🇵"),
        ("ABCdef", "ab-cdef"),
        ("21ST Century", "21st-century"),
        ("Œuvre ŉ Þing", "oeuvre-n-thing"),
        ("x\u0301y", "xy"),
        ("✂️cut", "✂️-cut"),
    ],
)
def test_words_end_where_lodash_ends_them(text: str, slug: str) -> None:
    assert kebab_case(text) == slug


@pytest.mark.parametrize(
    ("key", "label"),
    [("helloWorld", "Helloworld"), ("C++", "C++"), ("éA", "Éa"), ("", ""), ("ßX", "SSx")],
)
def test_a_key_without_a_label_is_capitalized(key: str, label: str) -> None:
    assert capitalize(key) == label


@pytest.mark.parametrize("headings", said("units")["headingSlugs"])
def test_headings_of_a_page_get_their_ids(headings: list[tuple[str, str]]) -> None:
    ids = HeadingIds()
    assert [ids.next_id(text) for text, _ in headings] == [expected for _, expected in headings]


def test_case_may_stay() -> None:
    assert HeadingIds(keep_case=True).next_id("My API & Me") == "My-API--Me"
    assert github_slug("My API") == "my-api"
