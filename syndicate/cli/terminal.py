"""Data on stdout, everything else on stderr; colours and progress where a person looks on."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TextIO

from syndicate.diagnostics import Diagnostic, Severity, printable

_COLOURS: Final = {Severity.ERROR: "31;1", Severity.LOSS: "33", Severity.NOTE: "36"}
_PAUSE: Final = 0.1  # seconds between two signs of progress


class ReaderGone(Exception):
    """Nobody reads stdout any more (`syndicate list | head`): there is nothing left to do."""


def put(data: str | bytes) -> None:
    """Writes data to stdout; where that is a terminal, without what would drive it.

    Raises ReaderGone where it was closed, UnwritableTarget.
    """
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "backslashreplace")
    if sys.stdout.isatty():
        raw = _inert(raw.decode("utf-8", "backslashreplace")).encode()
    try:
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(raw)
        else:
            sys.stdout.write(raw.decode())
        sys.stdout.flush()
    except BrokenPipeError as error:
        _silence(sys.stdout)
        raise ReaderGone from error
    except OSError as error:
        from syndicate.source.text import UnwritableTarget

        _silence(sys.stdout)
        raise UnwritableTarget(
            f"cannot write to standard output: {error.strerror or error}; check the free space there"
        ) from error


def put_lines(lines: Iterable[str]) -> None:
    """Writes lines for people to stdout, control characters escaped. Raises ReaderGone where it was closed."""
    put("".join(f"{printable(line)}\n" for line in lines))


def _inert(text: str) -> str:
    lines = text.split("\n")
    return "\n".join("\t".join(map(printable, line.split("\t"))) for line in lines)


def say(text: str) -> None:
    """Writes lines to stderr, control characters escaped; goes on without where that was closed."""
    _say(_inert(text))


def _say(line: str) -> None:
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except BrokenPipeError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Sends what is still to come to nowhere: Python would complain of it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def is_coloured() -> bool:
    """Whether stderr is a terminal that shows colours, and the user did not forbid them."""
    return (
        sys.stderr.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "dumb") != "dumb"
    )


def shown(found: Diagnostic) -> str:
    """A finding as a line, its severity in colour where that helps."""
    line = str(found)
    if not is_coloured():
        return line
    place = printable(f"{found.path}:{found.line}:{found.column}: ")
    word = found.severity.value
    rest = line[len(place) + len(word) :]
    return f"{place}\x1b[{_COLOURS[found.severity]}m{word}\x1b[0m{rest}"


def say_all(lines: Iterable[str]) -> None:
    """Writes lines to stderr, control characters escaped."""
    for line in lines:
        say(line)


def say_found(lines: Iterable[str]) -> None:
    """Writes findings to stderr, as `shown` gives them."""
    for line in lines:
        _say(line)


@dataclass(slots=True)
class ProgressLine:
    """How far a run has come, on one line that is rewritten; silent where stderr is no terminal."""

    what: str
    is_shown: bool = field(default_factory=lambda: sys.stderr.isatty())
    _next: float = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self.is_shown and now >= self._next:
            self._next = now + _PAUSE
            sys.stderr.write(f"\r{self.what} {done:,} of {total:,} ")
            sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away."""
        if self.is_shown and self._next:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
