"""Themes and modules of a site, and the folders that it is put together from.

Source: Hugo 0.168 (modules/collect.go, modules/config.go); the `config-*` sites of tests/hugo_reading/vectors.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from syndicate.diagnostics import Report
from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.codes import MODULE_MISSING, finding
from syndicate_adapters.hugo.reading.config import Config, read_config, with_theme
from syndicate_adapters.hugo.reading.params import Params, params_of, terms_of, text_of, truth_of

COMPONENTS: Final = ("content", "static", "assets", "layouts", "data", "i18n", "archetypes")
_NESTED: Final = 20  # modules below modules


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A folder of the site that Hugo sees at another place. source: posix, below the root. target: "content/blog".

    lang: of the files whose names say none, "" for the first language. files: globs of those that count, below
    `source`; with "! " in front of those that do not. order: of the module, the site's own is 0.
    """

    source: str
    target: str
    lang: str = ""
    files: tuple[str, ...] = ()
    order: int = 0

    @property
    def component(self) -> str:
        return self.target.partition("/")[0]

    @property
    def folder(self) -> str:
        """The place below its component: "/blog", "" for the whole of it."""
        _, slash, rest = self.target.partition("/")
        return f"{slash}{rest}".rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Modules:
    """The config with what themes say, and the mounts, the site's own first; without the defaults of the site."""

    config: Config
    mounts: tuple[Mount, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Collector:
    root: Path
    environment: str
    themes: str
    report: Report
    replaced: Mapping[str, str]
    vendored: Mapping[str, str]
    configs: list[Params] = field(default_factory=list)
    mounts: list[Mount] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def read_modules(config: Config, root: Path, environment: str, report: Report) -> Modules:
    """The themes and modules that a config imports, as far as they lie in the site's folder."""
    module = params_of(config.values.get("module"))
    collector = _Collector(
        root=root,
        environment=environment,
        themes=text_of(config.values.get("themesdir")) or "themes",
        report=report,
        replaced=_replacements(module.get("replacements")),
        vendored=_vendored(root),
    )
    collector.mounts += _mounts_of(module.get("mounts"), "", 0)
    _collect(collector, config, 0)
    values = config.values
    for theme in collector.configs:
        values = with_theme(values, theme)
    return Modules(
        config=Config(values=values, files=config.files),
        mounts=tuple(collector.mounts),
    )


def _replacements(value: Value) -> dict[str, str]:
    said = terms_of(value)
    pairs = (part.split("->") for text in said for part in text.split(","))
    return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) == 2}


def _vendored(root: Path) -> dict[str, str]:
    """Module path -> folder, of the modules that lie in `_vendor`."""
    listing = root / "_vendor" / "modules.txt"
    if not listing.is_file() or listing.is_symlink():
        return {}
    lines = listing.read_text(encoding="utf-8", errors="replace").splitlines()
    names = (line.strip("# ").split() for line in lines)
    return {name[0]: f"_vendor/{name[0]}" for name in names if len(name) == 2}


def _collect(collector: _Collector, config: Config, depth: int) -> None:
    for path, imported in _imports(config.values):
        path = collector.replaced.get(path, path)
        if path in collector.seen or depth > _NESTED:
            continue
        collector.seen.add(path)
        folder = _folder_of(collector, path)
        if folder is None:
            where, line = config.place("theme" if "theme" in config.values else "path")
            message = f"the module {path} is not in the site's folder; its config and content are not read"
            collector.report(finding(MODULE_MISSING, where, line, message))
            continue
        _add(collector, folder, imported, depth)


def _add(collector: _Collector, folder: str, imported: Params, depth: int) -> None:
    place = collector.root / folder
    own = read_config(place, collector.root, environment=collector.environment)
    collector.folders.append(folder)
    order = len(collector.folders)
    if not truth_of(imported.get("ignoreconfig")):
        collector.configs.append(own.values)
    if not truth_of(imported.get("nomounts")):
        said = imported.get("mounts") or params_of(own.values.get("module")).get("mounts")
        mounts = list(_mounts_of(said, folder, order))
        collector.mounts += mounts or [
            Mount(source=f"{folder}/{name}", target=name, order=order)
            for name in COMPONENTS
            if (place / name).is_dir()
        ]
    if not truth_of(imported.get("ignoreimports")):
        _collect(collector, own, depth + 1)


def _imports(values: Params) -> Iterator[tuple[str, Params]]:
    said = params_of(values.get("module")).get("imports")
    for item in said if isinstance(said, list) else [said]:
        imported = params_of(item)
        path = text_of(imported.get("path"))
        if path and not truth_of(imported.get("disable")):
            yield path, imported
    for theme in terms_of(values.get("theme")):
        if theme:
            yield theme, {}


def _folder_of(collector: _Collector, path: str) -> str | None:
    """Where a module lies in the site; None where it does not, or outside."""
    for place in (collector.vendored.get(path), posixpath.join(collector.themes, path)):
        folder = posixpath.normpath(place) if place else ".."
        is_inside = not folder.startswith("..") and not posixpath.isabs(folder)
        if is_inside and (collector.root / folder).is_dir():
            return folder
    return None


def _mounts_of(value: Value, folder: str, order: int) -> Iterator[Mount]:
    for item in value if isinstance(value, list) else []:
        said = params_of(item)
        source = posixpath.normpath(posixpath.join(folder, text_of(said.get("source")) or "."))
        target = posixpath.normpath(text_of(said.get("target")) or ".").lstrip("/")
        matrix = params_of(params_of(said.get("sites")).get("matrix"))
        languages = terms_of(matrix.get("languages")) or (text_of(said.get("lang")),)
        excluded = (f"! {glob}" for glob in terms_of(said.get("excludefiles")))
        files = (*terms_of(said.get("files")), *terms_of(said.get("includefiles")), *excluded)
        for lang in languages:
            yield Mount(source=source, target=target, lang=lang.lower(), files=files, order=order)
