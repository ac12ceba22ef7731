"""The front matter of a post under its engine's rules, with the place of every key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from syndicate.diagnostics import SyndicateError
from syndicate.source.text import SourceText, Span
from syndicate.source.yaml import GOCCY, JS_YAML_4, PSYCH, Value, YamlRules

Format: TypeAlias = Literal["yaml", "toml", "json"]


class FrontMatterError(SyndicateError):
    """The engine would refuse this front matter.

    offset: characters of the source; body_start: where the body begins all the same.
    """

    def __init__(self, reason: str, offset: int, body_start: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset
        self.body_start = body_start


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatterRules:
    """How one engine finds and reads front matter."""

    name: str
    yaml: YamlRules


def docusaurus(rules: YamlRules) -> FrontMatterRules:
    """Docusaurus with the YAML reader of another version of it."""
    return FrontMatterRules(name="docusaurus", yaml=rules)


DOCUSAURUS = docusaurus(JS_YAML_4)
HUGO = FrontMatterRules(name="hugo", yaml=GOCCY)
JEKYLL = FrontMatterRules(name="jekyll", yaml=PSYCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key with its value and their places, in characters of the source."""

    key: str
    value: Value
    span: Span
    key_span: Span
    value_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The front matter of one file; `format` is None where the file has none."""

    source: SourceText
    format: Format | None
    block: Span
    content: Span
    body_start: int
    entries: dict[str, Entry]

    @property
    def values(self) -> dict[str, Value]:
        """Every key with its value, in the order of the file."""
        return {key: entry.value for key, entry in self.entries.items()}

    def get(self, key: str) -> Value:
        """The value of a key; None where it is absent."""
        entry = self.entries.get(key)
        return entry.value if entry else None

    def at(self, key: str) -> int:
        """Where to point when speaking of a key: its line, or the block."""
        entry = self.entries.get(key)
        return entry.key_span.start if entry else self.block.start


@dataclass(frozen=True, slots=True)
class Set:
    """Give `key` this value; a new key goes after `after`, or at the end."""

    key: str
    value: Value
    after: str | None = None


@dataclass(frozen=True, slots=True)
class SetText:
    """Give `key` the value that this YAML text says."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Take `key` away."""

    key: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Call `key` `new`; its value stays as written."""

    key: str
    new: str


Change: TypeAlias = Set | SetText | Drop | Rename


def read_front_matter(source: SourceText, engine: FrontMatterRules) -> FrontMatter:
    """The front matter of a post. Raises FrontMatterError where the engine refuses it."""
    raise NotImplementedError


def edit(front: FrontMatter, changes: Sequence[Change]) -> str:
    """The block after `changes`, fences included; what is not changed keeps its bytes."""
    raise NotImplementedError


def same_under(entry: Entry, front: FrontMatter, a: YamlRules, b: YamlRules) -> bool:
    """Whether rules `b` read the text of the value as rules `a` do."""
    raise NotImplementedError
