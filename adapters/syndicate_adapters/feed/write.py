"""A feed from the posts of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from syndicate.adapter import ExportContext, WriteParts
from syndicate.diagnostics import Code, Diagnostic, Report, SyndicateError
from syndicate.model import Post, Site
from syndicate_adapters.feed.channel import Channel, address_of, channel_of, own_feed
from syndicate_adapters.feed.codes import ADDRESS_OLD, ADDRESS_UNKNOWN, DATE_MISSING, ID_SHARED
from syndicate_adapters.feed.entry import about, dates_of, entry_of
from syndicate_adapters.feed.identity import id_of
from syndicate_adapters.feed.jsonfeed import JsonWriter
from syndicate_adapters.feed.options import FeedOptions, Format
from syndicate_adapters.feed.xml import XmlWriter, atom_writer, rss_writer

_WRITERS: Final[dict[Format, Callable[[Channel], XmlWriter | JsonWriter]]] = {
    Format.ATOM: atom_writer,
    Format.RSS: rss_writer,
    Format.JSON: JsonWriter,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    post: Post
    dates: tuple[datetime, datetime]
    id: str


def collect(
    context: ExportContext, posts: Sequence[Post], options: FeedOptions, report: Report
) -> tuple[WriteParts, ...]:
    """The feed files that hold `posts`, as far as they are published, the newest first.

    Raises UsageError for options that make no sense, SyndicateError where nothing is left to be fed.
    """
    formats = options.formats()
    site = context.site
    if not site.url:
        raise SyndicateError(
            "a feed needs absolute addresses; say where the site is served with --url"
        )
    chosen = _chosen(posts, site, options, report)
    if not chosen:
        raise SyndicateError("no published post with a date was found; a feed needs one at least")
    updated = max(each.dates[1] for each in chosen)
    plain = [each.post for each in chosen]
    channels = {f: channel_of(site, plain, f, updated, options) for f in formats}
    for format, channel in channels.items():
        if not channel.address:
            message = f"{site.engine} has no {format} feed for these posts: it has no self link"
            report(_about_site(ADDRESS_UNKNOWN, message))
    _report_old_addresses(site, plain, channels, report)

    def parts() -> Iterator[tuple[str, str]]:
        writers = {f.file_name: _WRITERS[f](channel) for f, channel in channels.items()}
        yield from ((path, writer.head) for path, writer in writers.items())
        for index, each in enumerate(chosen):
            entry = entry_of(context, each.post, each.dates, each.id, options, report)
            yield from ((path, writer.item(entry, index)) for path, writer in writers.items())
        yield from ((path, writer.tail) for path, writer in writers.items())

    return (WriteParts(paths=tuple(f.file_name for f in formats), parts=parts),)


def _chosen(
    posts: Sequence[Post], site: Site, options: FeedOptions, report: Report
) -> list[_Dated]:
    """The posts that belong into the feed: published, dated, each id once, the newest first."""
    found: list[_Dated] = []
    for post in posts:
        if post.url is None or post.is_unlisted or post.is_draft:
            continue
        dates = dates_of(post)
        if dates is None:
            report(about(post, DATE_MISSING, "the post has no date; left out of the feed"))
        else:
            id = id_of(post, site.engine, is_canonical=not options.has_engine_ids())
            found.append(_Dated(post=post, dates=dates, id=id))
    found.sort(key=lambda each: each.post.source)
    found.sort(key=lambda each: each.dates[0], reverse=True)
    unique = _with_own_ids(found, report)
    return unique[: options.limit] if options.limit > 0 else unique


def _with_own_ids(found: Sequence[_Dated], report: Report) -> list[_Dated]:
    """Posts, the newest first, each under an id of its own: of two with one id the older keeps it, as posts to come
    may not take it away again."""
    first: dict[str, _Dated] = {}
    for each in reversed(found):
        named = each
        if (other := first.get(each.id)) is not None:
            named = replace(each, id=each.post.url or "")
            is_out = named.id in first
            what = "left out of the feed" if is_out else "its address is its id in the feed"
            message = f"has the id {each.id} of {other.post.source}; {what}"
            report(about(each.post, ID_SHARED, message))
        first.setdefault(named.id, named)
    return [*reversed(first.values())]


def _report_old_addresses(
    site: Site, posts: Sequence[Post], channels: dict[Format, Channel], report: Report
) -> None:
    """Names the engine's feeds that this one is meant to replace, and how their readers find the new one."""
    new = {channel.address for channel in channels.values() if channel.address}
    own = {format: feed for format in Format if (feed := own_feed(site, posts, format)) is not None}
    replaced = {format: own[format] for format in channels if format in own} or own
    for format, feed in replaced.items():
        if not new or address_of(site, feed) in new:
            continue
        to = (channels.get(format) or next(iter(channels.values()))).address
        message = (
            f"readers are subscribed at {feed.path}; where that is served no more, redirect it: "
            f"{feed.path} {to} 301"
        )
        report(_about_site(ADDRESS_OLD, message))


def _about_site(code: Code, message: str) -> Diagnostic:
    return Diagnostic(
        path=".", line=1, column=1, severity=code.severity, code=code.name, message=message
    )
