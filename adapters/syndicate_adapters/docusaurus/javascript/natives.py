"""The functions of JavaScript and node that configs use on plain data."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import Final

from syndicate_adapters.docusaurus.ecmascript import trim
from syndicate_adapters.docusaurus.javascript.arrays import ARRAY_METHODS
from syndicate_adapters.docusaurus.javascript.calls import Call, Implementation
from syndicate_adapters.docusaurus.javascript.objects import OBJECT_FUNCTIONS, OBJECT_METHODS
from syndicate_adapters.docusaurus.javascript.patterns import PATTERN_METHODS
from syndicate_adapters.docusaurus.javascript.strings import STRING_METHODS, to_text
from syndicate_adapters.docusaurus.javascript.values import (
    Module,
    Native,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
    is_truthy,
)


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


METHODS: Final[Mapping[str, Implementation]] = {
    **STRING_METHODS,
    **PATTERN_METHODS,
    **ARRAY_METHODS,
    **OBJECT_METHODS,
}
NATIVES: Final[Mapping[str, Implementation]] = {
    **METHODS,
    **OBJECT_FUNCTIONS,
    "require.resolve": _resolve,
    "Array.isArray": _is_array,
    "Array.from": _array_from,
    "Promise.resolve": _first,
    "Promise.all": _first,
    "Boolean": _boolean,
    "String": to_text,
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
