"""What the benchmark writes; how long anything takes is nobody's business here."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bench.__main__ import blog, measured
from bench.commands import BUILD, COPY, IMPORT, PARSE, Command
from bench.measure import CommandFailed, Cost, cost_of
from bench.page import page
from bench.parse_only import parse_only


def cost(cpu: float, peak: int = 10_000_000) -> Cost:
    return Cost(cpu=cpu, peak=peak)


def test_the_page_sets_each_command_beside_the_yardsticks() -> None:
    few = {BUILD: cost(6), IMPORT: cost(2), COPY: cost(0), PARSE: cost(0.5), "convert": cost(3)}
    many = {name: cost(found.cpu * 11) for name, found in few.items()}
    starts = {"python -c pass": cost(0.01), "syndicate --version": cost(0.015)}
    lines = list(page({100: few, 1000: many}, starts, rounds=1, today=date(2026, 1, 2)))
    assert "| convert | 3.00 | 10 | 0.50 | 1.50 | – | 6.00 |" in lines
    assert "| convert | 11.00 |" in lines
    assert "| `syndicate --version` | 15 | 10 | 1.50 |" in lines
    assert "- date: 2026-01-02" in "\n".join(lines)


def test_a_command_costs_what_the_system_counted(tmp_path: Path) -> None:
    words = (sys.executable, "-c", "x = bytearray(90_000_000); sum(range(2_000_000))")
    found = cost_of(words, tmp_path / "log")
    assert found.cpu > 0
    assert found.peak > 90_000_000


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    words = (
        sys.executable,
        "-c",
        "raise SystemExit('3 is no exit code of ours') if 0 else exit(3)",
    )
    with pytest.raises(CommandFailed, match="ended with 3"):
        cost_of(words, tmp_path / "log")


def test_a_second_run_finds_what_the_first_made(tmp_path: Path) -> None:
    out, log, done = (tmp_path / name for name in ("out", "log", "done"))
    done.mkdir()
    script = "import os, sys; os.makedirs(sys.argv[1]); print('made')"
    make = Command(name="make", words=(sys.executable, "-c", script, str(out)), out=out)
    look = Command(name="look", words=("ls", str(out)), out=out, is_again=True)
    found = measured([make, look], 2, log, done)
    assert set(found) == {"make", "look"}
    assert not out.exists()
    assert {each.name for each in done.iterdir()} == {"0", "1"}


@pytest.mark.parametrize("engine", ["docusaurus", "hugo", "jekyll"])
def test_the_blogs_are_the_same_each_time_and_are_read_in_full(tmp_path: Path, engine: str) -> None:
    first, second = (blog(tmp_path / name, engine, 12) for name in "ab")
    files = [path.relative_to(first) for path in sorted(first.rglob("*")) if path.is_file()]
    assert all((first / path).read_bytes() == (second / path).read_bytes() for path in files)
    assert parse_only(first) >= 12
    words = [sys.executable, "-m", "syndicate", "list", str(first), "--json"]
    listed = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert len(re.findall(r'"source"', listed)) == 12
