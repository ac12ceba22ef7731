"""What an expression of a config may stand for, each value with the place it was written at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from syndicate_adapters.docusaurus.ecmascript import number_text

if TYPE_CHECKING:
    from tree_sitter import Node

    from syndicate_adapters.docusaurus.javascript.scopes import Scope


MAX_TEXT: Final = 4_000_000
"""Characters that an expression may give."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line, counted from 1, of a file named relative to the site."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string, number, boolean or null."""

    value: str | bool | int | float | None
    place: Place


@dataclass(frozen=True, slots=True)
class Undefined:
    """`undefined`; `reason` is not empty where it only stands for what the build has and we have not."""

    place: Place
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression as written."""

    source: str
    flags: str
    place: Place


@dataclass(slots=True, eq=False)
class Sequence:
    """An array. `rest` says why there may be other items, at places unknown."""

    items: list[Value]
    place: Place
    rest: Unknown | None = None


@dataclass(slots=True, eq=False)
class Record:
    """An object; `places` says where each key was written. `rest` says why there may be other keys."""

    entries: dict[str, Value]
    place: Place
    places: dict[str, Place] = field(default_factory=dict)
    rest: Unknown | None = None

    def place_of(self, key: str) -> Place:
        """Where the key was written; the object itself, if it was not."""
        return self.places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Module:
    """A package or a file that is no data: `name` as the site names it, whatever it exports."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function of the site with the names it sees."""

    node: Node
    scope: Scope
    place: Place


@dataclass(frozen=True, slots=True)
class Native:
    """Something that node brings, by its name (`Object.keys`); methods carry what they are called on."""

    name: str
    place: Place
    bound: Value | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """What cannot be known without running the config, and why."""

    reason: str
    place: Place


Value: TypeAlias = (
    Scalar | Undefined | Pattern | Sequence | Record | Module | Function | Native | Unknown
)


def is_truthy(value: Value) -> bool | None:
    """Whether a condition holds; None if that is unknown."""
    match value:
        case Unknown():
            return None
        case Undefined():
            return False
        case Scalar(value=content):
            return bool(content) and content == content
        case _:
            return True


def is_nullish(value: Value) -> bool | None:
    """Whether the value is null or undefined; None if that is unknown."""
    match value:
        case Unknown():
            return None
        case Undefined() | Scalar(value=None):
            return True
        case _:
            return False


def is_same(a: Value, b: Value) -> bool | None:
    """`a === b`; None if that is unknown."""
    match a, b:
        case (Unknown(), _) | (_, Unknown()):
            return None
        case Undefined(), Undefined():
            return True
        case Scalar(), Scalar():
            is_one_kind = isinstance(a.value, bool) is isinstance(b.value, bool)
            return is_one_kind and a.value == b.value
        case Module(), Module():
            return a.name == b.name
        case _:
            return a is b


def because(value: Value, otherwise: str, place: Place) -> Unknown:
    """Why something that is made of `value` is unknown."""
    match value:
        case Unknown():
            return value
        case Undefined(reason=reason) if reason:
            return Unknown(reason, value.place)
    return Unknown(otherwise, place)


def text_of(value: Value) -> str | None:
    """`String(value)`; None if that is unknown."""
    match value:
        case Scalar(value=str() as text):
            return text
        case Scalar(value=None):
            return "null"
        case Scalar(value=bool() as truth):
            return "true" if truth else "false"
        case Scalar(value=int() | float() as number):
            return number_text(number)
        case Undefined():
            return "undefined"
        case Sequence(rest=None):
            parts = ["" if is_nullish(item) else text_of(item) for item in value.items]
            texts = [part for part in parts if part is not None]
            return ",".join(texts) if len(texts) == len(parts) else None
        case _:
            return None


def merged(a: Value, b: Value, unknown: Unknown) -> Value:
    """What is the same in both of two values that an expression may have; `unknown` for the rest."""
    if a is b or is_same(a, b):
        return a
    match a, b:
        case Record(), Record():
            keys = dict.fromkeys((*a.entries, *b.entries))
            entries = {
                key: merged(a.entries[key], b.entries[key], unknown)
                if key in a.entries and key in b.entries
                else unknown
                for key in keys
            }
            return Record(entries, a.place, {**b.places, **a.places}, a.rest or b.rest)
        case Sequence(), Sequence() if len(a.items) == len(b.items):
            items = [merged(x, y, unknown) for x, y in zip(a.items, b.items, strict=True)]
            return Sequence(items, a.place, a.rest or b.rest)
        case _:
            return unknown
