"""How these tests read a review: from the text of a post, as Docusaurus reads its front matter."""

from __future__ import annotations

from dataclasses import replace

from syndicate.review import Book, BookReview, find_facts, find_review
from syndicate.source.frontmatter import DOCUSAURUS, FrontMatterRules, read_front_matter
from syndicate.source.text import SourceText, Span

TAGGED = ("Book Review",)


def review_of(
    text: str,
    tags: tuple[str, ...] = TAGGED,
    rules: FrontMatterRules = DOCUSAURUS,
    title: str = "",
) -> BookReview | None:
    source = SourceText("blog/post.md", text)
    front = read_front_matter(source, rules)
    review = find_review(front, source, tags=tags, title=title)
    facts = find_facts(front, source, tags=tags, title=title)
    assert facts == (review and replace(review, disclosure=None, sections=(), disagreements=()))
    return review


def found(
    text: str, tags: tuple[str, ...] = TAGGED, rules: FrontMatterRules = DOCUSAURUS
) -> BookReview:
    review = review_of(text, tags, rules)
    assert review is not None
    return review


def book_of(*lines: str) -> Book:
    """The book of a section with these lines."""
    return found("## Book Info\n\n" + "\n".join(lines) + "\n").book


def at(text: str, span: Span) -> str:
    return text[span.start : span.end]
