"""A post as files that survive Medium's import or its editor.

Medium's import reads a plain page and takes over its date and address; the editor takes what is pasted from a browser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from syndicate.adapter import ExportContext, WriteText
from syndicate.body.commonmark import quoted
from syndicate.body.html.marks import legal
from syndicate.body.render import render
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report, UsageError
from syndicate.model import Post, Site
from syndicate.original import (
    about,
    address_of,
    canonical_of,
    disclosure_of,
    file_name_of,
    picture_of,
    posting_of,
)
from syndicate.review import BookReview, h_review
from syndicate.source.text import SourceText
from syndicate.web.urls import split_url
from syndicate_adapters.medium.codes import OWN
from syndicate_adapters.medium.dialect import UNFINISHED, MediumSettings, lowered
from syndicate_adapters.medium.options import MediumOptions

if TYPE_CHECKING:
    from bs4 import Tag

_MOST_TAGS: Final = 5
_LONGEST_TAG: Final = 25
_LONGEST_TITLE: Final = 100
_LONGEST_SUBTITLE: Final = 140
_NOTES: Final = {
    "de": "Anmerkungen",
    "es": "Notas",
    "fr": "Notes",
    "it": "Note",
    "ja": "注",
    "ko": "주",
    "pt": "Notas",
    "zh": "注释",
}
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)


def export(
    context: ExportContext, post: Post, options: MediumOptions, report: Report
) -> tuple[WriteText, ...]:
    """The article as Markdown and as a page. Raises UnreadableSource, ParserFailure and UsageError."""
    from syndicate_adapters.medium.pages import markdown_of

    source = post.read()  # once for all that is asked of the text
    review = post.review_in(source)
    blocks = _blocks(context, post, source, review, options, report)
    values = _values(context, post, review, report)
    comment = _comment(values) if options.header else ""
    name = file_name_of(post)
    return (
        WriteText(path=f"{name}.md", text=legal(f"{comment}{markdown_of(blocks)}")),
        WriteText(path=f"{name}.html", text=legal(_page(context, post, review, comment, blocks))),
    )


def blocks_of(
    context: ExportContext, post: Post, options: MediumOptions, report: Report
) -> list[Tag]:
    """The article from its title to the line that leads home. Raises UnreadableSource, ParserFailure and UsageError."""
    source = post.read()
    return _blocks(context, post, source, post.review_in(source), options, report)


def _blocks(
    context: ExportContext,
    post: Post,
    source: SourceText,
    review: BookReview | None,
    options: MediumOptions,
    report: Report,
) -> list[Tag]:
    return [
        *_head(context, post, options, report),
        *_body(context, post, source, review, options, report),
        *_original(context.site, post, options, report),
    ]


def _head(context: ExportContext, post: Post, options: MediumOptions, report: Report) -> list[Tag]:
    from syndicate_adapters.medium.tree import element

    title = " ".join(post.title.split())
    if len(title) > _LONGEST_TITLE:
        message = f"Medium may make its own title in lists: this one has {len(title)} characters"
        report(about(post, "title", OWN["title-long"], message))
    subtitle = _subtitle(post, report) if options.subtitle else ""
    return [
        *([element("h1", title)] if title else []),
        *([element("h3", subtitle)] if subtitle else []),
    ]


def _subtitle(post: Post, report: Report) -> str:
    """The description, where the author wrote one: engines make one of the first words of the text."""
    text = " ".join(post.description.split())
    if not text or not any(key.lower() in ("description", "summary") for key in post.front):
        return ""
    if len(text) <= _LONGEST_SUBTITLE:
        return text
    message = f"Medium takes {_LONGEST_SUBTITLE} characters in a subtitle; this one is cut"
    report(about(post, "description", OWN["subtitle-cut"], message))
    return f"{text[: _LONGEST_SUBTITLE - 1].rpartition(' ')[0].rstrip(' ,;:')}…"


def _body(
    context: ExportContext,
    post: Post,
    source: SourceText,
    review: BookReview | None,
    options: MediumOptions,
    report: Report,
) -> list[Tag]:
    settings = MediumSettings(
        page_url=post.url or canonical_of(post) or "",
        notes_heading=options.notes or _NOTES.get(_language(post, context.site)[:2], "Notes"),
        keeps_tables=options.keeps_tables(),
    )
    relink = context.relink(post, report)
    body = post.body_in(source, report)
    text = render(body, post.dialect, UNFINISHED, relink=relink, report=report).text
    told = disclosure_of(post, review)
    if told is not None:
        above = render(told, post.dialect, UNFINISHED, relink=relink).text
        text = f"{quoted(above.strip())}\n\n{text}"
    return lowered(text, body, settings, report)


def _language(post: Post, site: Site) -> str:
    return (post.lang or site.lang or "en").lower()


# -- the original -------------------------------------------------------------------------------------


def _original(site: Site, post: Post, options: MediumOptions, report: Report) -> list[Tag]:
    """The line that leads home."""
    url = canonical_of(post)
    if url is None:
        message = "the post is not published, so its copy names no original"
        report(about(post, "draft", CODES["canonical-missing"], message))
        return []
    template = options.original
    if post.date is None:
        template = template.replace(" on {date}", "").replace("{date}", "")
    try:
        text = template.format(
            url=url,
            site=_plain(site.title or split_url(url).host or url),
            title=_plain(post.title),
            date=_date(post.date, _language(post, site)) if post.date is not None else "",
        )
    except (KeyError, IndexError, ValueError) as error:
        raise UsageError(
            f"option original={options.original!r} may name {{url}}, {{site}}, {{title}} and {{date}} only"
        ) from error
    from syndicate.body.soup import soup_of

    return list(soup_of(text).find_all("p", recursive=False))


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)


def _date(date: datetime, lang: str) -> str:
    if lang.startswith("en"):
        return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"
    return f"{date:%Y-%m-%d}"


# -- the values to type by hand -----------------------------------------------------------------------


def _values(
    context: ExportContext, post: Post, review: BookReview | None, report: Report
) -> dict[str, str]:
    """What Medium asks for beside the text, by the names that it uses."""
    names = list(dict.fromkeys(" ".join(term.name.split()) for term in post.tags))
    kept = [name for name in names if len(name) <= _LONGEST_TAG][:_MOST_TAGS]
    cut = [name for name in names if name not in kept]
    if cut:
        message = f"Medium takes {_MOST_TAGS} tags of {_LONGEST_TAG} characters; left out: {', '.join(cut)}"
        report(about(post, "tags", CODES["tags-cut"], message))
    picture = picture_of(post, review)
    image = address_of(picture, post, context.relink, report) if picture is not None else ""
    values = {
        "Title": " ".join(post.title.split()),
        "Subtitle": " ".join(post.description.split())[:_LONGEST_SUBTITLE],
        "Topics": ", ".join(kept),
        "Canonical link": canonical_of(post) or "",
        "Preview image": image,
    }
    return {name: value for name, value in values.items() if value}


def _comment(values: dict[str, str]) -> str:
    # Two hyphens in a row could end the comment, and what follows them would be HTML.
    lines = "".join(f"{name}: {re.sub('-(?=-)', '- ', value)}\n" for name, value in values.items())
    return f"<!--\nTo be typed into Medium by hand:\n{lines}-->\n\n"


def _page(
    context: ExportContext,
    post: Post,
    review: BookReview | None,
    comment: str,
    blocks: Sequence[Tag],
) -> str:
    """A page of which an importer sees at once what is the article."""
    from syndicate_adapters.medium.pages import html_of

    site = context.site
    title = html.escape(" ".join(post.title.split()), quote=False)
    facts = {
        "description": " ".join(post.description.split()),
        "author": ", ".join(author.name for author in post.authors),
    }
    head = [f'<meta name="{name}" content="{html.escape(v)}">' for name, v in facts.items() if v]
    if url := canonical_of(post):
        head.append(f'<link rel="canonical" href="{html.escape(url)}">')
    if post.date is not None:
        moment = html.escape(post.date.isoformat())
        head.append(f'<meta property="article:published_time" content="{moment}">')
    lines = "\n".join(head)
    article = _reviewed(context, post, review, f"<article>\n{html_of(blocks)}</article>")
    return (
        f'<!doctype html>\n<html lang="{html.escape(post.lang or site.lang or "en")}">\n{comment}<head>\n'
        f'<meta charset="utf-8">\n<title>{title}</title>\n{lines}\n</head>\n<body>\n'
        f"{article}\n</body>\n</html>\n"
    )


def _reviewed(context: ExportContext, post: Post, review: BookReview | None, article: str) -> str:
    """The article of a review with what programs find a review by."""
    if review is None:
        return article
    return h_review(review, posting_of(context.site, post, review, context.relink), article)
