"""The review that a post is, and the book it is about (being written)."""
from __future__ import annotations
from collections.abc import Sequence
from dataclasses import dataclass
from syndicate.source.frontmatter import FrontMatter
from syndicate.source.text import SourceText

@dataclass(frozen=True, slots=True, kw_only=True)
class BookReview:
    """A review."""

def find_review(front: FrontMatter, source: SourceText, *, tags: Sequence[str]) -> BookReview | None:
    """The review."""
    return None
