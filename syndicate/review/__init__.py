"""The review that a post is, and the book it is about: found in front matter and in the text."""

from syndicate.review.book import (
    Book,
    BookReview,
    Disagreement,
    Disclosure,
    Origin,
    Place,
    Rating,
    Section,
)
from syndicate.review.find import find_review
from syndicate.review.labels import Role
from syndicate.review.spelling import split_name

__all__ = [
    "Book",
    "BookReview",
    "Disagreement",
    "Disclosure",
    "Origin",
    "Place",
    "Rating",
    "Role",
    "Section",
    "find_review",
    "split_name",
]
