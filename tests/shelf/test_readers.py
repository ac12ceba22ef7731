"""The same posts on a site of Jekyll: whoever reads the front matter, the books are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from syndicate.review import Book
from tests.shelf.blog import KOREAN, NO_REVIEWS

FORMS = {
    "2024-02-01-item": "review:\n  reviewRating: {ratingValue: 4}\n"
    "  itemReviewed: {'@type': Book, name: X, author: {name: Ina}}\n",
    "2024-02-02-list": "reviews:\n- {type: Book, name: X, author: Ina, rating: 4}\n",
    "2024-02-03-flat": "book_title: X\nbook_author: Ina\nrating: 4\n",
    "2024-02-04-film": "review: {type: Movie, name: X, author: Ina, rating: 4}\n",
}


@pytest.fixture(scope="module")
def jekyll(tmp_path_factory: pytest.TempPathFactory) -> syndicate.Site:
    root = tmp_path_factory.mktemp("jekyll")
    posts = root / "_posts"
    posts.mkdir()
    (root / "_config.yml").write_text("title: Shelf\nurl: https://shelf.example\n")
    forms = {name: f"---\ntitle: T\n{header}---\nText.\n" for name, header in FORMS.items()}
    for name, text in {**KOREAN, **NO_REVIEWS, **forms}.items():
        (posts / f"{name}.md").write_text(text, encoding="utf-8")
    return syndicate.read(root)


def books(site: syndicate.Site) -> dict[str, Book]:
    return {
        Path(post.source).stem: review.book
        for post in site.posts
        if post.lang in ("", site.lang) and (review := post.review)
    }


def test_jekyll_gives_the_same_books(jekyll: syndicate.Site, site: syndicate.Site) -> None:
    theirs = books(jekyll)
    assert {name: book for name, book in theirs.items() if name not in FORMS} == books(site)
    assert set(theirs) == {*KOREAN, *FORMS}


def test_every_form_of_the_header_is_read(jekyll: syndicate.Site) -> None:
    for post in jekyll.posts:
        name = Path(post.source).stem
        if name not in FORMS:
            continue
        review = post.review
        assert review is not None
        assert review.book == Book(title="X", authors=("Ina",))
        assert review.rating is not None
        assert review.rating.value == 4
        assert review.item_type == ("film" if "film" in name else "book")


def test_a_category_or_the_title_says_that_a_list_is_of_a_book(tmp_path: Path) -> None:
    facts = "* __Titel:__ Am Fenster\n* __Autorin:__ Ina Moll\n"
    headers = {
        "category": "title: Am Fenster\ncategories: Rezension\n",
        "title": "title: 'Rezension: Am Fenster'\n",
        "neither": "title: Am Fenster\ncategories: Fenster\n",
        "nothing": "title: Leer\ncategories: [Leben, Rezension]\n",
    }
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("url: https://shelf.example\n")
    for name, header in headers.items():
        text = f"---\n{header}---\n{'' if name == 'nothing' else facts}\nText.\n"
        (tmp_path / "_posts" / f"2024-01-02-{name}.md").write_text(text)
    shelf = syndicate.reviews(syndicate.read(tmp_path))
    assert sorted(Path(each.post.source).stem for each in shelf.reviews) == [
        "2024-01-02-category",
        "2024-01-02-title",
    ]
    assert {each.review.book.authors for each in shelf.reviews} == {("Ina Moll",)}
    (odd,) = (each for each in shelf.diagnostics if each.code == "source-review-section-missing")
    assert (odd.path, odd.line) == ("_posts/2024-01-02-nothing.md", 3)
