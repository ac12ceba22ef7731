"""Which file of a Jekyll site each post becomes, where it is served, and where the files go that posts show.

Source: Jekyll 4.3.1 and 4.4.1; tests/jekyll_writing asks the engine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from syndicate.model import Post, Site
from syndicate.writing.languages import Languages
from syndicate.writing.places import PostKey, key_of
from syndicate_adapters.jekyll.slugs import slugify
from syndicate_adapters.jekyll.urls import output_of, sanitized

_DATED: Final = re.compile(r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{8})[-_/]?")
_UNSAFE: Final = re.compile(r"""[\x00-\x20"#%?<>\\^`{|}\x7f]""")
_TOKEN: Final = re.compile(r":(?=[a-z_])")
_OWN_DAY: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])-[^-._~#]")
NO_DATE: Final = "1970-01-01"
"""In the name of a post without a date, which Jekyll does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a page is served. `permalink` is what its front matter says; `path` is raw, without the base path.

    output: the file below the folder of the built site. is_exact: it is the one that was asked for.
    """

    permalink: str
    path: str
    output: str
    is_exact: bool = True


def address_of(output: str) -> Address:
    """The address of a page that is to be written to the file `output`."""
    wanted = output.lstrip("/")
    if wanted == "index.html" or wanted.endswith("/index.html"):
        path = f"/{wanted.removesuffix('index.html')}"
    else:
        path = f"/{wanted}"
    permalink = _TOKEN.sub("%3A", _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", path))
    served = sanitized(permalink)
    written = output_of(served, ".html").lstrip("/")
    return Address(
        permalink=permalink, path=unquote(served), output=wanted, is_exact=written == wanted
    )


def list_output(path: str) -> str:
    """The file for a list at `path`, which has no base path: in a folder of its own, as its other pages are."""
    below = path.strip("/")
    if below.endswith((".html", ".htm", ".xml", ".json")):
        return below
    return f"{below}/index.html" if below else "index.html"


def address_of_post(post: Post, base: str) -> Address:
    """Where Jekyll is to serve the post: in the very file of the first engine, if it can."""
    return address_of(post.output or list_output(post.path.removeprefix(base)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The blogs of a site: name by folder. One alone has no folder of its own below `_posts`."""

    names: dict[str, str]

    def of(self, source: str) -> str:
        """The name of the blog that a post belongs to; "" where there is one only."""
        if len(self.names) < 2:
            return ""
        folders = [each for each in self.names if _is_below(source, each)]
        return self.names[max(folders, key=len)] if folders else ""

    def folder_of(self, source: str) -> str:
        """The folder of the blog that a post belongs to, as the first engine has it."""
        folders = [each for each in self.names if _is_below(source, each)]
        return max(folders, key=len, default="")


def sections_of(site: Site, posts: Iterable[Post]) -> Sections:
    """The blogs that have posts."""
    posts = [post for post in posts if not post.is_page]
    names: dict[str, str] = {}
    for folder in site.blog_dirs:
        if any(_is_below(post.source, folder) for post in posts):
            names[folder] = posixpath.basename(folder) if folder not in ("", ".") else "posts"
    return Sections(names=names)


def _is_below(path: str, folder: str) -> bool:
    return folder in ("", ".") or path.startswith(f"{folder}/")


def places_of(
    site: Site, posts: Iterable[Post], languages: Languages, sections: Sections
) -> dict[PostKey, str]:
    """The file of each post, relative to the output folder. No two posts get one."""
    places: dict[PostKey, str] = {}
    taken: set[str] = set()
    for post in sorted(posts, key=lambda post: (post.source, post.lang)):
        folder = "" if languages.is_first(post.lang) else f"{post.lang.lower()}/"
        if post.is_page:
            stem = f"pages/{folder}{_page_stem(post)}"
        else:
            kind = "_drafts" if post.is_draft else "_posts"
            section = sections.of(post.source)
            stem = f"{kind}/{folder}{f'{section}/' if section else ''}{file_stem(post)}"
        places[key_of(post)] = f"{_free(stem, taken)}.md"
    return places


def file_stem(post: Post) -> str:
    """The name of a post's file without its ending: its day, and what the first engine's file was called."""
    stem = posixpath.splitext(post.source)[0]
    name = posixpath.basename(stem)
    if name in ("index", "_index"):
        name = posixpath.basename(posixpath.dirname(stem)) or "post"
    if _OWN_DAY.match(name) is not None and not name.startswith("0000"):
        return re.sub(r"[\s/\\]+", "-", name)
    name = _DATED.sub("", name, count=1) or name
    slug = re.sub(r"[\s/\\]+", "-", name).strip("-._~#") or "post"
    day = post.date.strftime("%Y-%m-%d").rjust(10, "0") if post.date is not None else NO_DATE
    return f"{day}-{slug}"


def _page_stem(post: Post) -> str:
    stem = posixpath.splitext(post.source)[0]
    name = posixpath.basename(stem)
    if name in ("index", "_index"):
        name = posixpath.basename(posixpath.dirname(stem)) or "index"
    return slugify(name, "default") or "page"


def _free(stem: str, taken: set[str]) -> str:
    wanted, number = stem, 1
    while stem.lower() in taken:
        number += 1
        stem = f"{wanted}-{number}"
    taken.add(stem.lower())
    return stem
