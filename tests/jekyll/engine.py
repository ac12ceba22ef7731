"""What Jekyll said of the sites in the vectors (see vectors/README.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from syndicate.diagnostics import Diagnostic
from syndicate_adapters.jekyll.config import JekyllConfig, config_of, read_values
from syndicate_adapters.jekyll.contents import Contents, Placed, Status, read_contents

HERE = Path(__file__).parent
ABSENT = "<absent>"
NOW = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


@cache
def said(name: str) -> Any:
    """One file of vectors: "urls", "frontmatter", "errors", "plugins", "sites" or "upstream"."""
    return json.loads((HERE / "vectors" / f"{name}.json").read_text("utf-8"))


def laid(folder: Path, files: Mapping[str, str]) -> Path:
    """`folder` with these files in it."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def laid_site(folder: Path, name: str, extra: Mapping[str, str] | None = None) -> Path:
    """A site of the vectors in `folder`."""
    return laid(folder, {**said("sites")[name], **(extra or {})})


def configured(
    root: Path, variant: str = "", report: list[Diagnostic] | None = None
) -> JekyllConfig:
    """The config of a site, with one of its variants laid over it."""
    found = report if report is not None else []
    files = [root / "_config.yml"]
    if variant:
        files.append(root / "_variants" / f"{variant}.yml")
    return config_of(read_values(root, files, {}, found.append), root, found.append)


def contents(root: Path, variant: str = "") -> tuple[JekyllConfig, Contents]:
    """A site read under a variant of its config."""
    config = configured(root, variant)
    return config, read_contents(root, config, NOW)


def documents(read: Contents) -> dict[str, Placed]:
    """What the engine lists: published posts, and the documents of all collections, by path."""
    posts = [post for post in read.posts if post.status is Status.PUBLISHED]
    others = [each for each in read.documents if each.status not in (Status.SKIPPED, Status.HIDDEN)]
    return {each.document.path: each for each in (*posts, *others)}


def spoken(moment: datetime) -> str:
    """A date as the vectors spell it."""
    offset = moment.utcoffset()
    assert offset is not None
    seconds = int(offset.total_seconds())
    minutes = abs(seconds) // 60
    zone = f"{'-' if seconds < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{moment.year:04}-{moment:%m-%dT%H:%M:%S}{zone}"


def upstream(file: str) -> dict[tuple[str, ...], Any]:
    """Where Jekyll's own packages differ from Debian's, what they give."""
    return {
        tuple(each["path"]): each["jekyll_4_4_1_upstream"]
        for each in said("upstream")
        if each["file"] == file
    }
