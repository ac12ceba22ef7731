"""Where a Docusaurus site serves its posts: at the very addresses of the first engine, if it can.

Source: Docusaurus 3.10.2; tests/docusaurus/test_write.py asks the engine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from syndicate.model import Post, Site
from syndicate.web.urls import base_path, unquote_path
from syndicate.writing.languages import Languages
from syndicate_adapters.docusaurus.urls import is_servable, output_file, parse_file_name, route_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a post is served. slug: for its front matter. path: raw, with the base path.

    output: the file below the folder of the built site. is_exact: the page shows the post there.
    """

    slug: str
    path: str
    output: str
    is_exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """The addresses of a site. base: the base path, without a final slash. folder: `routeBasePath`,
    "" for the root. trailing_slash: the setting of that name. languages: prefixes of all but the first.
    """

    base: str
    folder: str
    trailing_slash: bool | None
    languages: Languages

    def base_url(self, lang: str = "") -> str:
        """The base URL in a language."""
        prefix = "" if self.languages.is_first(lang) else f"{lang}/"
        return f"{self.base}/{prefix}"

    def below(self, path: str, lang: str = "") -> str:
        """A path of the first engine without base path and prefix of its language, raw."""
        raw = unquote_path(path)
        base_url = self.base_url(lang)
        return f"/{raw.removeprefix(base_url)}" if raw.startswith(base_url) else raw

    def address_of(self, post: Post) -> Address:
        """The address of a post or page."""
        wanted = self.below(post.path, post.lang)
        folder = f"/{self.folder}/" if self.folder else "/"
        slug = wanted
        if not post.is_page and wanted.startswith(folder):
            slug = f"/{wanted.removeprefix(folder)}"
        return self.served_at(slug, post.lang, is_page=post.is_page)

    def served_at(self, slug: str, lang: str, *, is_page: bool = False) -> Address:
        """The address of a post with this slug."""
        base_url = self.base_url(lang)
        route = route_of(
            slug,
            base_url=base_url,
            route_base_path="/" if is_page else self.folder or "/",
            trailing_slash=self.trailing_slash,
        )
        below = output_file(route, self.trailing_slash, base_url)
        out = "" if self.languages.is_first(lang) else lang
        return Address(
            slug=slug,
            path=route,
            output=posixpath.join(out, below),
            is_exact=is_servable(route),
        )

    def needs_slug(self, address: Address, name: str, lang: str) -> bool:
        """Whether the file `name`, relative to the folder of posts, would be served elsewhere by itself."""
        return self.served_at(parse_file_name(name).slug, lang).path != address.path


def routes_of(
    site: Site, posts: Sequence[Post], languages: Languages, *, trailing_slash: bool | None
) -> Routes:
    """The addresses of a new site: its posts and tags lie in the deepest folder that holds all of them."""
    base = base_path(site.url)
    plain = Routes(base=base, folder="", trailing_slash=None, languages=languages)
    listed = [post for post in posts if not post.is_page]
    own = languages.first
    served = [post for post in listed if post.path]
    folders = [_folder(plain.below(post.path, post.lang)) for post in served]
    lists = [
        plain.below(page.path, page.lang).strip("/")
        for page in site.lists
        if page.kind == "posts" and page.lang in ("", own)
    ]
    folders += lists[:1]
    folders += [
        posixpath.dirname(_folder(plain.below(tag.path, post.lang)))
        for post in listed
        for tag in post.tags
        if tag.path
    ]
    return Routes(
        base=base,
        folder=_shared(folders) if served else "blog",
        trailing_slash=trailing_slash,
        languages=languages,
    )


def _folder(path: str) -> str:
    return posixpath.dirname(path.strip("/"))


def _shared(folders: Iterable[str]) -> str:
    """The deepest folder above all of these."""
    parts = [folder.split("/") if folder else [] for folder in folders]
    shared = parts[0] if parts else []
    for other in parts[1:]:
        length = 0
        while length < min(len(shared), len(other)) and shared[length] == other[length]:
            length += 1
        shared = shared[:length]
    return "/".join(shared)


def has_bare_files(posts: Iterable[Post]) -> bool:
    """Whether the first engine wrote each post to `<path>.html` and served it without that ending."""
    found = [post for post in posts if post.output and not post.is_page]
    return bool(found) and all(
        post.output.endswith(".html")
        and not post.output.endswith("index.html")
        and not post.path.endswith((".html", "/"))
        for post in found
    )
