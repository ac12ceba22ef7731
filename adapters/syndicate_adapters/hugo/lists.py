"""The lists of a site (posts, archive, tags, authors) and the pages that keep them at their old addresses.

Source: Hugo 0.168; tests/hugo/test_write.py asks the engine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from syndicate.adapter import WriteText
from syndicate.model import Post, PostList, Site, SiteFeed
from syndicate.source.yaml import Value, dump
from syndicate.web.urls import quote_path
from syndicate.writing.languages import Languages
from syndicate_adapters.hugo.feeds import feeds_beside, main_feeds, outputs_of, own_keys
from syndicate_adapters.hugo.languages import prefix, suffix
from syndicate_adapters.hugo.places import list_output, section_of
from syndicate_adapters.hugo.urls import address_of

_EVERYTHING: Final = 10_000
"""Posts on a page of a list that has one page only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Every list that the first engine served. sections: section -> folder of its blog, the main one first."""

    site: Site
    base: str
    sections: Mapping[str, str]
    pages: tuple[PostList, ...]

    @property
    def main_page(self) -> PostList | None:
        """The list of the main blog."""
        return self.page("posts", next(iter(self.sections.values()), ""), self.site.lang)

    @property
    def main(self) -> tuple[str, str]:
        """The section of the main blog, and the path of its list without the base path."""
        section, found = next(iter(self.sections), "posts"), self.main_page
        return section, found.path.removeprefix(self.base) if found is not None else ""

    @property
    def size(self) -> int:
        """Posts on a page of the main list."""
        found = self.main_page
        return 10 if found is None else found.size or _EVERYTHING

    @property
    def is_home(self) -> bool:
        """Whether the main list is the home page, or has its feeds where those of the home page are."""
        return self.main_page is not None and self.main[1] in ("", "/")

    @property
    def main_feeds(self) -> Mapping[str, SiteFeed]:
        """The feeds of the main list by format."""
        return main_feeds(self.site, self.main_page)

    @property
    def section_outputs(self) -> list[str]:
        """What a section writes that says nothing of it."""
        return ["html"] if self.is_home else outputs_of(self.main_feeds)

    @property
    def posts_pages(self) -> tuple[PostList, ...]:
        """The lists of posts that the new site has."""
        folders = set(self.sections.values())
        return tuple(p for p in self.pages if p.kind == "posts" and p.folder in folders)

    def page(self, kind: str, folder: str, lang: str) -> PostList | None:
        """One list of one blog; None where there was none."""
        wanted = (kind, folder, lang)
        return next((p for p in self.pages if (p.kind, p.folder, p.lang) == wanted), None)

    def folder(self, kind: str, lang: str = "") -> str:
        """Where the terms of a taxonomy are served: without the base path, between slashes."""
        lang = lang or self.site.lang
        found = next((p for p in self.pages if p.kind == kind and p.lang == lang), None)
        if found is not None:
            return f"{found.path.removeprefix(self.base).rstrip('/')}/"
        return f"/{kind}/"


def lists_of(site: Site, posts: Iterable[Post], base: str, section: str) -> Lists:
    """What the site says of its lists; where it says nothing, what addresses of terms and feeds tell."""
    found: dict[str, str] = {}
    posts = tuple(posts)
    for folder in site.blog_dirs:
        used = [
            p for p in posts if section_of(site, p.source)[0] == section_of(site, f"{folder}/x")[0]
        ]
        if used:
            found.setdefault(section or section_of(site, used[0].source)[0], folder)
    for post in posts:
        if not site.blog_dirs:
            found.setdefault(section_of(site, post.source, section)[0], "")
    pages = site.lists or tuple(_guessed(site, posts, next(iter(found.values()), "")))
    return Lists(site=site, base=base, sections=found, pages=pages)


def _guessed(site: Site, posts: Iterable[Post], folder: str) -> Iterator[PostList]:
    posts = tuple(posts)
    tag = next((tag.path for post in posts for tag in post.tags if tag.path), "")
    author = next((each.path for each in site.authors.values() if each.path), "")
    feed = next((feed.path for feed in site.feeds), "")
    if feed:
        path = posixpath.dirname(feed)
        yield PostList(kind="posts", path=path, folder=folder, lang=site.lang, size=10)
    if tag:
        path = posixpath.dirname(tag.rstrip("/"))
        yield PostList(kind="tags", path=path, folder=folder, lang=site.lang)
    if author:
        path = posixpath.dirname(author.rstrip("/"))
        yield PostList(kind="authors", path=path, folder=folder, lang=site.lang)


def list_pages(lists: Lists, languages: Languages) -> Iterator[WriteText]:
    """The pages of the lists of posts and of the archives, in every language."""
    for section, folder in lists.sections.items():
        for lang in languages.all:
            ending = f"{suffix(languages, lang)}.md"
            text = _page(_posts_keys(lists, languages, section, folder, lang))
            yield WriteText(path=f"content/{section}/_index{ending}", text=text)
            archive = lists.page("archive", folder, lang)
            if archive is not None:
                is_main = section == lists.main[0]
                name = "archive" if is_main else f"archive-of-{section}"
                keys: dict[str, Value] = {"title": archive.title or "Archive", "layout": "archive"}
                keys |= {"url": _url(lists, archive), "build": {"list": "never"}}
                yield WriteText(path=f"content/{name}{ending}", text=_page(keys))
    yield from _shared_lists(lists, languages)


def _shared_lists(lists: Lists, languages: Languages) -> Iterator[WriteText]:
    """Tags and authors of all blogs are on one page each; from where the others were, it is found."""
    for kind in ("tags", "authors"):
        for lang in languages.all:
            own, before = lists.folder(kind, lang), prefix(languages, lang)
            pages = (p for p in lists.pages if (p.kind, p.lang) == (kind, lang))
            urls = dict.fromkeys(_url(lists, page) for page in pages)
            old: list[Value] = [url.removeprefix(before) for url in urls if url != own]
            if old:
                text = _page({"title": kind, "aliases": old})
                yield WriteText(
                    path=f"content/{kind}/_index{suffix(languages, lang)}.md", text=text
                )


def _posts_keys(
    lists: Lists, languages: Languages, section: str, folder: str, lang: str
) -> dict[str, Value]:
    site = lists.site
    found = lists.page("posts", folder, lang)
    if found is None:
        return {"title": site.title}
    keys: dict[str, Value] = {"title": found.title or site.title}
    if found.description:
        keys["description"] = found.description
    path = found.path.removeprefix(lists.base)
    if path.strip("/"):  # a list at the root is the home page
        url = _url(lists, found)
        if url != f"{prefix(languages, lang)}/{section}/":
            keys["url"] = url
        if site.url:
            keys["canonicalURL"] = f"{site.url}{quote_path(path)}"
        feeds = feeds_beside(site, found)
        keys |= own_keys(site, feeds, lists.main_feeds, lists.section_outputs)
    if found.is_oldest_first:
        keys["oldestFirst"] = True
    return keys


def _url(lists: Lists, page: PostList) -> str:
    return address_of(list_output(page.path.removeprefix(lists.base))).url


def _page(keys: dict[str, Value]) -> str:
    return f"---\n{dump(keys)}---\n"
