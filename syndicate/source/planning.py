"""Which keys a front matter will hold after some changes, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from syndicate.source.header import Change, Drop, Entry, FrontMatter, Rename, Set, SetText
from syndicate.source.scalars import Value
from syndicate.source.text import Span


class Words(NamedTuple):
    """A value in the words of the caller."""

    text: str


class Meant(NamedTuple):
    """A value that is still to be spelled."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One key of the block to come.

    origin: the entry it was. value: None where it stays as written. after: the key of the entry
    that a new key follows; None sends it to the end.
    """

    key: str
    origin: Entry | None = None
    value: Words | Meant | None = None
    after: str | None = None

    @property
    def is_kept(self) -> bool:
        """Whether nothing about it changes."""
        return self.origin is not None and self.value is None and self.key == self.origin.key


def planned(front: FrontMatter, changes: Sequence[Change]) -> list[Item]:
    """The keys of the block to come: those of the file in its order, new ones in their places."""
    items = [Item(key=entry.key, origin=entry) for entry in front.entries.values()]
    for change in changes:
        match change:
            case Set(key, value, after):
                items = _set(front, items, key, Meant(value), after)
            case SetText(key, text, after):
                items = _set(front, items, key, Words(text), after)
            case Drop(key):
                items = _unmerged(front, items, key)
                items = [item for item in items if not _is(front, item, key)]
            case Rename(key, new):
                items = _renamed(front, _unmerged(front, items, key), key, new)
    return items


def lost(front: FrontMatter, items: Sequence[Item]) -> list[Span]:
    """The lines whose values will be gone."""
    kept = {item.origin.key for item in items if item.origin and item.value is None}
    gone = (entry for entry in front.entries.values() if entry.key not in kept)
    return [span for entry in gone for span in (entry.span, *entry.more)]


def _is(front: FrontMatter, item: Item, key: str) -> bool:
    if front.rules.folds_case:
        return item.key.lower() == key.lower()
    return item.key == key


def _set(
    front: FrontMatter, items: list[Item], key: str, value: Words | Meant, after: str | None
) -> list[Item]:
    if any(_is(front, item, key) for item in items):
        return [replace(item, value=value) if _is(front, item, key) else item for item in items]
    for at, item in enumerate(items):
        if after is not None and _is(front, item, after):
            place = item.origin.key if item.origin else item.after
            return [*items[: at + 1], Item(key=key, value=value, after=place), *items[at + 1 :]]
    return [*items, Item(key=key, value=value)]


def _renamed(front: FrontMatter, items: list[Item], key: str, new: str) -> list[Item]:
    if not any(_is(front, item, key) for item in items):
        return items
    # Where only the case changes, both names are the same key.
    kept = [item for item in items if _is(front, item, key) or not _is(front, item, new)]
    return [replace(item, key=new) if _is(front, item, key) else item for item in kept]


def _unmerged(front: FrontMatter, items: list[Item], key: str) -> list[Item]:
    """The items with each `<<` written out, if that is where `key` comes from."""
    if any(_is(front, item, key) for item in items) or key not in front:
        return items
    given = {item.key for item in items}
    merged = {name: value for name, value in front.values.items() if name not in given}
    out: list[Item] = []
    for item in items:
        if item.origin is None or not item.origin.is_merge:
            out.append(item)
            continue
        out += [
            Item(key=name, value=Meant(value), after=item.origin.key)
            for name, value in merged.items()
        ]
        merged = {}
    return out
