"""A Jekyll site as the canonical model: every post with its address, and what stands around them.

Source: Jekyll 4.4.1 and 3.10.0; tests/jekyll/test_read.py and test_site.py compare with the engine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from syndicate.adapter import ReadOptions
from syndicate.diagnostics import Diagnostic, Report, SyndicateError
from syndicate.model import FOREVER, Author, Post, Redirect, Site
from syndicate.source.yaml import Value
from syndicate.web.urls import page_key
from syndicate_adapters.jekyll.authors import authors_of, read_authors
from syndicate_adapters.jekyll.config import (
    JekyllConfig,
    config_file_of,
    config_of,
    read_values,
)
from syndicate_adapters.jekyll.contents import (
    Contents,
    Placed,
    Status,
    placed_at,
    read_contents,
)
from syndicate_adapters.jekyll.dialect import JEKYLL
from syndicate_adapters.jekyll.documents import header_alone
from syndicate_adapters.jekyll.feeds import Feeds, read_feeds
from syndicate_adapters.jekyll.files import DATED, FoundFile, FoundFiles, files_below
from syndicate_adapters.jekyll.findings import (
    dollar_findings,
    post_findings,
    redirect_finding,
    site_findings,
)
from syndicate_adapters.jekyll.formulas import Dollars, read_dollars
from syndicate_adapters.jekyll.knowledge import addresses_in, page_of, values_of_page
from syndicate_adapters.jekyll.kramdown.settings import has_curly_quotes
from syndicate_adapters.jekyll.links import JekyllSite, NamedPost, words_for
from syndicate_adapters.jekyll.liquid.addresses import Addresses
from syndicate_adapters.jekyll.liquid.listing import Listing, Origin
from syndicate_adapters.jekyll.markup import Markup, markup_of
from syndicate_adapters.jekyll.moments import DateError, parse_date
from syndicate_adapters.jekyll.pages import loose_files, page_as_post, pages_left
from syndicate_adapters.jekyll.plugins import (
    has_titles_from_headings,
    new_place,
    old_paths,
    strips_titles,
    terms_of,
)
from syndicate_adapters.jekyll.ruby import is_truthy, to_s
from syndicate_adapters.jekyll.settings import JekyllSettings
from syndicate_adapters.jekyll.titles import without_entities, without_tags
from syndicate_adapters.jekyll.urls import base_path, encoded_path, relative_url

_UPDATED: Final = ("last_modified_at", "modified_date", "last-modified-at")
"""The keys under which plugins and themes look for the day of the last change."""

_KEPT_BACK: Final = (Status.DRAFT, Status.HIDDEN, Status.LIMITED)
"""What Jekyll shows at no time; for other engines these are drafts, or they would show them."""


def read_site(path: Path, options: ReadOptions, report: Report) -> Site:
    """The site at `path`: its folder, a folder of posts without a config, or one post.

    Whether a post is dated in the future is asked of the clock, where the config has no `time`, as the
    engine does; nothing else depends on it. Raises SyndicateError where nothing can be read there.
    """
    said: list[Diagnostic] = []

    def say(found: Diagnostic) -> None:
        said.append(found)
        report(found)

    home = path.parent if path.is_file() else path
    files = [] if path.is_file() else config_files(home, options.config_file)
    values = read_values(home, files, options.overrides, say)
    root = _source_folder(home, values)
    name = files[-1].name if files else "."
    config = _served_at(config_of(values, root, say, home=home, name=name), options.url)
    now = datetime.now(UTC)
    is_site = not path.is_file() and (bool(files) or _has_posts(home))
    if path.is_file():
        contents = _loose_posts(root, [path.name], config, now)
    elif not is_site:
        names = [name for name in files_below(root, "") if DATED.search(name)]
        contents = _loose_posts(root, names, config, now)
    else:
        contents = read_contents(root, config, now)
    listing = Listing(Origin(root, now, config)) if is_site else None
    reader = _Reader(
        root=root,
        config=config,
        contents=contents,
        report=say,
        listing=listing,
        has_pages=options.has_pages,
    )
    site = reader.site()
    return replace(site, diagnostics=tuple(said), is_one_post=path.is_file())


def config_files(home: Path, given: Path | None) -> list[Path]:
    """The config files in order: those given, which may be several with commas between, or the usual one.

    Raises SyndicateError where one that is given is not there.
    """
    if given is None:
        usual = config_file_of(home)
        return [usual] if usual is not None else []
    found: list[Path] = []
    for name in str(given).split(","):
        places = [Path(name), home / name]
        file = next((place for place in places if place.is_file()), None)
        if file is None:
            raise SyndicateError(f"there is no config file {name}; correct --config")
        found.append(file)
    return found


def _source_folder(home: Path, values: Mapping[str, Value]) -> Path:
    """The folder that the config calls the source; it must lie in the site."""
    source = to_s(values.get("source"))
    root = (home / source).resolve()
    if not root.is_relative_to(home.resolve()) or not root.is_dir():
        raise SyndicateError(
            f"`source: {source}` in the config is no folder of the site; correct it"
        )
    return home / source if source and source != "." else home


def _served_at(config: JekyllConfig, url: str) -> JekyllConfig:
    """The config with an origin that the user gave; a path behind it is the base path."""
    if not url:
        return config
    scheme, mark, rest = url.rstrip("/").partition("://")
    host, slash, path = rest.partition("/")
    baseurl = f"{slash}{path}" if path and not config.baseurl else config.baseurl
    origin = f"{scheme}{mark}{host}"
    spelled = config.spelled_url if origin == config.url else origin
    return replace(config, url=origin, spelled_url=spelled, baseurl=baseurl)


def _has_posts(home: Path) -> bool:
    return (home / "_posts").is_dir() or (home / "_drafts").is_dir()


def _loose_posts(root: Path, names: Iterable[str], config: JekyllConfig, now: datetime) -> Contents:
    """Posts without a site around them: as if their folder were `_posts`."""
    found = (FoundFile(source=name, path=f"_posts/{name}", label="posts") for name in names)
    posts = [placed_at(root, each, config, now) for each in found]
    return Contents(posts=tuple(posts), documents=(), pages=(), files=FoundFiles())


@dataclass(slots=True, kw_only=True)
class _Reader:
    """One reading of a site."""

    root: Path
    config: JekyllConfig
    contents: Contents
    report: Report
    listing: Listing | None
    has_pages: bool = False
    addresses: Addresses = field(default_factory=Addresses)
    authors: dict[str, Author] = field(default_factory=dict)
    redirects: list[Redirect] = field(default_factory=list)
    has_math: bool = False
    feeds: Feeds = field(default_factory=Feeds)
    dollars: Dollars | None = None

    def site(self) -> Site:
        config, contents = self.config, self.contents
        documents = [each.document for each in contents.documents]
        self.addresses = addresses_in(contents, config)
        self.feeds = read_feeds(self.root, contents.pages, config)
        self.authors = read_authors(self.root, config, documents, self.report)
        self.dollars = read_dollars(self.root)
        posts = [post for placed in contents.posts if (post := self._post(placed)) is not None]
        pages = self._pages()
        for found in site_findings(self.root, config, contents, posts):
            self.report(found)
        base = base_path(config.baseurl)
        return Site(
            root=self.root,
            engine="jekyll",
            title=config.text("title") or config.text("name"),
            description=config.text("description") or config.text("tagline"),
            url=f"{config.url}{base}" if config.url else "",
            lang=config.text("lang") or config.text("locale").replace("_", "-"),
            posts=(*reversed(posts), *pages),
            authors=self.authors,
            redirects=(*self.redirects, *self._redirects_to_pages(pages)),
            feeds=self.feeds.feeds,
            blog_dirs=tuple(dict.fromkeys(map(_folder_of, contents.posts))),
            loose_files=tuple(loose_files(contents.files)) if self.listing is not None else (),
            has_math=self.has_math,
            has_typographer=_has_kramdown(config) and has_curly_quotes(config.section("kramdown")),
            has_autolinks=not _has_kramdown(config),
            config=self._links([*posts, *pages]),
            valid_until=self._valid_until(),
        )

    def _valid_until(self) -> datetime:
        """When the next document is due, unless the config says what time it is."""
        if self.config.time is not None:
            return FOREVER
        every = (*self.contents.posts, *self.contents.documents)
        coming = (each.document.moment for each in every if each.status is Status.FUTURE)
        return min((moment.time for moment in coming if moment is not None), default=FOREVER)

    # -- posts -----------------------------------------------------------------------------------

    def _post(self, placed: Placed) -> Post | None:
        """The post; None where it only leads elsewhere, or is a picture that Jekyll trips over."""
        document, config = placed.document, self.config
        markup = markup_of(document.extension, config)
        self.has_math = self.has_math or document.has_formulas
        if placed.status is Status.SKIPPED and markup is Markup.OTHER:
            return None
        for finding in (
            *post_findings(placed, config),
            *dollar_findings(placed, self.dollars, config),
        ):
            self.report(finding)
        address, data = placed.address, document.data
        is_published = placed.status is Status.PUBLISHED and address is not None
        base = base_path(config.baseurl)
        path = f"{base}{address.url}" if address is not None else ""
        if is_published and (target := new_place(data, config)):
            self.redirects.append(Redirect(path=path, target=target))
            self.report(redirect_finding(placed, target))
            return None
        url = None
        if is_published and config.url and address is not None:
            url = f"{config.url}{base}{encoded_path(address.url)}"
        return Post(
            source=placed.found.source,
            file=self.root / placed.found.source,
            url=url,
            path=path,
            canonical_url=_text(data, "canonical_url"),
            output=address.output if address is not None else "",
            title=document.heading or without_entities(without_tags(document.title)),
            date=document.moment.time if document.moment else None,
            updated=self._updated(data),
            description=" ".join((_text(data, "description") or _text(data, "excerpt")).split()),
            tags=terms_of(document.tags, "tag", config),
            categories=terms_of(document.categories, "category", config),
            authors=authors_of(data, self.authors),
            keywords=_keywords(data),
            image=self._image(data),
            is_draft=placed.status in _KEPT_BACK,
            is_unlisted=data.get("unlisted") is True,  # as our own sites have it
            is_refused=placed.status in (Status.SKIPPED, Status.FATAL, Status.DAILY),
            aliases=tuple(f"{base}{old}" for old in old_paths(data, config)),
            feed_id=self._feed_id(placed, url),
            front=header_alone(document.front, document.front.body_start),
            dialect=JEKYLL,
            settings=self._settings(placed, markup),
        )

    def _feed_id(self, placed: Placed, url: str | None) -> str:
        """What the feeds call the post: what its header says, as our sites have it, or what they make of it."""
        said = _text(placed.document.data, "feed_id")
        if said or placed.address is None:
            return said
        if self.feeds.feeds and not self.feeds.has_page_ids:
            return url or ""
        return self.feeds.id_of(placed.address.id, self.config)

    def _updated(self, data: Mapping[str, Value]) -> datetime | None:
        for key in _UPDATED:
            if is_truthy(data.get(key)):
                try:
                    return parse_date(to_s(data[key]), self.config.zone).time
                except DateError:
                    return None
        return None

    def _image(self, data: Mapping[str, Value]) -> str:
        """The picture of a post, from the root of the host where the header names a file of the site."""
        image = data.get("image")
        if isinstance(image, dict):
            image = image.get("path") or image.get("url")
        header = data.get("header")
        if not isinstance(image, str) and isinstance(header, dict):
            places = (header.get(key) for key in ("og_image", "overlay_image", "image", "teaser"))
            image = next((place for place in places if isinstance(place, str) and place), None)
        if not isinstance(image, str) or not image:
            return ""
        media = _media_of(data)
        if media and "://" not in image:
            image = posixpath.join("/", media.strip("/"), image.lstrip("/"))
        return relative_url(image, self.config.baseurl)

    def _pages(self) -> list[Post]:
        """The plain pages, if they are wanted; what stays behind is told."""
        pages: list[Post] = []
        for page in self.contents.pages if self.has_pages else ():
            settings = self._settings_of(page.data, values_of_page(page), Markup.MARKDOWN)
            post = page_as_post(self.root, page, settings, self.config)
            if post is not None:
                pages.append(post)
        carried = {page.source for page in pages}
        for found in pages_left(
            self.root, self.contents.pages, carried, self.config, is_asked=self.has_pages
        ):
            self.report(found)
        return pages

    def _settings(self, placed: Placed, markup: Markup) -> JekyllSettings:
        return self._settings_of(placed.document.data, page_of(placed), markup)

    def _settings_of(
        self, data: Mapping[str, Value], page: Mapping[str, Value], markup: Markup
    ) -> JekyllSettings:
        """How a text is read. data: its header over the defaults. page: what templates see of it."""
        config = self.config
        separator = data.get("excerpt_separator")
        own = separator if is_truthy(separator) else config.values.get("excerpt_separator")
        return JekyllSettings(
            markup=markup,
            version=config.engine.version,
            has_liquid=config.engine.is_old or data.get("render_with_liquid") is not False,
            excerpt_separator=to_s(own),
            strips_title=has_titles_from_headings(config) and strips_titles(data, config),
            markdown=config.text("markdown"),
            kramdown=config.section("kramdown"),
            page=page,
            site=config.values,
            url=config.spelled_url,
            baseurl=config.baseurl,
            root=self.root,
            addresses=self.addresses,
            zone=config.zone,
            listing=self.listing,
            has_emoji="jemoji" in config.plugins,
        )

    # -- what stands around ----------------------------------------------------------------------

    def _redirects_to_pages(self, carried: Iterable[Post] = ()) -> Iterator[Redirect]:
        """The old paths of pages; those that come along know theirs."""
        base, known = base_path(self.config.baseurl), {post.source for post in carried}
        for page in self.contents.pages:
            for old in old_paths(page.data, self.config) if page.source not in known else ():
                yield Redirect(path=f"{base}{old}", target=f"{base}{page.url}")

    def _made_by_plugins(self, posts: Iterable[Post]) -> Iterator[str]:
        """Where plugins that we know write pages, without the base path."""
        base = base_path(self.config.baseurl)
        terms = (term.path for post in posts for term in (*post.tags, *post.categories))
        feeds = (feed.path for feed in self.feeds.feeds)
        moved = (redirect.path for redirect in (*self.redirects, *self._redirects_to_pages()))
        for path in (*terms, *feeds, *moved):
            yield path.removeprefix(base)
        if "jekyll-sitemap" in self.config.plugins:
            yield from ("/sitemap.xml", "/robots.txt")

    def _links(self, posts: Sequence[Post]) -> JekyllSite:
        contents, base = self.contents, base_path(self.config.baseurl)
        routes: dict[str, str] = {}
        for post in posts:
            if post.path:
                for path in (post.path, *post.aliases):
                    routes.setdefault(page_key(path.removeprefix(base)), post.source)
        files = {page.source: page.url for page in contents.pages}
        for each in contents.documents:
            is_written = self.config.collections[each.document.label].is_written
            if each.status is Status.PUBLISHED and each.address is not None and is_written:
                files[each.document.path] = each.address.url
        listed = {post.source for post in posts}
        named: dict[str, list[NamedPost]] = {}
        for placed in contents.posts:
            if placed.found.source in listed:
                post_named = _named(placed)
                for word in words_for(post_named):
                    named.setdefault(word, []).append(post_named)
        return JekyllSite(
            config=self.config,
            routes=routes,
            pages=frozenset(map(page_key, (*files.values(), *self._made_by_plugins(posts)))),
            files=files,
            posts={
                **{p.document.path: p.found.source for p in contents.posts},
                **{post.source: post.source for post in posts if post.is_page},
            },
            paths={p.found.source: p.document.path for p in contents.posts},
            named={word: tuple(called) for word, called in named.items()},
            media={
                p.found.source: media
                for p in contents.posts
                if (media := _media_of(p.document.data))
            },
        )


def _has_kramdown(config: JekyllConfig) -> bool:
    return config.text("markdown").lower() in ("", "kramdown")


def _text(data: Mapping[str, Value], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _keywords(data: Mapping[str, Value]) -> tuple[str, ...]:
    value = data.get("keywords")
    words = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(word for each in words if (word := to_s(each).strip()))


def _media_of(data: Mapping[str, Value]) -> str:
    """What the theme chirpy puts before the media of a post."""
    return _text(data, "media_subpath") or _text(data, "img_path")


def _named(placed: Placed) -> NamedPost:
    moment = placed.document.moment
    day = (moment.time.year, moment.time.month, moment.time.day) if moment else None
    document = placed.document
    return NamedPost(path=document.path, source=placed.found.source, slug=document.slug, day=day)


def _folder_of(placed: Placed) -> str:
    """The folder of a post that is a blog's: the innermost `_posts` or `_drafts` above it."""
    parts = placed.found.source.split("/")[:-1]
    depth = max((at for at, name in enumerate(parts) if name in ("_posts", "_drafts")), default=-1)
    return "/".join(parts[: depth + 1]) or "."
