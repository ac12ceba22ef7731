"""What `Object` does, and spreading one object into another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from syndicate_adapters.docusaurus.javascript.calls import Call, Implementation
from syndicate_adapters.docusaurus.javascript.values import (
    Record,
    Sequence,
    Unknown,
    Value,
    text_of,
)


def _own(call: Call) -> Record | None:
    value = call.argument(0)
    return value if isinstance(value, Record) else None


def _keys(call: Call) -> Value:
    value = _own(call)
    if value is None:
        return call.unknown()
    return call.sequence([call.scalar(key) for key in value.entries], value.rest)


def _values(call: Call) -> Value:
    value = _own(call)
    if value is None:
        return call.unknown()
    return call.sequence(list(value.entries.values()), value.rest)


def _entries(call: Call) -> Value:
    value = _own(call)
    if value is None:
        return call.unknown()
    pairs: list[Value] = [
        Sequence([call.scalar(key), item], call.place) for key, item in value.entries.items()
    ]
    return call.sequence(pairs, value.rest)


def _from_entries(call: Call) -> Value:
    pairs = call.argument(0)
    if not isinstance(pairs, Sequence):
        return call.unknown()
    found = Record({}, call.place, rest=pairs.rest)
    for pair in pairs.items:
        match pair:
            case Sequence(items=[key, value]) if (name := text_of(key)) is not None:
                found.entries[name] = value
            case _:
                found.rest = found.rest or call.unknown("a pair is not known")
    return found


def _assign(call: Call) -> Value:
    target = call.argument(0)
    if not isinstance(target, Record):
        return call.unknown()
    for source in call.arguments[1:]:
        spread_into(target, source)
    call.machine.spend(len(target.entries))
    return target


def spread_into(target: Record, source: Value) -> None:
    """`{...source}` on top of what is there: an unknown source may have replaced any of it."""
    match source:
        case Record():
            if source.rest is not None:
                spread_into(target, source.rest)
            target.entries.update(source.entries)
            target.places.update(source.places)
        case Unknown():
            target.entries.update(dict.fromkeys(target.entries, source))
            target.rest = target.rest or source
        case _:
            pass


def _has_own(call: Call) -> Value:
    name = call.text(0)
    match call.bound:
        case Record(rest=None, entries=entries) if name is not None:
            return call.scalar(name in entries)
    return call.unknown()


OBJECT_METHODS: Final[Mapping[str, Implementation]] = {
    "Object.prototype.hasOwnProperty": _has_own,
}
OBJECT_FUNCTIONS: Final[Mapping[str, Implementation]] = {
    "Object.keys": _keys,
    "Object.values": _values,
    "Object.entries": _entries,
    "Object.fromEntries": _from_entries,
    "Object.assign": _assign,
    "Object.freeze": lambda call: call.argument(0),
}
