"""What programs find in a page: reviews as linked data and as microformats, read by extruct."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import extruct

from syndicate.review import Book, BookReview, Posting, Rating
from syndicate.review.book import Origin, Place
from syndicate.source.text import Span

Node = Mapping[str, Any]
NOWHERE = Place(Origin.SECTION, Span(0, 0))
TYPES = {"Book": "book", "Movie": "film", "Product": "product", "ScholarlyArticle": "paper"}


def linked_reviews(html: str) -> list[Node]:
    """The nodes of JSON-LD in a page that are reviews."""
    found = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return [node for node in found if node.get("@type") == "Review"]


def h_reviews(html: str) -> list[Node]:
    """The items of microformats in a page that are reviews, those inside of others too."""
    pending = list(extruct.extract(html, syntaxes=["microformat"])["microformat"])
    reviews: list[Node] = []
    while pending:
        item = pending.pop()
        if "h-review" in item["type"]:
            reviews.append(item)
        pending += item.get("children", ())
    return reviews


def names(nodes: Any) -> tuple[str, ...]:
    return tuple(node["name"] for node in nodes or ())


def from_linked(node: Node) -> tuple[BookReview, Posting]:
    """The review that a node says, and its posting."""
    item = node["itemReviewed"]
    rating = node.get("reviewRating")
    book = Book(
        title=item["name"],
        title_original=item.get("alternateName", ""),
        authors=names(item.get("author")),
        translators=names(item.get("translator")),
        editors=names(item.get("editor")),
        publisher=item.get("publisher", {}).get("name", ""),
        published=item.get("datePublished", ""),
        isbn13=item.get("isbn", ""),
        cover=item.get("image", ""),
        store_url=item.get("url", ""),
    )
    given = rating and Rating(
        value=rating["ratingValue"],
        best=rating.get("bestRating"),
        worst=rating.get("worstRating"),
        place=NOWHERE,
    )
    posting = Posting(
        url=node.get("url", ""),
        title=node.get("name", ""),
        lang=node.get("inLanguage", ""),
        published=node.get("datePublished", ""),
        authors=names(node.get("author")),
        site=node.get("publisher", {}).get("name", ""),
        cover=item.get("image", ""),
    )
    return BookReview(book=book, item_type=TYPES[item["@type"]], rating=given or None), posting


def from_microformats(item: Node) -> tuple[BookReview, Posting]:
    """The review that an h-review says, and its posting; mf2 knows fewer facts."""
    said, thing = item["properties"], item["properties"]["item"][0]["properties"]
    (uid,) = thing.get("uid", [""])
    book = Book(
        title=first(thing, "name"),
        authors=tuple(card["properties"]["name"][0] for card in thing.get("author", ())),
        publisher=first(thing, "publication"),
        published=first(thing, "published"),
        isbn13=uid.removeprefix("urn:isbn:"),
        cover=first(thing, "photo"),
        store_url=first(thing, "url"),
    )
    rating = None
    if "rating" in said:
        best, worst = first(said, "best"), first(said, "worst")
        rating = Rating(
            value=float(first(said, "rating")),
            best=float(best) if best else None,
            worst=float(worst) if worst else None,
            place=NOWHERE,
        )
    posting = Posting(
        url=first(said, "url"),
        title=first(said, "name"),
        published=first(said, "published"),
        authors=tuple(card["properties"]["name"][0] for card in said.get("author", ())),
        cover=first(thing, "photo"),
    )
    return BookReview(book=book, rating=rating), posting


def first(properties: Node, name: str) -> str:
    (value,) = properties.get(name, [""])
    return str(value["value"] if isinstance(value, dict) else value)
