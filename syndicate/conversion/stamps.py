"""Whether a file is still the one we saw: by size and time of change first, by content on doubt."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Final, NamedTuple

from syndicate.source.content import read_open

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


# Opening a pipe would wait for somebody who writes into it.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def stamp_of(file: Path | str) -> Stamp:
    """The stamp of a regular file, links followed. Raises OSError, for a device or a pipe too."""
    return read_stamped(file)[0]


def read_stamped(file: Path | str) -> tuple[Stamp, bytes | None]:
    """The stamp of a regular file and what is in it, None of a large one. Raises OSError as `stamp_of` does."""
    handle = os.open(file, _FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "it is no regular file", str(file))
        if found.st_size <= _SMALL:
            data = read_open(handle, found)
            return Stamp(found.st_size, found.st_mtime_ns, digest_of(data)), data
        with open(handle, "rb", closefd=False) as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return Stamp(found.st_size, found.st_mtime_ns, sha256), None
    finally:
        os.close(handle)


def renewed(
    file: Path | str, seen: Stamp, trusted_until: int, *, follow_symlinks: bool = True
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
