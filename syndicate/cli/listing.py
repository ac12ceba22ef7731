"""The posts of a site, as a table for people or as JSON for programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from syndicate.adapter import Adapter, described_options
from syndicate.diagnostics import SyndicateError, printable
from syndicate.model import Post
from syndicate.review.book import BookReview, number
from syndicate.shelf import Shelf


def post_json(post: Post) -> dict[str, object]:
    """A post with the keys that `list --json` prints."""
    return {
        "source": post.source,
        "url": post.url,
        "path": post.path,
        "title": post.title,
        "date": post.date.isoformat() if post.date is not None else None,
        "tags": [tag.name for tag in post.tags],
        "categories": [category.name for category in post.categories],
        "authors": [author.name for author in post.authors],
        "draft": post.is_draft,
        "unlisted": post.is_unlisted,
        "lang": post.lang or None,
        "aliases": list(post.aliases),
        "review": _review_json(post),
    }


def _review_json(post: Post) -> object:
    try:
        review = post.review
    except SyndicateError:  # reading the site has reported the file
        return None
    return review.as_json() if review is not None else None


def post_table(posts: Sequence[Post]) -> Iterator[str]:
    """The lines of a table: day, path, title, and what is unusual about a post."""
    rows = [
        (
            post.date.date().isoformat() if post.date is not None else "-",
            post.path or post.source,
            f"{post.title}{_marks(post)}",
        )
        for post in posts
    ]
    return aligned(rows)


def review_table(shelf: Shelf) -> Iterator[str]:
    """The lines of a table: where a book is named, its title, its authors, the rating."""
    rows = [
        (
            f"{each.post.source}:{each.line}",
            each.review.book.title or each.review.book.isbn13,
            ", ".join(each.review.book.authors) or "-",
            _rating(each.review),
        )
        for each in shelf.reviews
    ]
    return aligned(rows)


def _rating(review: BookReview) -> str:
    rating = review.rating
    if rating is None:
        return ""
    best = f"/{number(rating.best)}" if rating.best is not None else ""
    return f"{number(rating.value)}{best}"


def _marks(post: Post) -> str:
    marks = [
        *(["draft"] if post.is_draft else []),
        *(["unlisted"] if post.is_unlisted else []),
        *(["unpublished"] if post.url is None and post.path and not post.is_draft else []),
    ]
    return f" [{', '.join(marks)}]" if marks else ""


def aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows as lines with their columns below each other; the last one is not padded."""
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (f"{c}{' ' * (w - width(c))}" for c, w in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def width(text: str) -> int:
    """How many columns a terminal needs for `text`."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def adapter_table(adapters: Iterable[Adapter]) -> Iterator[str]:
    """The lines of a table: each platform, and what we can do with it."""
    return aligned([(adapter.name, ", ".join(_abilities(adapter))) for adapter in adapters])


def adapter_lines(adapter: Adapter) -> Iterator[str]:
    """What we can do with a platform, and its options with default and meaning."""
    yield f"{adapter.name}: {', '.join(_abilities(adapter)) or 'nothing yet'}"
    rows = [
        (f"  -O {name}={default}", meaning)
        for name, default, meaning in described_options(adapter.options)
    ]
    if rows:
        yield from aligned(rows)
    else:
        yield "  no options"


def _abilities(adapter: Adapter) -> list[str]:
    can = {
        "reads": adapter.read,
        "writes": adapter.write,
        "exports": adapter.export,
        "collects": adapter.collect,
    }
    return [word for word, function in can.items() if function is not None]
