"""Operators on values that are known."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from syndicate_adapters.docusaurus.ecmascript import trim
from syndicate_adapters.docusaurus.javascript.literals import number_of, whole
from syndicate_adapters.docusaurus.javascript.values import (
    MAX_TEXT,
    Function,
    Module,
    Native,
    Place,
    Record,
    Scalar,
    Undefined,
    Unknown,
    Value,
    is_nullish,
    is_same,
    is_truthy,
    text_of,
)


def combined(sign: str, left: Value, right: Value, place: Place) -> Value:
    """`left sign right`, for all signs but those that may skip their right side."""
    for value in (left, right):
        if isinstance(value, Unknown):
            return value
    match sign:
        case "===" | "!==" | "==" | "!=":
            return _compared(sign, left, right, place)
        case "in":
            return _membership(left, right, place)
        case "+" if _is_text(left) or _is_text(right):
            return _joined(left, right, place)
        case "<" | ">" | "<=" | ">=" if _is_text(left) and _is_text(right):
            return Scalar(_ORDERS[sign](text_of(left), text_of(right)), place)
    a, b = number_value(left), number_value(right)
    if a is not None and b is not None:
        if sign in _ORDERS:
            return Scalar(_ORDERS[sign](a, b), place)
        if sign in _SUMS:
            result = _SUMS[sign](float(a), float(b))
            return Scalar(whole(result) if math.isfinite(result) else result, place)
    return Unknown(f"{sign} of such values is not known", place)


def _compared(sign: str, left: Value, right: Value, place: Place) -> Value:
    same = is_same(left, right)
    if len(sign) == 2 and not same:
        if is_nullish(left) or is_nullish(right):
            same = bool(is_nullish(left) and is_nullish(right))
        elif _kind(left) != _kind(right):
            return Unknown(f"{sign} of different kinds is not known", place)
    return Scalar(bool(same) is (sign[0] == "="), place)


def _kind(value: Value) -> str:
    """What `typeof` says of it; comparing across kinds is left to JavaScript."""
    match value:
        case Undefined():
            return "undefined"
        case Scalar(value=bool()):
            return "boolean"
        case Scalar(value=int() | float()):
            return "number"
        case Scalar(value=str()):
            return "string"
        case Function():
            return "function"
        case _:
            return "object"


def type_of(value: Value, place: Place) -> Value:
    """`typeof value`."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Module | Native):
        return Unknown("the type of what a package exports is not known", place)
    return Scalar(_kind(value), place)


def negated(value: Value, place: Place) -> Value:
    """`!value`."""
    truth = is_truthy(value)
    if truth is None:
        return value
    return Scalar(not truth, place)


def signed(sign: str, value: Value, place: Place) -> Value:
    """`-value` or `+value`."""
    if isinstance(value, Unknown):
        return value
    number = number_value(value)
    if number is None:
        return Unknown(f"{sign} of such a value is not known", place)
    return Scalar(-number if sign == "-" else number, place)


def _is_text(value: Value) -> bool:
    return isinstance(value, Scalar) and isinstance(value.value, str)


def _joined(left: Value, right: Value, place: Place) -> Value:
    for value in (left, right):
        if isinstance(value, Undefined) and value.reason:
            return Unknown(value.reason, value.place)
    texts = text_of(left), text_of(right)
    if texts[0] is None or texts[1] is None:
        return Unknown("+ of such values is not known", place)
    if len(texts[0]) + len(texts[1]) > MAX_TEXT:
        return Unknown("the text is too long", place)
    return Scalar(texts[0] + texts[1], place)


def _membership(left: Value, right: Value, place: Place) -> Value:
    name = text_of(left)
    match right:
        case Record(entries=entries) if name in entries:
            return Scalar(True, place)
        case Record(rest=None):
            return Scalar(False, place)
    return Unknown("in is not known", place)


def number_value(value: Value) -> int | float | None:
    """The number that a number, boolean, null or string of digits counts as; None for all else."""
    match value:
        case Scalar(value=None):
            return 0
        case Scalar(value=bool() as truth):
            return int(truth)
        case Scalar(value=int() | float() as number):
            return number
        case Scalar(value=str() as text):
            return number_of(trim(text)) if trim(text) else 0
    return None


def _quotient(a: float, b: float) -> float:
    if b:
        return a / b
    return math.copysign(math.inf, a) if a else math.nan


def _remainder(a: float, b: float) -> float:
    return math.fmod(a, b) if b and math.isfinite(a) else math.nan


_ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_SUMS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _quotient,
    "%": _remainder,
}
