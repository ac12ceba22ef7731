"""The facts of a review in front matter: `book:`, `review:`, `reviews:`, and flat keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from syndicate.review.book import (
    KEYS,
    Book,
    Disclosure,
    Origin,
    Place,
    Rating,
    keys_by_fact,
    plain_key,
    text_of,
)
from syndicate.review.spelling import score
from syndicate.source.frontmatter import Entry, FrontMatter
from syndicate.source.text import Span
from syndicate.source.yaml import Value

ITEM_TYPES: Final = {
    "book": "book",
    "film": "film",
    "movie": "film",
    "product": "product",
    "paper": "paper",
    "article": "paper",
    "scholarlyarticle": "paper",
    "software": "software",
    "softwareapplication": "software",
    "game": "software",
    "videogame": "software",
}
"""Our types of reviewed things by the types of schema.org and other usual words."""

_Map = Mapping[str, Value]
_ITEM: Final = ("itemreviewed", "item", "book")
_NESTED: Final = ("book", "review", "reviews")
_TELLING: Final = frozenset({*_NESTED, "rating", "disclosure"})
_FLAT_ISBN: Final = frozenset({"isbn", "isbn13", "isbn10"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What front matter says. is_review: whether that alone makes the post a review."""

    book: Book
    item_type: str
    rating: Rating | None
    disclosure: Disclosure | None
    is_review: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One thing described in one map, or in the flat keys."""

    book: Book
    item_type: str
    rating: Rating | None = None
    disclosure: Disclosure | None = None


_SILENT: Final = Header(
    book=Book(), item_type="book", rating=None, disclosure=None, is_review=False
)
"""What most posts say of a review."""


@lru_cache(maxsize=1024)
def _may_tell(key: str) -> bool:
    """Whether a header with this key may say something of a review; the keys of a site are few."""
    name = plain_key(key)
    return key in _TELLING or name in _FLAT_ISBN or name.startswith("book")


def read_header(front: FrontMatter) -> Header:
    """What the front matter says of a review; `book:` before `review:`, `reviews[0]`, flat keys."""
    if not any(map(_may_tell, front.entries)):
        return _SILENT
    nested = [found for found in _nested(front) if found]
    flat = _flat(front)
    every = [*nested, flat]
    book = Book()
    for found in every:
        book = book.or_else(found.book)
    return Header(
        book=book,
        item_type=next((found.item_type for found in nested if found.item_type), "book"),
        rating=next((found.rating for found in every if found.rating), None),
        disclosure=next((found.disclosure for found in every if found.disclosure), None),
        is_review=bool(nested or flat.book.title or flat.book.isbn13),
    )


def _nested(front: FrontMatter) -> Iterable[_Found | None]:
    for name in _NESTED:
        entry = front.entries.get(name)
        value = entry.value if entry else None
        if name == "reviews" and isinstance(value, list) and value:
            value = value[0]
        if entry and isinstance(value, dict):
            yield (
                _read_book(front, entry, value)
                if name == "book"
                else _read_review(front, entry, value, is_one=name == "review")
            )


def _read_book(front: FrontMatter, entry: Entry, values: _Map) -> _Found | None:
    book = _placed(Book.from_front_matter(values), front, entry, values)
    return _found(front, entry, values, book, "book") if book.title or book.isbn13 else None


def _read_review(front: FrontMatter, entry: Entry, values: _Map, *, is_one: bool) -> _Found | None:
    """The reviewed thing of a `review:` map.

    A title alone makes no review: what customers say of a product is called `reviews` too. There
    must be the type of the thing, a map of its own for it, its ISBN, or (in the one `review:` of a
    post) a rating.
    """
    by_key = {plain_key(key): value for key, value in values.items()}
    nested = next(((key, by_key[key]) for key in _ITEM if by_key.get(key)), None)
    name, item = nested or ("", None)
    item = {"name": item} if isinstance(item, str) else item
    facts = item if isinstance(item, dict) else values
    book = _placed(Book.from_front_matter(facts), front, entry, facts)
    named = _type_of(facts) or _type_of(values) or ("book" if name == "book" else "")
    kind = named or ("book" if book.isbn13 or book.authors else "thing")
    found = _found(front, entry, values, book, kind)
    is_evident = bool(named or nested or book.isbn13 or (is_one and found.rating))
    return found if is_evident and (book.title or book.isbn13) else None


def _type_of(values: _Map) -> str:
    by_key = {plain_key(key): value for key, value in values.items()}
    kind = text_of(by_key.get("itemtype") or by_key.get("type") or by_key.get("@type"))
    return ITEM_TYPES.get(plain_key(kind), "thing") if kind else ""


def _found(front: FrontMatter, entry: Entry, values: _Map, book: Book, item_type: str) -> _Found:
    by_key = {plain_key(key): value for key, value in values.items()}
    rating = next(
        (by_key[k] for k in ("rating", "reviewrating") if by_key.get(k) is not None), None
    )
    return _Found(
        book=book,
        item_type=item_type,
        rating=read_rating(rating, by_key, _place(front, entry, "rating")),
        disclosure=_disclosure(by_key.get("disclosure"), _place(front, entry, "disclosure")),
    )


def _flat(front: FrontMatter) -> _Found:
    """The facts in `book_title`, `book_author` and the like, `isbn`, `rating`, `disclosure`."""
    facts: dict[str, Value] = {}
    places: dict[str, Place] = {}
    for name, entry in front.entries.items():
        key = plain_key(name)
        fact = KEYS.get(key if key in _FLAT_ISBN else key.removeprefix("book"))
        if fact and (key in _FLAT_ISBN or key.startswith("book")):
            facts.setdefault(fact, entry.value)
            places.setdefault(fact, Place(Origin.FRONT_MATTER, entry.value_span))
    rating, told = front.entries.get("rating"), front.entries.get("disclosure")
    place = Place(Origin.FRONT_MATTER, rating.value_span if rating else front.block)
    told_at = Place(Origin.FRONT_MATTER, told.value_span if told else front.block)
    return _Found(
        book=_with_places(Book.from_front_matter(facts), places) if facts else Book(),
        item_type="",
        rating=read_rating(rating.value, {}, place) if rating else None,
        disclosure=_disclosure(told.value, told_at) if told else None,
    )


def _disclosure(value: Value, place: Place) -> Disclosure | None:
    text = text_of(value) if isinstance(value, str) else ""
    return Disclosure(text=text, place=place, is_above_fold=False) if text else None


# -- ratings --------------------------------------------------------------------------------------


def read_rating(value: Value, beside: Mapping[str, Value], place: Place) -> Rating | None:
    """A rating from a number, `4/5`, stars, or a map; `beside` may say the best and the worst.

    The keys of maps are those of schema.org (`ratingValue`, `bestRating`) or short (`value`, `best`).
    """
    if isinstance(value, dict):
        beside = {plain_key(key): each for key, each in value.items()}
        value = beside.get("ratingvalue", beside.get("value"))
    found = _score_of(value)
    if not found:
        return None
    best = _score_of(beside.get("bestrating", beside.get("best")))
    worst = _score_of(beside.get("worstrating", beside.get("worst")))
    return Rating(
        value=found[0],
        best=best[0] if best else found[1],
        worst=worst[0] if worst else None,
        place=place,
    )


def _score_of(value: Value) -> tuple[float, float | None] | None:
    return score(text_of(value)) if isinstance(value, int | float | str) else None


# -- places ---------------------------------------------------------------------------------------


def _placed(book: Book, front: FrontMatter, entry: Entry, values: _Map) -> Book:
    """`book` with the places of the keys that say its facts."""
    places = {fact: _place(front, entry, key) for fact, key in keys_by_fact(values).items()}
    return _with_places(book, places)


def _with_places(book: Book, places: dict[str, Place]) -> Book:
    """`book` with these places; what was read out of another fact stands where that one stands."""
    if book.title_original and "title" in places:
        places.setdefault("title_original", places["title"])
    if book.isbn_text and "store_url" in places:
        places.setdefault("isbn13", places["store_url"])
    return replace(book, places=places)


def _place(front: FrontMatter, entry: Entry, key: str) -> Place:
    """Where a key stands inside of the value of `entry`; the key of `entry` if it is not seen."""
    found = _naming(key).search(front.source.text, *entry.value_span)
    return Place(Origin.FRONT_MATTER, Span(*found.span()) if found else entry.key_span)


@lru_cache(maxsize=256)
def _naming(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}[\"']? *[:=]")
