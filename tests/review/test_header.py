"""Reviews that front matter describes, and what it and the text disagree on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.review import Book, BookReview, Origin
from syndicate.review.book import Place, text_of
from syndicate.review.header import read_rating
from syndicate.source.frontmatter import HUGO
from syndicate.source.text import Span
from syndicate.source.yaml import Value
from tests.review.reading import at, found, review_of


def header(*lines: str, body: str = "") -> str:
    return "\n".join(("---", "title: A post", *lines, "---", "", body))


NO_REVIEWS = {
    "nothing": (),
    "a rating alone": ("rating: 4",),
    "a flag": ("book: true", "review: yes", "reviews: 12"),
    "the name of a series": ("book: handbook",),
    "a map without a book": ("book: {chapter: 3, weight: 2}",),
    "a wrong ISBN alone": ("isbn: '9791199999993'",),
    "an author alone": ("book_author: Ina Moll",),
    "the review of a pull request": ("review: {state: done, author: ina}",),
    "what customers say": ("reviews: [{name: Ben, rating: 5, content: Great!}]",),
    "what customers say, with titles": ("reviews: [{title: Great!, author: Ben, rating: 5}]",),
    "an empty list": ("reviews: []",),
    "the title of a review": ("review: {title: Hm}",),
}


@pytest.mark.parametrize("lines", NO_REVIEWS.values(), ids=NO_REVIEWS)
def test_front_matter_that_describes_no_review(lines: tuple[str, ...]) -> None:
    assert review_of(header(*lines), tags=()) is None


REVIEWS = {
    "book": ("book:", "  title: The Quiet Queue", "  author: Ina Moll", "  rating: 4"),
    "book in one line": ("book: {name: The Quiet Queue, authors: [Ina Moll], rating: 4}",),
    "review": ("review:", "  title: The Quiet Queue", "  author: Ina Moll", "  rating: 4"),
    "review of an item": (
        "review:",
        "  author: me",
        "  itemReviewed: {'@type': Book, name: The Quiet Queue, author: {name: Ina Moll}}",
        "  reviewRating: {ratingValue: 4}",
    ),
    "review of a book": ("review: {rating: 4, book: {title: The Quiet Queue, author: Ina Moll}}",),
    "reviews": (
        "reviews:",
        "- {type: Book, name: The Quiet Queue, author: Ina Moll, rating: 4}",
        "- {type: Book, name: The Loud Queue}",
    ),
    "flat": ("book_title: The Quiet Queue", "book_author: Ina Moll", "rating: 4"),
}


@pytest.mark.parametrize("lines", REVIEWS.values(), ids=REVIEWS)
def test_front_matter_that_describes_a_review(lines: tuple[str, ...]) -> None:
    text = header(*lines)
    review = found(text, tags=())
    assert review.book == Book(title="The Quiet Queue", authors=("Ina Moll",))
    assert review.rating is not None
    assert review.rating.as_json() == {"value": 4, "best": None, "worst": None}
    assert (review.item_type, review.lang, review.sections) == ("book", "", ())
    place = review.book.places["title"]
    assert place.origin is Origin.FRONT_MATTER
    assert text.splitlines()[text.count("\n", 0, place.span.start)] in lines


@pytest.mark.parametrize(
    ("kind", "item_type"),
    [
        ("Movie", "film"),
        ("film", "film"),
        ("Product", "product"),
        ("ScholarlyArticle", "paper"),
        ("SoftwareApplication", "software"),
        ("Book", "book"),
        ("Restaurant", "thing"),
    ],
)
def test_other_things_have_the_same_shape(kind: str, item_type: str) -> None:
    review = found(header(f"review: {{type: {kind}, name: It, rating: 3}}"), tags=())
    assert (review.item_type, review.book.title) == (item_type, "It")


def test_a_rated_thing_of_unknown_kind_is_a_thing() -> None:
    assert found(header("review: {title: It, rating: 3}"), tags=()).item_type == "thing"


def test_an_isbn_names_a_book_too() -> None:
    review = found(header("isbn: 979-11-99999-99-2", "rating: 4.5"), tags=())
    assert review.book.isbn13 == "9791199999992"
    assert review.book.title == ""


def test_one_source_fills_what_another_leaves_open() -> None:
    book = found(
        header(
            "isbn: 9791199999992",
            "review: {book: {title: X, publisher: B}}",
            "book: {title: Y, publisher: A, year: 2014, image: x.jpg, url: /s}",
        ),
        tags=(),
    ).book
    assert (book.title, book.publisher, book.isbn13) == ("Y", "A", "9791199999992")
    assert (book.published, book.cover, book.store_url) == ("2014", "x.jpg", "/s")


def test_toml_is_front_matter_too() -> None:
    text = '+++\ntitle = "A post"\n[book]\ntitle = "X"\nauthors = ["A", "B, Jr."]\n+++\n'
    book = found(text, (), HUGO).book
    assert (book.title, book.authors) == ("X", ("A", "B, Jr."))


def test_a_disclosure_may_stand_in_front_matter() -> None:
    review = found(header("disclosure: The press sent it.", "book: {title: X}"), tags=())
    assert review.disclosure is not None
    assert review.disclosure.text == "The press sent it."
    assert not review.disclosure.is_above_fold
    nested = found(header("book: {title: X, disclosure: Sent.}"), tags=())
    assert nested.disclosure is not None


def test_sections_are_read_without_a_list_of_facts() -> None:
    review = found(header("book: {title: X}", body="# A\n\n## Intro\n\n### B\n\n## C\n"), tags=())
    assert [(part.role.value, part.heading) for part in review.sections] == [
        ("other", "A"),
        ("intro", "Intro"),
        ("other", "C"),
    ]


# -- precedence -----------------------------------------------------------------------------------

SECTION = """\
## Book Info

[![Book](../img/queue.jpg)](https://s.example/S1/)

- Title: 조용한 대기열 (*The Quiet Queue*)
- Authors: Koki Saitoh(사이토 고키), Ben Tan
- Publisher: Lamp & Sons
- Published: May 24, 2023
- ISBN: 9791199999992
"""
SAME = (
    "book:",
    "  title: 조용한  대기열",
    "  title_original: the quiet queue",
    "  authors: [Ben Tan, 사이토 고키]",
    "  publisher: LAMP & SONS",
    "  published: 2023",
    "  isbn: 979-11-99999-99-2",
    "  cover: /static/queue.jpg",
    "  store_url: https://S.example/S1",
)


def disagreements(review: BookReview) -> dict[str, tuple[str, str]]:
    return {each.key: (each.front_matter, each.section) for each in review.disagreements}


def test_other_spellings_of_the_same_are_no_disagreement() -> None:
    review = found(header(*SAME, body=SECTION))
    assert disagreements(review) == {}
    assert review.book.title == "조용한  대기열"
    assert review.book.published == "2023"


@pytest.mark.parametrize(
    ("line", "key", "values"),
    [
        ("title: 다른 책", "title", ("다른 책", "조용한 대기열 (*The Quiet Queue*)")),
        ("authors: [Ben Tan]", "authors", ("Ben Tan", "Koki Saitoh(사이토 고키), Ben Tan")),
        ("authors: [Ben Tan, Al]", "authors", ("Ben Tan, Al", "Koki Saitoh(사이토 고키), Ben Tan")),
        ("publisher: Lamp", "publisher", ("Lamp", "Lamp & Sons")),
        ("published: 2023-05-25", "published", ("2023-05-25", "2023-05-24")),
        ("isbn13: '9791199999008'", "isbn13", ("9791199999008", "9791199999992")),
        ("cover: other.jpg", "cover", ("other.jpg", "../img/queue.jpg")),
        (
            "store_url: https://s.example/S2",
            "store_url",
            ("https://s.example/S2", "https://s.example/S1/"),
        ),
        ("title_original: Queues", "title_original", ("Queues", "The Quiet Queue")),
    ],
)
def test_front_matter_wins_and_the_disagreement_names_both_places(
    line: str, key: str, values: tuple[str, str]
) -> None:
    name = line.partition(":")[0]
    lines = ["book:", "  title: 조용한 대기열", f"  {line}"]
    text = header(*(lines if name != "title" else lines[::2]), body=SECTION)
    review = found(text)
    assert disagreements(review) == {key: values}
    (each,) = review.disagreements
    assert name in at(text, each.front_matter_span)
    assert at(text, each.section_span) in SECTION
    assert review.book.places[key].origin is Origin.FRONT_MATTER
    assert review.as_json()["disagreements"] == [
        {"key": key, "front_matter": values[0], "section": values[1]}
    ]


def test_ratings_may_disagree() -> None:
    review = found(header("rating: 4", body=f"{SECTION}- Rating: 3/5\n"))
    assert disagreements(review) == {"rating": ("4", "3")}
    assert review.rating is not None
    assert (review.rating.value, review.rating.best) == (4, None)


def test_flat_keys_that_are_no_review_alone_add_to_the_section() -> None:
    review = found(header("rating: 4", "book_author: Ben", body=SECTION), tags=())
    assert review.rating is not None
    assert review.book.authors == ("Ben",)
    assert review.book.publisher == "Lamp & Sons"


def test_a_wrong_isbn_does_not_hide_a_right_one() -> None:
    review = found(header("book: {title: 조용한 대기열, isbn: '1'}", body=SECTION))
    assert review.book.isbn13 == "9791199999992"
    assert review.book.places["isbn13"].origin is Origin.SECTION


# -- the map we write -----------------------------------------------------------------------------


def test_the_map_has_our_keys_in_stable_order() -> None:
    book = found(header(body=SECTION + "- Translator: A\n- Editors: B, C\n")).book
    assert list(book.as_front_matter().items()) == [
        ("title", "조용한 대기열 (*The Quiet Queue*)"),
        ("title_original", "The Quiet Queue"),
        ("authors", ["Koki Saitoh(사이토 고키)", "Ben Tan"]),
        ("translators", ["A"]),
        ("editors", ["B", "C"]),
        ("publisher", "Lamp & Sons"),
        ("published", "2023-05-24"),
        ("isbn13", "9791199999992"),
        ("cover", "../img/queue.jpg"),
        ("store_url", "https://s.example/S1/"),
    ]
    assert Book().as_front_matter() == {}


words = st.text(alphabet="aé가漢 ,(*):'\"-", max_size=20)
scalars: st.SearchStrategy[Value] = st.one_of(
    words, st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes()
)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["name", "x"]), inner)
    ),
    max_leaves=4,
)
keys = st.sampled_from(
    "title name original_title author authors translators editor publisher published year isbn "
    "isbn13 cover image url store_url rating".split()
)


@given(st.dictionaries(keys, values))
def test_what_we_write_reads_as_the_same_book(facts: dict[str, Value]) -> None:
    book = Book.from_front_matter(facts)
    written = book.as_front_matter()
    again = Book.from_front_matter(written)
    assert again.as_front_matter() == written
    assert again.name == book.name


def test_a_number_is_a_title_and_a_flag_is_none() -> None:
    assert text_of(1984) == "1984"
    assert text_of(True) == text_of(None) == text_of([]) == text_of({"name": {"name": "X"}}) == ""
    assert text_of(10**6000) == ""


@pytest.mark.parametrize(
    ("value", "beside", "expected"),
    [
        (4, {}, (4, None, None)),
        ("8/10", {}, (8, 10, None)),
        (4, {"best": 5, "worst": 1}, (4, 5, 1)),
        ({"value": 4, "best": 5}, {}, (4, 5, None)),
        ({"ratingValue": "4.5", "bestRating": 5, "worstRating": "1"}, {}, (4.5, 5, 1)),
        (True, {}, None),
        ("great", {}, None),
        (float("nan"), {}, None),
        ({}, {}, None),
        ([4], {}, None),
    ],
)
def test_ratings(
    value: Value, beside: dict[str, Value], expected: tuple[float, ...] | None
) -> None:
    place = Place(Origin.FRONT_MATTER, Span(0, 0))
    rating = read_rating(value, beside, place)
    assert (rating and (rating.value, rating.best, rating.worst)) == expected
