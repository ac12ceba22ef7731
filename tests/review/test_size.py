"""Work grows with the size of a post and not faster, on any text: else a test runs into the suite's time limit."""

from __future__ import annotations

import pytest

from tests.review.reading import review_of

HEAD = "## Book Info\n- Title: X\n- Author: Y\n"
HOSTILE = {
    "words": "word ",
    "hashes": "#",
    "hash lines": "# a\n",
    "dash lines": "a\n--\n",
    "fences": "```\n",
    "comments": "<!-- ",
    "colons": ":",
    "boxes": ":::info\n",
    "more boxes": ":::note\n> [!NOTE]\n",
    "quotes": "> ",
    "images": "![](",
    "linked images": "[![a](b",
    "bracketed images": "![](<",
    "titled images": '![](a "',
    "nested images": "![](a(b)",
    "tags": '<img src="',
    "emphasis": "*_",
    "parentheses": "(가",
    "links": "[a](",
    "labels": "- Author: a, b (c, d)\n",
    "folds": "<!-- truncate ",
    "blanks": " ",
}
PLACES = ("{}", "- Author: {}", "- 제목: {}")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_to_an_end(pattern: str, place: str) -> None:
    text = HEAD + place.format(pattern * (100_000 // len(pattern)))
    review_of(text)
