"""Which files of a site may be read: those that truly lie in its folder."""

from __future__ import annotations

from pathlib import Path


def is_file_inside(file: Path, root: Path) -> bool:
    """Whether `file` is there and in `root`, every link followed: no link leads out of the site."""
    try:
        return file.is_file() and file.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError):
        return False
