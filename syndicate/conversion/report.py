"""What a run did, told to people and to programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.diagnostics import Diagnostic, counts_of, json_bytes, printable
from syndicate.source.temporary import sweep_beside
from syndicate.source.text import write_atomically

if TYPE_CHECKING:
    from syndicate.conversion.plan import Plan
    from syndicate.conversion.results import PostResult, Result, TextResult
    from syndicate.model import Post


def summary_of(plan: Plan, result: Result) -> dict[str, str | int]:
    """The figures of a run; bytes are those of bodies, in UTF-8."""
    return {
        "from": plan.site.engine,
        "to": plan.target.name,
        **_figures(result.posts),
        "files_written": len(result.written),
        "files_unchanged": result.unchanged,
        "files_removed": len(result.removed),
        **counts_of(result.diagnostics),
    }


def _figures(posts: Sequence[PostResult]) -> dict[str, int]:
    kept = Counter(post.is_kept for post in posts)
    return {
        "posts": len(posts),
        "posts_failed": sum(post.target is None for post in posts),
        "urls": kept[True] + kept[False],
        "urls_kept": kept[True],
        "bytes": sum(post.body_bytes for post in posts),
        "bytes_kept": sum(post.kept_bytes for post in posts),
    }


def write_report(file: Path, plan: Plan, result: Result) -> None:
    """Writes the report on a run for programs. Raises UnwritableTarget."""
    posts = (post.as_json() for post in result.posts)
    write_figures(file, summary_of(plan, result), posts, result.diagnostics)


def write_text_report(file: Path, result: TextResult) -> None:
    """Writes the report on one post that was converted to text. Raises UnwritableTarget."""
    summary = {**_figures([result.post]), **counts_of(result.diagnostics)}
    write_figures(file, summary, [result.post.as_json()], result.diagnostics)


def write_reading_report(
    file: Path, posts: Iterable[Post], diagnostics: Sequence[Diagnostic]
) -> None:
    """Writes the report on a site that was only read. Raises UnwritableTarget."""
    from syndicate.conversion.results import PostResult

    listed = [PostResult(source=post.source, target=None, url=post.url).as_json() for post in posts]
    write_figures(file, {"posts": len(listed), **counts_of(diagnostics)}, listed, diagnostics)


def write_figures(
    file: Path,
    summary: Mapping[str, str | int],
    posts: Iterable[Mapping[str, str | int | None]],
    diagnostics: Iterable[Diagnostic],
) -> None:
    """Writes a report. Raises UnwritableTarget."""
    report = {
        "summary": summary,
        "posts": list(posts),
        "diagnostics": [found.as_json() for found in diagnostics],
    }
    sweep_beside((file,))
    write_atomically(file, json_bytes(report))


def summary_lines(plan: Plan, result: Result) -> Iterator[str]:
    """Lines for people: posts, addresses, bytes, files, findings, and what to do next."""
    figures = summary_of(plan, result)
    return lines_of(figures, plan.out, result.advice, is_dry=result.is_dry)


def lines_of(
    figures: Mapping[str, str | int], out: Path, advice: Iterable[str], *, is_dry: bool = False
) -> Iterator[str]:
    """The same from the figures of a run."""
    number = {name: value for name, value in figures.items() if isinstance(value, int)}
    would = "would be " if is_dry else ""
    yield (
        f"{_count(number['posts'], 'post')} from {figures['from']} {would}converted "
        f"to {figures['to']} in {printable(str(out))}"
    )
    if number["posts_failed"]:
        yield f"  failed      {_count(number['posts_failed'], 'post')}; see the errors above"
    if number["urls"]:
        yield f"  URLs        {number['urls_kept']} of {number['urls']} kept"
    yield f"  body bytes  {_share(number['bytes_kept'], number['bytes'])} unchanged"
    removed = number["files_removed"]
    yield (
        f"  files       {number['files_written']} {would}written, "
        f"{number['files_unchanged']} already there"
        + (f", {removed} {would}removed" if removed else "")
    )
    yield f"  found       {_found(number)}"
    for sentence in advice:
        yield f"  note        {printable(sentence)}"


def found_line(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors, losses and notes there are, those about the source apart."""
    return _found(counts_of(diagnostics))


def _found(counts: Mapping[str, int]) -> str:
    notes = _count(counts["source_notes"], "note")
    return (
        f"{_count(counts['errors'], 'error')}, {_count(counts['losses'], 'loss', 'losses')}, "
        f"{_count(counts['notes'], 'note')}; {notes} on what is broken in the source"
    )


def _count(number: int, thing: str, things: str = "") -> str:
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def _share(part: int, whole: int) -> str:
    """A percentage that says 100 only where nothing is missing."""
    if part >= whole:
        return "100 %"
    return f"{min(part / whole * 100, 99.99):.2f} %"
