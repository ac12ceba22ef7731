"""One chunk of a conversion, rendered and written: a pure function of values that can be pickled.

The worker writes; what goes back to the one who asked is small.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

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
from syndicate.conversion.stamps import Stamp, digest_of, read_stamped, renewed
from syndicate.diagnostics import Diagnostic, Report, SyndicateError
from syndicate.source.content import holding
from syndicate.source.files import Within
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
    """What all chunks of a run share. trusted_until: see `renewed`.

    origins: files that posts were made of, as this process first saw them: many posts are made of one layout or
    partial. Where it changes after that, the next run sees another stamp, and renders all of them.
    """

    render: Callable[[Write, Report], Written]
    site: Path
    out: Path
    mode: Mode
    trusted_until: int
    origins: dict[str, Origin] = field(default_factory=dict, repr=False, compare=False)


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
class _Content:
    """What a file of the result is to hold: bytes, a file to copy, or that file and the bytes in it."""

    sha256: str
    data: bytes | None = None
    source: Path | None = None
    origin: Origin | None = None
    is_scaffold: bool = False


class _Draft(NamedTuple):
    """An outcome, or, where a file is to be written, what it will be but for the record of that file."""

    outcome: Outcome
    place: str = ""
    content: _Content | None = None


def run_chunk(job: Job, chunk: Chunk) -> tuple[Outcome, ...]:
    """Does the tasks of `chunk`, and gives what became of each, in their order.

    Raises UnwritableTarget where no file at all can be written.
    """
    output, site = Output(job.out), Within(job.site)
    drafts = [_drafted(job, output, site, task) for task in chunk.tasks]
    if job.mode is not Mode.RUN:
        return tuple(draft.outcome for draft in drafts)
    wanted = {outcome.path: content.sha256 for outcome, _, content in drafts if content is not None}
    if wanted:
        write_journal(job.out, chunk.name, wanted)
    return tuple(
        outcome if content is None else _carried_out(task, outcome, place, content)
        for task, (outcome, place, content) in zip(chunk.tasks, drafts, strict=True)
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


def _drafted(job: Job, output: Output, site: Within, task: Task) -> _Draft:
    try:
        match task.action:
            case Write():
                return _post(job, output, task, task.action)
            case WriteText():
                return _text(job, output, task, task.action)
            case Copy():
                return _copy(job, output, site, task, task.action)
    except (SyndicateError, OSError) as error:
        return _Draft(_failure(task, error))


def _text(job: Job, output: Output, task: Task, action: WriteText) -> _Draft:
    data = utf8_bytes(action.text)
    content = _Content(data=data, sha256=digest_of(data), is_scaffold=action.is_scaffold)
    return _draft(job, task, output.place(action.path), content)


def _post(job: Job, output: Output, task: Task, action: Write) -> _Draft:
    place = output.place(action.path)
    same = _unchanged_post(job, task, place)
    if same is not None:
        return _Draft(same)
    post = action.post
    origin, text = _read_origin(job, post.file)  # before rendering: a later change must be seen
    found: list[Diagnostic] = []
    with holding(post.file, text):
        written = job.render(action, found.append)
    data = written.data if written.data is not None else utf8_bytes(written.text)
    record = PostRecord(
        source=post.source,
        key=task.key,
        inputs=(origin, *(_origin(job, file) for file in written.inputs)),
        url=written.url,
        body_bytes=written.body_bytes,
        kept_bytes=written.kept_bytes,
        copies=tuple((copy.path, _in_site(job, copy.source)) for copy in written.copies),
        diagnostics=tuple(found),
    )
    return _draft(job, task, place, _Content(data=data, sha256=digest_of(data)), record)


def _unchanged_post(job: Job, task: Task, place: str) -> Outcome | None:
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


def _copy(job: Job, output: Output, site: Within, task: Task, action: Copy) -> _Draft:
    place = output.place(action.path)
    if not site.holds(action.source):
        raise AssetOutside(f"{action.source} lies outside of the site; it is not copied")
    record = _unchanged_copy(job, task, place, action.source)
    if record is not None:
        return _Draft(Outcome(path=action.path, fate=Fate.SAME, file=record))
    origin, data = _fresh_origin(job, action.source, _in_site(job, action.source))
    if data is not None and len(data) > _HELD:
        data = None
    content = _Content(data=data, source=action.source, sha256=origin.stamp.sha256, origin=origin)
    return _draft(job, task, place, content)


_HELD: Final = 1 << 16
"""Bytes of a file to copy, up to which they are held until its chunk is written; larger ones are read once more."""


def _unchanged_copy(job: Job, task: Task, place: str, source: Path) -> FileRecord | None:
    """The record of a copy that is as we made it, from an original that is as it was."""
    file = task.file
    if file is None or file.origin is None or file.origin.path != _in_site(job, source):
        return None
    original = renewed(source, file.origin.stamp, job.trusted_until)
    copied = renewed(place, file.stamp, job.trusted_until, follow_symlinks=False)
    if original is None or copied is None:
        return None
    return FileRecord(stamp=copied, origin=Origin(path=file.origin.path, stamp=original))


def _draft(
    job: Job, task: Task, place: str, content: _Content, post: PostRecord | None = None
) -> _Draft:
    """What to do with a file whose content is known."""
    path = task.action.path
    fate, stamp = standing_of(place, content.sha256, task.ours, is_scaffold=content.is_scaffold)
    is_write = fate.is_write
    record = task.file
    if fate is Fate.SAME and task.ours and stamp is not None:
        record = _record(content, stamp)
    elif is_write and job.mode is not Mode.RUN:
        record = _record(content, stamp or Stamp(0, 0, content.sha256))
    found = post.diagnostics if post is not None else ()
    outcome = Outcome(
        path=path,
        fate=fate,
        file=record,
        post=post,
        diagnostics=found if is_write else (*found, *_remarks(task, fate)),
        diff=_diff(path, Path(place), content) if job.mode is Mode.DIFF and is_write else "",
    )
    return _Draft(outcome, place, content) if is_write else _Draft(outcome)


def _record(content: _Content, stamp: Stamp) -> FileRecord:
    return FileRecord(stamp=stamp, is_scaffold=content.is_scaffold, origin=content.origin)


def _diff(path: str, place: Path, content: _Content) -> str:
    if content.source is not None or content.data is None:
        return diff_of_binary(path, is_new=not place.exists())
    return diff_of_text(path, place.read_bytes() if place.exists() else None, content.data)


def _origin(job: Job, file: Path) -> Origin:
    """`file` as this run first saw it. Raises UnreadableSource."""
    return _read_origin(job, file)[0]


def _read_origin(job: Job, file: Path) -> tuple[Origin, bytes | None]:
    """`file` as this run first saw it, and what is in it if that is now. Raises UnreadableSource."""
    path = _in_site(job, file)
    known = job.origins.get(path)
    if known is not None:
        return known, None
    origin, data = _fresh_origin(job, file, path)
    job.origins[path] = origin
    return origin, data


def _fresh_origin(job: Job, file: Path, path: str) -> tuple[Origin, bytes | None]:
    """`file`, at `path` in the site, as it is now, and what is in it unless it is large. Raises UnreadableSource."""
    try:
        stamp, data = read_stamped(file)
    except OSError as error:
        raise UnreadableSource(
            f"cannot read {path}: {error.strerror or error}; check that it is a file you may read"
        ) from error
    return Origin(path=path, stamp=stamp), data


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


def _carried_out(task: Task, outcome: Outcome, place: str, content: _Content) -> Outcome:
    try:
        if content.source is not None:
            found = copy_atomically(content.source, place, content.data)
        else:
            found = write_atomically(place, content.data or b"")
    except (UnwritableTarget, OSError) as error:
        if isinstance(error, UnwritableTarget) and is_hopeless(error):
            raise
        return _failure(task, error)
    stamp = Stamp(found.st_size, found.st_mtime_ns, content.sha256)
    return Outcome(
        path=outcome.path,
        fate=outcome.fate,
        file=_record(content, stamp),
        post=outcome.post,
        diagnostics=outcome.diagnostics,
    )


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
