"""Which file of a Docusaurus site each post becomes, and where the files go that posts show.

Source: Docusaurus 3.10.2; tests/docusaurus/test_write.py asks the engine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from syndicate.model import Post, Site
from syndicate.web.urls import base_path, unquote_path
from syndicate.writing.languages import Languages
from syndicate.writing.places import AssetPlace, PostKey, below_statics, key_of

PLUGIN: Final = "docusaurus-plugin-content-blog"
PAGES: Final = "docusaurus-plugin-content-pages"
_UNSAFE: Final = re.compile(r"[\x00-\x1f#?%!*:\"<>|\\]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a post goes. file: relative to the output folder, without its ending. folder: where the files of its
    language lie. name: of the file below it. ending: where it must be this one, "" for the format's.
    """

    folder: str
    name: str
    ending: str = ""

    def file(self, *, is_mdx: bool) -> str:
        """The path of the file."""
        return f"{self.folder}/{self.name}{self.ending or ('.mdx' if is_mdx else '.md')}"


def below_blog(site: Site, path: str) -> str | None:
    """A path of the source relative to the folder of its blog; None outside of all.

    Where there are several blogs, it begins with the name of this one.
    """
    found = [each for each in site.blog_dirs if each in ("", ".") or path.startswith(f"{each}/")]
    if not found:
        return None
    folder = max(found, key=len)
    if folder in ("", "."):
        return path
    below = path.removeprefix(f"{folder}/")
    return f"{posixpath.basename(folder)}/{below}" if len(site.blog_dirs) > 1 else below


def safe_name(path: str) -> str:
    """A path that the engine takes for one of a post and whose page it can build."""
    parts = (_UNSAFE.sub("-", part).lstrip("_.").strip() for part in path.split("/"))
    return "/".join(part or "x" for part in parts)


def places_of(
    site: Site, posts: Iterable[Post], languages: Languages, blog: str
) -> dict[PostKey, Place]:
    """The place of each post: where it was below its blog; translations lie at the same path below `i18n/`."""
    ordered = sorted(posts, key=lambda post: (not languages.is_first(post.lang), post.source))
    names: dict[str, str] = {}
    taken: set[str] = set()
    places: dict[PostKey, Place] = {}
    for post in ordered:
        source = post.translation_of or post.source
        if source not in names:
            names[source] = _free(_name(site, post, source, languages), taken)
        folder = _folder(post, languages, blog)
        ending = posixpath.splitext(post.source)[1] if site.engine == "docusaurus" else ""
        places[key_of(post)] = Place(folder=folder, name=names[source], ending=ending)
    return places


def _folder(post: Post, languages: Languages, blog: str) -> str:
    if languages.is_first(post.lang):
        return "src/pages" if post.is_page else blog
    return f"i18n/{post.lang}/{PAGES if post.is_page else PLUGIN}"


def _name(site: Site, post: Post, source: str, languages: Languages) -> str:
    if post.is_page:
        path = unquote_path(post.path).removeprefix(base_path(site.url)).strip("/")
        if not languages.is_first(post.lang):
            path = path.removeprefix(f"{post.lang}/")
        return safe_name(re.sub(r"(?:^|/)index\.html?$", "", path)) or "index"
    stem = posixpath.splitext(below_blog(site, source) or posixpath.basename(source))[0]
    return stem if site.engine == "docusaurus" else safe_name(stem)


def _free(name: str, taken: set[str]) -> str:
    wanted, number = name, 1
    while name.lower() in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name.lower())
    return name


def asset_place(site: Site, place: Place, path: str, route: str, source: str) -> AssetPlace:
    """The place of the file at `path` of the site, shown by the post at `place`.

    Below the blog it goes where it was, and is named relative to the post; else to `static/`.
    route: where the post is served, without the base path. source: of the post.
    """
    if (below := below_statics(site, path)) is not None:
        return AssetPlace(file=f"static/{below}", path=f"/{below}")
    below = below_blog(site, path)
    if below is None and site.blog_dirs:
        return AssetPlace(file=f"static/{path}", path=f"/{path}")
    file = f"{place.folder}/{safe_name(below or path)}"
    here = posixpath.dirname(f"{place.folder}/{place.name}")
    near = posixpath.relpath(path, posixpath.dirname(source) or ".")
    served = posixpath.normpath(
        posixpath.join(route if route.endswith("/") else posixpath.dirname(route), near)
    )
    served = served if not served.startswith(("..", "/..")) else f"/{path}"
    return AssetPlace(file=file, path=served, name=posixpath.relpath(file, here))


def originals_missing(
    places: Mapping[PostKey, Place], posts: Iterable[Post], languages: Languages
) -> dict[str, Post]:
    """Names below the folder of posts that only a translation has: the engine lists no such file."""
    own = {place.name for (_, lang), place in places.items() if languages.is_first(lang)}
    return {
        places[key_of(post)].name: post
        for post in posts
        if not post.is_page and places[key_of(post)].name not in own
    }
