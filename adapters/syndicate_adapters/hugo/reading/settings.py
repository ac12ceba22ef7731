"""What a site's config comes to, language by language.

Source: Hugo 0.168 (config/allconfig); the sites of tests/hugo_reading/vectors hold what it made of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from functools import lru_cache
from typing import Final

from syndicate.web.urls import split_url
from syndicate_adapters.hugo.reading.cascade import Cascade
from syndicate_adapters.hugo.reading.config import Config
from syndicate_adapters.hugo.reading.dates import DEFAULT_SOURCES, DateSources
from syndicate_adapters.hugo.reading.modules import Mount
from syndicate_adapters.hugo.reading.names import sanitized
from syndicate_adapters.hugo.reading.params import Params, small
from syndicate_adapters.hugo.reading.permalinks import PermalinkRule
from syndicate_adapters.hugo.reading.targets import HTML, OutputForm, PathRules, escaped
from syndicate_adapters.hugo.reading.versions import Engine
from syndicate_adapters.hugo.settings import MarkdownSettings

PLACEHOLDER: Final = "https://example.org/"
"""What Hugo takes since 0.167 for the address of a site whose config names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseUrl:
    """Where a site is served. said: as the config has it, "" where it says nothing. url: as Hugo uses it."""

    said: str = ""
    url: str = PLACEHOLDER

    @property
    def origin(self) -> str:
        """Scheme and host, "" where the config names none."""
        return _origin_of(self.said)

    @property
    def path(self) -> str:
        """The path below which all is served, percent-encoded, without a final slash; "" at the root of the host."""
        return _path_of(self.url)

    def absolute(self, link: str) -> str:
        """The address of a link of the site, which begins with "/"."""
        return self.url + link.removeprefix("/")


# Every page asks.


@lru_cache(maxsize=64)
def _origin_of(url: str) -> str:
    parts = split_url(url)
    return f"{parts.scheme}://{parts.host}" if parts.scheme and parts.host else ""


@lru_cache(maxsize=64)
def _path_of(url: str) -> str:
    return split_url(url).path.rstrip("/")


def base_url(said: str, engine: Engine) -> BaseUrl:
    """The address that a config says, spelled as Hugo spells it."""
    if not said:
        return BaseUrl(url=PLACEHOLDER if engine.has(167) else "/")
    parts = split_url(said)
    path = escaped(parts.path if parts.path.endswith("/") else f"{parts.path}/")
    front = f"{parts.scheme.lower()}:" if parts.scheme else ""
    host = f"//{parts.host}" if parts.host is not None else ""
    return BaseUrl(said=said, url=f"{front}{host}{path}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of a site, with all that its config may say for it alone.

    prefix: of its links, `file_prefix` of its files. taxonomies: the key in headers -> what one term is called.
    permalinks: in the order in which they are tried. is_ugly: for all, or by section. main_sections: None where
    the config leaves the choice to Hugo. page_size: posts on a page of a list. feed_limit: posts in a feed,
    None for all. outputs: kind -> names of forms. pager: the folder of a list's later pages. sitemap: its file.
    """

    key: str
    locale: str = ""
    title: str = ""
    base: BaseUrl = field(default_factory=BaseUrl)
    prefix: str = ""
    file_prefix: str = ""
    zone: tzinfo = UTC
    paths: PathRules = field(default_factory=PathRules)
    taxonomies: Mapping[str, str] = field(default_factory=dict)
    permalinks: tuple[PermalinkRule, ...] = ()
    cascade: tuple[Cascade, ...] = ()
    dates: DateSources = field(default_factory=lambda: DEFAULT_SOURCES)
    is_ugly: bool | Mapping[str, bool] = False
    main_sections: tuple[str, ...] | None = None
    disabled_kinds: frozenset[str] = frozenset()
    builds_drafts: bool = False
    builds_future: bool = False
    builds_expired: bool = False
    has_aliases: bool = True
    pluralizes: bool = True
    page_size: int = 10
    pager: str = "page"
    sitemap: str = "sitemap.xml"
    feed_limit: int | None = None
    outputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: Mapping[str, OutputForm] = field(default_factory=lambda: {"html": HTML})
    markdown: MarkdownSettings = field(default_factory=MarkdownSettings)
    link_hook: str = "auto"
    image_hook: str = "auto"
    params: Params = field(default_factory=dict)

    def is_ugly_in(self, section: str) -> bool:
        """Whether pages of a section are files, not folders."""
        if isinstance(self.is_ugly, bool):
            return self.is_ugly
        return self.is_ugly.get(section, False)

    def outputs_of(self, kind: str) -> tuple[str, ...]:
        """The names of the forms in which pages of a kind are written, if they say nothing themselves."""
        if kind in self.disabled_kinds:
            return ()
        return tuple(
            name
            for name in self.outputs.get(kind, ("html",))
            if name in self.forms and not (name == "rss" and "rss" in self.disabled_kinds)
        )

    def taxonomy_of(self, key: str) -> str:
        """The taxonomy that a branch belongs to, by its key in the tree; "" for none."""
        return next((name for name in self.taxonomies if key.startswith(tree_key(name))), "")


def tree_key(taxonomy: str) -> str:
    """Where the page of a taxonomy stands in the tree."""
    return f"/{small(sanitized(taxonomy.strip('./ ')))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HugoConfig:
    """A site's settings. languages: in Hugo's order. first: the one of files that say none.

    names_languages: the config has a table of languages, be it of one; the engine's own hooks then look for pages.
    ignored: paths that are no content. allowed: patterns of media types that may be content.
    """

    config: Config
    engine: Engine
    environment: str
    languages: tuple[Language, ...]
    first: Language
    mounts: tuple[Mount, ...]
    disabled: frozenset[str] = frozenset()
    is_multihost: bool = False
    names_languages: bool = False
    has_git_dates: bool = False
    ignored: tuple[re.Pattern[str], ...] = ()
    allowed: tuple[str, ...] = ()
