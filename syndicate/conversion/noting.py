"""What a run notes when it has ended, so that the next one can tell that nothing changed: see `standstill`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from syndicate.adapter import GROUP
from syndicate.conversion.manifest import FileRecord
from syndicate.conversion.plan import Plan
from syndicate.conversion.report import summary_of
from syndicate.conversion.results import Result
from syndicate.conversion.sight import hashes_of
from syndicate.conversion.standstill import CACHE, FORMAT, NAME, Seen, asked, look_at_output
from syndicate.source.text import UnwritableTarget, write_atomically, write_in_parts

_BUILT: Final = (
    ".docusaurus .hugo_build.lock .jekyll-cache .sass-cache _site build public resources".split()
)
"""What engines write into the folder of a site when they build it; nobody reads it there."""


def note(seen: Seen, plan: Plan, result: Result, files: Mapping[str, FileRecord]) -> None:
    """Notes what a run depended on that left everything as the next one would; nothing where that cannot be told.

    files: those of ours, as they were when they were written.
    """
    until = plan.site.valid_until
    if until is None:
        return
    out = seen.request.out
    stamps = {path: record.stamp for path, record in files.items()}
    tops = {path.partition("/")[0] for path in files}
    built = [name for name in _BUILT if name not in tops]
    modules = _modules(plan)
    _open_cache(out)
    sight = look_at_output(out, built, stamps)
    if sight is None:
        return
    still = replace(
        result, written=(), removed=(), unchanged=len(result.written) + result.unchanged
    )
    head = {
        "format": FORMAT,
        "site": seen.site.digest,
        "asked": asked(seen.request, modules),
        "modules": modules,
        "out": sight.digest,
        "built": built,
        "young": {"site": seen.young, "out": hashes_of(out, sight.young, stamps)},
        "until_ns": int(until.timestamp()) * 1_000_000_000,
        "root": os.path.relpath(plan.site.root, seen.request.site),
        "figures": summary_of(plan, still),
        "advice": still.advice,
        "is_one_post": plan.site.is_one_post,
    }
    try:
        write_in_parts(out / CACHE / NAME, _lines(head, still))
    except UnwritableTarget:
        return  # the next run reads the site


def _open_cache(out: Path) -> None:
    """Makes the folder of notes, which version control leaves alone."""
    mark = out / CACHE / ".gitignore"
    if not mark.exists():
        try:
            write_atomically(mark, b"*\n")
        except UnwritableTarget:
            return


def _lines(head: Mapping[str, object], result: Result) -> Iterator[bytes]:
    yield json.dumps(head).encode() + b"\n"
    yield from _list(found.as_json() for found in result.diagnostics)
    yield from _list(post.as_json() for post in result.posts)


def _list(items: Iterator[object]) -> Iterator[bytes]:
    """A JSON list on one line, in pieces."""
    before = b"["
    for item in items:
        yield before + json.dumps(item).encode()
        before = b","
    yield b"[]\n" if before == b"[" else b"]\n"


def _modules(plan: Plan) -> list[str]:
    """The packages whose code read the site and wrote it."""
    names = {plan.site.engine, plan.target.name}
    points = (point for point in entry_points(group=GROUP) if point.name in names)
    return sorted({"syndicate", *(point.module.partition(".")[0] for point in points)})
