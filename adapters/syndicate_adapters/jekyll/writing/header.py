"""The front matter of a post for Jekyll: edited in place, so that what needs no change keeps its bytes.

Keys that the model knows are compared with what Jekyll would read; they are written anew only where that is
something else. Source: Jekyll 4.3.1 and 4.4.1; tests/jekyll_writing/test_header.py asks the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from syndicate.diagnostics import Report
from syndicate.model import Post
from syndicate.review.front_matter import review_change
from syndicate.source.frontmatter import Change, Drop, FrontMatter, Rename, Set, edit_as_yaml
from syndicate.source.text import SourceText
from syndicate.source.yaml import PSYCH, Value
from syndicate.writing.header import Read, Refused, as_read, as_text, merged, respelled
from syndicate_adapters.jekyll.moments import DateError, parse_date
from syndicate_adapters.jekyll.ruby import to_s
from syndicate_adapters.jekyll.writing.codes import KEY_RENAMED

FOREIGN: Final = frozenset(
    "layout permalink published category categories tag ext excerpt excerpt_separator render_with_liquid"
    " redirect_from redirect_to canonical_url sitemap collection".split()
)
"""Keys that Jekyll and its usual plugins give a meaning; in the header of another engine they have none of these."""

MEANT: Final = frozenset("title date description draft slug tags authors lang".split())
"""Keys that mean the same to both."""

_LOOKED_UP: Final = MEANT | {"keywords", "image", "categories", "author", "book", "review"}
"""Keys that layouts look up: Jekyll minds their case."""

Relocated = Callable[[str], str]
"""The new address of a file of the site, given the old one."""

_FAR: Final = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What the header has to say of where the post is. Empty fields are not said.

    canonical: the address that the first engine published, where Jekyll spells it otherwise. feed_id: what its feed
    called the post. aliases: old paths for the plugin that redirects. authors: the keys in the site's data.
    lang: where it is not the first language. layout: for a site whose config is not ours. has_utc: the site's time
    zone is UTC, so that a date needs none. is_kept_back: the first engine does not show it, or not yet.
    """

    permalink: str
    canonical: str = ""
    feed_id: str = ""
    aliases: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    lang: str = ""
    layout: str = ""
    has_utc: bool = True
    is_kept_back: bool = False


def header(
    post: Post, source: SourceText, placing: Placing, relocated: Relocated, report: Report
) -> str:
    """The whole block, fences included."""
    changes = merged(_changes(post, source, placing, relocated, report))
    block = edit_as_yaml(post.front, changes)
    line, newline, rest = block.partition("\n")
    fence = "---\r" if line.endswith("\r") else "---"
    return f"{fence}{newline}{rest}"


def _changes(
    post: Post, source: SourceText, placing: Placing, relocated: Relocated, report: Report
) -> Iterator[Change]:
    front = post.front
    read = as_read(front, PSYCH)
    if front.rules.folds_case:
        read = {key.lower() if key.lower() in _LOOKED_UP else key: read[key] for key in read}
        yield from _respelled_keys(front)
    yield from _renamed(post, report)
    yield from respelled(front, read, FOREIGN | MEANT)
    yield from _title(post, read)
    yield from _date(post, placing, read)
    yield from _address(front, placing)
    yield from _terms(post, placing, read)
    yield from _status(post, placing)
    yield from _look(post, placing)
    yield from _image(post, relocated)
    if change := review_change(front, post.facts_in(source), read, PSYCH, relocated):
        yield change


def _respelled_keys(front: FrontMatter) -> Iterator[Change]:
    """Keys in small letters, for an engine that minds it."""
    for key in front.entries:
        if key != key.lower() and key.lower() in _LOOKED_UP:
            yield Rename(key, key.lower())


def _renamed(post: Post, report: Report) -> Iterator[Change]:
    """Keys that only Jekyll gives a meaning get a name apart."""
    front = post.front
    for key in front.entries:
        if key in FOREIGN and not (key == "categories" and post.categories):
            name = f"source_{key}"
            yield Rename(key, name)
            message = f"jekyll would read {key!r} as its own; called {name}"
            report(front.source.diagnostic(front.at(key), KEY_RENAMED, message))


def _title(post: Post, read: Read) -> Iterator[Change]:
    if "title" not in post.front or not _is_text(read.get("title"), post.title):
        yield Set("title", post.title)
    if post.meta_title and "title_meta" not in post.front:
        yield Set("title_meta", post.meta_title)
    if post.description and not _is_text(read.get("description"), post.description):
        yield Set("description", post.description)


def _is_text(value: Value | Refused, text: str) -> bool:
    """Whether a template prints a value as this text. A date or a number is no text to it."""
    return as_text(value) == text and isinstance(value, str)


def _date(post: Post, placing: Placing, read: Read) -> Iterator[Change]:
    if post.date is not None:
        if not _says_moment(read.get("date"), post.date, has_utc=placing.has_utc):
            yield Set("date", spelled(post.date))
    elif "date" in post.front:
        yield Drop("date")
    if post.updated is not None:
        yield Set("last_modified_at", spelled(post.updated))


def spelled(moment: datetime) -> datetime:
    """A moment with its offset."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _says_moment(value: Value | Refused, wanted: datetime, *, has_utc: bool) -> bool:
    """Whether Jekyll takes a value for this moment, if not in any zone then in UTC."""
    zones = (UTC,) if has_utc else (UTC, _FAR)
    return all(moment_of(value, zone) == wanted for zone in zones)


def moment_of(value: Value | Refused, zone: timezone) -> datetime | None:
    """The moment that Jekyll takes a value for on a site of that zone; None where it stops or we are not sure."""
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    if not isinstance(value, str):
        return None
    try:
        return parse_date(to_s(value), zone).time
    except DateError:
        return None


def _address(front: FrontMatter, placing: Placing) -> Iterator[Change]:
    yield Set("permalink", placing.permalink, after="slug" if "slug" in front else None)
    if "slug" in front:
        yield Drop("slug")
    if placing.canonical:
        yield Set("canonical_url", placing.canonical)
    if placing.feed_id and "feed_id" not in front:
        yield Set("feed_id", placing.feed_id)
    if placing.aliases:
        yield Set("redirect_from", list(placing.aliases))


def _terms(post: Post, placing: Placing, read: Read) -> Iterator[Change]:
    for key, wanted in (
        ("tags", [tag.name for tag in post.tags]),
        ("authors", list(placing.authors)),
    ):
        if read.get(key) != wanted and (wanted or key in post.front):
            yield Set(key, list(wanted)) if wanted else Drop(key)
    categories = [category.name for category in post.categories]
    if categories and read.get("categories") != categories:
        yield Set("categories", list(categories))


def _status(post: Post, placing: Placing) -> Iterator[Change]:
    if placing.is_kept_back and not post.is_draft:
        yield Set("published", False)
    if post.is_unlisted:
        yield Set("unlisted", True)
        yield Set("sitemap", False)


def _look(post: Post, placing: Placing) -> Iterator[Change]:
    """What layouts have to know of a page."""
    if not post.shows_title:
        yield Set("hide_title", True)
    if placing.lang:
        yield Set("lang", placing.lang)
    if placing.layout:
        yield Set("layout", placing.layout)


def _image(post: Post, relocated: Relocated) -> Iterator[Change]:
    if post.image:
        image = relocated(post.image)
        if image != post.front.get("image"):
            yield Set("image", image)
