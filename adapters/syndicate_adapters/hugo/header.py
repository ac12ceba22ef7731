"""The front matter of a post for Hugo: edited in place, so that what needs no change keeps its bytes.

One table says which keys Hugo would take for its own. Those that the model knows are compared with
what Hugo would read; they are rewritten only where it would read something else.
Source: Hugo 0.168; tests/hugo/test_header.py asks the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from syndicate.catalogue import CODES
from syndicate.diagnostics import Code, Report
from syndicate.model import Post
from syndicate.review.front_matter import review_change
from syndicate.source.frontmatter import (
    Change,
    Drop,
    FrontMatter,
    Rename,
    Set,
    edit,
)
from syndicate.source.text import SourceText
from syndicate.source.yaml import GOCCY, Value
from syndicate.writing.header import (
    Read,
    as_read,
    as_text,
    as_texts,
    day_or_moment,
    merged,
    respelled,
    with_plain_fence,
)
from syndicate_adapters.hugo.dates import moment_of

FOREIGN: Final = frozenset(
    "_build aliases build cascade content expirydate headless iscjklanguage lastmod layout linktitle"
    " markup menu menus modified outputs params pubdate publishdate published resources sitemap sites"
    " summary translationkey type unpublishdate url weight".split()
)
"""Keys, in lower case, that Hugo gives a meaning; in the header of another engine they have none of these."""

MEANT: Final = frozenset(
    "title date description draft keywords slug tags categories authors".split()
)
"""Keys that mean the same to both; Hugo does not mind their case, which makes others of them."""

Relocated = Callable[[str], str]
"""The new address of a file of the site, given the old one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What the header has to say of where the post is. Empty fields are not said.

    url: for `url:`. canonical: the address that the first engine published, where Hugo spells it
    otherwise. feed_id: what its feed called the post, where that is no address of it. authors: the
    keys of their pages. order: its number among the posts of its moment. description: of the text,
    where layouts would take another one from it. is_home: the front page. has_images: for themes
    that look for `images`.
    """

    url: str = ""
    canonical: str = ""
    feed_id: str = ""
    aliases: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    order: int | None = None
    description: str | None = None
    is_home: bool = False
    has_images: bool = False


def header(
    post: Post, source: SourceText, placing: Placing, relocated: Relocated, report: Report
) -> str:
    """The whole block, fences included."""
    front = post.front
    changes = list(merged(_changes(post, source, placing, relocated, report)))
    block = edit(front, [*changes, *_once(front, changes)])
    return with_plain_fence(block) if front.format in ("yaml", "json") else block


def _once(front: FrontMatter, changes: Iterable[Change]) -> Iterator[Change]:
    """Keys that stand there twice, at which Hugo stops: the line that counts stays."""
    if front.format != "yaml":
        return
    changed = {change.key for change in changes}
    for entry in front.entries.values():
        if entry.more and entry.key not in changed:
            yield Set(entry.key, entry.value)


def _changes(
    post: Post, source: SourceText, placing: Placing, relocated: Relocated, report: Report
) -> Iterator[Change]:
    front = post.front
    read = as_read(front, GOCCY)
    yield from _moved(front, report)
    yield from respelled(front, read, FOREIGN | MEANT)
    yield from _title(post, placing, read)
    yield from _date(post, read)
    yield from _address(front, placing)
    yield from _terms(post, placing, read)
    yield from _status(post, read)
    yield from _look(post, placing)
    yield from _image(post, placing, relocated)
    if change := review_change(front, post.facts_in(source), read, GOCCY, relocated):
        yield change


# -- keys -----------------------------------------------------------------------------------------


def _moved(front: FrontMatter, report: Report) -> Iterator[Change]:
    """Keys that only Hugo gives a meaning go below `params`; other spellings of ours get a name apart."""
    kept: dict[str, Value] = {}
    for key, entry in front.entries.items():
        if key.lower() in FOREIGN:
            kept[key] = entry.value
            yield Drop(key)
            _say(
                front,
                key,
                report,
                CODES["key-moved"],
                f"hugo would read {key!r} as its own; moved below params",
            )
        elif key.lower() in MEANT and key != key.lower():
            name = f"source_{key}"
            yield Rename(key, name)
            _say(
                front,
                key,
                report,
                CODES["key-moved"],
                f"hugo would read {key!r} as its own; called {name}",
            )
    if kept:
        yield Set("params", kept)


def _say(front: FrontMatter, key: str, report: Report, code: Code, message: str) -> None:
    report(front.source.diagnostic(front.at(key), code, message))


def _title(post: Post, placing: Placing, read: Read) -> Iterator[Change]:
    if "title" not in post.front or as_text(read.get("title")) != post.title:
        yield Set("title", post.title)
    if post.meta_title and "title_meta" not in post.front:
        yield Set("title_meta", post.meta_title)
    if "description" in post.front and as_text(read.get("description")) != post.description:
        yield Set("description", post.description)
    if placing.description is not None:
        yield Set("description", placing.description)


def _date(post: Post, read: Read) -> Iterator[Change]:
    value = read.get("date")
    if post.date is not None:
        moment = moment_of(value) if isinstance(value, str) else None
        if moment != post.date:
            yield Set("date", day_or_moment(post.date))
    elif value not in (None, ""):
        yield Drop("date")
    if post.updated is not None:
        yield Set("lastmod", day_or_moment(post.updated))


def _address(front: FrontMatter, placing: Placing) -> Iterator[Change]:
    if placing.url:
        yield Set("url", placing.url, after="slug" if "slug" in front else None)
        if "slug" in front:
            yield Drop("slug")
    if placing.canonical and not any(key.lower() == "canonicalurl" for key in front.entries):
        yield Set("canonicalURL", placing.canonical)
    if placing.feed_id and "feedID" not in front:
        yield Set("feedID", placing.feed_id)
    if placing.aliases:
        yield Set("aliases", list(placing.aliases))
    if placing.order is not None:
        yield Set("dateOrder", placing.order, after="date" if "date" in front else None)


def _terms(post: Post, placing: Placing, read: Read) -> Iterator[Change]:
    for key, wanted in (
        ("tags", [tag.name for tag in post.tags]),
        ("categories", [category.name for category in post.categories]),
        ("authors", list(placing.authors)),
    ):
        if not wanted and (key not in post.front or key == "categories"):
            continue  # of categories the source makes no taxonomy
        if as_texts(read.get(key)) != wanted:
            yield Set(key, list(wanted)) if wanted else Drop(key)


def _status(post: Post, read: Read) -> Iterator[Change]:
    value = read.get("draft")
    is_draft = value is True or value in ("true", "True", "TRUE", "1")
    if is_draft != post.is_draft:
        yield Set("draft", post.is_draft)
    if post.is_unlisted:
        yield Set("build", {"list": "never"})


def _look(post: Post, placing: Placing) -> Iterator[Change]:
    """What our layouts have to know of a page."""
    if not post.shows_title:
        yield Set("hideTitle", True)
    if placing.is_home:
        yield Set("onlyText", True)


def _image(post: Post, placing: Placing, relocated: Relocated) -> Iterator[Change]:
    if not post.image:
        return
    image = relocated(post.image)
    if "image" in post.front and image != post.front.get("image"):
        yield Set("image", image)
    if placing.has_images and "images" not in post.front:
        yield Set("images", [image])
