"""Names of files that are being written, and what a process that was killed left of them."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"\.([0-9a-f]{8})[0-9a-f]{8}\.tmp")


_numbers: Final = count(secrets.randbits(32))


def temporary_beside(file: Path | str) -> str:
    """A path beside `file` that nothing has, and that says which process writes there."""
    folder = os.path.dirname(file)
    number = next(_numbers) & 0xFFFFFFFF  # begins anywhere: another machine may have such a process
    return os.path.join(folder, f".{os.getpid() & 0xFFFFFFFF:08x}{number:08x}.tmp")


def is_temporary(name: str) -> bool:
    """Whether a killed run can have left a file of that name."""
    return _NAME.fullmatch(name) is not None


def sweep_beside(files: Iterable[Path]) -> None:
    """Takes away what processes that are gone left in the folders of `files`."""
    for folder in {file.parent for file in files}:
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            match = _NAME.fullmatch(name)
            if match is not None and not _is_running(int(match[1], 16)):
                _remove(folder / name)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # no way to ask; what a process has open cannot be removed there
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's
        return True
    return True


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:  # in use, or not ours to remove
        return
