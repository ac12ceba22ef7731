"""What is odd about a review, as far as its own post tells: what its author would want to know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from syndicate.review.book import BookReview, Origin
from syndicate.review.labels import Labels, is_tagged, is_titled
from syndicate.review.outline import read_boxes, read_headings, visible_lines, with_line_feeds
from syndicate.review.section import Info, Item, listed_titles, read_info, read_item
from syndicate.review.spelling import plain
from syndicate.source.frontmatter import FrontMatter
from syndicate.source.text import SourceText

EXPECTED: Final = {
    "title": "title",
    "authors": "author",
    "publisher": "publisher",
    "published": "date of publication",
}
"""What every book has, and how to call it."""

_TERMS: Final = ("tags", "tag", "categories", "category")
_EMPTY_ITEM: Final = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]*")
_MARKUP: Final = frozenset("![<|:>`~{")
_RULE: Final = re.compile(r"([-*_=])\1+")


class Oddity(NamedTuple):
    """A finding: the name of its code, the character of the file, and what there is to say."""

    code: str
    at: int
    message: str


def find_oddities(
    front: FrontMatter,
    source: SourceText,
    review: BookReview | None,
    *,
    tags: Sequence[str],
    title: str,
    labels: Labels,
) -> Iterator[Oddity]:
    """What is odd about a post, which is `review` or none. tags, title: as for `find_review`."""
    tagged = is_tagged(tags, labels)
    if review is None and not tagged:
        return
    text = with_line_feeds(source.text)
    lines = visible_lines(text, front.body_start)
    headings = read_headings(text, lines)
    if review is None:
        titles = listed_titles(text, lines, headings, labels, tagged=tagged)
        yield _without_facts(front, titles)
        return
    is_named = tagged or is_titled(title, labels)
    info = read_info(text, lines, headings, labels, tagged=is_named)
    if info:
        yield from _stray_lines(text, info, labels)
        if info.has_heading and not tagged and review.item_type == "book":
            message = "it has the facts of a book, and no tag that says it is a review"
            yield Oddity("source-review-tag-missing", info.start, message)
    yield from _missing(front, review, info, text, labels)
    yield from _isbn(review)
    yield from _disagreements(source, review)
    yield from _disclosure(review)


def _without_facts(front: FrontMatter, titles: Sequence[str]) -> Oddity:
    at = next((front.at(key) for key in _TERMS if front.find(key)), front.at("tags"))
    if len(titles) > 1:
        names = ", ".join(plain(title) for title in titles)
        message = f"it lists {len(titles)} books, and a review is of one: {names}"
        return Oddity("source-review-several", at, message)
    message = "it is tagged as the review of a book, and lists no facts of one"
    return Oddity("source-review-section-missing", at, message)


def _missing(
    front: FrontMatter, review: BookReview, info: Info | None, text: str, labels: Labels
) -> Iterator[Oddity]:
    """The facts that nothing says; at the label without a value, if there is one."""
    book, code = review.book, "source-review-fact-missing"
    items = _items(text, info, labels) if info else ()
    empty = {item.fact: item.span.start for item in items if not item.value}
    at = info.start if info else front.at("book" if review.item_type == "book" else "review")
    for fact, name in EXPECTED.items():
        if review.item_type != "book" and fact != "title":
            return
        if fact == "published" and book.published_text and not book.published:
            message = f"{book.published_text!r} is no date that has one meaning"
            yield Oddity(code, book.places[fact].span.start, message)
        elif not getattr(book, fact):
            yield Oddity(code, empty.get(fact, at), f"no {name} is given")


def _items(text: str, info: Info, labels: Labels) -> Iterator[Item]:
    for line in info.lines:
        if item := read_item(text, line, labels, needs_bullet=not info.has_heading):
            yield item


def _stray_lines(text: str, info: Info, labels: Labels) -> Iterator[Oddity]:
    """Lines among the facts that are none: an empty item, or a word alone."""
    boxes = [box.span for box in read_boxes(text, info.lines)]
    items = [
        line
        for line in info.lines
        if read_item(text, line, labels, needs_bullet=not info.has_heading)
    ]
    for line in info.lines:
        is_among = info.has_heading or items[0].start < line.start < items[-1].start
        is_boxed = any(box.start <= line.start < box.end for box in boxes)
        said = text[line.start : line.end].strip()
        if not is_among or is_boxed or line in items:
            continue
        at = line.start + text[line.start : line.end].find(said)
        if said and _EMPTY_ITEM.fullmatch(said):
            yield Oddity("source-review-line-stray", at, "an item without text")
        elif _is_lone_word(said):
            message = f"{said!r} stands alone among the facts of the book"
            yield Oddity("source-review-line-stray", at, message)


def _is_lone_word(said: str) -> bool:
    is_word = bool(said) and len(said.split()) == 1 and said[0] not in _MARKUP
    return is_word and "://" not in said and not _RULE.fullmatch(said)


def _isbn(review: BookReview) -> Iterator[Oddity]:
    book = review.book
    if book.isbn_text and not book.isbn13 and "isbn13" in book.places:
        digits = sum(character.isdecimal() for character in book.isbn_text)
        why = "its check digit is wrong" if digits == 13 else f"it has {digits} digits"
        message = f"{book.isbn_text!r} is no ISBN: {why}"
        yield Oddity("source-isbn-invalid", book.places["isbn13"].span.start, message)


def _disagreements(source: SourceText, review: BookReview) -> Iterator[Oddity]:
    for each in review.disagreements:
        line, column = source.position(each.section_span.start)
        message = (
            f"{each.key} is {each.front_matter!r} in the front matter, which wins, "
            f"and {each.section!r} at {line}:{column}"
        )
        yield Oddity("source-review-contradicted", each.front_matter_span.start, message)


def _disclosure(review: BookReview) -> Iterator[Oddity]:
    told = review.disclosure
    if told is None or told.is_above_fold:
        return
    is_shown = told.place.origin is Origin.SECTION
    message = (
        "how the author came by the book is told below the fold only"
        if is_shown
        else "how the author came by the book is told in the front matter, which no reader sees"
    )
    yield Oddity("source-disclosure-late", told.place.span.start, message)
