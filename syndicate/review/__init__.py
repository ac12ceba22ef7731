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
from syndicate.review.find import find_facts, find_review
from syndicate.review.jsonld import Posting, lacking, review_node
from syndicate.review.labels import Role
from syndicate.review.microformats import h_review, review_facts
from syndicate.review.spelling import split_name

__all__ = [
    "Book",
    "BookReview",
    "Disagreement",
    "Disclosure",
    "Origin",
    "Place",
    "Posting",
    "Rating",
    "Role",
    "Section",
    "find_facts",
    "find_review",
    "h_review",
    "lacking",
    "review_facts",
    "review_node",
    "split_name",
]
