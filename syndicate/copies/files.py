"""Files whose text comes in parts: complete or not there at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from syndicate.source.temporary import sweep_beside, temporary_beside
from syndicate.source.text import UnwritableTarget


def write_parts(files: Mapping[str, Path], parts: Iterable[tuple[str, str]]) -> None:
    """Makes each file hold its parts, or leaves all as they were; folders are created.

    A file that exists keeps its permissions; a symbolic link is replaced, not followed.
    files: where each path of `parts` lies. Raises UnwritableTarget.
    """
    sweep_beside(files.values())
    with ExitStack() as open_:
        streams = {path: open_.enter_context(_replaced(file)) for path, file in files.items()}
        for path, text in parts:
            with _told(files[path]):
                streams[path].write(text.encode())


@contextmanager
def _replaced(file: Path) -> Iterator[BinaryIO]:
    """A stream whose content takes the place of `file` if all goes well."""
    temporary = Path(temporary_beside(file))
    with _told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _told(file):
            stream = temporary.open("xb")
        with stream:
            yield stream
        with _told(file):
            if file.is_file() and not file.is_symlink():
                temporary.chmod(file.stat().st_mode & 0o777)
            temporary.replace(file)
    finally:
        with suppress(OSError):  # on a disk that nobody may write to there is nothing to take away
            temporary.unlink(missing_ok=True)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        cause = error.strerror or str(error)
        raise UnwritableTarget(
            f"cannot write {file}: {cause}; check the free space and the permissions there"
        ) from error
