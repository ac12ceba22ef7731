"""The presets and plugins of a config: which of them bring blogs, redirects, themes.

Source: Docusaurus 3.10.2, `presets`, `plugins` and their short names; tests/docusaurus/test_config.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from syndicate.source.files import is_file_inside
from syndicate_adapters.docusaurus.codes import CODE_UNFOLLOWED, report_at
from syndicate_adapters.docusaurus.config.settings import Settings, is_off
from syndicate_adapters.docusaurus.javascript import (
    Function,
    Module,
    Place,
    Record,
    Scalar,
    Sequence,
    Unknown,
    Value,
    names_module,
    read_inside,
    source_of,
)

BLOG: Final = "@docusaurus/plugin-content-blog"
PAGES: Final = "@docusaurus/plugin-content-pages"
DOCS: Final = "@docusaurus/plugin-content-docs"
REDIRECTS: Final = "@docusaurus/plugin-client-redirects"

_SHORT_NAMES: Final = {
    "content-blog": BLOG,
    "content-pages": PAGES,
    "content-docs": DOCS,
    "client-redirects": REDIRECTS,
    "classic": "@docusaurus/preset-classic",
}
_CLASSIC: Final = frozenset(("@docusaurus/preset-classic", "docusaurus-preset-openapi"))
_ENDINGS = (
    "",
    ".js",
    ".ts",
    ".mjs",
    ".cjs",
    ".mts",
    ".cts",
    "/index.js",
    "/index.ts",
    "/src/index.ts",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """One plugin. name: of the package, or of the one it wraps; "" for code in the config.

    wrapper, source: the file of the site that wraps the package, and its text.
    """

    name: str
    options: Settings
    place: Place
    wrapper: str = ""
    source: str = ""


def plugins_of(config: Settings, site: Path) -> list[Plugin]:
    """All plugins in the engine's order: those of the presets, then the config's own."""
    found = list(_of_presets(config, site))
    for item in _items(config, "plugins"):
        found += _plugins(config, item, site)
    return found


def theme_names(config: Settings) -> tuple[str, ...]:
    """The names of the themes that the config adds."""
    names = (_name_and_options(item)[0] for item in _items(config, "themes"))
    return tuple(text for name in names if (text := _text(name)))


def _items(config: Settings, key: str) -> list[Value]:
    value = config.get(key, decides=key in ("presets", "plugins"))
    return config.items(key, value) if isinstance(value, Sequence) else []


def _name_and_options(item: Value) -> tuple[Value, Value | None]:
    match item:
        case Sequence(items=[name]):
            return name, None
        case Sequence(items=[name, options, *_]):
            return name, options
    return item, None


def _text(name: Value) -> str:
    match name:
        case Scalar(value=str() as text):
            return _SHORT_NAMES.get(text, text)
        case Module(name=text):
            return text
    return ""


def _options(config: Settings, name: str, value: Value | None, place: Place) -> Settings:
    match value:
        case Record():
            return replace(config, record=value, name=name)
        case Unknown():
            return replace(config, record=Record({}, place, rest=value), name=name)
    return replace(config, record=Record({}, place), name=name)


# -- presets ----------------------------------------------------------------------------------------


def _of_presets(config: Settings, site: Path) -> Iterator[Plugin]:
    for item in _items(config, "presets"):
        if is_off(item):
            continue
        if isinstance(item, Unknown):
            config.unsure("presets", item)
            continue
        name, value = _name_and_options(item)
        options = _options(config, "presets", value, item.place)
        if isinstance(name, Unknown):
            config.unsure("presets", name)
        elif _text(name) in _CLASSIC or isinstance(options.record.entries.get("blog"), Record):
            yield from _of_classic(config, options, item.place)
        else:
            message = (
                f"the preset {_text(name) or 'in the config'} is not known; it may bring plugins"
            )
            config.report(report_at(CODE_UNFOLLOWED, item.place.path, item.place.line, message))


def _of_classic(config: Settings, options: Settings, place: Place) -> Iterator[Plugin]:
    for key, name in (("docs", DOCS), ("blog", BLOG), ("pages", PAGES)):
        given = options.record.entries.get(key, options.record.rest)
        if not (isinstance(given, Scalar) and given.value is False):
            at = given.place if isinstance(given, Record) else place
            yield Plugin(name=name, options=_options(config, key, given, at), place=at)


# -- plugins ----------------------------------------------------------------------------------------


def _plugins(config: Settings, item: Value, site: Path) -> Iterator[Plugin]:
    if is_off(item):
        return
    if isinstance(item, Unknown):
        config.unsure("plugins", item)
        return
    if isinstance(item, Sequence) and item.items and isinstance(item.items[0], Sequence):
        for inner in item.items:
            yield from _plugins(config, inner, site)
        return
    name, value = _name_and_options(item)
    plugin = Plugin(
        name=_text(name), options=_options(config, "plugins", value, item.place), place=item.place
    )
    if isinstance(name, Unknown):
        config.unsure("plugins", name)
    elif isinstance(name, Function):
        yield _wrapping_code(plugin, name)
    else:
        yield _wrapping_file(plugin, site)


def _wrapping_code(plugin: Plugin, function: Function) -> Plugin:
    """A plugin that is a function; one that uses the blog plugin is a blog."""
    if not names_module(function, BLOG):
        return plugin
    return replace(plugin, name=BLOG, wrapper=function.place.path, source=source_of(function))


def _wrapping_file(plugin: Plugin, site: Path) -> Plugin:
    """A plugin that is a file of the site; one that names the blog plugin is a blog."""
    if not plugin.name.startswith((".", "/")):
        return plugin
    folder = (site / plugin.place.path).parent
    for ending in _ENDINGS:
        file = Path(f"{folder / plugin.name}{ending}")
        content = read_inside(file) if is_file_inside(file, site) else None
        source = (content or b"").decode("utf-8", "replace")
        if BLOG in source:
            return replace(plugin, name=BLOG, wrapper=plugin.name, source=source)
    return plugin
