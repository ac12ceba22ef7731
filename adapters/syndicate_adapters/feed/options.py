"""What can be chosen about a feed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from syndicate.diagnostics import UsageError


class Format(StrEnum):
    """A kind of feed."""

    ATOM = "atom"
    RSS = "rss"
    JSON = "json"

    @property
    def file_name(self) -> str:
        """What such a feed is called in a folder."""
        return "feed.json" if self is Format.JSON else f"{self}.xml"

    @property
    def mime_type(self) -> str:
        return "application/feed+json" if self is Format.JSON else f"application/{self}+xml"


def _option(default: str, doc: str) -> str:
    text: str = field(default=default, metadata={"doc": doc})
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOptions:
    """What a feed holds and how it names itself."""

    format: str = _option("atom", "atom, rss, json, or several of them with commas between")
    limit: int = field(
        default=20, metadata={"doc": "how many posts, the newest first; 0 for all of them"}
    )
    summary: bool = field(
        default=False, metadata={"doc": "excerpts only, instead of whole articles"}
    )
    self_url: str = _option(
        "", "the address it is served at; that of the engine's own feed if empty"
    )
    ids: str = _option(
        "engine", "engine: the ids of the engine's own feed; canonical: the addresses of the posts"
    )
    title: str = _option("", "what the feed is called; as the engine calls its own if empty")
    description: str = _option("", "what the feed is about; as the site says if empty")
    author: str = _option("", "who writes, where a post names nobody; the site's title if empty")
    language: str = _option("", "the language of the feed; that of its posts if empty")
    hub: str = _option("", "the address of a WebSub hub")
    players: bool = field(
        default=False, metadata={"doc": "keep the frames of known players, which are links else"}
    )

    def formats(self) -> tuple[Format, ...]:
        """The formats that are wanted, each once. Raises UsageError."""
        names = dict.fromkeys(name.strip().lower() for name in self.format.split(","))
        try:
            found = tuple(Format(name) for name in names)
        except ValueError as error:
            raise UsageError(
                f"no feed is called {self.format!r}; there are: atom, rss, json"
            ) from error
        if self.self_url and len(found) > 1:
            raise UsageError("--self is the address of one feed; write one format at a time")
        return found

    def has_engine_ids(self) -> bool:
        """Whether ids are those of the engine's own feed. Raises UsageError."""
        if self.ids not in ("engine", "canonical"):
            raise UsageError(f"--id {self.ids!r} must be engine or canonical")
        return self.ids == "engine"
