"""The filters that are known: those of Liquid, and those that Jekyll adds.

Source: Liquid 5.4 (`standardfilters.rb`) and Jekyll 4.3.1 (`filters.rb`, `filters/url_filters.rb`);
tests/jekyll_body/test_filters.py holds what the engine gave for each.
"""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, cast
from urllib.parse import quote, quote_plus, unquote_plus

from syndicate_adapters.jekyll.liquid.smart import smartified
from syndicate_adapters.jekyll.liquid.values import Known, Unknown, plain, string_of, text_of
from syndicate_adapters.jekyll.ruby import capitalize, downcase, inspect
from syndicate_adapters.jekyll.slugs import Mode, slugify

Filter = Callable[..., object]

_TAGS: Final = re.compile(
    r"<script.*?</script>|<!--.*?-->|<style.*?</style>|<.*?>", re.DOTALL | re.IGNORECASE
)
_SPACES: Final = re.compile(r"[ \t\n\v\f\r]+")
_NEWLINE: Final = re.compile(r"\r?\n")
_ENTITY: Final = re.compile(r'["><\']|&(?!(?:[a-zA-Z]+|#\d+);)')
_INDEX: Final = re.compile(r"/index\.html?$")
_MODES: Final = frozenset(("raw", "default", "pretty", "ascii", "latin", "none"))


# -- text -----------------------------------------------------------------------------------------


def _on_text(change: Callable[[str], object]) -> Filter:
    return lambda value: change(string_of(value))


def _escape(text: str) -> str:
    return html.escape(text).replace("&#x27;", "&#39;")


def _escape_once(text: str) -> str:
    return _ENTITY.sub(lambda match: _escape(match[0]), text)


def _slice(value: object, start: object, length: object = 1) -> object:
    first, count = _whole(start), _whole(length)
    source: Any = value if isinstance(value, list) else string_of(value)
    first = first + len(source) if first < 0 else first
    if first < 0 or first > len(source):
        return [] if isinstance(source, list) else ""
    return source[first : first + max(count, 0)]


def _truncate(value: object, length: object = 50, mark: object = "...") -> str:
    text, most, end = string_of(value), _whole(length), string_of(mark)
    return text[: max(most - len(end), 0)] + end if len(text) > most else text


def _truncatewords(value: object, count: object = 15, mark: object = "...") -> str:
    words = _SPACES.split(string_of(value).strip())
    most = max(_whole(count), 1)
    return " ".join(words[:most]) + string_of(mark) if len(words) > most else string_of(value)


def _split(value: object, mark: object) -> list[object]:
    text, by = string_of(value), string_of(mark)
    if by == " ":
        return [*text.split()]
    parts = list(text) if not by else text.split(by)
    while parts and not parts[-1]:
        parts.pop()
    return [*parts]


def _normalized(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


# -- numbers --------------------------------------------------------------------------------------


def _whole(value: object) -> int:
    number = number_of(value)
    return int(number)


def number_of(value: object) -> int | float:
    """A value as a number; text that is none is 0, as in Liquid."""
    match value:
        case bool() | None:
            return 0
        case int() | float():
            return value
        case str():
            match = re.match(r"\s*(-?\d+\.\d+)(?:[eE]\d+)?|\s*(-?\d+)", value)
            if match is None:
                return 0
            return float(match[1]) if match[1] else int(match[2])
    raise Unknown(f"a {type(value).__name__} is no number")


def _calculating(change: Callable[[Any, Any], int | float]) -> Filter:
    return lambda value, other: change(number_of(value), number_of(other))


def _divided(value: int | float, other: int | float) -> int | float:
    if other == 0:
        raise Unknown("a division by zero")
    if isinstance(value, int) and isinstance(other, int):
        return value // other
    return value / other


def _modulo(value: int | float, other: int | float) -> int | float:
    if other == 0:
        raise Unknown("a division by zero")
    return value % other


def _round(value: object, digits: object = 0) -> int | float:
    number, places = number_of(value), _whole(digits)
    scaled = abs(number) * 10**places
    rounded = math.copysign(math.floor(scaled + 0.5) / 10**places, number)
    return rounded if places > 0 else int(rounded)


# -- lists ----------------------------------------------------------------------------------------


def items_of(value: object) -> list[object]:
    """A value as the list that filters of lists work on."""
    if isinstance(value, list):
        return [
            each
            for item in value
            for each in (items_of(item) if isinstance(item, list) else [item])
        ]
    if isinstance(value, range):
        return [*value]
    return [] if value is None else [value]


def _join(value: object, mark: object = " ") -> str:
    return string_of(mark).join(map(text_of, items_of(value)))


def _first(value: object) -> object:
    return value[0] if isinstance(value, list | tuple) and value else None


def _last(value: object) -> object:
    return value[-1] if isinstance(value, list | tuple) and value else None


def _size(value: object) -> int:
    if isinstance(value, str | list | Mapping | range):
        return len(value)
    return 8 if isinstance(value, int) and not isinstance(value, bool) else 0


def _map(value: object, key: object) -> list[object]:
    return [item[string_of(key)] if isinstance(item, Known) else None for item in items_of(value)]


def _uniq(value: object) -> list[object]:
    found: list[object] = []
    for item in items_of(value):
        if item not in found:
            found.append(item)
    return found


def _concat(value: object, other: object) -> list[object]:
    if not isinstance(other, list):
        raise Unknown("only lists can be added to lists")
    return [*items_of(value), *other]


def _to_integer(value: object) -> int:
    return int(value) if isinstance(value, bool) else int(number_of(value))


def _sentence(value: object, connector: object = "and") -> str:
    items, word = [*map(string_of, items_of(value))], string_of(connector)
    if len(items) < 3:
        return f" {word} ".join(items)
    return f"{', '.join(items[:-1])}, {word} {items[-1]}"


def _default(value: object, other: object = "", **_: object) -> object:
    is_empty = (
        value is None or value is False or (isinstance(value, str | list | Mapping) and not value)
    )
    return other if is_empty else value


# -- Jekyll's -------------------------------------------------------------------------------------


def _slugify(value: object, mode: object = "default") -> object:
    if value is None:
        return None
    name = string_of(mode)
    known = name if name in _MODES else "none"
    return slugify(string_of(value), cast("Mode", known))


def _jsonify(value: object) -> str:
    return json.dumps(_as_json(plain(value)), ensure_ascii=False, separators=(",", ":"))


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    return string_of(value) if isinstance(value, datetime | date) else value


def _strip_index(value: object) -> object:
    if value is None or value == "":
        return None
    return _INDEX.sub("/", string_of(value))


def _number_of_words(value: object, mode: object = None) -> int:
    if mode is not None:
        raise Unknown("counting words by script is not known here")
    return len(string_of(value).split())


FILTERS: Final[dict[str, Filter]] = {
    "abs": lambda value: abs(number_of(value)),
    "append": lambda value, other: string_of(value) + string_of(other),
    "array_to_sentence_string": _sentence,
    "at_least": _calculating(max),
    "at_most": _calculating(min),
    "capitalize": _on_text(capitalize),
    "ceil": lambda value: math.ceil(number_of(value)),
    "cgi_escape": _on_text(lambda text: quote_plus(text, safe="")),
    "compact": lambda value: [item for item in items_of(value) if item is not None],
    "concat": _concat,
    "default": _default,
    "divided_by": _calculating(_divided),
    "downcase": _on_text(downcase),
    "escape": lambda value: None if value is None else _escape(string_of(value)),
    "escape_once": _on_text(_escape_once),
    "first": _first,
    "floor": lambda value: math.floor(number_of(value)),
    "h": lambda value: None if value is None else _escape(string_of(value)),
    "inspect": lambda value: html.escape(inspect(plain(value))),
    "join": _join,
    "jsonify": _jsonify,
    "last": _last,
    "lstrip": _on_text(lambda text: text.lstrip(" \t\n\v\f\r\0")),
    "map": _map,
    "minus": _calculating(lambda value, other: value - other),
    "modulo": _calculating(_modulo),
    "newline_to_br": _on_text(lambda text: _NEWLINE.sub("<br />\n", text)),
    "normalize_whitespace": _on_text(_normalized),
    "number_of_words": _number_of_words,
    "plus": _calculating(lambda value, other: value + other),
    "prepend": lambda value, other: string_of(other) + string_of(value),
    "remove": lambda value, other: string_of(value).replace(string_of(other), ""),
    "remove_first": lambda value, other: string_of(value).replace(string_of(other), "", 1),
    "replace": lambda value, old, new="": string_of(value).replace(string_of(old), string_of(new)),
    "replace_first": lambda value, old, new="": string_of(value).replace(
        string_of(old), string_of(new), 1
    ),
    "reverse": lambda value: items_of(value)[::-1],
    "round": _round,
    "rstrip": _on_text(lambda text: text.rstrip(" \t\n\v\f\r\0")),
    "size": _size,
    "slice": _slice,
    "slugify": _slugify,
    "smartify": _on_text(smartified),
    "split": _split,
    "strip": _on_text(lambda text: text.strip(" \t\n\v\f\r\0")),
    "strip_html": _on_text(lambda text: _TAGS.sub("", text)),
    "strip_index": _strip_index,
    "strip_newlines": _on_text(lambda text: _NEWLINE.sub("", text)),
    "times": _calculating(lambda value, other: value * other),
    "to_integer": _to_integer,
    "truncate": _truncate,
    "truncatewords": _truncatewords,
    "uniq": _uniq,
    "upcase": _on_text(lambda text: text.upper()),
    "uri_escape": _on_text(lambda text: quote(text, safe="!#$&'()*+,/:;=?@[]~")),
    "url_decode": _on_text(unquote_plus),
    "url_encode": _on_text(lambda text: quote_plus(text, safe="")),
    "xml_escape": _on_text(lambda text: html.escape(text).replace("&#x27;", "&apos;")),
}
"""Those that need nothing but their input."""
