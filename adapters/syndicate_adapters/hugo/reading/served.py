"""What a site serves beside its pages: files of bundles and sections, and static files; and where pages are found.

Source: Hugo 0.168 (hugolib/pagecollections.go, assembleResourcesAndSetHome); tests/hugo_reading/test_links.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from syndicate.web.urls import page_key
from syndicate_adapters.hugo.reading.content import Content, ContentFile
from syndicate_adapters.hugo.reading.modules import Mount
from syndicate_adapters.hugo.reading.names import CONTENT_ENDINGS, normalized
from syndicate_adapters.hugo.reading.pages import Edition, Page
from syndicate_adapters.hugo.reading.settings import HugoConfig
from syndicate_adapters.hugo.reading.targets import OutputForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page that addresses may mean. source: of its file, "" without one; path: where it is served.

    outputs: names of the forms in which it is written.
    """

    source: str
    path: str
    is_post: bool = False
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMap:
    """What addresses in one language are resolved with.

    base: the path below which the site lies, without a final slash. pages: by key in the tree. routes: page key of
    a path -> key in the tree. sources: file -> key in the tree. names: last part of a key -> the key, None where
    several have it. files: path of a served file, with the base path, decoded -> its source. bundles: key of a page
    -> name of a file beside it, as spelled -> its source. addresses: source of a file -> the path it is served at.
    finds_links, finds_images: the engine's own hooks look for pages and files. has_hooks: the site has hooks.
    forms: by name. pager: the folder of a list's later pages. sitemap: the name of its file.
    """

    base: str
    url: str
    home: str
    pages: Mapping[str, Known]
    routes: Mapping[str, str]
    sources: Mapping[str, str]
    names: Mapping[str, str | None]
    files: Mapping[str, str]
    bundles: Mapping[str, Mapping[str, str]]
    addresses: Mapping[str, str]
    statics: tuple[Mount, ...] = ()
    assets: tuple[Mount, ...] = ()
    finds_links: bool = False
    finds_images: bool = False
    has_hooks: bool = False
    forms: Mapping[str, OutputForm] = field(default_factory=dict)
    pager: str = "page"
    sitemap: str = "sitemap.xml"

    def beside(self, key: str, name: str) -> str | None:
        """The file of that name in the bundle of a page; capitals and blanks do not count."""
        wanted = normalized(name.removeprefix("/"))
        files = self.bundles.get(key, {})
        return next((place for each, place in files.items() if normalized(each) == wanted), None)


def link_map(
    edition: Edition,
    editions: Mapping[str, Edition],
    owners: Mapping[str, frozenset[str]],
    content: Content,
    config: HugoConfig,
    posts: frozenset[str],
    *,
    has_hooks: bool,
) -> LinkMap:
    """The map of one language. editions: of all, by language. owners: of files, see `owners_of`.

    posts: the sources of those pages that are posts.
    """
    language = edition.language
    linked = {key: page for key, page in edition.pages.items() if page.permalink}
    owned = _Owned(
        edition=edition, editions=editions, owners=owners, content=content, config=config
    )
    owned.collect()
    is_found = config.names_languages and not config.is_multihost
    hooked = ("always", "fallback", "auto") if is_found else ("always", "fallback")
    return LinkMap(
        base=unquote(language.base.path),
        url=language.base.url,
        home=linked[""].node.file.source if "" in linked and linked[""].node.file else "",
        pages={key: _known(page, edition, posts) for key, page in linked.items()},
        routes=dict(_routes(linked, edition)),
        sources={p.node.file.source: key for key, p in linked.items() if p.node.file is not None},
        names=_names(linked),
        files=owned.files,
        bundles=owned.bundles,
        addresses=owned.addresses,
        statics=_mounts(config, "static", language.key),
        assets=_mounts(config, "assets", language.key),
        finds_links=language.link_hook in hooked,
        finds_images=language.image_hook in hooked,
        has_hooks=has_hooks,
        forms=language.forms,
        pager=language.pager,
        sitemap=language.sitemap,
    )


def _mounts(config: HugoConfig, component: str, lang: str) -> tuple[Mount, ...]:
    mounts = (mount for mount in config.mounts if mount.component == component)
    return tuple(mount for mount in mounts if mount.lang in ("", lang))


def path_of(page: Page, edition: Edition) -> str:
    """The path that a page is served at, percent-encoded, with the base path."""
    return (
        edition.language.base.path + page.address.target.link
    )  # one text, where there is no base path


def _known(page: Page, edition: Edition, posts: frozenset[str]) -> Known:
    source = page.node.file.source if page.node.file is not None else ""
    outputs = page.node.fields.outputs or edition.language.outputs_of(page.kind)
    return Known(
        source=source, path=path_of(page, edition), is_post=source in posts, outputs=outputs
    )


def _routes(pages: Mapping[str, Page], edition: Edition) -> Iterator[tuple[str, str]]:
    """Old addresses first, so that those of pages win."""
    base = edition.language.base.path
    for key, page in pages.items():
        for alias in page.address.aliases if edition.language.has_aliases else ():
            yield page_key(f"{base}{alias}"), key
    for key, page in pages.items():
        if page.is_published or page.node.kind != "page":
            yield page_key(path_of(page, edition)), key


def _names(keys: Iterable[str]) -> dict[str, str | None]:
    names: dict[str, str | None] = {}
    for key in keys:
        name = key.rpartition("/")[2]
        names[name] = None if name in names else key
    return names


def owners_of(editions: Mapping[str, Edition]) -> Mapping[str, frozenset[str]]:
    """Which pages may own files, by key, and in which languages.

    Where one language has a file for the page, those without do not count: Hugo adds their pages too late.
    """
    written: dict[str, set[str]] = {}
    made: dict[str, set[str]] = {}
    first: dict[str, str] = {}
    for lang, edition in editions.items():
        for key, page in edition.pages.items():
            if page.node.is_branch or page.node.folder == key:
                (written if page.node.file is not None else made).setdefault(key, set()).add(lang)
            top = "/" + key[1:].partition("/")[0]
            if page.node.file is not None and key not in ("", top):
                first[top] = min(first.get(top, key), key)
    for key, langs in made.items():
        if key in first and key not in written:
            langs &= {lang for lang in langs if first[key] in editions[lang].pages}
    return {key: frozenset(langs) for key, langs in {**made, **written}.items()}


@dataclass(slots=True, kw_only=True)
class _Owned:
    """The files in the content folder, as the pages of one language own them."""

    edition: Edition
    editions: Mapping[str, Edition]
    owners: Mapping[str, frozenset[str]]
    content: Content
    config: HugoConfig
    files: dict[str, str] = field(default_factory=dict)
    bundles: dict[str, dict[str, str]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def collect(self) -> None:
        for key, by_lang in self.content.resources.items():
            file = self.chosen(by_lang)
            if file.name.ending in CONTENT_ENDINGS:
                continue  # a page in a bundle has no address
            owner = self.owner(key)
            page = self.edition.pages.get(owner)
            if page is None:
                continue
            name = file.name.path[len(page.node.spelled) + 1 :]
            files = self.bundles.setdefault(owner, {})
            files[name] = file.source
            # A file for one language is found by its name without it, whatever language asks.
            files.setdefault(file.name.spelled_key[len(page.node.spelled) + 1 :], file.source)
            path = self.served_at(file, owner, name)
            if path is not None:
                self.files[path] = file.source
                self.addresses[file.source] = path

    def chosen(self, by_lang: Mapping[str, ContentFile]) -> ContentFile:
        for lang in (self.edition.language.key, self.config.first.key):
            if lang in by_lang:
                return by_lang[lang]
        return next(iter(by_lang.values()))

    def owner(self, key: str) -> str:
        """The key of the page that a file belongs to: a bundle around it, or the nearest branch above."""
        folder = key.rpartition("/")[0]
        while folder and folder not in self.owners:
            folder = folder.rpartition("/")[0]
        return folder

    def served_at(self, file: ContentFile, owner: str, name: str) -> str | None:
        """The path of a file; one that languages share lies where its own language has it, if it has the page."""
        lang = self.edition.language.key if self.config.is_multihost else file.lang
        edition = self.editions.get(lang)
        page = edition.pages.get(owner) if edition is not None else None
        if edition is None or page is None or lang not in self.owners.get(owner, ()):
            return None
        if not page.node.is_built:
            return None
        return f"{unquote(edition.language.base.path)}{page.address.target.resources}/{name}"
