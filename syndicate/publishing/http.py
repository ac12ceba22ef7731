"""Requests to a service at its pace: pauses, both forms of "too many", and repeats where they are safe.

A request is repeated where nothing can have come of it: it never left, it was turned away with 429, or it only reads.
A write without an answer is not: whoever sent it has to look first.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from syndicate.diagnostics import SyndicateError
from syndicate.publisher import Answer, NoAnswer, Request, Service
from syndicate.publishing.keys import Key, NothingSent
from syndicate.publishing.transport import Transport
from syndicate.version import version

_WAIT: Final = re.compile(r"\bin (\d+) seconds?\b")


class ServiceBusy(SyndicateError):
    """The service asks to wait for longer than a run lasts."""


class ServiceAway(SyndicateError):
    """The service cannot be reached, or does not work."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast requests follow each other, and what time it is; tests bring a clock of their own.

    factor: of the pauses that a service asks for. attempts: of one request. backoff: seconds before the second one,
    twice as many before each further. patience: seconds that a service may ask to wait.
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now
    factor: float = 1.0
    attempts: int = 6
    backoff: float = 1.0
    patience: float = 600.0

    def wait_before(self, attempt: int) -> None:
        """Waits before the attempt of that number, from 1; the first comes at once."""
        if attempt > 1:
            self.sleep(self.backoff * 2 ** (attempt - 2))


@dataclass(slots=True, kw_only=True)
class Http:
    """The requests of one run with one key. Called with a request, it is the `Send` of a publisher."""

    base: str
    service: Service
    key: Key
    transport: Transport
    pace: Pace = field(default_factory=Pace)
    _next: dict[bool, float] = field(default_factory=dict, init=False)

    def __call__(self, request: Request) -> Answer:
        failure: NothingSent | NoAnswer = NoAnswer("")
        waited = 0.0
        for attempt in range(1, self.pace.attempts + 1):
            try:
                answer = self._sent(request)
            except NothingSent as error:
                failure = error
            except NoAnswer as error:
                failure = NoAnswer(self.key.hidden_in(str(error)))
                if request.is_write:
                    raise failure from None
            else:
                if answer.status == 429:
                    waited += self._wait(answer, attempt, waited)
                    continue
                if answer.status < 500:
                    return answer
                failure = NoAnswer(f"the service failed: {answer.shown()}")
                if request.is_write:
                    raise failure
            if attempt < self.pace.attempts:
                self.pace.wait_before(attempt + 1)
        raise ServiceAway(
            f"{self.base}: {self.key.hidden_in(str(failure))}, {self.pace.attempts} times; run the command again later"
        )

    def _sent(self, request: Request) -> Answer:
        """One attempt, not before its time. The answer has no trace of the key, whatever the service sends back."""
        self._hold(request.is_write)
        body = None
        if request.body is not None:
            body = json.dumps(request.body, ensure_ascii=False).encode("utf-8", "replace")
        try:
            answer = self.transport(
                request.method, f"{self.base}{request.path}", self._headers(body), body
            )
        finally:
            self._rest(request.is_write)
        return Answer(
            status=answer.status,
            headers={name: self.key.hidden_in(value) for name, value in answer.headers.items()},
            text=self.key.hidden_in(answer.text),
        )

    def _headers(self, body: bytes | None) -> Mapping[str, str]:
        said = {"User-Agent": user_agent(), **self.service.headers(self.key.reveal())}
        return said if body is None else {**said, "Content-Type": "application/json"}

    def _hold(self, is_write: bool) -> None:
        left = self._next.get(is_write, 0.0) - self.pace.clock()
        if left > 0:
            self.pace.sleep(left)

    def _rest(self, is_write: bool) -> None:
        pause = self.service.write_pause if is_write else self.service.read_pause
        self._next[is_write] = self.pace.clock() + pause * self.pace.factor

    def _wait(self, answer: Answer, attempt: int, waited: float) -> float:
        """Waits as long as the service asks for; gives the seconds. Raises ServiceBusy."""
        asked = asked_pause(answer, self.pace.now())
        seconds = self.pace.backoff * 2 ** (attempt - 1) if asked is None else asked
        if waited + seconds > self.pace.patience or attempt == self.pace.attempts:
            raise ServiceBusy(
                f"{self.base} takes no more at present ({answer.shown()}); run the command again later, "
                "it goes on where it stopped"
            )
        self.pace.sleep(seconds)
        return seconds


def asked_pause(answer: Answer, now: datetime) -> float | None:
    """Seconds that a 429 asks to wait, in its header or in its text; None where it says nothing."""
    header = answer.headers.get("retry-after", "").strip()
    if header.isdecimal():
        return float(header)
    if header:
        try:
            return max(0.0, (parsedate_to_datetime(header) - now).total_seconds())
        except (ValueError, TypeError):
            pass
    found = _WAIT.search(answer.text)
    return float(found[1]) if found else None


def user_agent() -> str:
    """How the tool introduces itself."""
    return f"blog-syndicate/{version()} (+https://pypi.org/project/blog-syndicate/)"
