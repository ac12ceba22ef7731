"""A blog, a service and a clock for tests of publishing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import syndicate
from syndicate import PublishResult, Site
from syndicate.publisher import Answer
from syndicate.publishing.desk import Means
from syndicate.publishing.http import Pace
from syndicate.publishing.keys import Key
from tests.copies.blog import make_blog
from tests.services.forem import Forem, Stored

KEY = "k3y-of-Mina"
MINA = (12, "mina")


@dataclass(slots=True)
class Clock:
    """Time that passes only while somebody sleeps."""

    seconds: float = 0.0
    start: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds)

    def read(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.seconds += seconds

    def pace(self) -> Pace:
        return Pace(clock=self.read, sleep=self.sleep, now=self.now)


Fault = Callable[[str, str, Callable[[], Answer]], Answer]
"""Stands between a request and its answer: method, path, and what asks the service."""


@dataclass(slots=True)
class Desk:
    """A site in `root` and a Forem site beside it, in one process."""

    root: Path
    clock: Clock = field(default_factory=Clock)
    forem: Forem = field(init=False)
    fault: Fault | None = None
    dead: dict[str, str] = field(default_factory=dict)
    probed: list[str] = field(default_factory=list)
    key: str = KEY
    tool: str = "1"

    def __post_init__(self) -> None:
        self.forem = Forem(users={KEY: MINA}, now=self.clock.now)

    def transport(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        target = url.removeprefix("https://dev.to")

        def ask() -> Answer:
            status, head, text = self.forem.answer(method, target, headers, body or b"")
            lower = {name.lower(): value for name, value in head.items()}
            return Answer(status=status, headers=lower, text=text)

        return ask() if self.fault is None else self.fault(method, target, ask)

    def probe(self, url: str) -> str:
        self.probed.append(url)
        return self.dead.get(url, "")

    def means(self) -> Means:
        return Means(
            key=Key(self.key, "a test"),
            transport=self.transport,
            pace=self.clock.pace(),
            probe=self.probe,
            tool=self.tool,
        )

    def blog(self, posts: Mapping[str, str]) -> Site:
        return make_blog(self.root, posts)

    def publish(self, **wishes: Any) -> PublishResult:
        """Reads the site and publishes it to dev.to; all of it may be created unless `choose` says otherwise."""
        site = wishes.pop("site", None) or syndicate.read(self.root)
        return syndicate.publish(
            site, to="devto", means=self.means(), **{"choose": True, "yes": True, **wishes}
        )

    def articles(self) -> list[Stored]:
        return list(self.forem.articles.values())

    def ledger(self) -> str:
        file = self.root / ".syndicate/ledger.txt"
        return file.read_text("utf-8") if file.exists() else ""

    def writes(self) -> int:
        return sum(method != "GET" for method, _ in self.forem.log)


def post(title: str, text: str = "Hello.", **header: str) -> str:
    """The file of a post."""
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"---\ntitle: {title}\ndate: 2024-01-02\n{lines}---\n\n{text}\n"


def verbs(result: PublishResult) -> dict[str, str]:
    """What is done with each post, by the name of its file."""
    return {s.post.source.rpartition("/")[2]: s.verb.value for s in result.plan.steps}


def codes(result: PublishResult) -> list[str]:
    return [found.code for found in result.diagnostics]
