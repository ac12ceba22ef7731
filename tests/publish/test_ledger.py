"""The ledger as a file: lines that merge, nothing lost where it is broken, one run at a time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from syndicate.publisher import State
from syndicate.publishing.ledger import (
    BrokenLedger,
    Entry,
    Ledger,
    LedgerBusy,
    Marks,
    locked,
    read_ledger,
)


def entry(number: int = 1, **fields: Any) -> Entry:
    known = Entry(
        canonical_url=f"https://small.example/blog/{number}",
        service="devto",
        account="12/mina",
        id=str(number),
        url=f"https://dev.to/mina/{number}",
        state=State.DRAFT,
        time="2026-01-02T03:04:05Z",
        marks=Marks(body="0" * 24, tool="1.0"),
    )
    return replace(known, **fields)


def written(file: Path, *entries: Entry) -> Ledger:
    ledger = read_ledger(file)
    ledger.change(add=entries)
    return ledger


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "site/.syndicate/ledger.txt"
    entries = [
        entry(1),
        entry(2, state=None, id="", url=""),
        entry(3, url="https://x.example/a b\tc"),
    ]
    written(file, *entries)
    again = read_ledger(file).entries
    assert [each.id for each in again] == ["1", "", "3"]
    assert again[0] == entries[0]
    assert again[1].is_intent
    assert again[2].url == "https://x.example/a%20b%09c"


def test_a_line_stands_for_a_copy_and_lines_are_sorted(tmp_path: Path) -> None:
    file = tmp_path / "ledger.txt"
    written(file, entry(3), entry(1), entry(2))
    lines = file.read_text("utf-8").splitlines()
    assert lines[0].startswith("# syndicate ledger 1")
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) == 4


def test_of_two_lines_that_a_merge_brought_the_latest_counts(tmp_path: Path) -> None:
    file = tmp_path / "ledger.txt"
    written(file, entry(1), entry(1, time="2026-02-02T03:04:05Z", state=State.PUBLIC))
    (only,) = read_ledger(file).entries
    assert only.state is State.PUBLIC


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("<<<<<<< HEAD", "a merge left its marks"),
        ("https://x.example/a\tdevto", "it has 2 columns"),
        ("u\tdevto\t12/m\t1\tu\tlost\t-\t-", "'lost' is no state"),
        ("u\tdevto\t12/m\t-\t-\tdraft\t-\t-", "'draft' is no state"),
        ("u\tdevto\t12/m\t1\tu\tdraft\tyesterday\t-", "'yesterday' is no time"),
        ("u\tdevto\t12/m\t1\tu\tdraft\t-\tbody=xyz", "'body=xyz' are no hashes"),
        ("-\tdevto\t12/m\t1\tu\tdraft\t-\t-", "it names no original"),
        ("# syndicate ledger 2", "a later version"),
        ("\x00\xff", "it has 1 columns"),
    ],
)
def test_a_broken_ledger_is_told_with_its_line_and_kept(
    tmp_path: Path, line: str, reason: str
) -> None:
    file = tmp_path / "ledger.txt"
    written(file, entry(1))
    text = file.read_text("utf-8") + line + "\n"
    file.write_text(text, "utf-8")
    with pytest.raises(BrokenLedger, match=re.escape(f"{file}:3: {reason}")):
        read_ledger(file)
    assert file.read_text("utf-8") == text


def test_an_empty_or_binary_ledger_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "ledger.txt"
    for data in (b"", b"\n", b"# x\n\xff\xfe\n"):
        file.write_bytes(data)
        with pytest.raises(BrokenLedger):
            read_ledger(file)


def test_one_run_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "ledger.txt"
    with locked(file), pytest.raises(LedgerBusy, match="another run"), locked(file):
        pass
    with locked(file):
        pass
