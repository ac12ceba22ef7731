"""What a site serves beside its blogs: its pages and its docs, as the options of their plugins say.

Source: Docusaurus 3.10.2, the options of plugin-content-pages and plugin-content-docs; tests/docusaurus/test_pages.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from syndicate_adapters.docusaurus.config.blogs import admonitions_of, has_math_plugin, site_path
from syndicate_adapters.docusaurus.config.plugins import DOCS, PAGES, Plugin
from syndicate_adapters.docusaurus.config.settings import Settings
from syndicate_adapters.docusaurus.files import DEFAULT_EXCLUDE
from syndicate_adapters.docusaurus.markdown.admonitions import KEYWORDS
from syndicate_adapters.docusaurus.markdown.headline import TRUNCATE_MARKER


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesInstance:
    """One plugin of pages; its fields mean what they mean for a blog."""

    id: str = "default"
    path: str = "src/pages"
    route_base_path: str = "/"
    include: tuple[str, ...] = ("**/*.{js,jsx,ts,tsx,md,mdx}",)
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    admonitions: tuple[str, ...] = tuple(KEYWORDS)
    has_math: bool = False
    truncate_marker: re.Pattern[str] = TRUNCATE_MARKER

    @property
    def localized_folder(self) -> str:
        """The folder of its translations below `i18n/<locale>`."""
        suffix = "" if self.id == "default" else f"-{self.id}"
        return f"docusaurus-plugin-content-pages{suffix}"


def pages_instance(plugin: Plugin, site: Path) -> PagesInstance:
    """The pages as their plugin's options say it."""
    options, default = _quiet(plugin), PagesInstance()
    return PagesInstance(
        id=options.text("id", default.id),
        path=site_path(options.text("path", default.path), site),
        route_base_path=options.text("routeBasePath", default.route_base_path),
        include=options.texts("include", default.include),
        exclude=options.texts("exclude", default.exclude),
        admonitions=admonitions_of(options),
        has_math=has_math_plugin(options),
    )


def pages_of(plugins: Iterable[Plugin], site: Path) -> tuple[PagesInstance, ...]:
    """All pages of a site."""
    return tuple(pages_instance(plugin, site) for plugin in plugins if plugin.name == PAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocsInstance:
    """One plugin of docs. versions: the folder of its older versions."""

    path: str = "docs"
    versions: str = "versioned_docs"
    route_base_path: str = "docs"

    @property
    def folders(self) -> tuple[str, str]:
        """The folders that hold docs, relative to the site."""
        return self.path, self.versions


def docs_instance(plugin: Plugin, site: Path) -> DocsInstance:
    """The docs as their plugin's options say it."""
    options = _quiet(plugin)
    name = options.text("id", "default")
    return DocsInstance(
        path=site_path(options.text("path", "docs"), site),
        versions="versioned_docs" if name == "default" else f"{name}_versioned_docs",
        route_base_path=options.text("routeBasePath", "docs"),
    )


def docs_of(plugins: Iterable[Plugin], site: Path) -> tuple[DocsInstance, ...]:
    """All docs of a site."""
    return tuple(docs_instance(plugin, site) for plugin in plugins if plugin.name == DOCS)


def _quiet(plugin: Plugin) -> Settings:
    """The options without reports: no post depends on them."""
    return replace(plugin.options, report=lambda found: None)
