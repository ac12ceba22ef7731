"""Who wrote a post: what the header says, looked up in the site's data.

Source: jekyll-feed 0.17, jekyll-seo-tag 2.8 and the authors' files of common themes.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, cast

from syndicate.diagnostics import Report
from syndicate.model import Author
from syndicate.source.text import SourceText, UnreadableSource, read_source
from syndicate.source.yaml import PSYCH, Value, YamlError, load
from syndicate_adapters.jekyll.codes import DATA_BROKEN
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.documents import Document
from syndicate_adapters.jekyll.files import entries_of
from syndicate_adapters.jekyll.ruby import is_truthy, split_extension, to_s

_DATA: Final = (".yml", ".yaml", ".json")
_SOCIALS: Final = (
    "bitbucket bluesky codepen dribbble facebook flickr github gitlab instagram keybase lastfm linkedin mastodon"
    " medium pinterest reddit soundcloud stackoverflow telegram tumblr twitter vine weibo x xing youtube"
).split()


def read_authors(
    root: Path, config: JekyllConfig, documents: Iterable[Document], report: Report
) -> dict[str, Author]:
    """The authors that the site describes, by key: in `_data/authors.*`, `_data/authors/`, or a collection."""
    folder = config.text("data_dir").strip("/")
    found: dict[str, Author] = {}
    for source in _files(root, folder):
        value = _data(root, source, report)
        if isinstance(value, dict):
            for key, fields in value.items():
                if isinstance(fields, dict):
                    found[key] = author_of(cast("Mapping[str, Value]", fields), key)
    own = posixpath.join(folder, "authors")
    for name, is_folder in entries_of(root, own):
        key, extension = split_extension(name)
        if not is_folder and extension in _DATA:
            value = _data(root, posixpath.join(own, name), report)
            if isinstance(value, dict):
                found[key] = author_of(cast("Mapping[str, Value]", value), key)
    for document in documents:
        if document.label == "authors":
            key = to_s(document.data.get("short_name")) or document.slug
            found.setdefault(key, author_of(document.data, key))
    return found


def _files(root: Path, folder: str) -> Iterator[str]:
    for name, is_folder in entries_of(root, folder):
        base, extension = split_extension(name)
        if not is_folder and base == "authors" and extension in _DATA:
            yield posixpath.join(folder, name)


def _data(root: Path, source: str, report: Report) -> Value:
    try:
        text = read_source(root / source, source)
        return load(text.text, PSYCH)
    except UnreadableSource as error:
        report(SourceText(source, "").diagnostic(0, DATA_BROKEN, str(error)))
    except YamlError as error:
        report(text.diagnostic(error.offset, DATA_BROKEN, str(error)))
    return None


def author_of(fields: Mapping[str, Value], key: str = "") -> Author:
    """The author that a mapping describes, under the names that themes use."""

    def first(*names: str) -> str:
        values = (fields.get(name) for name in names)
        return next((value for value in values if isinstance(value, str) and value), "")

    return Author(
        name=first("name", "display_name") or key,
        key=key,
        title=first("position", "role", "job"),
        url=first("uri", "url", "website", "home", "web"),
        email=first("email", "mail"),
        image=first("avatar", "picture", "image", "photo", "gravatar"),
        description=" ".join(first("bio", "description", "about").split()),
        socials=tuple(_socials(fields)),
    )


def _socials(fields: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for name in _SOCIALS:
        value = fields.get(name)
        if isinstance(value, str) and value:
            yield name, value


def authors_of(data: Mapping[str, Value], known: Mapping[str, Author]) -> tuple[Author, ...]:
    """The authors of a post: `author`, else `authors`; each a key, a name, or a mapping."""
    value = data.get("author")
    if not is_truthy(value) or value == "":
        value = data.get("authors")
    given = value if isinstance(value, list) else [value]
    found: dict[str, Author] = {}
    for each in given:
        if isinstance(each, dict):
            author = author_of(cast("Mapping[str, Value]", each))
        elif is_truthy(each):
            name = to_s(each).strip()
            author = known.get(name) or Author(name=name)
        else:
            continue
        if author.name:
            found.setdefault(author.key or author.name, author)
    return tuple(found.values())
