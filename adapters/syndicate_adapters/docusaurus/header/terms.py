"""Tags and authors: what `tags.yml` and `authors.yml` say, and what a post makes of it.

Source: Docusaurus 3.10.2, plugin-content-blog and utils-validation; tests/docusaurus/test_terms.py compares with
what the engine said of 203 posts.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, cast

from syndicate.diagnostics import Code, Report
from syndicate.model import Author, Term
from syndicate.source.files import is_file_inside
from syndicate.source.text import SourceText, UnreadableSource, read_source
from syndicate.source.yaml import JS_YAML_4, Document, Value, YamlError, read_document
from syndicate_adapters.docusaurus.codes import AUTHOR_REFUSED, TAG_REFUSED
from syndicate_adapters.docusaurus.header import joi
from syndicate_adapters.docusaurus.header.joi import Problem, RefusedError, refused
from syndicate_adapters.docusaurus.header.schema import BlogFrontMatter, Fields, TagObject, socials
from syndicate_adapters.docusaurus.slugs import capitalize, kebab_case
from syndicate_adapters.docusaurus.urls import normalize_url


def find_terms_file(site: Path, folders: Iterable[str], name: str) -> SourceText | None:
    """The file `name` in the first of `folders` that has it (the translation's before the blog's), None without any.

    A file that cannot be read is none.
    """
    for folder in folders:
        path = posixpath.normpath(posixpath.join(folder, name))
        if is_file_inside(site / path, site):
            try:
                return read_source(site / path, path)
            except UnreadableSource:
                return None
    return None


class _Entries(NamedTuple):
    source: SourceText
    code: Code
    report: Report
    document: Document
    places: Mapping[str, int]  # where the key of each entry stands, the first of its name

    def say(self, key: str, message: str) -> None:
        """Reports something of the entry `key`, "" for the whole file."""
        self.report(self.source.diagnostic(self.places.get(key, 0), self.code, message))


def _entries(source: SourceText, code: Code, report: Report) -> _Entries | None:
    """The document in the file; None where it is no mapping, which is reported."""
    try:
        document = read_document(source.text, JS_YAML_4)
    except YamlError as error:
        report(source.diagnostic(error.offset, code, f"this is no YAML: {error.reason}"))
        return None
    places = {pair.key: pair.key_span.start for pair in reversed(document.pairs)}
    entries = _Entries(source, code, report, document, places)
    if isinstance(document.value, dict):
        return entries
    if document.value is not None:
        entries.say("", "the file must hold one entry for each key")
    return None


# -- tags -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag. permalink: with the base path. is_inline: not from `tags.yml`."""

    label: str
    permalink: str
    description: str = ""
    is_inline: bool = False

    @property
    def term(self) -> Term:
        """The tag in the canonical model."""
        slug = self.permalink.rstrip("/").rpartition("/")[2]
        return Term(name=self.label, slug=slug, path=self.permalink, description=self.description)


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsFile:
    """The tags that a blog defines, by key. base: the path of its tags page, `/blog/tags`."""

    base: str
    tags: Mapping[str, Tag] = field(default_factory=dict)

    def tags_of(self, front: BlogFrontMatter) -> tuple[Tag, ...]:
        """The tags of a post as it lists them; two of them may have one permalink."""
        return tuple(map(self._tag, front.tags))

    def _tag(self, tag: str | TagObject) -> Tag:
        if isinstance(tag, str) and tag in self.tags:
            return self.tags[tag]
        if isinstance(tag, str):
            return _inline_tag(self.base, tag, None)
        return _inline_tag(self.base, tag.label, tag.permalink)


@lru_cache(maxsize=1024)
def _inline_tag(base: str, label: str, permalink: str | None) -> Tag:
    """A tag that posts give themselves, most of them often; without a permalink its label makes it."""
    slug = kebab_case(label) if permalink is None else permalink
    return Tag(label=label, permalink=normalize_url((base, slug)), is_inline=True)


def distinct(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """Each permalink once; the first label counts."""
    found: dict[str, Tag] = {}
    for tag in tags:
        found.setdefault(tag.permalink, tag)
    return tuple(found.values())


_TAG: Final[Mapping[str, joi.Check]] = dict.fromkeys(
    ("label", "description", "permalink"), joi.plain_text
)


def read_tags(source: SourceText | None, *, base: str, report: Report) -> TagsFile:
    """The tags in a `tags.yml`; what the engine refuses is reported and falls back on its key."""
    entries = _entries(source, TAG_REFUSED, report) if source is not None else None
    if entries is None:
        return TagsFile(base=base)
    found: dict[str, Tag] = {}
    permalinks: set[str] = set()
    for key, value in joi.mapping(entries.document.value, "").items():
        fields = _tag_fields(entries, key, value)
        permalink = fields.get("permalink") or f"/{kebab_case(key)}"
        tag = Tag(
            label=fields.get("label") or capitalize(key),
            permalink=normalize_url((base, permalink)),
            description=fields.get("description", ""),
        )
        if tag.permalink in permalinks:
            entries.say(key, f"two tags have the permalink {permalink}")
        permalinks.add(tag.permalink)
        found[key] = tag
    return TagsFile(base=base, tags=found)


def _tag_fields(entries: _Entries, key: str, value: Value) -> dict[str, str]:
    if value is None:
        return {}
    try:
        given = joi.mapping(value, key)
        for name in given.keys() - _TAG:
            entries.say(key, f"{key}.{name} is not allowed")
        return {name: str(item) for name, item in joi.fields(given, key, _TAG).items()}
    except RefusedError as error:
        entries.say(key, str(error))
        return {}


# -- authors ----------------------------------------------------------------------------------------


class Credits(NamedTuple):
    """The authors of a post, and why the engine refuses them."""

    authors: tuple[Author, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorsFile:
    """The authors that a blog defines, by key. base_url: of the site in this language."""

    base_url: str
    authors: Mapping[str, Author] = field(default_factory=dict)

    def authors_of(self, front: BlogFrontMatter) -> Credits:
        """Who wrote a post: by key, written down, or by the old `author` keys."""
        problems: list[Problem] = []
        found = [self._author(author, problems) for author in front.authors]
        old = self._old_author(front)
        if old is not None and found:
            message = "authors and the older author_* keys may not stand together"
            problems.append(Problem(key="authors", message=message))
        keys = Counter(author.key for author in found if author.key)
        for key in (key for key, count in keys.items() if count > 1):
            problems.append(Problem(key="authors", message=f"the author {key} stands there twice"))
        authors = found or ([old] if old is not None else [])
        return Credits(tuple(authors), tuple(problems))

    def _author(self, given: str | Fields, problems: list[Problem]) -> Author:
        fields: Fields = {"key": given} if isinstance(given, str) else given
        key = str(fields.get("key", ""))
        known = self.authors.get(key)
        if key and known is None:
            message = f"there is no author {key} in the authors file"
            problems.append(Problem(key="authors", message=message))
        if isinstance(given, str):
            return known or Author(name=key, key=key)
        image = self._image(fields, key, known, problems)
        return _author(fields, known or Author(name=key, key=key), image, problems)

    def _image(
        self, fields: Fields, key: str, known: Author | None, problems: list[Problem]
    ) -> str:
        image = fields.get("imageURL")
        if not isinstance(image, str):
            return known.image if known is not None else ""
        if not key:
            return _based(image, self.base_url)
        if image.startswith("/") and not image.startswith(self.base_url):
            message = f"the image {image} must begin with {self.base_url} beside a key"
            problems.append(Problem(key="authors", message=message))
        return image

    def _old_author(self, front: BlogFrontMatter) -> Author | None:
        name, title = front.author or "", front.author_title or ""
        url, image = front.author_url or "", front.author_image_url or ""
        if not (name or title or url or image):
            return None
        return Author(name=name, title=title, url=url, image=_based(image, self.base_url))


def _based(image: str, base_url: str) -> str:
    """An image of the site has the base path."""
    return normalize_url((base_url, image)) if image.startswith("/") else image


def _author(fields: Fields, known: Author, image: str, problems: list[Problem]) -> Author:
    """What a post writes down, over what is known of the author; only links are not taken over."""

    def text(name: str, otherwise: str) -> str:
        value = fields.get(name)
        return value if isinstance(value, str) else otherwise

    return Author(
        name=text("name", known.name),
        key=known.key,
        title=text("title", known.title),
        url=text("url", known.url),
        email=text("email", known.email),
        image=image,
        description=text("description", known.description),
        socials=_links(fields.get("socials"), "authors", problems),
        path=known.path,
    )


_PLATFORMS: Final[Mapping[str, str]] = {
    "x": "https://x.com/{}",
    "twitter": "https://twitter.com/{}",
    "github": "https://github.com/{}",
    "linkedin": "https://www.linkedin.com/in/{}/",
    "stackoverflow": "https://stackoverflow.com/users/{}",
    "bluesky": "https://bsky.app/profile/{}",
    "instagram": "https://www.instagram.com/{}",
    "threads": "https://www.threads.net/@{}",
    "mastodon": "https://mastodon.social/@{}",
    "twitch": "https://twitch.tv/{}",
    "youtube": "https://youtube.com/@{}",
    "email": "mailto:{}",
}


def _links(value: Value, key: str, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    """Platforms and addresses; a handle becomes the address of its profile, if the platform is known."""
    found: dict[str, str] = {}
    for platform, handle in value.items() if isinstance(value, dict) else ():
        if not isinstance(handle, str):
            message = f"the handle for {platform} must be a string"
            problems.append(Problem(key=key, message=message))
            continue
        name = str(platform).lower()
        if handle.startswith(("http://", "https://", "mailto:")):
            found[str(platform)] = handle
        elif "/" in handle:
            message = f"{handle} is neither a handle nor an address"
            problems.append(Problem(key=key, message=message))
        elif name in _PLATFORMS:
            found[name] = _PLATFORMS[name].format(handle)
        else:
            found[str(platform)] = handle
    return tuple(found.items())


def _page(value: Value, key: str) -> Value:
    """Whether an author has a page: a boolean, or an object with its permalink."""
    if not isinstance(value, dict):
        return joi.boolean(value, key)
    found = joi.fields(joi.mapping(value, key), key, {"permalink": joi.plain_text})
    if set(found) != {"permalink"}:
        raise refused(key, "must hold a permalink and nothing else")
    return cast("Value", found)


_AUTHOR: Final[Mapping[str, joi.Check]] = {
    **dict.fromkeys(("name", "title", "email", "description"), joi.plain_text),
    **dict.fromkeys(("url", "imageURL"), joi.uri),
    "page": _page,
    "socials": socials,
}


def read_authors(
    source: SourceText | None, *, base_url: str, base: str, report: Report
) -> AuthorsFile:
    """The authors in an `authors.yml`; what the engine refuses is reported and left out.

    base: the path of the blog's authors page, `/blog/authors`.
    """
    entries = _entries(source, AUTHOR_REFUSED, report) if source is not None else None
    if entries is None:
        return AuthorsFile(base_url=base_url)
    found: dict[str, Author] = {}
    paths: dict[str, str] = {}
    for key, value in joi.mapping(entries.document.value, "").items():
        author = _defined_author(entries, key, value, base_url, base)
        if author.path and paths.setdefault(author.path, key) != key:
            entries.say(key, f"the authors {paths[author.path]} and {key} have one page")
        found[key] = author
    return AuthorsFile(base_url=base_url, authors=found)


def _defined_author(entries: _Entries, key: str, value: Value, base_url: str, base: str) -> Author:
    if not isinstance(value, dict):
        entries.say(key, f"{key} should be an author object with a name or an image")
        return Author(name=key, key=key)
    fields = _accepted(entries, key, joi.mapping(value, key))
    problems: list[Problem] = []
    image = fields.get("imageURL")
    author = _author(
        fields,
        Author(name="", key=key, path=_page_path(fields.get("page"), key, base)),
        _based(image, base_url) if isinstance(image, str) else "",
        problems,
    )
    for problem in problems:
        entries.say(key, f"{key}: {problem.message}")
    return author


def _accepted(entries: _Entries, key: str, given: dict[str, Value]) -> dict[str, Value]:
    """The fields that the engine accepts; image_url is its other name for imageURL."""
    if "image_url" in given:
        if "imageURL" in given:
            entries.say(key, f"{key} cannot hold both image_url and imageURL")
        given["imageURL"] = given.pop("image_url")
    found = dict(given)
    for name, check in _AUTHOR.items():
        if name in given:
            try:
                found[name] = check(given[name], f"{key}.{name}")
            except RefusedError as error:
                entries.say(key, str(error))
                del found[name]
    if "name" not in given and "imageURL" not in given:
        entries.say(key, f"{key} must contain at least one of [name, imageURL]")
    return found


def _page_path(page: Value, key: str, base: str) -> str:
    match page:
        case True:
            return normalize_url((base, kebab_case(key)))
        case dict():
            return normalize_url((base, str(page["permalink"])))
    return ""
