"""What a service that takes copies through an API has to be able to do.

The use case (`syndicate.publishing`) chooses, plans, keeps the ledger, waits and repeats; an adapter only says what a
request holds and what an answer means. It never sees the key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Protocol

from syndicate.diagnostics import SyndicateError

_SHOWN: Final = 300
"""Characters of an answer in a message."""


class NoAnswer(SyndicateError):
    """A request was sent and nobody knows what came of it: the connection broke, or the service failed."""


class Refused(SyndicateError):
    """The service does not take a copy; nothing was made or changed."""

    def __init__(self, message: str, complaints: tuple[Complaint, ...] = ()) -> None:
        super().__init__(message)
        self.complaints = complaints


class State(StrEnum):
    """Who can read a copy."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One thing that a service says of a copy.

    keys: of the header, the first that is there is meant; without any it is about the text.
    needle: what to look for there, "" where nothing is named.
    """

    message: str
    keys: tuple[str, ...] = ()
    needle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose key it is; the name may change, the id does not."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A copy as it is sent. fields: by the service's names, each one that we own, also where it is empty.

    body_field: the one of `fields` that holds the text.
    """

    title: str
    canonical_url: str
    fields: Mapping[str, object]
    body_field: str

    @property
    def body(self) -> str:
        """The text, in the words of the service."""
        return str(self.fields[self.body_field])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a copy should come to its readers. moment: in the future, when they may read it; aware."""

    is_public: bool = False
    moment: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCopy:
    """A copy as the service has it. canonical_url: "" where it names no original.

    fields: those of an article's that can be read back, spelled as they are sent.
    """

    id: str
    url: str
    title: str
    body: str
    canonical_url: str
    state: State
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What the service says of a copy that it has just taken.

    body: as it keeps the text, None where it does not say. trouble: why it cannot show it, None if it can.
    """

    id: str
    url: str
    state: State
    body: str | None = None
    trouble: Complaint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. path: below the address of the API, with its query."""

    method: str
    path: str
    body: Mapping[str, object] | None = None

    @property
    def is_write(self) -> bool:
        """Whether it changes something there."""
        return self.method not in ("GET", "HEAD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, whole. headers: names in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the service did what it was asked."""
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The value of the body. Raises NoAnswer where it is no JSON: something else than the service answered."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            raise NoAnswer(f"the answer is no JSON: {self.shown()}") from None

    def object(self) -> dict[str, Any]:
        """The body as a JSON object. Raises NoAnswer where it is none."""
        value = self.json()
        if not isinstance(value, dict):
            raise NoAnswer(f"the answer is no object: {self.shown()}")
        return value

    def array(self) -> list[dict[str, Any]]:
        """The body as an array of JSON objects. Raises NoAnswer where it is none."""
        value = self.json()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise NoAnswer(f"the answer is no list of objects: {self.shown()}")
        return value

    def shown(self) -> str:
        """The beginning of the body, for messages."""
        text = " ".join(self.text.split())
        return f"HTTP {self.status} {text[:_SHOWN]!r}"


Send = Callable[[Request], Answer]
"""Sends a request with the key, at the pace of the service; repeats it only where nothing can have come of it.

Gives answers below 500 but 429. Raises NoAnswer, and SyndicateError where the service cannot be reached or asks to wait
for too long: nothing has come of the request then.
"""


class Publisher(Protocol):
    """An account of a service. All raise what `Send` raises, and SyndicateError where the key is refused."""

    def account(self) -> Account:
        """Whose key it is."""

    def copies(self) -> Iterator[LiveCopy] | None:
        """All copies of the account, drafts included; None where the service cannot tell."""

    def create(self, article: Article, wish: Wish) -> Placed:
        """Makes a copy. Raises Refused."""

    def update(self, live: LiveCopy, article: Article, wish: Wish) -> Placed:
        """Makes `live` say what the article says. A copy that is public stays so. Raises Refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How to reach a service, and how a post becomes an article of it.

    api_url: usual address of the API. hosts: of the addresses of copies. keys: environment variables that may hold
    the key, the first that is set counts. headers: of every request, from the key. write_pause, read_pause: seconds
    between requests of one kind. article: takes ExportContext, Post, the adapter's options, Report. title: its title.
    can_list, can_update, can_schedule: what the API allows.
    """

    api_url: str
    hosts: tuple[str, ...]
    keys: tuple[str, ...]
    headers: Callable[[str], Mapping[str, str]]
    write_pause: float
    read_pause: float
    article: Callable[[Any, Any, Any, Any], Article]
    title: Callable[[Any], str]
    pictures: Callable[[Article], tuple[str, ...]]
    connect: Callable[[Send, Any], Publisher]
    is_public: Callable[[Any], bool] = lambda options: False
    can_list: bool = True
    can_update: bool = True
    can_schedule: bool = True
