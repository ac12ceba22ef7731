"""One document as Jekyll reads it: its header over the defaults, its date, its terms.

Source: Jekyll 4.4.1 and 3.10.0, `document.rb`; tests/jekyll/test_site.py compares with the engine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from syndicate.source.frontmatter import JEKYLL, FrontMatter, FrontMatterError, read_front_matter
from syndicate.source.text import SourceText, Span
from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.defaults import DefaultsError, merged
from syndicate_adapters.jekyll.files import DATED, DATED_OLD, UNDATED, FoundFile
from syndicate_adapters.jekyll.formulas import first_formula
from syndicate_adapters.jekyll.markup import Markup, markup_of
from syndicate_adapters.jekyll.moments import DateError, Moment, parse_date
from syndicate_adapters.jekyll.plugins import has_titles_from_headings, title_in
from syndicate_adapters.jekyll.ruby import (
    flattened,
    is_truthy,
    split_extension,
    to_s,
    union,
    words,
)
from syndicate_adapters.jekyll.slugs import titled


class Fate(Enum):
    """What becomes of a document."""

    READ = "read"
    BARE = "published without its header"
    SKIPPED = "left out"
    FATAL = "stops the build"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of a collection. path: as the engine names it. data: its header over the defaults.

    name: the base name of the file without its extension.
    moment: None where only the day of building dates it. offset: of the place that `reason` is about.
    heading: of its text, where that is its title. has_formulas: its file holds the signs of one.
    dollars: line and column of the first formula between single ones.
    """

    source: str
    path: str
    name: str
    extension: str
    label: str
    front: FrontMatter
    data: Mapping[str, Value]
    moment: Moment | None = None
    fate: Fate = Fate.READ
    reason: str = ""
    offset: int = 0
    heading: str = ""
    has_formulas: bool = False
    dollars: tuple[int, int] | None = None

    @property
    def slug(self) -> str:
        """The last part of `page.id`."""
        slug = self.data.get("slug")
        return to_s(slug) if is_truthy(slug) else self.name

    @property
    def title(self) -> str:
        return to_s(self.data.get("title"))

    @property
    def categories(self) -> list[Value]:
        value = self.data.get("categories")
        return value if isinstance(value, list) else []

    @property
    def tags(self) -> list[Value]:
        value = self.data.get("tags")
        return value if isinstance(value, list) else []

    @property
    def is_published(self) -> bool:
        """Whether the header lets it appear: an empty `published:` does not."""
        return is_truthy(self.data.get("published", True))


def is_draft(found: FoundFile) -> bool:
    """Whether Jekyll takes a post for a draft: the letters `_posts` are not in its path."""
    return found.label == "posts" and "_posts" not in found.path


class _Unread(Exception):
    """Ruby raises an error of types while the document is read."""


def read_document(text: SourceText, found: FoundFile, config: JekyllConfig) -> Document:
    """The document in `text`. What is wrong with it stands in its `fate`."""
    reading = _Reading(text, found, config)
    try:
        document = reading.document()
    except DateError as error:
        document = reading.ended(Fate.FATAL, str(error), "date")
    return _without_text(document, config)


def _without_text(document: Document, config: JekyllConfig) -> Document:
    """The document over its header alone, so that the texts of a site do not stay in memory."""
    front, text = document.front, document.front.source.text
    is_titled = (
        has_titles_from_headings(config)
        and markup_of(document.extension, config) is Markup.MARKDOWN
    )
    dollar = text.find("$")
    formula = first_formula(text, front.body_start) if dollar >= 0 else None
    return replace(
        document,
        front=header_alone(front, max(front.body_start, document.offset)),
        heading=title_in(text[front.body_start :]) if is_titled else "",
        has_formulas=dollar >= 0 and text.find("$$", dollar) >= 0,
        dollars=front.source.position(formula) if formula is not None else None,
    )


class _Reading:
    """One reading, in the engine's order."""

    def __init__(self, text: SourceText, found: FoundFile, config: JekyllConfig) -> None:
        self.text = text
        self.found = found
        self.config = config
        self.data: dict[str, Value] = {"draft": True} if is_draft(found) else {}
        self.moment: Moment | None = None
        self.front = without_header(text, 0)

    def document(self) -> Document:
        self.merge({"categories": _folders_above(self.found)})
        if self.text.replaced:
            return self.ended(Fate.SKIPPED, "the file is no UTF-8")
        if split_extension(self.found.path)[1] in (".yml", ".yaml"):
            return self.ended(Fate.SKIPPED, "a YAML file is no post")
        try:
            self.merge(self.config.defaults.all(self.found.path, self.found.label))
        except (DefaultsError, _Unread) as error:
            return self.ended(Fate.SKIPPED, str(error))
        try:
            self.front = read_front_matter(self.text, JEKYLL)
            self.merge(self.front.values)
        except FrontMatterError as error:
            self.front = without_header(self.text, error.body_start)
            return self.bare(str(error), error.offset)
        except _Unread as error:
            at = self.front.at("categories")
            self.front = without_header(self.text, self.front.body_start)
            return self.bare(str(error), at)
        self.populate()
        return self.ended(Fate.READ, "")

    def ended(self, fate: Fate, reason: str, key: str = "") -> Document:
        name, extension = split_extension(posixpath.basename(self.found.path))
        return Document(
            source=self.found.source,
            path=self.found.path,
            name=name,
            extension=extension,
            label=self.found.label,
            front=self.front,
            data=self.data,
            moment=self.moment or (None if is_draft(self.found) else self.time_of_building()),
            fate=fate,
            reason=reason,
            offset=self.front.at(key) if key else 0,
        )

    def bare(self, reason: str, offset: int) -> Document:
        is_strict = self.config.has("strict_front_matter")
        ended = self.ended(Fate.FATAL if is_strict else Fate.BARE, reason)
        return replace(ended, offset=offset)

    def time_of_building(self) -> Moment | None:
        time = self.config.time
        return Moment(time, True) if time is not None else None

    def merge(self, other: Mapping[str, Value]) -> None:
        """`merge_data!`: categories are united, mappings merged, and the date is read again."""
        own = dict(other)
        categories = own.get("categories")
        if categories is not None:
            if isinstance(categories, str):
                categories = list(words(categories))
            if not isinstance(categories, list):
                raise _Unread("`categories` is neither a list nor a text")
            before = self.data.get("categories")
            own["categories"] = union(before if isinstance(before, list) else [], categories)
        self.data = merged(self.data, own)
        if "date" in self.data:
            self.read_date(self.data["date"])

    def read_date(self, value: Value) -> None:
        if self.moment is not None and value is self.moment.time and _has_whole_minutes(value):
            return
        moment = parse_date(to_s(value), self.config.zone)
        is_again = self.moment is not None and value is self.moment.time
        is_instant = self.moment.is_instant if self.moment and is_again else moment.is_instant
        # The next merge reads it again from a text, which has no fractions of a second.
        self.moment = Moment(moment.time.replace(microsecond=0), is_instant)
        self.data["date"] = self.moment.time

    def populate(self) -> None:
        """What the name of the file gives, and lists made of what the header says of terms."""
        pattern = DATED_OLD if self.config.engine.is_old else DATED
        dated = pattern.search(self.found.path)
        undated = None if dated else UNDATED.search(self.found.path)
        if dated:
            day, slug, extension = dated.groups()
            if self.moment is None or self.moment.time == self.config.time:
                self.merge({"date": day})
        elif undated:
            slug, extension = undated.groups()
        else:
            slug, extension = posixpath.basename(self.found.path), ""
        if not self.config.engine.is_old:
            slug = slug.rstrip(".")
        for key, value in (("title", titled(slug)), ("slug", slug), ("ext", extension)):
            if not is_truthy(self.data.get(key)):
                self.data[key] = value
        self.populate_terms()

    def populate_terms(self) -> None:
        categories = self.data.get("categories")
        own = categories if isinstance(categories, list) else []
        more = _terms(self.data, "category", "categories")
        self.merge({"categories": union([to_s(term) for term in (*own, *more)])})
        self.merge({"tags": _terms(self.data, "tag", "tags")})


def _has_whole_minutes(time: datetime) -> bool:
    """Whether the text of a time says all of its offset; before railways there were seconds."""
    offset = time.utcoffset()
    return offset is None or not offset % timedelta(minutes=1)


def _folders_above(found: FoundFile) -> list[Value]:
    """The categories that the folders above `_posts` are."""
    special = "_drafts" if is_draft(found) else f"_{found.label}"
    if found.path.startswith(special):
        return []
    above = found.path.partition(special)[0].split("/")
    return [name for name in above if name and name != posixpath.basename(found.path)]


def _terms(data: Mapping[str, Value], singular: str, plural: str) -> list[Value]:
    """The value of the singular key as one term, else what the plural one lists."""
    value = data.get(singular)
    if not is_truthy(value):
        value = data.get(plural)
        if isinstance(value, str):
            value = list(words(value))
        elif not isinstance(value, list):
            value = None
    return [term for term in flattened([value]) if term is not None]


def without_header(text: SourceText, body_start: int) -> FrontMatter:
    """The front matter of a file that has none for the engine; the body begins at `body_start`."""
    return FrontMatter(
        source=text,
        rules=JEKYLL,
        format=None,
        block=Span(0, body_start),
        content=Span(body_start, body_start),
        body_start=body_start,
    )


def header_alone(front: FrontMatter, end: int) -> FrontMatter:
    """The header over a text that ends at `end`."""
    source = front.source
    if len(source.text) == end:
        return front
    return replace(front, source=SourceText(source.path, source.text[:end], source.has_bom))
