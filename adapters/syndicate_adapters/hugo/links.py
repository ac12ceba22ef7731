"""The new address of everything that a post links to or shows.

Source: Hugo 0.168; tests/hugo/test_write.py asks the engine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from syndicate.adapter import Copy, Resolve
from syndicate.body.nodes import Destination, Role
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.model import Post, Site
from syndicate.source.text import SourceText, Span
from syndicate.web.links import AssetLink, Dead, LinkTarget, PageLink, PostLink, split_suffix
from syndicate.web.urls import join_url, page_key, same_page
from syndicate_adapters.hugo.places import AssetPlace, Place, PostKey, asset_place

_NOT_CONVERTED: Final = "a page that is not converted"
_PAGES: Final = ("", ".html", ".htm", ".md", ".mdx", ".php")
_UNSAFE: Final = re.compile(r'[\x00-\x20"<>?#%`{}|\\^\[\]\x7f]')


def spelled(path: str) -> str:
    """A raw path as an address in Markdown: only what would mean something else is encoded."""
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What relinking needs to know of the new site. paths: of a post, without `base`.

    pages: page keys of other pages that it serves. has_hooks: its render hooks find files in bundles.
    has_statics: all static files come along, shown or not.
    """

    site: Site
    resolve: Resolve
    base: str
    paths: Mapping[PostKey, str]
    pages: frozenset[str]
    has_hooks: bool
    has_statics: bool


@dataclass(slots=True, kw_only=True)
class Relinker:
    """The addresses in one post; collects the files that have to come along."""

    links: Links
    post: Post
    place: Place
    path: str
    resources: str
    report: Report
    copies: dict[str, Copy] = field(default_factory=dict)

    def __call__(self, source: SourceText, node: Destination) -> str | None:
        """The new address; None leaves it as it is."""
        target = self.links.resolve(self.links.site, self.post, node)
        match target:
            case PostLink():
                return self._page(node, self._path_of(target), target.suffix)
            case AssetLink():
                return self._asset(node, target)
            case PageLink():
                return self._left_behind(source, node, target)
            case Dead():
                self._say(source, node, _code_of(target, node), target.reason)
        return None

    def relocated(self, url: str) -> str:
        """An address of the header, without the base path; what cannot be found stays."""
        node = Destination(span=Span(0, 0), url=url, role=Role.IMAGE)
        target: LinkTarget = self.links.resolve(self.links.site, self.post, node)
        if not isinstance(target, AssetLink):
            return url
        place = self._placed(target)
        if place.name:
            return url if _name(url) == place.name else place.name
        return f"{place.path}{target.suffix}"

    def _path_of(self, target: PostLink) -> str | None:
        paths, source = self.links.paths, target.source
        for lang in (target.lang, self.post.lang, self.links.site.lang, ""):
            if (source, lang) in paths:
                return paths[source, lang]
        return None

    def _page(self, node: Destination, path: str | None, suffix: str) -> str | None:
        if path is None:
            return None
        wanted = f"{self.links.base}{path}"
        if node.url.startswith("/") and same_page(split_suffix(node.url)[0], wanted):
            return None
        if "://" in node.url and same_page(node.url, f"{_origin(self.links.site.url)}{wanted}"):
            return None
        return f"{spelled(wanted)}{suffix}"

    def _asset(self, node: Destination, target: AssetLink) -> str | None:
        place = self._placed(target)
        written, _ = split_suffix(node.url)
        if place.name:
            is_relative = not written.startswith(("/", "@"))
            if is_relative and _name(written) == place.name and self._works_beside(node):
                return None
        wanted = f"{self.links.base}{place.path}"
        if written == wanted:
            return None
        return f"{spelled(wanted)}{target.suffix}"

    def _works_beside(self, node: Destination) -> bool:
        """Whether a relative address leads to a file of the bundle."""
        is_hooked = self.links.has_hooks and node.role is not Role.ATTRIBUTE
        return is_hooked or self.resources == self.path

    def _placed(self, target: AssetLink) -> AssetPlace:
        statics = self.links.site.static_dirs
        place = asset_place(target.path, self.place, self.resources, statics)
        is_static = any(target.path.startswith(f"{folder}/") for folder in statics)
        if not (is_static and self.links.has_statics):
            self.copies[place.file] = Copy(path=place.file, source=target.file)
        return place

    def _left_behind(self, source: SourceText, node: Destination, target: PageLink) -> str | None:
        # The text of a post that is not translated was told of with the original.
        if page_key(target.path) not in self.links.pages and not self.post.is_fallback:
            what = "a file that is not in the site" if _is_file(target.path) else _NOT_CONVERTED
            self._say(source, node, "link-left-behind", f"{target.path} is {what}")
        written, _ = split_suffix(node.url)
        if written == target.path:
            return None
        is_own = "://" in node.url and not node.url.startswith("pathname:")
        return None if is_own else f"{spelled(target.path)}{target.suffix}"

    def _say(self, source: SourceText, node: Destination, code: str, message: str) -> None:
        self.report(source.diagnostic(node.span.start, CODES[code], message))


def _code_of(target: Dead, node: Destination) -> str:
    if target.is_outside:
        return "asset-outside"
    return "source-asset-missing" if node.role is Role.IMAGE else "source-link-dead"


def _is_file(path: str) -> bool:
    """Whether a path ends like that of a picture or a download, and not of a page or a version."""
    ending = posixpath.splitext(path)[1].lower()
    return ending not in _PAGES and ending[1:].isalnum() and not ending[1:].isdecimal()


def _name(url: str) -> str:
    from urllib.parse import unquote

    return unquote(url.removeprefix("./"))


def _origin(url: str) -> str:
    return join_url(url, "/").rstrip("/") if url else ""
