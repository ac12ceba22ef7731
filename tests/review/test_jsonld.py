"""A review as linked data and as microformats: what the model knows comes back, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.review import Book, BookReview, Posting, Rating, h_review, lacking, review_node
from tests.review.linked import (
    NOWHERE,
    from_linked,
    from_microformats,
    h_reviews,
    linked_reviews,
)
from tests.review.reading import found

BOOK = Book(
    title="조용한 대기열 (*The Quiet Queue*)",
    title_original="The Quiet Queue",
    authors=("Koki Saitoh(사이토 고키)", "Ben Tan"),
    translators=("Kim Bora",),
    editors=("Lee Sol",),
    publisher="Lamp & Sons",
    published="2023-05",
    published_text="May 2023",
    isbn13="9791199999992",
    isbn_text="979-11-99999-99-2",
    cover="../img/queue.jpg",
    store_url="https://s.example/S1",
)
POSTING = Posting(
    url="https://b.example/queue",
    title="📖 A <queue> & more",
    lang="ko",
    published="2024-01-02T00:00:00Z",
    authors=("Mina",),
    site="Shelf",
    cover="https://b.example/img/queue.jpg",
)
RATING = Rating(value=4.5, best=5.0, worst=0.0, place=NOWHERE)


def page_of(review: BookReview, posting: Posting) -> str:
    node = json.dumps(review_node(review, posting)).replace("<", "\\u003c")
    return f'<html><script type="application/ld+json">{node}</script></html>'


def test_a_review_of_a_book_in_full() -> None:
    assert review_node(BookReview(book=BOOK, rating=RATING), POSTING) == {
        "@type": "Review",
        "url": "https://b.example/queue",
        "name": "📖 A <queue> & more",
        "inLanguage": "ko",
        "datePublished": "2024-01-02T00:00:00Z",
        "author": [{"@type": "Person", "name": "Mina"}],
        "publisher": {"@type": "Organization", "name": "Shelf"},
        "reviewRating": {"@type": "Rating", "ratingValue": 4.5, "bestRating": 5, "worstRating": 0},
        "itemReviewed": {
            "@type": "Book",
            "name": "조용한 대기열",
            "alternateName": "The Quiet Queue",
            "author": [
                {"@type": "Person", "name": "Koki Saitoh(사이토 고키)"},
                {"@type": "Person", "name": "Ben Tan"},
            ],
            "translator": [{"@type": "Person", "name": "Kim Bora"}],
            "editor": [{"@type": "Person", "name": "Lee Sol"}],
            "publisher": {"@type": "Organization", "name": "Lamp & Sons"},
            "datePublished": "2023-05",
            "isbn": "9791199999992",
            "image": "https://b.example/img/queue.jpg",
            "url": "https://s.example/S1",
        },
    }


def test_what_nobody_said_is_not_there() -> None:
    node = review_node(BookReview(book=Book(title="X", cover="x.jpg", store_url="/s")), Posting())
    assert node == {"@type": "Review", "itemReviewed": {"@type": "Book", "name": "X"}}
    assert review_node(BookReview(book=replace(BOOK, title="")), POSTING) is None
    assert h_review(BookReview(book=replace(BOOK, title="")), POSTING, "<p>x</p>") == "<p>x</p>"


@pytest.mark.parametrize(
    ("item_type", "type", "keys"),
    [
        ("film", "Movie", {"author", "translator", "editor", "publisher", "datePublished"}),
        ("paper", "ScholarlyArticle", {"author", "translator", "editor", "publisher", "datePublished"}),
        ("software", "SoftwareApplication",
         {"author", "translator", "editor", "publisher", "datePublished"}),
        ("product", "Product", {"releaseDate"}),
        ("thing", "Thing", set()),
    ],
)  # fmt: skip
def test_other_things_have_the_properties_of_their_type(
    item_type: str, type: str, keys: set[str]
) -> None:
    node = review_node(BookReview(book=BOOK, item_type=item_type), POSTING)
    assert node is not None
    item = node["itemReviewed"]
    assert isinstance(item, dict)
    assert item.pop("@type") == type
    assert item.keys() == {"name", "alternateName", "image", "url", *keys}


def test_google_is_told_what_it_would_need() -> None:
    review = BookReview(book=BOOK)
    assert lacking(review, POSTING) == ("reviewRating",)
    assert lacking(replace(review, rating=RATING), POSTING) == ()
    eight = Rating(value=8.0, place=NOWHERE)
    assert lacking(replace(review, rating=eight), Posting()) == ("author", "bestRating")
    paper = BookReview(book=Book(), item_type="paper", rating=RATING)
    assert lacking(paper, POSTING) == ("itemReviewed of a type that it shows", "itemReviewed.name")


# -- parsed back ----------------------------------------------------------------------------------

# What HTML can hold, without blanks at the ends: a parser of pages trims them.
words = st.text(st.sampled_from("ab é가漢<>&\"';{}-/\\"), min_size=1, max_size=12).map(
    lambda text: " ".join(f"x{text}x".split())
)
people = st.lists(words, max_size=3).map(tuple)
urls = st.sampled_from(["", "https://s.example/a?b=c&d=%EA", "http://s.example/가"])
numbers = st.integers(0, 10).map(float) | st.sampled_from([4.5])
ratings = st.none() | st.builds(
    Rating,
    value=numbers,
    best=st.none() | numbers,
    worst=st.none() | numbers,
    place=st.just(NOWHERE),
)
books = st.builds(
    Book, title=words, title_original=words | st.just(""), authors=people, translators=people,
    editors=people, publisher=words | st.just(""), published=st.sampled_from(["", "2023", "2023-05-24"]),
    isbn13=st.sampled_from(["", "9791199999992"]), store_url=urls,
)  # fmt: skip
reviews = st.builds(BookReview, book=books, rating=ratings)
postings = st.builds(
    Posting, url=urls, title=words | st.just(""), lang=st.sampled_from(["", "ko"]),
    published=st.sampled_from(["", "2024-01-02T00:00:00Z"]), authors=people, site=words | st.just(""), cover=urls,
)  # fmt: skip


@given(reviews, postings)
def test_linked_data_gives_the_model_back(review: BookReview, posting: Posting) -> None:
    (node,) = linked_reviews(page_of(review, posting))
    said = replace(review.book, title=review.book.name, cover=posting.cover)
    assert from_linked(node) == (replace(review, book=said), posting)


@given(reviews, postings)
def test_an_h_review_gives_the_model_back(review: BookReview, posting: Posting) -> None:
    (item,) = h_reviews(f"<html><body>{h_review(review, posting, '<p>Good.</p>')}</body></html>")
    said = replace(
        review.book,
        title=review.book.name,
        title_original="",
        translators=(),
        editors=(),
        cover=posting.cover,
    )
    assert from_microformats(item) == (
        replace(review, book=said),
        replace(posting, lang="", site=""),
    )
    (content,) = item["properties"]["content"]
    assert content["value"] == "Good."


def test_an_excerpt_is_a_summary() -> None:
    (item,) = h_reviews(h_review(BookReview(book=BOOK), POSTING, "<p>Good.</p>", is_whole=False))
    assert item["properties"]["summary"] == ["Good."]


# -- the map of front matter ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Book", "Movie", "Product", "SoftwareApplication", "Article"])
def test_the_map_for_engines_gives_the_review_back(kind: str) -> None:
    header = f"review: {{type: {kind}, name: It, isbn: '9791199999992', rating: 8/10, year: 2014}}"
    review = found(f"---\n{header}\n---\n", tags=())
    name, facts = review.as_front_matter()
    assert name == ("book" if kind == "Book" else "review")
    lines = json.dumps(facts)  # JSON is YAML
    again = found(f"---\n{name}: {lines}\n---\n", tags=())
    assert again.as_json() == review.as_json()
