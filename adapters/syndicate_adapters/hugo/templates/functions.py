"""The functions of templates that need nothing but their arguments.

Source: Hugo 0.168 (tpl/*); tests/hugo_body/test_expansion.py asks the engine.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from syndicate_adapters.hugo.reading.params import text_of
from syndicate_adapters.hugo.templates.tree import Unreadable

Value = Any


class Markup(str):
    """A text that is HTML already."""

    __slots__ = ()


def spoken(value: Value) -> str:
    """What printing a value shows. Raises Unreadable for lists and mappings."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return text_of(value)
    raise Unreadable("it prints a list or a mapping")


def is_true(value: Value) -> bool:
    """Whether a condition holds."""
    return bool(value)


def _same_kind(value: Value, text: str) -> str:
    return Markup(text) if isinstance(value, Markup) else text


def _default(fallback: Value, value: Value = None) -> Value:
    return fallback if value is None or value == "" or value == [] else value


def _or(*values: Value) -> Value:
    return next((value for value in values if is_true(value)), values[-1])


def _and(*values: Value) -> Value:
    return next((value for value in values if not is_true(value)), values[-1])


def _eq(first: Value, *others: Value) -> bool:
    return any(_comparable(first) == _comparable(other) for other in others)


def _comparable(value: Value) -> Value:
    return str(value) if isinstance(value, str) else value


_VERB: Final = re.compile(r"%(?:([svdq])|%)")


def _printf(form: str, *values: Value) -> str:
    left = list(values)

    def shown(match: re.Match[str]) -> str:
        if match[1] is None:
            return "%"
        if not left:
            raise Unreadable("printf has too few values")
        text = spoken(left.pop(0))
        return (
            '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if match[1] == "q" else text
        )

    if re.sub(_VERB, "", form).find("%") >= 0:
        raise Unreadable(f"printf writes {form!r}")
    return _VERB.sub(shown, form)


def _replace(text: str, old: str, new: str, *rest: Value) -> str:
    if rest:
        raise Unreadable("replace counts")
    return str(text).replace(old, new)


def _index(collection: Value, key: Value) -> Value:
    if isinstance(collection, Mapping):
        return collection.get(str(key).lower())
    if isinstance(collection, list | tuple) and isinstance(key, int):
        return collection[key] if 0 <= key < len(collection) else None
    raise Unreadable("index looks into something else")


def _in(collection: Value, item: Value) -> bool:
    if isinstance(collection, str):
        return spoken(item) in collection
    return isinstance(collection, list | tuple) and item in collection


def _split(text: Value, sign: str) -> list[str]:
    return spoken(text).split(sign) if sign else list(spoken(text))


def _whole(value: Value, *_: Value) -> int:
    found = re.fullmatch(r"\s*([-+]?\d{1,18})(?:\.0*)?\s*", spoken(value))
    if found is None:
        raise Unreadable("int is given no number")
    return int(found[1])


def _plain(text: Value) -> str:
    return re.sub(r"<[^<>]*>", "", spoken(text))


Function = Callable[..., Value]

FUNCTIONS: Final[Mapping[str, Function]] = {
    "default": _default,
    "or": _or,
    "and": _and,
    "not": lambda value: not is_true(value),
    "eq": _eq,
    "ne": lambda first, *others: not _eq(first, *others),
    "gt": lambda a, b: a > b,
    "lt": lambda a, b: a < b,
    "ge": lambda a, b: a >= b,
    "le": lambda a, b: a <= b,
    "len": lambda value: len(value or ""),
    "cond": lambda condition, yes, no: yes if is_true(condition) else no,
    "isset": lambda collection, key: _index(collection, key) is not None,
    "index": _index,
    "in": _in,
    "int": _whole,
    "string": spoken,
    "print": lambda *values: "".join(map(spoken, values)),
    "printf": _printf,
    "slice": lambda *values: list(values),
    "split": _split,
    "strings.Split": _split,
    "lower": lambda text: spoken(text).lower(),
    "upper": lambda text: spoken(text).upper(),
    "strings.ToLower": lambda text: spoken(text).lower(),
    "strings.ToUpper": lambda text: spoken(text).upper(),
    "strings.TrimSpace": lambda text: _same_kind(text, spoken(text).strip()),
    "trim": lambda text, signs: _same_kind(text, spoken(text).strip(signs)),
    "strings.Trim": lambda text, signs: _same_kind(text, spoken(text).strip(signs)),
    "chomp": lambda text: _same_kind(text, spoken(text).rstrip("\r\n")),
    "replace": _replace,
    "strings.Replace": _replace,
    "hasPrefix": lambda text, prefix: spoken(text).startswith(prefix),
    "strings.HasPrefix": lambda text, prefix: spoken(text).startswith(prefix),
    "hasSuffix": lambda text, suffix: spoken(text).endswith(suffix),
    "strings.HasSuffix": lambda text, suffix: spoken(text).endswith(suffix),
    "strings.TrimPrefix": lambda prefix, text: spoken(text).removeprefix(prefix),
    "strings.TrimSuffix": lambda suffix, text: spoken(text).removesuffix(suffix),
    "strings.Contains": lambda text, part: spoken(part) in spoken(text),
    "safeHTML": lambda text: Markup(spoken(text)),
    "safe.HTML": lambda text: Markup(spoken(text)),
    "safeURL": lambda text: Markup(spoken(text)),
    "safe.URL": lambda text: Markup(spoken(text)),
    "safeHTMLAttr": lambda text: Markup(spoken(text)),
    "htmlEscape": lambda text: html.escape(spoken(text)),
    "htmlUnescape": lambda text: html.unescape(spoken(text)),
    "plainify": _plain,
}
"""By the names that templates call them with."""
