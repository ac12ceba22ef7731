"""What an address in a post points at. Jekyll leaves addresses alone, so mostly the reader's browser decides.

Source: Jekyll 4.4.1 (`post_url.rb`, `link.rb`), jekyll-relative-links 0.7; tests/jekyll/test_links.py.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, unquote_plus

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
from syndicate.web.urls import join_url, page_key, unquote_path
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.files import has_header, is_kept
from syndicate_adapters.jekyll.urls import base_path, encoded_path

_TAG: Final = re.compile(r"\{%-?\s*+(post_url|link)\s([^%]*+)%\}")
_POST_NAME: Final = re.compile(r"(.+/)?(\d+-\d+-\d+)-(.*)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPost:
    """A post as `post_url` looks for it. path: as the engine names it. day: of its date."""

    path: str
    source: str
    slug: str
    day: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JekyllSite:
    """What the adapter keeps of a site.

    routes: page key of a served path, without the base path -> source of the post.
    pages: page keys of what else is served. files: path of a page or document as the engine names it -> where
    it is served. posts: the same of a post -> its source; paths: the other way. named: the posts by the words
    that `post_url` may have for them, the first one first. media: source of a post -> what its theme puts
    before its media.
    """

    config: JekyllConfig
    routes: Mapping[str, str]
    pages: frozenset[str]
    files: Mapping[str, str]
    posts: Mapping[str, str]
    paths: Mapping[str, str]
    named: Mapping[str, tuple[NamedPost, ...]]
    media: Mapping[str, str]

    @property
    def base(self) -> str:
        return base_path(self.config.baseurl)


def resolve(site: Site, post: Post, destination: Destination) -> LinkTarget:
    """What `destination` points at on the site that Jekyll builds.

    An address that begins with the tag `post_url` or `link` points at what the tag names.
    """
    url = destination.url.strip()
    jekyll: JekyllSite = site.config
    if tag := _TAG.match(url):
        name = tag[2].strip().removesuffix("-").strip()
        return named_by_tag(site, tag[1], name, url[tag.end() :])
    if is_elsewhere(url):
        return Elsewhere(url=url)
    if _has_relative_links(jekyll.config) and destination.role is not Role.ATTRIBUTE:
        found = None if destination.is_bracketed else _relative_link(site, post, url)
        if found is not None:
            return found
    path, suffix = split_suffix(url)
    if not path:
        return Elsewhere(url=url)
    media = jekyll.media.get(post.source, "") if destination.role is Role.IMAGE else ""
    if media:
        path = posixpath.join(f"{jekyll.base}/", media.strip("/"), path.lstrip("/"))
    absolute = join_url(post.path or f"{jekyll.base}/", path)
    return _served(site, absolute, suffix, destination) or _unserved(
        site, post, url, absolute, suffix, destination
    )


def asset_url(site: Site, post: Post, asset: AssetLink) -> str | None:
    """The address of a file: Jekyll serves it at its place in the site."""
    jekyll: JekyllSite = site.config
    if not jekyll.config.url:
        return None
    return f"{jekyll.config.url}{jekyll.base}/{encoded_path(asset.path)}"


def _served(site: Site, absolute: str, suffix: str, destination: Destination) -> LinkTarget | None:
    """What the site serves at an absolute path; None where it is nothing that we know."""
    jekyll: JekyllSite = site.config
    base = jekyll.base
    if base and absolute != base and not absolute.startswith(f"{base}/"):
        # Another site of the same host.
        return PageLink(path=unquote_path(absolute), suffix=suffix, is_known=False)
    below = absolute.removeprefix(base) or "/"
    key = page_key(below)
    source = jekyll.routes.get(key)
    if source is not None:
        return PostLink(source=source, suffix=suffix)
    file = _static_file(site, unquote(below).lstrip("/"), suffix)
    if file is not None:
        return file
    if key in jekyll.pages:
        return PageLink(path=unquote_path(absolute), suffix=suffix)
    return None


def _static_file(site: Site, name: str, suffix: str) -> AssetLink | Dead | None:
    path = posixpath.normpath(name) if name else "."
    if path.startswith("../") or path == ".." or posixpath.isabs(path):
        return Dead(url=name, reason=f"{name} leaves the folder of the site", is_outside=True)
    if path == "." or not _is_served(site, path):
        return None
    return AssetLink(path=path, file=site.root / path, suffix=suffix)


def _is_served(site: Site, path: str) -> bool:
    """Whether Jekyll copies the file at this path: no folder above it is left out, and it is no page."""
    file = site.root / path
    if not is_file_inside(file, site.root) or has_header(file):
        return False
    config: JekyllConfig = site.config.config
    folder, name = posixpath.split(path)
    return _is_way_kept(folder, config) and is_kept(name, folder, is_folder=False, config=config)


def _is_way_kept(folder: str, config: JekyllConfig) -> bool:
    """Whether Jekyll looks into a folder that is there, and into those above; a site shows files of few."""
    owner, known = _ways[0]
    if owner is not config or len(known) >= _MOST_WAYS:
        owner, known = _ways[0] = (config, {"": True})
    above = ""
    for name in folder.split("/") if folder not in known else ():
        way = posixpath.join(above, name)
        if way not in known:
            known[way] = known[above] and is_kept(name, above, is_folder=True, config=config)
        above = way
    return known[folder]


_MOST_WAYS: Final = 2000
_ways: Final[list[tuple[JekyllConfig | None, dict[str, bool]]]] = [(None, {})]
"""What is known of the folders of the last site."""


def _unserved(
    site: Site, post: Post, url: str, absolute: str, suffix: str, destination: Destination
) -> LinkTarget:
    """A path at which the site serves nothing that we know; a plugin may still make a page there."""
    path, _ = split_suffix(url)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(post.source), unquote(path)))
    if not path.startswith("/") and is_file_inside(site.root / beside, site.root):
        return Dead(url=url, reason=f"Jekyll does not serve {beside}, which lies beside the post")
    extensions: tuple[str, ...] = site.config.config.markdown_ext
    if path.lower().endswith(extensions):
        return Dead(
            url=url, reason=f"Jekyll serves no {absolute}: it leaves links to source files alone"
        )
    if destination.role is Role.IMAGE:
        return Dead(url=url, reason=f"there is no file {absolute} in the site")
    is_home = absolute.rstrip("/") == site.config.base
    return PageLink(path=unquote_path(absolute), suffix=suffix, is_known=is_home)


# -- jekyll-relative-links ------------------------------------------------------------------------


def _has_relative_links(config: JekyllConfig) -> bool:
    options = config.section("relative_links")
    is_on = "jekyll-relative-links" in config.plugins and options.get("enabled") is not False
    return is_on and options.get("collections") is True


def _relative_link(site: Site, post: Post, url: str) -> LinkTarget | None:
    """The file that a link names by its place in the source; None where there is none."""
    jekyll: JekyllSite = site.config
    path, mark, fragment = url.partition("#")
    own = jekyll.paths.get(post.source, post.source)
    folder = "" if path.startswith("/") else posixpath.dirname(own)
    name = posixpath.normpath(posixpath.join("/", folder, path.lstrip("/")))[1:]
    return _file_named(site, unquote_plus(name), f"{mark}{fragment}")


def _file_named(site: Site, name: str, suffix: str) -> LinkTarget | None:
    """The post, page, document or file with this path, as the engine names it."""
    jekyll: JekyllSite = site.config
    if name in jekyll.posts:
        return PostLink(source=jekyll.posts[name], suffix=suffix)
    if name in jekyll.files:
        return PageLink(path=f"{jekyll.base}{unquote_path(jekyll.files[name])}", suffix=suffix)
    found = _static_file(site, name, suffix)
    return found if isinstance(found, AssetLink) else None


# -- tags of Liquid -------------------------------------------------------------------------------


def named_by_tag(site: Site, tag: str, name: str, suffix: str = "") -> LinkTarget:
    """What `{% post_url name %}` or `{% link name %}` points at; the engine stops where it is nothing."""
    found = (
        post_named(site.config, name, suffix)
        if tag == "post_url"
        else _file_named(site, name.lstrip("/"), suffix)
    )
    if found is not None:
        return found
    kind = "post" if tag == "post_url" else "file"
    return Dead(url=name, reason=f"no {kind} of the site is called {name}; Jekyll stops here")


def post_named(jekyll: JekyllSite, name: str, suffix: str = "") -> PostLink | None:
    """The post that `post_url` means: by the name of its file, else by its slug and its day."""
    match = _POST_NAME.fullmatch(name.removeprefix("/"))
    if match is None:
        return None
    folder, day, slug = match[1] or "", match[2], match[3]
    base = rf"{day}-{re.escape(slug)}\.[^.]+"
    pattern = re.compile(rf"_posts/{re.escape(folder)}{base}|{re.escape(folder)}_posts/?{base}")
    for each in jekyll.named.get(f"{day}-{slug}", ()):
        if pattern.match(each.path):
            return PostLink(source=each.source, suffix=suffix)
    numbers = tuple(map(int, day.split("-")))
    for each in jekyll.named.get(slug, ()):
        if each.slug == slug and each.day == numbers:
            return PostLink(source=each.source, suffix=suffix)
    return None


def words_for(post: NamedPost) -> tuple[str, ...]:
    """What `post_url` may say for a post, folders aside."""
    name = posixpath.basename(post.path)
    return tuple(dict.fromkeys((name.rpartition(".")[0], name.partition(".")[0], post.slug)))
