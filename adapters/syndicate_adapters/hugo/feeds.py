"""The feeds of a site: which list of the new one writes them, and what each says of itself.

Source: Hugo 0.168; tests/hugo/test_write.py asks the engine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from syndicate.model import Post, PostList, Site, SiteFeed
from syndicate.source.yaml import Value
from syndicate.writing.places import PostKey, key_of
from syndicate_adapters.hugo.places import section_of

OUTPUTS: Final = {"rss": "rss", "atom": "atom", "json": "jsonfeed"}
"""What the new site calls the output of a list that is a feed of this format."""

_NAMES: Final = {"rss": "rss", "atom": "atom", "json": "feed"}
_LIMIT: Final = 20


def feeds_beside(site: Site, page: PostList | None) -> Mapping[str, SiteFeed]:
    """The feeds of a list by their format, in our order: those that lie where it is served."""
    if page is None:
        return {}
    folder = page.path.rstrip("/")
    beside = [f for f in reversed(site.feeds) if posixpath.dirname(f.path).rstrip("/") == folder]
    found = {feed.format: feed for feed in beside}
    return {format: found[format] for format in OUTPUTS if format in found}


def main_feeds(site: Site, page: PostList | None) -> Mapping[str, SiteFeed]:
    """The feeds of the main list; where it has none, the first of each format."""
    found = {feed.format: feed for feed in reversed(site.feeds)}
    others = {format: found[format] for format in OUTPUTS if format in found}
    return feeds_beside(site, page) or others


def outputs_of(feeds: Mapping[str, SiteFeed]) -> list[str]:
    """What a list writes that has these feeds."""
    return ["html", *(OUTPUTS[format] for format in feeds)]


def file_names(feeds: Mapping[str, SiteFeed]) -> dict[str, str]:
    """What the files of feeds are called, without their ending, by format."""
    own = {format: _stem(feed.path) for format, feed in feeds.items()}
    return {**_NAMES, **own}


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def head_of(site: Site, feeds: Mapping[str, SiteFeed]) -> dict[str, str]:
    """What feeds say of themselves: title and description."""
    said = list(feeds.values())
    return {
        "title": next((feed.title for feed in said if feed.title), site.title),
        "description": next((f.description for f in said if f.description), site.description),
    }


def limit_of(feeds: Mapping[str, SiteFeed]) -> int:
    """How many posts feeds have, -1 for all of them."""
    limits = [feed.limit for feed in feeds.values()]
    return next((-1 if limit is None else limit for limit in limits), _LIMIT)


def own_keys(
    site: Site, feeds: Mapping[str, SiteFeed], main: Mapping[str, SiteFeed], outputs: list[str]
) -> dict[str, Value]:
    """What the page of a list has to say of its feeds, where they differ from the `main` ones.

    outputs: what a list writes that says nothing.
    """
    keys: dict[str, Value] = {}
    if (wanted := outputs_of(feeds)) != outputs:
        keys["outputs"] = list(wanted)
    if not feeds:
        return keys
    own, usual = head_of(site, feeds), head_of(site, main)
    keys |= {f"feed{key.title()}": own[key] for key in own if own[key] != usual[key]}
    if limit_of(feeds) != limit_of(main):
        keys["feedLimit"] = limit_of(feeds)
    return keys


def left_out(
    site: Site, pages: Iterable[PostList], main: Mapping[str, SiteFeed]
) -> Iterator[SiteFeed]:
    """The feeds that none of the lists in `pages` writes."""
    names = file_names(main)
    written = {
        feed.path
        for page in pages
        for format, feed in feeds_beside(site, page).items()
        if posixpath.basename(feed.path) == f"{names[format]}{_ending(format)}"
    }
    yield from (feed for feed in site.feeds if feed.path not in written)


def _ending(format: str) -> str:
    return ".json" if format == "json" else ".xml"


def orders_of(site: Site, posts: Iterable[Post]) -> dict[PostKey, int]:
    """The number of each post among those of its moment in one list; the last of them needs none."""
    moments: dict[tuple[str, str, object], list[Post]] = {}
    for post in posts:
        if post.date is not None and not (post.is_draft or post.is_unlisted):
            section, _ = section_of(site, post.source)
            moments.setdefault((section, post.lang, post.date), []).append(post)
    return {
        key_of(post): number
        for group in moments.values()
        for number, post in enumerate(group[:-1], 1)
    }
