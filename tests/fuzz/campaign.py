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

from tests.fuzz.laws import LawBroken
from tests.fuzz.mutator import mutated
from tests.fuzz.trials import TRIALS, Trial

PATIENCE: Final = 20.0  # seconds of processor time for one document


class TookTooLong(Exception):
    """A document that needs more time than any document may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A document that breaks something, as short as could be made; `what` names it, `trace` shows where.

    trial: what it was tried as.
    """

    trial: str
    what: str
    text: str
    trace: str


@dataclass(slots=True, kw_only=True)
class Campaign:
    """What a campaign has seen. corpus: texts that further ones are made of, by what made the first of them: those
    that showed something new are added.
    """

    seed: int
    documents: int = 0
    characters: int = 0
    seen: set[str] = field(default_factory=set)
    corpus: dict[object, list[str]] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)

    def run(self, count: int) -> None:
        """Tries `count` documents more."""
        for _ in range(count):
            random = Random(f"{self.seed} {self.documents}")
            trial = TRIALS[self.documents % len(TRIALS)]
            text = mutated(random, self._corpus_of(trial), trial.tokens)
            self.documents += 1
            self.characters += len(text)
            self._try(text, trial)

    def _corpus_of(self, trial: Trial) -> list[str]:
        if trial.seeds not in self.corpus:
            self.corpus[trial.seeds] = list(trial.seeds())
        return self.corpus[trial.seeds]

    def _try(self, text: str, trial: Trial) -> None:
        trouble = trouble_of(text, trial)
        if isinstance(trouble, frozenset):
            if not trouble <= self.seen:
                self.seen |= trouble
                self._corpus_of(trial).append(text)
            return
        what, trace = trouble
        name = f"{trial.name} {what}"
        if name not in self.findings:
            short = shortened(text, lambda shorter: _is_same(shorter, trial, what))
            self.findings[name] = Finding(trial=trial.name, what=what, text=short, trace=trace)


def trouble_of(text: str, trial: Trial) -> frozenset[str] | tuple[str, str]:
    """What was seen in `text`; or, where something breaks, its name and its trace."""
    try:
        with patience():
            return trial.check(text)
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


def _is_same(text: str, trial: Trial, what: str) -> bool:
    trouble = trouble_of(text, trial)
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
