"""The feeds of a site: the one that jekyll-feed writes, and pages of the site that are one.

Source: jekyll-feed 0.17; tests/jekyll/test_feeds.py compares with the feeds that the engine built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from syndicate.model import SiteFeed
from syndicate.source.files import is_file_inside
from syndicate.source.text import UnreadableSource, read_source
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.contents import Page
from syndicate_adapters.jekyll.ruby import to_s
from syndicate_adapters.jekyll.urls import absolute_url, base_path, sanitized

_ENDINGS: Final = (".xml", ".rss", ".atom", ".json")
_SIGNS: Final = {"<rss": "rss", "<feed": "atom", "jsonfeed.org/version": "json"}
_LAYOUT: Final = re.compile(r"[\w-]+(?:/[\w-]+)*")
_LIMIT: Final = re.compile(r"\{%-?[^%{}]*\blimit:\s*(\d{1,6})\b")
_ID: Final = re.compile(r"<(?:id|guid)\b[^<>]*>([^<>]*)</(?:id|guid)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """The feeds of a site. has_page_ids: they call a post by its `id`, which is no address."""

    feeds: tuple[SiteFeed, ...] = ()
    has_page_ids: bool = False

    def id_of(self, page_id: str, config: JekyllConfig) -> str:
        """What they call the post with this `id`; "" where that is its address."""
        if not self.has_page_ids:
            return ""
        return absolute_url(page_id, config.spelled_url, config.baseurl)


def read_feeds(root: Path, pages: Iterable[Page], config: JekyllConfig) -> Feeds:
    """The feeds of posts that the engine, or a plugin that it knows, writes for the site in `root`."""
    if "jekyll-feed" in config.plugins:
        return Feeds(feeds=tuple(_of_plugin(config)), has_page_ids=True)
    found = [
        (page, text)
        for page in pages
        if page.url.endswith(_ENDINGS)
        for text in (_template(root, page),)
        if "post" in text
    ]
    feeds = [feed for page, text in found if (feed := _of_page(page, text, config)) is not None]
    ids = [_ID.findall(text) for _, text in found]
    return Feeds(
        feeds=tuple(feeds),
        has_page_ids=bool(feeds) and any(each and "post.id" in each[-1] for each in ids),
    )


# -- of jekyll-feed -------------------------------------------------------------------------------


def _of_plugin(config: JekyllConfig) -> Iterator[SiteFeed]:
    """The feed of all posts, and those of the categories that the config names."""
    options = config.section("feed")
    collections = options.get("collections")
    posts = collections.get("posts") if isinstance(collections, dict) else None
    own = posts if isinstance(posts, dict) else {}
    title = config.text("title") or config.text("name")
    path = to_s(own.get("path")) or to_s(options.get("path")) or "/feed.xml"
    limit = options.get("posts_limit")
    limit = limit if isinstance(limit, int) and limit > 0 else 10
    yield _feed(path, title, config, limit)
    categories = own.get("categories") or options.get("categories")
    for category in categories if isinstance(categories, list) else []:
        yield _feed(f"/feed/{to_s(category)}.xml", f"{title} | {to_s(category)}", config, limit)


def _feed(path: str, title: str, config: JekyllConfig, limit: int) -> SiteFeed:
    return SiteFeed(
        path=f"{base_path(config.baseurl)}{sanitized(path)}",
        format="atom",
        title=title,
        description=config.text("description"),
        limit=limit,
    )


# -- of the site itself ---------------------------------------------------------------------------


def _template(root: Path, page: Page) -> str:
    """The text of a page and of the layout it stands in; "" where there is none."""
    layout = to_s(page.data.get("layout"))
    names = [page.source]
    if _LAYOUT.fullmatch(layout):
        names += [f"_layouts/{layout}{ending}" for ending in (*_ENDINGS, ".html")]
    return "\n".join(_text(root, name) for name in names if is_file_inside(root / name, root))


def _text(root: Path, name: str) -> str:
    try:
        return read_source(root / name, name).text
    except UnreadableSource:
        return ""


def _of_page(page: Page, text: str, config: JekyllConfig) -> SiteFeed | None:
    """The feed that a page with this template is; None where it is another file (a sitemap)."""
    kind = next((kind for sign, kind in _SIGNS.items() if sign in text), None)
    if kind is None:
        return None
    limit = page.data.get("limit")
    if "page.limit" not in text and "limit" in text:
        found = _LIMIT.search(text)
        limit = int(found[1]) if found else None
    return SiteFeed(
        path=f"{base_path(config.baseurl)}{page.url}",
        format=kind,
        title=to_s(page.data.get("title")) or config.text("title") or config.text("name"),
        description=to_s(page.data.get("description")) or config.text("description"),
        limit=limit if isinstance(limit, int) and limit > 0 else None,
    )
