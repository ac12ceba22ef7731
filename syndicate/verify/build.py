"""The source of a site built by its own engine, in a scratch copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from syndicate.diagnostics import SyndicateError, UsageError, printable

_SECONDS = 3600
_LINES_OF_LOG = 8
_OF_A_TRACE = ("    at ", "\tfrom ")
"""How lines begin that tell where in its own code an engine was, in JavaScript and in Ruby."""

_COLOUR = re.compile("\\x1b\\[[0-9;]*m")
_ABOUT_ERRORS = re.compile(r"error\b|cause", re.IGNORECASE)
_NOT_COPIED = frozenset(
    {".cache", ".docusaurus", ".git", ".jekyll-cache", "_site", "build", "node_modules", "public"}
)
_KEPT_VARIABLES = ("GEM_HOME", "GEM_PATH", "HOME", "PATH", "SystemRoot", "TMPDIR", "TZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How to know the source of a site, and how to build it.

    command: of the source copied to the first folder, into the second, for the original source.
    """

    name: str
    output: str
    configs: tuple[str, ...]
    command: Callable[[Path, Path, Path], list[str]]
    environment: Mapping[str, str]


@contextmanager
def built_site(folder: Path, *, is_allowed: bool) -> Iterator[Path]:
    """The folder of HTML that `folder` is, or that its engine makes of it.

    Raises UsageError where it is a source and building is not allowed, SyndicateError where the
    engine is not there or fails.
    """
    engine = engine_of(folder)
    if engine is None:
        yield folder
        return
    if not is_allowed:
        raise _not_allowed(folder, engine, "the folder it is built into")
    with tempfile.TemporaryDirectory(prefix="syndicate-") as scratch:
        out = Path(scratch, "out")
        _build(engine, folder, Path(scratch), out)
        yield out


def check_source(folder: Path, *, is_allowed: bool, instead: str) -> None:
    """Raises UsageError where `folder` is no source that may be built. instead: what names a built folder."""
    engine = engine_of(folder)
    if engine is None:
        raise UsageError(
            f"{folder} is no source that an engine builds; name it built with {instead}"
        )
    if not is_allowed:
        raise _not_allowed(folder, engine, f"with {instead} what it is built into")


def _not_allowed(folder: Path, engine: Engine, built: str) -> UsageError:
    return UsageError(
        f"{folder} is the source of a {engine.name} site: name {built} ({engine.output}), "
        "or let its engine run what is in it with --build"
    )


def engine_of(folder: Path) -> Engine | None:
    """The engine whose source `folder` is; None for built sites. Raises SyndicateError for two."""
    found = [e for e in _ENGINES if any((folder / name).exists() for name in e.configs)]
    if len(found) > 1:
        names = " and ".join(engine.name for engine in found)
        raise SyndicateError(f"{folder} looks like the source of {names}: name a built folder")
    return found[0] if found else None


def _build(engine: Engine, source: Path, scratch: Path, out: Path) -> None:
    copy, history = _place_of_copy(source.resolve(), scratch / "site")
    shutil.copytree(source, copy, ignore=_left_out(source), symlinks=True)
    command = engine.command(copy, out, source)
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env={**kept, "LANG": "C.UTF-8", "NO_COLOR": "1", **history, **engine.environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SyndicateError(f"{engine.name} could not build {source}: {error}") from error
    if done.returncode != 0 or not out.is_dir():
        said = "\n".join(map(printable, _telling(f"{done.stdout}\n{done.stderr}".splitlines())))
        raise SyndicateError(f"{engine.name} could not build {source}:\n{said}")


def _place_of_copy(source: Path, work: Path) -> tuple[Path, dict[str, str]]:
    """Where in `work` to copy a source to, and the variables by which git knows its files there.

    Engines ask the history when a post was written that does not say it.
    """
    for top in (source, *source.parents):
        if (top / ".git/HEAD").is_file():
            names = {"GIT_DIR": str(top / ".git"), "GIT_WORK_TREE": str(work)}
            return work / source.relative_to(top), {**names, "GIT_OPTIONAL_LOCKS": "0"}
    return work, {}


def _telling(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a log that are of use to people: those about errors, else the last ones."""
    lines = [_COLOUR.sub("", line) for line in lines if not line.startswith(_OF_A_TRACE)]
    lines = [line for line in lines if line.strip(" \t-")]
    about = [line for line in lines if _ABOUT_ERRORS.search(line)]
    return about[:_LINES_OF_LOG] or lines[-_LINES_OF_LOG:]


def _left_out(source: Path) -> Callable[[str, list[str]], set[str]]:
    """What is not copied: what engines make, and links that lead out of the site."""
    root = os.path.realpath(source)

    def ignored(folder: str, names: list[str]) -> set[str]:
        is_top = os.path.realpath(folder) == root
        made = {name for name in names if is_top and name in _NOT_COPIED}
        paths = {name: os.path.join(folder, name) for name in names}
        links = {name for name, path in paths.items() if os.path.islink(path)}
        inside = {n for n in links if os.path.realpath(paths[n]).startswith(root + os.sep)}
        return made | (links - inside)

    return ignored


def _on_path(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SyndicateError(f"{name} is not on the PATH: install it, or name a built folder")
    return found


def _hugo(copy: Path, out: Path, _: Path) -> list[str]:
    options = ["--noBuildLock", "--cacheDir", str(copy.with_name("cache"))]
    return [_on_path("hugo"), "--source", str(copy), "--destination", str(out), *options]


def _jekyll(copy: Path, out: Path, _: Path) -> list[str]:
    where = ["--source", str(copy), "--destination", str(out)]
    return [_on_path("jekyll"), "build", *where, "--disable-disk-cache"]


def _docusaurus(copy: Path, out: Path, source: Path) -> list[str]:
    """The engine of the site itself: Docusaurus is a package of it, not of the machine."""
    for folder in (source.resolve(), *source.resolve().parents):
        if (folder / "node_modules/@docusaurus/core").is_dir():
            (copy / "node_modules").symlink_to(folder / "node_modules", target_is_directory=True)
            binary = folder / "node_modules/@docusaurus/core/bin/docusaurus.mjs"
            return [_on_path("node"), str(binary), "build", str(copy), "--out-dir", str(out)]
    raise SyndicateError(f"{source} has no node_modules: run its package manager first")


_ENGINES = (
    Engine(
        name="Docusaurus",
        output="build",
        configs=tuple(f"docusaurus.config.{e}" for e in ("ts", "mts", "cts", "js", "mjs", "cjs")),
        command=_docusaurus,
        environment={"DOCUSAURUS_NO_PERSISTENT_CACHE": "true", "NODE_ENV": "production"},
    ),
    Engine(
        name="Hugo",
        output="public",
        configs=(
            *(f"{n}.{e}" for n in ("hugo", "config") for e in ("toml", "yaml", "yml", "json")),
            "config/_default",
        ),
        command=_hugo,
        # modules would be downloaded
        environment={"GOPROXY": "off", "HUGO_MODULE_PROXY": "off"},
    ),
    Engine(
        name="Jekyll",
        output="_site",
        configs=("_config.yml", "_config.yaml", "_config.toml"),
        command=_jekyll,
        environment={"JEKYLL_ENV": "production", "JEKYLL_NO_BUNDLER_REQUIRE": "true"},
    ),
)
