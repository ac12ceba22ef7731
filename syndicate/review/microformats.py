"""A review in the classes of h-review, beside an article that shows it already.

The facts are `data` elements: programs read them, and readers see the author's own words only.
Source: microformats.org, h-review and h-cite; mf2 knows no translators and editors.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final

from syndicate.review.book import BookReview, number
from syndicate.review.jsonld import Posting, absolute

_WRITTEN: Final = frozenset({"book", "film", "paper"})


def h_review(review: BookReview, posting: Posting, content: str, *, is_whole: bool = True) -> str:
    """`content`, which is HTML, as the text of an h-review; without a name of the thing as it is.

    is_whole: it is the article, not only its summary.
    """
    facts = review_facts(review, posting)
    if not facts:
        return content
    name = "e-content" if is_whole else "p-summary"
    return f'<div class="h-review">\n{facts}\n<div class="{name}">\n{content}\n</div>\n</div>'


def review_facts(review: BookReview, posting: Posting) -> str:
    """What stands inside of an h-review beside its text; "" where the thing has no name."""
    if not review.book.name:
        return ""
    lines = [
        _data("p-name", posting.title),
        _data("u-url", posting.url),
        _data("dt-published", posting.published),
        *(_card("p-author", name) for name in posting.authors),
        *_rating(review),
        _item(review, posting.cover),
    ]
    return "\n".join(filter(None, lines))


def _rating(review: BookReview) -> Iterator[str]:
    if rating := review.rating:
        yield _data("p-rating", str(number(rating.value)))
        for name, value in (("p-best", rating.best), ("p-worst", rating.worst)):
            yield _data(name, str(number(value)) if value is not None else "")


def _item(review: BookReview, cover: str) -> str:
    """The thing: a product to those who look for products, a cited work to the others."""
    book = review.book
    is_written = review.item_type in _WRITTEN
    facts = [
        _data("p-name", book.name),
        _data("u-url", absolute(book.store_url)),
        _data("u-photo", cover or absolute(book.cover)),
        _data("u-uid", f"urn:isbn:{book.isbn13}" if book.isbn13 else ""),
    ]
    if is_written:
        facts += [_card("p-author", name) for name in book.authors]
        facts += [_data("p-publication", book.publisher), _data("dt-published", book.published)]
    kinds = "p-item h-product h-cite" if is_written else "p-item h-product"
    return f'<div class="{kinds}">{"".join(facts)}</div>'


def _card(name: str, person: str) -> str:
    return f'<span class="{name} h-card">{_data("p-name", person)}</span>'


def _data(name: str, value: str) -> str:
    return f'<data class="{name}" value="{html.escape(value)}"></data>' if value else ""
