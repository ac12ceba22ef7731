"""Values of a config or a header as Hugo sees them: keys in small letters, cast to what a field needs.

Source: Hugo 0.168 (hmaps, spf13/cast 1.10); tests/hugo_reading/test_params.py holds what the engine gave.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal
from operator import is_
from typing import Final, TypeAlias

from syndicate.source.yaml import Value

Params: TypeAlias = dict[str, Value]

_TRUE: Final = frozenset(("1", "t", "T", "true", "TRUE", "True"))
_WHOLE: Final = re.compile(
    r"([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[1-9][0-9]*|0)(?:\.0*)?"
)


def small(text: str) -> str:
    """`text` in small letters, each by itself as Go has it: no final sigma, one letter for "İ"."""
    if text.isascii():
        return text if text.islower() else text.lower()
    return "".join("i" if c == "İ" else c.lower() for c in text)


def folded(value: Value) -> Value:
    """`value` with the keys of all its mappings in small letters; of two that fall together the last counts.

    The very value where nothing changes, as in most headers.
    """
    match value:
        case dict():
            mapping = {small(key): folded(item) for key, item in value.items()}
            return value if _is_same(mapping, value) else mapping
        case list():
            items = [folded(item) for item in value]
            return value if all(map(is_, items, value)) else items
    return value


def _is_same(ours: Params, theirs: Params) -> bool:
    return ours.keys() == theirs.keys() and all(map(is_, ours.values(), theirs.values()))


def params_of(value: Value) -> Params:
    """`value` where it is a mapping, else nothing."""
    return value if isinstance(value, dict) else {}


def text_of(value: Value) -> str:
    """The text that a field holds which wants one; "" for lists, mappings and null."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return _digits(value)
        case int():
            return str(value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S %z} {value.tzname()}"
        case date():
            return value.isoformat()
    return ""


def _digits(number: float) -> str:
    """A number without an exponent, and without a point where it is whole."""
    if math.isinf(number):
        return "+Inf" if number > 0 else "-Inf"
    if math.isnan(number):
        return "NaN"
    return str(int(number)) if number == int(number) else f"{Decimal(repr(number)):f}"


def truth_of(value: Value) -> bool:
    """Whether a field is on: true, "true", "t", "1", any number but zero."""
    match value:
        case bool():
            return value
        case int() | float():
            return value != 0
        case str():
            return value in _TRUE
    return False


LONGEST: Final = 70
"""Digits of a whole number, with its `0b`; longer ones are none to Hugo, and dear to read."""


def whole_of(value: Value) -> int:
    """The whole number that a field holds; 0 for what is none."""
    match value:
        case bool() | int():
            return int(value)
        case float():
            return int(value) if math.isfinite(value) else 0
        case str():
            found = _WHOLE.fullmatch(value)
            if found is None:
                return 0
            digits = found[2]
            if len(digits) > LONGEST:
                return 0
            is_octal = len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()
            number = int(digits, 8 if is_octal else 0)
            return -number if found[1] == "-" else number
    return 0


def texts_of(value: Value) -> tuple[str, ...]:
    """The texts that a field holds which wants several; a single text is cut at blanks.

    Nothing where one of them is a list or a mapping.
    """
    if isinstance(value, str):
        return tuple(value.split())
    return terms_of(value)


def terms_of(value: Value) -> tuple[str, ...]:
    """The terms that a key names; a single text is one term, commas and all.

    Nothing where one of them is a list or a mapping.
    """
    match value:
        case None | dict():
            return ()
        case list():
            if any(isinstance(item, list | dict) for item in value):
                return ()
            return tuple(text_of(item) for item in value)
    return (text_of(value),)
