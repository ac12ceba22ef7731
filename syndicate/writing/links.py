"""The new address of everything that a post links to or shows.

`Relinker` asks the source engine what an address means, and the writer what that thing is called on
the new site. An address that works there as it stands is left as the author wrote it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from syndicate.adapter import Copy, Resolve, WriteContext
from syndicate.body.nodes import Destination, Role
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.model import Post, Site
from syndicate.source.text import SourceText, Span
from syndicate.web.links import AssetLink, Dead, LinkTarget, PageLink, PostLink, split_suffix
from syndicate.web.urls import join_url, page_key, quote_path, same_page
from syndicate.writing.places import AssetPlace, PostKey, below_statics

_NOT_CONVERTED: Final = "a page that is not converted"
_PAGES: Final = ("", ".html", ".htm", ".md", ".mdx", ".php", ".xml", ".json", ".txt", ".ics")
"""The endings of pages, and of what engines and their plugins make without a file."""

_UNSAFE: Final = re.compile(r'[\x00-\x20"<>?#%`{}|\\^\[\]\x7f]')


def spelled(path: str) -> str:
    """A raw path as an address in Markdown: only what would mean something else is encoded."""
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", path)


_ADDRESS: Final = re.compile(r"[^\s<>\"'`()\[\]{}|\\^]+")
"""The rest of an address in a text."""

SpellPage = Callable[[str, Destination], str]
"""How the new site spells a raw path, base path included, in this link; without query and fragment."""

SpellFile = Callable[[AssetPlace, Destination], str]
"""How the new site spells the address of a file in this link; without query and fragment."""


def _never(target: LinkTarget, node: Destination) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What relinking needs to know of the new site, for all its posts.

    resolve: what an address means to the source engine. base: the base path, without a final slash.
    paths: where each post is served, raw and without `base`. pages: page keys (`web.urls.page_key`)
    of other pages that the new site serves. has_statics: all static files come along, shown or not.
    """

    site: Site
    resolve: Resolve
    base: str
    paths: Mapping[PostKey, str]
    pages: frozenset[str]
    has_statics: bool


def links_of(
    context: WriteContext, base: str, paths: Mapping[PostKey, str], served: Iterable[str]
) -> Links:
    """What relinking has to know of a new site whose home and feeds are where they were.

    base, paths: as in `Links`. served: the paths of its lists and terms, as the source engine spells them; "" is none.
    """
    site = context.site
    answering = (f"{base}/", *served, *(feed.path for feed in site.feeds))
    return Links(
        site=site,
        resolve=context.resolve,
        base=base,
        paths=paths,
        pages=frozenset(page_key(path) for path in answering if path),
        has_statics=context.is_new,
    )


def paths_of_terms(posts: Iterable[Post]) -> Iterator[str]:
    """Where the source site lists the posts of each tag, category and author; "" where it does not."""
    for post in posts:
        yield from (term.path for term in (*post.tags, *post.categories))
        yield from (author.path for author in post.authors)


@dataclass(slots=True, kw_only=True)
class Relinker:
    """The addresses in one post: what `render` takes as `relink`; collects the files that have to come along.

    placed: where the file at a path of the source site goes. is_beside: whether a relative address
    leads from here to a file beside the post. spell_page, spell_file: by default the path from the root,
    base path included. is_kept: the address works in the new site as it is written, which
    only its engine can tell (`./post.md`, `{% post_url x %}` in a site of the same engine).
    copies: by their path in the output.
    """

    links: Links
    post: Post
    placed: Callable[[str], AssetPlace]
    report: Report
    is_beside: Callable[[Destination], bool] = lambda node: True
    spell_page: SpellPage = lambda path, node: spelled(path)
    spell_file: SpellFile | None = None
    is_kept: Callable[[LinkTarget, Destination], bool] = _never
    copies: dict[str, Copy] = field(default_factory=dict)

    def __call__(self, source: SourceText, node: Destination) -> str | None:
        """The new address; None leaves it as it is."""
        target = self.links.resolve(self.links.site, self.post, node)
        match target:
            case PostLink():
                return self._page(node, target)
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
        target = self.links.resolve(self.links.site, self.post, node)
        if not isinstance(target, AssetLink):
            return url
        place = self._placed(target)
        if place.name:
            return url if _name(url) == place.name else place.name
        return f"{place.path}{target.suffix}"

    def bring_own(self, text: str) -> None:
        """Takes along the files that a text names by their whole address, which goes on to be theirs."""
        origin = self.links.site.url
        at = text.find(f"{origin}/") if origin else -1
        while at >= 0:
            match = _ADDRESS.match(text, at + len(origin))
            path = split_suffix(match[0].rstrip(".,;:!?*_~") if match is not None else "/")[0]
            url = f"{self.links.base}{path}"
            node = Destination(span=Span(0, 0), url=url, role=Role.LINK)
            target = self.links.resolve(self.links.site, self.post, node)
            if isinstance(target, AssetLink):
                place = self.placed(target.path)
                if not place.name and f"{self.links.base}{place.path}" == unquote(url):
                    self._placed(target)
            at = text.find(f"{origin}/", at + 1)

    def _path_of(self, target: PostLink) -> str | None:
        paths, source = self.links.paths, target.source
        for lang in (target.lang, self.post.lang, self.links.site.lang, ""):
            if (source, lang) in paths:
                return paths[source, lang]
        return None

    def _page(self, node: Destination, target: PostLink) -> str | None:
        path = self._path_of(target)
        if path is None or self.is_kept(target, node):
            return None
        raw = f"{self.links.base}{path}"
        if "://" in node.url and same_page(node.url, f"{_origin(self.links.site.url)}{raw}"):
            return None
        wanted = self.spell_page(raw, node)
        if node.url.startswith("/") and same_page(split_suffix(node.url)[0], wanted):
            return None
        return f"{wanted}{target.suffix}"

    def _asset(self, node: Destination, target: AssetLink) -> str | None:
        place = self._placed(target)
        if self.is_kept(target, node):
            return None
        written, _ = split_suffix(node.url)
        if place.name:
            is_relative = not written.startswith(("/", "@"))
            if is_relative and _name(written) == place.name and self.is_beside(node):
                return None
        raw = f"{self.links.base}{place.path}"
        wanted = self.spell_file(place, node) if self.spell_file is not None else spelled(raw)
        return None if _says(written, raw, wanted) else f"{wanted}{target.suffix}"

    def _placed(self, target: AssetLink) -> AssetPlace:
        place = self.placed(target.path)
        is_static = below_statics(self.links.site, target.path) is not None
        if not (is_static and self.links.has_statics):
            self.copies[place.file] = Copy(path=place.file, source=target.file)
        return place

    def _left_behind(self, source: SourceText, node: Destination, target: PageLink) -> str | None:
        # The text of a post that is not translated was told of with the original.
        if page_key(quote_path(target.path)) not in self.links.pages and not self.post.is_fallback:
            if target.is_known or _is_file(target.path):
                what = "a file that is not in the site" if _is_file(target.path) else _NOT_CONVERTED
                self._say(source, node, "link-left-behind", f"{target.path} is {what}")
            else:
                message = f"nothing that we know is served at {target.path}; the link is kept"
                self._say(source, node, "link-unknown", message)
        if self.is_kept(target, node):
            return None
        written, _ = split_suffix(node.url)
        wanted = self.spell_page(target.path, node)
        if _says(written, target.path, wanted):
            return None
        is_own = "://" in node.url and not node.url.startswith("pathname:")
        return None if is_own else f"{wanted}{target.suffix}"

    def _say(self, source: SourceText, node: Destination, code: str, message: str) -> None:
        self.report(source.diagnostic(node.span.start, CODES[code], message))


def _says(written: str, raw: str, wanted: str) -> bool:
    """Whether an address as written is the wanted one, or its raw path where that is all it says."""
    return written == wanted or (written == raw and wanted == spelled(raw))


def _code_of(target: Dead, node: Destination) -> str:
    if target.is_outside:
        return "asset-outside"
    return "source-asset-missing" if node.role is Role.IMAGE else "source-link-dead"


def _is_file(path: str) -> bool:
    """Whether a path ends like that of a picture or a download, and not of a page or a version."""
    ending = posixpath.splitext(path)[1].lower()
    return ending not in _PAGES and ending[1:].isalnum() and not ending[1:].isdecimal()


def _name(url: str) -> str:
    return unquote(url.removeprefix("./"))


def _origin(url: str) -> str:
    return join_url(url, "/").rstrip("/") if url else ""
