"""What templates can look up of a whole site: its posts, documents, pages, files and terms.

Source: Jekyll 4.4.1, `drops/site_drop.rb`, `drops/document_drop.rb`, `page.rb`, `related_posts.rb`;
tests/jekyll_body/test_listing.py compares with the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.contents import Contents, Status, read_contents
from syndicate_adapters.jekyll.knowledge import page_of, values_of_page
from syndicate_adapters.jekyll.ruby import is_truthy, split_extension, to_s

Item = Mapping[str, Value]

_SILENT: Final = frozenset(
    "jekyll-coffeescript jekyll-commonmark jekyll-commonmark-ghpages jekyll-default-layout jekyll-gist"
    " jekyll-github-metadata jekyll-include-cache jekyll-mentions jekyll-optional-front-matter"
    " jekyll-readme-index jekyll-relative-links jekyll-seo-tag jekyll-titles-from-headings jemoji kramdown-math-katex"
    " jekyll-last-modified-at jekyll-spaceship jekyll-target-blank jekyll-toc".split()
)
"""Plugins that add neither pages nor files to what templates see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The documents of a site. posts: oldest first. documents: of other collections, by label.

    pages, statics: None where a plugin or a theme may add to them. sources: the files of posts and documents by path.
    unordered: collections that the config has in an order of its own.
    """

    posts: tuple[Item, ...] = ()
    documents: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    pages: tuple[Item, ...] | None = None
    statics: tuple[Item, ...] | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    unordered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Origin:
    """What a site is read from; `now` tells one reading from another."""

    root: Path
    now: datetime
    config: JekyllConfig = field(compare=False)


State = tuple[int, int, int, int]
"""How a file looked: device, number, time of change in ns, bytes."""

HELD: Final = 1 << 22  # characters of included texts


class Includes:
    """The texts of files that were included, while they look as they did; the oldest are forgotten first.

    most: characters that are held; a longer text is not.
    """

    __slots__ = ("_held", "_most", "_texts")

    def __init__(self, most: int = HELD) -> None:
        self._most = most
        self._held = 0
        self._texts: dict[str, tuple[State, str]] = {}

    def text(self, path: str, state: State, read: Callable[[str], str]) -> str:
        """The text of the file `path`, which looks like `state` now."""
        known = self._texts.get(path)
        if known is not None and known[0] == state:
            return known[1]
        self._forget(path)
        text = read(path)
        if len(text) <= self._most:
            self._texts[path] = (state, text)
            self._held += len(text)
            while self._held > self._most:
                self._forget(next(iter(self._texts)))
        return text

    def _forget(self, path: str) -> None:
        if (known := self._texts.pop(path, None)) is not None:
            self._held -= len(known[1])


class Listing:
    """The lists of a site, made when something of them is asked for; another process reads the site again.

    All listings look alike: what a text takes from one is an input of that text, file by file.
    excerpts: that were made, by the path of their document. includes: the files that were read.
    """

    __slots__ = ("_lists", "_origin", "excerpts", "includes")

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._lists: Lists | None = None
        self.excerpts: dict[str, str] = {}
        self.includes = Includes()

    def __repr__(self) -> str:
        return "Listing()"

    def __reduce__(self) -> tuple[type[Listing], tuple[Origin]]:
        return Listing, (self._origin,)

    @property
    def root(self) -> Path:
        return self._origin.root

    @property
    def config(self) -> JekyllConfig:
        return self._origin.config

    @property
    def lists(self) -> Lists:
        if self._lists is None:
            self._lists = _lists(self._origin)
        return self._lists


@lru_cache(maxsize=1)
def _lists(origin: Origin) -> Lists:
    return lists_of(read_contents(origin.root, origin.config, origin.now), origin.config)


def lists_of(contents: Contents, config: JekyllConfig) -> Lists:
    """The lists that the engine makes of what is in a site."""
    posts = [placed for placed in contents.posts if placed.status is Status.PUBLISHED]
    others = [placed for placed in contents.documents if placed.status is Status.PUBLISHED]
    documents = {
        label: tuple(page_of(each) for each in others if each.document.label == label)
        for label in config.collections
        if label != "posts"
    }
    has_theme = config.has("theme") or config.has("remote_theme")
    return Lists(
        posts=tuple(map(page_of, posts)),
        documents=documents,
        pages=None if config.plugins - _SILENT else _pages(contents),
        statics=None if has_theme or config.plugins - _SILENT else _statics(contents),
        sources={each.document.path: each.found.source for each in (*posts, *others)},
        unordered=frozenset(_unordered(config)),
    )


def _pages(contents: Contents) -> tuple[Item, ...]:
    items = (values_of_page(page) for page in contents.pages)
    return tuple(sorted(items, key=lambda item: to_s(item["name"])))


def _statics(contents: Contents) -> tuple[Item, ...]:
    found: list[Item] = []
    for file in sorted(contents.files.statics, key=lambda file: (file.label, file.source)):
        name = file.path.rpartition("/")[2]
        stem, extension = split_extension(name)
        found.append(
            {"path": f"/{file.path}", "name": name, "basename": stem, "extname": extension}
        )
    return tuple(found)


def _unordered(config: JekyllConfig) -> list[str]:
    said = config.values.get("collections")
    if not isinstance(said, dict):
        return []
    return [
        label
        for label, own in said.items()
        if isinstance(own, dict) and (is_truthy(own.get("sort_by")) or is_truthy(own.get("order")))
    ]


def terms_in(posts: tuple[Item, ...], kind: str) -> dict[str, list[Item]]:
    """The posts of each term, the newest first; terms in the order in which posts name them."""
    found: dict[str, list[Item]] = {}
    for post in posts:
        terms = post.get(kind)
        for term in map(to_s, terms if isinstance(terms, list) else ()):
            found.setdefault(term, []).append(post)
    return {term: listed[::-1] for term, listed in found.items()}


def neighbours(posts: tuple[Item, ...], path: str) -> tuple[Item | None, Item | None]:
    """The post before one, and the one behind it, by date."""
    at = next((n for n, post in enumerate(posts) if post["path"] == path), None)
    if at is None:
        return None, None
    return posts[at - 1] if at else None, posts[at + 1] if at + 1 < len(posts) else None
