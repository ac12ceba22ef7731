"""Reviews as one file of JSON-LD and one of comma-separated values."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from syndicate.adapter import ExportContext, NoOptions, WriteText
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report, SyndicateError
from syndicate.model import Post
from syndicate.original import about, posting_of
from syndicate.review import BookReview, Posting, lacking, review_node
from syndicate.review.book import number
from syndicate.review.jsonld import CONTEXT
from syndicate_adapters.reviews.codes import REVIEW_NAMELESS


class _Row(NamedTuple):
    post: Post
    review: BookReview
    posting: Posting


def collect(
    context: ExportContext, posts: Sequence[Post], options: NoOptions, report: Report
) -> tuple[WriteText, ...]:
    """The reviews among `posts`, in their order, as `reviews.jsonld` and `reviews.csv`.

    What is served in another language for want of a translation is there once.
    """
    own = [post for post in posts if not post.is_fallback]
    rows = [row for post in own if (row := _row(context, post, report))]
    nodes = [node for row in rows if (node := review_node(row.review, row.posting))]
    graph = {"@context": CONTEXT, "@graph": nodes}
    return (
        WriteText(
            path="reviews.jsonld", text=json.dumps(graph, ensure_ascii=False, indent=2) + "\n"
        ),
        WriteText(path="reviews.csv", text=_table(rows)),
    )


def _row(context: ExportContext, post: Post, report: Report) -> _Row | None:
    try:
        review = post.review
    except SyndicateError as error:
        report(about(post, "title", CODES["post-failed"], f"left out: {error}"))
        return None
    if review is None:
        return None
    posting = posting_of(context.site, post, review, context.relink)
    if not review.book.name:
        message = "the reviewed thing has no title; only the table has this review"
        report(about(post, "book", REVIEW_NAMELESS, message))
    elif needs := lacking(review, posting):
        message = f"Google shows no stars for it; they would need: {', '.join(needs)}"
        report(about(post, "title", CODES["rich-result-incomplete"], message))
    return _Row(post, review, posting)


# -- the table ------------------------------------------------------------------------------------

_AND: Final = "; "  # a name may hold a comma: "Ben Tan, Jr."

COLUMNS: Final[Mapping[str, Callable[[_Row], object]]] = {
    "source": lambda row: row.post.source,
    "url": lambda row: row.posting.url,
    "post": lambda row: row.posting.title,
    "lang": lambda row: row.posting.lang,
    "posted": lambda row: row.posting.published,
    "reviewers": lambda row: _AND.join(row.posting.authors),
    "item_type": lambda row: row.review.item_type,
    "title": lambda row: row.review.book.title,
    "name": lambda row: row.review.book.name,
    "title_original": lambda row: row.review.book.title_original,
    "authors": lambda row: _AND.join(row.review.book.authors),
    "translators": lambda row: _AND.join(row.review.book.translators),
    "editors": lambda row: _AND.join(row.review.book.editors),
    "publisher": lambda row: row.review.book.publisher,
    "published": lambda row: row.review.book.published or row.review.book.published_text,
    "isbn13": lambda row: row.review.book.isbn13,
    "cover": lambda row: row.posting.cover or row.review.book.cover,
    "store_url": lambda row: row.review.book.store_url,
    "rating": lambda row: _rating(row, "value"),
    "best_rating": lambda row: _rating(row, "best"),
    "worst_rating": lambda row: _rating(row, "worst"),
    "disclosure": lambda row: row.review.disclosure.text if row.review.disclosure else "",
}


def _rating(row: _Row, which: str) -> object:
    value = getattr(row.review.rating, which, None)
    return "" if value is None else number(value)


def _table(rows: Sequence[_Row]) -> str:
    """RFC 4180, with the names of the columns in its first line."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    table.writerows([value(row) for value in COLUMNS.values()] for row in rows)
    return text.getvalue()
