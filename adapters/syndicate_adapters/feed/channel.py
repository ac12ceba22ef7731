"""What a feed says of itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from syndicate.body.html import encoded, legal
from syndicate.model import Post, Site, SiteFeed
from syndicate.web.urls import join_url, split_url
from syndicate_adapters.feed.options import FeedOptions, Format

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The frame of a feed. home: the page it follows; address: where it is served, "" if nobody knows."""

    id: str
    title: str
    home: str
    updated: datetime
    description: str
    author: str
    address: str = ""
    language: str = ""
    hub: str = ""


def channel_of(
    site: Site, posts: Sequence[Post], format: Format, updated: datetime, options: FeedOptions
) -> Channel:
    """The frame of the feed that holds `posts`, as the engine frames its own."""
    own = own_feed(site, posts, format)
    address = encoded(options.self_url) or (address_of(site, own) if own is not None else "")
    like = own or _any_feed(site, posts)
    home = _home(site, posts, like)
    title = options.title or (like.title if like is not None else "") or site.title or home
    # jekyll-feed calls a feed by its own address, Docusaurus by that of the blog.
    id = address if site.engine == "jekyll" and address else home
    return Channel(
        id=id,
        title=_line(title),
        home=home,
        updated=updated,
        description=_line(options.description or site.description or title),
        author=_line(options.author or site.title or title),
        address=address,
        language=_language(site, posts, options),
        hub=encoded(options.hub),
    )


def own_feed(site: Site, posts: Sequence[Post], format: Format) -> SiteFeed | None:
    """The engine's own feed of that format for these posts: the one nearest to them that lies above all of them."""
    found = [feed for feed in site.feeds if feed.format == format.value and _covers(feed, posts)]
    return max(found, key=lambda feed: len(posixpath.dirname(feed.path)), default=None)


def _any_feed(site: Site, posts: Sequence[Post]) -> SiteFeed | None:
    return next((feed for f in Format if (feed := own_feed(site, posts, f)) is not None), None)


def _covers(feed: SiteFeed, posts: Sequence[Post]) -> bool:
    folder = posixpath.dirname(feed.path).rstrip("/") + "/"
    return all(f"{post.path}/".startswith(folder) for post in posts)


def address_of(site: Site, feed: SiteFeed) -> str:
    """Where a feed of the engine is served."""
    return encoded(join_url(f"{site.url}/", feed.path))


def _home(site: Site, posts: Sequence[Post], feed: SiteFeed | None) -> str:
    """The page of the blog as the engine spells it: Docusaurus ends it with a slash only where it ends posts so."""
    if feed is None:
        return encoded(f"{site.url}/")
    folder = posixpath.dirname(feed.path).rstrip("/")
    has_slash = not folder or site.engine != "docusaurus"
    has_slash = has_slash or all(split_url(post.url or "").path.endswith("/") for post in posts)
    return encoded(join_url(f"{site.url}/", f"{folder}/" if has_slash else folder))


def _language(site: Site, posts: Sequence[Post], options: FeedOptions) -> str:
    spoken = {post.lang for post in posts if post.lang}
    found = options.language or (spoken.pop() if len(spoken) == 1 else site.lang)
    return found if _LANGUAGE.fullmatch(found) else ""


def _line(text: str) -> str:
    return legal(" ".join(text.split()))
