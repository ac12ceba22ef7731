"""Which files of a site are posts, documents, pages, or served as they are.

Source: Jekyll 4.4.1 and 3.10.0, `reader.rb`, `entry_filter.rb`; tests/jekyll/test_site.py compares with the engine.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.globs import matches

DATED: Final = re.compile(
    r"^(?>.+/)*?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)$", re.ASCII | re.MULTILINE
)
"""Day, slug and extension of a post's path."""

DATED_OLD: Final = re.compile(
    r"^(?:.+/)?(\d{2,4}-\d{1,2}-\d{1,2})-(.*)(\.[^.]+)$", re.ASCII | re.MULTILINE
)
"""The same for version 3, where a slug may hold slashes."""

UNDATED: Final = re.compile(r"^(?:.+/)?(.*)(\.[^.]+)$", re.MULTILINE)
"""Slug and extension of any other document's path."""

_HEADER: Final = re.compile(rb"---[ \t\v\f\r]*\n")
_SPECIAL: Final = (".", "_", "#", "~")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file of the site. source: in the site, posix. path: as the engine names it. label: of its collection."""

    source: str
    path: str
    label: str = ""


@dataclass(slots=True, kw_only=True)
class FoundFiles:
    """All files that Jekyll reads, each list in the order of the walk.

    posts, drafts: of `_posts` and `_drafts`. beside: what lies in `_posts` and is no post, and so is not served.
    documents: of other collections. pages: files with a header. statics: all others, with those of collections.
    """

    posts: list[FoundFile] = field(default_factory=list)
    drafts: list[FoundFile] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    documents: list[FoundFile] = field(default_factory=list)
    pages: list[FoundFile] = field(default_factory=list)
    statics: list[FoundFile] = field(default_factory=list)


def is_kept(entry: str, folder: str, *, is_folder: bool, config: JekyllConfig) -> bool:
    """Whether Jekyll looks at an entry; `entry` is relative to the folder where it began to look.

    What is hidden, special or a backup is not, nor what the config excludes, unless it is included.
    """
    is_old = config.engine.is_old
    if entry.endswith(".") and not is_old:
        return False
    name = posixpath.basename(entry)
    included = _fits(config.include, entry, is_folder=False) or (
        name != entry and _fits(config.include, name, is_folder=False)
    )
    excluding = config.exclude if is_old else [e for e in config.exclude if e not in config.include]
    excluded = _fits(excluding, posixpath.join(folder, entry), is_folder=is_folder)
    if included:
        return True
    is_special = entry.startswith(_SPECIAL) or name.startswith(_SPECIAL)
    return not (excluded or is_special or entry.endswith("~"))


def _fits(patterns: Sequence[str], entry: str, *, is_folder: bool) -> bool:
    path = entry.lstrip("/")
    for each in patterns:
        pattern = each.lstrip("/")
        if path.startswith(pattern) or (is_folder and pattern == f"{path}/"):
            return True
        if matches(pattern, path):
            return True
    return False


def find_files(root: Path, config: JekyllConfig) -> FoundFiles:
    """The files of the site. No link is followed out of `root`, and no folder entered twice."""
    found = FoundFiles()
    walk = _Walk(root=root, config=config, found=found)
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        waiting += reversed(_walk(walk, folder))
    for collection in config.collections.values():
        if collection.label != "posts":
            _find_documents(root, config, collection.label, found)
    return found


@dataclass(slots=True, kw_only=True)
class _Walk:
    root: Path
    config: JekyllConfig
    found: FoundFiles
    seen: set[str] = field(default_factory=set)


def _walk(walk: _Walk, folder: str) -> list[str]:
    """Takes what lies in a folder. Returns the folders in it that are to be walked next."""
    config, found = walk.config, walk.found
    place = os.path.realpath(walk.root / folder)
    if place in walk.seen:
        return []
    walk.seen.add(place)
    _find_posts(walk.root, config, folder, found)
    folders: list[str] = []
    for name, is_folder in entries_of(walk.root, folder):
        if not is_kept(name, folder, is_folder=is_folder, config=config):
            continue
        path = posixpath.join(folder, name)
        if is_folder:
            folders.append(path)
        elif has_header(f"{walk.root}/{path}"):
            found.pages.append(FoundFile(source=path, path=path))
        else:
            found.statics.append(FoundFile(source=path, path=path))
    return [path for path in folders if path != config.destination]


def entries_of(root: Path, folder: str) -> Iterator[tuple[str, bool]]:
    """The names in a folder of the site and whether they are folders, sorted; no link leads out of `root`."""
    place = root / folder
    if not os.path.isdir(place):  # as nearly always where `_posts` and `_drafts` are looked for
        return
    inside = os.path.realpath(root)
    if not _is_inside(place, inside):
        return
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink() and not _is_inside(entry.path, inside):
            continue
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError:  # a link that leads to itself
            continue
        if is_folder or is_file:
            yield entry.name, is_folder


def _is_inside(path: str | Path, root: str) -> bool:
    target = os.path.realpath(path)
    return target == root or target.startswith(root + os.sep)


def has_header(file: str | Path) -> bool:
    """Whether the first line is `---`: only then a file outside of `_posts` is a page."""
    try:
        with open(file, "rb") as stream:
            return (
                stream.read(3) == b"---" and _HEADER.match(b"---" + stream.readline()) is not None
            )
    except OSError:
        return False


def _find_posts(root: Path, config: JekyllConfig, folder: str, found: FoundFiles) -> None:
    own = config.collections_dir
    if own and not folder.startswith(own):
        return
    dated = DATED_OLD if config.engine.is_old else DATED
    for special, pattern, into in (
        ("_posts", dated, found.posts),
        ("_drafts", UNDATED, found.drafts),
    ):
        base = posixpath.join(folder, special)
        for name in files_below(root, base):
            source = posixpath.join(base, name)
            if pattern.search(name) and is_kept(name, base, is_folder=False, config=config):
                into.append(FoundFile(source=source, path=_named(source, own), label="posts"))
            elif special == "_posts":
                found.beside.append(source)


def _named(source: str, collections_dir: str) -> str:
    return source.removeprefix(f"{collections_dir}/") if collections_dir else source


def _find_documents(root: Path, config: JekyllConfig, label: str, found: FoundFiles) -> None:
    base = posixpath.join(config.collections_dir, f"_{label}")
    for name in files_below(root, base, with_hidden=True):
        if not is_kept(name, f"_{label}", is_folder=False, config=config):
            continue
        file = FoundFile(source=posixpath.join(base, name), path=f"_{label}/{name}", label=label)
        (found.documents if has_header(f"{root}/{file.source}") else found.statics).append(file)


def files_below(root: Path, base: str, *, with_hidden: bool = False) -> Iterator[str]:
    """The files below a folder of the site, relative to it; folders that are links are not entered."""
    waiting = [_seen_in(root, base, "", with_hidden=with_hidden)]
    while waiting:
        path, is_folder = next(waiting[-1], ("", False))
        if not path:
            waiting.pop()
        elif not is_folder:
            yield path
        elif not (root / base / path).is_symlink():
            waiting.append(_seen_in(root, base, path, with_hidden=with_hidden))


def _seen_in(
    root: Path, base: str, prefix: str, *, with_hidden: bool
) -> Iterator[tuple[str, bool]]:
    for name, is_folder in entries_of(root, posixpath.join(base, prefix)):
        if with_hidden or not name.startswith("."):
            yield posixpath.join(prefix, name), is_folder
