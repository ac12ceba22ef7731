"""Which version of the engine builds a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.diagnostics import Diagnostic
from syndicate.source.yaml import JS_YAML_3, JS_YAML_4
from syndicate_adapters.docusaurus.config.versions import NEWEST, Engine, Version, find_engine

LOCKS = {
    "package-lock.json": '{"packages": {"": {"dependencies": {"@docusaurus/core": "^3.0.0"}},\n'
    '    "node_modules/@docusaurus/core": {\n      "version": "3.4.0"}}}',
    "npm-shrinkwrap.json": '{"dependencies": {"@docusaurus/core": {\n "version": "3.4.0"}}}',
    "yarn.lock": '"@docusaurus/core@npm:3.4.0, @docusaurus/core@npm:^3.0.0":\n  version: 3.4.0\n',
    "pnpm-lock.yaml": "packages:\n\n  '@docusaurus/core@3.4.0':\n    resolution: {}\n",
    "bun.lock": '"packages": {"@docusaurus/core": ["@docusaurus/core@3.4.0", "", {}]}',
}
OLDER = {
    "package-lock.json": '"dependencies": {\n "@docusaurus/core": {\n "version": "3.4.0",',
    "yarn.lock": '"@docusaurus/core@3.4.0", "@docusaurus/core@^3.0.0":\n  version "3.4.0"\n',
    "pnpm-lock.yaml": "packages:\n\n  /@docusaurus/core@3.4.0(react@18.0.0):\n",
}
OLDEST = {"pnpm-lock.yaml": "packages:\n\n  /@docusaurus/core/3.4.0_react@17.0.2:\n"}


def engine_of(site: Path) -> tuple[Engine, list[str]]:
    found: list[Diagnostic] = []
    engine = find_engine(site, found.append)
    return engine, [diagnostic.code for diagnostic in found]


@pytest.mark.parametrize(
    ("name", "text"), [*LOCKS.items(), *OLDER.items(), *OLDEST.items()], ids=str
)
def test_a_lock_file_says_the_version(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    engine, codes = engine_of(tmp_path)
    assert (engine.version, engine.said_by, codes) == ((3, 4, 0), name, [])


@pytest.mark.parametrize(
    ("wanted", "version"),
    [
        ("3.4.0", (3, 4, 0)),
        ("~3.4.1", (3, 4, 1)),
        ("^3.4.0", NEWEST),
        ("^2.4.3", (2, 4, 3)),
        ("3.0.0-rc.1", (3, 0, 0)),
    ],
)
def test_else_the_package_says_what_it_wants(wanted: str, version: Version, tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text(
        f'{{"devDependencies": {{"@docusaurus/core": "{wanted}"}}}}'
    )
    engine, codes = engine_of(tmp_path)
    assert (engine.version, codes) == (version, [])


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"dependencies": {"@docusaurus/core": "latest"}}', "[" * 9999]
)
def test_else_the_newest_is_assumed_and_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text(text)
    engine, codes = engine_of(tmp_path)
    assert (engine.version, codes) == (NEWEST, ["engine-unknown"])


def test_two_lock_files_that_differ_are_said(tmp_path: Path) -> None:
    (tmp_path / "yarn.lock").write_text(LOCKS["yarn.lock"])
    (tmp_path / "bun.lock").write_text(LOCKS["bun.lock"].replace("3.4.0", "3.5.0"))
    engine, codes = engine_of(tmp_path)
    assert (engine.version, engine.said_by, codes) == ((3, 5, 0), "bun.lock", ["engine-unknown"])


def test_a_repository_may_lock_for_the_site_in_it(tmp_path: Path) -> None:
    site = tmp_path / "repository" / "website"
    site.mkdir(parents=True)
    (site.parent / "yarn.lock").write_text(LOCKS["yarn.lock"])
    (tmp_path / "bun.lock").write_text(LOCKS["bun.lock"].replace("3.4.0", "3.5.0"))
    assert engine_of(site)[0].version == NEWEST
    (site.parent / ".git").mkdir()
    assert engine_of(site)[0].version == (3, 4, 0)


def test_the_version_decides_how_yaml_and_flags_are_read() -> None:
    assert Engine(version=(3, 10, 2)).yaml == JS_YAML_4
    assert Engine(version=(3, 10, 1)).yaml == JS_YAML_3
    assert Engine(version=(3, 10, 0)).v4_disables_compat
    assert not Engine(version=(3, 9, 2)).v4_disables_compat


def test_braces_are_text_to_the_versions_before_mdx_2() -> None:
    assert not Engine(version=(2, 4, 3)).has_expressions
    assert Engine(version=(3, 0, 0)).has_expressions
