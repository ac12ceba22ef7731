"""Folders in folders, deeper than calls of Python may be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from syndicate_adapters.jekyll import files

DEPTH = 1_500


def test_folders_may_lie_deeper_than_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def entries(root: Path, folder: str) -> Iterator[tuple[str, bool]]:
        yield ("x.md", False) if folder.count("/") >= DEPTH else ("a", True)

    monkeypatch.setattr(files, "entries_of", entries)
    assert list(files.files_below(tmp_path, "_posts")) == [f"{'a/' * DEPTH}x.md"]
