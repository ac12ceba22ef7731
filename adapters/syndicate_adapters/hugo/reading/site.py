"""A Hugo site as the canonical model: its posts in every language, its lists and feeds.

Source: Hugo 0.168; tests/hugo_reading/test_read.py.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from syndicate.adapter import ReadOptions
from syndicate.catalogue import CODES
from syndicate.diagnostics import Diagnostic, Report, SyndicateError
from syndicate.leftovers import PAGES, PAGES_WAY, is_plain, left_behind
from syndicate.model import FOREVER, Author, Post, PostList, Redirect, Site, SiteFeed
from syndicate.web.urls import page_key
from syndicate_adapters.evidence import hugo
from syndicate_adapters.hugo.reading.addresses import target_in
from syndicate_adapters.hugo.reading.codes import (
    MODULE_MISSING,
    SECTIONS_TIED,
    SETTING_UNFOLLOWED,
    finding,
)
from syndicate_adapters.hugo.reading.content import Content
from syndicate_adapters.hugo.reading.links import HugoSite
from syndicate_adapters.hugo.reading.lists_left import LISTS, lists_left
from syndicate_adapters.hugo.reading.modules import Mount
from syndicate_adapters.hugo.reading.moments import Moment, moment_from
from syndicate_adapters.hugo.reading.pages import Edition, Page, read_pages
from syndicate_adapters.hugo.reading.params import text_of
from syndicate_adapters.hugo.reading.posts import (
    ALL,
    Sections,
    is_regular,
    main_sections,
    may_be_plain,
    post_of,
    served_aliases,
    translation_key,
)
from syndicate_adapters.hugo.reading.served import LinkMap, link_map, owners_of, path_of
from syndicate_adapters.hugo.reading.settings import HugoConfig
from syndicate_adapters.hugo.reading.site_config import bare_settings, read_settings
from syndicate_adapters.hugo.reading.templates import own_hooks, own_partials, own_shortcodes
from syndicate_adapters.hugo.settings import Surroundings


def read_site(
    path: Path, options: ReadOptions, report: Report, *, now: datetime | None = None
) -> Site:
    """The site at `path`: its folder, a folder of posts without a config, or one post.

    now: what is later is not published yet, what has run out is no more, as when the site is built; the clock
    by default, which decides about nothing else. Raises SyndicateError where nothing can be read there.
    """
    said: list[Diagnostic] = []

    def say(found: Diagnostic) -> None:
        said.append(found)
        report(found)

    root, config, only = _settings(path, options, say)
    for hook in own_hooks(root, config.mounts):
        message = "this render hook is not run; texts are read as Hugo shows them without it"
        say(finding(SETTING_UNFOLLOWED, hook, 1, message))
    moment = moment_from(now or datetime.now(UTC))
    editions, content = read_pages(root, config, moment, say)
    sections = main_sections(editions) if config.config.files else Sections(names=(ALL,))
    for found in _section_findings(sections, config):
        say(found)
    reader = _Reader(
        root=root,
        config=config,
        editions=editions,
        content=content,
        sections=sections,
        only=only,
        moment=moment,
        surroundings=_surroundings(root, config, said, options),
        has_pages=options.has_pages,
    )
    site = reader.site()
    reader.report_shared(say)
    reader.report_left(site, say)
    return replace(site, diagnostics=tuple(said))


def _surroundings(
    root: Path, config: HugoConfig, said: Sequence[Diagnostic], options: ReadOptions
) -> dict[str, Surroundings]:
    """What the texts of each language share.

    The shortcodes found are all that there are, where the site has templates and no theme is missing.
    """
    shortcodes = own_shortcodes(root, config.mounts)
    partials = own_partials(root, config.mounts) if options.expands_templates else {}
    has_layouts = any(
        (root / mount.source).is_dir() for mount in config.mounts if mount.component == "layouts"
    )
    has_hook = any(
        next((root / mount.source).glob(f"{place}render-blockquote*.html"), None) is not None
        for mount in config.mounts
        if mount.component == "layouts"
        for place in ("_markup/", "*/_markup/", "*/*/_markup/")
    )
    is_missing = any(found.code == MODULE_MISSING.name for found in said)
    is_known = bool(config.config.files) and has_layouts and not is_missing
    found = {}
    for language in config.languages:
        surroundings = replace(
            language.markdown.site,
            shortcodes=shortcodes,
            partials=partials,
            are_all=is_known,
            has_callouts=has_hook or not is_known,
            expands=options.expands_templates,
        )
        digest = sha256(
            repr((shortcodes, partials, surroundings.params)).encode("utf-8", "replace")
        )
        found[language.key] = replace(surroundings, digest=digest.hexdigest())
    return found


def _section_findings(sections: Sections, config: HugoConfig) -> Iterator[Diagnostic]:
    """What there is to say of the choice of posts, where the config leaves it to Hugo."""
    where, line = config.config.place("mainsections")
    if sections.tied:
        names = ", ".join(sections.tied)
        message = f"equally many pages are in {names}; all of them are taken for posts"
        yield finding(SECTIONS_TIED, where, line, message)


def _settings(
    path: Path, options: ReadOptions, report: Report
) -> tuple[Path, HugoConfig, str | None]:
    """The root of what was asked for, its settings, and the one file if it is one."""
    root, mount, only = path, None, None
    if path.is_file():
        root, mount, only = _alone(path)
    elif not path.is_dir():
        raise SyndicateError(f"{path} is neither a folder nor a file; check the path")
    elif not options.config_file and hugo(path) is None and not (path / "content").is_dir():
        mount = Mount(source=".", target="content")
    if mount is None:
        config = read_settings(
            root,
            overrides=options.overrides,
            given=options.config_file,
            url=options.url,
            report=report,
        )
        return root, config, None
    config = bare_settings(options.overrides, options.url)
    return root, replace(config, mounts=(mount,)), only


def _alone(file: Path) -> tuple[Path, Mount, str]:
    """One post as a site: its folder, or for a bundle the folder above it, so that its files come along."""
    if file.name.lower().startswith("index."):
        root, folder = file.parent.parent, file.parent.name
        return root, Mount(source=folder, target=f"content/{folder}"), f"{folder}/{file.name}"
    return file.parent, Mount(source=file.name, target=f"content/{file.name}"), file.name


@dataclass(slots=True, kw_only=True)
class _Reader:
    """One reading of a site. only: the one file that was asked for."""

    root: Path
    config: HugoConfig
    editions: Sequence[Edition]
    content: Content
    sections: Sections
    only: str | None
    moment: Moment
    surroundings: Mapping[str, Surroundings]
    has_pages: bool = False

    def site(self) -> Site:
        first = self.config.first
        chosen = [(page, edition) for edition in self.editions for page in self.posts_in(edition)]
        sources = frozenset(page.node.file.source for page, _ in chosen if page.node.file)
        links = self.link_maps(sources)
        posts = list(self.read_posts(chosen, links))
        if self.has_pages:
            pages = [page for page in self.read_posts(self.beside(), links) if is_carried(page)]
            sources |= {page.source for page in pages}
            links = self.link_maps(sources)
            posts += pages
        return Site(
            root=self.root,
            engine="hugo",
            title=first.title,
            description=text_of(first.params.get("description")),
            url=first.base.url.rstrip("/") if first.base.origin else "",
            lang=first.key,
            posts=tuple(posts),
            authors=_authors(posts),
            redirects=tuple(self.redirects(sources)),
            feeds=tuple(self.feeds()),
            lists=tuple(self.lists()),
            blog_dirs=tuple(dict.fromkeys(self.folder(page) for page, _ in chosen)),
            static_dirs=self.static_dirs(),
            has_math=first.markdown.has_math,
            has_typographer=first.markdown.has_typographer,
            has_autolinks=first.markdown.has_autolinks,
            has_definition_lists=first.markdown.has_definition_lists,
            config=HugoSite(config=self.config, links=links),
            is_one_post=self.only is not None,
            valid_until=self.valid_until(),
        )

    def read_posts(
        self, chosen: Iterable[tuple[Page, Edition]], links: Mapping[str, LinkMap]
    ) -> Iterator[Post]:
        """Pages as posts; those of no section of posts stand beside them."""
        originals, has_our_feeds = self.originals(), self.has_our_feeds()
        for page, edition in chosen:
            yield post_of(
                page,
                edition,
                links[page.lang],
                self.root,
                {} if edition.language is self.config.first else originals,
                self.surroundings[page.lang],
                has_our_feeds=has_our_feeds,
                is_page=not self.sections.has(page),
            )

    def valid_until(self) -> datetime:
        """When the next page is due, or runs out."""
        dates = [
            page.node.fields.dates for edition in self.editions for page in edition.pages.values()
        ]
        moments = [
            moment for each in dates for moment in (each.publish, each.expiry) if moment is not None
        ]
        coming = [moment for moment in moments if moment.order > self.moment.order]
        return min((each.datetime for each in coming if each.datetime is not None), default=FOREVER)

    def posts_in(self, edition: Edition) -> list[Page]:
        """The posts of a language in Hugo's order: by weight, the newest first."""
        pages = [
            page
            for page in edition.pages.values()
            if self.sections.has(page) and is_regular(page) and page.node.file is not None
        ]
        if self.only is not None:
            pages = [
                page for page in pages if page.node.file and page.node.file.source == self.only
            ]
        return sorted(pages, key=_order)

    def beside(self) -> Iterator[tuple[Page, Edition]]:
        """The regular pages that are no posts, and may be plain text; of one that is asked for alone, none."""
        for edition in self.editions if self.only is None else ():
            for page in edition.pages.values():
                has_file = page.node.file is not None and is_regular(page)
                if has_file and not self.sections.has(page) and may_be_plain(page):
                    yield page, edition

    def link_maps(self, sources: frozenset[str]) -> dict[str, LinkMap]:
        by_lang = {edition.language.key: edition for edition in self.editions}
        owners = owners_of(by_lang)
        has_hooks = any(
            (self.root / mount.source / place).is_file()
            for mount in self.config.mounts
            if mount.component == "layouts"
            for place in _HOOKS
        )
        return {
            lang: link_map(
                edition, by_lang, owners, self.content, self.config, sources, has_hooks=has_hooks
            )
            for lang, edition in by_lang.items()
        }

    def originals(self) -> dict[str, str]:
        """What translations share -> the source of the page in the first language."""
        found = {}
        for edition in self.editions:
            for page in edition.pages.values():
                if edition.language.key == self.config.first.key and page.node.file is not None:
                    found[translation_key(page)] = page.node.file.source
        return found

    def has_our_feeds(self) -> bool:
        """Whether the site has the part of our layouts that says what a feed calls a page."""
        layouts = (mount for mount in self.config.mounts if mount.component == "layouts")
        return any((self.root / each.source / _FEED_IDS).is_file() for each in layouts)

    def folder(self, page: Page) -> str:
        """The folder of the site that holds the section of a page."""
        file = page.node.file
        assert file is not None  # it is a post
        section = "" if ALL in self.sections.names else file.name.spelled_section
        inside = file.name.path[len(section) + 1 :] if section else file.name.path
        return file.source.removesuffix(inside).rstrip("/") or "."

    def static_dirs(self) -> tuple[str, ...]:
        mounts = (m for m in self.config.mounts if m.component == "static" and not m.folder)
        return tuple(dict.fromkeys(m.source for m in mounts if (self.root / m.source).is_dir()))

    # -- what stands around ----------------------------------------------------------------------

    def main_branches(self, edition: Edition) -> Iterator[Page]:
        """The branches that list the posts of a language."""
        for name in self.sections.names:
            page = edition.pages.get("" if name in (ALL, "") else f"/{name}")
            if page is not None and page.node.is_branch and page.is_published:
                yield page

    def lists(self) -> Iterator[PostList]:
        """The pages that list posts: those of the sections, the tags, the authors."""
        folders: dict[str, str] = {}
        for edition in self.editions:
            for page in self.posts_in(edition):
                key = "" if ALL in self.sections.names else page.node.section
                folders.setdefault(key, self.folder(page))
        for edition in self.editions:
            language = edition.language
            for page in self.main_branches(edition):
                yield PostList(
                    kind="posts",
                    path=path_of(page, edition),
                    folder=folders.get(page.node.section, ""),
                    lang=language.key,
                    title=page.node.fields.title,
                    description=page.node.fields.description,
                    size=language.page_size,
                )
            kinds: tuple[Literal["tags", "authors"], ...] = ("tags", "authors")
            for kind in kinds:
                taxonomy = edition.pages.get(f"/{kind}")
                if kind in language.taxonomies and taxonomy is not None and taxonomy.is_published:
                    path = path_of(taxonomy, edition)
                    folder = next(iter(folders.values()), "")
                    yield PostList(kind=kind, path=path, folder=folder, lang=language.key)

    def feeds(self) -> Iterator[SiteFeed]:
        """The feeds of the home page and of the sections of posts."""
        for edition in self.editions:
            language = edition.language
            home = edition.pages[""]
            others = (page for page in self.main_branches(edition) if page is not home)
            for page in (home, *others):
                title = page.node.fields.title
                said = language.title if page is home else f"{title} on {language.title}"
                for name, kind in _FEEDS.items():
                    if name in language.outputs_of(page.kind) and page.is_published:
                        target = target_in(page.address, language, language.forms[name])
                        path = f"{language.base.path}{target.link}"
                        limit = language.feed_limit
                        yield SiteFeed(path=path, format=kind, title=said, limit=limit)

    def redirects(self, sources: frozenset[str]) -> Iterator[Redirect]:
        """The old paths of pages that are no posts."""
        for edition in self.editions:
            for page in edition.pages.values():
                if page.node.file is None or page.node.file.source not in sources:
                    target = path_of(page, edition)
                    for alias in served_aliases(page, edition):
                        yield Redirect(path=f"{edition.language.base.path}{alias}", target=target)

    def report_shared(self, report: Report) -> None:
        """Reports pages that are served at one address, where Hugo writes one of them over the other."""
        seen: dict[str, Page] = {}
        for page in self.published():
            first = seen.setdefault(page_key(page.permalink), page)
            if first is not page:
                key = next((k for k in ("url", "slug") if k in page.node.fields.params), "title")
                _report_shared(page, first, key, report)
        for page in self.published():
            edition = next(e for e in self.editions if e.language.key == page.lang)
            for alias in served_aliases(page, edition):
                other = seen.get(page_key(edition.language.base.absolute(alias)))
                if other is not None:
                    _report_shared(page, other, "aliases", report)

    def report_left(self, site: Site, report: Report) -> None:
        """Reports the pages of no section of posts that stay behind, and what stands above lists."""
        carried = {post.source for post in site.posts}
        left = {
            page.node.file.source: None
            for page in self.published()
            if page.node.file is not None and page.kind == "page" and not self.sections.has(page)
        }
        places = [source for source in left if source not in carried]
        if self.only is not None or not self.config.config.files:
            return
        if places:
            report(left_behind(PAGES, places, "" if self.has_pages else PAGES_WAY))
        branches = (page for edition in self.editions for page in self.main_branches(edition))
        listing = {page.node.file.source for page in branches if page.node.file is not None}
        if lists := lists_left(self.editions, listing):
            report(left_behind(LISTS, lists))

    def published(self) -> Iterator[Page]:
        for edition in self.editions:
            for page in edition.pages.values():
                if page.is_published and page.node.file is not None:
                    yield page


_FEEDS: Mapping[str, str] = {"rss": "rss", "atom": "atom", "jsonfeed": "json"}
_FEED_IDS = "_partials/feed/id.html"
_HOOKS = tuple(
    posixpath.join(folder, f"render-{kind}.html")
    for folder in ("_markup", "_default/_markup")
    for kind in ("link", "image")
)


def is_carried(page: Post) -> bool:
    """Whether a page has a text, and one that can stand on a site of another engine."""
    try:
        read = page.body()
    except SyndicateError:
        return False
    return bool(read.text.strip()) and is_plain(read)


def _order(page: Page) -> tuple[bool, int, tuple[int, int], str, str]:
    fields = page.node.fields
    second, fraction = fields.dates.date.order if fields.dates.date is not None else (-(2**62), 0)
    weight = fields.weight
    return weight == 0, weight, (-second, -fraction), fields.title, page.node.key


def _report_shared(page: Page, other: Page, key: str, report: Report) -> None:
    header = page.node.header
    source = other.node.file.source if other.node.file is not None else other.permalink
    if header is not None:
        what = "an old address of this page" if key == "aliases" else page.permalink
        message = f"{what} is the address of {source} too; Hugo writes one of them over the other"
        report(header.finding(key, CODES["source-url-shared"], message))


def _authors(posts: Iterable[Post]) -> dict[str, Author]:
    """The authors that have a key, as the first post with each knows them."""
    found: dict[str, Author] = {}
    for author in (author for post in posts for author in post.authors if author.key):
        found.setdefault(author.key, author)
    return found
