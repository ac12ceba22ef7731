"""What the engine said about the vector sites, and the sites themselves.

vectors/sites.json: site -> path -> text (or base64). vectors/urls.json: site -> its pages that have files, from a
build with -D -F -E at a fixed time, all files changed at a fixed time. vectors/errors.json: a page alone in a site.
vectors/dates.json: headers' dates.
"""

from __future__ import annotations

import base64
import json
import os
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from syndicate.diagnostics import Diagnostic
from syndicate_adapters.hugo.reading.moments import Moment, moment_from
from syndicate_adapters.hugo.reading.pages import Edition, Page, read_pages
from syndicate_adapters.hugo.reading.site_config import read_settings

VECTORS = Path(__file__).parent / "vectors"
CHANGED = 1717200000
BUILD_ALL = {"buildDrafts": "true", "buildFuture": "true", "buildExpired": "true"}


@cache
def said(name: str) -> Any:
    """The vectors of that name."""
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


CLOCK = datetime.fromisoformat(said("urls")["_hugo"]["clock"])
NOW: Moment = moment_from(CLOCK)
SITES = sorted(said("sites"))


def lay_out(site: str, folder: Path) -> Path:
    """The vector site in `folder`."""
    for path, text in said("sites")[site].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode() if isinstance(text, str) else base64.b64decode(text["base64"])
        file.write_bytes(data)
        os.utime(file, (CHANGED, CHANGED))
    return folder


def write(folder: Path, files: dict[str, str]) -> Path:
    """A site of our own in `folder`."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def read(
    root: Path, overrides: dict[str, str] | None = None
) -> tuple[tuple[Edition, ...], list[Diagnostic]]:
    """All pages of a site, and what was reported."""
    found: list[Diagnostic] = []
    config = read_settings(root, overrides=overrides, report=found.append)
    return read_pages(root, config, NOW, found.append)[0], found


def by_source(editions: tuple[Edition, ...]) -> dict[tuple[str, str], tuple[Page, Edition]]:
    """The pages that have files, by language and file."""
    return {
        (edition.language.key, page.node.file.source): (page, edition)
        for edition in editions
        for page in edition.pages.values()
        if page.node.file is not None
    }


def spoken(moment: Moment | None) -> str | None:
    """A moment as Go prints it."""
    if moment is None:
        return None
    year, month, day = moment.day
    hour, minute, second = moment.clock
    fraction = f".{moment.nanosecond:09}".rstrip("0").rstrip(".")
    sign = "-" if moment.offset < 0 else "+"
    minutes = abs(moment.offset) // 60
    shift = f"{sign}{minutes // 60:02}{minutes % 60:02}"
    clock = f"{hour:02}:{minute:02}:{second:02}{fraction}"
    return f"{year:04}-{month:02}-{day:02} {clock} {shift} {moment.zone or shift}"
