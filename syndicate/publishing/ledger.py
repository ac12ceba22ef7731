"""What was published where: a text file in the site, made to be committed and merged line by line.

`.syndicate/ledger.txt`, one line for each copy, its columns separated by tabs: canonical URL, service, account, id,
address of the copy, state, time, and hashes. A line without an id is an intent: a request that was about to be sent.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from syndicate.diagnostics import SyndicateError, UsageError
from syndicate.publisher import Account, State
from syndicate.source.temporary import sweep_beside
from syndicate.source.text import UnreadableSource, UnwritableTarget, write_atomically
from syndicate.web.urls import page_key

NAME: Final = ".syndicate/ledger.txt"

_HEAD: Final = "# syndicate ledger 1: what was published where; commit it with the site"
_VERSION: Final = re.compile(r"# syndicate ledger 1\b")
_COLUMNS: Final = 8
_NOTHING: Final = "-"
_INTENT: Final = "intent"
_MARKS: Final = ("body", "sent", "source", "tool")
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PLAIN: Final = re.compile(r"[!-~]*")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DIGEST: Final = re.compile(r"[0-9a-f]{24}")
_MERGE: Final = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class BrokenLedger(SyndicateError):
    """The ledger cannot be understood; nobody may write over it."""


class LedgerBusy(SyndicateError):
    """Another run has the ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Hashes of what was sent, "" where nobody knows: the text, all fields, the post's file; and our version then."""

    body: str = ""
    sent: str = ""
    source: str = ""
    tool: str = ""

    def __str__(self) -> str:
        said = ((name, getattr(self, name)) for name in _MARKS)
        return " ".join(f"{name}={_safe(value)}" for name, value in said if value) or _NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. id: of the copy, "" for an intent; account: id and name of the account, as "12/mina".

    state: None for an intent. time: of the request, in UTC. line: in the file, 0 for a new one.
    """

    canonical_url: str
    service: str
    account: str
    id: str = ""
    url: str = ""
    state: State | None = None
    time: str = ""
    marks: Marks = field(default_factory=Marks)
    line: int = field(default=0, compare=False)

    @property
    def is_intent(self) -> bool:
        """Whether nobody has noted yet what came of the request."""
        return self.state is None

    @property
    def account_id(self) -> str:
        """The part of the account that does not change."""
        return self.account.partition("/")[0]

    def __str__(self) -> str:
        state = _INTENT if self.state is None else self.state.value
        columns = (self.canonical_url, self.service, self.account, self.id, self.url, state)
        told = (_safe(text) or _NOTHING for text in columns)
        return "\t".join((*told, self.time or _NOTHING, str(self.marks)))


def ledger_of(root: Path) -> Path:
    """Where the ledger of a site lies. Raises UsageError where a link there could lead anywhere."""
    file = root / NAME
    for place in (file.parent, file, file.with_suffix(".lock")):
        if place.is_symlink():
            raise UsageError(
                f"{place} is a symbolic link, which may lead out of the site; put a folder or a file in its place, "
                "or name the ledger with --ledger"
            )
    return file


def account_text(account: Account) -> str:
    """An account as the ledger names it."""
    return f"{account.id}/{account.name}"


@lru_cache(maxsize=1 << 16)
def key_of(url: str) -> str:
    """What two addresses of one original have in common, whether they say http or https."""
    return page_key(url).partition("://")[2] or page_key(url)


def digest(text: str) -> str:
    """A short hash."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def body_digest(text: str) -> str:
    """The hash of a text; newlines and blanks at its end do not count, a service may change them."""
    return digest(re.sub(r"\r\n?", "\n", text).rstrip())


def time_text(moment: datetime) -> str:
    """A moment as the ledger writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _safe(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _UNSAFE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The lines of one ledger. was_there: the file existed when it was read."""

    file: Path
    entries: list[Entry]
    was_there: bool
    is_dry: bool = False

    def settled(self, service: str, account_id: str) -> list[Entry]:
        """The copies on an account."""
        return [e for e in self._of(service, account_id) if not e.is_intent]

    def intents(self, service: str, account_id: str) -> list[Entry]:
        """The requests to an account of which nobody knows what came of them."""
        return [e for e in self._of(service, account_id) if e.is_intent]

    def _of(self, service: str, account_id: str) -> list[Entry]:
        return [e for e in self.entries if (e.service, e.account_id) == (service, account_id)]

    def accounts(self, service: str) -> set[str]:
        """The accounts that have copies there, as "12/mina"."""
        return {entry.account for entry in self.entries if entry.service == service}

    def add(self, entry: Entry) -> None:
        """Puts a line in, on the disk too. Raises UnwritableTarget."""
        self.change(add=(entry,))

    def change(self, *, drop: Iterable[Entry] = (), add: Iterable[Entry] = ()) -> None:
        """Takes lines out and puts lines in, on the disk in one step. Raises UnwritableTarget."""
        gone, new = set(drop), list(add)
        entries = [entry for entry in self.entries if entry not in gone and entry not in new]
        self._write([*entries, *new])
        self.entries = [*entries, *new]

    def _write(self, entries: list[Entry]) -> None:
        if self.is_dry:
            return
        lines = sorted({str(entry) for entry in entries})
        sweep_beside((self.file,))
        data = "\n".join((_HEAD, *lines, "")).encode()
        write_atomically(self.file, data, is_lasting=True)
        _make_lasting(self.file.parent)
        self.was_there = True


def _make_lasting(folder: Path) -> None:
    """Has the disk keep what was renamed there, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def read_ledger(file: Path, *, is_dry: bool = False) -> Ledger:
    """The ledger in `file`; an empty one where there is no file. Raises BrokenLedger and UnreadableSource."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Ledger(file=file, entries=[], was_there=False, is_dry=is_dry)
    except OSError as error:
        raise UnreadableSource(
            f"cannot read {file}: {error.strerror or error}; check that it is a file you may read"
        ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _broken(file, data.count(b"\n", 0, error.start) + 1, "it is no UTF-8") from None
    lines = re.split(r"\r\n?|\n", text)
    if not text.strip():
        raise _broken(file, 1, "it is empty")
    entries = [
        _entry(file, number, line)
        for number, line in enumerate(lines, 1)
        if line.strip() and not _is_comment(file, number, line)
    ]
    return Ledger(file=file, entries=_newest(entries), was_there=True, is_dry=is_dry)


def _is_comment(file: Path, number: int, line: str) -> bool:
    if line.startswith("# syndicate ledger ") and not _VERSION.match(line):
        raise _broken(file, number, "a later version of syndicate wrote it; use that one")
    if line.startswith(_MERGE):
        raise _broken(file, number, "a merge left its marks; keep the lines of both sides")
    return line.startswith("#")


def _entry(file: Path, number: int, line: str) -> Entry:
    columns = [("" if text == _NOTHING else text) for text in line.split("\t")]
    if len(columns) != _COLUMNS:
        raise _broken(file, number, f"it has {len(columns)} columns, and a line has {_COLUMNS}")
    canonical, service, account, id_, url, state, time, marks = columns
    if not (canonical and service and account):
        raise _broken(file, number, "it names no original, no service or no account")
    if state != _INTENT and (state not in tuple(State) or not id_):
        raise _broken(file, number, f"{state!r} is no state of a copy")
    if time and not _TIME.fullmatch(time):
        raise _broken(file, number, f"{time!r} is no time")
    return Entry(
        canonical_url=canonical,
        service=service,
        account=account,
        id=id_,
        url=url,
        state=None if state == _INTENT else State(state),
        time=time,
        marks=_marks(file, number, marks),
        line=number,
    )


def _marks(file: Path, number: int, text: str) -> Marks:
    found = dict(part.partition("=")[::2] for part in text.split())
    if not found.keys() <= set(_MARKS):
        raise _broken(file, number, f"{text!r} are no hashes")
    hashes = (value for name, value in found.items() if name != "tool")
    if not all(_DIGEST.fullmatch(value) for value in hashes):
        raise _broken(file, number, f"{text!r} are no hashes")
    return Marks(**found)


def _broken(file: Path, number: int, reason: str) -> BrokenLedger:
    return BrokenLedger(
        f"{file}:{number}: {reason}. Nothing was sent, and the file is as it was: correct the line, or move the file "
        "away and run `syndicate reconcile`, which makes it anew from the service"
    )


def _newest(entries: list[Entry]) -> list[Entry]:
    """The lines without those of the same copy that a merge brought along: the latest of them counts."""
    kept: dict[tuple[str, ...], Entry] = {}
    for entry in sorted(entries, key=lambda e: e.time):
        kept[_identity(entry)] = entry
    return sorted(kept.values(), key=lambda e: e.line)


def _identity(entry: Entry) -> tuple[str, ...]:
    if entry.is_intent:
        return (entry.service, entry.account_id, entry.id, key_of(entry.canonical_url), "intent")
    return (entry.service, entry.account_id, entry.id)


def moved(entry: Entry, canonical_url: str) -> Entry:
    """The line for an original whose address is now spelled otherwise."""
    return (
        entry
        if entry.canonical_url == canonical_url
        else replace(entry, canonical_url=canonical_url)
    )


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keeps a second run away from the ledger while the first works. Raises LedgerBusy, UnwritableTarget.

    The lock goes with the process, however that ends.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(file.with_suffix(".lock"), timeout=0)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise LedgerBusy(
            f"another run works with {file}; wait until it has ended, then run the command again"
        ) from None
    except OSError as error:
        raise UnwritableTarget(
            f"cannot write {lock.lock_file}: {error.strerror or error}; check the free space and the permissions there"
        ) from error
    try:
        yield
    finally:
        lock.release()
