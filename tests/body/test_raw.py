"""Tags and comments are found in raw HTML, and what never ends is not looked for time and again."""

from __future__ import annotations

import re

import pytest

from syndicate.body.raw import tag_matches

TAG = re.compile(r"<!--.*?-->|</?[a-z]+[^<>]*>", re.DOTALL)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "<",
        "<a",
        "<a>b</a>",
        "<!-- <a> --><b>",
        "<!--<!--><a>-->",
        "<a><!-- <b>",
        "< <a ><",
        "-->",
    ],
)
def test_all_are_found_that_a_search_finds(text: str) -> None:
    found = [match[0] for match in tag_matches(TAG, text)]
    assert found == [match[0] for match in TAG.finditer(text)]


@pytest.mark.parametrize("text", ["<!--" * 50, "<a " * 50, "<b>" + "<!-- <" * 50])
def test_a_beginning_without_an_end_is_not_tried(text: str) -> None:
    class Counted:
        tries = 0

        def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
            self.tries += 1
            return TAG.match(text, start, end)

    counted = Counted()
    assert [match[0] for match in tag_matches(counted, text)] == TAG.findall(text)
    assert counted.tries <= 1
