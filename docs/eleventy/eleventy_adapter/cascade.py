"""What Eleventy knows of a post: its front matter over the data files of its folders, and the address it makes of that.

Source: Eleventy 3.1.8; `test_eleventy.py` asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path, PurePosixPath
from typing import Final

from syndicate.kit import Value, day_in, merged, moment, read_data

DATED: Final = re.compile(r"^\d{4}-\d\d-\d\d-")
OUTPUT: Final = re.compile(r'\{\{ *([\w.]+) *(?:\| *(\w+) *(?:: *"([^"]*)")? *)?\}\}')


def data_files(name: str) -> Iterator[str]:
    """The data files that a post may have, the weakest first: of its folders, then its own."""
    post = PurePosixPath(name)
    for folder in reversed(post.parents[:-1]):
        yield from (f"{folder}/{folder.name}{ending}" for ending in (".json", ".11tydata.json"))
    yield from (f"{post.with_suffix('')}{ending}" for ending in (".json", ".11tydata.json"))


def cascade(root: Path, name: str, front: Mapping[str, Value]) -> dict[str, Value]:
    """All data of a post. Raises OSError and ValueError where a data file cannot be read."""
    data: dict[str, Value] = {}
    for path in data_files(name):
        data = merged(data, read_data(root, path))
    return merged(data, front)


def file_slug(name: str) -> str:
    """The name of a post without date; that of its folder where it is an index."""
    post = PurePosixPath(name).with_suffix("")
    return DATED.sub("", post.parent.name if post.name == "index" else post.name)


def path_of(name: str, data: Mapping[str, Value]) -> str | None:
    """Where a post is served, None where nowhere. Raises ValueError for a permalink that only code can tell."""
    permalink = data.get("permalink")
    if permalink is False:
        return None
    if not isinstance(permalink, str):
        return f"/{name.removesuffix('.md').removesuffix('/index')}/"
    path = OUTPUT.sub(lambda match: said(match, name, data), permalink)
    if "{" in path:
        raise ValueError(f"the permalink {permalink!r} is made by code")
    return f"/{path.lstrip('/')}".removesuffix("index.html")


def said(output: re.Match[str], name: str, data: Mapping[str, Value]) -> str:
    """What an output of Liquid in a permalink says; as it is where we do not know."""
    word, filter_, format_ = output.groups()
    stem = name.removesuffix(".md")
    if word == "page.date" and filter_ == "date" and format_:
        day = moment(data.get("date") or day_in(name))
        return day.astimezone(UTC).strftime(format_) if day else output[0]
    values = {**data, "page.fileSlug": file_slug(name), "page.filePathStem": f"/{stem}"}
    value = values.get(word)
    if filter_ in ("slug", "slugify") and isinstance(value, str) and value.isascii():
        return re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    is_shown = filter_ is None and isinstance(value, str | int)
    return str(value) if is_shown else output[0]
