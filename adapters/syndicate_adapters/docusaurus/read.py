"""A Docusaurus site as the canonical model: every blog, every language, every post with its address.

Source: Docusaurus 3.10.2, plugin-content-blog; tests/docusaurus/test_read.py compares with 14 builds by the engine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from syndicate.adapter import ReadOptions
from syndicate.catalogue import CODES
from syndicate.diagnostics import Diagnostic, Report, SyndicateError
from syndicate.model import FOREVER, Author, Post, PostList, Redirect, Site, SiteFeed
from syndicate.source.files import LeftOut, files_below
from syndicate.source.text import SourceText
from syndicate.web.urls import page_key
from syndicate_adapters.docusaurus.codes import BLOG_MISSING, report_at
from syndicate_adapters.docusaurus.config.blogs import BlogInstance
from syndicate_adapters.docusaurus.config.contents import PagesInstance
from syndicate_adapters.docusaurus.config.redirects import Redirecting
from syndicate_adapters.docusaurus.config.running import run_config
from syndicate_adapters.docusaurus.config.site import (
    DocusaurusConfig,
    LocaleConfig,
    config_file_of,
    read_config,
)
from syndicate_adapters.docusaurus.files import is_post
from syndicate_adapters.docusaurus.header.terms import find_terms_file, read_authors, read_tags
from syndicate_adapters.docusaurus.history import added_dates
from syndicate_adapters.docusaurus.links import LinkMap
from syndicate_adapters.docusaurus.pages import MARKDOWN, left_behind, page_names, read_page
from syndicate_adapters.docusaurus.posts import Edition, Terms, read_post
from syndicate_adapters.docusaurus.served import page_keys
from syndicate_adapters.docusaurus.urls import has_date, normalize_url

_FEED_FILES = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}


def read_site(path: Path, options: ReadOptions, report: Report) -> Site:
    """The site at `path`: its folder, a folder of posts without a config, or one post.

    Raises SyndicateError where nothing can be read there.
    """
    root, only = (path.parent, path.name) if path.is_file() else (path, None)
    if not root.is_dir():
        raise SyndicateError(f"{path} is neither a folder nor a file; check the path")
    said: list[Diagnostic] = []

    def say(diagnostic: Diagnostic) -> None:
        said.append(diagnostic)
        report(diagnostic)

    has_config = only is None and config_file_of(root, options.config_file) is not None
    config = _config(root, options, say if has_config else lambda diagnostic: None)
    if options.url:
        config = replace(config, url=options.url.rstrip("/"))
    if not has_config:
        config = replace(config, blogs=(replace(config.blogs[0], path="."),))
    reader = _Reader(
        root=root, config=config, report=say, said=said, only=only, has_pages=options.has_pages
    )
    return reader.site()


def _config(root: Path, options: ReadOptions, report: Report) -> DocusaurusConfig:
    file = config_file_of(root, options.config_file)
    evaluated = run_config(root, file) if options.run_config and file is not None else None
    return read_config(
        root,
        overrides=options.overrides,
        config_file=options.config_file,
        report=report,
        evaluated=evaluated,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocusaurusSite:
    """What the adapter keeps of a site.

    link_maps: by language and blog. blogs: source of a post -> its blog's id. routes: page key of a
    served path -> source and language of the post. pages: page keys of what else is served.
    """

    config: DocusaurusConfig
    link_maps: Mapping[tuple[str, str], LinkMap]
    blogs: Mapping[str, str]
    routes: Mapping[str, tuple[str, str]]
    pages: frozenset[str] = frozenset()

    def links_of(self, post: Post) -> LinkMap:
        """What the addresses in `post` are resolved with."""
        return self.link_maps[post.lang, self.blogs[post.source]]


@dataclass(slots=True, kw_only=True)
class _Reader:
    """One reading of a site. only: the one file that was asked for."""

    root: Path
    config: DocusaurusConfig
    report: Report
    said: list[Diagnostic]
    only: str | None = None
    has_pages: bool = False
    blogs: dict[str, str] = field(default_factory=dict)

    def site(self) -> Site:
        config = self.config
        posts: list[Post] = []
        link_maps: dict[tuple[str, str], LinkMap] = {}
        authors: dict[str, dict[str, Author]] = {}
        feeds: list[SiteFeed] = []
        lists: list[PostList] = []
        for blog in config.blogs:
            names = self._names(blog)
            dates = added_dates(self.root, self._undated(blog, names))
            for locale in config.locales:
                edition = self._edition(blog, locale)
                terms = self._terms(edition, blog)
                found = [read_post(edition, terms, name, dates, self.report) for name in names]
                self.blogs |= {post.source: blog.id for post in found}
                posts += found
                link_maps[locale.lang, blog.id] = self._link_map(edition, found, names)
                known = authors.setdefault(locale.lang, {})
                authors[locale.lang] = {**terms.authors.authors, **known}
                if not all(post.is_draft for post in found):  # else the engine lists nothing
                    feeds += self._feeds(blog, locale)
                    lists += self._lists(blog, locale)
        posts = [*_newest_first(posts), *self._pages(link_maps)]
        old, redirects = self._redirects(posts, lists)
        posts = [
            replace(post, aliases=tuple(old.get(page_key(post.path), ())))
            if page_key(post.path) in old
            else post
            for post in posts
        ]
        self._report_collisions(posts)
        return Site(
            root=self.root,
            engine="docusaurus",
            title=config.title,
            description=config.tagline,
            image=config.image,
            url=f"{config.url}{config.base_url.rstrip('/')}" if config.url else "",
            lang=config.default_locale.lang,
            posts=tuple(posts),
            authors=authors.pop(config.default_locale.lang, {}),
            translated_authors=authors,
            redirects=redirects,
            feeds=tuple(feeds),
            lists=tuple(lists),
            comments=config.comments,
            diagnostics=tuple(self.said),
            blog_dirs=tuple(blog.path for blog in config.blogs),
            static_dirs=config.static_directories,
            has_math=config.has_math,
            valid_until=FOREVER,
            config=DocusaurusSite(
                # The code of the site stays behind: it cannot travel to other processes.
                config=replace(config, redirects=replace(config.redirects, functions=())),
                link_maps=link_maps,
                blogs=self.blogs,
                routes=_routes(posts),
                pages=page_keys(self.root, config, posts, lists, feeds, redirects),
            ),
            is_one_post=self.only is not None,
        )

    def _names(self, blog: BlogInstance) -> list[str]:
        """The posts of a blog, relative to its folder. Translations without an original are none."""
        if self.only is not None:
            return [self.only]
        folder = self.root / blog.path
        if not folder.is_dir():
            self.report(report_at(BLOG_MISSING, blog.path, 1, "there is no such folder of posts"))
            return []
        names = files_below(folder, self.root, partial(self._left_out, blog))
        found = [name for name in names if is_post(name, blog.include, blog.exclude)]
        return sorted(found, key=_level_and_names)

    def _left_out(self, blog: BlogInstance, found: LeftOut) -> None:
        """Tells of what was to be a post, or may hold some."""
        name = f"{found.path}/x.md" if found.is_folder else found.path
        if is_post(name, blog.include, blog.exclude):
            place = SourceText(posixpath.normpath(posixpath.join(blog.path, found.path)), "")
            self.report(place.diagnostic(0, CODES[found.code], found.message))

    def _undated(self, blog: BlogInstance, names: Iterable[str]) -> Iterator[str]:
        """The posts whose path has no date, nor their header as it seems: git may have to tell it."""
        for name in names:
            if not has_date(name) and not self._has_date(blog, name):
                yield posixpath.normpath(posixpath.join(blog.path, name))

    def _has_date(self, blog: BlogInstance, name: str) -> bool:
        try:
            with (self.root / blog.path / name).open("rb") as file:
                return b"\ndate" in file.read(8192)
        except OSError:
            return True

    def _edition(self, blog: BlogInstance | PagesInstance, locale: LocaleConfig) -> Edition:
        folder = None
        if locale.is_translated and locale is not self.config.default_locale:
            folder = posixpath.join(self.config.i18n_path, locale.path, blog.localized_folder)
        return Edition(root=self.root, config=self.config, blog=blog, locale=locale, folder=folder)

    def _terms(self, edition: Edition, blog: BlogInstance) -> Terms:
        base = (edition.locale.base_url, blog.route_base_path)
        authors_file = find_terms_file(self.root, edition.folders, blog.authors_map_path)
        tags_name = blog.tags if isinstance(blog.tags, str) else "tags.yml"
        has_tags = blog.tags is not False
        tags_file = find_terms_file(self.root, edition.folders, tags_name) if has_tags else None
        return Terms(
            authors=read_authors(
                authors_file,
                base_url=edition.locale.base_url,
                base=normalize_url((*base, blog.authors_base_path)),
                report=self.report,
            ),
            tags=read_tags(
                tags_file, base=normalize_url((*base, blog.tags_base_path)), report=self.report
            ),
        )

    def _link_map(self, edition: Edition, posts: Sequence[Post], names: Sequence[str]) -> LinkMap:
        blog = edition.blog
        return LinkMap(
            base_url=edition.locale.base_url,
            folders=(*edition.folders, ""),
            statics=self.config.static_directories,
            sources={
                place: post.source
                for post, name in zip(posts, names, strict=True)
                for place in (post.source, posixpath.normpath(posixpath.join(blog.path, name)))
            },
        )

    def _feeds(self, blog: BlogInstance, locale: LocaleConfig) -> Iterator[SiteFeed]:
        """The feeds that the engine writes for a blog in a language."""
        feeds = blog.feeds
        for kind in feeds.formats:
            base = (locale.base_url, blog.route_base_path, _FEED_FILES[kind])
            yield SiteFeed(
                path=normalize_url(base),
                format=kind,
                title=feeds.title or f"{self.config.title} Blog",
                description=feeds.description or f"{self.config.title} Blog",
                limit=feeds.limit,
            )

    def _lists(self, blog: BlogInstance, locale: LocaleConfig) -> Iterator[PostList]:
        """The pages on which the engine lists the posts of a blog in a language."""
        lang, base = locale.lang, (locale.base_url, blog.route_base_path)
        yield PostList(
            kind="posts",
            path=normalize_url(base),
            folder=blog.path,
            lang=lang,
            title=blog.title,
            description=blog.description,
            size=blog.posts_per_page,
            is_oldest_first=blog.is_ascending,
        )
        others: tuple[tuple[Literal["archive", "tags", "authors"], str | None], ...] = (
            ("archive", blog.archive_base_path),
            ("tags", blog.tags_base_path),
            ("authors", blog.authors_base_path),
        )
        for kind, name in others:
            if name is not None:
                path = normalize_url((*base, name))
                yield PostList(kind=kind, path=path, folder=blog.path, lang=lang)

    # -- what stands beside the blogs ------------------------------------------------------------

    def _pages(self, link_maps: dict[tuple[str, str], LinkMap]) -> Iterator[Post]:
        """The plain pages, if they are wanted; all that stays behind is told."""
        if self.only is not None or not self.config.file:
            return
        carried: set[str] = set()
        for pages in self.config.pages:
            found = [n for n in page_names(self.root, pages) if n.endswith(MARKDOWN)]
            for locale in self.config.locales:
                edition = self._edition(pages, locale)
                plain = {name: read_page(edition, name, self._page_report) for name in found}
                posts = {name: page for name, page in plain.items() if page is not None}
                carried |= {page.translation_of or page.source for page in posts.values()}
                if self.has_pages:
                    self.blogs |= {page.source: pages.localized_folder for page in posts.values()}
                    link_maps[locale.lang, pages.localized_folder] = self._link_map(
                        edition, list(posts.values()), list(posts)
                    )
                    yield from posts.values()
        for finding in left_behind(self.root, self.config, carried, are_carried=self.has_pages):
            self.report(finding)

    def _page_report(self, found: Diagnostic) -> None:
        if self.has_pages:
            self.report(found)

    # -- old addresses ---------------------------------------------------------------------------

    def _redirects(
        self, posts: Iterable[Post], lists: Iterable[PostList]
    ) -> tuple[dict[str, list[str]], tuple[Redirect, ...]]:
        """The old paths that lead to posts, by the page keys of these, and the redirects to anything else."""
        config = self.config
        redirecting = Redirecting(
            client=config.redirects, root=self.root, trailing_slash=config.trailing_slash
        )
        served: dict[str, list[str]] = {locale.lang: [] for locale in config.locales}
        for post in posts:
            if not post.is_draft:
                served[post.lang].append(post.path)
        for page in lists:
            served[page.lang].append(page.path)
        found = [
            redirect
            for locale in config.locales
            for redirect in redirecting.redirects(served[locale.lang], locale.base_url)
        ]
        for unknown in redirecting.report():
            self.report(unknown)
        keys = {page_key(post.path) for post in posts}
        old: dict[str, list[str]] = {}
        others: list[Redirect] = []
        for redirect in found:
            key = page_key(redirect.target)
            # A page knows no old path that leads to a part of it.
            if key in keys and not {"#", "?"} & set(redirect.target):
                old.setdefault(key, []).append(redirect.path)
            else:
                others.append(redirect)
        return old, tuple(others)

    def _report_collisions(self, posts: Iterable[Post]) -> None:
        seen: dict[str, str] = {}
        for post in posts:
            if post.is_draft or post.is_refused:
                continue
            first = seen.setdefault(page_key(post.path), post.source)
            if first != post.source:
                message = f"{post.path} is the path of {first} too; the engine serves one of them"
                at = post.front.source.diagnostic(
                    post.front.at("slug"), CODES["url-collision"], message
                )
                self.report(at)


def _level_and_names(path: str) -> tuple[int, list[str]]:
    """Sorts paths as the engine finds them: the files of a folder before those of the folders in it."""
    return path.count("/"), path.split("/")


def _routes(posts: Iterable[Post]) -> dict[str, tuple[str, str]]:
    routes: dict[str, tuple[str, str]] = {}
    for post in posts:
        if not post.is_draft:
            routes.setdefault(page_key(post.path), (post.source, post.lang))
    return routes


def _newest_first(posts: Iterable[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: -post.date.timestamp() if post.date is not None else 0.0)
