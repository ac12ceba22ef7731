"""What every copy of a post says of its original: where it is, and how its author came by what it reviews."""

from __future__ import annotations

import re
from typing import Final

from syndicate.body.nodes import Body
from syndicate.diagnostics import Code, Diagnostic
from syndicate.model import Post
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


def disclosure_of(post: Post) -> Body | None:
    """The disclosure of a review that must be put at the top of a copy, as the post's dialect reads it.

    None where there is none, or where it stands above the fold already. Raises UnreadableSource and ParserFailure.
    """
    review = post.review
    told = review.disclosure if review is not None else None
    if told is None or told.is_above_fold or not told.text.strip():
        return None
    text = SourceText(post.source, told.text)
    return post.dialect.parse(text, Span(0, len(told.text)), post.settings, lambda diagnostic: None)


def file_name_of(post: Post) -> str:
    """The last part of the post's address, as the name of a file without its ending."""
    path = unquote_path(post.path).rstrip("/")
    name = path.rpartition("/")[2] or post.source.rpartition("/")[2].partition(".")[0]
    return _UNSAFE.sub("-", name.removesuffix(".html"))[:_LONGEST_NAME].strip(". ") or "post"


def about(post: Post, key: str, code: Code, message: str) -> Diagnostic:
    """A finding about a key of the header; where the post has no header, at its beginning."""
    return post.front.source.diagnostic(post.front.at(key), code, message)
