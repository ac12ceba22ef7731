"""Titles that the engine makes up: 177 sections without pages of their own."""

from __future__ import annotations

import pytest

from syndicate_adapters.hugo.reading.titles import plural, titled
from tests.hugo_reading.engine import said

# Their folders were called with capitals, which the keys no longer show.
SPELLED = {"a-z": "A-Z", "go": "Go", "post": "POST", "javascript": "JavaScript", "photo": "PHOTO"}


@pytest.mark.parametrize("name", sorted(said("plurals")))
def test_a_section_is_titled_as_the_engine_does(name: str) -> None:
    assert titled(plural(SPELLED.get(name, name))) == said("plurals")[name]


@pytest.mark.parametrize(
    ("name", "title"),
    [("big cat", "Big Cat"), ("the art of war", "The Art of War"), ("C++", "C++"), ("of", "Of")],
)
def test_a_term_is_titled_like_a_headline(name: str, title: str) -> None:
    assert titled(name) == title
