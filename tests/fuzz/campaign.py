"""Many documents, the findings among them made short."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from types import FrameType
from typing import Final

from syndicate.adapter import Adapter
from tests.fuzz.laws import READERS, LawBroken, check
from tests.fuzz.mutator import mutated
from tests.fuzz.seeds import seeds

PATIENCE: Final = 20.0  # seconds of processor time for one document


class TookTooLong(Exception):
    """A document that needs more time than any document may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A document that breaks something, as short as could be made; `what` names it, `trace` shows where."""

    engine: str
    what: str
    text: str
    trace: str


@dataclass(slots=True, kw_only=True)
class Campaign:
    """What a campaign has seen. corpus: texts that showed something new, which further ones are made of."""

    seed: int
    documents: int = 0
    characters: int = 0
    seen: set[str] = field(default_factory=set)
    corpus: list[str] = field(default_factory=lambda: list(seeds()))
    findings: dict[str, Finding] = field(default_factory=dict)

    def run(self, count: int) -> None:
        """Tries `count` documents more."""
        for _ in range(count):
            random = Random(f"{self.seed} {self.documents}")
            text = mutated(random, self.corpus)
            adapter = READERS[self.documents % len(READERS)]
            self.documents += 1
            self.characters += len(text)
            self._try(text, adapter)

    def _try(self, text: str, adapter: Adapter) -> None:
        trouble = trouble_of(text, adapter)
        if isinstance(trouble, frozenset):
            if not trouble <= self.seen:
                self.seen |= trouble
                self.corpus.append(text)
            return
        what, trace = trouble
        name = f"{adapter.name} {what}"
        if name not in self.findings:
            short = shortened(text, lambda shorter: _is_same(shorter, adapter, what))
            self.findings[name] = Finding(engine=adapter.name, what=what, text=short, trace=trace)


def trouble_of(text: str, adapter: Adapter) -> frozenset[str] | tuple[str, str]:
    """What was seen in `text`; or, where something breaks, its name and its trace."""
    try:
        with patience():
            return check(text, adapter)
    except LawBroken as error:
        return f"law: {str(error).partition(':')[0]}", str(error)
    except BaseException as error:  # a panic of the parser derives from it
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        return _name_of(error), "".join(traceback.format_exception(error))


def _name_of(error: BaseException) -> str:
    """The kind of an error and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/syndicate" in frame.filename]
    place = (ours or frames)[-1]
    if isinstance(error, TookTooLong | RecursionError):
        return type(error).__name__
    return f"{type(error).__name__} in {place.filename.rpartition('/')[2]}:{place.name}"


def _is_same(text: str, adapter: Adapter, what: str) -> bool:
    trouble = trouble_of(text, adapter)
    return not isinstance(trouble, frozenset) and trouble[0] == what


def shortened(text: str, is_same: Callable[[str], bool]) -> str:
    """`text` without what the trouble does not need; a few hundred tries."""
    tries = 400
    size = max(len(text) // 2, 1)
    while size and tries:
        at = 0
        while at < len(text) and tries:
            tries -= 1
            shorter = text[:at] + text[at + size :]
            if is_same(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


@contextmanager
def patience(seconds: float = PATIENCE) -> Iterator[None]:
    """Raises TookTooLong inside, after so many seconds of processor time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong(f"more than {seconds:g} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
