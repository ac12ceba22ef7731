"""A YAML document as one engine reads it, with the places of its root's pairs."""

from __future__ import annotations

import re
from sys import intern
from typing import Any, Final, NamedTuple

import yaml

from syndicate.source.events import YamlError, parse
from syndicate.source.readers import YamlRules
from syndicate.source.scalars import MAX_DEPTH, Value
from syndicate.source.text import Span, skip

MAX_ALIASED: Final = 100_000
"""How many values the aliases of one document may stand for."""


class Alias(NamedTuple):
    """One `*name`: where, its value, and the start of the root's key that holds its anchor."""

    span: Span
    value: Value
    owner: int
    is_merge: bool = False


class Pair(NamedTuple):
    """One pair of the root mapping; spans are characters of the document's text."""

    key: str
    value: Value
    key_span: Span
    value_span: Span
    aliases: tuple[Alias, ...] = ()
    is_merge: bool = False


class Document(NamedTuple):
    """A document, the pairs of its root in the order of the text, and whether it is `{...}`.

    is_simple: every engine takes its lines apart alike, and may only make something else of words without quotes.
    """

    value: Value
    pairs: tuple[Pair, ...]
    root: Span
    is_flow: bool
    is_simple: bool = False


def parse_document(text: str, rules: YamlRules) -> Document:
    """The first document of `text` with the places of its root's pairs. Raises YamlError."""
    if rules.ends_lines and not text.endswith("\n"):
        text += "\n"
    try:
        return _read(text, rules)
    except YamlError:
        # libyaml minds a tab in more places than the others do.
        if rules.loose_tabs is None or not rules.loose_tabs.search(text):
            raise
    return _read(rules.loose_tabs.sub(_without_tabs, text), rules)


def _without_tabs(found: re.Match[str]) -> str:
    return found.group().replace("\t", " ")


def _read(text: str, rules: YamlRules) -> Document:
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
            if count > 1 and not rules.is_single:
                break
            if count > 1:
                at = event.start_mark.index
                raise YamlError("more than one document", at, "remove the line that ends the first")
        elif kind is yaml.DocumentEndEvent and _is_last(event, rules):
            break
    return Document(reader.value, tuple(reader.pairs), Span(*reader.root), reader.is_flow)


def _is_last(event: Any, rules: YamlRules) -> bool:
    return rules.is_streaming or (bool(event.explicit) and not rules.is_single)


_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


def _block_end(text: str, start: int, end: int) -> int:
    """Where the text of a block scalar ends, without the last line break that belongs to it.

    libyaml also counts the blank lines after it, and the indentation of the line behind them.
    """
    header = _BLOCK_HEADER.search(text, start, end)
    if header and "+" in header.group():
        end = max(text.rfind("\n", start, end), text.rfind("\r", start, end), start) + 1
        return end - 2 if text.startswith("\r\n", end - 2) else end - 1
    return skip(_BLANKS, text, start + len(text[start:end].rstrip("\r\n \t")))


_BLANKS = re.compile(r"[ \t]*")


SHORT: Final = 24
"""Characters of a text that other posts may say too (keys, tags, layouts), and that is then held once."""

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
        if type(value) is str and len(value) <= SHORT:
            value = intern(value)
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
