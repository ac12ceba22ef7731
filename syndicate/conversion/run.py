"""A plan carried out chunk by chunk, and remembered in the manifest."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path
from typing import Final

from syndicate.adapter import Action, Copy, Write
from syndicate.conversion.addresses import Moved, map_files, redirect_files
from syndicate.conversion.chunk import Chunk, Job, Mode, Outcome, Task, finding
from syndicate.conversion.collisions import Claims, path_collision, url_collisions
from syndicate.conversion.diff import diff_of_binary, diff_of_text
from syndicate.conversion.gathering import unheard
from syndicate.conversion.keys import key_maker
from syndicate.conversion.manifest import (
    OWN_FILES,
    FileRecord,
    Manifest,
    PostRecord,
    forget_journals,
    manifest_file,
    read_manifest,
    write_manifest,
)
from syndicate.conversion.output import Fate, Output, OutsideOutput, remove, standing_of, sweep
from syndicate.conversion.plan import Plan, Progress
from syndicate.conversion.results import PostResult, Result, is_kept, post_result
from syndicate.conversion.standstill import Seen
from syndicate.conversion.workers import Work, workers
from syndicate.diagnostics import Diagnostic, Severity
from syndicate.leftovers import FILES, left_behind
from syndicate.version import version
from syndicate.web.redirects import FORMS

CHUNK: Final = 64
"""Actions that are rendered, held in memory and written together."""


def run_plan(
    plan: Plan,
    mode: Mode,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Progress = lambda done, total: None,
    seen: Seen | None = None,
) -> Result:
    """Carries out `plan`, or in the dry mode only finds out what would happen.

    seen: what it depends on, to be noted if the next run could find that nothing changed.
    """
    run = _begun(plan, mode)
    if plan.conversion.is_verbatim:
        jobs = 1  # copying takes less time than telling another process what to copy
    with workers(_job(plan, mode, run.old), run.total, jobs, executor) as work:
        for done, outcome in enumerate(run.outcomes(work), start=1):
            run.remember(outcome)
            progress(done, run.total)
    for path in run.stale():
        if path not in OWN_FILES:
            run.removed.append(path)
        if mode is Mode.RUN:
            remove(run.output, path)
    if mode is not Mode.RUN:
        return replace(run.result(), is_dry=True)
    _end(run)
    result = run.result()
    if seen is not None and run.is_settled:
        from syndicate.conversion.noting import note

        note(seen, plan, result, run.files)
    return result


def diff_plan(plan: Plan) -> Iterator[str]:
    """What running `plan` would change, as unified diffs."""
    run = _begun(plan, Mode.DIFF)
    with workers(_job(plan, Mode.DIFF, run.old), run.total, 1, None) as work:
        for outcome in run.outcomes(work):
            run.remember(outcome)
            if outcome.diff and outcome.path not in OWN_FILES:
                yield outcome.diff
    for path in run.stale():
        if path in OWN_FILES:
            continue
        record = run.old.files.get(path)
        if record is not None and record.origin is not None:
            yield diff_of_binary(path, is_removed=True)
        else:
            yield diff_of_text(path, Path(run.output.place(path)).read_bytes(), None)


def _job(plan: Plan, mode: Mode, old: Manifest) -> Job:
    return Job(
        render=plan.conversion.render,
        site=plan.site.root,
        out=plan.out,
        mode=mode,
        trusted_until=old.trusted_until,
    )


def new_manifest(plan: Plan) -> Manifest:
    """A manifest with nothing in it yet."""
    return Manifest(
        target=plan.target.name,
        engine=plan.site.engine,
        site=site_from(plan.out, plan.site.root),
        url=plan.site.url,
        is_new=plan.is_new,
    )


def site_from(out: os.PathLike[str], root: os.PathLike[str]) -> str:
    """The way from the output folder to the site, so that the manifest names no machine."""
    try:
        return os.path.relpath(os.path.realpath(root), os.path.realpath(out)).replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.realpath(root)


def _begun(plan: Plan, mode: Mode) -> _Run:
    old = read_manifest(plan.out) or new_manifest(plan)
    run = _Run(plan=plan, old=old, output=Output(plan.out))
    run.keys.extend(_keys(plan))
    run.total = len(plan.conversion.actions)
    if mode is Mode.RUN:
        if not manifest_file(plan.out).exists():
            # A first run that is killed must still be known to have begun with an empty folder.
            write_manifest(plan.out, old, version())
        sweep(run.output, old.journals)
    return run


def _keys(plan: Plan) -> Iterator[str]:
    """The key of each post that is to be written, before rendering adds to what is known of the site."""
    key_of = key_maker(
        plan.site,
        plan.conversion,
        target=plan.target.name,
        options=(plan.options, plan.redirects),
        is_new=plan.is_new,
    )
    return (key_of(action) for action in plan.conversion.actions if isinstance(action, Write))


def _end(run: _Run) -> None:
    """Writes the manifest, if it has something new to say."""
    files, posts = run.remembered()
    if files != run.old.files or posts != run.old.posts:
        now = replace(new_manifest(run.plan), is_new=run.old.is_new, files=files, posts=posts)
        write_manifest(run.plan.out, now, version())
    elif run.old.journals:
        forget_journals(run.plan.out)


@dataclass(slots=True, kw_only=True)
class _Run:
    """What a run has found out so far; grows with the site, but holds no text of it."""

    plan: Plan
    old: Manifest
    output: Output
    claims: Claims = field(default_factory=Claims)
    keys: list[str] = field(default_factory=list)
    total: int = 0
    files: dict[str, FileRecord] = field(default_factory=dict)
    posts: dict[str, PostRecord] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    said: list[Diagnostic] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0

    # -- what is to be done

    def claimed(self, actions: Iterable[Action]) -> Iterator[Task]:
        """A task for each action of the plan that gets its path, made when it is wanted; the others are reported."""
        keys = iter(self.keys)
        for action in actions:
            if isinstance(action, Write):
                task = self._task(action, action.post.source, next(keys))
            else:
                task = self._task(action, action.path)
            if task is not None:
                yield task
            else:
                self.total -= 1

    def _task(self, action: Action, owner: str, key: str = "") -> Task | None:
        first = self.claims.grant(action)
        if first is not action:
            said = path_collision(action, first, owner)
            if said is not None:
                self.said.append(said)
            return None
        return Task(
            action=action,
            owner=owner,
            key=key,
            file=self.old.files.get(action.path),
            post=self.old.posts.get(action.path),
            ours=self.old.hashes(action.path),
        )

    def _copies(self) -> Iterator[Task | None]:
        """A task for each file that posts show, once."""
        for path, post in self.posts.items():
            if path in self.failed:
                continue
            for target, source in post.copies:
                copy = Copy(path=target, source=self.plan.site.root / source)
                yield self._task(copy, post.source)

    def _addresses(self) -> Iterator[Task | None]:
        """A task for each file that says where posts were and are."""
        moved = tuple(self._moved())
        for file in map_files(self.plan.site, moved):
            yield self._task(file, file.path)
        if self.plan.redirects == "engine":
            return
        static = self.plan.conversion.static
        files, said = redirect_files(self.plan.site, moved, FORMS[self.plan.redirects], static)
        self.said.extend(said)
        for file in files:
            yield self._task(file, file.path)

    def _moved(self) -> Iterator[Moved]:
        """What became of every post of the site, in this run or an earlier one."""
        for write in self.plan.writes:
            record = self.posts.get(write.path)
            if record is None and self.plan.is_partial:
                record = self.old.posts.get(write.path)
            is_lost = write.path in self.failed or self.claims.holder(write.path) not in (
                write,
                None,
            )
            if record is None or is_lost:
                yield Moved(post=write.post, target=None, url=None)
            else:
                yield Moved(post=write.post, target=write.path, url=record.url)

    def outcomes(self, work: Work) -> Iterator[Outcome]:
        """What becomes of the actions of the plan, of the files that posts show, then of the map."""
        numbers = count()
        run = secrets.token_hex(4)
        tasks = self.claimed(self.plan.conversion.actions)
        for outcomes in work(_chunks(tasks, lambda: f"{run}-{next(numbers)}")):
            yield from outcomes
        for late in (self._copies, self._addresses):
            more = [task for task in late() if task is not None]
            self.total += len(more)
            for outcomes in work(_chunks(more, lambda: f"{run}-{next(numbers)}")):
                yield from outcomes

    # -- what was done

    def remember(self, outcome: Outcome) -> None:
        """Keeps what later runs and the report need of `outcome`."""
        self.said.extend(outcome.diagnostics)
        if outcome.file is not None:
            self.files[outcome.path] = outcome.file
        if outcome.post is not None:
            self.posts[outcome.path] = outcome.post
        if outcome.path in OWN_FILES:
            return  # like the manifest, no part of the site
        if outcome.fate.is_write:
            self.written.append(outcome.path)
        elif outcome.fate is Fate.SAME:
            self.unchanged += 1
        elif outcome.fate is Fate.FAILED:
            self.failed.add(outcome.path)

    def stale(self) -> Iterator[str]:
        """The files of earlier runs that are to be removed: not wanted any more, and unedited."""
        if self.plan.is_partial:
            return
        kept = self._kept()
        for path in sorted({*self.old.files, *self.old.journals} - kept):
            record = self.old.files.get(path)
            holder = self.claims.holder(path)
            if (holder is not None and holder.path == path) or (record and record.is_scaffold):
                continue
            try:
                fate, _ = standing_of(self.output.place(path), "", self.old.hashes(path))
            except OutsideOutput as error:
                self.said.append(finding("path-outside", path, str(error)))
                continue
            if fate is Fate.CHANGED and not self._is_same_file(path, holder):
                yield path
            elif fate is not Fate.NEW and holder is None:
                message = "no longer part of the result, but edited since; left alone"
                self.said.append(finding("file-left", path, message))

    def _is_same_file(self, path: str, holder: Action | None) -> bool:
        """Whether a file system that ignores case takes `path` for the one that was written."""
        if holder is None:
            return False
        try:
            return os.path.samefile(self.output.place(path), self.output.place(holder.path))
        except OSError:
            return False

    def _kept(self) -> set[str]:
        """Files of posts that are there, but could not be read or rendered this time."""
        broken = {d.path for d in self.plan.diagnostics if d.severity is Severity.ERROR}
        kept: set[str] = set()
        for path, post in self.old.posts.items():
            if path in self.failed or (post.source in broken and path not in self.posts):
                kept.update((path, *(target for target, _ in post.copies)))
        return kept

    def remembered(self) -> tuple[dict[str, FileRecord], dict[str, PostRecord]]:
        """The records for the manifest: those of this run and the older ones that still hold."""
        if self.plan.is_partial:
            return {**self.old.files, **self.files}, {**self.old.posts, **self.posts}
        kept = self._kept()
        scaffold = {path for path, record in self.old.files.items() if record.is_scaffold}
        files = {p: r for p, r in self.old.files.items() if p in kept or p in scaffold}
        posts = {path: post for path, post in self.old.posts.items() if path in kept}
        return {**files, **self.files}, {**posts, **self.posts}

    # -- what is to be said of it

    @property
    def is_settled(self) -> bool:
        """Whether the same run again would say the same: this one changed nothing, or was the first one."""
        is_still = not (self.written or self.removed)
        is_first = self.plan.is_new and not (self.old.files or self.old.journals)
        is_sure = all(record.key for record in self.posts.values())
        return (is_still or is_first) and is_sure and not (self.failed or self.plan.is_partial)

    def result(self) -> Result:
        """The run as its caller sees it."""
        writes = [a for a in self.plan.conversion.actions if isinstance(a, Write)]
        posts = tuple(self._post_result(write) for write in writes)
        served = [
            (write.post, post.url)
            for write, post in zip(writes, posts, strict=True)
            if post.url is not None
        ]
        said = {*self.plan.diagnostics, *self.said}
        said |= set(url_collisions(served, said))
        is_whole = not (self.plan.is_partial or self.plan.site.is_one_post)
        if is_whole and not self.plan.conversion.is_verbatim:
            said |= set(unheard(self.plan.site, said))
            said |= set(self._left_behind())
        missing = (PostResult(source=s, target=None, url=None) for s in self.plan.missing)
        return Result(
            posts=(*posts, *missing),
            diagnostics=tuple(sorted(said)),
            written=tuple(self.written),
            removed=tuple(self.removed),
            unchanged=self.unchanged,
            advice=self.plan.conversion.advice,
        )

    def _left_behind(self) -> Iterator[Diagnostic]:
        """The one note on files of the site that stay, for no post shows them."""
        site, conversion = self.plan.site, self.plan.conversion
        loose = () if conversion.brings_all else site.loose_files
        shown = {site.root / source for post in self.posts.values() for _, source in post.copies}
        shown |= {action.source for action in conversion.actions if isinstance(action, Copy)}
        if left := [path for path in loose if site.root / path not in shown]:
            yield left_behind(FILES, left)

    def _post_result(self, write: Write) -> PostResult:
        record = self.posts.get(write.path)
        is_done = write.path not in self.failed and self.claims.holder(write.path) is write
        if record is None or not is_done:
            lost = is_kept(write.post, None)
            return PostResult(source=write.post.source, target=None, url=None, is_kept=lost)
        return post_result(write, record)


def _chunks(tasks: Iterable[Task], name: Callable[[], str]) -> Iterator[Chunk]:
    rest = iter(tasks)
    while group := tuple(islice(rest, CHUNK)):
        yield Chunk(name=name(), tasks=group)
