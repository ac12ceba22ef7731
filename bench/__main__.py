"""Measures everything and writes the page: `make bench`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.commands import ENGINES, Command, ours, starts, yardsticks
from bench.measure import Cost, cost_of, median_of
from bench.page import page

STARTS: Final = 10
"""Times as many runs of the commands that only begin: they are over in no time."""


def main(arguments: list[str]) -> None:
    """Measures what `arguments` name; progress goes to stderr."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=[1_000, 10_000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command")
    parser.add_argument("--work", type=Path, default=Path("build/bench"), help="blogs and results")
    parser.add_argument("--page", type=Path, default=Path("docs/performance.md"))
    given = parser.parse_args(arguments)
    given.work.mkdir(parents=True, exist_ok=True)
    log = given.work / "log" / "log.txt"  # a file beside a blog is one that its readers may ask for
    log.parent.mkdir(exist_ok=True)
    out = given.work / "out"
    by_size: dict[int, dict[str, Cost]] = {}
    with TemporaryDirectory(dir=given.work, prefix="done-") as name:
        done = Path(name)
        for size in given.posts:
            blogs = {engine: blog(given.work, engine, size) for engine in ENGINES}
            commands = [*yardsticks(blogs, out), *ours(blogs, out)]
            by_size[size] = measured(commands, given.rounds, log, done)
        begun = measured(starts(out), given.rounds * STARTS, log, done)
    lines = page(by_size, begun, rounds=given.rounds, today=date.today())
    given.page.write_text("\n".join(lines) + "\n")


def blog(work: Path, engine: str, size: int) -> Path:
    """The blog of that size, made if it is not there; the same bytes each time."""
    place = work / f"{engine}-{size}"
    if not place.exists():
        maker = Path(__file__).with_name("make_blog.py")
        words = [sys.executable, str(maker), str(size), "--engine", engine, str(place)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return place


def measured(commands: Iterable[Command], rounds: int, log: Path, done: Path) -> dict[str, Cost]:
    """The cost of each command, by its name; in each round all of them run once.

    What they made is put aside in `done`, and removed when all is over: for minutes after thousands of files are
    removed, a file system may pass over their places one by one, which makes new files several times as dear.
    """
    chosen = tuple(commands)
    costs: dict[str, list[Cost]] = {command.name: [] for command in chosen}
    for number in range(rounds):
        for command in chosen:
            if not command.is_again:
                put_aside(command.out, done)
            cost = cost_of(command.words, log)
            costs[command.name].append(cost)
            sys.stderr.write(f"{number + 1}/{rounds} {command.name}: {cost.cpu:.2f} s\n")
    for command in chosen:
        put_aside(command.out, done)
    return {name: median_of(found) for name, found in costs.items()}


def put_aside(made: Path, done: Path) -> None:
    """Moves what a command made into a folder, under the next number."""
    if made.exists():
        made.rename(done / str(len(os.listdir(done))))


if __name__ == "__main__":
    main(sys.argv[1:])
