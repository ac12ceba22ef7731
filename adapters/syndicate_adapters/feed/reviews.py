"""Reviews in feeds: marked up as such, and never without how the author came by the book."""

from __future__ import annotations

from dataclasses import replace

from syndicate.adapter import ExportContext
from syndicate.body.html import Article, article_of, encoded, legal
from syndicate.body.markdown import ParserFailure
from syndicate.model import Post
from syndicate.original import disclosure_body, posting_of
from syndicate.review import BookReview, h_review
from syndicate.source.text import UnreadableSource


def review_of(post: Post) -> BookReview | None:
    """The review that the post is; None where the file cannot be read, which the article reports."""
    try:
        return post.review
    except UnreadableSource:
        return None


def disclosure_html(context: ExportContext, post: Post, review: BookReview | None) -> str:
    """The disclosure of a review as clean HTML, "" without one."""
    try:
        told = disclosure_body(post, review)
        if told is None:
            return ""
        relink = context.relink(post, lambda diagnostic: None)
        return article_of(told, post.dialect, base=post.url or "", relink=relink).html
    except ParserFailure:  # the article, of which it is a part, reports it
        return ""


def told_above(article: Article, review: BookReview | None, told: str) -> Article:
    """The article and its excerpt with the disclosure on top, where it does not stand there already."""
    is_missing = told and review and review.disclosure and not review.disclosure.is_above_fold
    if not is_missing or not article.html:
        return article
    quote = f"<blockquote>\n{told}\n</blockquote>\n"
    excerpt = article.excerpt
    return replace(
        article, html=quote + article.html, excerpt=excerpt if excerpt is None else quote + excerpt
    )


def as_review(
    context: ExportContext, post: Post, review: BookReview | None, content: str, *, is_whole: bool
) -> str:
    """The content of an entry as that of an h-review, if it is one."""
    if review is None or not content:
        return content
    posting = posting_of(context.site, post, review, context.relink)
    posting = replace(posting, url=encoded(posting.url), cover=encoded(posting.cover))
    return legal(h_review(review, posting, content, is_whole=is_whole))
