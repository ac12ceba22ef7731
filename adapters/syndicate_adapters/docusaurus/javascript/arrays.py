"""Methods of arrays; changes that are not followed leave an array unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from syndicate_adapters.docusaurus.javascript.calls import Call, Implementation, bounds_of
from syndicate_adapters.docusaurus.javascript.values import (
    Sequence,
    Undefined,
    Unknown,
    Value,
    is_same,
    is_truthy,
    text_of,
)


def _each(call: Call) -> list[tuple[Value, Value]] | None:
    """Every item of the array with what the function in the first argument makes of it."""
    if not isinstance(call.bound, Sequence):
        return None
    function = call.argument(0)
    found: list[tuple[Value, Value]] = []
    for index, item in enumerate(list(call.bound.items)):
        arguments = [item, call.scalar(index), call.bound]
        found.append((item, call.machine.call(function, arguments, call.place)))
    return found


def _rest(call: Call) -> Unknown | None:
    return call.bound.rest if isinstance(call.bound, Sequence) else None


def _map(call: Call) -> Value:
    results = _each(call)
    if results is None:
        return call.unknown()
    return call.sequence([result for _, result in results], _rest(call))


def _flat_map(call: Call) -> Value:
    mapped = _map(call)
    return _flattened(call, mapped) if isinstance(mapped, Sequence) else mapped


def _for_each(call: Call) -> Value:
    return call.unknown() if _each(call) is None else Undefined(call.place)


def _filter(call: Call) -> Value:
    """The items that pass; one of which nobody knows may be missing."""
    results = _each(call)
    if results is None:
        return call.unknown()
    rest = _rest(call)
    kept: list[Value] = []
    for item, result in results:
        passes = is_truthy(result)
        if passes:
            kept.append(item)
        elif passes is None:
            rest = result if isinstance(result, Unknown) else call.unknown()
    return call.sequence(kept, rest)


def _find(call: Call) -> Value:
    results = _each(call)
    if results is None or _rest(call):
        return call.unknown()
    for item, result in results:
        passes = is_truthy(result)
        if passes is None:
            return call.unknown("a condition is not known")
        if passes:
            return item
    return Undefined(call.place)


def _quantified(seeks: bool) -> Implementation:
    """`some` seeks an item that passes, `every` one that does not."""

    def implementation(call: Call) -> Value:
        results = _each(call)
        if results is None or _rest(call):
            return call.unknown()
        truths = [is_truthy(result) for _, result in results]
        if seeks in truths:
            return call.scalar(seeks)
        return (
            call.unknown("a condition is not known") if None in truths else call.scalar(not seeks)
        )

    return implementation


def _array_concat(call: Call) -> Value:
    if not isinstance(call.bound, Sequence):
        return call.unknown()
    items, rest = list(call.bound.items), call.bound.rest
    for argument in call.arguments:
        match argument:
            case Sequence():
                items += argument.items
                rest = rest or argument.rest
            case Unknown():
                rest = rest or argument
            case _:
                items.append(argument)
    return call.sequence(items, rest)


def _flat(call: Call) -> Value:
    return _flattened(call, call.bound) if isinstance(call.bound, Sequence) else call.unknown()


def _flattened(call: Call, array: Sequence) -> Value:
    items: list[Value] = []
    rest = array.rest
    for item in array.items:
        match item:
            case Sequence():
                items += item.items
                rest = rest or item.rest
            case Unknown():
                rest = rest or item
            case _:
                items.append(item)
    return call.sequence(items, rest)


def _join(call: Call) -> Value:
    separator = "," if not call.arguments else call.text(0)
    match call.bound:
        case Sequence(rest=None, items=items) if separator is not None:
            texts = [text_of(item) for item in items]
            known = [text for text in texts if text is not None]
            if len(known) == len(texts):
                return call.machine.paid_text(separator.join(known), call.place)
    return call.unknown()


def _includes(call: Call) -> Value:
    match call.bound:
        case Sequence(items=items, rest=rest):
            matches = [is_same(item, call.argument(0)) for item in items]
            if True in matches:
                return call.scalar(True)
            if None not in matches and rest is None:
                return call.scalar(False)
    return call.unknown()


def _index_of(call: Call) -> Value:
    match call.bound:
        case Sequence(items=items, rest=None):
            matches = [is_same(item, call.argument(0)) for item in items]
            if None not in matches:
                return call.scalar(matches.index(True) if True in matches else -1)
    return call.unknown()


def _array_slice(call: Call) -> Value:
    match call.bound:
        case Sequence(items=items, rest=None) if bounds := bounds_of(call, len(items)):
            return call.sequence(items[bounds[0] : bounds[1]])
    return call.unknown()


def _at(call: Call) -> Value:
    index = call.integer(0)
    match call.bound:
        case Sequence(items=items, rest=None) if index is not None:
            is_inside = -len(items) <= index < len(items)
            return items[index] if is_inside else Undefined(call.place)
    return call.unknown()


def _reverse(call: Call) -> Value:
    match call.bound:
        case Sequence(rest=None, items=items):
            items.reverse()
            return call.bound
    return call.unknown()


def _push(call: Call) -> Value:
    if not isinstance(call.bound, Sequence):
        return call.unknown()
    call.machine.spend(len(call.arguments))
    if call.name.endswith("unshift"):
        call.bound.items[:0] = call.arguments
    else:
        call.bound.items += call.arguments
    return call.scalar(len(call.bound.items))


def spoil(call: Call) -> Value:
    """Any other change to an array: what it holds now is not known."""
    if isinstance(call.bound, Sequence):
        call.bound.items.clear()
        call.bound.rest = call.bound.rest or call.unknown("a change that is not followed")
    return call.unknown("a change that is not followed")


_CHANGES = ("splice", "pop", "shift", "sort", "fill", "copyWithin")
ARRAY_METHODS: Final[Mapping[str, Implementation]] = {
    "Array.prototype.map": _map,
    "Array.prototype.flatMap": _flat_map,
    "Array.prototype.forEach": _for_each,
    "Array.prototype.filter": _filter,
    "Array.prototype.find": _find,
    "Array.prototype.some": _quantified(seeks=True),
    "Array.prototype.every": _quantified(seeks=False),
    "Array.prototype.concat": _array_concat,
    "Array.prototype.flat": _flat,
    "Array.prototype.join": _join,
    "Array.prototype.includes": _includes,
    "Array.prototype.indexOf": _index_of,
    "Array.prototype.slice": _array_slice,
    "Array.prototype.at": _at,
    "Array.prototype.reverse": _reverse,
    "Array.prototype.push": _push,
    "Array.prototype.unshift": _push,
    **{f"Array.prototype.{name}": spoil for name in _CHANGES},
}
