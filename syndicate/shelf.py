"""The reviews of a site beside each other: every book with its source lines, and what is odd."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from syndicate.catalogue import CODES
from syndicate.diagnostics import Diagnostic, SyndicateError, in_order
from syndicate.model import Post, Site
from syndicate.original import posting_of
from syndicate.review import Book, BookReview, lacking
from syndicate.review.labels import key, labels_with
from syndicate.review.oddities import find_oddities
from syndicate.source.text import SourceText
from syndicate.web.urls import same_page

_FEW: Final = 5
"""Of fewer reviews nobody can tell what is usual among them."""

_MOST: Final = 0.8
_NOT_SAID: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A review with the text it was found in."""

    post: Post
    review: BookReview
    source: SourceText

    def line_of(self, offset: int) -> int:
        """The line of a character of the file, from 1."""
        return self.source.position(offset)[0]

    @property
    def line(self) -> int:
        """Where the book is named; the first line where it is not."""
        place = self.review.book.places.get("title")
        return self.line_of(place.span.start) if place else 1

    def about(self, code: str, message: str, fact: str = "title") -> Diagnostic:
        """A finding at a fact of the book."""
        place = self.review.book.places.get(fact)
        return self.source.diagnostic(place.span.start if place else 0, CODES[code], message)

    def as_json(self) -> dict[str, object]:
        """The review with the keys of its post; `lines` by fact, of the user's file."""
        post, review = self.post, self.review
        places = sorted(review.book.places.items(), key=lambda item: item[1].span.start)
        return {
            "source": post.source,
            "url": post.url,
            "title": post.title,
            "date": post.date.isoformat() if post.date is not None else None,
            "authors": [author.name for author in post.authors],
            **review.as_json(),
            "lines": {fact: self.line_of(place.span.start) for fact, place in places},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The reviews in the order of the posts. diagnostics: what is odd, and what was found in reading."""

    reviews: tuple[Shelved, ...]
    diagnostics: tuple[Diagnostic, ...]

    def as_json(self) -> dict[str, object]:
        """The keys `reviews` and `diagnostics`."""
        return {
            "reviews": [each.as_json() for each in self.reviews],
            "diagnostics": [each.as_json() for each in self.diagnostics],
        }


def reviews(site: Site, posts: Sequence[Post] | None = None) -> Shelf:
    """The reviews among `posts`, without them among all of the site, and what is odd about them.

    A post that cannot be read is none; reading the site has reported it.
    """
    found: list[Diagnostic] = []
    shelved: list[Shelved] = []
    for post in site.posts if posts is None else posts:
        if post.is_fallback:  # the same file again
            continue
        try:
            source = post.read()
        except SyndicateError:
            continue
        review = post.review_in(source)
        if review is not None:
            shelved.append(Shelved(post=post, review=review, source=source))
        found += _oddities(post, source, review)
    found += _lacking(site, shelved)
    for group in _by_language(shelved).values():
        found += _odd_titles(group)
    return Shelf(
        reviews=tuple(shelved),
        diagnostics=in_order(site.diagnostics, found),
    )


def _oddities(post: Post, source: SourceText, review: BookReview | None) -> Iterator[Diagnostic]:
    labels = labels_with(post.review_words)
    found = find_oddities(
        post.front, source, review, tags=post.topic_names, title=post.title, labels=labels
    )
    for odd in found:
        yield source.diagnostic(odd.at, CODES[odd.code], odd.message)


def _lacking(site: Site, shelved: Iterable[Shelved]) -> Iterator[Diagnostic]:
    for each in shelved:
        posting = posting_of(
            site, each.post, each.review, lambda post, report: lambda text, node: None
        )
        if needs := lacking(each.review, posting):
            message = f"Google shows no stars for it; they would need: {', '.join(needs)}"
            yield each.about("rich-result-incomplete", message)


def _by_language(shelved: Iterable[Shelved]) -> Mapping[str, list[Shelved]]:
    """Translations review one book more than once, and each language has its own custom of titles."""
    groups: dict[str, list[Shelved]] = {}
    for each in shelved:
        groups.setdefault(each.post.lang or each.review.lang, []).append(each)
    return groups


def _odd_titles(group: Sequence[Shelved]) -> Iterator[Diagnostic]:
    """Books under the title of another one, and titles that differ where they usually do not."""
    copied = dict(_copied(group))
    for each, other in copied.items():
        message = (
            f"the book is called as that of {group[other].post.source}:{group[other].line}, "
            "and is another one"
        )
        yield group[each].about("source-review-title-copied", message)
    differing = [
        at for at, each in enumerate(group) if each.review.book.title and not _is_named(each)
    ]
    if len(group) < _FEW or len(differing) > len(group) * (1 - _MOST):
        return
    for at in differing:
        if at not in copied:
            book, title = group[at].review.book.name, group[at].post.title
            message = f"the book is called {book!r}, the post {title!r}; elsewhere they are alike"
            yield group[at].about("source-review-title-differs", message)


def _copied(group: Sequence[Shelved]) -> Iterator[tuple[int, int]]:
    """The reviews whose book has the title of another book, each with the review of that one."""
    first: dict[str, int] = {}
    # A post that is called as its book is the one that the title belongs to.
    for at in sorted(range(len(group)), key=lambda at: not _is_named(group[at])):
        book = group[at].review.book
        other = first.setdefault(key(book.name), at) if key(book.name) else at
        if other != at and not _is_one_book(book, group[other].review.book):
            yield at, other


def _is_one_book(a: Book, b: Book) -> bool:
    if a.isbn13 and b.isbn13:
        return a.isbn13 == b.isbn13
    if a.store_url and b.store_url:
        return same_page(a.store_url, b.store_url)
    return a.authors == b.authors


def _is_named(each: Shelved) -> bool:
    """Whether the title of the post is that of the book, or holds it."""
    title, book = _letters(each.post.title), each.review.book
    names = filter(None, map(_letters, (book.name, book.title_original)))
    return any(name in title or title in name for name in names)


def _letters(text: str) -> str:
    """A text as it is compared: no emoji, blanks, punctuation and case."""
    return _NOT_SAID.sub("", key(text))
