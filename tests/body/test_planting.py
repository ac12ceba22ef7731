"""The tree that is planted is the one that bs4 makes with Python's parser."""

from __future__ import annotations

import random

import pytest
from bs4 import BeautifulSoup, Tag

from syndicate.body import planting, soup
from syndicate.body.planting import planted

PIECES = (
    "<p> </p> <b> </b> <ul> <li> </li> </ul> <br> <hr> <table> <tr> <td> </td> </tr> </table> <pre> </pre> "
    "<details> <summary> </summary> </details> text &amp; &lt; &copy; & <!--c--> <script> </script> <iframe> </iframe>"
).split()
PIECES += [
    " \n ",
    "\u00a0",
    '<img src="a?b&amp;c" alt="&quot;">',
    '<code class="language-x y">',
    "</code>",
    '<a href="data:x">',
    "</a>",
    '<div class="a  b" dir="rtl">',
    "</div>",
    "www.a.example",
    "<input type=checkbox checked>",
    '<x-math data-tex="a&lt;b"></x-math>',
    '<td style="text-align: left">',
    "<textarea>",
    "</textarea>",
]


def described(tree: BeautifulSoup) -> list[object]:
    """Every piece of a tree, in order, with what surrounds it."""
    return [
        (
            type(piece),
            (piece.name, piece.attrs) if isinstance(piece, Tag) else str(piece),
            piece.parent.name if piece.parent is not None else None,
            str(piece.next_sibling),
        )
        for piece in tree.descendants
    ]


@pytest.mark.parametrize("seed", range(300))
def test_the_tree_is_that_of_the_parser(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def noted(html: str) -> BeautifulSoup:
        seen.append(html)
        return planted(html)

    monkeypatch.setattr(planting, "planted", noted)
    choose = random.Random(seed)
    soup.cleaned("".join(choose.choices(PIECES, k=choose.randrange(1, 25))), has_autolinks=True)
    (html,) = seen
    assert described(planted(html)) == described(BeautifulSoup(html, "html.parser"))


def test_html_of_no_sanitizer_is_left_to_the_parser() -> None:
    for html in ("<p class=a>x", "a < b", "<P>x</P>", "<!DOCTYPE html><p>&copy;</p>"):
        assert described(planted(html)) == described(BeautifulSoup(html, "html.parser"))
