"""A review and the book it is about, after schema.org; every fact knows where it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from syndicate.review.labels import Role
from syndicate.review.spelling import isbn13, isbn_in_url, iso_date, split_people, split_title
from syndicate.source.text import Span
from syndicate.source.yaml import Value


class Origin(StrEnum):
    """Which part of a post says a fact."""

    FRONT_MATTER = "front matter"
    SECTION = "section"


class Place(NamedTuple):
    """Where a fact stands, in characters of the file."""

    origin: Origin
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What is known of a book (or of another thing that is reviewed); "" and () are unknown.

    title: as written, an original title in parentheses included; `name` is without it.
    authors, translators, editors: names as written, `Koki Saitoh(사이토 고키)` is one.
    published: ISO 8601 as precise as the author was (day, month or year); published_text: as written.
    isbn13: digits with a right check digit; isbn_text: as written, right or wrong.
    cover, store_url: addresses as written. places: by the name of the field.
    """

    title: str = ""
    title_original: str = ""
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    published_text: str = ""
    isbn13: str = ""
    isbn_text: str = ""
    cover: str = ""
    store_url: str = ""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        """The title without the original one and without markup."""
        return split_title(self.title)[0]

    @property
    def published_on(self) -> date | None:
        """The day of publication; None where the day is not known."""
        return date.fromisoformat(self.published) if len(self.published) == 10 else None

    def as_front_matter(self) -> dict[str, Value]:
        """The map to write as `book:`, in stable order and without what is unknown.

        Dates are text: engines disagree on what a date without quotes is.
        """
        facts: dict[str, str | tuple[str, ...]] = {
            "title": self.title,
            "title_original": self.title_original,
            "authors": self.authors,
            "translators": self.translators,
            "editors": self.editors,
            "publisher": self.publisher,
            "published": self.published or self.published_text,
            "isbn13": self.isbn13,
            "cover": self.cover,
            "store_url": self.store_url,
        }
        return {k: v if isinstance(v, str) else list(v) for k, v in facts.items() if v}

    @classmethod
    def from_front_matter(cls, values: Mapping[str, Value]) -> Book:
        """The book that a map describes, in our keys or in other usual ones (`KEYS`)."""
        found = {fact: values[key] for fact, key in keys_by_fact(values).items()}
        title = text_of(found.get("title"))
        isbn = text_of(found.get("isbn13"))
        published = text_of(found.get("published"))
        store_url = text_of(found.get("store_url"))
        isbn = isbn or isbn_in_url(store_url)
        return cls(
            title=title,
            title_original=text_of(found.get("title_original")) or split_title(title)[1],
            authors=people_of(found.get("authors")),
            translators=people_of(found.get("translators")),
            editors=people_of(found.get("editors")),
            publisher=text_of(found.get("publisher")),
            published=iso_date(published),
            published_text=published,
            isbn13=isbn13(isbn),
            isbn_text=isbn,
            cover=text_of(found.get("cover")),
            store_url=store_url,
        )

    def or_else(self, other: Book) -> Book:
        """This book; what is unknown of it comes from `other`."""
        day = self if self.published_text else other
        isbn = self if self.isbn13 or not other.isbn_text else other
        places = {**other.places, **self.places}
        if isbn is other and "isbn13" in other.places:
            places["isbn13"] = other.places["isbn13"]
        return Book(
            title=self.title or other.title,
            title_original=self.title_original or other.title_original,
            authors=self.authors or other.authors,
            translators=self.translators or other.translators,
            editors=self.editors or other.editors,
            publisher=self.publisher or other.publisher,
            published=day.published,
            published_text=day.published_text,
            isbn13=isbn.isbn13,
            isbn_text=isbn.isbn_text,
            cover=self.cover or other.cover,
            store_url=self.store_url or other.store_url,
            places=places,
        )

    def as_json(self) -> dict[str, object]:
        """Every fact and `name`; what is unknown is None or []."""
        return {
            "title": self.title or None,
            "name": self.name or None,
            "title_original": self.title_original or None,
            "authors": list(self.authors),
            "translators": list(self.translators),
            "editors": list(self.editors),
            "publisher": self.publisher or None,
            "published": self.published or None,
            "published_text": self.published_text or None,
            "isbn13": self.isbn13 or None,
            "cover": self.cover or None,
            "store_url": self.store_url or None,
        }


_KEYS: Final = {
    "title": "title name",
    "title_original": "title_original original_title",
    "authors": "authors author",
    "translators": "translators translator",
    "editors": "editors editor",
    "publisher": "publisher",
    "published": "published date_published release_date publication_date published_date year",
    "isbn13": "isbn13 isbn isbn_13 isbn10 isbn_10",
    "cover": "cover image cover_image cover_url",
    "store_url": "store_url url link store",
}


_LARGEST: Final = 10**20  # longer than any ISBN, shorter than what Python refuses to print


def plain_key(key: str) -> str:
    """A key of front matter without case, `_` and `-`: `datePublished` is `date_published`."""
    return key.replace("_", "").replace("-", "").lower()


KEYS: Final = {plain_key(key): fact for fact, keys in _KEYS.items() for key in keys.split()}
"""The fact that a key names, by `plain_key`."""


def keys_by_fact(values: Mapping[str, Value]) -> dict[str, str]:
    """The key of a map that says each fact: the first with a value, and `title` before `name`."""
    found: dict[str, str] = {}
    for key in sorted(values, key=lambda key: plain_key(key) == "name"):
        fact = KEYS.get(plain_key(key))
        if fact and values[key] is not None:
            found.setdefault(fact, key)
    return found


def text_of(value: Value) -> str:
    """A scalar as text, the name of a map; "" for everything else."""
    match value:
        case str():
            return value.strip()
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case bool() | None | list():
            return ""
        case dict():
            name = value.get("name") or value.get("title")
            return "" if isinstance(name, dict) else text_of(name)
    return str(value) if abs(value) < _LARGEST else ""


def people_of(value: Value) -> tuple[str, ...]:
    """Names from a list of names or maps, or from one text that lists them."""
    if isinstance(value, str):
        return split_people(value)
    names = map(text_of, value if isinstance(value, list) else [value])
    return tuple(name for name in names if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What the author wrote; best and worst are None where nothing says them."""

    value: float
    best: float | None = None
    worst: float | None = None
    place: Place = field(compare=False)

    def as_front_matter(self) -> dict[str, Value]:
        """The keys `rating`, `best_rating`, `worst_rating` beside those of a book, as far as known."""
        said = zip(("rating", "best_rating", "worst_rating"), self._numbers, strict=True)
        return {key: value for key, value in said if value is not None}

    @property
    def _numbers(self) -> tuple[float | int | None, ...]:
        return number(self.value), number(self.best), number(self.worst)

    def as_json(self) -> dict[str, object]:
        """The keys `value`, `best`, `worst`; whole numbers as such."""
        return dict(zip(("value", "best", "worst"), self._numbers, strict=True))


def number(value: float | None) -> float | int | None:
    """`value` as an int where it is whole, so that 4 stars are not 4.0."""
    return int(value) if value is not None and value.is_integer() else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """How the author came by the thing. `text` is Markdown; the place is that of its whole box.

    is_above_fold: whether readers of an excerpt see it; never for front matter. Without a fold
    it is, if no other part of the post than the facts stands before it.
    """

    text: str
    place: Place
    is_above_fold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the post. `heading` as written; the span begins with the heading's line."""

    role: Role
    heading: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A fact that front matter (which wins) and section say differently; `key` as in `book:`."""

    key: str
    front_matter: str
    section: str
    front_matter_span: Span
    section_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReview:
    """A post as a review; who wrote it and when is said by the post.

    item_type: "book", "film", "product", "paper", "software", or "thing" for what we do not know.
    lang: the language of the labels, "" without labels or where two languages fit.
    sections: in the order of the post. rating is never made up.
    """

    book: Book
    item_type: str = "book"
    lang: str = ""
    rating: Rating | None = None
    disclosure: Disclosure | None = None
    sections: tuple[Section, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    def as_front_matter(self) -> tuple[str, dict[str, Value]]:
        """The key, `book` or `review`, and the map under which engines find the review's facts."""
        facts = {
            **self.book.as_front_matter(),
            **(self.rating.as_front_matter() if self.rating else {}),
        }
        if self.item_type == "book":
            return "book", facts
        return "review", {"item_type": self.item_type, **facts}

    def as_json(self) -> dict[str, object]:
        """The review as `list --json` prints it."""
        told = self.disclosure
        return {
            "item_type": self.item_type,
            "lang": self.lang or None,
            "book": self.book.as_json(),
            "rating": self.rating.as_json() if self.rating else None,
            "disclosure": told and {"text": told.text, "is_above_fold": told.is_above_fold},
            "sections": [
                {"role": part.role.value, "heading": part.heading} for part in self.sections
            ],
            "disagreements": [
                {"key": each.key, "front_matter": each.front_matter, "section": each.section}
                for each in self.disagreements
            ],
        }
