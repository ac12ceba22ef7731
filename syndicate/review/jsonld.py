"""A review as linked data: schema.org's `Review` of a `Book` or another thing, for any page or file.

Nothing is in it that nobody said: no rating, no date, no reviewer. A site's own templates that print
the same are held to this module by tests.
Source: schema.org; Google's documentation of review snippets, as of 2025.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from syndicate.review.book import Book, BookReview, Rating, number

Node = dict[str, object]
"""A node of JSON-LD; what is not known has no key."""

CONTEXT: Final = "https://schema.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """What the post says of the review that it is; "" and () are unknown.

    url: of the original, absolute. published: ISO 8601. site: the title of its blog. cover: the
    absolute address of the picture of the thing, where the review itself spells another one.
    """

    url: str = ""
    title: str = ""
    lang: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    cover: str = ""


class Kind(NamedTuple):
    """How schema.org calls a reviewed thing, and the facts that it may have."""

    type: str
    properties: Mapping[str, str]


_WRITTEN: Final = {
    "authors": "author",
    "translators": "translator",
    "editors": "editor",
    "publisher": "publisher",
    "published": "datePublished",
}

KINDS: Final[Mapping[str, Kind]] = {
    "book": Kind("Book", {**_WRITTEN, "isbn13": "isbn"}),
    "film": Kind("Movie", _WRITTEN),
    "product": Kind("Product", {"published": "releaseDate"}),
    "paper": Kind("ScholarlyArticle", _WRITTEN),
    "software": Kind("SoftwareApplication", _WRITTEN),
    "thing": Kind("Thing", {}),
}
"""By the `item_type` of a review."""

RICH: Final = frozenset({"book", "film", "product", "software"})
"""The types of things under whose reviews Google may show stars."""


def review_node(review: BookReview, posting: Posting) -> Node | None:
    """The review as a node without `@context`; None where the thing has no name."""
    item = item_node(review, posting.cover)
    if item is None:
        return None
    return _known(
        {
            "@type": "Review",
            "url": posting.url,
            "name": posting.title,
            "inLanguage": posting.lang,
            "datePublished": posting.published,
            "author": _people(posting.authors),
            "publisher": _organization(posting.site),
            "reviewRating": rating_node(review.rating) if review.rating else None,
            "itemReviewed": item,
        }
    )


def item_node(review: BookReview, cover: str = "") -> Node | None:
    """The reviewed thing; None where it has no name. cover: its picture's absolute address."""
    book = review.book
    if not book.name:
        return None
    kind = KINDS[review.item_type]
    facts = {
        kind.properties[fact]: value for fact, value in _facts(book) if fact in kind.properties
    }
    return _known(
        {
            "@type": kind.type,
            "name": book.name,
            "alternateName": book.title_original,
            **facts,
            "image": cover or absolute(book.cover),
            "url": absolute(book.store_url),
        }
    )


def _facts(book: Book) -> tuple[tuple[str, object], ...]:
    return (
        ("authors", _people(book.authors)),
        ("translators", _people(book.translators)),
        ("editors", _people(book.editors)),
        ("publisher", _organization(book.publisher)),
        ("published", book.published),
        ("isbn13", book.isbn13),
    )


def rating_node(rating: Rating) -> Node:
    """What the author gave, out of what; best and worst only where somebody says them."""
    return _known(
        {
            "@type": "Rating",
            "ratingValue": number(rating.value),
            "bestRating": number(rating.best),
            "worstRating": number(rating.worst),
        }
    )


def lacking(review: BookReview, posting: Posting) -> tuple[str, ...]:
    """What Google's rich results would still need, in its own words; () where they need nothing.

    Without a best rating it takes 5 for the best.
    """
    rating = review.rating
    return tuple(
        need
        for need, is_there in (
            ("itemReviewed of a type that it shows", review.item_type in RICH),
            ("itemReviewed.name", bool(review.book.name)),
            ("author", bool(posting.authors)),
            ("reviewRating", rating is not None),
            ("bestRating", rating is None or rating.best is not None or rating.value <= 5),
        )
        if not is_there
    )


def _people(names: tuple[str, ...]) -> list[Node]:
    return [{"@type": "Person", "name": name} for name in names]


def _organization(name: str) -> Node | None:
    return {"@type": "Organization", "name": name} if name else None


def absolute(url: str) -> str:
    """The address if it is one of the web and whole, else ""."""
    return url if url.startswith(("http://", "https://")) else ""


def _known(node: Node) -> Node:
    """The node without what is unknown; a rating of 0 is known."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
