"""The figures of one run as a Markdown page."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from bench.commands import BUILD, COPY, IMPORT, PARSE, YARDSTICKS
from bench.measure import Cost

Figures = Mapping[str, Cost]
"""Costs by the name of the command."""

_HEAD: Final = """\
# What it costs

`make bench` writes this page. It makes blogs of generated posts, the same posts for each engine
(`bench/make_blog.py`; half of them are longer than 5 KB, some 60 KB, and two of three show a picture),
runs each command in turn, and notes the processor time (user and system) and the highest memory that
the operating system counted. Figures are medians of {rounds}. Only the ratios say something: all
commands ran in turn on one machine, and the machine had other work too.

- date: {day}
- machine: {machine}
- syndicate {syndicate}, Python {python}, Hugo {hugo}

Yardsticks: Hugo building the Hugo blog with a minimal theme; `hugo import jekyll` and `cp -r` on the
Jekyll blog; a script that does nothing but read each post, its header as YAML and its text with the
Markdown parser that we use.
"""


def page(
    by_size: Mapping[int, Figures], starts: Figures, *, rounds: int, today: date
) -> Iterator[str]:
    """The lines of the page. by_size: figures by number of posts."""
    yield _HEAD.format(
        rounds=f"{rounds} runs" if rounds > 1 else "one run",
        day=today,
        machine=machine(),
        syndicate=version("blog-syndicate"),
        python=platform.python_version(),
        hugo=version("hugo"),
    )
    for size, figures in by_size.items():
        yield f"## {size:,} posts"
        yield ""
        yield from table(figures)
        yield ""
    if len(by_size) > 1:
        yield from growth(by_size)
    yield "## Starting"
    yield ""
    yield from start_table(starts)


def table(figures: Figures) -> Iterator[str]:
    """A row for each command: what it costs, and how many times what the yardsticks cost."""
    names = ("command", "CPU s", "peak MB", *(f"/ {name}" for name in (BUILD, IMPORT, COPY, PARSE)))
    yield f"| {' | '.join(names)} |"
    yield "|---" + "|---:" * (len(names) - 1) + "|"
    for name, cost in figures.items():
        ratios = (_ratio(cost.cpu, figures[other].cpu) for other in YARDSTICKS)
        yield f"| {name} | {cost.cpu:.2f} | {cost.peak / 1e6:,.0f} | {' | '.join(ratios)} |"


def growth(by_size: Mapping[int, Figures]) -> Iterator[str]:
    """How much more the largest blog costs than the smallest."""
    least, most = min(by_size), max(by_size)
    yield f"## {most:,} posts beside {least:,}"
    yield ""
    yield f"{most / least:g} times the posts:"
    yield ""
    yield "| command | times the CPU |"
    yield "|---|---:|"
    for name, cost in by_size[most].items():
        yield f"| {name} | {_ratio(cost.cpu, by_size[least][name].cpu)} |"
    yield ""


def start_table(starts: Figures) -> Iterator[str]:
    """What it costs to begin, each of ours beside the one named before it."""
    yield "| command | CPU ms | peak MB | times the one above |"
    yield "|---|---:|---:|---:|"
    above: Cost | None = None
    for name, cost in starts.items():
        is_ours = name.startswith("syndicate") and above is not None
        times = _ratio(cost.cpu, above.cpu) if is_ours and above is not None else ""
        yield f"| `{name}` | {cost.cpu * 1000:.0f} | {cost.peak / 1e6:.0f} | {times} |"
        above = cost


def _ratio(cost: float, other: float) -> str:
    return f"{cost / other:.2f}" if other else "–"


def machine() -> str:
    """The processor, how many of them, and the system."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = (line.partition(":") for line in info.read_text().splitlines())
        name = next((value.strip() for key, _, value in lines if key.strip() == "model name"), name)
    return f"{name}, {os.cpu_count()} processors, {platform.system()} ({sys.platform})"
