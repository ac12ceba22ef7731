"""The article that is sent to a Forem site, by the rules of its API.

Source: forem/forem as of 2026, API v1; the fields are those that it permits.
"""

from __future__ import annotations

import json
import re
from typing import Final

from syndicate.adapter import ExportContext, WriteText
from syndicate.body.commonmark import quoted
from syndicate.body.render import render
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.model import Post
from syndicate.original import (
    about,
    address_of,
    canonical_of,
    disclosure_of,
    file_name_of,
    picture_of,
)
from syndicate.publisher import Article
from syndicate.review import BookReview
from syndicate.source.text import SourceText
from syndicate_adapters.devto.codes import OWN
from syndicate_adapters.devto.dialect import DEVTO
from syndicate_adapters.devto.options import DevtoOptions
from syndicate_adapters.devto.settings import ForemSettings
from syndicate_adapters.devto.tags import MOST, tags_for
from syndicate_adapters.devto.titles import title_for

Payload = dict[str, object]
"""The fields of an article, in the order in which they are sent."""

BIGGEST: Final = 800 * 1024
"""UTF-8 bytes of a body."""

_PUBLIC: Final = re.compile(
    r"https?://(?!localhost\b|127\.|0\.0\.0\.0|\[::1\])[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?",
    re.IGNORECASE,
)


def export(
    context: ExportContext, post: Post, options: DevtoOptions, report: Report
) -> tuple[WriteText, ...]:
    """The payload as JSON, and its body for reading. Raises UnreadableSource and ParserFailure."""
    article = payload(context, post, options, report)
    text = json.dumps({"article": article}, ensure_ascii=False, indent=2)
    name = file_name_of(post)
    return (
        WriteText(path=f"{name}.json", text=f"{text}\n"),
        WriteText(path=f"{name}.md", text=str(article["body_markdown"])),
    )


def payload(context: ExportContext, post: Post, options: DevtoOptions, report: Report) -> Payload:
    """The fields of the article; those that it has nothing for are left out. What Forem refuses is reported."""
    canonical, title = _canonical(post, report), _title(post, report)
    source = post.read()  # once for all that is asked of the text
    review = post.review_in(source)
    article: Payload = {
        "title": title,
        "description": " ".join(post.description.split()),
        "canonical_url": canonical,
        "main_image": _main_image(context, post, review, report),
        "series": _series(post),
        "organization_id": options.organization or None,
    }
    return {
        **{field: value for field, value in article.items() if value},
        "tags": list(_tags(post, options, report)),
        "published": options.published,
        "body_markdown": _body(context, post, source, review, options, report),
    }


EMPTY: Final[Payload] = {"description": "", "main_image": None, "series": None}
"""What takes away what an article had, by the fields that may have been there."""


def article(context: ExportContext, post: Post, options: DevtoOptions, report: Report) -> Article:
    """The same article for the API, which is told of empty fields too. Raises UnreadableSource and ParserFailure."""
    found = payload(context, post, options, report)
    fields = {**EMPTY, **{name: value for name, value in found.items() if name != "published"}}
    return Article(
        title=str(found["title"]),
        canonical_url=str(found.get("canonical_url", "")),
        fields=fields,
        body_field="body_markdown",
    )


def _title(post: Post, report: Report) -> str:
    title, lost = title_for(post.title)
    is_cut = title.endswith("…") and not post.title.rstrip().endswith("…")
    if lost or is_cut:
        what = f"does not keep {lost}" if lost else "takes 128 characters"
        message = f"dev.to {what} in titles; written as {title!r}"
        report(about(post, "title", OWN["title-changed"], message))
    if not title:
        report(
            about(post, "title", OWN["title-missing"], "dev.to refuses an article without a title")
        )
    return title


def _canonical(post: Post, report: Report) -> str | None:
    url = canonical_of(post)
    if url is None:
        message = "the post is not published, so its copy names no original"
        report(about(post, "draft", CODES["canonical-missing"], message))
    elif _PUBLIC.fullmatch(url) is None:
        message = f"dev.to takes no canonical URL that is not public: {url}"
        report(about(post, "canonical_url", OWN["canonical-refused"], message))
        return None
    return url


def _main_image(
    context: ExportContext, post: Post, review: BookReview | None, report: Report
) -> str | None:
    """The picture of the post, or the cover of the book it reviews."""
    picture = picture_of(post, review)
    if picture is None:
        return None
    url = address_of(picture, post, context.relink, report)
    if not url and picture.url.startswith("data:"):
        message = f"dev.to takes only pictures that have a public address, not {picture.url[:40]}"
        report(about(post, "image", CODES["image-inline"], message))
    return url or None


def _series(post: Post) -> str:
    """The name of the series: engines leave it to the author, or make a taxonomy of it."""
    value = post.front.get("series")
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("name") if isinstance(value, dict) else value
    return value.strip() if isinstance(value, str) else ""


def _tags(post: Post, options: DevtoOptions, report: Report) -> tuple[str, ...]:
    found = tags_for([term.name for term in post.tags], options.spellings())
    for old, new in found.respelled:
        message = f"the tag {old!r} is {new!r} on dev.to"
        report(about(post, "tags", OWN["tag-respelled"], message))
    for name, reason in found.refused:
        message = f"the tag {name!r} is left out: {reason}"
        report(about(post, "tags", OWN["tag-refused"], message))
    if found.cut:
        message = f"dev.to takes {MOST} tags; left out: {', '.join(found.cut)}"
        report(about(post, "tags", CODES["tags-cut"], message))
    return found.kept


def _body(
    context: ExportContext,
    post: Post,
    source: SourceText,
    review: BookReview | None,
    options: DevtoOptions,
    report: Report,
) -> str:
    settings = ForemSettings(
        page_url=post.url or canonical_of(post) or "", has_embeds=options.embeds
    )
    relink = context.relink(post, report)
    body = post.body_in(source, report)
    text = render(body, post.dialect, DEVTO, settings=settings, relink=relink, report=report).text
    told = disclosure_of(post, review)
    if told is not None:
        above = render(told, post.dialect, DEVTO, settings=settings, relink=relink).text
        text = f"{quoted(above.strip())}\n\n{text}"
    size = len(text.encode())
    if size > BIGGEST:
        message = f"dev.to takes {BIGGEST:,} bytes in an article; this one has {size:,}"
        report(body.source.diagnostic(body.span.start, OWN["body-too-long"], message))
    return text
