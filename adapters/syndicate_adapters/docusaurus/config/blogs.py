"""The blogs of a site: what the options of each instance say.

Source: Docusaurus 3.10.2, plugin-content-blog's options; tests/docusaurus/test_config.py.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from syndicate_adapters.docusaurus.codes import CODE_UNFOLLOWED, SETTING_SKIPPED, report_at
from syndicate_adapters.docusaurus.config.plugins import Plugin
from syndicate_adapters.docusaurus.config.settings import Settings
from syndicate_adapters.docusaurus.files import DEFAULT_EXCLUDE, DEFAULT_INCLUDE
from syndicate_adapters.docusaurus.javascript import (
    Function,
    Module,
    Pattern,
    Record,
    Scalar,
    Sequence,
    Value,
)
from syndicate_adapters.docusaurus.javascript.patterns import python_pattern
from syndicate_adapters.docusaurus.markdown.admonitions import KEYWORDS
from syndicate_adapters.docusaurus.markdown.headline import TRUNCATE_MARKER

_FORMATS: Final = ("rss", "atom", "json")
_FEED_LIMIT: Final = 20
_CODE: Final = ("processBlogPosts", "readingTime")
_PLUGIN_KEYS: Final = (
    "beforeDefaultRemarkPlugins",
    "remarkPlugins",
    "beforeDefaultRehypePlugins",
    "rehypePlugins",
)
_FOLLOWED: Final = ("remarkmath", "rehypekatex", "remarkpluginnpm2yarn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """What feeds a blog has. limit: posts in each, None for all."""

    formats: tuple[str, ...] = ("rss", "atom")
    limit: int | None = _FEED_LIMIT
    title: str = ""
    description: str = ""
    has_function: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogInstance:
    """One blog. path: its folder, relative to the site. *_base_path: parts of its addresses, as written.

    tags: the option as it stands: None for `tags.yml` if there is one, False for off, else the file that must exist.
    admonitions: keywords that open one; none if they are off. plugins: names of what changes its Markdown.
    """

    id: str = "default"
    path: str = "blog"
    route_base_path: str = "blog"
    tags_base_path: str = "tags"
    authors_base_path: str = "authors"
    archive_base_path: str | None = "archive"
    page_base_path: str = "page"
    include: tuple[str, ...] = DEFAULT_INCLUDE
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    truncate_marker: re.Pattern[str] = TRUNCATE_MARKER
    authors_map_path: str = "authors.yml"
    tags: str | bool | None = None
    title: str = "Blog"
    description: str = "Blog"
    posts_per_page: int | None = 10
    is_ascending: bool = False
    feeds: Feeds = field(default_factory=Feeds)
    admonitions: tuple[str, ...] = tuple(KEYWORDS)
    has_math: bool = False
    has_single_dollar_math: bool = True
    has_npm2yarn: bool = False
    shows_last_update: bool = False
    plugins: tuple[str, ...] = ()

    @property
    def localized_folder(self) -> str:
        """The folder of its translations below `i18n/<locale>`."""
        suffix = "" if self.id == "default" else f"-{self.id}"
        return f"docusaurus-plugin-content-blog{suffix}"


def read_blog(plugin: Plugin, site: Path) -> BlogInstance:
    """A blog as its plugin's options say it."""
    options = plugin.options
    names = dict(_markdown_plugins(options))
    has_math = has_math_plugin(options) or "remark-math" in plugin.source
    _report_code(plugin, [name for name in names if _flat(name) not in _FOLLOWED])
    limit = options.get("postsPerPage")
    return BlogInstance(
        id=options.text("id", "default"),
        path=site_path(options.text("path", "blog", decides=True), site),
        route_base_path=options.text("routeBasePath", "blog", decides=True),
        tags_base_path=options.text("tagsBasePath", "tags"),
        authors_base_path=options.text("authorsBasePath", "authors"),
        archive_base_path=_archive(options),
        page_base_path=options.text("pageBasePath", "page"),
        include=options.texts("include", DEFAULT_INCLUDE, decides=True),
        exclude=options.texts("exclude", DEFAULT_EXCLUDE, decides=True),
        truncate_marker=_marker(options),
        authors_map_path=options.text("authorsMapPath", "authors.yml"),
        tags=_tags(options),
        title=options.text("blogTitle", "Blog"),
        description=options.text("blogDescription", "Blog"),
        posts_per_page=None if _is_text(limit, "ALL") else options.number("postsPerPage", 10),
        is_ascending=options.text("sortPosts") == "ascending",
        feeds=_feeds(options),
        admonitions=admonitions_of(options),
        has_math=has_math,
        has_single_dollar_math=_has_single_dollar(names),
        has_npm2yarn=any(_flat(name) == "remarkpluginnpm2yarn" for name in names),
        shows_last_update=options.boolean("showLastUpdateTime"),
        plugins=tuple(names),
    )


def site_path(path: str, site: Path) -> str:
    """A path relative to the site, posix, without `./`; it may still lead out."""
    root = str(site.resolve())
    if path == root or path.startswith(f"{root}/"):
        path = path[len(root) :].lstrip("/") or "."
    return posixpath.normpath(path) if path else "."


def _is_text(value: Value | None, text: str) -> bool:
    return isinstance(value, Scalar) and value.value == text


def _archive(options: Settings) -> str | None:
    match options.get("archiveBasePath"):
        case Scalar(value=None):
            return None
    return options.text("archiveBasePath", "archive")


def _tags(options: Settings) -> str | bool | None:
    match options.get("tags"):
        case Scalar(value=None | False):
            return False
        case Scalar(value=str() as name):
            return name
    return None


def _feeds(options: Settings) -> Feeds:
    settings = options.under("feedOptions")
    wanted = _formats(settings)
    return Feeds(
        formats=tuple(kind for kind in _FORMATS if kind in wanted),
        limit=_feed_limit(settings),
        title=settings.text("title"),
        description=settings.text("description"),
        has_function=settings.is_function("createFeedItems"),
    )


def _formats(settings: Settings) -> tuple[str, ...]:
    match settings.get("type"):
        case Scalar(value=str() as kind):
            return _FORMATS if kind == "all" else (kind,)
        case Sequence():
            return settings.texts("type")
        case Scalar(value=None):
            return ()
    return Feeds().formats


def _feed_limit(settings: Settings) -> int | None:
    match settings.get("limit"):
        case Scalar(value=None | False):
            return None
    return settings.number("limit", _FEED_LIMIT)


def admonitions_of(options: Settings) -> tuple[str, ...]:
    """The keywords that open an admonition."""
    match options.get("admonitions"):
        case Scalar(value=False):
            return ()
        case Record():
            settings = options.under("admonitions")
            own = settings.texts("keywords")
            defaults = tuple(KEYWORDS) if settings.boolean("extendDefaults", True) else ()
            return tuple(dict.fromkeys((*defaults, *own)))
    return tuple(KEYWORDS)


def _marker(options: Settings) -> re.Pattern[str]:
    value = options.get("truncateMarker")
    if not isinstance(value, Pattern):
        return TRUNCATE_MARKER
    pattern = python_pattern(value)
    if pattern is None:
        place = options.place("truncateMarker")
        message = f"the pattern /{value.source}/ is not followed; the engine's own marker counts"
        options.report(report_at(SETTING_SKIPPED, place.path, place.line, message))
    return pattern or TRUNCATE_MARKER


# -- plugins of the Markdown ------------------------------------------------------------------------


def has_math_plugin(options: Settings) -> bool:
    """Whether formulas are read."""
    return any(_flat(name) == "remarkmath" for name, _ in _markdown_plugins(options))


def _markdown_plugins(options: Settings) -> Iterator[tuple[str, Value | None]]:
    """The name of each with its options; code of the site has the name of its file."""
    for key in _PLUGIN_KEYS:
        array = options.get(key)
        for item in options.items(key, array) if isinstance(array, Sequence) else ():
            match item:
                case Sequence(items=[plugin, *rest]):
                    yield _name(plugin), rest[0] if rest else None
                case _:
                    yield _name(item), None


def _name(plugin: Value) -> str:
    match plugin:
        case Module(name=name):
            return name
        case Scalar(value=str() as name):
            return name
        case Function(place=place):
            return f"code in {place.path}"
    return "one that is not known"


def _flat(name: str) -> str:
    """A package's name without scope and hyphens: node knows a plugin only by its function's name."""
    return name.rpartition("/")[2].replace("-", "").lower()


def _has_single_dollar(plugins: dict[str, Value | None]) -> bool:
    """Whether `$x$` is a formula where formulas are read: an option of remark-math."""
    for name, options in plugins.items():
        if _flat(name) == "remarkmath" and isinstance(options, Record):
            return not _is_false(options.entries.get("singleDollarTextMath"))
    return True


def _is_false(value: Value | None) -> bool:
    return isinstance(value, Scalar) and value.value is False


def _report_code(plugin: Plugin, names: list[str]) -> None:
    options = plugin.options
    found = [f"{key}()" for key in _CODE if options.is_function(key)]
    if plugin.wrapper:
        found.append(f"the plugin {plugin.wrapper}")
    found += names
    if found:
        message = f"{', '.join(found)} may change the posts of {options.name}"
        options.report(report_at(CODE_UNFOLLOWED, plugin.place.path, plugin.place.line, message))
