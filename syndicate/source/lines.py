"""YAML that every engine reads alike, line by line, as most headers are: read without a parser.

Taken are keys of letters at the start of a line, with a text, a number, a date or the like, in simple quotes or
none, one paragraph below that is folded or kept as it is, a list of such in brackets or below on lines with dashes,
such keys and lists of them below, or nothing. Where a single line is another one, the parser reads the whole;
`tests/source/test_lines.py` holds that both give the same.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Final

from syndicate.source.documents import SHORT, Document, Pair
from syndicate.source.readers import YamlRules
from syndicate.source.scalars import Resolver, Value
from syndicate.source.text import Span

_PLAIN: Final = r"""[^\s?:,\[\]{}#&*!|>'"%@`-][^\n:#]*+(?:(?::(?=\S)|(?<=\S)\#)[^\n:#]*+)*+"""
_SCALAR: Final = rf"""(?:({_PLAIN})|"((?:[^"\\\n]|\\["\\])*+)"|'([^'\n]*+)')"""
_INSIDE: Final = r"""(?:[^\[\]{}"':\#?\\\n]|"[^"\\\n]*+"|'[^'\n]*+')*+"""
_ITEM_OF_LIST: Final = re.compile(r"""[ ]*+(?:"([^"]*+)"|'([^']*+)'|([^"',]++))[ ]*+(?:,|\Z)""")
_BLOCK: Final = (
    r"""([|>]-?+)[ ]*+\n(([ ]++)[^\n]++(?<![ ])(?:\n\8(?![ ])[^\n]++(?<![ ]))*+)(?=\n(?!\n*+[ ]))"""
)
_VALUE: Final = rf"""{_SCALAR}|\[({_INSIDE})\]"""
_NAME: Final = "[A-Za-z_][A-Za-z0-9_-]{0,99}+"
_LINE: Final = re.compile(
    rf"""({_NAME}):(?:[ ]++(?:{_VALUE}|{_BLOCK}))?[ ]*+(?:\n|\Z)
    | ([ ]*+)-[ ]++{_SCALAR}[ ]*+(?:\n|\Z)
    | (?:\#[^\n]*+|[ ]++)?(?:\n|\Z)
    | ([ ]*+)(-[ ]++)?+({_NAME}):(?:[ ]++(?:{_VALUE}))?[ ]*+(?:\n|\Z)""",
    re.VERBOSE,
)
_KEY, _TEXT, _LIST, _STYLE, _LINES, _COLUMN, _INDENT, _ITEM = 1, 2, 5, 6, 7, 8, 9, 10
_LEAD, _DASH, _FIELD, _OF_FIELD, _LIST_OF_FIELD = 13, 14, 15, 16, 19
_PLAINS: Final = (_TEXT, _ITEM, _OF_FIELD)
_DOUBLES: Final = (_TEXT + 1, _ITEM + 1, _OF_FIELD + 1)
_LISTS: Final = (_LIST, _LIST_OF_FIELD)
_START: Final = re.compile(r"---[ ]*+\n")
_ESCAPED: Final = re.compile(r"\\(.)")
_NO_ITEM: Final = frozenset("-&*!|>%@`")


def read_lines(text: str, rules: YamlRules) -> Document | None:
    """The document in `text`, as the parser would give it; None where it is not as simple as that."""
    text = text.replace("\r\n", " \n")  # blanks at the end of a line say nothing
    if "\\u" in text or not text.replace("\n", "").isprintable():
        return None
    try:
        pairs = _pairs(text, rules.resolve)
    except (ValueError, OverflowError):
        return None  # the parser says where
    if not pairs:
        return None
    values = {pair.key: pair.value for pair in pairs}
    if len(values) < len(pairs):
        return None
    root = Span(pairs[0].key_span.start, pairs[-1].value_span.end)
    return Document(values, tuple(pairs), root, is_flow=False, is_simple=True)


def _pairs(text: str, resolve: Resolver) -> list[Pair] | None:
    pairs: list[Pair] = []
    below: _Below | None = None
    started = _START.match(text)
    at, end = started.end() if started else 0, len(text)
    while at < end:
        found = _LINE.match(text, at)
        if found is None:
            return None
        at, kind = found.end(), found.lastindex
        if kind is None:  # an empty line, or a comment
            continue
        if found[_KEY] is not None:
            key, key_end = intern(found[_KEY]), found.end(_KEY)
            if resolve(key) != key:  # "yes", "null"
                return None
            if kind == _KEY:
                below, value, span = _Below(), None, Span(key_end + 1, key_end + 1)
            else:
                below = None
                value, span = _value(found, kind, resolve)
            pairs.append(Pair(key, value, Span(found.start(_KEY), key_end), span))
            continue
        last = below.take(found, kind, resolve) if below is not None else None
        if below is None or last is None:
            return None
        pairs[-1] = pairs[-1]._replace(value=below.value, value_span=Span(below.start, last))
    return pairs


class _Below:
    """What stands in the lines below a key without a value: a list, of keys and their values maybe, or such keys."""

    __slots__ = ("column", "field_column", "fields", "start", "value")

    def __init__(self) -> None:
        self.value: list[Value] | dict[str, Value] = []
        self.start = 0
        self.column = 0  # of the dashes
        self.fields: dict[str, Value] | None = None  # to which the next key without a dash belongs
        self.field_column = 0

    def take(self, found: re.Match[str], kind: int, resolve: Resolver) -> int | None:
        """Where the value of a line ends; None where the line belongs elsewhere. Raises as `_value` does."""
        name = found[_FIELD]
        if name is None:
            self.fields = None
            value, span = _value(found, kind, resolve)
            return span.end if self._add(value, *found.span(_INDENT)) else None
        line, end = found.start(_LEAD), found.end(_FIELD)
        column = found.start(_FIELD) - line
        if found[_DASH] is not None:
            self.fields, self.field_column = {}, column
            if not self._add(self.fields, *found.span(_LEAD)):
                return None
        elif not self.value:
            self.value = self.fields = {}
            self.start, self.field_column = line + column, column
        if self.fields is None or column != self.field_column:
            return None
        if name in self.fields or resolve(name) != name:
            return None
        value, span = (
            (None, Span(end + 1, end + 1)) if kind == _FIELD else _value(found, kind, resolve)
        )
        self.fields[intern(name)] = value
        return span.end

    def _add(self, item: Value, line: int, dash: int) -> bool:
        """Whether an item of the list can begin at a dash in this line."""
        if not isinstance(self.value, list) or (self.value and dash - line != self.column):
            return False
        if not self.value:
            self.start, self.column = dash, dash - line
        self.value.append(item)
        return True


def _value(found: re.Match[str], kind: int, resolve: Resolver) -> tuple[Value, Span]:
    """What stands in the group `kind`, and where. Raises ValueError, OverflowError as `resolve` does, and where a
    list is no simple one.
    """
    text, start = found[kind], found.start(kind)
    if kind in _PLAINS:
        text = text.rstrip(" ")
        return _held(resolve(text)), Span(start, start + len(text))
    if kind == _LINES:
        return _held(_paragraph(found)), Span(found.start(_STYLE), found.end(_LINES))
    span = Span(start - 1, found.end(kind) + 1)
    if kind in _LISTS:
        return _items(text, resolve), span
    if kind in _DOUBLES and "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return _held(text), span


def _paragraph(found: re.Match[str]) -> str:
    """The lines below a key, whose indentation is no part of them."""
    style, between = found[_STYLE], f"\n{found[_COLUMN]}"
    lines = found[_LINES].removeprefix(found[_COLUMN])
    text = lines.replace(between, " " if style[0] == ">" else "\n")
    return text if style.endswith("-") else f"{text}\n"


def _items(text: str, resolve: Resolver) -> list[Value]:
    """What stands between the brackets of a list. Raises ValueError where that is not as simple."""
    values: list[Value] = []
    at, end = 0, len(text.rstrip(" "))
    while at < end:
        found = _ITEM_OF_LIST.match(text, at)
        if found is None or (found.end() == end and text[end - 1] == ","):
            raise ValueError(text)
        at = found.end()
        if found[3] is None:
            values.append(_held(found[found.lastindex or 0]))
            continue
        item = found[3].rstrip(" ")
        if not item or item[0] in _NO_ITEM:
            raise ValueError(text)
        values.append(_held(resolve(item)))
    return values


def _held(value: Value) -> Value:
    return intern(value) if type(value) is str and len(value) <= SHORT else value
