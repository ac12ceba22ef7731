"""What an address in a post points at, by the rules of Docusaurus.

Source: Docusaurus 3.10.2, the resolve of Markdown links, transformLinks and transformImage; the vector site's pages
are the test.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from syndicate.body.nodes import Destination, Role
from syndicate.model import Post, Site
from syndicate.source.files import is_file_inside, leads_inside
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
from syndicate_adapters.docusaurus.served import is_served

_PAGE_ENDINGS = (".md", ".mdx", ".html", ".htm")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMap:
    """What a site's addresses are resolved with.

    base_url: of the locale. folders: where Markdown links are looked for behind the post's own folder, in order,
    relative to the site (localized folder, blog folder, site). statics: folders of static files.
    sources: files of the same instance -> the post's source.
    """

    base_url: str
    folders: tuple[str, ...]
    statics: tuple[str, ...]
    sources: Mapping[str, str]


def resolve(site: Site, post: Post, destination: Destination) -> LinkTarget:
    """What `destination` points at on the site that Docusaurus builds."""
    url = destination.url
    links: LinkMap = site.config.links_of(post)
    if url.startswith("pathname://"):
        return _static_path(site, links, url.removeprefix("pathname://"), destination)
    if is_elsewhere(url):
        return Elsewhere(url=url)
    path, suffix = split_suffix(url)
    if not path:
        return Elsewhere(url=url)
    if destination.role is Role.ATTRIBUTE and not path.startswith("@site/"):
        return _attribute(site, post, links, path, suffix)
    if path.endswith((".md", ".mdx")):
        return _markdown_link(post, links, path, suffix)
    if destination.role is Role.IMAGE or not path.lower().endswith(_PAGE_ENDINGS):
        asset = _asset(site, post, links, path, suffix)
        if asset is not None:
            return asset
        if destination.role is Role.IMAGE or path.startswith("@site/"):
            return Dead(url=url, reason=f"there is no file {path} in the site")
    return _page(site, post, links, path, suffix)


_INLINED = 10_000  # bytes; a smaller image is put into the page itself
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg")


def asset_url(site: Site, post: Post, asset: AssetLink) -> str | None:
    """The address at which the built site serves a file; a small image that a post shows has none.

    Source: Docusaurus 3.10.2 names what it bundles by the MD4 of its content; the vector site's pages are the test.
    """
    links: LinkMap = site.config.links_of(post)
    origin = site.config.config.url
    if not origin:
        return None
    for folder in links.statics:
        prefix = f"{folder}/"
        if asset.path.startswith(prefix):
            return f"{origin}{links.base_url}{quote_path(asset.path.removeprefix(prefix))}"
    name, ending = posixpath.splitext(posixpath.basename(asset.path))
    is_image = ending.lower() in _IMAGES
    if is_image and asset.file.stat().st_size < _INLINED:
        return None
    kind = "images" if is_image else "files"
    built = f"assets/{kind}/{name}-{_md4(asset.file)}{ending}"
    return f"{origin}{links.base_url}{quote_path(built)}"


@lru_cache(maxsize=1024)
def _md4(file: Path) -> str:
    from Crypto.Hash import MD4  # OpenSSL 3 has none any more

    return MD4.new(file.read_bytes()).hexdigest()


def _markdown_link(post: Post, links: LinkMap, path: str, suffix: str) -> LinkTarget:
    """A link to a file of posts; those of other plugins are not looked for, as in the engine."""
    name = unquote(path)
    for candidate in _candidates(post, links, name):
        source = links.sources.get(candidate)
        if source is not None:
            return PostLink(source=source, suffix=suffix, lang=post.lang)
    return Dead(url=f"{path}{suffix}", reason=f"no post of this blog has the file {name}")


def _candidates(post: Post, links: LinkMap, name: str) -> Iterator[str]:
    folder = posixpath.dirname(post.source)
    if name.startswith("@site/"):
        yield posixpath.normpath(name.removeprefix("@site/"))
    elif name.startswith(("./", "../")):
        yield posixpath.normpath(posixpath.join(folder, name))
    else:
        for place in (folder, *links.folders):
            yield posixpath.normpath(posixpath.join(place, name.lstrip("/")))


def _asset(
    site: Site, post: Post, links: LinkMap, path: str, suffix: str
) -> AssetLink | Dead | None:
    """The file of the site that an image or a link to a file names; None where there is none."""
    name = unquote(path)
    if name.startswith("@site/"):
        places = [name.removeprefix("@site/")]
    elif name.startswith("/"):
        places = [posixpath.join(folder, name.lstrip("/")) for folder in links.statics]
    else:
        places = [posixpath.join(posixpath.dirname(post.source), name)]
        if not name.startswith("."):
            places += [posixpath.join(folder, name) for folder in links.statics]
    for place in places:
        place = posixpath.normpath(place)
        if place.startswith("../") or posixpath.isabs(place):
            has_site = bool(site.config.config.file)  # else the folder is only a part of one
            what = "the folder of the site" if has_site else "what was given to read"
            return Dead(url=path, reason=f"{path} leaves {what}", is_outside=has_site)
        if not os.path.isfile(os.path.join(site.root, place)):
            continue
        file = site.root / place
        if leads_inside(file, site.root):
            return AssetLink(path=place, file=file, suffix=suffix)
        return Dead(url=path, reason=f"{path} is a link out of the site", is_outside=True)
    return None


def _static_path(site: Site, links: LinkMap, path: str, destination: Destination) -> LinkTarget:
    """`pathname:///x`: a path of the host; links get the base URL, images do not."""
    path, suffix = split_suffix(path)
    for folder in links.statics:
        place = posixpath.normpath(posixpath.join(folder, unquote(path).lstrip("/")))
        file = site.root / place
        if not place.startswith("../") and is_file_inside(file, site.root):
            return AssetLink(path=place, file=file, suffix=suffix)
    if destination.role is Role.IMAGE:
        return PageLink(path=unquote_path(path), suffix=suffix)
    return _other(site, _with_base(links.base_url, path), suffix)


def _attribute(site: Site, post: Post, links: LinkMap, path: str, suffix: str) -> LinkTarget:
    """The address in a tag: the engine leaves it alone, so the reader's browser resolves it."""
    absolute = path if path.startswith("/") else join_url(post.path, path)
    below = absolute.removeprefix(links.base_url.rstrip("/"))
    for folder in links.statics:
        place = posixpath.normpath(posixpath.join(folder, unquote(below).lstrip("/")))
        file = site.root / place
        if not place.startswith("../") and is_file_inside(file, site.root):
            return AssetLink(path=place, file=file, suffix=suffix)
    if found := _post_at(site, absolute, suffix):
        return found
    if not path.startswith("/") and posixpath.splitext(path)[1]:
        return Dead(url=path, reason=f"Docusaurus looks for no file behind {path} in a tag")
    return _other(site, absolute, suffix)


def _page(site: Site, post: Post, links: LinkMap, path: str, suffix: str) -> LinkTarget:
    absolute = (
        _with_base(links.base_url, path) if path.startswith("/") else join_url(post.path, path)
    )
    return _post_at(site, absolute, suffix) or _other(site, absolute, suffix)


def _other(site: Site, absolute: str, suffix: str) -> PageLink:
    """A path that is no post's: a page, or nothing that we know."""
    path = unquote_path(absolute)
    is_known = is_served(site.root, site.config.config, site.config.pages, path)
    return PageLink(path=path, suffix=suffix, is_known=is_known)


def _post_at(site: Site, path: str, suffix: str) -> PostLink | None:
    """The post that is served at a path, of whichever blog and language."""
    source, lang = site.config.routes.get(page_key(path), ("", ""))
    return PostLink(source=source, suffix=suffix, lang=lang) if source else None


def _with_base(base_url: str, path: str) -> str:
    if path.startswith(base_url):
        return path
    return f"{base_url.rstrip('/')}/{path.lstrip('/')}"
