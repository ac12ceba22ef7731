"""What the tool has to say about the user's documents: codes, places, severities, exit codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import IntEnum, StrEnum
from typing import Final

PLACES: Final = 3
"""How many places of one code people are shown."""

SCREEN: Final = 30
"""How many lines of places fit a screen beside the summary."""


class SyndicateError(Exception):
    """We are unable to go on; the message names the thing, the cause and the next step."""


class UsageError(SyndicateError):
    """What the user asked for makes no sense: an unknown adapter, a bad option."""


class Severity(StrEnum):
    """How much a reader of the result would notice."""

    ERROR = "error"  # the result is worse than the source: a URL changes, an asset is lost
    LOSS = "loss"  # meaning or look was given up
    NOTE = "note"  # said otherwise, nothing lost; or broken in the source already


class ExitCode(IntEnum):
    """What the command line gives back to the shell."""

    DONE = 0
    ERRORS = 1  # done, but with errors (with --strict also losses)
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding: `meaning` says what happened, `remedy` what the user can do."""

    name: str
    severity: Severity
    meaning: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Diagnostic:
    """One finding at one place; `line` and `column` count from 1 in the user's file."""

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        text = f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message}"
        return f"{printable(text)} [{self.code}]"

    def as_json(self) -> dict[str, str | int]:
        """The keys `path`, `line`, `column`, `severity`, `code`, `message`."""
        return {**asdict(self), "severity": self.severity.value}


Report = Callable[[Diagnostic], None]
"""Where findings go; usually the `append` of a list."""


def printable(text: str) -> str:
    """`text` without control characters, so that a title cannot drive the user's terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def in_order(*findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All of several findings by their places, each once."""
    return tuple(sorted({each for found in findings for each in found}))


def exit_code(diagnostics: Iterable[Diagnostic], *, is_strict: bool = False) -> ExitCode:
    """`ERRORS` if anything is an error (under `is_strict` a loss too), else `DONE`."""
    bad = {Severity.ERROR, Severity.LOSS} if is_strict else {Severity.ERROR}
    return ExitCode.ERRORS if any(d.severity in bad for d in diagnostics) else ExitCode.DONE


def is_source_note(found: Diagnostic) -> bool:
    """Whether `found` was broken in the source already; such notes are counted apart."""
    return found.severity is Severity.NOTE and found.code.startswith("source-")


def counts_of(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many `errors`, `losses`, `notes` and `source_notes` there are."""
    counts = Counter(
        "source" if is_source_note(found) else found.severity.value for found in diagnostics
    )
    return {
        "errors": counts[Severity.ERROR.value],
        "losses": counts[Severity.LOSS.value],
        "notes": counts[Severity.NOTE.value],
        "source_notes": counts["source"],
    }


def shown_diagnostics(
    diagnostics: Iterable[Diagnostic],
    *,
    is_verbose: bool = False,
    line_of: Callable[[Diagnostic], str] = str,
) -> Iterator[str]:
    """Lines for people: of each code the first places, then how many more there are.

    Of many codes fewer places are shown, so that all of it fits a screen; of errors always as many.
    """
    found = [*diagnostics]
    totals = Counter(each.code for each in found)
    limits = dict.fromkeys(totals, len(found)) if is_verbose else _limits(found, totals)
    seen: Counter[str] = Counter()
    for each in found:
        seen[each.code] += 1
        if seen[each.code] <= limits[each.code]:
            yield line_of(each)
    more = [
        f"{total - limits[code]:,} more [{code}]"
        for code, total in totals.items()
        if total > limits[code]
    ]
    yield from _filled("… and ", more)


def _limits(found: Iterable[Diagnostic], totals: Mapping[str, int]) -> dict[str, int]:
    """How many places of each code are shown."""
    errors = {each.code for each in found if each.severity is Severity.ERROR}
    limits: dict[str, int] = {}
    for places in range(PLACES, 0, -1):
        limits = {code: PLACES if code in errors else places for code in totals}
        if sum(min(total, limits[code]) for code, total in totals.items()) <= SCREEN:
            break
    return limits


def _filled(start: str, parts: Iterable[str], width: int = 100) -> Iterator[str]:
    """The parts with commas between them, as many to a line as fit."""
    line = ""
    for part in parts:
        if line and len(line) + len(part) + 2 > width:
            yield line
            line = ""
        line = f"{line}, {part}" if line else f"{start}{part}"
    if line:
        yield line


_DRIVING: Final = {
    code: f"\\u{code:04x}"
    for code in (*range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))
}
"""Control characters that JSON allows in a string, and those that turn the direction of a line."""


def json_bytes(value: object) -> bytes:
    """`value` as JSON in UTF-8; what UTF-8 cannot say, and what would drive a terminal, is escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return f"{text.translate(_DRIVING)}\n".encode("utf-8", "backslashreplace")


def catalogue_of(*tables: Iterable[Code]) -> Mapping[str, Code]:
    """The codes of several tables by name. Raises SyndicateError where two define one name."""
    found: dict[str, Code] = {}
    for code in (code for table in tables for code in table):
        if found.setdefault(code.name, code) != code:
            raise SyndicateError(f"the diagnostic code {code.name!r} is defined twice")
    return found
