"""All tests here have the adapters for notes and pages, and can run the command in this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from syndicate.cli.program import run as run_command
from tests.notes.site import notes_installed

__all__ = ["notes_installed"]


@pytest.fixture(autouse=True)
def _notes(notes_installed: None) -> None:
    """Installs the adapters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command gave back and printed."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command with these words; quicker than a process of its own."""

    def run_here(*words: str | Path) -> Done:
        monkeypatch.setattr("sys.argv", ["syndicate", *map(str, words)])
        code = run_command()
        printed = capsys.readouterr()
        return Done(returncode=int(code), stdout=printed.out, stderr=printed.err)

    return run_here
