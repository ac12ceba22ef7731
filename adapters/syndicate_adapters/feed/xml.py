"""RSS 2.0 and Atom 1.0, written by feedgen one entry at a time.

feedgen keeps every entry of a feed until the end. Here it never sees more than one: what it writes around that
one is the same each time and is cut off. Its defects are kept out in the same place; tests/feed/test_xml.py
has one test for each.
Source: feedgen 1.0.0.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from syndicate_adapters.feed.channel import Channel
from syndicate_adapters.feed.entry import Entry
from syndicate_adapters.feed.options import Format

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator

_LINK: Final = re.compile(r'(<link href="[^"]*")[^>]*/>')


@dataclass(slots=True, kw_only=True)
class XmlWriter:
    """A feed in pieces: `head`, an `item` for each post, `tail`."""

    generator: FeedGenerator
    written: Callable[[], bytes]
    fill: Callable[[FeedEntry, Entry], None]
    tail: str
    extra: str = ""  # what feedgen cannot say of the feed itself
    mend: Callable[[str, Entry], str] = lambda item, entry: item
    _empty: str = field(init=False)

    def __post_init__(self) -> None:
        self._empty = self.written().decode().removesuffix(self.tail)

    @property
    def head(self) -> str:
        return self._empty + self.extra

    def item(self, entry: Entry, index: int) -> str:
        """The text of one entry."""
        # Without "append" feedgen turns the order round, and without a date it takes the clock's.
        self.fill(self.generator.add_entry(order="append"), entry)
        text = self.written().decode()
        self.generator.remove_entry(0)
        return self.mend(text[len(self._empty) : -len(self.tail)], entry)


def atom_writer(channel: Channel) -> XmlWriter:
    """Writes Atom 1.0. Source: RFC 4287."""
    generator = _generator(channel, Format.ATOM)
    generator.author({"name": channel.author})
    if channel.hub:
        generator.link(href=channel.hub, rel="hub")
    if channel.description != channel.title:
        generator.subtitle(channel.description)
    return XmlWriter(
        generator=generator,
        written=lambda: generator.atom_str(pretty=True),
        fill=_fill_atom,
        tail="</feed>\n",
        mend=_with_kinds_of_links,
    )


def rss_writer(channel: Channel) -> XmlWriter:
    """Writes RSS 2.0 with whole articles in `content:encoded`."""
    generator = _generator(channel, Format.RSS)
    generator.description(channel.description)
    # feedgen gives RSS no hub.
    hub = f'    <atom:link href={quoteattr(channel.hub)} rel="hub"/>\n' if channel.hub else ""
    return XmlWriter(
        generator=generator,
        written=lambda: generator.rss_str(pretty=True),
        fill=_fill_rss,
        tail="  </channel>\n</rss>\n",
        extra=hub,
    )


def _generator(channel: Channel, format: Format) -> FeedGenerator:
    from feedgen.feed import FeedGenerator

    generator = FeedGenerator()
    generator.load_extension("media")
    if format is Format.RSS:
        generator.load_extension("dc")
    generator.id(channel.id)
    generator.title(channel.title)
    generator.updated(channel.updated)
    generator.lastBuildDate(channel.updated)
    generator.generator("syndicate")
    generator.docs("https://www.rssboard.org/rss-specification")
    if channel.address:
        generator.link(href=channel.address, rel="self", type=format.mime_type)
    # The last link becomes that of an RSS channel.
    generator.link(href=channel.home, rel="alternate", type="text/html")
    if channel.language:
        generator.language(channel.language)
    return generator


def _fill(made: FeedEntry, entry: Entry) -> None:
    made.title(entry.title)
    made.link(href=entry.url, rel="alternate", type="text/html")
    made.published(entry.published)
    made.updated(entry.updated)
    if entry.categories:  # one by one, each call would look at all again
        made.category([{"term": name} for name in entry.categories])
    if entry.picture is not None:
        made.media.thumbnail(url=entry.picture.url, group=None)


def _fill_atom(made: FeedEntry, entry: Entry) -> None:
    made.id(entry.id)
    _fill(made, entry)
    if entry.authors:
        made.author(
            [
                {"name": each.name, "email": each.email or None, "uri": each.url or None}
                for each in entry.authors
            ]
        )
    if entry.picture is not None and entry.picture.type:
        made.link(href=entry.picture.url, rel="enclosure")
    if entry.is_whole:
        made.content(entry.content, type="html")
        made.summary(entry.summary)
    else:
        made.summary(entry.content, type="html")


def _with_kinds_of_links(item: str, entry: Entry) -> str:
    """The item with what its links are: feedgen writes no attribute of a link in an entry but its address."""
    kinds = ['rel="alternate" type="text/html"']
    if (picture := entry.picture) is not None and picture.type:
        size = f' length="{picture.size}"' if picture.size is not None else ""
        kinds.append(f'rel="enclosure" type="{picture.type}"{size}')
    rest = iter(kinds)
    return _LINK.sub(lambda match: f"{match[1]} {next(rest)}/>", item)


def _fill_rss(made: FeedEntry, entry: Entry) -> None:
    made.guid(entry.id, permalink=entry.id == entry.url)
    _fill(made, entry)
    match entry.authors:
        case (author,) if author.email:
            made.author(name=author.name, email=author.email)
        case authors:
            # RSS takes no author without an address for mail.
            made.dc.dc_creator([author.name for author in authors])
    picture = entry.picture
    if picture is not None and picture.type and picture.size is not None:
        made.enclosure(picture.url, str(picture.size), picture.type)
    if entry.is_whole:
        made.content(entry.content, type="html")
        made.summary(html.escape(entry.summary, quote=False))
    else:
        made.summary(entry.content)
