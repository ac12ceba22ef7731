"""Which file of a Hugo site each post becomes, and where the files go that posts show.

Source: Hugo 0.168; tests/hugo/test_write.py asks the engine.
"""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from syndicate.model import Post, Site
from syndicate.web.urls import base_path
from syndicate.writing.languages import Languages
from syndicate.writing.places import AssetPlace, PostKey, below_statics, key_of
from syndicate_adapters.hugo.languages import suffix
from syndicate_adapters.hugo.urls import Address, address_of

PAGE_ENDINGS: Final = (
    ".md", ".markdown", ".mdown", ".html", ".htm", ".org", ".adoc", ".asciidoc", ".ad", ".rst",
    ".pandoc", ".pdc",
)  # fmt: skip
"""What is a page to Hugo wherever it lies below `content/`; some kinds even stop the build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a post goes. `file` is relative to the output folder.

    folder: of the source post, where its files come along into the bundle; "" for a single page.
    """

    file: str
    folder: str = ""


def section_of(site: Site, source: str, wanted: str = "") -> tuple[str, str]:
    """The section of a post, and its path below that section; `wanted` is the user's choice."""
    folders = [each for each in site.blog_dirs if _is_below(source, each)]
    first = source.split("/")[0] if "/" in source else "."
    folder = max(folders, key=len, default=first)
    name = wanted or section_name(site, folder)
    return name, source if folder in ("", ".") else source.removeprefix(f"{folder}/")


_POSTS: Final = {"_posts": "posts", "_drafts": "posts"}
"""What Jekyll calls its folders of posts; to Hugo they are one section."""


def section_name(site: Site, folder: str) -> str:
    """What the section of a blog in this folder is called."""
    if folder not in ("", "."):
        name = posixpath.basename(folder)
        return _POSTS.get(name, name)
    # A folder of posts without a site around it.
    served = next((page.path for page in site.lists if page.kind == "posts"), "")
    return posixpath.basename(served.rstrip("/")) or "posts"


def _is_below(path: str, folder: str) -> bool:
    return folder in ("", ".") or path.startswith(f"{folder}/")


def places_of(
    site: Site, posts: Iterable[Post], languages: Languages, section: str, bundles: str
) -> dict[PostKey, Place]:
    """The place of each post. A translation stands beside its original.

    No two posts get one logical path, and none swallows another, as an `index.md` does with all that
    lies beside and below it. bundles: "auto", "always" or "never". Pages lie at the top, for a folder
    there is a list to Hugo.
    """
    posts = sorted(posts, key=lambda post: post.source)
    first = [post for post in posts if languages.is_first(post.lang)]
    sizes = Counter(folder for post in first for folder in _folders_of(post.source))
    places: dict[PostKey, Place] = {}
    taken: set[str] = set(_TAKEN)
    for post in first:
        if post.is_page:
            stem = _free(_page_stem(site, post), taken)
            places[key_of(post)] = Place(file=f"content/{stem}.md")
            continue
        name, below = section_of(site, post.source, section)
        is_alone = sizes[posixpath.dirname(post.source)] == 1
        stem, folder = _bundle(site, post, below, bundles, is_alone=is_alone)
        stem = _free(f"{name}/{stem}" if stem else f"{name}/{name}", taken)
        file = f"content/{stem}/index.md" if folder is not None else f"content/{stem}.md"
        places[key_of(post)] = Place(file=file, folder=folder or "")
    originals = {source: place for (source, _), place in places.items()}
    for post in posts:
        if not languages.is_first(post.lang):
            source = post.translation_of or post.source
            original = originals.get(source)
            if original is None:  # the engine shows the original to nobody
                name, below = section_of(site, source, section)
                stem = f"{name}/{posixpath.splitext(below)[0]}"
                stem = _free(_page_stem(site, post) if post.is_page else stem, taken)
                original = originals.setdefault(source, Place(file=f"content/{stem}.md"))
            places[key_of(post)] = _translated(post, original, languages)
    return places


HOME: Final = "_index"
"""The file of the front page, without its ending."""

_TAKEN: Final = ("archive", "authors", "categories", "tags")


def _page_stem(site: Site, post: Post) -> str:
    below = post.path.removeprefix(base_path(site.url)).strip("/")
    stem = posixpath.splitext(below)[0] if below.endswith((".html", ".htm")) else below
    return stem.replace("/", "-") or HOME


def _translated(post: Post, original: Place, languages: Languages) -> Place:
    """The place beside the original; only its own text brings the files of its folder along."""
    file = f"{original.file.removesuffix('.md')}{suffix(languages, post.lang)}.md"
    return Place(file=file, folder=original.folder if post.is_fallback else "")


def _folders_of(source: str) -> Iterator[str]:
    folder = posixpath.dirname(source)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def _bundle(
    site: Site, post: Post, below: str, bundles: str, *, is_alone: bool
) -> tuple[str, str | None]:
    """The path of a post without its ending, and the folder whose files it takes along, None for a page."""
    stem = posixpath.splitext(below)[0]
    parent, name = posixpath.split(stem)
    is_index = name in ("index", "_index")
    own = posixpath.dirname(post.source)
    if bundles != "never" and parent and is_alone and (is_index or _has_files(site, own)):
        return parent, own
    stem = parent if is_index else stem
    return stem, "" if bundles == "always" else None


def _has_files(site: Site, folder: str) -> bool:
    try:
        entries = list(os.scandir(site.root / folder))
    except OSError:
        return False
    return any(not each.name.endswith((".md", ".mdx")) for each in entries)


def _free(stem: str, taken: set[str]) -> str:
    """`stem`, with a number behind it where Hugo would take it for a page that is there already."""
    wanted, number = stem, 1
    while (logical := stem.lower().replace(" ", "-")) in taken:
        number += 1
        stem = f"{wanted}-{number}"
    taken.add(logical)
    return stem


# -- addresses ------------------------------------------------------------------------------------


def list_output(path: str) -> str:
    """The file for a list at `path`, which has no base path: always in a folder of its own.

    The engine puts the further pages of a list below its address, where no file may be in the way.
    """
    below = path.strip("/")
    return f"{below}/index.html" if below else "index.html"


def address_of_post(post: Post, base: str) -> Address:
    """Where Hugo is to serve the post: in the very file of the first engine, if it can."""
    return address_of(post.output or list_output(post.path.removeprefix(base)))


# -- files ----------------------------------------------------------------------------------------


def asset_place(site: Site, place: Place, resources: str, path: str) -> AssetPlace:
    """The place of the file at `path` of the site, shown by the post at `place`.

    resources: the path where the files of the post's bundle are served.
    """
    if (below := below_statics(site, path)) is not None:
        return AssetPlace(file=f"static/{below}", path=f"/{below}")
    if place.folder and path.startswith(f"{place.folder}/"):
        name = path.removeprefix(f"{place.folder}/")
        if not name.lower().endswith(PAGE_ENDINGS):
            file = f"{posixpath.dirname(place.file)}/{name}"
            return AssetPlace(file=file, path=f"{resources}{name}", name=name)
    return AssetPlace(file=f"static/{path}", path=f"/{path}")
