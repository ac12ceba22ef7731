"""Keys of headers that a site calls otherwise than its engine, and what they mean.

[front_matter]
subtitle = "description"
"cover.image" = "image"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.model import Post, Term
from syndicate.rules.file import RulesFile
from syndicate.source.frontmatter import (
    Change,
    Entry,
    FrontMatter,
    Rename,
    Set,
    edit,
    read_front_matter,
)
from syndicate.source.scalars import Value
from syndicate.source.text import SourceText

FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "description": "description",
    "image": "image",
    "date": "date",
    "updated": "",
    "draft": "draft",
    "tags": "tags",
    "categories": "categories",
    "keywords": "keywords",
    "canonical_url": "",
}
"""The fields of a post that a key can mean, and the key that all engines know for it ("" if there is none)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRule:
    """A key, dotted where it lies in another, and the field that it means."""

    key: str
    field: str
    place: str

    @property
    def said(self) -> str:
        """What is told of each post in which the rule was followed."""
        return f"the key {self.key} is the {self.field}, as {self.place} says"


def key_rules(rules: RulesFile) -> tuple[KeyRule, ...]:
    """The rules of the table `front_matter`. Raises UsageError, which names line and key."""
    return tuple(_rules(rules, ("front_matter",)))


def _rules(rules: RulesFile, path: tuple[str, ...]) -> Iterator[KeyRule]:
    for key, value in rules.table(*path).items():
        if isinstance(value, dict):
            yield from _rules(rules, (*path, key))
            continue
        field = rules.text(*path, key)
        if field not in FIELDS:
            raise rules.wrong((*path, key), field, FIELDS)
        dotted = ".".join((*path[1:], key))
        yield KeyRule(key=dotted, field=field, place=rules.place(*path, key))


class _Unfit(ValueError):
    """A value that cannot be what the rule says; the message tells what would be right."""


def with_keys(post: Post, rules: tuple[KeyRule, ...], report: Report) -> Post:
    """The post with what its header says in keys of the site's own."""
    for rule in rules:
        value = _value(post.front, rule.key)
        if value in (None, "", [], {}):
            continue
        at = post.front.at(rule.key.partition(".")[0])
        try:
            said = _MEANT[rule.field](value)
        except _Unfit as error:
            message = f"the key {rule.key} cannot be the {rule.field}: {error}; left as it is"
            report(post.front.source.diagnostic(at, CODES["rule-unfilled"], message))
            continue
        report(post.front.source.diagnostic(at, CODES["rule-followed"], rule.said))
        front = _renamed(post.front, rule, value) if FIELDS[rule.field] else post.front
        changes: dict[str, Any] = {_ATTRIBUTES.get(rule.field, rule.field): said, "front": front}
        post = replace(post, **changes)
    return post


def _value(front: FrontMatter, key: str) -> Value:
    first, *rest = key.split(".")
    value = front.get(key) if key in front else front.get(first)
    for part in () if key in front else rest:
        value = value.get(part) if isinstance(value, dict) else None
    return value


# -- the header ------------------------------------------------------------------------------------


def _renamed(front: FrontMatter, rule: KeyRule, value: Value) -> FrontMatter:
    """The header as if the author had used the engine's key; places in it are those of the file."""
    known, top = FIELDS[rule.field], rule.key.partition(".")[0]
    if known == rule.key:
        return front
    changes: list[Change] = [Rename(rule.key, known)] if rule.key in front else [Set(known, value)]
    if rule.key in front and known in front:
        changes = [Set(known, value)]
    old = front.source
    text = edit(front, changes)

    def origin(offset: int) -> tuple[SourceText, int]:
        named = next((key for key, e in entries.items() if e.span.start <= offset < e.span.end), "")
        return old, front.at(top if named == known else named)

    made = SourceText(path=old.path, text=text, has_bom=old.has_bom, origin=origin)
    read = read_front_matter(made, front.rules)
    entries: Mapping[str, Entry] = read.entries
    return replace(read, body_start=front.body_start)


# -- the model -------------------------------------------------------------------------------------


def _text(value: Value) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Unfit("this must be a text")
    return str(value)


def _texts(value: Value) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list):
        return tuple(map(_text, value))
    raise _Unfit("this must be a list of texts")


def _terms(value: Value) -> tuple[Term, ...]:
    return tuple(Term(name=name) for name in _texts(value))


def _is_true(value: Value) -> bool:
    if not isinstance(value, bool):
        raise _Unfit("this must be true or false")
    return value


def _moment(value: Value) -> datetime:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError as error:
            raise _Unfit("this must be a date like 2024-05-17 or 2024-05-17T12:00:00Z") from error
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    raise _Unfit("this must be a date")


_ATTRIBUTES: Final = {"draft": "is_draft"}
_MEANT: Final[Mapping[str, Any]] = {
    "title": _text,
    "description": _text,
    "image": _text,
    "date": _moment,
    "updated": _moment,
    "draft": _is_true,
    "tags": _terms,
    "categories": _terms,
    "keywords": _texts,
    "canonical_url": _text,
}
