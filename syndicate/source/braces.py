"""JSON in front matter: the pairs of an object with their places; JSON text for values."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final, NamedTuple, NoReturn

from syndicate.diagnostics import SyndicateError
from syndicate.source.scalars import MAX_DEPTH, Value
from syndicate.source.text import Span, skip


class JsonError(SyndicateError):
    """The engine would refuse this JSON; `offset` counts characters of the text given."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


class JsonPair(NamedTuple):
    """One pair of the object."""

    key: str
    value: Value
    key_span: Span
    value_span: Span


_SPACES = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")


def _number(digits: str) -> int | float:
    """A JSON number as both engines hold it: a double, whole ones without a point."""
    number = float(digits)
    return int(number) if number == number // 1 and abs(number) < 1e21 else number


_DECODER: Final = json.JSONDecoder(
    parse_constant=_refuse_constant, parse_int=_number, parse_float=_number
)


def read_json(text: str) -> tuple[JsonPair, ...]:
    """The pairs of the object that is all of `text`; of two with one key the last counts.

    Raises JsonError.
    """
    at = skip(_SPACES, text, 0)
    if text[at : at + 1] != "{":
        raise JsonError("the JSON is no object", at)
    pairs: list[JsonPair] = []
    at = skip(_SPACES, text, at + 1)
    try:
        while text[at : at + 1] != "}" or pairs:
            at = _read_pair(text, at, pairs)
            if text[at : at + 1] != ",":
                break
            at = skip(_SPACES, text, at + 1)
    except json.JSONDecodeError as error:
        raise JsonError(error.msg.lower(), error.pos) from error
    except (ValueError, OverflowError) as error:
        raise JsonError(str(error), at) from error
    except RecursionError as error:
        raise JsonError("values nest too deep", at) from error
    end = skip(_SPACES, text, at + 1)
    if text[at : at + 1] != "}" or end < len(text):
        raise JsonError("a comma or the closing brace is missing", min(at, len(text)))
    return tuple(pairs)


def _read_pair(text: str, at: int, pairs: list[JsonPair]) -> int:
    if text[at : at + 1] != '"':
        raise JsonError("a key in double quotes is missing", at)
    key, key_end = _DECODER.raw_decode(text, at)
    colon = skip(_SPACES, text, key_end)
    if text[colon : colon + 1] != ":":
        raise JsonError("a colon is missing", colon)
    start = skip(_SPACES, text, colon + 1)
    value, end = _DECODER.raw_decode(text, start)
    pairs.append(JsonPair(key, _whole(value), Span(at, key_end), Span(start, end)))
    return skip(_SPACES, text, end)


def _whole(value: Any, depth: int = 0) -> Value:
    """The value without halves of surrogate pairs, which no file can hold."""
    if depth > MAX_DEPTH:
        raise ValueError(f"values nest deeper than {MAX_DEPTH}")
    match value:
        case str():
            return _SURROGATE.sub("\ufffd", value)
        case list():
            return [_whole(item, depth + 1) for item in value]
        case dict():
            return {_SURROGATE.sub("\ufffd", k): _whole(v, depth + 1) for k, v in value.items()}
    plain: Value = value
    return plain


def spell_json(value: Value) -> str:
    """`value` as JSON on one line; a date is its text, and what JSON cannot say is null."""
    match value:
        case bool() | int() | str() | None:
            return json.dumps(value, ensure_ascii=False)
        case float():
            return json.dumps(value) if math.isfinite(value) else "null"
        case list():
            return f"[{', '.join(map(spell_json, value))}]"
        case dict():
            pairs = (
                f"{json.dumps(k, ensure_ascii=False)}: {spell_json(v)}" for k, v in value.items()
            )
            return f"{{{', '.join(pairs)}}}"
    return f'"{value.isoformat()}"'
