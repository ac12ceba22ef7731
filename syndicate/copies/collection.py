"""Files that hold something of many posts, in a folder: the shelf of a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from syndicate.adapter import Adapter, WriteText, adapter_named, chosen_options
from syndicate.copies.context import context_of, published
from syndicate.copies.files import write_parts
from syndicate.diagnostics import Diagnostic, UsageError, in_order
from syndicate.model import Post, Site

_BEGINNING: Final = 40
"""Bytes by which a file of an earlier run is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What was collected, not written anywhere: the main file first. diagnostics: those of reading included."""

    files: tuple[WriteText, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def text(self) -> str:
        """The main file."""
        return self.files[0].text

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Writes the files, all or none. Raises UsageError where one is there that is none of ours."""
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file; give a folder")
        places = {file.path: folder / file.path for file in self.files}
        for file in self.files:
            if not _is_ours(places[file.path], file.text):
                raise UsageError(
                    f"{places[file.path]} is there and is none of an earlier export; move it away"
                )
        write_parts(places, ((file.path, file.text) for file in self.files))
        return tuple(places.values())


def is_collector(to: str) -> bool:
    """Whether `to` takes many posts at once. Raises UsageError where no adapter is called so."""
    adapter = adapter_named(to)
    return adapter.export is None and adapter.collect is not None


def collect(
    site: Site,
    *,
    to: str,
    posts: Sequence[Post] | None = None,
    options: Mapping[str, str] | None = None,
) -> Collection:
    """What the adapter `to` makes of `posts`; without them of all that are published and listed.

    Raises UsageError where it makes nothing of many posts.
    """
    adapter: Adapter = adapter_named(to)
    if adapter.collect is None:
        raise UsageError(f"{to} takes one post at a time")
    found: list[Diagnostic] = []
    given: Any = chosen_options(adapter, site, options)
    chosen = published(site) if posts is None else tuple(posts)
    files: list[WriteText] = []
    for action in adapter.collect(context_of(site), chosen, given, found.append):
        if isinstance(action, WriteText):
            files.append(action)
            continue
        texts = dict.fromkeys(action.paths, "")
        for path, part in action.parts():
            texts[path] += part
        files += (WriteText(path=path, text=text) for path, text in texts.items())
    return Collection(files=tuple(files), diagnostics=in_order(site.diagnostics, found))


def _is_ours(file: Path, text: str) -> bool:
    """Whether `text` may take the place of what is there: nothing, or a file that begins as it does."""
    beginning = text.encode()[:_BEGINNING]
    try:
        with file.open("rb") as stream:
            return stream.read(len(beginning)) == beginning
    except FileNotFoundError:
        return True
    except OSError:
        return False
