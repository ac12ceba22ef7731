"""YAML as each engine reads it, and YAML that all of them read alike.

Source: the readers named in `scalars`; tests/source/vectors holds what the engines gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import yaml

from syndicate.source import tags
from syndicate.source.events import YamlError, parse
from syndicate.source.scalars import (
    MAX_DEPTH,
    Resolver,
    Value,
    resolve_goccy,
    resolve_js_3,
    resolve_js_4,
    resolve_psych,
)
from syndicate.source.spelling import dump, flow
from syndicate.source.text import Span

__all__ = [
    "GOCCY",
    "JS_YAML_3",
    "JS_YAML_4",
    "PSYCH",
    "Document",
    "Pair",
    "Value",
    "YamlError",
    "YamlRules",
    "dump",
    "flow",
    "load",
    "read_document",
]

MAX_ALIASED: Final = 100_000
"""How many values the aliases of one document may stand for."""

Merge: TypeAlias = Literal["fills", "overrides"]


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlRules:
    """How one engine reads YAML.

    resolve: what a plain scalar means. tagged, collected: what a tag makes of a scalar or of a
    collection. key: the string that a key becomes. merge: whether `<<` yields to keys that are
    there, or replaces those before it.
    """

    name: str
    resolve: Resolver
    tagged: Callable[[str, str, bool, Resolver], Value]
    collected: Callable[[str, Value], Value]
    key: Callable[[Value, str], str]
    merge: Merge
    merges_lists: bool = True
    merges_quoted: bool = False
    merges_aliases_only: bool = False
    skips_null_keys: bool = False
    has_duplicates: bool = False
    has_loose_aliases: bool = False
    is_single: bool = False
    is_yaml_12: bool = True
    has_controls: bool = False


JS_YAML_4: Final = YamlRules(
    name="js-yaml 4",
    resolve=resolve_js_4,
    tagged=tags.tagged_js,
    collected=tags.collected_js,
    key=tags.key_js,
    merge="fills",
    is_single=True,
)
"""Docusaurus from 3.10.2, and its `authors.yml` and `tags.yml` always."""

JS_YAML_3: Final = YamlRules(
    name="js-yaml 3",
    resolve=resolve_js_3,
    tagged=tags.tagged_js,
    collected=tags.collected_js,
    key=tags.key_js,
    merge="fills",
    is_single=True,
)
"""The front matter of Docusaurus up to 3.10.1."""

GOCCY: Final = YamlRules(
    name="goccy/go-yaml",
    resolve=resolve_goccy,
    tagged=tags.tagged_go,
    collected=tags.collected_go,
    key=tags.key_go,
    merge="overrides",
    has_controls=True,
)
"""Hugo from 0.152."""

PSYCH: Final = YamlRules(
    name="SafeYAML",
    resolve=resolve_psych,
    tagged=tags.tagged_ruby,
    collected=tags.collected_ruby,
    key=tags.key_ruby,
    merge="overrides",
    merges_lists=False,
    merges_quoted=True,
    merges_aliases_only=True,  # a mapping written there is still empty when it is merged
    skips_null_keys=True,
    has_duplicates=True,
    has_loose_aliases=True,
    is_yaml_12=False,
)
"""Jekyll, as its own packages read: SafeYAML 1.0.5 over Psych."""


class Alias(NamedTuple):
    """One `*name`: where, its value, and the start of the root's key that holds its anchor."""

    span: Span
    value: Value
    owner: int
    is_merge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair of the root mapping; spans are characters of the document's text."""

    key: str
    value: Value
    key_span: Span
    value_span: Span
    aliases: tuple[Alias, ...] = ()
    is_merge: bool = False


class Document(NamedTuple):
    """A document, the pairs of its root in the order of the text, and whether it is `{...}`."""

    value: Value
    pairs: tuple[Pair, ...]
    root: Span
    is_flow: bool


def load(text: str, rules: YamlRules) -> Value:
    """The value of the document in `text`; None where it is empty. Raises YamlError."""
    return read_document(text, rules).value


def read_document(text: str, rules: YamlRules) -> Document:
    """The first document of `text` with the places of its root's pairs. Raises YamlError."""
    if rules.is_single and not text.endswith("\n"):
        text += "\n"  # js-yaml does so too, and a block scalar at the end has it
    reader = _Reader(text, rules)
    count = 0
    for event in parse(text, is_yaml_12=rules.is_yaml_12, has_controls=rules.has_controls):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            reader.scalar(event)
        elif kind is yaml.AliasEvent:
            reader.alias(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            reader.open(event, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            reader.close(event)
        elif kind is yaml.DocumentStartEvent:
            count += 1
            if count > 1:
                at = event.start_mark.index
                raise YamlError("more than one document", at, "remove the line that ends the first")
        elif kind is yaml.DocumentEndEvent and not rules.is_single:
            break
    return Document(reader.value, tuple(reader.pairs), Span(*reader.root), reader.is_flow)


_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


def _block_end(text: str, start: int, end: int) -> int:
    """Where the text of a block scalar ends, without the last line break that belongs to it.

    libyaml also counts the blank lines after it, and the indentation of the line behind them.
    """
    header = _BLOCK_HEADER.search(text, start, end)
    if header and "+" in header.group():
        end = max(text.rfind("\n", start, end), text.rfind("\r", start, end), start) + 1
        return end - 2 if text.startswith("\r\n", end - 2) else end - 1
    while end > start and text[end - 1] in "\r\n \t":
        end -= 1
    trailing = _BLANKS.match(text, end)
    return trailing.end() if trailing else end


_BLANKS = re.compile(r"[ \t]*")


MERGE: Final = str(b"<<", "ascii")  # an object of its own, so that a quoted "<<" is another


class _Frame:
    """A collection that is being read."""

    __slots__ = ("anchor", "at", "before", "explicit", "is_flow", "items", "key", "list", "tag")

    def __init__(self, event: Any, before: int, is_mapping: bool) -> None:
        self.items: dict[str, Value] = {}
        self.list: list[Value] | None = None if is_mapping else []
        self.key: str | None = None
        self.explicit: set[str] = set()
        self.anchor: str | None = event.anchor
        self.tag: str | None = event.tag
        self.at: int = event.start_mark.index
        self.is_flow: bool = event.flow_style
        self.before = before


def _collection(frame: _Frame) -> Value:
    return frame.items if frame.list is None else frame.list


class _Reader:
    """Builds the value from events by the rules of one engine."""

    def __init__(self, text: str, rules: YamlRules) -> None:
        self.text = text
        self.rules = rules
        self.value: Value = None
        self.pairs: list[Pair] = []
        self.root = (0, 0)
        self.is_flow = False
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Value, int, int]] = {}
        self.aliases: list[Alias] = []
        self.nodes = 0
        self.aliased = 0
        self.end = 0
        self.key_span = Span(0, 0)
        self.is_merge = False

    def scalar(self, event: Any) -> None:
        """Takes a scalar."""
        start, end = event.start_mark.index, event.end_mark.index
        text: str = event.value
        rules = self.rules
        value: Value = text
        try:
            if event.tag:
                value = rules.tagged(event.tag, text, not event.style, rules.resolve)
            elif event.implicit[0]:
                value = rules.resolve(text) if text else None
        except (ValueError, OverflowError) as error:
            raise YamlError(str(error), start, "put the value in quotes") from error
        if event.style in ("|", ">"):
            end = _block_end(self.text, start, end)
        self.end = end
        self.nodes += 1
        if event.anchor:
            self.anchors[event.anchor] = (value, 1, self.key_span.start)
        is_merge = text == "<<" and (rules.merges_quoted or event.implicit[0])
        self._add(value, text, start, end, is_merge)

    def alias(self, event: Any) -> None:
        """Takes an alias: the very value of its anchor, which is never changed afterwards."""
        start, self.end = event.start_mark.index, event.end_mark.index
        name: str = event.anchor
        if name in self.anchors:
            value, size, owner = self.anchors[name]
        elif self.rules.has_loose_aliases and not self._is_open(name):
            value, size, owner = None, 1, -1
        else:
            reason = "contains itself" if self._is_open(name) else "is defined nowhere before"
            raise YamlError(f"*{name} {reason}", start, "put a value that begins with * in quotes")
        self.nodes += size
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            reason = f"the aliases stand for more than {MAX_ALIASED} values"
            raise YamlError(reason, start, "write them out, or take some away")
        is_merge = bool(self.stack) and self.stack[-1].key is MERGE
        self.aliases.append(Alias(Span(start, self.end), value, owner, is_merge))
        self._add(value, f"*{name}", start, self.end, False)

    def _is_open(self, name: str) -> bool:
        return any(frame.anchor == name for frame in self.stack)

    def open(self, event: Any, is_mapping: bool) -> None:
        """Begins a collection."""
        if len(self.stack) >= MAX_DEPTH:
            at = event.start_mark.index
            raise YamlError(f"values nest deeper than {MAX_DEPTH}", at, "take some levels away")
        self.nodes += 1
        self.stack.append(_Frame(event, self.nodes, is_mapping))

    def close(self, event: Any) -> None:
        """Ends the innermost collection."""
        frame = self.stack.pop()
        value = _collection(frame)
        if frame.is_flow:
            self.end = event.end_mark.index
        if frame.tag:
            try:
                value = self.rules.collected(frame.tag, value)
            except ValueError as error:
                raise YamlError(str(error), frame.at, "remove the tag") from error
        if frame.anchor:
            self.anchors[frame.anchor] = (value, self.nodes - frame.before + 1, self.key_span.start)
        if not self.stack:
            self.is_flow = frame.is_flow and frame.list is None
        self._add(value, "", frame.at, max(self.end, frame.at), False)

    def _add(self, value: Value, text: str, start: int, end: int, is_merge: bool) -> None:
        if not self.stack:
            self.value, self.root = value, (start, end)
            return
        frame = self.stack[-1]
        if frame.list is not None:
            frame.list.append(value)
        elif frame.key is None:
            self._take_key(frame, value, text, Span(start, end), is_merge)
        else:
            self._take_value(frame, value, Span(start, end))

    def _take_key(self, frame: _Frame, value: Value, text: str, span: Span, is_merge: bool) -> None:
        if value is None and self.rules.skips_null_keys:
            return  # SafeYAML then takes the value for the key, and so on
        try:
            key = self.rules.key(value, text)
        except ValueError as error:
            raise YamlError(str(error), span.start, "write the key as text") from error
        if not self.rules.has_duplicates:
            # A merged key may be said again; one that was said may not.
            if key in frame.explicit and not (is_merge and self.rules.merge == "fills"):
                raise YamlError(f"the key {key!r} stands here twice", span.start, "remove one")
            frame.explicit.add(key)
        frame.key = key
        if len(self.stack) == 1:
            self.key_span = span
            self.is_merge = is_merge
            self.aliases = []
        if is_merge:
            frame.key = MERGE

    def _take_value(self, frame: _Frame, value: Value, span: Span) -> None:
        key = frame.key or ""
        frame.key = None
        if key is MERGE:
            is_alias = bool(self.aliases) and self.aliases[-1].span == span
            self._merge(frame, value, span, is_alias)
        else:
            frame.items[key] = value
        if len(self.stack) == 1:
            self.pairs.append(
                Pair(
                    key=key,
                    value=value,
                    key_span=self.key_span,
                    value_span=span,
                    aliases=tuple(self.aliases),
                    is_merge=self.is_merge,
                )
            )

    def _merge(self, frame: _Frame, value: Value, span: Span, is_alias: bool) -> None:
        sources = value if isinstance(value, list) and self.rules.merges_lists else [value]
        for source in sources:
            if not isinstance(source, dict):
                raise YamlError("<< takes a mapping", span.start, "put the key << in quotes")
            if self.rules.merges_aliases_only and not is_alias:
                continue
            if self.rules.merge == "overrides":
                frame.items.update(source)
            else:
                frame.items.update({k: v for k, v in source.items() if k not in frame.items})
