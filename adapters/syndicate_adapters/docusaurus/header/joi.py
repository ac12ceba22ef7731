"""The few kinds of value that the engine's schemas are made of, each as a function that converts or refuses.

A check takes a value and where it stands (`tags[1].permalink`) and gives back what the engine works with.
Source: joi 17.13 with Docusaurus 3.10.2's string type, conversion on; tests/docusaurus/test_schema.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from syndicate.source.yaml import Value
from syndicate_adapters.docusaurus.ecmascript import as_double, date_text, number_text, trim
from syndicate_adapters.docusaurus.header.dates import js_time
from syndicate_adapters.docusaurus.header.uris import is_uri

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DECIMAL = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_LAST_MOMENT = 8_640_000_000_000_000  # milliseconds from 1970, either way


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why the engine refuses a value; key: where it stands, as `tags[1].permalink` ("" for the whole)."""

    key: str
    message: str

    @property
    def field(self) -> str:
        """The key of the front matter that the value stands under."""
        return re.split(r"[.\[]", self.key, maxsplit=1)[0]


class RefusedError(Exception):
    """The engine would refuse the value."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.key} {p.message}" for p in problems))
        self.problems = problems


Check: TypeAlias = Callable[[Value, str], Value]


def refused(key: str, message: str) -> RefusedError:
    """The error that says one thing of one value."""
    return RefusedError(Problem(key=key, message=message))


def text(value: Value, key: str) -> str:
    """A string; a number and a date become one."""
    found = empty_or_text(value, key)
    if not found:
        raise refused(key, "is not allowed to be empty")
    return found


def empty_or_text(value: Value, key: str) -> str:
    """A string that may be empty; a number and a date become one."""
    match value:
        case str():
            return value
        case bool():
            pass
        case int() | float():
            return number_text(value)
        case date():
            return date_text(value)
        case _:
            pass
    raise refused(key, "must be a string")


def plain_text(value: Value, key: str) -> str:
    """A string that is written as one, not empty."""
    if not isinstance(value, str):
        raise refused(key, "must be a string")
    return text(value, key)


def uri(value: Value, key: str) -> str:
    """A URL, or a reference relative to one, without spaces and letters outside of ASCII."""
    if not isinstance(value, str):
        raise refused(key, "contains an invalid value")
    if not is_uri(value):
        raise refused(key, "does not look like a valid url")
    return value


def boolean(value: Value, key: str) -> bool:
    """True or false, or the words in quotes."""
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if not isinstance(value, bool):
        raise refused(key, "must be a boolean")
    return value


def moment(value: Value, key: str) -> Value:
    """A date, a number, or a string that JavaScript reads as a date; the value itself."""
    match value:
        case bool():
            is_moment = False
        case date():
            is_moment = True
        case int() | float():
            is_moment = abs(as_double(value)) <= _LAST_MOMENT
        case str() if _DECIMAL.fullmatch(value):
            is_moment = abs(as_double(float(value))) <= _LAST_MOMENT
        case str():
            is_moment = js_time(value) is not None
        case _:
            is_moment = False
    if not is_moment:
        raise refused(key, "must be a valid date")
    return value


def number(value: Value, key: str) -> int | float:
    """A number, or a string that spells one exactly."""
    if isinstance(value, str) and _NUMBER.fullmatch(trim(value)):
        found = float(trim(value))
        if Decimal(trim(value)) != Decimal(repr(found)):
            raise refused(key, "must be a safe number")
        return int(found) if found.is_integer() else found
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise refused(key, "must be a number")
    return value


def listed(value: Value, key: str, message: str = "must be an array") -> list[Value]:
    """A list."""
    if not isinstance(value, list):
        raise refused(key, message)
    return value


def mapping(value: Value, key: str, message: str = "must be of type object") -> dict[str, Value]:
    """A mapping with its keys as strings; a date counts as an empty one, as it does in JavaScript."""
    if isinstance(value, date):
        return {}
    if not isinstance(value, dict):
        raise refused(key, message)
    return {str(name): item for name, item in value.items()}


def each(values: list[Value], key: str, check: Check) -> list[Value]:
    """Every item checked, with all problems at once."""
    problems: list[Problem] = []
    found = []
    for index, value in enumerate(values):
        try:
            found.append(check(value, f"{key}[{index}]"))
        except RefusedError as error:
            problems += error.problems
    if problems:
        raise RefusedError(*problems)
    return found


def fields(values: Mapping[str, Value], key: str, checks: Mapping[str, Check]) -> dict[str, Value]:
    """Every known field checked, with all problems at once; the others as they are."""
    problems: list[Problem] = []
    found = dict(values)
    for name, check in checks.items():
        if name in values:
            try:
                found[name] = check(values[name], f"{key}.{name}" if key else name)
            except RefusedError as error:
                problems += error.problems
    if problems:
        raise RefusedError(*problems)
    return found
