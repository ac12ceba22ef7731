"""Whether a file is still the one we saw: by size and time of change first, by content on doubt."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Final, NamedTuple

DOUBT: Final = 2_000_000_000
"""Nanoseconds: a file changed so shortly before we looked could change again and keep its time.

Source: FAT counts two seconds, ext4 some milliseconds; git calls such files "racily clean".
"""


_SMALL: Final = 1 << 18
"""Bytes; reading in pieces takes memory for as many, which costs more than a small file."""


class Stamp(NamedTuple):
    """A file as we saw it; `size` in bytes, `mtime_ns` in nanoseconds since 1970."""

    size: int
    mtime_ns: int
    sha256: str


def digest_of(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def stamp_of(file: Path) -> Stamp:
    """The stamp of a regular file, links followed. Raises OSError, for a device or a pipe too."""
    with open(file, "rb", opener=_without_waiting) as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "it is no regular file", str(file))
        if found.st_size <= _SMALL:
            sha256 = digest_of(stream.read())
        else:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return Stamp(found.st_size, found.st_mtime_ns, sha256)


def _without_waiting(file: str, flags: int) -> int:
    # Opening a pipe would wait for somebody who writes into it.
    return os.open(file, flags | getattr(os, "O_NONBLOCK", 0))


def renewed(
    file: Path, seen: Stamp, trusted_until: int, *, follow_symlinks: bool = True
) -> Stamp | None:
    """The stamp of `file` if it holds what `seen` says, else None; a file that is gone does not.

    trusted_until: nanoseconds since 1970; a younger file is read, whatever its size and time say.
    Raises OSError where it has to be read and cannot.
    """
    try:
        found = os.stat(file, follow_symlinks=follow_symlinks)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if found.st_size != seen.size or not stat.S_ISREG(found.st_mode):
        return None
    if found.st_mtime_ns == seen.mtime_ns and found.st_mtime_ns < trusted_until:
        return seen
    now = stamp_of(file)
    return now if now.sha256 == seen.sha256 else None
