"""Chunks done one after the other, by our own processes, or by anybody's executor."""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Final, TypeAlias

from syndicate.conversion.chunk import Chunk, Job, Outcome, run_chunk, run_packed_chunk
from syndicate.diagnostics import SyndicateError

WORTH_IT: Final = 1500
"""Actions; below, starting processes takes longer than they save."""

Work: TypeAlias = Callable[[Iterable[Chunk]], Iterator[tuple[Outcome, ...]]]
"""Does chunks and gives their outcomes, in the order of the chunks."""


@contextmanager
def workers(job: Job, size: int, jobs: int, executor: Executor | None) -> Iterator[Work]:
    """What does the chunks of `job`, which has about `size` actions."""
    if executor is not None:
        packed = pickle.dumps(job)
        yield partial(_in_order, lambda chunk: executor.submit(run_packed_chunk, packed, chunk), 32)
    elif jobs > 1 and size >= WORTH_IT:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(jobs, initializer=_adopt, initargs=(job,)) as pool:
            yield partial(_in_order, lambda chunk: pool.submit(_run_adopted, chunk), 4 * jobs)
    else:
        yield partial(map, partial(run_chunk, job))


_adopted: list[Job] = []


def _adopt(job: Job) -> None:
    """Gives this process its job, once for all chunks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us, and says so once
    _adopted[:] = [job]


def _run_adopted(chunk: Chunk) -> tuple[Outcome, ...]:
    return run_chunk(_adopted[0], chunk)


def _in_order(
    submit: Callable[[Chunk], Future[tuple[Outcome, ...]]], window: int, chunks: Iterable[Chunk]
) -> Iterator[tuple[Outcome, ...]]:
    """The outcomes in the order of the chunks; at most `window` of these are under way."""
    waiting: deque[Future[tuple[Outcome, ...]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(submit(chunk))
            if len(waiting) >= window:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenExecutor as error:
        raise SyndicateError(
            "a process that rendered posts came to its end (perhaps memory ran out); "
            "run it again with fewer jobs: what is written stays"
        ) from error
    finally:
        for future in waiting:
            future.cancel()
