"""JSON Feed 1.1. Source: jsonfeed.org/version/1.1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from syndicate_adapters.feed.channel import Channel
from syndicate_adapters.feed.entry import Entry

_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class JsonWriter:
    """A feed in pieces: `head`, an `item` for each post, `tail`."""

    channel: Channel
    tail: str = "\n]}\n"

    @property
    def head(self) -> str:
        channel = self.channel
        said = {
            "version": _VERSION,
            "title": channel.title,
            "home_page_url": channel.home,
            "feed_url": channel.address,
            "description": channel.description,
            "language": channel.language,
            "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
        }
        return f'{_json(said).removesuffix("}")}, "items": ['

    def item(self, entry: Entry, index: int) -> str:
        """The text of one item; `index` is how many stand before it."""
        authors = [
            {"name": author.name} | ({"url": author.url} if author.url else {})
            for author in entry.authors
        ]
        picture = entry.picture
        said = {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.content,
            "summary": entry.summary,
            "image": picture.url if picture is not None else "",
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": authors,
            "tags": list(entry.categories),
        }
        return f"{',' if index else ''}{chr(10)}{_json(said)}"


def _json(said: Mapping[str, object]) -> str:
    """An object without what is empty: JSON Feed knows no nulls."""
    return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)
