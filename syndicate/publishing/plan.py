"""What a run would do with each post, and why: create, update, leave alone, refuse."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from syndicate.model import Post
from syndicate.publisher import Article, LiveCopy, State, Wish
from syndicate.publishing.ledger import Entry, Marks, body_digest, digest

CONTEXT: Final = 2
"""Lines around a difference."""


class Verb(StrEnum):
    """What becomes of the copy of a post."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of a copy that would change; old is None where the service does not tell it."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be done with one post. reason: why, "" where the verb says it.

    entry: the line of the ledger. marks: what the new line will know. wish: how the copy comes to its readers.
    is_new_line: nothing is sent, but the ledger learns something.
    """

    post: Post
    verb: Verb
    reason: str = ""
    article: Article | None = None
    entry: Entry | None = None
    intent: Entry | None = None
    live: LiveCopy | None = None
    marks: Marks = field(default_factory=Marks)
    wish: Wish = field(default_factory=Wish)
    is_new_line: bool = False

    @property
    def is_write(self) -> bool:
        """Whether something is sent."""
        return self.verb in (Verb.CREATE, Verb.UPDATE)

    def differences(self) -> Iterator[Difference]:
        """The fields that would change, without the text, in the order of the article."""
        if self.article is None or self.verb in (Verb.UNCHANGED, Verb.SKIP):
            return
        if self.live is not None:
            yield from differing(self.article, self.live)
        elif self.verb is Verb.CREATE:
            for name, new in self.article.fields.items():
                if name != self.article.body_field and new not in ("", None, []):
                    yield Difference(field=name, old=None, new=new)
        if self.verb is Verb.CREATE or (self.live and self.live.state is State.DRAFT):
            state = _state(self.wish)
            if self.verb is Verb.CREATE or state is not State.DRAFT:
                old = self.live.state.value if self.live is not None else None
                yield Difference(field="state", old=old, new=state.value)

    def diff(self) -> list[str]:
        """The lines of a unified diff of the text, without the heads; empty where it stays or nobody knows the old."""
        if self.article is None or self.live is None:
            return []
        old, new = self.live.body.rstrip().splitlines(), self.article.body.rstrip().splitlines()
        return list(difflib.unified_diff(old, new, n=CONTEXT, lineterm=""))[2:]


def differing(article: Article, live: LiveCopy) -> Iterator[Difference]:
    """The fields beside the text that the service has otherwise; what we leave empty it fills in itself."""
    for name, new in article.fields.items():
        old = live.fields.get(name, new)
        if name != article.body_field and new not in ("", None) and _told(old) != _told(new):
            yield Difference(field=name, old=old, new=new)


def _state(wish: Wish) -> State:
    if not wish.is_public:
        return State.DRAFT
    return State.SCHEDULED if wish.moment is not None else State.PUBLIC


def _told(value: object) -> object:
    """A field as far as its spelling counts."""
    if isinstance(value, list | tuple):
        return sorted(str(each).casefold() for each in value)
    return " ".join(str(value or "").split())


def marks_of(article: Article, source: bytes, tool: str) -> Marks:
    """What the ledger will know of an article that is sent now. source: the bytes of the post's file."""
    fields = json.dumps(_plain(article.fields), ensure_ascii=True, sort_keys=True, default=str)
    return Marks(
        body=body_digest(article.body),
        sent=digest(fields),
        source=digest(source.decode("utf-8", "surrogateescape")),
        tool=tool,
    )


def _plain(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value not in ("", None)}
