"""A site's settings from its folder: config, themes, languages, mounts and the engine that they are for."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from syndicate.diagnostics import Report
from syndicate.source.yaml import Value
from syndicate.web.urls import split_url
from syndicate_adapters.hugo.reading.codes import (
    ENGINE_NEWEST,
    PATTERN_UNREAD,
    SETTING_REFUSED,
    SETTING_UNFOLLOWED,
    finding,
)
from syndicate_adapters.hugo.reading.config import Config, overlaid, override, read_config
from syndicate_adapters.hugo.reading.languages import LanguageTable, language_table, read_languages
from syndicate_adapters.hugo.reading.modules import Mount, read_modules
from syndicate_adapters.hugo.reading.params import Params, params_of, terms_of, text_of, truth_of
from syndicate_adapters.hugo.reading.settings import HugoConfig, Language, base_url
from syndicate_adapters.hugo.reading.versions import Engine, find_engine

_STATIC: Final = tuple(f"staticdir{number}" for number in ("", *range(11)))
_DENIED: Final = ("! ^text/html$", "! ^text/org$")
_NESTED_REPEAT: Final = re.compile(r"[*+}][^()]*\)[*+{]")


def read_settings(
    root: Path,
    *,
    overrides: Mapping[str, str] | None = None,
    given: Path | None = None,
    url: str = "",
    report: Report,
) -> HugoConfig:
    """The settings of the site in `root`, for production unless `environment` is overridden.

    Variables of the user's environment are not read: `overrides` says what HUGO_* would.
    Raises SyndicateError where the engine cannot read the config at all.
    """
    overrides = dict(overrides or {})
    environment = overrides.pop("environment", "production")
    site = read_config(root, root, environment=environment, given=given, overrides=overrides)
    modules = read_modules(site, root, environment, report)
    config = modules.config
    engine = _engine(root, config, report)

    def refuse(key: str, message: str) -> None:
        path, line = config.place(key)
        report(finding(SETTING_REFUSED, path, line, message))

    for key, message in _unfollowed(config.values):
        path, line = config.place(key)
        report(finding(SETTING_UNFOLLOWED, path, line, message))
    where = config.files[-1].path if config.files else "hugo.toml"
    table = language_table(config.values, where)
    languages = read_languages(table, config.values, engine, refuse)
    languages = tuple(_at(language, url, engine) for language in languages)
    return HugoConfig(
        config=config,
        engine=engine,
        environment=environment,
        languages=languages,
        first=next(each for each in languages if each.key == table.first),
        mounts=(*_own_mounts(config.values, table, modules.mounts), *_others(modules.mounts)),
        disabled=table.disabled,
        is_multihost=table.is_multihost,
        names_languages=bool(params_of(config.values.get("languages")).keys() - {"_merge"}),
        has_git_dates=truth_of(config.values.get("enablegitinfo")),
        ignored=tuple(_patterns(config, report)),
        allowed=_allowed(config.values, engine),
    )


_SWITCHES: Final = (
    "extensions.table",
    "extensions.footnote",
    "extensions.tasklist",
    "extensions.strikethrough",
    "parser.attribute.title",
)
"""What Hugo's Markdown has on, and our parser too."""


def _unfollowed(values: Params) -> Iterator[tuple[str, str]]:
    """The dotted keys of what a site sets and we read otherwise, and what is to be said of each."""
    goldmark = params_of(params_of(values.get("markup")).get("goldmark"))
    for key in _SWITCHES:
        said: Value = goldmark
        for part in key.split("."):
            said = params_of(said).get(part)
        is_off = said is False or params_of(said).get("enable") is False
        if is_off:
            name = key.rpartition(".")[2]
            message = f"`{name} = false` is not followed; texts are read as if it were on"
            yield f"markup.goldmark.{key}", message


def _engine(root: Path, config: Config, report: Report) -> Engine:
    """The engine that the site pins; reports where none is, and the newest is taken."""
    module = params_of(config.values.get("module"))
    engine = find_engine(root, params_of(module.get("hugoversion")).get("max"))
    if config.files and not engine.source:
        newest = f"Hugo 0.{engine.version[1]}"
        message = f"nothing says which Hugo builds the site; it is read as {newest} would"
        report(finding(ENGINE_NEWEST, config.files[0].path, 1, message))
    return engine


def bare_settings(overrides: Mapping[str, str] | None = None, url: str = "") -> HugoConfig:
    """Hugo's own settings, for posts without a site."""
    values: Params = {}
    for key, word in (overrides or {}).items():
        values = overlaid(values, override(key, word))
    engine = Engine()
    table = language_table(values, "--set")
    languages = read_languages(table, values, engine, lambda key, message: None)
    languages = tuple(_at(_with_html(language), url, engine) for language in languages)
    return HugoConfig(
        config=Config(values=values),
        engine=engine,
        environment="production",
        languages=languages,
        first=next(each for each in languages if each.key == table.first),
        mounts=(),
        disabled=table.disabled,
        allowed=_DENIED,
    )


def _with_html(language: Language) -> Language:
    """A language whose posts may hold HTML: nobody said that it is to be left out."""
    return replace(language, markdown=replace(language.markdown, has_html=True))


def _at(language: Language, url: str, engine: Engine) -> Language:
    """A language at the address that the user gave: an origin alone keeps the path of the config."""
    if not url:
        return language
    path = split_url(url).path.strip("/")
    said = url if path else f"{url.rstrip('/')}/{split_url(language.base.said).path.lstrip('/')}"
    return replace(language, base=base_url(said, engine))


def _patterns(config: Config, report: Report) -> Iterator[re.Pattern[str]]:
    """The expressions of `ignoreFiles`; one that could take for ever is not followed."""
    for text in terms_of(config.values.get("ignorefiles")):
        try:
            if _NESTED_REPEAT.search(text):
                raise ValueError("a repetition of repetitions")
            yield re.compile(text)
        except (re.error, ValueError) as error:
            path, line = config.place("ignorefiles")
            message = f"the pattern {text!r} is not followed: {error}; files that it means are read"
            report(finding(PATTERN_UNREAD, path, line, message))


def _allowed(values: Params, engine: Engine) -> tuple[str, ...]:
    said = params_of(values.get("security")).get("allowcontent")
    if said is not None:
        return terms_of(said)
    return _DENIED if engine.has(162) else (".*",)


def is_allowed(media_type: str, allowed: tuple[str, ...]) -> bool:
    """Whether content of a type may be read. Patterns with "! " in front forbid; others, if any, must allow."""
    denied = [pattern[2:] for pattern in allowed if pattern.startswith("! ")]
    wanted = [pattern for pattern in allowed if not pattern.startswith("! ")]
    if any(_is_meant(media_type, pattern) for pattern in denied):
        return False
    return not wanted or any(_is_meant(media_type, pattern) for pattern in wanted)


def _is_meant(text: str, pattern: str) -> bool:
    if _NESTED_REPEAT.search(pattern):
        return False
    try:
        return re.search(f"(?i){pattern}", text) is not None
    except re.error:
        return False


# --- mounts --------------------------------------------------------------------------------------


def _others(mounts: tuple[Mount, ...]) -> tuple[Mount, ...]:
    return tuple(mount for mount in mounts if mount.order)


def _own_mounts(
    values: Params, table: LanguageTable, mounts: tuple[Mount, ...]
) -> tuple[Mount, ...]:
    """The mounts of the site itself: those it says, and the folders of Hugo for components it does not mount."""
    own = [mount for mount in mounts if not mount.order]
    mounted = {mount.component for mount in own}
    if "content" not in mounted:
        own += _content_mounts(values, table)
    if "static" not in mounted:
        own += _static_mounts(values, table)
    for name in ("assets", "layouts"):
        if name not in mounted:
            folder = text_of(values.get("assetdir" if name == "assets" else "layoutdir")) or name
            own.append(Mount(source=posixpath.normpath(folder), target=name))
    return tuple(dict.fromkeys(own))


def _content_mounts(values: Params, table: LanguageTable) -> Iterator[Mount]:
    base = text_of(values.get("contentdir")) or "content"
    for key, merged in table.merged.items():
        folder = text_of(merged.get("contentdir")) or base
        lang = key if folder != base else ""
        yield Mount(source=posixpath.normpath(folder), target="content", lang=lang)


def _static_mounts(values: Params, table: LanguageTable) -> Iterator[Mount]:
    for key, merged in table.merged.items():
        folders = [folder for name in _STATIC for folder in terms_of(merged.get(name))]
        for folder in dict.fromkeys(folders or ["static"]):
            lang = key if table.is_multihost else ""
            yield Mount(source=posixpath.normpath(folder), target="static", lang=lang)
