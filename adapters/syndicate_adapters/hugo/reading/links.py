"""What an address in a post points at, by the rules of Hugo.

Source: Hugo 0.168 (embedded render hooks, hugolib/pagecollections.go); tests/hugo_reading/test_links.py.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import unquote

from syndicate.body.nodes import Destination, Role
from syndicate.model import Post, Site
from syndicate.source.files import is_file_inside
from syndicate.web.links import (
    AssetLink,
    Dead,
    Elsewhere,
    LinkTarget,
    PageLink,
    PostLink,
    is_elsewhere,
    split_suffix,
)
from syndicate.web.urls import join_url, page_key, quote_path, unquote_path
from syndicate_adapters.hugo.reading.beside import is_served
from syndicate_adapters.hugo.reading.modules import Mount
from syndicate_adapters.hugo.reading.names import parse_name
from syndicate_adapters.hugo.reading.permalinks import cleaned
from syndicate_adapters.hugo.reading.served import Known, LinkMap
from syndicate_adapters.hugo.reading.settings import HugoConfig

_REF: Final = re.compile(
    r"""\{\{[<%]\s*+(?:rel)?ref\s++(?:path\s*+=\s*+)?(?:"([^"]*+)"|`([^`]*+)`|([^\s"`>%]++))([^>%]*+)[>%]\}\}"""
)
_LANG: Final = re.compile(r"""\blang\s*+=\s*+"?([\w-]++)""")
_PAGE_ENDINGS: Final = frozenset(("", ".html", ".htm", ".xml", ".json", ".php", ".ics"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HugoSite:
    """What the adapter keeps of a site. links: by language."""

    config: HugoConfig
    links: Mapping[str, LinkMap]

    def links_of(self, post: Post) -> LinkMap:
        """What the addresses in `post` are resolved with."""
        return self.links[post.lang]


def resolve(site: Site, post: Post, destination: Destination) -> LinkTarget:
    """What `destination` points at on the site that Hugo builds.

    An address that is a shortcode `ref` or `relref` points at the page that Hugo finds for it.
    """
    url = destination.url.strip()
    hugo: HugoSite = site.config
    links = hugo.links_of(post)
    if shortcode := _REF.match(url):
        return _by_shortcode(hugo, post, shortcode, url[shortcode.end() :])
    if destination.otherwise is not None and destination.otherwise != url:
        # The site's own shortcode prints a part that nobody knows: what the rest does not find may be there.
        rest = replace(destination, url=destination.otherwise, otherwise=None)
        target = resolve(site, post, rest)
        return target if isinstance(target, PostLink | AssetLink) else Elsewhere(url=rest.url)
    path, suffix = split_suffix(url)
    if is_elsewhere(url) or not path:
        return Elsewhere(url=url)
    name = unquote(path)
    is_image = destination.role is Role.IMAGE
    hooked = links.finds_images if is_image else links.finds_links
    if hooked and destination.role is not Role.ATTRIBUTE:
        found = _by_hook(site, post, links, name, suffix, is_image=is_image)
        if found is not None:
            return found
    found = _by_browser(site, post, links, path, suffix)
    if found is None and links.has_hooks and destination.role is not Role.ATTRIBUTE:
        # The site's own hook is not run; what it is there for is to find pages and files.
        found = _by_hook(site, post, links, name, suffix, is_image=is_image)
    return found or _nowhere(site, post, links, path, suffix, is_image=is_image)


def asset_url(site: Site, post: Post, asset: AssetLink) -> str | None:
    """The address of a static file, or of a file in the content folder; one in `assets` has none of its own."""
    hugo: HugoSite = site.config
    links = hugo.links_of(post)
    if not site.url:
        return None
    path = links.addresses.get(asset.path)
    for mount in links.statics if path is None else ():
        if asset.path.startswith(f"{mount.source}/"):
            path = f"{links.base}{mount.folder}{asset.path.removeprefix(mount.source)}"
            break
    return None if path is None else join_url(links.url, quote_path(path))


# --- as the engine's hooks look ------------------------------------------------------------------


def _by_hook(
    site: Site, post: Post, links: LinkMap, name: str, suffix: str, *, is_image: bool
) -> LinkTarget | None:
    name = name.removeprefix("./")
    if not is_image:
        key = find_page(site.config, post, name)
        if key is not None:
            return _page(links.pages[key], suffix, post.lang)
    place = links.beside(links.sources.get(post.source, ""), name)
    if place is not None:
        return AssetLink(path=place, file=site.root / place, suffix=suffix)
    for mount in links.assets:
        found = _in_mount(site, mount, name.lstrip("/"), suffix)
        if found is not None:
            return found
    return None


def _page(known: Known, suffix: str, lang: str) -> LinkTarget:
    if known.is_post:
        return PostLink(source=known.source, suffix=suffix, lang=lang)
    return PageLink(path=unquote_path(known.path), suffix=suffix)


def find_page(
    hugo: HugoSite, post: Post, ref: str, *, is_ref: bool = False, lang: str = ""
) -> str | None:
    """The key of the page that `GetPage` finds from a post; None where it finds none, or several.

    is_ref: `ref` and `relref` look for the name alone as well. lang: of the page that is wanted, if another.
    """
    links = hugo.links.get(lang or post.lang)
    if links is None:
        return None
    own = hugo.links_of(post).sources.get(post.source)
    languages = frozenset(language.key for language in hugo.config.languages)
    ref = ref.removesuffix("/") or "/"
    for candidate in _candidates(ref):
        has_ending = candidate == ref
        if own is not None and not ref.startswith("/"):
            folder = _folder(post.source, own, is_up=has_ending and ref.startswith("../"))
            key = parse_name(_rooted(f"{folder}/{candidate}"), languages).key
            if key not in links.pages and has_ending:
                place = posixpath.normpath(posixpath.join(posixpath.dirname(post.source), ref))
                key = links.sources.get(place, key)
            if key in links.pages:
                return key
        if candidate.startswith("."):
            continue
        name = parse_name(_rooted(candidate), languages)
        if name.key in links.pages:
            return name.key
        if has_ending and links.home:
            place = posixpath.normpath(
                posixpath.join(posixpath.dirname(links.home), ref.lstrip("/"))
            )
            if place in links.sources:
                return links.sources[place]
        if is_ref and "/" not in ref:
            return links.names.get(name.key.rpartition("/")[2])
    return None


def _candidates(ref: str) -> Iterator[str]:
    """The files that a reference may mean; one without an ending means a Markdown file."""
    if "." in ref.rpartition("/")[2]:
        yield ref
    elif ref == "/":
        yield "/_index.md"
    elif ref.endswith("/index"):
        yield f"{ref}/index.md"
        yield f"{ref}.md"
    else:
        yield f"{ref}.md"


def _folder(source: str, key: str, *, is_up: bool) -> str:
    """Where a relative reference begins: at a branch itself, else beside the page."""
    is_branch = posixpath.basename(source).lower().startswith("_index.")
    is_leaf = posixpath.basename(source).lower().startswith("index.")
    return key if is_branch or (is_leaf and is_up) else key.rpartition("/")[0]


def _rooted(path: str) -> str:
    return cleaned("/" + path.lstrip("/"))


def _by_shortcode(hugo: HugoSite, post: Post, found: re.Match[str], rest: str) -> LinkTarget:
    ref = found[1] or found[2] or found[3] or ""
    said = _LANG.search(found[4])
    path, _, fragment = ref.partition("#")
    path = path.partition("?")[0]
    suffix = f"#{fragment}{rest}" if fragment else rest
    if not path or "://" in ref:
        return Elsewhere(url=suffix)
    lang = said[1] if said else post.lang
    key = find_page(hugo, post, unquote(path), is_ref=True, lang=lang)
    if key is None:
        return Dead(url=ref, reason=f"Hugo finds no page for the reference {ref!r}, and stops")
    return _page(hugo.links[lang].pages[key], suffix, lang)


# --- as the reader's browser does ----------------------------------------------------------------


def _by_browser(
    site: Site, post: Post, links: LinkMap, path: str, suffix: str
) -> LinkTarget | None:
    """What is served at the address, seen from the page; None where nothing is, as far as we know."""
    absolute = path if path.startswith("/") else join_url(post.path, path)
    key = links.routes.get(page_key(absolute))
    if key is not None:
        return _page(links.pages[key], suffix, post.lang)
    place = links.files.get(unquote(absolute))
    if place is not None:
        return AssetLink(path=place, file=site.root / place, suffix=suffix)
    below = unquote(absolute)
    if links.base and not below.startswith(f"{links.base}/"):
        return _other_language(site, post, absolute, suffix)
    below = below.removeprefix(links.base)
    for mount in links.statics:
        if below.startswith(f"{mount.folder}/"):
            inside = below.removeprefix(mount.folder).lstrip("/")
            found = _in_mount(site, mount, inside, suffix)
            if found is not None:
                return found
    return _other_language(site, post, absolute, suffix)


def _in_mount(site: Site, mount: Mount, inside: str, suffix: str) -> AssetLink | None:
    place = posixpath.normpath(f"{mount.source}/{inside}")
    if not inside or not place.startswith(f"{mount.source}/"):
        return None
    file = site.root / place
    return (
        AssetLink(path=place, file=file, suffix=suffix) if is_file_inside(file, site.root) else None
    )


def _other_language(site: Site, post: Post, absolute: str, suffix: str) -> LinkTarget | None:
    hugo: HugoSite = site.config
    for lang, links in hugo.links.items():
        key = links.routes.get(page_key(absolute)) if lang != post.lang else None
        if key is not None:
            return _page(links.pages[key], suffix, lang)
        place = links.files.get(unquote(absolute)) if lang != post.lang else None
        if place is not None:
            return AssetLink(path=place, file=site.root / place, suffix=suffix)
    return None


def _nowhere(
    site: Site, post: Post, links: LinkMap, path: str, suffix: str, *, is_image: bool
) -> LinkTarget:
    absolute = unquote_path(path if path.startswith("/") else join_url(post.path, path))
    ending = posixpath.splitext(path)[1].lower()
    if is_image:
        return Dead(url=path, reason=f"there is no file {path} in the site")
    hugo: HugoSite = site.config
    is_known = is_served(site, hugo.links, absolute)
    if ending in (".md", ".markdown") and not is_known:
        return Dead(url=path, reason=f"Hugo leaves {path} as it is, and no page is served there")
    is_own = not links.base or absolute.startswith(f"{links.base}/")
    is_file = ending not in _PAGE_ENDINGS and ending[1:].isalnum() and len(ending) < 6
    if is_own and is_file and not is_known:
        return Dead(url=path, reason=f"there is no file {path} in the site")
    return PageLink(path=absolute, suffix=suffix, is_known=is_known)
