"""Which files of a site may be read: those that truly lie in its folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

_NO_CONTENT: Final = frozenset({"node_modules", ".git"})
_MOST_LINKS: Final = 1000  # to folders; links to each other multiply


def is_file_inside(file: str | Path, root: Path) -> bool:
    """Whether `file` is there and in `root`, every link followed: no link leads out of the site."""
    try:
        return os.path.isfile(file) and leads_inside(file, root)
    except (OSError, ValueError):
        return False


def leads_inside(file: str | Path, folder: Path) -> bool:
    """Whether `file`, which is there, lies in `folder` once all links are followed."""
    if _is_straight(os.fspath(file), os.fspath(folder).rstrip(os.sep) + os.sep):
        return True
    real, root = os.path.realpath(file), os.path.realpath(folder)
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _is_straight(file: str, folder: str) -> bool:
    """Whether the way from a folder down to a file follows no link, as nearly always; only these are looked at."""
    if not file.startswith(folder) or os.pardir in file:
        return False
    end = len(folder) - 1
    while (end := file.find(os.sep, end + 1)) >= 0:
        if os.path.islink(file[:end]):
            return False
    return not os.path.islink(file)


class Within:
    """Whether files truly lie in a folder, many of them after each other: remembers the way to where they lie."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = os.fspath(folder).rstrip(os.sep) + os.sep
        self._straight: set[str] = set()

    def holds(self, file: Path) -> bool:
        """As `leads_inside`; of the folders that led to another file it is not asked again whether they are links."""
        place = os.fspath(file)
        around = place.rpartition(os.sep)[0]
        if around in self._straight and os.path.basename(place) != os.pardir:
            if not os.path.islink(place):
                return True
        elif _is_straight(place, self._root):
            self._straight.add(around)
            return True
        return leads_inside(file, self._folder)


class LeftOut(NamedTuple):
    """Something that could not be read. `path` is posix and below the folder; `code` is of the catalogue."""

    path: str
    is_folder: bool
    code: str
    message: str


def files_below(
    folder: Path,
    root: Path,
    left_out: Callable[[LeftOut], object] = lambda found: None,
    *,
    skipped: frozenset[str] = _NO_CONTENT,
) -> Iterator[str]:
    """The posix paths of all files below `folder`, relative to it, in order of their names.

    Links are followed while they stay inside `root` and lead to no folder around them. What is
    not read for such a reason is told to `left_out`. skipped: names of folders to pass over.
    """
    walk = _Walk(root=os.path.realpath(root), left_out=left_out, skipped=skipped)
    place = os.path.realpath(folder)
    if walk.is_inside(place):
        yield from walk.below(place, "", (walk.root, *walk.between(place)))


class _Walk:
    """One walk over a folder, and how many links to folders it has followed."""

    def __init__(
        self, root: str, left_out: Callable[[LeftOut], object], skipped: frozenset[str]
    ) -> None:
        self.root = root
        self.left_out = left_out
        self.skipped = skipped
        self.links = 0

    def is_inside(self, place: str) -> bool:
        return place == self.root or place.startswith(self.root.rstrip(os.sep) + os.sep)

    def between(self, place: str) -> Iterator[str]:
        """The folders below the root that lead to `place`, itself included."""
        below = os.path.relpath(place, self.root)
        names = below.split(os.sep) if below != os.curdir else []
        yield from (os.path.join(self.root, *names[:end]) for end in range(1, len(names) + 1))

    def below(self, folder: str, prefix: str, around: tuple[str, ...]) -> Iterator[str]:
        """around: the true places of this folder and of those that it stands in."""
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.say(prefix.rstrip("/") or ".", True, "source-unreadable", _cannot_read(error))
            return
        for entry in entries:
            path, place = prefix + entry.name, entry.path
            if entry.is_symlink():
                place = self.led_to(entry, path, around)
            if not place:
                continue
            if entry.is_dir():  # of a link: where it leads
                if entry.name not in self.skipped:
                    yield from self.below(place, f"{path}/", (*around, place))
            elif entry.is_file():
                yield path
            else:
                self.say(path, False, "source-unreadable", "this is no file that can be read")

    def led_to(self, link: os.DirEntry[str], path: str, around: tuple[str, ...]) -> str:
        """Where a link leads; "" where it is not followed."""
        place = os.path.realpath(link.path)
        is_folder = os.path.isdir(place)
        if not os.path.exists(place):
            self.say(path, False, "source-unreadable", "this link leads nowhere")
        elif not self.is_inside(place):
            self.say(
                path,
                is_folder,
                "asset-outside",
                "this link leads out of the site, where nothing is read",
            )
        elif place in around:
            message = "this link leads to a folder that it stands in; not followed"
            self.say(path, True, "source-link-loop", message)
        elif is_folder and self.links >= _MOST_LINKS:
            message = (
                f"there are more than {_MOST_LINKS} links to folders; this one is not followed"
            )
            self.say(path, True, "source-unreadable", message)
        else:
            self.links += is_folder
            return place
        return ""

    def say(self, path: str, is_folder: bool, code: str, message: str) -> None:
        self.left_out(LeftOut(path, is_folder, code, message))


def _cannot_read(error: OSError) -> str:
    return f"the folder cannot be read: {error.strerror or error}"
