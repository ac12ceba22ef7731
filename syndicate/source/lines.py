"""YAML that every engine reads alike, line by line, as most headers are: read without a parser.

Taken are keys of letters at the start of a line, with a text, a number, a date or the like, in simple quotes or
none, one paragraph below that is folded or kept as it is, a list of such in brackets or below on lines with dashes,
or nothing. Where a single line is another one, the parser reads the whole; `tests/source/test_lines.py` holds that
both give the same.
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
_LINE: Final = re.compile(
    rf"""([A-Za-z_][A-Za-z0-9_-]{{0,99}}+):(?:[ ]++(?:{_SCALAR}|\[({_INSIDE})\]|{_BLOCK}))?[ ]*+(?:\n|\Z)
    | ([ ]*+)-[ ]++{_SCALAR}[ ]*+(?:\n|\Z)
    | (?:\#[^\n]*+|[ ]++)?(?:\n|\Z)""",
    re.VERBOSE,
)
_KEY, _TEXT, _LIST, _STYLE, _LINES, _COLUMN, _INDENT, _ITEM = 1, 2, 5, 6, 7, 8, 9, 10
_PLAINS: Final = (_TEXT, _ITEM)
_DOUBLES: Final = (_TEXT + 1, _ITEM + 1)
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
    items: list[Value] | None = None  # those below the last key, which has no value of its own
    column, started = 0, _START.match(text)
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
                items, value, span = [], None, Span(key_end + 1, key_end + 1)
            else:
                items = None
                value, span = _value(found, kind, resolve)
            pairs.append(Pair(key, value, Span(found.start(_KEY), key_end), span))
            continue
        before, dash = found.span(_INDENT)
        if items is None or (items and dash - before != column):
            return None
        column = dash - before
        value, span = _value(found, kind, resolve)
        items.append(value)
        first = dash if len(items) == 1 else pairs[-1].value_span.start
        pairs[-1] = pairs[-1]._replace(value=items, value_span=Span(first, span.end))
    return pairs


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
    if kind == _LIST:
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
