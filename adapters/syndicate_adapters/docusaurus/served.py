"""What a site of Docusaurus answers at beside its posts: lists, feeds, pages, docs, static pages.

Source: Docusaurus 3.10.2, plugin-content-docs (numberPrefix.js, slug.js); tests/docusaurus/test_pages.py asks the
engine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from syndicate.model import Post, PostList, Redirect, SiteFeed
from syndicate.source.files import files_below, is_file_inside
from syndicate.web.urls import page_key, quote_path, unquote_path
from syndicate_adapters.docusaurus.config.redirects import Redirecting
from syndicate_adapters.docusaurus.config.site import DocusaurusConfig, LocaleConfig
from syndicate_adapters.docusaurus.files import is_post
from syndicate_adapters.docusaurus.pages import page_names, slug_of
from syndicate_adapters.docusaurus.urls import normalize_url

_ALONE: Final = ("sitemap.xml", "404.html", "search")
"""What the presets and themes of the engine serve once for a language."""

_MADE: Final = re.compile(r"(?:category|tags)(?:/.*)?", re.DOTALL)
"""What the docs have without a file: pages of their tags and of categories."""

_LATER: Final = re.compile(r"(.*)/page/[0-9]+/?", re.DOTALL)


def page_keys(
    root: Path,
    config: DocusaurusConfig,
    posts: Iterable[Post],
    lists: Iterable[PostList],
    feeds: Iterable[SiteFeed],
    redirects: Iterable[Redirect],
) -> frozenset[str]:
    """The page keys of what is served beside posts, as far as the files of the site tell."""
    docs = list(_docs_at_root(root, config))
    found = [each.path for group in (lists, feeds, redirects) for each in group]
    for post in posts:
        found += (term.path for term in post.tags)
        found += (author.path for author in post.authors)
        found += post.aliases
    for locale in config.locales:
        found += (normalize_url((locale.base_url, name)) for name in ("/", *_ALONE))
        found += (normalize_url((locale.base_url, quote_path(path))) for path in docs)
        found += _pages(root, config, locale)
    return frozenset(page_key(path) for path in found if path)


def _pages(root: Path, config: DocusaurusConfig, locale: LocaleConfig) -> Iterator[str]:
    """The pages of a language, and the old paths that lead to them."""
    found = [
        normalize_url((locale.base_url, pages.route_base_path, slug))
        for pages in config.pages
        for name in page_names(root, pages)
        for slug in [_said(root / pages.path / name).get("slug") or slug_of(name)]
    ]
    yield from found
    redirecting = Redirecting(
        client=config.redirects, root=root, trailing_slash=config.trailing_slash
    )
    yield from (redirect.path for redirect in redirecting.redirects(found, locale.base_url))


def is_served(root: Path, config: DocusaurusConfig, keys: frozenset[str], path: str) -> bool:
    """Whether the site answers at an absolute path that is no post's. keys: see `page_keys`. path: raw."""
    key = page_key(quote_path(path))
    later = _LATER.fullmatch(key)
    if key in keys or (later is not None and page_key(later[1]) in keys):
        return True
    plain = unquote_path(key)
    bases = sorted((locale.base_url for locale in config.locales), key=len, reverse=True)
    base = next((base for base in bases if f"{plain}/".startswith(base)), None)
    if base is None:
        return False
    below = plain.removeprefix(base).strip("/")
    return _is_static(root, config, below) or _is_doc(config, below)


def _is_static(root: Path, config: DocusaurusConfig, below: str) -> bool:
    for folder in config.static_directories:
        for name in (below, f"{below}.html", f"{below}/index.html"):
            place = posixpath.normpath(f"{folder}/{name}")
            if place.startswith(f"{folder}/") and is_file_inside(root / place, root):
                return True
    return False


# -- docs -----------------------------------------------------------------------------------------


def _is_doc(config: DocusaurusConfig, below: str) -> bool:
    """Whether docs are served there; of those at the root of a site only what has no file of its own."""
    for docs in config.docs:
        base = docs.route_base_path.strip("/")
        # The engine stops at a dead link, so what is asked for below the path of docs is there.
        if below == base or below.startswith(f"{base}/") if base else _MADE.fullmatch(below):
            return True
    return False


def _docs_at_root(root: Path, config: DocusaurusConfig) -> Iterator[str]:
    """Where docs without a path of their own may be served, raw: each with its version and without."""
    for docs in config.docs:
        if docs.route_base_path.strip("/"):
            continue
        for folder in docs.folders:
            names = files_below(root / folder, root) if (root / folder).is_dir() else ()
            for name in filter(is_post, names):
                version, place = "next", name
                if folder == docs.versions:
                    version, _, place = name.partition("/")
                for path in _paths_of(root / folder / name, place):
                    yield path
                    yield f"{version.removeprefix('version-')}/{path}"


_HEADER: Final = re.compile(r"---[^\n]*\n([\s\S]*?)\n---")
_SAID: Final = re.compile(r"""^(slug|id):[ \t]*["']?([^"'#\n]+?)["']?[ \t]*$""", re.MULTILINE)


def _paths_of(file: Path, name: str) -> Iterator[str]:
    """Where one doc may be served."""
    said = _said(file)
    folder, _, last = posixpath.splitext(name)[0].rpartition("/")
    plain = "/".join(map(without_number, folder.split("/")))
    base = without_number(last)
    if slug := said.get("slug", ""):
        yield unquote(posixpath.normpath(posixpath.join("/", plain, slug)).strip("/"))
        return
    if base.lower() in ("index", "readme", posixpath.basename(plain).lower()):
        yield plain
    yield posixpath.join(plain, said.get("id", base))


def _said(file: Path) -> dict[str, str]:
    try:
        with file.open("rb") as content:
            head = content.read(4096).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return {}
    header = _HEADER.match(head)
    return dict(_SAID.findall(header[1])) if header is not None else {}


_DATE: Final = re.compile(r"(?:[0-9]{2}|[0-9]{4})[-_.][0-9]{2}(?:[-_.](?:[0-9]{2}|[0-9]{4}))?")
_VERSION: Final = re.compile(r"[0-9]+[-_.][0-9]+")
_NUMBER: Final = re.compile(r"[0-9]+\s*[-_.]+\s*(?=[^-_.\s])")


def without_number(part: str) -> str:
    """A part of a path without the number that orders it; dates and versions are no such numbers."""
    if _DATE.match(part) or _VERSION.match(part):
        return part
    return _NUMBER.sub("", part, count=1) if _NUMBER.match(part) else part
