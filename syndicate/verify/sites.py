"""A built site: which addresses its files serve, and what a link or a picture in it leads to."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from syndicate.diagnostics import SyndicateError
from syndicate.verify.address import address_of
from syndicate.verify.headings import Places, places_in
from syndicate.verify.redirects import read_redirect_files, redirect_in
from syndicate.verify.tree import Document, UnreadablePage, decode
from syndicate.web.urls import (
    join_url,
    page_key,
    quote_path,
    split_url,
    unquote_path,
    without_dots,
)

_PAGES = (".html", ".htm")
_NO_PAGES = ("/404.html", "/404/index.html")
_SKIPPED_FOLDERS = frozenset({".git", "node_modules"})
FEED_NAMES = frozenset({"atom.xml", "feed.json", "feed.xml", "index.xml", "rss.xml"})
_LARGEST_PAGE = 32 * 2**20
_LARGEST_REDIRECT = 4096


class Site:
    """The files of a built site, asked by address; keeps no page in memory for long."""

    def __init__(self, root: Path) -> None:
        """Raises SyndicateError where `root` is no folder or holds no page."""
        if not root.is_dir():
            raise SyndicateError(f"{root} is not a folder: name the folder of a built site")
        self.root = root
        self._real_root = os.path.realpath(root)
        self.pages: dict[str, list[str]] = {}
        self.feeds: list[str] = []
        for path in _files(root):
            if path.endswith(_PAGES) and not f"/{path}".endswith(_NO_PAGES):
                self.pages.setdefault(key_of(path), []).append(path)
            elif path.rpartition("/")[2] in FEED_NAMES:
                self.feeds.append(path)
        if not self.pages:
            raise SyndicateError(f"{root} holds no HTML page: name the folder of a built site")
        self.redirects: Mapping[str, str] = read_redirect_files(root)
        self.origin, self.base = address_of(self.pages, self.document, self._text("sitemap.xml"))
        self._host = split_url(self.origin).host
        self._digests = lru_cache(4096)(self._file_digest)
        self._arrivals = lru_cache(4096)(self._follow)
        self._redirects = lru_cache(4096)(self._redirect_of)
        self._known_places = lru_cache(256)(self._places)

    # -- files --

    def read(self, path: str) -> str:
        """The text of a page. Raises UnreadablePage where that is not possible."""
        file = self.root / path
        try:
            if file.stat().st_size > _LARGEST_PAGE:
                raise UnreadablePage("larger than any page should be")
            return decode(file.read_bytes())
        except OSError as error:
            raise UnreadablePage(f"cannot be read: {error.strerror}") from error

    def _text(self, path: str) -> str:
        """The text of a file at the root, "" where there is none."""
        name = self.file_at(path)
        return self.read(name) if name is not None else ""

    def document(self, path: str) -> Document | None:
        """The page parsed, or None where that is not possible."""
        try:
            return Document(self.read(path))
        except UnreadablePage:
            return None

    def file_at(self, path: str) -> str | None:
        """The file, relative to the root, that a decoded site path serves; not of a page."""
        name = path.strip("/")
        if not name or "\0" in name or ".." in name.split("/"):
            return None
        full = os.path.realpath(os.path.join(self._real_root, name))
        is_inside = full.startswith(self._real_root + os.sep)
        return name if is_inside and os.path.isfile(full) else None

    def file_digest(self, path: str) -> str | None:
        """What identifies the content of the file at a site path; None for pages and no files."""
        return self._digests(path)

    def _file_digest(self, path: str) -> str | None:
        name = self.file_at(path)
        if name is None or name.endswith(_PAGES):
            return None
        digest = blake2b(digest_size=8)
        with open(self.root / name, "rb") as file:
            while chunk := file.read(2**20):
                digest.update(chunk)
        return digest.hexdigest()

    # -- addresses --

    def served_with(self, other: Site) -> None:
        """Takes the origin of the other site, where this one says nothing about its own."""
        if not self.origin:
            self.origin, self._host = other.origin, other._host

    def path_in(self, url: str) -> str | None:
        """The path of `url` below the base, decoded, or None where it leads out of the site."""
        parts = split_url(url)
        if parts.host is not None and parts.host.lower() != self._host:
            return None
        path = without_dots(parts.path or "/")
        if self.base and path != self.base and not path.startswith(self.base + "/"):
            return None
        return unquote_path(path.removeprefix(self.base)) or "/"

    def follow(self, key: str) -> str:
        """The key of the page that a reader arrives at who asks for the one with `key`."""
        return self._arrivals(key)

    def _follow(self, key: str) -> str:
        for _ in range(8):
            target = self._redirect_of_key(key) or self.redirects.get(key)
            inner = self.path_in(target) if target else None
            arrived = key if inner is None else page_key(quote_path(inner))
            if arrived == key:
                break
            key = arrived
        return key

    def _redirect_of_key(self, key: str) -> str | None:
        """Where the page at `key` sends its reader, unless there is a real one beside it."""
        targets = [self.redirect_of(path) for path in self.pages.get(key, ())]
        return targets[0] if targets and None not in targets else None

    def redirect_of(self, path: str) -> str | None:
        """Where a page sends its reader; a page that is not small sends nobody."""
        return self._redirects(path)

    def _redirect_of(self, path: str) -> str | None:
        try:
            if (self.root / path).stat().st_size > _LARGEST_REDIRECT:
                return None
            target = redirect_in(self.read(path))
        except (OSError, UnreadablePage):
            return None
        return None if target is None else join_url(self.base + url_of(path), target)

    def places(self, key: str) -> Places:
        """What the fragments of the page at `key` hit."""
        return self._known_places(key)

    def _places(self, key: str) -> Places:
        paths = self.pages.get(key, ())
        shown = next((path for path in paths if self.redirect_of(path) is None), None)
        document = self.document(shown) if shown is not None else None
        return places_in(document) if document is not None else {}


def key_of(path: str) -> str:
    """The key of the address, below the base, that an output file serves."""
    return page_key("/" + quote_path(path))


def url_of(path: str) -> str:
    """The address, below the base, that hosts serve an output file at."""
    head, _, name = path.rpartition("/")
    folder = f"/{quote_path(head)}/" if head else "/"
    return folder if name == "index.html" else folder + quote_path(name)


def _files(root: Path) -> Iterator[str]:
    """Paths of all files below `root`, with "/", in a fixed order; links to folders are not followed."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - _SKIPPED_FOLDERS)
        inside = os.path.relpath(folder, root).replace(os.sep, "/")
        prefix = "" if inside == "." else f"{inside}/"
        yield from (prefix + name for name in sorted(names))
