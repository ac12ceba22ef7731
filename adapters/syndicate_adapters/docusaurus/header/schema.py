"""The front matter of a blog post as the engine's schema accepts and converts it.

Source: Docusaurus 3.10.2 with joi 17.13; tests/docusaurus/test_schema.py compares with what it said of 165 headers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, TypeAlias, cast

from syndicate.source.yaml import Value
from syndicate_adapters.docusaurus.ecmascript import as_moment
from syndicate_adapters.docusaurus.header import joi
from syndicate_adapters.docusaurus.header.dates import parse_js_date
from syndicate_adapters.docusaurus.header.joi import Problem, RefusedError, refused

Moment: TypeAlias = "datetime | str | int | float"
"""A date as the schema lets it through; the engine has yet to make something of it."""

Fields: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagObject:
    """A tag with the permalink that its post gives it."""

    label: str
    permalink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogFrontMatter:
    """What the engine uses of a header. `values`: all accepted keys as converted, with those it does not know.

    Absent is None; a title or description may be "" and then counts. An author is a key of authors.yml or the fields
    written down, `imageURL` in that spelling.
    """

    values: Fields
    title: str | None = None
    title_meta: str | None = None
    sidebar_label: str | None = None
    description: str | None = None
    date: Moment | None = None
    slug: str | None = None
    tags: tuple[str | TagObject, ...] = ()
    authors: tuple[str | Fields, ...] = ()
    author: str | None = None
    author_title: str | None = None
    author_url: str | None = None
    author_image_url: str | None = None
    image: str | None = None
    keywords: tuple[str, ...] = ()
    is_draft: bool = False
    is_unlisted: bool = False
    hides_toc: bool = False
    toc_min: float | None = None
    toc_max: float | None = None
    updated: Moment | None = None
    updated_by: str | None = None
    id: str | None = None
    mdx_format: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated:
    """A header without the values that were refused, and why they were; one problem fails the engine's build."""

    front: BlogFrontMatter
    problems: tuple[Problem, ...] = ()


def validate(values: Value) -> Validated:
    """What the schema makes of a header, given what its YAML says; no YAML at all is an empty header."""
    if not isinstance(values, dict | None):
        problem = Problem(key="", message="must be of type object")
        return Validated(front=BlogFrontMatter(values={}), problems=(problem,))
    accepted: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, value in (values or {}).items():
        key = str(name)
        check = _CHECKS.get(key)
        try:
            accepted[key] = check(value, key) if check else value
        except RefusedError as error:
            problems += error.problems
    for problem in _conflicts(accepted):
        del accepted[problem.key]
        problems.append(problem)
    return Validated(front=_typed(accepted), problems=tuple(problems))


def moment_of(value: Moment) -> datetime | None:
    """The date that the engine makes of an accepted value: strings are read as UTC; None where its build dies.

    A string with a zone behind `T` is no date, a number none either.
    """
    match value:
        case datetime():
            return as_moment(value)
        case str():
            return parse_js_date(f"{value}Z")
        case _:
            return None


# -- what each key may hold -------------------------------------------------------------------------

_BAD_AUTHOR = (
    "does not look like a valid blog post author: write a key, or an object with a key or a name"
)
_BAD_UPDATE = "does not look like a valid last update object: write an author, a date or both"


def _tag(value: Value, key: str) -> Value:
    if isinstance(value, dict):
        checks = {"label": joi.text, "permalink": joi.text}
        found = joi.fields(joi.mapping(value, key), key, checks)
        for name in checks:
            if name not in found:
                raise refused(f"{key}.{name}", "is required")
        return cast("Value", found)
    if isinstance(value, bool | list | None):
        raise refused(key, "does not look like a valid tag")
    return joi.text(value, key)


def _tags(value: Value, key: str) -> Value:
    message = "does not look like a valid front matter Yaml array."
    return joi.each(joi.listed(value, key, message), key, _tag)


def _keywords(value: Value, key: str) -> Value:
    found = joi.each(joi.listed(value, key), key, joi.text)
    if not found:
        raise refused(key, "does not contain 1 required value(s)")
    return found


def _number_text(value: Value, key: str) -> Value:
    return joi.empty_or_text(joi.number(value, key), key)


def _user_id(value: Value, key: str) -> Value:
    """Numbers and their spellings are one id: `082609` is `82609`."""
    try:
        return _number_text(value, key)
    except RefusedError:
        return joi.plain_text(value, key)


_NETWORKS = (
    "twitter github linkedin x bluesky instagram threads mastodon twitch youtube email".split()
)
SOCIALS: Final[Mapping[str, joi.Check]] = MappingProxyType(
    dict.fromkeys(_NETWORKS, joi.plain_text) | {"stackoverflow": _user_id}
)


def socials(value: Value, key: str) -> Value:
    """The mapping of networks to handles; networks that are not known may hold anything."""
    return cast("Value", joi.fields(joi.mapping(value, key), key, SOCIALS))


_AUTHOR: Mapping[str, joi.Check] = {
    "key": joi.text,
    "name": joi.text,
    "title": joi.text,
    "url": joi.uri,
    "imageURL": joi.text,
    "socials": socials,
}


def _author(value: Value, key: str) -> Value:
    if not isinstance(value, dict):
        return joi.text(value, key)
    given = joi.mapping(value, key)
    if "image_url" in given:
        if "imageURL" in given:
            raise refused(key, "cannot hold both image_url and imageURL")
        given["imageURL"] = given["image_url"]
    found = joi.fields(given, key, _AUTHOR)
    if not any(name in found for name in ("key", "name", "imageURL")):
        raise refused(key, "must contain at least one of [key, name, imageURL]")
    return cast("Value", found)


def _listed_author(value: Value, key: str) -> Value:
    try:
        return _author(value, key)
    except RefusedError:
        raise refused(key, _BAD_AUTHOR) from None


def _authors(value: Value, key: str) -> Value:
    if isinstance(value, list):
        return joi.each(value, key, _listed_author)
    if isinstance(value, bool | None):
        raise refused(key, "must be one of [string, object, array]")
    return _author(value, key)


def _last_update(value: Value, key: str) -> Value:
    checks = {"author": joi.plain_text, "date": joi.moment}
    found = joi.fields(joi.mapping(value, key, _BAD_UPDATE), key, checks)
    if not any(name in found for name in checks):
        raise refused(key, _BAD_UPDATE)
    return cast("Value", found)


def _toc_level(value: Value, key: str) -> Value:
    level = joi.number(value, key)
    if level < 2:
        raise refused(key, "must be greater than or equal to 2")
    if level > 6:
        raise refused(key, "must be less than or equal to 6")
    return level


def _mdx(value: Value, key: str) -> Value:
    """What the compiler wants to see under `mdx`; the blog's own schema does not look into it."""
    found = joi.mapping(value, key)
    if set(found) - {"format"}:
        raise refused(key, "may only hold format")
    if "format" in found and joi.text(found["format"], f"{key}.format") not in _FORMATS:
        raise refused(f"{key}.format", "must be one of [md, mdx, detect]")
    return cast("Value", found)


_FORMATS = ("md", "mdx", "detect")
_CHECKS: Mapping[str, joi.Check] = {
    **dict.fromkeys(("title", "title_meta", "sidebar_label", "description"), joi.empty_or_text),
    **dict.fromkeys(("id", "slug", "author", "author_title", "authorTitle"), joi.text),
    **dict.fromkeys(("author_url", "authorURL", "author_image_url", "authorImageURL"), joi.uri),
    **dict.fromkeys(("draft", "unlisted", "hide_table_of_contents"), joi.boolean),
    **dict.fromkeys(("toc_min_heading_level", "toc_max_heading_level"), _toc_level),
    "image": joi.uri,
    "date": joi.moment,
    "tags": _tags,
    "keywords": _keywords,
    "authors": _authors,
    "last_update": _last_update,
    "mdx": _mdx,
}


def _conflicts(accepted: Fields) -> list[Problem]:
    found = []
    if accepted.get("draft") and accepted.get("unlisted"):
        message = "Can't be draft and unlisted at the same time."
        found.append(Problem(key="unlisted", message=message))
    low, high = (accepted.get(f"toc_{end}_heading_level") for end in ("min", "max"))
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        message = "must be less than or equal to ref:toc_max_heading_level"
        found.append(Problem(key="toc_min_heading_level", message=message))
    return found


# -- the accepted values, typed ---------------------------------------------------------------------


def _typed(values: Fields) -> BlogFrontMatter:
    update = values.get("last_update")
    mdx = values.get("mdx")
    return BlogFrontMatter(
        values=MappingProxyType(dict(values)),
        title=_text(values, "title"),
        title_meta=_text(values, "title_meta"),
        sidebar_label=_text(values, "sidebar_label"),
        description=_text(values, "description"),
        date=_moment(values.get("date")),
        slug=_text(values, "slug"),
        tags=tuple(map(_typed_tag, _items(values.get("tags")))),
        authors=tuple(map(_typed_author, _items(values.get("authors")))),
        author=_text(values, "author"),
        author_title=_text(values, "author_title", "authorTitle"),
        author_url=_text(values, "author_url", "authorURL"),
        author_image_url=_text(values, "author_image_url", "authorImageURL"),
        image=_text(values, "image"),
        keywords=tuple(map(str, _items(values.get("keywords")))),
        is_draft=values.get("draft") is True,
        is_unlisted=values.get("unlisted") is True,
        hides_toc=values.get("hide_table_of_contents") is True,
        toc_min=_level(values, "toc_min_heading_level"),
        toc_max=_level(values, "toc_max_heading_level"),
        updated=_moment(update.get("date")) if isinstance(update, dict) else None,
        updated_by=_inner_text(update, "author"),
        id=_text(values, "id"),
        mdx_format=_inner_text(mdx, "format"),
    )


def _text(values: Fields, *names: str) -> str | None:
    """The first that is there, as `a ?? b` in the engine."""
    for name in names:
        value = values.get(name)
        if isinstance(value, str):
            return value
    return None


def _inner_text(value: Value, name: str) -> str | None:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _level(values: Fields, name: str) -> float | None:
    value = values.get(name)
    return float(value) if isinstance(value, int | float) else None


def _moment(value: Value) -> Moment | None:
    if isinstance(value, bool) or not isinstance(value, datetime | str | int | float):
        return None
    return value


def _items(value: Value) -> list[Value]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _typed_tag(value: Value) -> str | TagObject:
    if isinstance(value, dict):
        return TagObject(label=str(value["label"]), permalink=str(value["permalink"]))
    return str(value)


def _typed_author(value: Value) -> str | Fields:
    if isinstance(value, dict):
        return MappingProxyType({str(name): item for name, item in value.items()})
    return str(value)
