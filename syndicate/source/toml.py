"""The top-level keys of a TOML front matter and their places; TOML text for values."""

from __future__ import annotations

import json
import math
import re
import tomllib
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from syndicate.diagnostics import SyndicateError
from syndicate.source.scalars import MAX_DEPTH, Value
from syndicate.source.text import Span, skip


class TomlError(SyndicateError):
    """Hugo would refuse this TOML; `offset` counts characters of the text given."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


class Line(NamedTuple):
    """What stands under one top-level key: a `key = value`, or a table with all its lines.

    value_span is empty for a table, and for a dotted key, whose value is only a part.
    """

    key: str
    span: Span
    key_span: Span
    value_span: Span


_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_PART: Final = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_KEY = re.compile(rf"({_PART})([ \t]*\.[ \t]*{_PART})*+[ \t]*")
_DEEP_KEY = re.compile(
    rf"^[ \t]*+\[{{0,2}}[ \t]*+(?:{_PART}[ \t]*+\.[ \t]*+){{{MAX_DEPTH},}}+{_PART}[ \t]*+[=\]]",
    re.MULTILINE,
)
_BLANK = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:#[^\n]*\Z)?")
_LINE = re.compile(r"[^\n]*\n?")
_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\r?\n|#[^\n]*)|[^\"'#\[\]{}\r\n]++|\r",
    re.DOTALL,
)
_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")


def read_toml(text: str) -> tuple[dict[str, Value], tuple[Line, ...]]:
    """The values of `text` and where each stands, in its order.

    A date stays a `date`; a date and time without a zone, and a time alone, are strings, since
    Hugo puts them into the site's zone. Raises TomlError.
    """
    deep = _DEEP_KEY.search(text)
    if deep is not None:  # tomllib would look at all parts once for each part
        raise TomlError(f"a key has more than {MAX_DEPTH} parts", deep.start())
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refusal(str(error), text) from error
    except RecursionError as error:
        raise TomlError("values nest too deep", 0) from error
    except ValueError as error:  # Python converts no number of thousands of digits
        raise TomlError("a number has too many digits", 0) from error
    try:
        return {key: _plain(value, 1) for key, value in values.items()}, tuple(_lines(text))
    except ValueError as error:
        raise TomlError(str(error), 0) from error


def _refusal(message: str, text: str) -> TomlError:
    found = _WHERE.search(message)
    reason = message[: found.start()] if found else message
    if not found or not found[1]:
        return TomlError(reason, len(text))
    # tomllib counts after it has made "\r\n" one character.
    lines = text.splitlines(keepends=True) if "\r" in text else text.split("\n")
    before = int(found[1]) - 1
    gone = sum(map(len, lines[:before])) + (0 if "\r" in text else before)
    return TomlError(reason, min(gone + int(found[2]) - 1, len(text)))


def _plain(value: Any, depth: int) -> Value:
    if depth > MAX_DEPTH:
        raise ValueError(f"values nest deeper than {MAX_DEPTH}")
    match value:
        case dict():
            return {key: _plain(item, depth + 1) for key, item in value.items()}
        case list():
            return [_plain(item, depth + 1) for item in value]
        case datetime():
            return value if value.tzinfo else value.isoformat()
        case time():
            return value.isoformat()
        case bool() | int() | float() | str() | date():
            return value
    raise TypeError(f"TOML has no {type(value).__name__}")


def _lines(text: str) -> list[Line]:
    """What stands under each top-level key; `text` is TOML that tomllib has read."""
    found: list[Line] = []
    at = skip(_BLANK, text, 0)
    while at < len(text):
        start = text.rfind("\n", 0, at) + 1
        read = _table if text[at] == "[" else _pair
        line = read(text, start, at)
        found.append(line)
        at = skip(_BLANK, text, line.span.end)
    return found


def _table(text: str, start: int, at: int) -> Line:
    """A table and its lines, up to the next header or the end; last blank lines are not its."""
    key_start = at + (2 if text.startswith("[[", at) else 1)
    key_start = skip(_SPACES, text, key_start)
    key = _KEY.match(text, key_start)
    first = key[1] if key else ""
    end = skip(_LINE, text, at)
    here = skip(_BLANK, text, end)
    while here < len(text) and text[here] != "[":
        end = _pair(text, here, here).span.end
        here = skip(_BLANK, text, end)
    here_key = Span(key_start, key_start + len(first))
    return Line(_name(first), Span(start, end), here_key, Span(end, end))


_SPACES = re.compile(r"[ \t]*")


def _pair(text: str, start: int, at: int) -> Line:
    key = _KEY.match(text, at)
    first = key[1] if key else ""
    after = key.end() if key else at
    value_start = skip(_SPACES, text, after + 1)
    value_end = _value_end(text, value_start)
    end = skip(_LINE, text, value_end)
    is_dotted = text[at:after].rstrip() != first
    value_span = Span(end, end) if is_dotted else Span(value_start, value_end)
    return Line(_name(first), Span(start, end), Span(at, at + len(first)), value_span)


def _value_end(text: str, start: int) -> int:
    depth, at, end = 0, start, start
    while found := _TOKEN.match(text, at):
        if found["end"] and not depth:
            break
        depth += 1 if found["open"] else -1 if found["close"] else 0
        at = found.end()
        if not found["end"]:
            end = found.start() + len(found.group().rstrip())
    return end if end > start else at


def _name(part: str) -> str:
    """The key that `part` spells."""
    return part if _BARE.match(part) else next(iter(tomllib.loads(f"{part}=0")))


# --- where keys stand ----------------------------------------------------------------------------


def key_places(text: str) -> dict[tuple[str, ...], int]:
    """Where every table and key of `text` is named first, by its whole path; keys in braces are left out.

    text: TOML that `read_toml` has read.
    """
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    at = skip(_BLANK, text, 0)
    while at < len(text):
        if text[at] == "[":
            start = skip(_SPACES, text, at + (2 if text.startswith("[[", at) else 1))
            path = table = _path(text, start)
            end = skip(_LINE, text, at)
        else:
            start, path = at, (*table, *_path(text, at))
            end = _pair(text, at, at).span.end
        for depth in range(1, len(path) + 1):
            found.setdefault(path[:depth], start)
        at = skip(_BLANK, text, end)
    return found


_PARTS = re.compile(_PART)


def _path(text: str, at: int) -> tuple[str, ...]:
    """The parts of the dotted key that begins at `at`."""
    whole = _KEY.match(text, at)
    return tuple(map(_name, _PARTS.findall(whole[0]))) if whole else ()


# --- writing -------------------------------------------------------------------------------------


def spell_toml(value: Value) -> str:
    """`value` as TOML on one line; nulls in lists and mappings go, as TOML has none."""
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return "nan" if math.isnan(value) else repr(value)
        case int():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case dict():
            said = {k: v for k, v in value.items() if v is not None}
            pairs = (f"{spell_toml_key(k)} = {spell_toml(v)}" for k, v in said.items())
            return f"{{ {', '.join(pairs)} }}" if said else "{}"
        case list():
            return f"[{', '.join(spell_toml(item) for item in value if item is not None)}]"
    return spell_toml_string(value or "")


def spell_toml_key(key: str) -> str:
    """A key, bare where it may be."""
    return key if _BARE.match(key) else spell_toml_string(key)


def spell_toml_string(text: str) -> str:
    """A basic string; TOML shares JSON's escapes and has one more character to escape."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
