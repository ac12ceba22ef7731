"""The parts of a front matter, and what can be done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The front matter of one file.

    format: None where the file has none. block: from the start of the file up to and with the
    newline after the closing fence. content: the lines between the fences. entries: by key as
    written, in the order of the file. values: what the engine gets, merged keys included.
    root: the whole mapping. is_flow: it is written `{...}`.
    """

    source: SourceText
    rules: FrontMatterRules
    format: Format | None
    block: Span
    content: Span
    body_start: int
    entries: dict[str, Entry] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    root: Span = NOWHERE
    is_flow: bool = False

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
