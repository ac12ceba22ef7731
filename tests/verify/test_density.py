"""The article of a page without semantics."""

from __future__ import annotations

import pytest

from syndicate.verify.density import densest_part
from syndicate.verify.tree import Document

TEXT = "A sentence of some length, with a comma, that somebody wrote for others to read. " * 5


def test_the_part_with_the_text_is_the_article() -> None:
    menu = "".join(f"<li><a href='/{number}'>Home</a></li>" for number in range(9))
    page = f"<body><ul class='menu'>{menu}</ul><div class='post'><p>{TEXT}</p><p>{TEXT}</p></div></body>"
    part = densest_part(Document(page))
    assert part is not None
    assert part.text().count("A sentence") == 10
    assert "Home" not in part.text()


@pytest.mark.parametrize("page", ["", "<!-- nothing -->"])
def test_a_page_without_text_has_no_article(page: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert densest_part(Document(page)) is None
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("id", ["tags", "twitter", "how-we-comment", "the-footer"])
def test_a_heading_of_the_author_stays_whatever_its_id(id: str) -> None:
    page = (
        f"<body><div><p>{TEXT}</p>\n<h2\nid = '{id}' >What I wrote</h2><p>{TEXT}</p></div></body>"
    )
    part = densest_part(Document(page))
    assert part is not None
    assert f'<h2 id="{id}">What I wrote</h2>' in (part.html or "")
