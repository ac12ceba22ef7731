"""What every copy of a post says of its original: where it is, and how its author came by what it reviews."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from syndicate.body.nodes import Body, Destination, Role
from syndicate.body.render import Relink
from syndicate.diagnostics import Code, Diagnostic, Report
from syndicate.model import Post, Site
from syndicate.review import BookReview, Posting
from syndicate.source.text import SourceText, Span
from syndicate.web.urls import join_url, unquote_path

_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
_LONGEST_NAME: Final = 100


def canonical_of(post: Post) -> str | None:
    """The address of the original, absolute: the one that the post names, else its own; None if it has none yet."""
    if not post.canonical_url:
        return post.url
    url = join_url(post.url or "", post.canonical_url)
    return url if url.startswith(("http://", "https://")) else post.url


def disclosure_of(post: Post, review: BookReview | None) -> Body | None:
    """The disclosure of a review that must be put at the top of a copy, as the post's dialect reads it.

    None where there is none, or where it stands above the fold already. Raises ParserFailure.
    """
    told = review.disclosure if review is not None else None
    return disclosure_body(post, review) if told is not None and not told.is_above_fold else None


def disclosure_body(post: Post, review: BookReview | None) -> Body | None:
    """The disclosure of a review wherever it stands; None where there is none. Raises ParserFailure."""
    told = review.disclosure if review is not None else None
    if told is None or not told.text.strip():
        return None
    text = SourceText(post.source, told.text)
    return post.dialect.parse(text, Span(0, len(told.text)), post.settings, lambda diagnostic: None)


class Picture(NamedTuple):
    """The address of a picture as the post spells it, and the character of the file where it stands.

    is_cover: of a book; it stands in the text too, which reports what is wrong with it.
    """

    url: str
    at: int
    is_cover: bool


def picture_of(post: Post, review: BookReview | None) -> Picture | None:
    """The picture that stands for the post as a whole: its own, else the cover of what it reviews."""
    if post.image:
        return Picture(post.image, post.front.at("image"), is_cover=False)
    return cover_of(review) if review is not None else None


def cover_of(review: BookReview) -> Picture | None:
    """The picture of the reviewed thing."""
    if not review.book.cover:
        return None
    place = review.book.places.get("cover")
    return Picture(review.book.cover, place.span.start if place else 0, is_cover=True)


Relinks = Callable[[Post, Report], Relink]
"""Makes the addresses in a post absolute, and reports those that it cannot."""


def address_of(picture: Picture, post: Post, relinks: Relinks, report: Report) -> str:
    """The absolute address of a picture; "" where it has none of its own, which is reported."""
    relink = relinks(post, _silent if picture.is_cover else report)
    node = Destination(
        span=Span(picture.at, picture.at + len(picture.url)), url=picture.url, role=Role.IMAGE
    )
    url = relink(post.front.source, node) or picture.url
    if url.startswith("//"):
        url = join_url(post.url or "", url)
    return url if url.startswith(("http://", "https://")) else ""


def _silent(found: Diagnostic) -> None:
    """Hears what the text of the post reports already."""


def posting_of(site: Site, post: Post, review: BookReview, relinks: Relinks) -> Posting:
    """What the post says of its review."""
    cover = cover_of(review)
    date = post.date.isoformat(timespec="seconds") if post.date is not None else ""
    return Posting(
        url=canonical_of(post) or "",
        title=" ".join(post.title.split()),
        lang=post.lang or site.lang,
        published=date.replace("+00:00", "Z"),
        authors=tuple(author.name for author in post.authors if author.name),
        site=site.title,
        cover=address_of(cover, post, relinks, _silent) if cover is not None else "",
    )


def file_name_of(post: Post) -> str:
    """The last part of the post's address, as the name of a file without its ending."""
    path = unquote_path(post.path).rstrip("/")
    name = path.rpartition("/")[2] or post.source.rpartition("/")[2].partition(".")[0]
    return _UNSAFE.sub("-", name.removesuffix(".html"))[:_LONGEST_NAME].strip(". ") or "post"


def about(post: Post, key: str, code: Code, message: str) -> Diagnostic:
    """A finding about a key of the header; where the post has no header, at its beginning."""
    return post.front.source.diagnostic(post.front.at(key), code, message)
