"""The text of one file, with the offsets, newlines and bytes needed to write it back unchanged."""

from __future__ import annotations

import codecs
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from syndicate.diagnostics import Code, Diagnostic, SyndicateError
from syndicate.source.content import content_held, content_of
from syndicate.source.temporary import temporary_beside

BOM = "\ufeff"
INVALID = "\ufffd"

LARGEST: Final = 16 * 2**20
"""Bytes of a file; reading Markdown takes a hundred times as much memory where it is hostile."""

_LINE_END = re.compile(r"\r\n?|\n")
_MARK = "\udcff"  # no UTF-8 decodes to a lone surrogate, so it comes from our handler


class UnreadableSource(SyndicateError):
    """A file of the site cannot be read."""


class UnwritableTarget(SyndicateError):
    """A file cannot be written."""


class Span(NamedTuple):
    """Characters from `start` up to, not including, `end`."""

    start: int
    end: int


def skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The end of what `pattern` matches at `at`; `at` where it does not match."""
    found = pattern.match(text, at)
    return found.end() if found else at


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file, decoded. `text` has no byte order mark and keeps its newlines.

    path: posix, relative to the root of the site; for messages.
    replaced: the offsets of each U+FFFD that stands for bytes that were not valid UTF-8.
    origin: of text that was made from files (by a template): the file and the place a character comes from.
    carried: the stretches of such a text that stand so in the file that it was made for, in order.
    """

    path: str
    text: str
    has_bom: bool = False
    replaced: tuple[int, ...] = ()
    origin: Callable[[int], tuple[SourceText, int]] | None = field(
        default=None, repr=False, compare=False
    )
    carried: tuple[Span, ...] = field(default=(), repr=False, compare=False)
    _starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def newline(self) -> str:
        r"""The first line ending of the file: "\n", "\r\n" or "\r"; "\n" if it has none."""
        text = self.text
        feed = text.find("\n")
        at = text.find("\r", 0, feed if feed >= 0 else len(text))
        if at < 0:
            return "\n"
        return "\r\n" if feed == at + 1 else "\r"

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1; an offset past the end is the end."""
        starts = self._starts
        if not starts:
            starts.append(0)
            starts.extend(found.end() for found in _LINE_END.finditer(self.text))
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def diagnostic(self, offset: int, code: Code, message: str) -> Diagnostic:
        """A finding at a character of this file, or of the one it comes from."""
        if self.origin is not None:
            source, place = self.origin(offset)
            return source.diagnostic(place, code, message)
        line, column = self.position(offset)
        return Diagnostic(
            path=self.path,
            line=line,
            column=column,
            severity=code.severity,
            code=code.name,
            message=message,
        )

    def encoded(self) -> bytes:
        """The bytes of the file, with its byte order mark; what was invalid stays replaced."""
        return ((BOM if self.has_bom else "") + self.text).encode("utf-8")


def _mark_invalid(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return _MARK, error.end
    raise error


codecs.register_error("syndicate.invalid", _mark_invalid)


def decode_source(data: bytes, path: str) -> SourceText:
    """The text in `data`; each maximal invalid sequence becomes one U+FFFD, as Node and Go do.

    Source: WHATWG Encoding, "UTF-8 decode"; Python's own `errors="replace"` agrees.
    """
    has_bom = data.startswith(codecs.BOM_UTF8)
    data = data[len(codecs.BOM_UTF8) :] if has_bom else data
    text = data.decode("utf-8", "syndicate.invalid")
    if _MARK not in text:
        return SourceText(path, text, has_bom)
    replaced = tuple(found.start() for found in re.finditer(_MARK, text))
    return SourceText(path, text.replace(_MARK, INVALID), has_bom, replaced)


def read_source(file: Path, path: str) -> SourceText:
    """The text of `file`, called `path` in messages.

    Raises UnreadableSource where the file cannot be opened or read, or is larger than LARGEST.
    """
    try:
        data = content_held(file)
        if data is None:
            data = content_of(file, LARGEST + 1)
    except OSError as error:
        cause = error.strerror or str(error)
        raise UnreadableSource(
            f"cannot read {path}: {cause}; check that it is a file you may read, or exclude it"
        ) from error
    if len(data) > LARGEST:
        raise UnreadableSource(
            f"cannot read {path}: it holds more than {LARGEST >> 20} MB, as no post does; exclude it"
        )
    return decode_source(data, path)


def utf8_bytes(text: str) -> bytes:
    """`text` in UTF-8. Raises SyndicateError where it holds half of a character."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        letter = text[error.start]
        raise SyndicateError(
            f"the text holds {letter!r}, half of a character, which UTF-8 cannot say; "
            "correct the escape in the header, or the name of the file"
        ) from error


def write_atomically(file: Path | str, data: bytes, *, is_lasting: bool = False) -> os.stat_result:
    """Makes `file` hold `data`, or leaves what was there; parents are created. Gives what the file is now.

    A file that exists keeps its permissions; a symbolic link is replaced, not followed.
    is_lasting: the data is on the disk before the name is, so that no power cut leaves an empty file.
    Raises UnwritableTarget.
    """
    return write_in_parts(file, (data,), is_lasting=is_lasting)


def write_in_parts(
    file: Path | str, parts: Iterable[bytes], *, is_lasting: bool = False
) -> os.stat_result:
    """As `write_atomically`; no more than a part of the file is held in memory."""
    temporary = temporary_beside(file)
    try:
        try:
            found = write_new(temporary, parts, _mode(file), is_lasting=is_lasting)
            os.replace(temporary, file)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
    except OSError as error:
        cause = error.strerror or str(error)
        raise UnwritableTarget(
            f"cannot write {file}: {cause}; check the free space and the permissions there"
        ) from error
    return found


def make_parents(file: str) -> None:
    """Creates the folders that `file` is to lie in, thousands in each other too: `os.makedirs` calls itself for each.

    Raises OSError.
    """
    missing: list[str] = []
    folder = os.path.dirname(file)
    while folder and not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for each in reversed(missing):
        try:
            os.mkdir(each)
        except FileExistsError:  # another process was quicker, or it is no folder
            if not os.path.isdir(each):
                raise


def _mode(file: Path | str) -> int | None:
    """The permission bits of a regular file that is there already."""
    try:
        found = os.lstat(file)
    except FileNotFoundError:
        return None
    return None if stat.S_ISLNK(found.st_mode) else found.st_mode & 0o777


def write_new(
    file: str, parts: Iterable[bytes], mode: int | None = None, *, is_lasting: bool = False
) -> os.stat_result:
    """Makes a file that was not there. mode: other permission bits than the user's umask gives. Raises OSError."""
    try:
        handle = _opened(file)
    except FileNotFoundError:  # seldom: most folders have a file already
        make_parents(file)
        handle = _opened(file)
    try:
        for piece in _pieces(parts):
            _write(handle, piece)
        if is_lasting:
            os.fsync(handle)
        found = os.fstat(handle)
    finally:
        os.close(handle)
    if mode is not None:
        os.chmod(file, mode)
    return found


_PIECE: Final = 1 << 16
"""Bytes that are written at once, where parts are smaller."""


def _pieces(parts: Iterable[bytes]) -> Iterable[bytes]:
    """The same bytes in fewer parts: each is a call to the system."""
    if isinstance(parts, tuple):
        return parts
    return _gathered(parts)


def _gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    held, size = list[bytes](), 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _write(handle: int, data: bytes) -> None:
    written = os.write(handle, data)
    while written < len(data):  # a full disk takes a part, and refuses the rest
        written += os.write(handle, memoryview(data)[written:])


def _opened(file: str) -> int:
    # 0o666 lets the user's umask decide, which mkstemp would not.
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
