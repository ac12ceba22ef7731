"""A folder as the file system describes it: the size and times of all that is in it, without reading any file."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from syndicate.conversion.stamps import DOUBT, Stamp, stamp_of

_MOST_YOUNG: Final = 2**30
"""Bytes of young files, all of which have to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a look at a folder gave. digest: of the names, sizes and times in it.

    young: files that changed so shortly before that they could change again and keep size and time.
    """

    digest: str
    young: tuple[str, ...]


def look(
    root: Path,
    *,
    skipped: Set[str],
    left_out: Set[str] = frozenset(),
    expected: Mapping[str, Stamp] | None = None,
) -> Sight | None:
    """What is in the folder `root`.

    skipped: names of folders and files that are not looked at, at the top only with "/" before them. left_out: paths of
    files. expected: what files should be like. None where a link leads out of the folder, where something cannot be
    looked at, or is not as expected.
    """
    digest, young, weight, met = hashlib.sha256(), list[str](), 0, 0
    limit = time.time_ns() - DOUBT
    expected = expected or {}
    try:
        for path, found in _entries(root, skipped):
            if path in left_out:
                continue
            if found is None:
                digest.update(os.fsencode(f"{path}/\n"))
                continue
            wanted = expected.get(path)
            if wanted is not None:
                met += 1
                if wanted[:2] != (found.st_size, found.st_mtime_ns):
                    return None
            numbers = (found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
            digest.update(os.fsencode(f"{path}\0{numbers}\n"))
            if found.st_mtime_ns >= limit or found.st_ctime_ns >= limit:
                young.append(path)
                weight += found.st_size
    except (OSError, _LeadsOut):
        return None
    if weight > _MOST_YOUNG or met < len(expected):
        return None
    return Sight(digest=digest.hexdigest(), young=tuple(young))


class _LeadsOut(Exception):
    """A symbolic link to what is not looked at."""


def _entries(root: Path, skipped: Set[str]) -> Iterator[tuple[str, os.stat_result | None]]:
    """Path and state of everything below `root`, the state of a folder being None; in an order that does not vary."""
    real = os.path.realpath(root)
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(f"{root}/{folder}") as found:
            entries = sorted(found, key=_name_of)
        for entry in entries:
            if entry.name in skipped or (not folder and f"/{entry.name}" in skipped):
                continue
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{path}/")
                yield path, None
            else:
                if entry.is_symlink():
                    _check_link(entry.path, real, skipped)
                yield path, entry.stat(follow_symlinks=False)


def _name_of(entry: os.DirEntry[str]) -> str:
    return entry.name


def _check_link(link: str, root: str, skipped: Set[str]) -> None:
    """Raises _LeadsOut where what a link leads to is not looked at by its own name."""
    target = os.path.realpath(link)
    inside = os.path.relpath(target, root).split(os.sep)
    if inside[0] == ".." or not skipped.isdisjoint((*inside, f"/{inside[0]}")):
        raise _LeadsOut


def hashes_of(
    root: Path, paths: Iterable[str], known: Mapping[str, Stamp] | None = None
) -> dict[str, str]:
    """The hash of each file; "" of one that cannot be read. known: those that need not be read."""
    found: dict[str, str] = {}
    for path in paths:
        stamp = (known or {}).get(path)
        if stamp is None:
            try:
                stamp = stamp_of(root / path)
            except OSError:
                stamp = Stamp(0, 0, "")
        found[path] = stamp.sha256
    return found


# -- what lies around a site -----------------------------------------------------------------------

_GIT_FILES: Final = ("HEAD", "packed-refs", "shallow", "config")


def around(site: Path) -> list[object]:
    """What readers may ask of the repository that a site lies in: its history, and the files above the site.

    Empty where the site lies in none.
    """
    folder = Path(os.path.realpath(site))
    above: list[object] = []
    while not (folder / ".git").exists():
        if folder == folder.parent:
            return []
        folder = folder.parent
        above.append([(name, state_of(folder / name)) for name in _files_in(folder)])
    return [*above, *_history(folder / ".git")]


def _files_in(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted(entry.name for entry in found if entry.is_file(follow_symlinks=False))
    except OSError:
        return []


def _history(git: Path) -> Iterator[object]:
    """The state of a repository, as far as its log depends on it."""
    if git.is_file():  # a working tree beside its repository
        git = git.parent / git.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
    common = git / _text(git / "commondir").strip()
    for folder in (git, common):
        yield [state_of(folder / name) for name in _GIT_FILES]
        yield state_of(folder / "info" / "grafts")
    head = _text(git / "HEAD")
    yield head
    if head.startswith("ref: "):
        yield _text(common / head.removeprefix("ref: ").strip())


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def state_of(file: Path) -> tuple[int, int, int] | None:
    """Size and times of a file, links followed; None where there is none."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return (
        (found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        if stat.S_ISREG(found.st_mode)
        else (0, found.st_mtime_ns, 0)
    )
