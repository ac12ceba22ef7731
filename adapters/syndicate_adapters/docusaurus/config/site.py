"""What a site's config says: addresses, languages, blogs, Markdown.

Source: Docusaurus 3.10.2, `docusaurus.config.*` and its validation; tests/docusaurus/test_config.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from syndicate.diagnostics import Diagnostic, Report, SyndicateError
from syndicate.model import CommentSystem
from syndicate_adapters.docusaurus.codes import (
    CODE_UNFOLLOWED,
    CONFIG_MISSING,
    report_at,
)
from syndicate_adapters.docusaurus.config.blogs import BlogInstance, read_blog, site_path
from syndicate_adapters.docusaurus.config.comments import comment_systems
from syndicate_adapters.docusaurus.config.contents import (
    DocsInstance,
    PagesInstance,
    docs_of,
    pages_of,
)
from syndicate_adapters.docusaurus.config.plugins import (
    BLOG,
    Plugin,
    plugins_of,
    theme_names,
)
from syndicate_adapters.docusaurus.config.redirects import ClientRedirects, read_redirects
from syndicate_adapters.docusaurus.config.settings import Settings, overridden
from syndicate_adapters.docusaurus.config.versions import NEWEST, Engine, find_engine
from syndicate_adapters.docusaurus.javascript import (
    Place,
    Record,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
    evaluate,
)
from syndicate_adapters.docusaurus.markdown.fences import HIGHLIGHT, MagicComment
from syndicate_adapters.docusaurus.urls import normalize_url
from syndicate_adapters.evidence import DOCUSAURUS_CONFIGS, first_in


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleConfig:
    """One language. lang: its name in the config. path: its folder below `i18n`. out_dir: where its pages are built."""

    lang: str = "en"
    url: str | None = None
    base_url: str = "/"
    path: str = "en"
    out_dir: str = ""
    is_translated: bool = False
    html_lang: str = "en"
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownConfig:
    """How Markdown is compiled. has_comments, has_titles, has_ids: `mdx1Compat`. keeps_case: of heading ids."""

    format: str = "mdx"
    has_mermaid: bool = False
    has_emoji: bool = True
    has_comments: bool = True
    has_titles: bool = True
    has_ids: bool = True
    keeps_case: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocusaurusConfig:
    """A site's config, all defaults filled in. url: the origin, None if unknown. locales: the default one first.

    image: what social media show of pages without a picture of their own.
    trailing_slash: None leaves addresses as they are. file: the config, relative to the site; "" without one.
    """

    file: str = ""
    title: str = ""
    tagline: str = ""
    image: str = ""
    url: str | None = None
    base_url: str = "/"
    trailing_slash: bool | None = None
    locales: tuple[LocaleConfig, ...] = (LocaleConfig(),)
    i18n_path: str = "i18n"
    static_directories: tuple[str, ...] = ("static",)
    blogs: tuple[BlogInstance, ...] = (BlogInstance(),)
    pages: tuple[PagesInstance, ...] = ()
    docs: tuple[DocsInstance, ...] = ()
    markdown: MarkdownConfig = field(default_factory=MarkdownConfig)
    is_v4: bool = False
    redirects: ClientRedirects = field(default_factory=ClientRedirects)
    magic_comments: tuple[MagicComment, ...] = (HIGHLIGHT,)
    themes: tuple[str, ...] = ()
    comments: tuple[CommentSystem, ...] = ()
    engine: Engine = field(default_factory=lambda: Engine(version=NEWEST))

    @property
    def default_locale(self) -> LocaleConfig:
        """The language without a prefix."""
        return self.locales[0]

    @property
    def has_math(self) -> bool:
        """Whether any blog reads formulas."""
        return any(blog.has_math for blog in self.blogs)


def config_file_of(site: Path, config_file: Path | None = None) -> Path | None:
    """The config of a site: the one that is named, else the first that the engine would find; None without any.

    Raises SyndicateError where a named one is not there.
    """
    if config_file is not None:
        file = site / config_file
        if not file.is_file():
            raise SyndicateError(f"there is no config {config_file} in {site}; correct --config")
        return file
    return first_in(site, DOCUSAURUS_CONFIGS)


def read_config(
    site: Path,
    *,
    overrides: Mapping[str, str] | None = None,
    config_file: Path | None = None,
    report: Report,
    evaluated: Value | None = None,
) -> DocusaurusConfig:
    """The config of the site in the folder `site`, read without running it; defaults where there is none.

    overrides: dotted keys of the config with their values as YAML; `blog.KEY` is an option of the default blog,
    `blog.ID.KEY` of another one. evaluated: what the config says, where node was asked (`run_config`).
    Raises SyndicateError where `config_file` is not there, UsageError where a value of `overrides` is no YAML.
    """
    file = config_file_of(site, config_file)
    shown = file.name if file is not None else DOCUSAURUS_CONFIGS[0]
    if file is not None and file.resolve().is_relative_to(site.resolve()):
        shown = file.resolve().relative_to(site.resolve()).as_posix()
    given = dict(overrides or {})
    for_blogs = {k[5:]: given.pop(k) for k in list(given) if k.startswith("blog.")}
    if file is None:
        report(report_at(CONFIG_MISSING, shown, 1, "the site has no config; defaults are used"))
        value: Value = Record({}, Place(shown, 1))
    else:
        value = evaluated if evaluated is not None else evaluate(file, root=site)
    config = _settings(overridden(value, given), shown, _once(report))
    engine = find_engine(site, report)
    found = _read(config, site, engine, has_file=file is not None, for_blogs=for_blogs)
    return replace(found, file=shown if file is not None else "")


def _once(report: Report) -> Report:
    """Passes on each finding once, however often a setting is asked for."""
    said: set[Diagnostic] = set()

    def say(found: Diagnostic) -> None:
        if found not in said:
            said.add(found)
            report(found)

    return say


def _settings(value: Value, shown: str, report: Report) -> Settings:
    match value:
        case Record():
            record = value
        case Unknown():
            record = Record({}, Place(shown, 1), rest=value)
        case _:
            rest = Unknown("the file exports no object", Place(shown, 1))
            record = Record({}, Place(shown, 1), rest=rest)
    return Settings(record=record, report=report)


def _read(
    config: Settings, site: Path, engine: Engine, *, has_file: bool, for_blogs: Mapping[str, str]
) -> DocusaurusConfig:
    plugins = plugins_of(config, site) if has_file or config.record.entries else []
    url = _url(config, has_file)
    base_url = _slashed(config.text("baseUrl", "/", decides=True), config, "baseUrl")
    compat = _disables_compat(config, engine)
    return DocusaurusConfig(
        title=config.text("title"),
        tagline=config.text("tagline"),
        image=config.under("themeConfig").text("image"),
        url=url,
        base_url=base_url,
        trailing_slash=_trailing_slash(config),
        locales=tuple(_locales(config, site, url, base_url)),
        i18n_path=config.under("i18n").text("path", "i18n"),
        static_directories=tuple(
            site_path(path, site)
            for path in config.texts("staticDirectories", ("static",), decides=True)
        ),
        blogs=_blogs(config, plugins, site, has_file=has_file, given=for_blogs),
        pages=pages_of(plugins, site),
        docs=docs_of(plugins, site),
        markdown=_markdown(config, is_compatible=not compat),
        is_v4=compat,
        redirects=read_redirects(plugins),
        magic_comments=_magic_comments(config),
        themes=theme_names(config),
        comments=comment_systems(config, site),
        engine=engine,
    )


# -- addresses --------------------------------------------------------------------------------------


def _url(config: Settings, has_file: bool) -> str | None:
    """The origin, without a slash at its end."""
    given = config.record.entries.get("url")
    if isinstance(given, Undefined) or (given is None and config.record.rest is None):
        reason = given.reason if isinstance(given, Undefined) and given.reason else "it is not set"
        if has_file:
            config.need("url", reason)
        return None
    url = config.text("url", decides=True)
    if not url:
        return None
    parts = urlsplit(url)
    if not parts.scheme or not parts.netloc or parts.path not in ("", "/"):
        config.wrong("url", f"url must be an origin without a path: {url}")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def _slashed(base_url: str, config: Settings, key: str) -> str:
    """A base URL with a slash at both ends."""
    given = config.record.entries.get(key)
    if isinstance(given, Undefined) and given.reason:
        config.need(key, given.reason)
    base_url = base_url if base_url.endswith("/") else f"{base_url}/"
    return base_url if base_url.startswith("/") else f"/{base_url}"


def _trailing_slash(config: Settings) -> bool | None:
    is_set = config.get("trailingSlash", decides=True) is not None
    return config.boolean("trailingSlash", decides=True) if is_set else None


def _locales(
    config: Settings, site: Path, url: str | None, base_url: str
) -> Iterator[LocaleConfig]:
    """The languages, the default one first."""
    i18n = config.under("i18n")
    default = i18n.text("defaultLocale", "en", decides=True)
    names = i18n.texts("locales", (default,), decides=True) or (default,)
    folder = site / site_path(i18n.text("path", "i18n"), site)
    for name in sorted(dict.fromkeys(names), key=lambda name: name != default):
        settings = i18n.under("localeConfigs").under(name)
        path = settings.text("path", name)
        html_lang = settings.text("htmlLang", name)
        prefix = "" if name == default else name
        own = settings.text("baseUrl", decides=True)
        yield LocaleConfig(
            lang=name,
            url=settings.text("url", decides=True).removesuffix("/") or url,
            base_url=normalize_url(["/", own or base_url, "" if own else prefix, "/"]),
            path=path,
            out_dir=prefix,
            is_translated=settings.boolean("translate", (folder / path).is_dir()),
            html_lang=html_lang,
            label=settings.text("label"),
        )


# -- blogs ------------------------------------------------------------------------------------------


def _blogs(
    config: Settings,
    plugins: list[Plugin],
    site: Path,
    *,
    has_file: bool,
    given: Mapping[str, str],
) -> tuple[BlogInstance, ...]:
    """The blogs that the plugins bring; without a config, or where it is unknown, the default one."""
    found = [plugin for plugin in plugins if plugin.name == BLOG]
    is_unknown = config.record.rest is not None and "presets" not in config.record.entries
    if not found and (not has_file or is_unknown or given):
        empty = replace(config, record=Record({}, Place(DOCUSAURUS_CONFIGS[0], 1)), name="blog")
        found = [Plugin(name=BLOG, options=empty, place=empty.record.place)]
    return tuple(read_blog(_named(plugin, given), site) for plugin in found)


def _named(plugin: Plugin, given: Mapping[str, str]) -> Plugin:
    """The plugin with the options that the user gives it, and with the name they are given by."""
    match plugin.options.record.entries.get("id"):
        case Scalar(value=str() as name) if name != "default":
            prefix = f"{name}."
        case _:
            prefix = ""
    own = {
        key.removeprefix(prefix): text
        for key, text in given.items()
        if key.startswith(prefix) and (prefix or "." not in key or _is_option(key))
    }
    record = overridden(plugin.options.record, own)
    options = replace(plugin.options, name=f"blog.{prefix}".removesuffix("."))
    return (
        replace(plugin, options=replace(options, record=record))
        if isinstance(record, Record)
        else plugin
    )


def _is_option(key: str) -> bool:
    """Whether a dotted key is an option of the default blog, and not one of another blog."""
    return key.partition(".")[0] in ("feedOptions", "admonitions")


# -- the rest ---------------------------------------------------------------------------------------


def _disables_compat(config: Settings, engine: Engine) -> bool:
    """Whether the flags for version 4 turn the compatibility with MDX 1 off."""
    future = config.under("future")
    match future.get("v4"):
        case Scalar(value=True):
            return engine.v4_disables_compat
        case Record():
            return future.under("v4").boolean("mdx1CompatDisabledByDefault")
    return False


def _markdown(config: Settings, *, is_compatible: bool) -> MarkdownConfig:
    markdown = config.under("markdown")
    compat = markdown.under("mdx1Compat")
    for key in ("preprocessor", "parseFrontMatter"):
        if markdown.is_function(key):
            place = markdown.place(key)
            message = f"markdown.{key}() may change every post"
            config.report(report_at(CODE_UNFOLLOWED, place.path, place.line, message))
    return MarkdownConfig(
        format=markdown.text("format", "mdx"),
        has_mermaid=markdown.boolean("mermaid"),
        has_emoji=markdown.boolean("emoji", True),
        has_comments=compat.boolean("comments", is_compatible),
        has_titles=compat.boolean("admonitions", is_compatible),
        has_ids=compat.boolean("headingIds", is_compatible),
        keeps_case=markdown.under("anchors").boolean("maintainCase"),
    )


_HIGHLIGHTED: Final = "theme-code-block-highlighted-line"


def _magic_comments(config: Settings) -> tuple[MagicComment, ...]:
    prism = config.under("themeConfig").under("prism")
    array = prism.get("magicComments")
    if not isinstance(array, Sequence):
        return (HIGHLIGHT,)
    found = []
    for item in prism.items("magicComments", array):
        if isinstance(item, Record):
            rule = replace(prism, record=item)
            block = rule.under("block")
            found.append(
                MagicComment(
                    line=rule.text("line"),
                    start=block.text("start"),
                    end=block.text("end"),
                    is_highlight=rule.text("className") == _HIGHLIGHTED,
                )
            )
    return tuple(found)
