"""Which Jekyll builds a site and which plugins it loads, as far as the site's own files say.

Source: Bundler's lock file; github-pages 232 for what GitHub Pages adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LATEST: Final = (4, 4, 1)
PAGES: Final = (3, 10, 0)
"""What GitHub Pages runs."""

_LOCKED: Final = re.compile(r"^ {4}(jekyll|github-pages) \((\d+(?:\.\d+)*)", re.MULTILINE)
_GEM: Final = re.compile(r"^\s*gem[ (]+[\"']([\w.-]+)[\"']([^#\n]*)", re.MULTILINE)
_GROUP: Final = re.compile(
    r"^\s*group[ (]+:jekyll_plugins\b[^\n]*\bdo\b(.*?)^\s*end\b", re.MULTILINE | re.DOTALL
)
_REQUIREMENT: Final = re.compile(r"[\"']\s*(?:~>|=|<|<=)?\s*(\d+)(?:\.\d+)*\s*[\"']")

PAGES_PLUGINS: Final = frozenset(
    "jekyll-coffeescript jekyll-commonmark-ghpages jekyll-gist jekyll-github-metadata jekyll-paginate"
    " jekyll-relative-links jekyll-optional-front-matter jekyll-readme-index jekyll-default-layout"
    " jekyll-titles-from-headings".split()
)
"""The plugins that GitHub Pages always loads."""

PAGES_ALLOWED: Final = PAGES_PLUGINS | frozenset(
    "jekyll-feed jekyll-redirect-from jekyll-seo-tag jekyll-sitemap jekyll-avatar jemoji jekyll-mentions"
    " jekyll-include-cache jekyll-octicons jekyll-remote-theme".split()
)
"""All that GitHub Pages loads where a site asks for it."""


_DEPENDENCY: Final = re.compile(
    r"^\s*\w+\.add_(?:runtime_)?dependency[ (]+[\"']([\w.-]+)[\"']", re.MULTILINE
)
_OF_THEMES: Final = {
    "jekyll-theme-chirpy": (
        "jekyll-paginate jekyll-redirect-from jekyll-seo-tag jekyll-archives jekyll-sitemap"
        " jekyll-include-cache"
    ),
    "just-the-docs": "jekyll-seo-tag jekyll-include-cache",
    "minima": "jekyll-feed jekyll-seo-tag",
    "minimal-mistakes-jekyll": (
        "jekyll-paginate jekyll-sitemap jekyll-gist jekyll-feed jekyll-include-cache"
    ),
}
"""What themes load, where neither a lock file nor their own gem says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A version of Jekyll. is_pages: GitHub Pages builds the site. plugins: of the Gemfile's group and of the theme.

    evidence: the file that says so; "" where the latest version is taken for want of any.
    """

    version: tuple[int, ...] = LATEST
    is_pages: bool = False
    plugins: frozenset[str] = frozenset()
    evidence: str = ""

    @property
    def is_old(self) -> bool:
        """Whether it is version 3."""
        return self.version[0] < 4

    def loaded(self, wanted: Iterable[str]) -> frozenset[str]:
        """The plugins that run, where the config wants these."""
        plugins = self.plugins | frozenset(wanted)
        return (plugins & PAGES_ALLOWED) | PAGES_PLUGINS if self.is_pages else plugins


def read_engine(root: Path, theme: str = "") -> Engine:
    """The engine that the lock file names, else the Gemfile; the latest where there is neither.

    theme: the gem that the config names; Jekyll loads what it needs.
    """
    gemfile = _text(root / "Gemfile")
    lock = _text(root / "Gemfile.lock")
    group = frozenset(name for text in _GROUP.findall(gemfile) for name, _ in _GEM.findall(text))
    group |= {name for name, rest in _GEM.findall(gemfile) if "jekyll_plugins" in rest}
    group |= _needed_by(theme, root, lock)
    locked = dict(_LOCKED.findall(lock))
    if locked:
        is_pages = "github-pages" in locked
        version = _numbers(locked["jekyll"]) if "jekyll" in locked else PAGES
        return Engine(version=version, is_pages=is_pages, plugins=group, evidence="Gemfile.lock")
    asked = dict(_GEM.findall(gemfile))
    if "github-pages" in asked:
        return Engine(version=PAGES, is_pages=True, plugins=group, evidence="Gemfile")
    if "jekyll" in asked:
        wanted = _REQUIREMENT.search(asked["jekyll"])
        is_old = wanted is not None and int(wanted[1]) < 4
        return Engine(version=PAGES if is_old else LATEST, plugins=group, evidence="Gemfile")
    return Engine(plugins=group)


def _needed_by(theme: str, root: Path, lock: str) -> frozenset[str]:
    """The plugins that a theme needs, by the lock file, its own gem, or what is known of it."""
    if not theme or "/" in theme:
        return frozenset()
    found = re.search(rf"^ {{4}}{re.escape(theme)} \(.*\n((?: {{6}}.*\n)+)", lock, re.MULTILINE)
    if found is not None:
        names = [line.split()[0] for line in found[1].splitlines()]
    else:
        own = _DEPENDENCY.findall(_text(root / f"{theme}.gemspec"))
        names = own or _OF_THEMES.get(theme, "").split()
    return frozenset(names) - {"jekyll"}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", errors="replace")
    except OSError:
        return ""
