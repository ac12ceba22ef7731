"""Which Hugo builds a site, and what the versions do otherwise.

Source: Hugo 0.111.3, 0.152.2, 0.163.3, 0.166.0, 0.167.0 and 0.168.0, measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from syndicate.source.files import is_file_inside
from syndicate.source.text import UnreadableSource, read_source

Version = tuple[int, int]

NEWEST: Final[Version] = (0, 168)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The engine of a site. source: the file that names the version, "" where none does and the newest is taken."""

    version: Version = NEWEST
    source: str = ""

    def has(self, minor: int) -> bool:
        """Whether the version is 0.`minor` or later."""
        return self.version >= (0, minor)


_PLACES: Final = (
    ("netlify.toml", re.compile(r"^\s*HUGO_VERSION\s*=\s*[\"']?v?(\d+)\.(\d+)", re.MULTILINE)),
    ("vercel.json", re.compile(r"\"HUGO_VERSION\"\s*:\s*\"v?(\d+)\.(\d+)")),
    (".tool-versions", re.compile(r"^(?:extended_|go)?hugo\s+(?:extended_)?v?(\d+)\.(\d+)", re.MULTILINE)),
    ("mise.toml", re.compile(r"^\s*\"?(?:\w+:)?hugo[\w-]*\"?\s*=\s*[\"'](?:extended_)?v?(\d+)\.(\d+)", re.MULTILINE)),
    ("go.mod", re.compile(r"^\s*(?:require\s+)?github\.com/gohugoio/hugo\s+v(\d+)\.(\d+)", re.MULTILINE)),
    ("package.json", re.compile(r"\"hugo-(?:bin|extended)\"\s*:\s*\"[~^]?(\d+)\.(\d+)")),
)  # fmt: skip
_WORKFLOW: Final = re.compile(
    r"(?:HUGO_VERSION|hugo[-_]version)\s*[:=]\s*[\"']?v?(\d+)\.(\d+)", re.IGNORECASE
)


def find_engine(root: Path, newest: object = None) -> Engine:
    """The engine that the site's own files pin: of its host, its tools, its workflows.

    newest: what `module.hugoVersion.max` says, which pins too; `min` says nothing of the engine that is used.
    """
    for source, pattern in (*_PLACES, *_workflows(root)):
        found = pattern.search(_text(root, source))
        if found is not None:
            return Engine(version=(int(found[1]), int(found[2])), source=source)
    said = re.match(r"v?(\d+)\.(\d+)", newest) if isinstance(newest, str) else None
    if said is not None:
        version = (int(said[1]), int(said[2]))
        return Engine(version=min(version, NEWEST), source="module.hugoVersion.max")
    return Engine()


def _workflows(root: Path) -> Iterator[tuple[str, re.Pattern[str]]]:
    folder = root / ".github" / "workflows"
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            if file.suffix in (".yml", ".yaml"):
                yield f".github/workflows/{file.name}", _WORKFLOW
    yield ".gitlab-ci.yml", _WORKFLOW


def _text(root: Path, source: str) -> str:
    file = root / source
    if not is_file_inside(file, root):
        return ""
    try:
        return read_source(file, source).text
    except UnreadableSource:
        return ""
