"""Sites of notes made on the spot, the adapters for them, and the command run on them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from syndicate.adapter import installed_adapters

INSTALLED = Path(__file__).with_name("installed")
ROOT = Path(__file__).parents[2]
ORIGIN = "https://notes.example"


@pytest.fixture
def notes_installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Makes the adapters `notes` and `pages` ones that are installed."""
    monkeypatch.syspath_prepend(str(INSTALLED))
    installed_adapters.cache_clear()
    yield
    installed_adapters.cache_clear()


def note(title: str, body: str = "Text.\n", **header: object) -> str:
    """The text of a note."""
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"---\ntitle: {title}\n{lines}---\n{body}"


def make_site(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A site of notes at `root` with these files."""
    for path, content in {"notes.cfg": "plain\n", **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def environment(**extra: str) -> dict[str, str]:
    """The environment of a command that knows our checkout and the adapters of the tests."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "adapters"), str(INSTALLED)))
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    return {**kept, "PYTHONPATH": path, **extra}


def command(*words: str | Path) -> list[str]:
    """The command line that runs `syndicate` with `words`."""
    return [sys.executable, "-m", "syndicate", *map(str, words)]


def run_syndicate(
    *words: str | Path, cwd: Path | None = None, **extra: str
) -> subprocess.CompletedProcess[str]:
    """What `syndicate` prints and gives back in a process of its own."""
    return subprocess.run(
        command(*words),
        cwd=cwd,
        env=environment(**extra),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its content, our own notes left out."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".syndicate" not in file.relative_to(folder).parts
    }


def times(folder: Path) -> dict[str, int]:
    """When every file and folder below `folder` was changed, in nanoseconds."""
    return {str(file): file.lstat().st_mtime_ns for file in sorted(folder.rglob("*"))}
