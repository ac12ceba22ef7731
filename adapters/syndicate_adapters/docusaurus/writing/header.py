"""The front matter of a post for Docusaurus: edited in place, so that what needs no change keeps its bytes.

The engine's own schema reads the header as it stands; only what it would refuse, or take for something
else than the post means, is rewritten.
Source: Docusaurus 3.10.2; tests/docusaurus/test_strange_blog.py has the engine read such headers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.model import Post
from syndicate.review.front_matter import review_change
from syndicate.source.frontmatter import (
    DOCUSAURUS,
    Change,
    Drop,
    FrontMatter,
    Rename,
    Set,
    edit_as_yaml,
    read_front_matter,
)
from syndicate.source.text import SourceText
from syndicate.source.yaml import JS_YAML_4, Value
from syndicate.writing.header import Refused, as_read, day_or_moment, merged, respelled
from syndicate_adapters.docusaurus.header.schema import BlogFrontMatter, moment_of, validate

MEANT: Final = frozenset(
    "title description date slug tags authors keywords image draft unlisted title_meta".split()
)
"""Keys that the writer sets or drops itself."""

FOREIGN: Final = frozenset(
    "sidebar_label author author_title authorTitle author_url authorURL author_image_url authorImageURL"
    " hide_table_of_contents toc_min_heading_level toc_max_heading_level last_update mdx id".split()
)
"""Keys that only Docusaurus gives this meaning; in the header of another engine they have none of it."""

_CASES: Final = {key.lower(): key for key in MEANT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What the header has to say of where the post is. Empty fields are not said.

    slug: None where the path of the file says it. canonical, feed_id: as the first engine published
    them. tags, authors: as the header lists them. format: for `mdx`, where the site's own is another
    one. description: "" where the text says it. image: the address of the picture. path_of: the
    address of a picture that no bundler looks for. is_kept_back: the first engine does not show it, or not yet;
    Docusaurus shows what is dated later.
    """

    slug: str | None = None
    canonical: str = ""
    feed_id: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[Value, ...] = ()
    format: str = ""
    description: str | None = None
    image: str = ""
    order: int | None = None
    is_page: bool = False
    is_kept_back: bool = False
    path_of: Callable[[str], str] = field(default=lambda url: url)


def header(post: Post, source: SourceText, placing: Placing, report: Report) -> str:
    """The whole block, fences included."""
    changes = merged(_changes(post, source, placing, report))
    block = edit_as_yaml(post.front, changes)
    return _accepted(block, post, report)


def _accepted(block: str, post: Post, report: Report) -> str:
    """The block without what the engine would refuse still, and its whole build with it."""
    front = read_front_matter(SourceText(post.source, block), DOCUSAURUS)
    problems = validate(front.values).problems
    if not problems:
        return block
    keys = dict.fromkeys(problem.field for problem in problems)
    for key in keys:
        _moved(post.front, key, report)
    return edit_as_yaml(front, [Rename(key, f"source_{key}") for key in keys])


def _changes(post: Post, source: SourceText, placing: Placing, report: Report) -> Iterator[Change]:
    front = post.front
    read = as_read(front, JS_YAML_4)
    given = {key: value for key, value in read.items() if not isinstance(value, Refused)}
    engine = validate(dict(given)).front
    yield from _keys(front, report)
    yield from respelled(front, read, (*map(str.lower, FOREIGN), *MEANT))
    yield from _texts(post, placing, engine)
    yield from _dates(post, engine, given)
    yield from _address(front, placing, engine)
    yield from _terms(front, placing, engine)
    yield from _status(post, placing, front, engine)
    yield from _image(front, placing, engine)
    if change := review_change(front, post.facts_in(source), read, JS_YAML_4, placing.path_of):
        yield change


def _moved(front: FrontMatter, key: str, report: Report) -> None:
    message = f"docusaurus would read {key!r} as its own; called source_{key}"
    report(front.source.diagnostic(front.at(key), CODES["key-moved"], message))


def _keys(front: FrontMatter, report: Report) -> Iterator[Change]:
    """Keys of ours in another spelling get ours, those that only Docusaurus reads get a name apart."""
    for key in front.entries:
        ours = _CASES.get(key.lower())
        if key in FOREIGN:
            if key != "author":
                _moved(front, key, report)
            yield Rename(key, f"source_{key}")
        elif ours is not None and ours != key and front.rules.folds_case:
            yield Rename(key, ours)


def _texts(post: Post, placing: Placing, engine: BlogFrontMatter) -> Iterator[Change]:
    title = " ".join(post.title.split("\n"))
    if engine.title != title or "title" not in post.front:
        yield Set("title", title)
    if post.meta_title and engine.title_meta != post.meta_title:
        yield Set("title_meta", post.meta_title)
    if "description" in post.front:
        if engine.description != post.description:
            yield Set("description", post.description)
    elif placing.description is not None:
        yield Set("description", placing.description)
    if engine.keywords != post.keywords:
        yield Set("keywords", list(post.keywords)) if post.keywords else Drop("keywords")


def _dates(post: Post, engine: BlogFrontMatter, given: Mapping[str, Value]) -> Iterator[Change]:
    is_moment = isinstance(given.get("date"), date | datetime)
    if post.date is None:
        if "date" in post.front:
            yield Drop("date")
    elif not is_moment or engine.date is None or moment_of(engine.date) != post.date:
        yield Set("date", day_or_moment(post.date))
    if post.updated is not None and post.updated != post.date:
        yield Set("last_update", {"date": day_or_moment(post.updated)})


def _address(front: FrontMatter, placing: Placing, engine: BlogFrontMatter) -> Iterator[Change]:
    if placing.slug is not None and engine.slug != placing.slug:
        yield Set("slug", placing.slug)
    elif placing.slug is None and "slug" in front:
        yield Drop("slug")
    if placing.canonical and front.get("canonical_url") != placing.canonical:
        yield Set("canonical_url", placing.canonical)
    if placing.feed_id and "feed_id" not in front:
        yield Set("feed_id", placing.feed_id)
    if placing.order is not None:
        yield Set("date_order", placing.order)
    if placing.format:
        yield Set("mdx", {"format": placing.format})


def _terms(front: FrontMatter, placing: Placing, engine: BlogFrontMatter) -> Iterator[Change]:
    if engine.tags != placing.tags or (not placing.tags and "tags" in front):
        yield Set("tags", list(placing.tags)) if placing.tags else Drop("tags")
    if engine.authors != placing.authors or (not placing.authors and "authors" in front):
        yield Set("authors", list(placing.authors)) if placing.authors else Drop("authors")


def _status(
    post: Post, placing: Placing, front: FrontMatter, engine: BlogFrontMatter
) -> Iterator[Change]:
    is_draft = post.is_draft or placing.is_kept_back
    is_said = "draft" not in front or isinstance(front.get("draft"), bool)
    if engine.is_draft != is_draft or not is_said:
        yield Set("draft", is_draft)
    is_unlisted = post.is_unlisted and not is_draft
    if engine.is_unlisted != is_unlisted or ("unlisted" in front and is_draft):
        yield Set("unlisted", True) if is_unlisted else Drop("unlisted")
    elif "unlisted" in front and front.get("unlisted") is None:
        yield Drop("unlisted")


def _image(front: FrontMatter, placing: Placing, engine: BlogFrontMatter) -> Iterator[Change]:
    if engine.image != (placing.image or None):
        yield Set("image", placing.image) if placing.image else Drop("image")
