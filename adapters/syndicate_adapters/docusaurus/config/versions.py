"""Which Docusaurus a site is built with: it decides how YAML and MDX are read.

Source: the lock files of npm 7-11, Yarn 1 and 4, pnpm 6-10, Bun 1.2; tests/docusaurus/test_versions.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from syndicate.diagnostics import Report
from syndicate.source.yaml import JS_YAML_3, JS_YAML_4, YamlRules
from syndicate_adapters.docusaurus.codes import ENGINE_UNKNOWN, report_at

Version: TypeAlias = tuple[int, int, int]

NEWEST: Final[Version] = (3, 10, 2)
"""The version that everything here was checked against."""

_EXPRESSIONS_SINCE: Final[Version] = (3, 0, 0)
_V4_DISABLES_COMPAT: Final[Version] = (3, 10, 0)
_YAML_4_SINCE: Final[Version] = (3, 10, 2)
_MOST_BYTES = 50_000_000  # of a lock file
_NUMBERS = r"([0-9]+)\.([0-9]+)\.([0-9]+)"
_PACKAGE = "@docusaurus/core"
_LOCKS: Final = {
    name: re.compile(pattern, re.MULTILINE)
    for name, pattern in {
        "package-lock.json": rf'"(?:[^"\n]*node_modules/)?{_PACKAGE}": \{{\s*"version": "{_NUMBERS}',
        "npm-shrinkwrap.json": rf'"(?:[^"\n]*node_modules/)?{_PACKAGE}": \{{\s*"version": "{_NUMBERS}',
        "yarn.lock": rf'^"?{_PACKAGE}@[^\n]*:\r?\n  version:? "?{_NUMBERS}',
        "pnpm-lock.yaml": rf"^  ['\"]?/?{_PACKAGE}[@/]{_NUMBERS}",
        "bun.lock": rf'"{_PACKAGE}": \["{_PACKAGE}@{_NUMBERS}',
    }.items()
}
_RANGE = re.compile(rf"([~^]?)v?{_NUMBERS}(?:-[\w.-]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The version, and the file that says so ("" if nothing does)."""

    version: Version
    said_by: str = ""

    @property
    def yaml(self) -> YamlRules:
        """How it reads front matter; its other YAML files are read by js-yaml 4 in every version."""
        return JS_YAML_4 if self.version >= _YAML_4_SINCE else JS_YAML_3

    @property
    def has_expressions(self) -> bool:
        """Whether braces in a text are code; MDX 1 shows them as they are, but for those in tags."""
        return self.version >= _EXPRESSIONS_SINCE

    @property
    def v4_disables_compat(self) -> bool:
        """Whether `future.v4` turns the compatibility with MDX 1 off."""
        return self.version >= _V4_DISABLES_COMPAT


def find_engine(site: Path, report: Report) -> Engine:
    """The version in the nearest lock file, else in package.json, else the newest we know, which is reported.

    A site in a folder of a repository is locked there; above the folder that holds `.git` nothing is read.
    """
    for folder in _folders(site):
        found = {name: version for name in _LOCKS for version in _locked(folder / name, name)}
        if found:
            name = max(found, key=lambda name: found[name])
            if len(set(found.values())) > 1:
                message = (
                    f"{' and '.join(found)} name different versions; {_spoken(found[name])} counts"
                )
                report(report_at(ENGINE_UNKNOWN, name, 1, message))
            return Engine(version=found[name], said_by=name)
    version = _wanted(site)
    if version:
        return Engine(version=version, said_by="package.json")
    message = f"the version of Docusaurus is unknown; {_spoken(NEWEST)} is assumed"
    report(report_at(ENGINE_UNKNOWN, "package.json", 1, message))
    return Engine(version=NEWEST)


def _folders(site: Path) -> Iterator[Path]:
    """The site's folder, and those above it in its repository."""
    folder = site.resolve()
    inside = [folder]
    while not (folder / ".git").exists():
        if folder == folder.parent:
            inside = inside[:1]
            break
        folder = folder.parent
        inside.append(folder)
    yield from inside


def _locked(file: Path, name: str) -> Iterator[Version]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            return
        text = file.read_text("utf-8", "replace")
    except OSError:
        return
    if _PACKAGE in text and (match := _LOCKS[name].search(text)):
        yield _version(match.groups())


def _wanted(site: Path) -> Version | None:
    """What package.json asks for: the newest version that its range allows and that we know."""
    try:
        data = json.loads((site / "package.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    for group in ("dependencies", "devDependencies"):
        packages = data.get(group) if isinstance(data, dict) else None
        wanted = packages.get(_PACKAGE) if isinstance(packages, dict) else None
        if isinstance(wanted, str) and (match := _RANGE.fullmatch(wanted.strip())):
            least = _version(match.groups()[1:])
            is_open = match[1] == "^" and least[0] == NEWEST[0]
            return max(least, NEWEST) if is_open else least
    return None


def _version(numbers: tuple[str | None, ...]) -> Version:
    major, minor, patch = (int((number or "0")[:9]) for number in numbers)
    return major, minor, patch


def _spoken(version: Version) -> str:
    return ".".join(map(str, version))
