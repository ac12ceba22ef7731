"""One post as a feed shows it, whatever the format."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from syndicate.adapter import ExportContext
from syndicate.body.html import Article, article_of, encoded, legal
from syndicate.body.markdown import ParserFailure
from syndicate.catalogue import CODES as CORE_CODES
from syndicate.diagnostics import Code, Diagnostic, Report
from syndicate.model import Author, Post
from syndicate.source.text import UnreadableSource
from syndicate.web.urls import join_url
from syndicate_adapters.feed.options import FeedOptions
from syndicate_adapters.feed.pictures import Picture, picture_of, with_small_pictures
from syndicate_adapters.feed.reviews import as_review, disclosure_html, review_of, told_above

_TAG: Final = re.compile(r"<(/?[a-z0-9]+)[^>]*>")
_BREAKS: Final = frozenset("br /td /th /p /li /h1 /h2 /h3 /h4 /h5 /h6 /div".split())
_PARAGRAPH: Final = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_LONGEST_SUMMARY: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post in a feed. content: HTML, the whole article or its excerpt; summary: plain text."""

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    content: str
    is_whole: bool
    summary: str
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    picture: Picture | None = None


def dates_of(post: Post) -> tuple[datetime, datetime] | None:
    """When a post appeared and when it changed last, in whole seconds; None if it has no date.

    A change before the first appearance counts for nothing.
    """
    if post.date is None:
        return None
    published = _whole_seconds(post.date)
    updated = _whole_seconds(post.updated) if post.updated is not None else published
    return published, max(published, updated)


def _whole_seconds(moment: datetime) -> datetime:
    offset = moment.utcoffset()
    # Zones of the time before railways have seconds, which no date form of a feed can say.
    if offset is not None and offset % timedelta(minutes=1):
        moment = moment.astimezone(UTC)
    return moment.replace(microsecond=0)


def entry_of(
    context: ExportContext,
    post: Post,
    dates: tuple[datetime, datetime],
    id: str,
    options: FeedOptions,
    report: Report,
) -> Entry:
    """What the feed says of `post` under `id`. A text that cannot be read is reported; its summary takes its place."""
    _report_illegal(post, report)
    review = review_of(post)
    told = disclosure_html(context, post, review)
    article = told_above(_article(context, post, options, report), review, told)
    summary = _told_first(_text_of(told), _summary(post, article))
    teaser = article.excerpt or f"<p>{html.escape(summary, quote=False)}</p>"
    is_whole = not options.summary and bool(article.html)
    content = article.html if is_whole else teaser
    return Entry(
        id=legal(id),
        url=encoded(post.url or ""),
        title=legal(" ".join(post.title.split())) or post.url or "",
        published=dates[0],
        updated=dates[1],
        content=as_review(context, post, review, content, is_whole=is_whole),
        is_whole=is_whole,
        summary=summary,
        authors=tuple(_author(author, context) for author in post.authors if author.name),
        categories=_categories(post),
        picture=picture_of(context, post, review, report),
    )


def _report_illegal(post: Post, report: Report) -> None:
    """Names the facts of the header that hold characters no feed may hold."""
    names = [author.name for author in post.authors]
    terms = [term.name for term in (*post.categories, *post.tags)]
    said = {
        "title": [post.title],
        "description": [post.description],
        "authors": names,
        "tags": terms,
    }
    for key, texts in said.items():
        if any(legal(text) != text for text in texts):
            message = f"a control character in {key} is written as U+FFFD"
            report(about(post, CORE_CODES["character-illegal"], message))


def _article(context: ExportContext, post: Post, options: FeedOptions, report: Report) -> Article:
    try:
        return article_of(
            post.body(report),
            post.dialect,
            base=post.url or "",
            relink=with_small_pictures(context, post, context.relink(post, report)),
            has_players=options.players,
            has_excerpt=options.summary or not post.description.strip(),
            reader="feed",
            report=report,
        )
    except (ParserFailure, UnreadableSource) as error:
        report(about(post, CORE_CODES["post-failed"], f"only its summary is in the feed: {error}"))
        return Article(html="")


def _summary(post: Post, article: Article) -> str:
    """What the post is about: the author's own words, else its excerpt, else its first paragraph."""
    if post.description.strip():
        return legal(" ".join(post.description.split()))
    if article.excerpt:
        return _text_of(article.excerpt)
    paragraphs = (_text_of(match[1]) for match in _PARAGRAPH.finditer(article.html))
    first = next((text for text in paragraphs if text), "")
    return _shortened(first) or legal(post.title)


def _told_first(told: str, summary: str) -> str:
    """The summary, which says how the author came by what is reviewed: it may be all that a reader sees."""
    return summary if told in summary else f"{told} {summary}"


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_SUMMARY:
        return text
    return text[:_LONGEST_SUMMARY].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _text_of(clean: str) -> str:
    """The text of clean HTML on one line."""
    text = _TAG.sub(lambda match: " " if match[1] in _BREAKS else "", clean)
    return legal(" ".join(html.unescape(text).split()))


def _author(author: Author, context: ExportContext) -> Author:
    url = join_url(f"{context.site.url}/", author.url) if author.url else ""
    return Author(
        name=legal(" ".join(author.name.split())),
        email=legal(author.email.strip()),
        url=encoded(url) if url.startswith(("http://", "https://")) else "",
    )


def _categories(post: Post) -> tuple[str, ...]:
    names = (legal(" ".join(term.name.split())) for term in (*post.categories, *post.tags))
    return tuple(dict.fromkeys(name for name in names if name))


def about(post: Post, code: Code, message: str) -> Diagnostic:
    """A finding about a post as a whole."""
    return Diagnostic(
        path=post.source,
        line=1,
        column=1,
        severity=code.severity,
        code=code.name,
        message=message,
    )
