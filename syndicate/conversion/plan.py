"""A conversion that can be run, tried, or shown as a difference: one plan, three ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.adapter import Adapter, Conversion, Write
from syndicate.conversion.chunk import Mode
from syndicate.conversion.results import Result
from syndicate.diagnostics import Diagnostic
from syndicate.model import Site

if TYPE_CHECKING:
    from syndicate.conversion.standstill import Seen

Progress = Callable[[int, int], None]
"""Told how many files are done, of how many known so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a conversion is going to do; nothing is rendered, nothing touched so far.

    conversion: its actions are those of the selected posts only, if `is_partial`. options: of the
    target. writes: of all posts, selected or not. is_new: the output folder is ours from the
    beginning. missing: paths of posts that could not be read, or that the target cannot have.
    redirects: who keeps old addresses, "engine" or a host. diagnostics: of reading and planning.
    """

    site: Site
    target: Adapter
    out: Path
    options: object
    conversion: Conversion
    is_new: bool
    writes: tuple[Write, ...] = ()
    redirects: str = "engine"
    is_partial: bool = False
    missing: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def run(
        self,
        *,
        jobs: int = 1,
        executor: Executor | None = None,
        progress: Progress = lambda done, total: None,
        seen: Seen | None = None,
    ) -> Result:
        """Writes the files, and gives what became of them.

        jobs: how many processes render, for a site that is large enough to be worth it. executor:
        does it instead; it has to reach both folders. seen: what `standstill` saw before the site was
        read, so that it can tell the next time that nothing changed. Raises SyndicateError where nothing can be
        written; what was written by then stays, and the next run goes on from there.
        """
        from syndicate.conversion.run import run_plan

        return run_plan(self, Mode.RUN, jobs=jobs, executor=executor, progress=progress, seen=seen)

    def dry_run(self, *, progress: Progress = lambda done, total: None) -> Result:
        """What `run` would do; nothing is touched."""
        from syndicate.conversion.run import run_plan

        return run_plan(self, Mode.DRY, progress=progress)

    def diff(self) -> Iterator[str]:
        """What `run` would change, as unified diffs, file by file; nothing is touched."""
        from syndicate.conversion.run import diff_plan

        return diff_plan(self)
