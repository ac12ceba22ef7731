"""The words by which a review is recognised, in every language we know."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

LONGEST: Final = 200
"""No heading or label that we know is longer, in characters."""

INFORMATION: Final = "\u2139"
"""The sign of many headings; Unicode calls it a letter (Ll), so no test for letters removes it."""

_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_HEADING_ID = re.compile(r"\{#[^{}]*\}$")
_PARTS = re.compile(r"[:：|\[\](){}<>（）【】〈〉《》「」]|[ \t][-–—][ \t]")
_NUMBER = re.compile(r"^\d+[.)]?(?=.)")
_FACE = frozenset({"So", "Sk", "Cn", "Cf", "Me"})


class Role(StrEnum):
    """What a section of a review is for."""

    INFO = "info"
    INTRO = "intro"
    REVIEW = "review"
    AUDIENCE = "audience"
    OVERVIEW = "overview"
    CONCLUSION = "conclusion"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a label names (`Book`'s field, or "rating"), and the languages that say it so."""

    fact: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Words by their `key`: tags and disclosures as sets, headings by role, labels by fact.

    months: from 1. disclosures and statements are looked for inside of a text in lower case, of a
    box or quote those, of a paragraph these.
    """

    tags: frozenset[str]
    disclosures: frozenset[str]
    statements: frozenset[str]
    roles: Mapping[str, Role]
    facts: Mapping[str, Label]
    months: Mapping[str, int]


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """A heading, label or tag as it is compared: no case, blanks, emoji, markup, end punctuation.

    "" for what is longer than any word we know. NFC only: a compatibility form would turn
    "\u2139" into an "i". The tags of a site are few, and a heading is asked for more than once.
    """
    if len(text) > LONGEST:
        return ""
    text = text.strip()
    if text.endswith("}"):
        text = _HEADING_ID.sub("", text).rstrip()
    if text.endswith("#"):
        text = _CLOSING.sub("", text)
    text = text.lstrip("# \t")
    if not text.isascii():
        text = "".join(filter(_is_said, unicodedata.normalize("NFC", text)))
    text = "".join(text.casefold().split()).strip("*_~`-")
    if text[:1].isdecimal():
        text = _NUMBER.sub("", text)
    return text.rstrip("?!.:：？！…").rstrip("*_")


def _is_said(character: str) -> bool:
    """Whether a character belongs to the words, and not to an emoji before them."""
    if character < "\u2000" or "가" <= character <= "힣":  # most characters, and never an emoji
        return character not in "©®"
    return (
        character != INFORMATION
        and not "\ufe00" <= character <= "\ufe0f"
        and unicodedata.category(character) not in _FACE
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language as they are written; labels by fact, headings by role.

    months: twelve, each in all its spellings, or none.
    """

    lang: str
    tags: tuple[str, ...] = ()
    disclosures: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    months: tuple[tuple[str, ...], ...] = ()
    headings: tuple[tuple[Role, tuple[str, ...]], ...] = ()
    labels: tuple[tuple[str, tuple[str, ...]], ...] = ()


def all_labels() -> Labels:
    """The words of `labels.toml`. A word that stands twice means the same in both places."""
    return labels_with(())


@cache
def labels_with(further: tuple[Words, ...]) -> Labels:
    """The words of `labels.toml` and further ones, which win where a word has two meanings."""
    every = (*_own_words(), *further)
    facts: dict[str, Label] = {}
    for words in every:
        for fact, labels in words.labels:
            for label in map(key, labels):
                known = facts.get(label)
                others = known.languages if known and known.fact == fact else ()
                languages = tuple(dict.fromkeys((*others, words.lang)))
                facts[label] = Label(fact=fact, languages=languages)
    return Labels(
        tags=frozenset(key(tag) for words in every for tag in words.tags),
        disclosures=frozenset(word.casefold() for words in every for word in words.disclosures),
        statements=frozenset(word.casefold() for words in every for word in words.statements),
        roles={
            key(heading): role
            for words in every
            for role, headings in words.headings
            for heading in headings
        },
        facts=facts,
        months={
            month.casefold(): number
            for words in every
            for number, months in enumerate(words.months, 1)
            for month in months
        },
    )


@cache
def _own_words() -> tuple[Words, ...]:
    table = tomllib.loads(files(__package__).joinpath("labels.toml").read_text("utf-8"))
    return tuple(
        Words(
            lang=lang,
            tags=tuple(words["tags"]),
            disclosures=tuple(words["disclosure"]),
            statements=tuple(words["statement"]),
            months=tuple(map(tuple, words["months"])),
            headings=tuple((Role(role), tuple(said)) for role, said in words["headings"].items()),
            labels=tuple((fact, tuple(said)) for fact, said in words["labels"].items()),
        )
        for lang, words in table.items()
    )


def role_of(heading: str, labels: Labels) -> Role:
    """What a section under this heading is for."""
    return labels.roles.get(key(heading), Role.OTHER)


def is_tagged(tags: Sequence[str], labels: Labels) -> bool:
    """Whether one of the tags says that the post reviews a book."""
    return any(key(tag) in labels.tags for tag in tags)


def is_titled(title: str, labels: Labels) -> bool:
    """Whether a part of a post's title is such a tag: `Book Review: X`, `[서평] X`, `X - Rezension`."""
    return len(title) <= LONGEST and is_tagged(_PARTS.split(title), labels)
