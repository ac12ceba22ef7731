"""JavaScript and TypeScript data read without running it: what a config says, and what nobody can know.

`evaluate` walks the syntax tree that tree-sitter gives, over plain data: constants, members, templates, conditions,
spreads, functions, modules of the site. Whatever it does not follow becomes an `Unknown` with a reason and a place,
never a guess, and never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from syndicate_adapters.docusaurus.javascript import literals
from syndicate_adapters.docusaurus.javascript.machine import (
    ExhaustedError,
    Load,
    Machine,
    parser_for,
)
from syndicate_adapters.docusaurus.javascript.scopes import File
from syndicate_adapters.docusaurus.javascript.values import (
    Function,
    Module,
    Native,
    Pattern,
    Place,
    Record,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
    is_nullish,
    is_truthy,
    text_of,
)

__all__ = [
    "PRODUCTION",
    "Function",
    "Module",
    "Native",
    "Pattern",
    "Place",
    "Record",
    "Scalar",
    "Sequence",
    "Undefined",
    "Unknown",
    "Value",
    "called",
    "evaluate",
    "is_expression",
    "is_nullish",
    "is_truthy",
    "names_module",
    "read_inside",
    "source_of",
    "text_of",
]

MAX_BYTES: Final = 4_000_000  # of one file

PRODUCTION: Final[Mapping[str, str]] = {"NODE_ENV": "production", "BABEL_ENV": "production"}
"""What `docusaurus build` sets before it loads the config; all other variables count as undefined."""


def source_of(function: Function) -> str:
    """The text of a function of the site."""
    return literals.source_of(function.node)


def names_module(function: Function, name: str) -> bool:
    """Whether a function uses the package, by its name or by a name that stands for it."""
    waiting = [function.node]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        if node.type == "string_fragment" and literals.source_of(node) == name:
            return True
        if node.type == "identifier":
            value = function.scope.find(literals.source_of(node))
            if isinstance(value, Module) and value.name == name:
                return True
    return False


def read_inside(path: Path) -> bytes | None:
    """The content of a file, if it can be read and is not too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        return path.read_bytes()
    except OSError:
        return None


def evaluate(
    path: Path,
    *,
    root: Path,
    environment: Mapping[str, str] = PRODUCTION,
    load: Load = read_inside,
) -> Value:
    """What the file exports by default; a function is called without arguments.

    Files of the site that it imports are evaluated too, none outside of `root`.
    """
    inside = root.resolve()
    machine = Machine(inside, load, dict(environment))
    try:
        return _entry(machine, path.resolve(), path)
    except (ExhaustedError, RecursionError):
        return Unknown("evaluating it takes too much", Place(path.name, 1))


_WORDS: Final = (
    "break case catch class const continue debugger default delete do else enum export extends finally for function "
    "if import in instanceof new return super switch throw try typeof var void while with yield await let"
)
_NAMES: Final = re.compile(
    rf"(?!(?:{_WORDS.replace(' ', '|')})\b)[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII
)
_NO_BEGINNING: Final = re.compile(r"[%*=)\]},;:?|&^>]|\{\s*[{<%=)(:;?|&^>]")
"""What no expression begins with: cheaper to see than a parser's attempts to go on behind it."""


def is_expression(code: str) -> bool:
    """Whether a text is one expression, or nothing but comments, by the grammar of TypeScript with JSX."""
    if _NAMES.fullmatch(code):
        return True
    if _NO_BEGINNING.match(code):
        return False
    parse = parser_for(".tsx").parse
    if not parse(f"({code}\n)".encode()).root_node.has_error:
        return True
    if not code.startswith("/"):
        return False
    parts = parse(code.encode()).root_node.children
    return bool(parts) and all(part.type == "comment" for part in parts)


def called(function: Function, arguments: list[Value], *, root: Path) -> Value:
    """What a function of the site gives back; it has the whole budget of an evaluation for itself."""
    machine = Machine(root.resolve(), read_inside, dict(PRODUCTION))
    try:
        return machine.call(function, arguments, function.place)
    except (ExhaustedError, RecursionError):
        return Unknown("evaluating it takes too much", function.place)


def _entry(machine: Machine, path: Path, given: Path) -> Value:
    place = Place(given.name, 1)
    if not path.is_relative_to(machine.root):
        return Unknown("the file lies outside of the site", place)
    file = machine.file(path, place)
    if not isinstance(file, File):
        return file
    value: Value = file.named if file.is_esm else file.module.entries["exports"]
    if isinstance(value, Record) and "default" in value.entries:
        value = value.entries["default"]
    return machine.call(value, [], value.place) if isinstance(value, Function) else value
