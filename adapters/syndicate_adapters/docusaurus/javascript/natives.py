"""The functions of JavaScript and node that configs use on plain data."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from syndicate_adapters.docusaurus.ecmascript import trim, trim_end, trim_start
from syndicate_adapters.docusaurus.javascript.values import (
    Module,
    Native,
    Place,
    Record,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
    is_same,
    is_truthy,
    text_of,
)

if TYPE_CHECKING:
    from syndicate_adapters.docusaurus.javascript.machine import Machine


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a native function: `this`, the arguments, where it stands."""

    machine: Machine
    name: str
    bound: Value | None
    arguments: list[Value]
    place: Place

    def unknown(self, why: str = "its arguments are not known") -> Unknown:
        """The result that cannot be had."""
        for argument in (self.bound, *self.arguments):
            if isinstance(argument, Unknown):
                return argument
        return Unknown(f"{self.name.rpartition('.')[2]}(): {why}", self.place)

    def argument(self, index: int) -> Value:
        """An argument, undefined where there is none."""
        return self.arguments[index] if index < len(self.arguments) else Undefined(self.place)

    def text(self, index: int) -> str | None:
        """An argument that is a string."""
        argument = self.argument(index)
        if isinstance(argument, Scalar) and isinstance(argument.value, str):
            return argument.value
        return None

    def integer(self, index: int, default: int | None = None) -> int | None:
        """An argument that is a whole number, `default` where there is none."""
        match self.argument(index):
            case Undefined():
                return default
            case Scalar(value=bool()):
                return None
            case Scalar(value=int() as number):
                return number
        return None

    def scalar(self, value: str | bool | int | float | None) -> Scalar:
        """A result."""
        return Scalar(value, self.place)

    def sequence(self, items: list[Value], rest: Unknown | None = None) -> Sequence:
        """A result, paid for by its length."""
        self.machine.spend(len(items))
        return Sequence(items, self.place, rest)


Implementation: TypeAlias = Callable[[Call], Value]


# -- strings ----------------------------------------------------------------------------------------


def _on_text(function: Callable[[str], str]) -> Implementation:
    def implementation(call: Call) -> Value:
        match call.bound:
            case Scalar(value=str() as text):
                return call.scalar(function(text))
        return call.unknown()

    return implementation


def _with_text(function: Callable[[str, str], bool]) -> Implementation:
    def implementation(call: Call) -> Value:
        match call.bound, call.text(0):
            case Scalar(value=str() as text), str() as other if len(call.arguments) == 1:
                return call.scalar(function(text, other))
        return call.unknown()

    return implementation


def _replace(call: Call) -> Value:
    """Replaces a string by a string; patterns and functions are not followed."""
    match call.bound, call.text(0), call.text(1):
        case Scalar(value=str() as text), str() as old, str() as new if "$" not in new and old:
            count = -1 if call.name.endswith("All") else 1
            return call.machine.paid_text(text.replace(old, new, count), call.place)
    return call.unknown()


def _split(call: Call) -> Value:
    match call.bound, call.text(0):
        case Scalar(value=str() as text), str() as separator if len(call.arguments) == 1:
            parts = text.split(separator) if separator else list(text)
            return call.sequence([call.scalar(part) for part in parts])
    return call.unknown()


def _bounds(call: Call, length: int) -> tuple[int, int] | None:
    """Start and end of a `slice`, counted from the end where negative."""
    start, end = call.integer(0, 0), call.integer(1, length)
    if start is None or end is None:
        return None
    low, high = (max(0, length + n) if n < 0 else min(n, length) for n in (start, end))
    return low, max(low, high)


def _text_slice(call: Call) -> Value:
    match call.bound:
        case Scalar(value=str() as text) if bounds := _bounds(call, len(text)):
            return call.scalar(text[bounds[0] : bounds[1]])
    return call.unknown()


def _text_concat(call: Call) -> Value:
    texts = [text_of(part) for part in (call.bound, *call.arguments) if part is not None]
    known = [text for text in texts if text is not None]
    if len(known) < len(texts):
        return call.unknown()
    return call.machine.paid_text("".join(known), call.place)


def _to_string(call: Call) -> Value:
    value = call.bound if call.bound is not None else call.argument(0)
    text = text_of(value)
    return call.unknown() if text is None else call.machine.paid_text(text, call.place)


# -- arrays -----------------------------------------------------------------------------------------


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
        case Sequence(items=items, rest=None) if bounds := _bounds(call, len(items)):
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


# -- objects ----------------------------------------------------------------------------------------


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


# -- the rest ---------------------------------------------------------------------------------------


def _first(call: Call) -> Value:
    """What does nothing to a value that we would see: `Object.freeze`, `Promise.resolve`."""
    return call.argument(0)


def _is_array(call: Call) -> Value:
    value = call.argument(0)
    return value if isinstance(value, Unknown) else call.scalar(isinstance(value, Sequence))


def _array_from(call: Call) -> Value:
    value = call.argument(0)
    if isinstance(value, Sequence) and len(call.arguments) == 1:
        return call.sequence(list(value.items), value.rest)
    return call.unknown()


def _boolean(call: Call) -> Value:
    truth = is_truthy(call.argument(0))
    return call.unknown() if truth is None else call.scalar(truth)


def _number(call: Call) -> Value:
    match call.argument(0):
        case Scalar(value=int() | float()) as number:
            return call.scalar(number.value)
        case Scalar(value=str() as text) if trim(text).isascii() and trim(text).isdigit():
            return call.scalar(int(trim(text)[:300]))
    return call.unknown()


def _extreme(choose: Callable[[list[float]], float]) -> Implementation:
    def implementation(call: Call) -> Value:
        numbers = [a.value for a in call.arguments if isinstance(a, Scalar)]
        known = [n for n in numbers if isinstance(n, int | float) and not isinstance(n, bool)]
        if not known or len(known) < len(call.arguments):
            return call.unknown()
        return call.scalar(choose(known))

    return implementation


def _path(call: Call) -> Value:
    """`path.join` and its like, on the paths of this machine."""
    texts = [call.text(index) for index in range(len(call.arguments))]
    known = [text for text in texts if text is not None]
    if not known or len(known) < len(texts):
        return call.unknown()
    match call.name.rpartition(".")[2]:
        case "join":
            path = "/".join(text for text in known if text)
        case "resolve":
            path = posixpath.join(str(call.machine.root), *known)
        case "dirname":
            return call.scalar(posixpath.dirname(known[0]) or ".")
        case "relative":
            return call.scalar(posixpath.relpath(known[-1], known[0] or "."))
        case "basename" if len(known) == 1:
            return call.scalar(posixpath.basename(known[0]))
        case "normalize":
            path = known[0]
        case _:
            return call.unknown()
    return call.scalar(posixpath.normpath(path))


def _file_path(call: Call) -> Value:
    url = call.text(0)
    if url is None or not url.startswith("file://") or "%" in url:
        return call.unknown()
    return call.scalar(url.removeprefix("file://"))


def _read_file(call: Call) -> Value:
    """`fs.readFileSync(path)` of a file of the site."""
    name = call.text(0)
    return call.unknown() if name is None else call.machine.text_file(name, call.place)


def _exists(call: Call) -> Value:
    """`fs.existsSync(path)`; outside of the site nothing is looked for."""
    name = call.text(0)
    if name is None:
        return call.unknown()
    path = call.machine.inside(name)
    if path is None:
        return call.unknown("the path lies outside of the site")
    return call.scalar(path.exists())


def _parse_json(call: Call) -> Value:
    text = call.text(0)
    if text is None:
        return call.unknown()
    return call.machine.json(text.encode("utf-8", "replace"), call.place)


def _resolve(call: Call) -> Value:
    """`require.resolve("x")`: the name stands for the file."""
    name = call.text(0)
    return call.unknown() if name is None else Module(name, call.place)


def _working_folder(call: Call) -> Value:
    """`process.cwd()`: a site is built from its own folder."""
    return call.scalar(str(call.machine.root))


def _create_require(call: Call) -> Value:
    return Native("require", call.place)


def _nothing(call: Call) -> Value:
    return Undefined(call.place)


_CHANGES = ("splice", "pop", "shift", "sort", "fill", "copyWithin")

METHODS: Final[Mapping[str, Implementation]] = {
    "String.prototype.toLowerCase": _on_text(str.lower),
    "String.prototype.toUpperCase": _on_text(str.upper),
    "String.prototype.trim": _on_text(trim),
    "String.prototype.trimStart": _on_text(trim_start),
    "String.prototype.trimEnd": _on_text(trim_end),
    "String.prototype.startsWith": _with_text(str.startswith),
    "String.prototype.endsWith": _with_text(str.endswith),
    "String.prototype.includes": _with_text(str.__contains__),
    "String.prototype.replace": _replace,
    "String.prototype.replaceAll": _replace,
    "String.prototype.split": _split,
    "String.prototype.slice": _text_slice,
    "String.prototype.concat": _text_concat,
    "String.prototype.toString": _to_string,
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
    "Object.prototype.hasOwnProperty": _has_own,
}

NATIVES: Final[Mapping[str, Implementation]] = {
    **METHODS,
    "require.resolve": _resolve,
    "Object.keys": _keys,
    "Object.values": _values,
    "Object.entries": _entries,
    "Object.fromEntries": _from_entries,
    "Object.assign": _assign,
    "Object.freeze": _first,
    "Array.isArray": _is_array,
    "Array.from": _array_from,
    "Promise.resolve": _first,
    "Promise.all": _first,
    "Boolean": _boolean,
    "String": _to_string,
    "Number": _number,
    "Math.min": _extreme(min),
    "Math.max": _extreme(max),
    **{
        f"path.{name}": _path
        for name in ("join", "resolve", "dirname", "relative", "basename", "normalize")
    },
    "fs.readFileSync": _read_file,
    "fs.existsSync": _exists,
    "JSON.parse": _parse_json,
    "url.fileURLToPath": _file_path,
    "module.createRequire": _create_require,
    "process.cwd": _working_folder,
    **{f"console.{name}": _nothing for name in ("log", "warn", "error", "info", "debug")},
}

GLOBALS: Final = frozenset(
    "Object Array Promise Boolean String Number Math JSON process console require".split()
)
"""Names that every file sees and that stand for a native."""
