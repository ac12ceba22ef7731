"""Which keys a front matter will hold after some changes, and in which order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from syndicate.source.header import Change, Drop, Entry, FrontMatter, Rename, Set, SetText
from syndicate.source.scalars import Value
from syndicate.source.text import Span
from syndicate.source.yaml import Alias


class Words(NamedTuple):
    """A value in the words of the caller."""

    text: str


class Meant(NamedTuple):
    """A value that is still to be spelled."""

    value: Value


class Item(NamedTuple):
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
    items = [Item(entry.key, entry) for entry in front.entries.values()]
    for change in changes:
        match change:
            case Set(key, value, after):
                items = _set(front, items, key, Meant(value), after)
            case SetText(key, text, after):
                items = _set(front, items, key, Words(text), after)
            case Drop(key):
                items = _unmerged(front, items, key)
                gone = _places(front, items, key)
                items = [item for at, item in enumerate(items) if at not in gone]
            case Rename(key, new):
                items = _renamed(front, _unmerged(front, items, key), key, new)
    return _settled(front, items)


class Gone:
    """Which of the values that aliases borrow will be there no more."""

    def __init__(self, front: FrontMatter, items: Sequence[Item]) -> None:
        self.starts: set[int] = set()
        self.more: list[Span] = []  # in the order of the file
        if not any(entry.aliases for entry in front.entries.values()):  # nobody will ask
            return
        kept = {item.origin.key for item in items if item.origin and item.value is None}
        entries = [entry for entry in front.entries.values() if entry.key not in kept]
        self.starts = {entry.key_span.start for entry in entries}
        self.more = sorted(span for entry in entries for span in entry.more)

    def add(self, entry: Entry) -> None:
        """Takes the value of one more entry away."""
        self.starts.add(entry.key_span.start)

    def has(self, alias: Alias) -> bool:
        """Whether the anchor of `alias` goes."""
        owner = alias.owner
        at = bisect_right(self.more, owner, key=attrgetter("start")) - 1
        return owner in self.starts or (at >= 0 and owner < self.more[at].end)


def _settled(front: FrontMatter, items: list[Item]) -> list[Item]:
    """The items, those that merge a value which goes spelled anew.

    An alias elsewhere can be written out in its place, but SafeYAML merges nothing from there.
    """
    if not any(alias.is_merge for item in items if item.origin for alias in item.origin.aliases):
        return items
    gone = Gone(front, items)
    out: list[Item] = []
    for item in items:
        entry = item.origin
        if entry is None or item.value is not None or not _merges(entry, gone):
            out.append(item)
        elif entry.is_merge:
            out += _merged(front, items, entry)
        else:
            gone.add(entry)
            out.append(item._replace(value=Meant(entry.value)))
    return out


def _merges(entry: Entry, gone: Gone) -> bool:
    return any(alias.is_merge and gone.has(alias) for alias in entry.aliases)


def _merged(front: FrontMatter, items: Sequence[Item], entry: Entry) -> list[Item]:
    """The keys that come from a `<<`, one by one."""
    given = {item.key for item in items}
    return [
        Item(key=key, value=Meant(value), after=entry.key)
        for key, value in front.values.items()
        if key not in given and key not in front.entries
    ]


def _places(front: FrontMatter, items: Sequence[Item], key: str) -> list[int]:
    """Where the items are that are called `key`: one, but where a file spells one in two ways."""
    if front.rules.folds_case:
        folded = key.lower()
        return [at for at, item in enumerate(items) if item.key.lower() == folded]
    return [at for at, item in enumerate(items) if item.key == key]


def _set(
    front: FrontMatter, items: list[Item], key: str, value: Words | Meant, after: str | None
) -> list[Item]:
    places = _places(front, items, key)
    if places:
        changed = items.copy()
        for at in places:
            changed[at] = items[at]._replace(value=value)
        return changed
    hosts = _places(front, items, after) if after is not None else []
    if not hosts:
        return [*items, Item(key=key, value=value)]
    at, host = hosts[0], items[hosts[0]]
    new = Item(key=key, value=value, after=host.origin.key if host.origin else host.after)
    return [*items[: at + 1], new, *items[at + 1 :]]


def _renamed(front: FrontMatter, items: list[Item], key: str, new: str) -> list[Item]:
    places = {*_places(front, items, key)}
    if not places:
        return items
    older = {*_places(front, items, new)}
    # Where only the case changes, both names are the same key.
    return [
        item._replace(key=new) if at in places else item
        for at, item in enumerate(items)
        if at in places or at not in older
    ]


def _unmerged(front: FrontMatter, items: list[Item], key: str) -> list[Item]:
    """The items with each `<<` written out, if that is where `key` comes from."""
    if key not in front or _places(front, items, key):
        return items
    out: list[Item] = []
    for item in items:
        is_merge = item.origin is not None and item.origin.is_merge
        out += _merged(front, items, item.origin) if item.origin and is_merge else [item]
    return out
