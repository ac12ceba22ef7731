"""All documents and pages of a site: read, dated, addressed, and whether they are published.

Source: Jekyll 4.4.1, `site.rb`, `publisher.rb`; tests/jekyll/test_site.py compares with the engine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final

from syndicate.source.frontmatter import JEKYLL, FrontMatterError, read_front_matter
from syndicate.source.text import SourceText, UnreadableSource, read_source
from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.defaults import DefaultsError, merged
from syndicate_adapters.jekyll.documents import (
    Document,
    Fate,
    is_draft,
    read_document,
    without_header,
)
from syndicate_adapters.jekyll.files import FoundFile, FoundFiles, find_files
from syndicate_adapters.jekyll.markup import Markup, converted_extension, markup_of
from syndicate_adapters.jekyll.moments import Moment
from syndicate_adapters.jekyll.permalinks import Address, address_of
from syndicate_adapters.jekyll.ruby import is_truthy, split_extension, to_s
from syndicate_adapters.jekyll.urls import PermalinkError, UnknownDay, page_url


class Status(Enum):
    """Whether a document is on the site, and if not, why."""

    PUBLISHED = "published"
    DRAFT = "draft"
    HIDDEN = "published: false"
    FUTURE = "future"
    LIMITED = "limit_posts"
    SKIPPED = "left out"
    FATAL = "stops the build"
    DAILY = "another address each day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A document and its place. address: None where there is none. reason, offset: of what is wrong."""

    document: Document
    found: FoundFile
    status: Status
    address: Address | None = None
    reason: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is no document; `url` without the base path."""

    source: str
    url: str
    data: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in a site. posts: drafts among them, in the engine's order. documents: of other collections."""

    posts: tuple[Placed, ...]
    documents: tuple[Placed, ...]
    pages: tuple[Page, ...]
    files: FoundFiles


def read_contents(root: Path, config: JekyllConfig, now: datetime) -> Contents:
    """The contents of the site at `root`. now: the moment of building, where the config fixes none."""
    files = find_files(root, config)
    posts = [placed_at(root, found, config, now) for found in (*files.posts, *files.drafts)]
    documents = [placed_at(root, found, config, now) for found in files.documents]
    return Contents(
        posts=tuple(_limited(sorted(posts, key=_order), config.limit_posts)),
        documents=tuple(sorted(documents, key=_order)),
        pages=tuple(_pages(root, files, config)),
        files=files,
    )


def _order(placed: Placed) -> tuple[datetime, str]:
    moment = placed.document.moment
    return (moment.time if moment else datetime.max.replace(tzinfo=UTC), placed.found.source)


def read_text(root: Path, source: str) -> SourceText:
    """The text of a file of the site, empty where it cannot be read."""
    try:
        return read_source(root / source, source)
    except UnreadableSource:
        return SourceText(source, "")


# -- documents ------------------------------------------------------------------------------------


def placed_at(root: Path, found: FoundFile, config: JekyllConfig, now: datetime) -> Placed:
    """The document in a file, with its address; one that cannot be read is left out."""
    try:
        text = read_source(root / found.source, found.source)
    except UnreadableSource as error:
        empty = SourceText(found.source, "")
        document = read_document(empty, found, config)
        return Placed(document=document, found=found, status=Status.SKIPPED, reason=str(error))
    document = read_document(text, found, config)
    is_hidden_draft = is_draft(found) and not config.has("show_drafts")
    if document.moment is None and is_draft(found) and not is_hidden_draft:
        document = replace(document, moment=_changed_at(root / found.source, config))
    placed = Placed(
        document=document,
        found=found,
        status=Status.PUBLISHED,
        reason=document.reason,
        offset=document.offset,
    )
    if is_hidden_draft:
        return replace(placed, status=Status.DRAFT)
    if document.fate is Fate.SKIPPED:
        return replace(placed, status=Status.SKIPPED)
    if document.fate is Fate.FATAL:
        return replace(placed, status=Status.FATAL)
    return _addressed(placed, config, now)


def _changed_at(file: Path, config: JekyllConfig) -> Moment:
    seconds = int(file.stat().st_mtime)
    return Moment(datetime.fromtimestamp(seconds, tz=UTC).astimezone(config.zone), True)


def _addressed(placed: Placed, config: JekyllConfig, now: datetime) -> Placed:
    """A document that was read, with its address; where it is not published, none is asked of it."""
    document = placed.document
    moment = document.moment
    is_future = moment is not None and moment.time > (config.time or now)
    if not document.is_published and not config.has("unpublished"):
        placed = replace(placed, status=Status.HIDDEN)
    elif is_future and not config.has("future"):
        placed = replace(placed, status=Status.FUTURE)
    try:
        address = address_of(document, config, converted_extension(document.extension, config))
        return replace(placed, address=address)
    except UnknownDay as error:
        status, reason, at = Status.DAILY, placed.reason or str(error), placed.offset
    except PermalinkError as error:
        status, reason, at = Status.FATAL, str(error), document.front.at(error.key)
    if placed.status is not Status.PUBLISHED:
        return placed
    return replace(placed, status=status, reason=reason, offset=at)


def _limited(posts: list[Placed], limit: int) -> Iterator[Placed]:
    """The posts, of which no more than the last ones are published."""
    counted = [post for post in posts if _counts(post)]
    left_out = {id(post) for post in counted[:-limit]} if limit > 0 else set()
    for post in posts:
        yield replace(post, status=Status.LIMITED) if id(post) in left_out else post


def _counts(post: Placed) -> bool:
    """Whether the engine lists the post when it applies `limit_posts`; no address was asked for yet."""
    return post.document.fate in (Fate.READ, Fate.BARE) and post.status in (
        Status.PUBLISHED,
        Status.FATAL,
        Status.DAILY,
    )


# -- pages ----------------------------------------------------------------------------------------

_UNCLAIMED: Final = frozenset(
    "README LICENSE LICENCE COPYING CODE_OF_CONDUCT CONTRIBUTING ISSUE_TEMPLATE PULL_REQUEST_TEMPLATE".split()
)
"""Files that jekyll-optional-front-matter leaves alone."""


def _pages(root: Path, files: FoundFiles, config: JekyllConfig) -> Iterator[Page]:
    for found in files.pages:
        page = _page(root, found, config)
        if page is not None:
            yield page
    if "jekyll-optional-front-matter" in config.plugins:
        for found in _markdown(files.statics, config):
            name = split_extension(posixpath.basename(found.source))[0]
            if name.upper() not in _UNCLAIMED:
                yield Page(source=found.source, url=_url_of_page(found, {}, config), data={})
    if "jekyll-readme-index" in config.plugins:
        yield from _readmes(files, config)


def _markdown(files: Iterable[FoundFile], config: JekyllConfig) -> Iterator[FoundFile]:
    for found in files:
        extension = split_extension(found.source)[1]
        if not found.label and markup_of(extension, config) is Markup.MARKDOWN:
            yield found


def _readmes(files: FoundFiles, config: JekyllConfig) -> Iterator[Page]:
    """The READMEs that stand for the index of their folder, where it has none."""
    taken = {
        posixpath.dirname(found.source)
        for found in files.pages
        if split_extension(posixpath.basename(found.source))[0] == "index"
    }
    for found in _markdown(files.statics, config):
        folder, name = posixpath.split(found.source)
        if split_extension(name)[0].upper() == "README" and folder not in taken:
            permalink = {"permalink": f"/{folder}/"}
            yield Page(source=found.source, url=_url_of_page(found, permalink, config), data={})


def _page(root: Path, found: FoundFile, config: JekyllConfig) -> Page | None:
    """The page in a file; None where it is not published."""
    text = read_text(root, found.source)
    try:
        front = read_front_matter(text, JEKYLL)
    except FrontMatterError as error:
        front = without_header(text, error.body_start)
    if not is_truthy(front.values.get("published", True)) and not config.has("unpublished"):
        return None
    try:
        data = merged(config.defaults.all(found.path, "pages"), front.values)
    except DefaultsError:
        data = dict(front.values)
    return Page(source=found.source, url=_url_of_page(found, data, config), data=data)


def _url_of_page(found: FoundFile, data: Mapping[str, Value], config: JekyllConfig) -> str:
    extension = converted_extension(split_extension(found.path)[1], config)
    permalink = to_s(data.get("permalink")) if is_truthy(data.get("permalink")) else None
    try:
        return page_url(found.path, permalink, extension, config.permalink)
    except PermalinkError:
        return f"/{found.path}"
