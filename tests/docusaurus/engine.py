"""What Docusaurus 3.10.2 said of the site beside this file, and of single values (see vectors/README.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from syndicate.source.yaml import JS_YAML_4, Value, load

HERE = Path(__file__).parent
SITE = HERE / "site"

_BLOCK = re.compile(r"---([^\n]*)((?:\n[\s\S]*?)??)\n---")


@cache
def said(name: str) -> Any:
    """One file of vectors: "units", "urls" or "render"."""
    return json.loads((HERE / "vectors" / f"{name}.json").read_text("utf-8"))


def revived(value: Any) -> Any:
    """A value of the vectors with its dates as datetimes."""
    match value:
        case {"$date": str() as moment}:
            return datetime.fromisoformat(moment.replace("Z", "+00:00"))
        case dict():
            return {key: revived(item) for key, item in value.items()}
        case list():
            return [revived(item) for item in value]
    return value


def spoken(moment: datetime | None) -> str:
    """A date as the vectors spell it."""
    if moment is None:
        return "invalid"
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def header_and_body(file: Path) -> tuple[Value, str]:
    """A post cut in two as gray-matter does, for the forms that stand in the site."""
    text = file.read_bytes().decode().removeprefix("\ufeff")
    match = _BLOCK.match(text.replace("\r\n", "\n"))
    if match is None or match[1].startswith("-"):
        return None, text
    return load(match[2], JS_YAML_4), text.replace("\r\n", "\n")[match.end() :]


def localized(path: str, folder: str, plugin: str, locale: str) -> Path:
    """The file that a locale builds for `path` of a blog folder: its translation if there is one."""
    translation = SITE / "i18n" / locale / plugin / path
    return translation if translation.is_file() else SITE / folder / path


def instances() -> Iterator[tuple[str, str, str | None]]:
    """Folder, plugin folder and route of the two blogs of the site; None is the run's own route."""
    yield "blog", "docusaurus-plugin-content-blog", None
    yield "news", "docusaurus-plugin-content-blog-news", "journal/news"
