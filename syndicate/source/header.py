"""The parts of a front matter, and what can be done to it."""

from __future__ import annotations

from array import array
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from syndicate.source.fences import Finder, Format
from syndicate.source.text import SourceText, Span
from syndicate.source.yaml import Alias, Value, YamlRules

NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatterRules:
    """How one engine finds and reads front matter.

    folds_case: "Title" and "title" are one key.
    """

    name: str
    yaml: YamlRules
    find: Finder
    folds_case: bool = False


class Entry(NamedTuple):
    """One key with its value and their places, in characters of the source.

    key: as written, without quotes. span: whole lines with their newline, and the comments inside;
    in `{...}` only the pair. value_span: with quotes, tag and anchor; empty where there is no
    value. more: other lines that give the same key: earlier duplicates in Jekyll, the tables and
    dotted keys of TOML. aliases: the `*name` in it. is_merge: the key is `<<`.
    """

    key: str
    value: Value
    span: Span
    key_span: Span
    value_span: Span
    more: tuple[Span, ...] = ()
    aliases: tuple[Alias, ...] = ()
    is_merge: bool = False


class Entries(Mapping[str, Entry]):
    """The entries of a header in which nothing is rare, made of numbers where somebody asks for them.

    A site holds the headers of all its posts, and works on one at a time: the last ones made are kept.
    values: by key, in the order of the file. places: six for each key, the spans of an entry.
    """

    __slots__ = ("_places", "_values")

    def __init__(self, values: Mapping[str, Value], places: array[int]) -> None:
        self._values = values
        self._places = places

    def __getitem__(self, key: str) -> Entry:
        return self._made()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def items(self) -> ItemsView[str, Entry]:
        """As of a dict, which is faster."""
        return self._made().items()

    def values(self) -> ValuesView[Entry]:
        """As of a dict, which is faster."""
        return self._made().values()

    def _made(self) -> dict[str, Entry]:
        owner, made = _last_made[0]
        if owner is not self:
            made = self._make()
            _last_made[0] = (self, made)
        return made

    def _make(self) -> dict[str, Entry]:
        numbers = iter(self._places)
        spans = zip(*[map(Span, numbers, numbers)] * 3, strict=True)
        return {
            key: Entry(key, value, span, key_span, value_span)
            for (key, value), (span, key_span, value_span) in zip(
                self._values.items(), spans, strict=True
            )
        }


_last_made: Final[list[tuple[Entries | None, dict[str, Entry]]]] = [(None, {})]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The front matter of one file.

    format: None where the file has none. block: from the start of the file up to and with the
    newline after the closing fence. content: the lines between the fences. entries: by key as
    written, in the order of the file. values: what the engine gets, merged keys included.
    root: the whole mapping. is_flow: it is written `{...}`. is_simple: as in `Document`.
    """

    source: SourceText
    rules: FrontMatterRules
    format: Format | None
    block: Span
    content: Span
    body_start: int
    entries: Mapping[str, Entry] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    root: Span = NOWHERE
    is_flow: bool = False
    is_simple: bool = False

    def find(self, key: str) -> Entry | None:
        """The entry of a key, whatever its case where the engine does not mind it."""
        return self.entries.get(self.spelling(key))

    def spelling(self, key: str) -> str:
        """The key as the file writes it; as given where the file lacks it."""
        if key in self.values or not self.rules.folds_case:
            return key
        folded = key.lower()
        return next((each for each in self.values if each.lower() == folded), key)

    def get(self, key: str) -> Value:
        """The value of a key; None where it is absent."""
        return self.values.get(self.spelling(key))

    def __contains__(self, key: str) -> bool:
        return self.spelling(key) in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def at(self, key: str) -> int:
        """Where to point when speaking of a key: its line, or the start of the block."""
        entry = self.find(key)
        return entry.span.start if entry else self.block.start


@dataclass(frozen=True, slots=True)
class Set:
    """Give `key` this value; a key that is new goes after `after`, or to the end."""

    key: str
    value: Value
    after: str | None = None


@dataclass(frozen=True, slots=True)
class SetText:
    """Give `key` the value that this text says, in the language of the block."""

    key: str
    text: str
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Take `key` away."""

    key: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Call `key` `new`; its value stays as written, and an older `new` goes."""

    key: str
    new: str


Change: TypeAlias = Set | SetText | Drop | Rename
