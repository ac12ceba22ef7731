"""Whether a post is a review, from its front matter and its text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from syndicate.review.book import (
    BookReview,
    Disagreement,
    Disclosure,
    Origin,
    Place,
    Section,
    number,
)
from syndicate.review.header import Header, read_header
from syndicate.review.labels import Labels, Role, all_labels, is_tagged, is_titled, role_of
from syndicate.review.outline import (
    Box,
    Heading,
    fold_of,
    has_heading,
    read_boxes,
    read_headings,
    read_statements,
    visible_lines,
    with_line_feeds,
)
from syndicate.review.section import Info, has_items, read_info
from syndicate.review.spelling import plain, split_name, split_title
from syndicate.source.frontmatter import FrontMatter
from syndicate.source.text import SourceText, Span
from syndicate.source.yaml import Value
from syndicate.web.urls import same_page


def find_review(
    front: FrontMatter,
    source: SourceText,
    *,
    tags: Sequence[str],
    title: str = "",
    labels: Labels | None = None,
) -> BookReview | None:
    """The review that a post is; None where it is none, or reviews several books.

    tags: categories too. title: of the post. labels: those of `labels.toml` if nothing is said.
    Front matter that describes the reviewed thing is enough. In the text there must be a list with
    two known labels, and either a heading as `Book Info` over it or a tag as `Book Review`, which
    may also be a part of the title (`Book Review: X`, `[서평] X`). What front matter says wins.
    Unreadable facts stay unknown, nothing is made up.
    """
    labels = labels or all_labels()
    found = _found(front, source, tags, title, labels)
    if found is None:
        return None
    header, info, text, lines, headings = found
    sections = _sections(headings, len(text), labels)
    boxes = read_boxes(text, lines)
    fold = fold_of(text, front.body_start)
    fold = _top(headings, info, len(text), labels) if fold is None else fold
    until = info.start if info else 0
    told = _disclosure(boxes, read_statements(text, lines), until, fold, labels)
    return replace(
        _facts(header, info),
        disclosure=told or header.disclosure,
        sections=sections,
        disagreements=tuple(_disagreements(header, info)) if info else (),
    )


def find_facts(
    front: FrontMatter,
    source: SourceText,
    *,
    tags: Sequence[str],
    title: str = "",
    labels: Labels | None = None,
) -> BookReview | None:
    """As `find_review`, without what only the rest of the text tells: sections, disclosure, disagreements."""
    found = _found(front, source, tags, title, labels or all_labels())
    return _facts(found.header, found.info) if found is not None else None


class _Found(NamedTuple):
    """What makes a post a review, and its text as far as it was read for that."""

    header: Header
    info: Info | None
    text: str
    lines: Sequence[Span]
    headings: Sequence[Heading]


def _found(
    front: FrontMatter, source: SourceText, tags: Sequence[str], title: str, labels: Labels
) -> _Found | None:
    header = read_header(front)
    text, start = with_line_feeds(source.text), front.body_start
    tagged = is_tagged(tags, labels) or is_titled(title, labels)
    if not header.is_review and not (
        has_items(text, start, labels) if tagged else has_heading(text, start, Role.INFO, labels)
    ):
        return None
    lines = visible_lines(text, start)
    headings = read_headings(text, lines)
    info = read_info(text, lines, headings, labels, tagged=tagged)
    return _Found(header, info, text, lines, headings) if header.is_review or info else None


def _facts(header: Header, info: Info | None) -> BookReview:
    return BookReview(
        book=header.book.or_else(info.book) if info else header.book,
        item_type=header.item_type,
        lang=info.lang if info else "",
        rating=header.rating or (info.rating if info else None),
    )


def _sections(headings: Sequence[Heading], end: int, labels: Labels) -> tuple[Section, ...]:
    """The parts of the post: those on the level of the facts, or of another role that we know."""
    every = [(heading, role_of(heading.text, labels)) for heading in headings]
    facts = [heading.level for heading, role in every if role is Role.INFO]
    known = [heading.level for heading, role in every if role is not Role.OTHER]
    level = min(facts or known or [heading.level for heading in headings], default=0)
    tops = [(heading, role) for heading, role in every if heading.level <= level]
    ends = [*(heading.span.start for heading, _ in tops), end][1:]
    return tuple(
        Section(role=role, heading=heading.text, span=Span(heading.span.start, until))
        for (heading, role), until in zip(tops, ends, strict=True)
    )


def _top(headings: Sequence[Heading], info: Info | None, end: int, labels: Labels) -> int:
    """Where a post without a fold has ended its first part: the facts, or another part before them."""
    first = info.start if info else -1
    parts = (
        heading.span.start
        for heading in headings
        if heading.span.start > first
        or role_of(heading.text, labels) not in (Role.INFO, Role.OTHER)
    )
    return next(parts, end)


# -- the disclosure -------------------------------------------------------------------------------

_TELLING = frozenset({"info", "note", "important"})


def _disclosure(
    boxes: Sequence[Box], statements: Iterable[Box], until: int, fold: int, labels: Labels
) -> Disclosure | None:
    """What says how the author came by the book.

    Its wording differs from post to post, so the first box of information before the facts is it;
    elsewhere, and in other boxes, only words that disclosures have tell it, and in paragraphs and
    headings those that only disclosures have.
    """
    before = (box for box in boxes if box.span.end <= until and box.kind in _TELLING)
    told = (
        next(before, None)
        or next((box for box in boxes if _has(box, labels.disclosures)), None)
        or next((each for each in statements if _has(each, labels.statements)), None)
    )
    if not told:
        return None
    place = Place(Origin.SECTION, told.span)
    return Disclosure(text=told.inner, place=place, is_above_fold=told.span.end <= fold)


def _has(box: Box, words: Iterable[str]) -> bool:
    said = box.inner.casefold()
    return any(word in said for word in words)


# -- disagreements --------------------------------------------------------------------------------


def _disagreements(header: Header, info: Info) -> Iterator[Disagreement]:
    """What front matter and section both say, but not alike."""
    theirs = info.book.as_front_matter()
    for name, value in header.book.as_front_matter().items():
        if name in theirs and not _is_same(name, _as_texts(value), _as_texts(theirs[name])):
            yield Disagreement(
                key=name,
                front_matter=", ".join(_as_texts(value)),
                section=", ".join(_as_texts(theirs[name])),
                front_matter_span=header.book.places[name].span,
                section_span=info.book.places[name].span,
            )
    one, other = header.rating, info.rating
    if one and other and one.value != other.value:
        yield Disagreement(
            key="rating",
            front_matter=str(number(one.value)),
            section=str(number(other.value)),
            front_matter_span=one.place.span,
            section_span=other.place.span,
        )


def _as_texts(value: Value) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _is_same(fact: str, ours: list[str], theirs: list[str]) -> bool:
    """Whether two spellings of a fact mean one thing."""
    match fact, ours[0], theirs[0]:
        case "authors" | "translators" | "editors", _, _:
            spelled = {word for person in theirs for word in _words_of(person)}
            is_known = all(not spelled.isdisjoint(_words_of(person)) for person in ours)
            return is_known and len(ours) == len(theirs)
        case "title", a, b:
            return _word(split_title(a)[0]) == _word(split_title(b)[0])
        case "published", a, b:  # one of them may be less precise
            return a.startswith(b) or b.startswith(a)
        case "cover", a, b:  # each engine spells the address in its own way
            return a.rpartition("/")[2] == b.rpartition("/")[2]
        case "store_url", a, b:
            return same_page(a, b)
        case _, a, b:
            return _word(a) == _word(b)


def _words_of(person: str) -> set[str]:
    """A person's name as written, and in either script."""
    return {_word(person), *filter(None, map(_word, split_name(person)))}


def _word(text: str) -> str:
    """A text as it is compared: no case, blanks and markup."""
    return "".join(unicodedata.normalize("NFC", plain(text)).casefold().split())
