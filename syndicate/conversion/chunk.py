"""One chunk of a conversion, rendered and written: a pure function of values that can be pickled.

The worker writes; what goes back to the one who asked is small.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from syndicate.adapter import Action, Copy, Write, WriteText, Written
from syndicate.body.markdown import ParserFailure
from syndicate.catalogue import CODES
from syndicate.conversion.diff import diff_of_binary, diff_of_text
from syndicate.conversion.manifest import FileRecord, Origin, PostRecord, write_journal
from syndicate.conversion.output import (
    Fate,
    Output,
    OutsideOutput,
    copy_atomically,
    is_hopeless,
    standing_of,
)
from syndicate.conversion.stamps import Stamp, digest_of, renewed, stamp_of
from syndicate.diagnostics import Diagnostic, Report, SyndicateError
from syndicate.source.files import leads_inside
from syndicate.source.text import UnreadableSource, UnwritableTarget, utf8_bytes, write_atomically


class AssetOutside(SyndicateError):
    """A file to be copied that does not lie in the site."""


class Mode(StrEnum):
    """What to do with a rendered file."""

    RUN = "run"
    DRY = "dry"  # nothing
    DIFF = "diff"  # compare it with what is there


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What all chunks of a run share. trusted_until: see `renewed`."""

    render: Callable[[Write, Report], Written]
    site: Path
    out: Path
    mode: Mode
    trusted_until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One action and what earlier runs know about its path.

    owner: the post or file to point at when speaking of it. key: of the post, if it is one.
    ours: hashes of what we wrote there.
    """

    action: Action
    owner: str
    key: str = ""
    file: FileRecord | None = None
    post: PostRecord | None = None
    ours: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Tasks that are done together; `name` tells its journal from all others."""

    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one task; the records are those to remember, None if there is none."""

    path: str
    fate: Fate
    file: FileRecord | None = None
    post: PostRecord | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    diff: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An outcome and, where a file is to be written, its content: bytes, or the file to copy."""

    outcome: Outcome
    place: Path | None = None
    sha256: str = ""
    content: bytes | Path = b""


def run_chunk(job: Job, chunk: Chunk) -> tuple[Outcome, ...]:
    """Does the tasks of `chunk`, and gives what became of each, in their order.

    Raises UnwritableTarget where no file at all can be written.
    """
    output = Output(job.out)
    drafts = [_drafted(job, output, task) for task in chunk.tasks]
    if job.mode is not Mode.RUN:
        return tuple(draft.outcome for draft in drafts)
    wanted = {draft.outcome.path: draft.sha256 for draft in drafts if draft.outcome.fate.is_write}
    if wanted:
        write_journal(job.out, chunk.name, wanted)
    return tuple(
        _carried_out(task, draft) if draft.outcome.fate.is_write else draft.outcome
        for task, draft in zip(chunk.tasks, drafts, strict=True)
    )


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Job:
    import pickle

    job: Job = pickle.loads(packed)  # made by our own process a moment ago
    return job


def run_packed_chunk(packed: bytes, chunk: Chunk) -> tuple[Outcome, ...]:
    """`run_chunk` for a process that sees the pickled job again and again."""
    return run_chunk(_unpacked(packed), chunk)


# -- what is to be done ----------------------------------------------------------------------------


def _drafted(job: Job, output: Output, task: Task) -> _Draft:
    try:
        match task.action:
            case Write():
                return _post(job, output, task, task.action)
            case WriteText():
                return _text(job, output, task, task.action)
            case Copy():
                return _copy(job, output, task, task.action)
    except (SyndicateError, OSError) as error:
        return _Draft(outcome=_failure(task, error))


def _text(job: Job, output: Output, task: Task, action: WriteText) -> _Draft:
    data = utf8_bytes(action.text)
    place = output.place(action.path)
    return _content(job, task, place, data, digest_of(data), is_scaffold=action.is_scaffold)


def _post(job: Job, output: Output, task: Task, action: Write) -> _Draft:
    place = output.place(action.path)
    same = _unchanged_post(job, task, place)
    if same is not None:
        return _Draft(outcome=same)
    origin = _origin(job, action.post.file)  # before rendering: a later change must be seen
    found: list[Diagnostic] = []
    written = job.render(action, found.append)
    data = written.data if written.data is not None else utf8_bytes(written.text)
    draft = _content(job, task, place, data, digest_of(data))
    record = PostRecord(
        source=action.post.source,
        key=task.key,
        inputs=(origin, *(_origin(job, file) for file in written.inputs)),
        url=written.url,
        body_bytes=written.body_bytes,
        kept_bytes=written.kept_bytes,
        copies=tuple((copy.path, _in_site(job, copy.source)) for copy in written.copies),
        diagnostics=tuple(found),
    )
    said = (*found, *draft.outcome.diagnostics)
    return replace(draft, outcome=replace(draft.outcome, post=record, diagnostics=said))


def _unchanged_post(job: Job, task: Task, place: Path) -> Outcome | None:
    """The outcome of a post that need not be rendered, because nothing it depends on changed."""
    record, file = task.post, task.file
    if record is None or file is None or not task.key or record.key != task.key:
        return None
    if any(found.code.startswith("source-") for found in record.diagnostics):
        return None  # the missing file may have come
    stamp = renewed(place, file.stamp, job.trusted_until, follow_symlinks=False)
    if stamp is None:
        return None
    inputs = _renewed_inputs(job, record)
    if inputs is None:
        return None
    if inputs != record.inputs:
        record = replace(record, inputs=inputs)
    file = file if stamp == file.stamp else replace(file, stamp=stamp)
    return Outcome(
        path=task.action.path,
        fate=Fate.SAME,
        file=file,
        post=record,
        diagnostics=record.diagnostics,
    )


def _renewed_inputs(job: Job, record: PostRecord) -> tuple[Origin, ...] | None:
    found: list[Origin] = []
    for origin in record.inputs:
        stamp = renewed(job.site / origin.path, origin.stamp, job.trusted_until)
        if stamp is None:
            return None
        found.append(origin if stamp == origin.stamp else replace(origin, stamp=stamp))
    return tuple(found)


def _copy(job: Job, output: Output, task: Task, action: Copy) -> _Draft:
    place = output.place(action.path)
    if not leads_inside(action.source, job.site):
        raise AssetOutside(f"{action.source} lies outside of the site; it is not copied")
    record = _unchanged_copy(job, task, place, action.source)
    if record is not None:
        return _Draft(outcome=Outcome(path=action.path, fate=Fate.SAME, file=record))
    origin = _origin(job, action.source)
    return _content(job, task, place, action.source, origin.stamp.sha256, origin=origin)


def _unchanged_copy(job: Job, task: Task, place: Path, source: Path) -> FileRecord | None:
    """The record of a copy that is as we made it, from an original that is as it was."""
    file = task.file
    if file is None or file.origin is None or file.origin.path != _in_site(job, source):
        return None
    original = renewed(source, file.origin.stamp, job.trusted_until)
    copied = renewed(place, file.stamp, job.trusted_until, follow_symlinks=False)
    if original is None or copied is None:
        return None
    return FileRecord(stamp=copied, origin=Origin(path=file.origin.path, stamp=original))


def _content(
    job: Job,
    task: Task,
    place: Path,
    content: bytes | Path,
    sha256: str,
    *,
    is_scaffold: bool = False,
    origin: Origin | None = None,
) -> _Draft:
    """What to do with a file whose content is known; its record still has the old stamp."""
    path = task.action.path
    fate, stamp = standing_of(place, sha256, task.ours, is_scaffold=is_scaffold)
    record = task.file
    if fate.is_write or (fate is Fate.SAME and task.ours):
        record = FileRecord(
            stamp=stamp or Stamp(0, 0, sha256), is_scaffold=is_scaffold, origin=origin
        )
    outcome = Outcome(
        path=path,
        fate=fate,
        file=record,
        diagnostics=_remarks(task, fate),
        diff=_diff(path, place, content) if job.mode is Mode.DIFF and fate.is_write else "",
    )
    return _Draft(outcome=outcome, place=place, sha256=sha256, content=content)


def _diff(path: str, place: Path, content: bytes | Path) -> str:
    if isinstance(content, Path):
        return diff_of_binary(path, is_new=not place.exists())
    return diff_of_text(path, place.read_bytes() if place.exists() else None, content)


def _origin(job: Job, file: Path) -> Origin:
    """`file` as it is now. Raises UnreadableSource."""
    path = _in_site(job, file)
    try:
        return Origin(path=path, stamp=stamp_of(file))
    except OSError as error:
        raise UnreadableSource(
            f"cannot read {path}: {error.strerror or error}; check that it is a file you may read"
        ) from error


def _in_site(job: Job, file: Path) -> str:
    """`file` relative to the root of the site."""
    place, root = os.fspath(file), f"{job.site}/"
    if os.sep == "/" and place.startswith(root):
        return place[len(root) :]
    try:
        return file.relative_to(job.site).as_posix()
    except ValueError:
        return Path(os.path.relpath(file, job.site)).as_posix()


# -- doing it --------------------------------------------------------------------------------------


def _carried_out(task: Task, draft: _Draft) -> Outcome:
    assert draft.place is not None
    assert draft.outcome.file is not None
    try:
        if isinstance(draft.content, Path):
            copy_atomically(draft.content, draft.place)
            found = os.stat(draft.place)
        else:
            found = write_atomically(draft.place, draft.content)
    except (UnwritableTarget, OSError) as error:
        if isinstance(error, UnwritableTarget) and is_hopeless(error):
            raise
        return _failure(task, error)
    stamp = Stamp(found.st_size, found.st_mtime_ns, draft.sha256)
    return replace(draft.outcome, file=replace(draft.outcome.file, stamp=stamp))


# -- saying so -------------------------------------------------------------------------------------


_CODES: Final[tuple[tuple[type[Exception], str], ...]] = (
    (OutsideOutput, "path-outside"),
    (AssetOutside, "asset-outside"),
    (UnwritableTarget, "file-unwritable"),
    (ParserFailure, "parser-failed"),
    (UnreadableSource, "source-unreadable"),
    (OSError, "source-unreadable"),
    (SyndicateError, "post-failed"),
)


def _failure(task: Task, error: SyndicateError | OSError) -> Outcome:
    """The outcome of a task that came to nothing; what earlier runs wrote stays ours."""
    code = next(name for kind, name in _CODES if isinstance(error, kind))
    post = replace(task.post, key="") if task.post is not None else None
    said = (_at_its_text(task, code, error) or finding(code, task.owner, str(error)),)
    return Outcome(
        path=task.action.path, fate=Fate.FAILED, file=task.file, post=post, diagnostics=said
    )


def _at_its_text(task: Task, code: str, error: Exception) -> Diagnostic | None:
    """The finding where the text of the post begins, if the text is what failed."""
    if not isinstance(error, ParserFailure) or not isinstance(task.action, Write):
        return None
    front = task.action.post.front
    return front.source.diagnostic(front.body_start, CODES[code], str(error))


def finding(code: str, path: str, message: str) -> Diagnostic:
    """A finding about a file as a whole."""
    severity = CODES[code].severity
    return Diagnostic(path=path, line=1, column=1, severity=severity, code=code, message=message)


def _remarks(task: Task, fate: Fate) -> tuple[Diagnostic, ...]:
    path = task.action.path
    match fate:
        case Fate.FOREIGN:
            message = f"{path} is not from us; left alone"
            return (finding("file-foreign", task.owner, message),)
        case Fate.EDITED:
            message = f"{path} was edited since we wrote it; left alone"
            return (finding("file-edited", task.owner, message),)
        case Fate.YOURS:
            message = f"{path} is yours since the first run; left as you changed it"
            return (finding("scaffold-edited", task.owner, message),)
    return ()
