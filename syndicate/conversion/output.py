"""The output folder: where a path may lead, what stands there already, and putting files there."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Set
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from syndicate.conversion.manifest import FOLDER, OWN_FILES
from syndicate.conversion.stamps import Stamp, stamp_of
from syndicate.diagnostics import SyndicateError
from syndicate.source.files import leads_inside
from syndicate.source.temporary import is_temporary, temporary_beside
from syndicate.source.text import UnwritableTarget, make_parents, write_new

_HOPELESS: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)


LONGEST: Final = 4095
"""Characters of a path, of which no system allows more."""

_NO_NAMES: Final = frozenset({"", ".", ".."})


class OutsideOutput(SyndicateError):
    """A path that leads out of the output folder, or can be no path."""


class Fate(StrEnum):
    """What becomes of one file of the result."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FOREIGN = "foreign"  # somebody else's file stands there
    EDITED = "edited"  # ours, but changed since
    YOURS = "yours"  # ours once, but the user's own after the first run
    FAILED = "failed"

    @property
    def is_write(self) -> bool:
        return self in (Fate.NEW, Fate.CHANGED)


@dataclass(frozen=True, slots=True)
class Output:
    """The folder that a conversion writes to; remembers which folders below it are safe."""

    root: Path
    _safe: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def place(self, path: str) -> str:
        """Where the file `path` of the result lies. Raises OutsideOutput."""
        if len(path) > LONGEST:
            raise OutsideOutput(f"{path[:80]!r}... is longer than a path can be")
        parts = path.split("/")
        if "\0" in path or not _NO_NAMES.isdisjoint(parts) or os.path.isabs(path):
            raise OutsideOutput(f"{path!r} is no path inside the output folder")
        if os.sep != "/" and (os.sep in path or ":" in path):
            raise OutsideOutput(f"{path!r} is no path inside the output folder")
        if parts[0].lower() == FOLDER and path not in OWN_FILES:
            raise OutsideOutput(f"{path!r} lies in the folder where syndicate keeps its notes")
        if not self._is_safe(path.rpartition("/")[0]):
            raise OutsideOutput(f"{path!r} leaves the output folder through a symbolic link")
        root = os.fspath(self.root)
        return path if root == os.curdir else os.path.join(root, path)

    def _is_safe(self, folder: str) -> bool:
        """Whether what lies in `folder` lies below the root, symbolic links followed."""
        if (known := self._safe.get(folder)) is not None:
            return known
        unknown: list[str] = []
        while folder and folder not in self._safe:
            unknown.append(folder)
            folder = folder.rpartition("/")[0]
        is_safe = self._safe.get(folder, True)
        for each in reversed(unknown):
            is_safe = is_safe and self._leads_inside(each)
            self._safe[each] = is_safe
        return is_safe

    def _leads_inside(self, folder: str) -> bool:
        place = self.root / folder
        return not place.is_symlink() or leads_inside(place, self.root)


class Standing(NamedTuple):
    """What becomes of a file, and the stamp of what stands there now, if that is a regular file."""

    fate: Fate
    stamp: Stamp | None


def standing_of(file: str, sha256: str, ours: Set[str], *, is_scaffold: bool = False) -> Standing:
    """What becomes of `file` when content with the hash `sha256` is to stand there.

    ours: hashes of what we wrote there earlier; empty if it never was ours.
    Raises UnwritableTarget where what stands there cannot be read.
    """
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return Standing(Fate.FOREIGN, None)
        stamp = stamp_of(file)
    except FileNotFoundError:
        return Standing(Fate.NEW, None)
    except OSError as error:
        raise UnwritableTarget(f"cannot look at {file}: {error.strerror or error}") from error
    if stamp.sha256 == sha256:
        return Standing(Fate.SAME, stamp)
    if stamp.sha256 in ours:
        return Standing(Fate.CHANGED, stamp)
    if not ours:
        return Standing(Fate.FOREIGN, stamp)
    return Standing(Fate.YOURS if is_scaffold else Fate.EDITED, stamp)


def copy_atomically(source: Path, file: str, data: bytes | None = None) -> os.stat_result:
    """Makes `file` a copy of `source`, or leaves what was there. Gives what it is now. Raises UnwritableTarget.

    data: what `source` holds, where somebody has it at hand.
    """
    temporary = temporary_beside(file)
    try:
        try:
            found = _copied(source, temporary) if data is None else write_new(temporary, (data,))
            os.replace(temporary, file)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise UnwritableTarget(
            f"cannot copy to {file}: {error.strerror or error}; "
            "check the free space and the permissions there"
        ) from error
    return found


def _copied(source: Path, file: str) -> os.stat_result:
    make_parents(file)
    shutil.copyfile(source, file)
    return os.stat(file)


def is_hopeless(error: UnwritableTarget) -> bool:
    """Whether no other file could be written either: the disk is full, broken or read-only."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _HOPELESS


def remove(output: Output, path: str) -> None:
    """Takes the file away, and the folders that are empty then. Raises UnwritableTarget."""
    file = Path(output.place(path))
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableTarget(f"cannot delete {file}: {error.strerror}") from error
    for folder in file.parents:
        if folder == output.root or not _was_removed(folder):
            break


def _was_removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:  # something else lies in it
        return False
    return True


def sweep(output: Output, paths: Iterable[str]) -> None:
    """Takes away the temporary files that a killed run left beside `paths`."""
    for folder in {path.rpartition("/")[0] for path in paths}:
        try:
            place = Path(output.place(f"{folder}/x" if folder else "x")).parent
            names = os.listdir(place)
        except (OSError, OutsideOutput):
            continue
        for name in filter(is_temporary, names):
            (place / name).unlink(missing_ok=True)
