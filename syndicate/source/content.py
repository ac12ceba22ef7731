"""The bytes of a file, with no more calls to the system than it takes: a site has thousands of small ones."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local
from typing import Final

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def content_of(file: Path | str, most: int) -> bytes:
    """What is in `file`, but no more than `most` bytes; a pipe is read until nobody writes into it. Raises OSError."""
    handle = os.open(file, _FLAGS)
    try:
        return read_open(handle, os.fstat(handle), most)
    finally:
        os.close(handle)


def read_open(handle: int, state: os.stat_result, most: int = sys.maxsize) -> bytes:
    """What is in an open file of that state, but no more than `most` bytes. Raises OSError."""
    size = state.st_size
    data = os.read(handle, min(size + 1, most))
    if len(data) == size and stat.S_ISREG(state.st_mode):
        return data
    parts, met = [data], len(data)  # it grew, or it is one of those that have no size: pipes, /proc
    while data and met < most:
        data = os.read(handle, min(most - met, 1 << 16))
        parts.append(data)
        met += len(data)
    return b"".join(parts)


# -- read once -------------------------------------------------------------------------------------


class _Held(local):
    """The one file whose content is held, in each thread."""

    file: Path | None = None
    data: bytes | None = None


_held: Final = _Held()


@contextmanager
def holding(file: Path, data: bytes | None) -> Iterator[None]:
    """For a while `file` holds `data`, which was just read from it: what was hashed is what is rendered, read once."""
    _held.file, _held.data = file, data
    try:
        yield
    finally:
        _held.file = _held.data = None


def content_held(file: Path) -> bytes | None:
    """The content of `file` where it is held; the very same `Path`, so that nothing has to be compared."""
    return _held.data if _held.file is file else None
