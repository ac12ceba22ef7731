"""The configuration of a site: its files merged, with what Jekyll adds to them.

Source: Jekyll 4.4.1 and 3.10.0, `configuration.rb`; tests/jekyll/test_site.py compares with the engine.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final, cast

from syndicate.diagnostics import Code, Diagnostic, Report, SyndicateError
from syndicate.source.text import read_source
from syndicate.source.yaml import PSYCH, Value, YamlError, load
from syndicate_adapters.evidence import JEKYLL_CONFIGS, first_in
from syndicate_adapters.jekyll.codes import (
    CONFIG_NONE,
    CONFIG_WRONG,
    ENGINE_ASSUMED,
    ZONE_UNKNOWN,
)
from syndicate_adapters.jekyll.defaults import Defaults, merged, read_defaults
from syndicate_adapters.jekyll.gems import Engine, read_engine
from syndicate_adapters.jekyll.moments import DateError, parse_date
from syndicate_adapters.jekyll.ruby import is_truthy, to_s
from syndicate_adapters.jekyll.urls import style_template, with_suffix
from syndicate_adapters.jekyll.zones import zone_named

_EXCLUDED: Final = (
    ".sass-cache .jekyll-cache gemfiles Gemfile Gemfile.lock node_modules vendor/bundle/ vendor/cache/"
    " vendor/gems/ vendor/ruby/"
).split()
_EXCLUDED_OLD: Final = (
    "Gemfile Gemfile.lock node_modules vendor/bundle/ vendor/cache/ vendor/gems/ vendor/ruby/"
).split()

DEFAULTS: Final[Mapping[str, Value]] = {
    "collections": {},
    "collections_dir": "",
    "data_dir": "_data",
    "destination": "_site",
    "encoding": "utf-8",
    "excerpt_separator": "\n\n",
    "exclude": [],
    "future": False,
    "include": [".htaccess"],
    "kramdown": {},
    "limit_posts": 0,
    "markdown": "kramdown",
    "markdown_ext": "markdown,mkdown,mkdn,mkd,md",
    "permalink": "date",
    "plugins": [],
    "source": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A set of documents in a folder `_<label>`. permalink: its template, None where the config has null."""

    label: str
    is_written: bool
    permalink: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JekyllConfig:
    """What reading a site depends on. The rest stays in `values`, the whole merged config.

    time: the moment of building that the config fixes. zone: of all dates. is_zoned: the config names it.
    spelled_url: as the config has it, with a slash at its end, which templates and feeds repeat. permalink: the style
    as written. markdown_ext: with dots. destination: posix, in the site.
    """

    values: Mapping[str, Value]
    engine: Engine
    zone: tzinfo = UTC
    is_zoned: bool = False
    time: datetime | None = None
    url: str = ""
    spelled_url: str = ""
    baseurl: str = ""
    permalink: str = "date"
    collections: Mapping[str, Collection] = field(default_factory=dict)
    collections_dir: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    markdown_ext: tuple[str, ...] = ()
    plugins: frozenset[str] = frozenset()
    defaults: Defaults = field(default_factory=Defaults)
    destination: str = "_site"
    limit_posts: int = 0

    def text(self, key: str) -> str:
        """A setting as text; "" where it is absent or nil."""
        return to_s(self.values.get(key))

    def has(self, key: str) -> bool:
        """Whether a setting counts as true."""
        return is_truthy(self.values.get(key))

    def section(self, key: str) -> Mapping[str, Value]:
        """A setting that is a mapping; empty where it is none."""
        value = self.values.get(key)
        return cast("Mapping[str, Value]", value) if isinstance(value, dict) else {}


def config_file_of(root: Path) -> Path | None:
    """The config that Jekyll would find in a folder."""
    return first_in(root, JEKYLL_CONFIGS)


def read_values(
    root: Path, files: Sequence[Path], overrides: Mapping[str, str], report: Report
) -> dict[str, Value]:
    """The config files merged in order, and `overrides` over them (dotted keys, YAML). No defaults yet.

    Raises SyndicateError where Jekyll stops at a file.
    """
    values: dict[str, Value] = {}
    for file in files:
        values = merged(values, _read_file(file, report))
    for key, text in overrides.items():
        try:
            value = load(text, PSYCH)
        except YamlError as error:
            raise SyndicateError(f"--set {key}={text}: {error}") from error
        for part in reversed(key.split(".")):
            value = {part: value}
        values = merged(values, cast("dict[str, Value]", value))
    if not files:
        report(_at(".", CONFIG_NONE, "no _config.yml"))
    return values


def _read_file(file: Path, report: Report) -> dict[str, Value]:
    text = read_source(file, file.name).text
    try:
        # TOML knows the same kinds of values, but for a time of day, which no setting is.
        is_toml = file.suffix.lower() == ".toml"
        value = cast("Value", tomllib.loads(text)) if is_toml else load(text, PSYCH)
    except (YamlError, ValueError, RecursionError) as error:
        raise SyndicateError(
            f"{file.name}: {error}; Jekyll stops here too, so correct it"
        ) from error
    if value is None or value is False:
        return {}
    if not isinstance(value, dict):
        report(_at(file.name, CONFIG_WRONG, "the config holds no keys; Jekyll uses its defaults"))
        return {}
    return value


def config_of(
    values: Mapping[str, Value],
    root: Path,
    report: Report,
    *,
    home: Path | None = None,
    name: str = JEKYLL_CONFIGS[0],
) -> JekyllConfig:
    """The settings in `values`, with Jekyll's defaults. What it refuses is reported and replaced.

    home: the folder with the Gemfile, where the source lies deeper. name: of the config file, for messages.
    """
    engine = read_engine(home or root, to_s(values.get("theme")))
    if not engine.evidence:
        version = ".".join(map(str, engine.version))
        report(_at(".", ENGINE_ASSUMED, f"no Gemfile.lock names the version; {version} is assumed"))
    refused: list[str] = []
    settings = _with_defaults(values, engine, refused)
    plugins = engine.loaded(_texts(settings["plugins"]))
    settings["markdown"] = _markdown(settings, engine, plugins, refused)
    zone, is_zoned = _zone(settings, name, report)
    collections_dir = to_s(settings["collections_dir"]).strip("/")
    config = JekyllConfig(
        values=settings,
        engine=engine,
        zone=zone,
        is_zoned=is_zoned,
        time=_time(settings, zone, refused),
        url=to_s(settings.get("url")).rstrip("/"),
        spelled_url=to_s(settings.get("url")),
        baseurl=to_s(settings.get("baseurl")),
        permalink=to_s(settings["permalink"]),
        collections=_collections(settings, engine),
        collections_dir=collections_dir,
        include=_texts(settings["include"]),
        exclude=_texts(settings["exclude"]),
        markdown_ext=tuple(f".{e.lower()}" for e in to_s(settings["markdown_ext"]).split(",")),
        plugins=plugins,
        defaults=_defaults(settings, root, collections_dir, zone, engine, refused),
        destination=to_s(settings["destination"]).strip("/"),
        limit_posts=limit if isinstance(limit := settings["limit_posts"], int) else 0,
    )
    for reason in refused:
        report(_at(name, CONFIG_WRONG, reason))
    return config


def _with_defaults(
    values: Mapping[str, Value], engine: Engine, refused: list[str]
) -> dict[str, Value]:
    settings = merged(DEFAULTS, values)
    if engine.is_old:
        for old, new in (("gems", "plugins"), ("data_source", "data_dir")):
            if old in settings:
                settings[new] = settings.pop(old)
    for key in ("include", "exclude", "plugins"):
        value = settings[key]
        if isinstance(value, list):
            continue
        if engine.is_old and isinstance(value, str):
            settings[key] = [part.strip() for part in value.split(",")]
            continue
        refused.append(f"`{key}` is no list, but {value!r}")
        settings[key] = DEFAULTS[key]
    if not isinstance(settings["permalink"], str):
        refused.append(f"`permalink` is no text, but {settings['permalink']!r}")
        settings["permalink"] = "date"
    own = cast("list[Value]", settings["exclude"])
    if not engine.is_old:
        settings["exclude"] = [*own, *_EXCLUDED]
    elif "exclude" not in values or values["exclude"] is None:
        settings["exclude"] = [*_EXCLUDED_OLD]
    return settings


_PROCESSORS: Final = {
    "CommonMark": "jekyll-commonmark",
    "CommonMarkGhPages": "jekyll-commonmark-ghpages",
}
"""The engines for Markdown that plugins bring, spelled as the setting has to spell them."""

_INPUTS: Final = frozenset(("GFM", "Kramdown", "Markdown", "kramdown", "markdown"))


def _markdown(
    settings: Mapping[str, Value], engine: Engine, plugins: frozenset[str], refused: list[str]
) -> str:
    """The engine for Markdown. Jekyll stops at one that it does not know, GitHub Pages takes kramdown instead.

    Source: Jekyll 4.4.1, `converters/markdown.rb`; github-pages 232, `configuration.rb`; kramdown 2.4.0.
    """
    kramdown = settings.get("kramdown")
    wanted = kramdown.get("input", "GFM") if isinstance(kramdown, dict) else "GFM"
    if wanted not in _INPUTS:
        refused.append(f"`kramdown: input: {to_s(wanted)}` is no kind of text that kramdown reads")
    name = to_s(settings.get("markdown"))
    if name.lower() == "kramdown" or (not engine.is_pages and _PROCESSORS.get(name) in plugins):
        return name
    if engine.is_pages:
        return name if name.lower() in ("gfm", "commonmark", "commonmarkghpages") else "kramdown"
    if engine.is_old and name.lower() == "redcarpet":
        return name
    refused.append(f"`markdown: {name}` names no engine that a plugin of the site brings")
    return "kramdown"


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _zone(settings: Mapping[str, Value], name: str, report: Report) -> tuple[tzinfo, bool]:
    wanted = to_s(settings.get("timezone"))
    if not wanted:
        return UTC, False
    zone = zone_named(wanted)
    if zone is None:
        report(_at(name, ZONE_UNKNOWN, f"no time zone is called {wanted!r}; UTC is taken"))
    return zone or UTC, True


def _time(settings: Mapping[str, Value], zone: tzinfo, refused: list[str]) -> datetime | None:
    if not is_truthy(settings.get("time")):
        return None
    try:
        return parse_date(to_s(settings["time"]), zone).time
    except DateError as error:
        refused.append(f"`time`: {error}")
        return None


def _defaults(
    settings: Mapping[str, Value],
    root: Path,
    collections_dir: str,
    zone: tzinfo,
    engine: Engine,
    refused: list[str],
) -> Defaults:
    value = settings.get("defaults")
    try:
        return read_defaults(
            value, root=root, collections_dir=collections_dir, zone=zone, is_old=engine.is_old
        )
    except DateError as error:
        refused.append(f"`defaults`: {error}")
        return Defaults()


def _collections(settings: Mapping[str, Value], engine: Engine) -> dict[str, Collection]:
    """The collections by label; `posts` is always one, and its permalink that of the site."""
    value = settings["collections"]
    if isinstance(value, list):
        value = {to_s(label): {} for label in value}
    found = dict(_other_collections(value if isinstance(value, dict) else {}, settings))
    own = value.get("posts") if isinstance(value, dict) else None
    permalink = own.get("permalink") if isinstance(own, dict) else None
    style = style_template(to_s(settings["permalink"]), has_weeks=not engine.is_old)
    template = to_s(permalink) if is_truthy(permalink) else style
    return {"posts": Collection(label="posts", is_written=True, permalink=template)} | found


def _other_collections(
    value: Mapping[str, Value], settings: Mapping[str, Value]
) -> Iterator[tuple[str, Collection]]:
    for name, own in value.items():
        label = "".join(
            char for char in name if char.isascii() and (char.isalnum() or char in "_-.")
        )
        meta = own if isinstance(own, dict) else {}
        if label in ("", "posts", "data"):
            continue
        permalink: str | None = with_suffix("/:collection/:path", to_s(settings["permalink"]))
        if "permalink" in meta:
            permalink = to_s(meta["permalink"]) if meta["permalink"] is not None else None
        yield (
            label,
            Collection(label=label, is_written=is_truthy(meta.get("output")), permalink=permalink),
        )


def _at(path: str, code: Code, message: str) -> Diagnostic:
    return Diagnostic(
        path=path, line=1, column=1, severity=code.severity, code=code.name, message=message
    )
