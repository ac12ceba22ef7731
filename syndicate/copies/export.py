"""Copies of posts for a service: as files in a folder, or one of them as text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from syndicate.adapter import Adapter, WriteText, adapter_named, chosen_options, installed_adapters
from syndicate.catalogue import CODES
from syndicate.copies.collection import collect, is_collector
from syndicate.copies.context import context_of, published
from syndicate.diagnostics import (
    Diagnostic,
    ExitCode,
    SyndicateError,
    UsageError,
    exit_code,
    in_order,
)
from syndicate.model import Post, Site
from syndicate.original import about
from syndicate.source.temporary import sweep_beside
from syndicate.source.text import UnwritableTarget, utf8_bytes, write_atomically

_SIGNS: Final = {".json": b'"body_markdown"', ".html": b"<article>"}
"""By which a file is known to be of an earlier export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedPost:
    """The copy of one post, not written anywhere. files: paths relative to a folder, the main one first."""

    source: str
    files: tuple[WriteText, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def text(self) -> str:
        """The main file."""
        return self.files[0].text

    @property
    def payload(self) -> dict[str, Any]:
        """The main file as JSON. Raises UsageError where the service takes no JSON."""
        if not self.files[0].path.endswith(".json"):
            raise UsageError("this service has no payload; use `text`, or the files")
        found: dict[str, Any] = json.loads(self.text)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult:
    """What an export wrote. files: by the source of each post, those of many posts by "."; diagnostics: those of
    reading included.
    """

    files: Mapping[str, tuple[Path, ...]]
    skipped: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

    def exit_code(self, *, is_strict: bool = False) -> ExitCode:
        """What the command line gives back."""
        return exit_code(self.diagnostics, is_strict=is_strict)


def export(
    site: Site,
    out: Path | str,
    *,
    to: str,
    posts: Sequence[Post] | None = None,
    options: Mapping[str, str] | None = None,
) -> ExportResult:
    """Writes the copies of `posts` for the service `to` into the folder `out`.

    posts: without them, all that are published and listed. options: as `syndicate adapters` lists them.
    A post that cannot be exported is reported and left out; so is one whose files are not ours to replace.
    Raises UsageError, UnwritableTarget.
    """
    folder = Path(out)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{out} is a file; give a folder")
    chosen = published(site) if posts is None else tuple(posts)
    skipped = _skipped(site, chosen) if posts is None else ()
    if is_collector(to):
        collection = collect(site, to=to, posts=chosen, options=options)
        files = {".": collection.write(folder)}
        return ExportResult(files=files, skipped=skipped, diagnostics=collection.diagnostics)
    found: list[Diagnostic] = []
    written: dict[str, tuple[Path, ...]] = {}
    taken: set[str] = set()
    sweep_beside((folder / "any",))
    for post, copy in _copies(site, to, chosen, options or {}, found):
        named = _named_apart(post, copy, taken)
        if foreign := _foreign(folder, named):
            message = f"{foreign} is there and is no copy of an earlier export; left alone"
            found.append(about(post, "slug", CODES["file-foreign"], message))
            continue
        for file in named:
            write_atomically(folder / file.path, file.text.encode())
        written[post.source] = tuple(folder / file.path for file in named)
    return ExportResult(
        files=written, skipped=skipped, diagnostics=in_order(site.diagnostics, found)
    )


def _skipped(site: Site, chosen: Sequence[Post]) -> tuple[str, ...]:
    """The sources of the posts that are not among `chosen`, which are those of the site itself."""
    known = {id(post) for post in chosen}
    return tuple(post.source for post in site.posts if id(post) not in known)


def export_post(
    site: Site, post: Post | None = None, *, to: str, options: Mapping[str, str] | None = None
) -> ExportedPost:
    """The copy of one post for the service `to`; `post` may be left out where the site has one only.

    Raises UsageError, UnreadableSource, ParserFailure.
    """
    if post is None:
        if len(site.posts) != 1:
            raise UsageError(
                f"{len(site.posts)} posts are meant; choose one, with --post for example"
            )
        post = site.posts[0]
    adapter = exporter_named(to)
    assert adapter.export is not None
    found: list[Diagnostic] = []
    given = chosen_options(adapter, site, options)
    files = adapter.export(context_of(site), post, given, found.append)
    own = [each for each in site.diagnostics if each.path == post.source]
    return ExportedPost(source=post.source, files=files, diagnostics=in_order(own, found))


def exporter_named(name: str) -> Adapter:
    """The adapter of a service that takes copies. Raises UsageError, which lists those there are."""
    adapter = adapter_named(name)
    if is_collector(name):
        raise UsageError(f"{name} takes many posts at once, and has no copy of a single one")
    if adapter.export is None:
        known = ", ".join(a.name for a in installed_adapters().values() if a.export or a.collect)
        raise UsageError(f"nothing is exported to {name}; there are: {known}")
    return adapter


def _copies(
    site: Site, to: str, posts: Sequence[Post], options: Mapping[str, str], found: list[Diagnostic]
) -> Iterator[tuple[Post, tuple[WriteText, ...]]]:
    """The copy of each post that has one."""
    adapter = exporter_named(to)
    assert adapter.export is not None
    given = chosen_options(adapter, site, options)
    context = context_of(site)
    for post in posts:
        try:
            files = adapter.export(context, post, given, found.append)
            for file in files:
                utf8_bytes(file.text)
            yield post, files
        except (UsageError, UnwritableTarget):
            raise
        except SyndicateError as error:
            found.append(about(post, "title", CODES["post-failed"], f"left out: {error}"))


def _named_apart(
    post: Post, files: tuple[WriteText, ...], taken: set[str]
) -> tuple[WriteText, ...]:
    """The files under names that no other post of this run has; whoever comes later is named by its whole path."""
    if any(file.path.casefold() in taken for file in files):
        stem = post.path.strip("/").replace("/", "-") or "post"
        files = tuple(
            WriteText(path=f"{stem}{Path(file.path).suffix}", text=file.text) for file in files
        )
        number = 2
        while any(file.path.casefold() in taken for file in files):
            files = tuple(
                WriteText(path=f"{stem}-{number}{Path(file.path).suffix}", text=file.text)
                for file in files
            )
            number += 1
    taken.update(file.path.casefold() for file in files)
    return files


def _foreign(folder: Path, files: Sequence[WriteText]) -> str:
    """A file in the way that no export wrote; "" where there is none."""
    there = [file for file in files if (folder / file.path).exists()]
    if not there:
        return ""
    signed = [file for file in files if Path(file.path).suffix in _SIGNS]
    is_ours = all(_is_signed(folder / file.path) for file in signed)
    return "" if is_ours else there[0].path


def _is_signed(file: Path) -> bool:
    try:
        return _SIGNS[file.suffix] in file.read_bytes()
    except OSError:
        return False
