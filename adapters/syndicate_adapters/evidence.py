"""What shows that a folder is a site of an engine, told without loading that engine's adapter.

The entry points of the group `syndicate.evidence` lead here: of all installed adapters only the one that is needed
is loaded then.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

DOCUSAURUS_CONFIGS: Final = tuple(
    f"docusaurus.config.{ending}" for ending in ("ts", "mts", "cts", "js", "mjs", "cjs")
)
"""The files that Docusaurus tries, in its order."""

HUGO_ENDINGS: Final = ("toml", "yaml", "yml", "json")
HUGO_NAMES: Final = ("hugo", "config")
HUGO_CONFIGS: Final = tuple(f"{name}.{ending}" for name in HUGO_NAMES for ending in HUGO_ENDINGS)
"""The files that Hugo tries, in its order; one is read."""

JEKYLL_CONFIGS: Final = ("_config.yml", "_config.yaml", "_config.toml")
"""The files that Jekyll looks for, in this order; version 3 reads no TOML unasked."""


def first_in(folder: Path, names: tuple[str, ...]) -> Path | None:
    """The first of these files that is there."""
    return next((file for name in names if (file := folder / name).is_file()), None)


def docusaurus(folder: Path) -> str | None:
    """What shows that a folder is a Docusaurus site; None without any."""
    found = first_in(folder, DOCUSAURUS_CONFIGS)
    return found.name if found is not None else None


def hugo(folder: Path) -> str | None:
    """What shows that a folder is a Hugo site; None without any.

    A `config.*` shows it only together with a folder that Hugo has: other tools have such files too.
    """
    file = first_in(folder, HUGO_CONFIGS)
    has_folder = any(
        (folder / name).is_dir() for name in ("content", "archetypes", "themes", "layouts")
    )
    if file is not None and (file.name.startswith("hugo.") or has_folder):
        return file.name
    default = folder / "config" / "_default"
    return "config/_default" if default.is_dir() and any(default.glob("*.*ml")) else None


def jekyll(folder: Path) -> str | None:
    """What shows that a folder is a Jekyll site; None without any."""
    if _is_hexo(folder):
        return None
    config = first_in(folder, JEKYLL_CONFIGS)
    if config is not None:
        return config.name
    return "_posts" if (folder / "_posts").is_dir() else None


def _is_hexo(folder: Path) -> bool:
    """Whether the folder belongs to Hexo, whose config has the same name."""
    try:
        return b'"hexo"' in (folder / "package.json").read_bytes()
    except OSError:
        return False


def none(folder: Path) -> str | None:
    """Services have no sites."""
    return None
