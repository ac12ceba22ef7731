"""The state of one evaluation: what was spent, which files were read, and the ways to go on.

Nothing of the site is run: every step is a case that is written down here, and what is not, gives an Unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from syndicate_adapters.docusaurus.javascript.calls import Call
from syndicate_adapters.docusaurus.javascript.expressions import EXPRESSIONS, key_of
from syndicate_adapters.docusaurus.javascript.literals import (
    children,
    field_of,
    first_child,
    source_of,
)
from syndicate_adapters.docusaurus.javascript.members import member
from syndicate_adapters.docusaurus.javascript.natives import NATIVES
from syndicate_adapters.docusaurus.javascript.scopes import File, Scope
from syndicate_adapters.docusaurus.javascript.statements import bind, export_names, run_block
from syndicate_adapters.docusaurus.javascript.values import (
    MAX_TEXT,
    Function,
    Module,
    Native,
    Place,
    Record,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
    text_of,
)

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

MAX_STEPS: Final = 400_000
MAX_DEPTH: Final = 100
MAX_FILES: Final = 200

Load: TypeAlias = Callable[[Path], bytes | None]
"""The content of a file of the site; None if there is none."""

_ENDINGS = ("", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".json", ".tsx", ".jsx")
_SCRIPTS = frozenset(_ENDINGS) - {"", ".json"}
_TYPED = frozenset((".ts", ".mts", ".cts"))


class ExhaustedError(Exception):
    """The config asks for more work than any honest one."""


@dataclass(slots=True)
class Machine:
    """One evaluation. `root` is absolute and without links; nothing outside of it is read."""

    root: Path
    load: Load
    environment: dict[str, str]
    steps: int = 0
    depth: int = 0
    files: dict[Path, File | Value] = field(default_factory=dict)

    def spend(self, steps: int) -> None:
        """Pays for work; raises ExhaustedError where there was too much of it."""
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise ExhaustedError

    def paid_text(self, text: str, place: Place) -> Value:
        """A text as a value, if it is not too long."""
        self.spend(1 + len(text) // 1000)
        if len(text) > MAX_TEXT:
            return Unknown("the text is too long", place)
        return Scalar(text, place)

    def value(self, node: Node, scope: Scope) -> Value:
        """The value of an expression."""
        self.spend(1)
        expression = EXPRESSIONS.get(node.type)
        if expression is None:
            kind = node.type.replace("_", " ")
            return Unknown(f"{kind} is not evaluated", scope.file.place(node))
        if self.depth >= MAX_DEPTH:
            return Unknown("this is nested too deeply", scope.file.place(node))
        self.depth += 1
        try:
            return expression(self, node, scope)
        finally:
            self.depth -= 1

    def call(self, callee: Value, arguments: list[Value], place: Place) -> Value:
        """What a function gives back."""
        self.spend(1)
        match callee:
            case Function():
                return self._run_function(callee, arguments, place)
            case Native(name=name, bound=bound) if name in NATIVES:
                return NATIVES[name](Call(self, name, bound, arguments, place))
            case Module(name=name):
                return Unknown(f"what {name} gives back is not known", place)
            case Unknown():
                return callee
        return Unknown("this call is not known", place)

    def _run_function(self, function: Function, arguments: list[Value], place: Place) -> Value:
        if self.depth >= MAX_DEPTH:
            return Unknown("calls are nested too deeply", place)
        scope = function.scope.inner()
        self._bind_parameters(function.node, arguments, scope, place)
        body = field_of(function.node, "body")
        self.depth += 3
        try:
            if body.type != "statement_block":
                return self.value(body, scope)
            return run_block(self, children(body), scope) or Undefined(place)
        finally:
            self.depth -= 3

    def _bind_parameters(
        self, node: Node, arguments: list[Value], scope: Scope, place: Place
    ) -> None:
        single = node.child_by_field_name("parameter")
        parameters = [single] if single is not None else children(field_of(node, "parameters"))
        for index, parameter in enumerate(parameters):
            pattern = parameter.child_by_field_name("pattern") or parameter
            if pattern.type == "rest_pattern":
                bind(self, first_child(pattern), Sequence(arguments[index:], place), scope)
                continue
            value = arguments[index] if index < len(arguments) else Undefined(place)
            default = parameter.child_by_field_name("value")
            if default is not None and isinstance(value, Undefined):
                value = self.value(default, scope)
            bind(self, pattern, value, scope)

    def store(self, target: Node, value: Value, scope: Scope) -> None:
        """`target = value`."""
        match target.type:
            case "identifier":
                scope.assign(source_of(target), value)
            case "member_expression" | "subscript_expression":
                self._store_member(target, value, scope)
            case "object_pattern" | "array_pattern":
                bind(self, target, value, scope)
            case _ if children(target):
                self.store(first_child(target), value, scope)

    def _store_member(self, target: Node, value: Value, scope: Scope) -> None:
        owner = self.value(field_of(target, "object"), scope)
        if target.type == "member_expression":
            key: str | Unknown = source_of(field_of(target, "property"))
        else:
            key = key_of(self, field_of(target, "index"), scope)
        match owner, key:
            case Record(), str():
                owner.entries[key] = value
                owner.places[key] = scope.file.place(target)
            case Record() | Sequence(), Unknown():
                owner.rest = owner.rest or key
            case Sequence(), str():
                if key.isdecimal() and int(key) < len(owner.items):
                    owner.items[int(key)] = value
                else:
                    owner.rest = owner.rest or Unknown("a change that is not followed", owner.place)
            case Native(name="process.env"), str():
                self.environment[key] = text_of(value) or ""

    # -- modules ----------------------------------------------------------------------------------

    def required(self, arguments: Sequence, scope: Scope, place: Place) -> Value:
        """`require(name)`: of a module with a default export that, its other exports added."""
        name = arguments.items[0] if arguments.items else Undefined(place)
        if not isinstance(name, Scalar) or not isinstance(name.value, str):
            return name if isinstance(name, Unknown) else Unknown("the name is not known", place)
        found = self.module(name.value, scope.file, place)
        if not isinstance(found, File):
            return found
        if not found.is_esm:
            return _common(found, place)
        default = found.named.entries.get("default", found.named)
        if isinstance(default, Record):
            entries = {**found.named.entries, **default.entries}
            places = {**found.named.places, **default.places}
            return Record(entries, default.place, places, default.rest or found.named.rest)
        return default

    def imported(self, name: str, key: str, scope: Scope, place: Place) -> Value:
        """What `import` gives a name: `key` is "default", "*" for the namespace, or an export."""
        found = self.module(name, scope.file, place)
        if isinstance(found, File) and found.is_esm:
            whole: Value = found.named
        else:
            whole = _common(found, place) if isinstance(found, File) else found
            if key == "default":
                is_marked = isinstance(whole, Record) and "__esModule" in whole.entries
                return member(whole, key, place, self.environment) if is_marked else whole
        return whole if key == "*" else member(whole, key, place, self.environment)

    def imported_by_call(self, arguments: Sequence, scope: Scope, place: Place) -> Value:
        """`import(name)`: the namespace, with a default export in any case."""
        match arguments.items:
            case [Scalar(value=str() as name)]:
                whole = self.imported(name, "*", scope, place)
                if isinstance(whole, Record) and "default" not in whole.entries:
                    return Record({**whole.entries, "default": whole}, whole.place, whole.places)
                return whole
        return Unknown("the name of the module is not known", place)

    def module(self, name: str, importer: File, place: Place) -> File | Value:
        """A file of the site, evaluated once, or its data; a package by its name."""
        if not name.startswith(("./", "../", "/")) and name not in (".", ".."):
            return Module(name, place)
        path = self.find(importer.path.parent / name)
        if path is None:
            shown = name.removeprefix(f"{self.root}/")
            return Unknown(f"there is no {shown} in the site", place)
        if path not in self.files and len(self.files) >= MAX_FILES:
            return Unknown("too many files", place)
        return self.file(path, place)

    def find(self, path: Path) -> Path | None:
        """The file that a path without its ending, or of a folder, means; None outside of the site."""
        folder_index = [path / f"index{ending}" for ending in _ENDINGS if ending]
        beside = [path.with_name(path.name + ending) for ending in _ENDINGS]
        for candidate in (*beside, *folder_index):
            try:
                found = candidate.resolve()
                if found.is_relative_to(self.root) and found.is_file():
                    return found
            except (OSError, ValueError):
                return None
        return None

    def inside(self, name: str) -> Path | None:
        """The path without links, if it lies in the site."""
        try:
            path = (self.root / name.removeprefix("file://")).resolve()
        except (OSError, ValueError):
            return None
        return path if path.is_relative_to(self.root) else None

    def text_file(self, name: str, place: Place) -> Value:
        """The text of a file of the site."""
        path = self.inside(name)
        if path is None:
            return Unknown("a file outside of the site is not read", place)
        content = self.load(path)
        if content is None:
            return Unknown(f"{path.relative_to(self.root).as_posix()} cannot be read", place)
        return self.paid_text(content.decode("utf-8", "replace"), place)

    def json(self, content: bytes, place: Place) -> Value:
        """The data of a JSON text; all of it stands at one place."""
        return json_value(self, content, place)

    def file(self, path: Path, place: Place) -> File | Value:
        """A file evaluated; one that is being evaluated, as far as it got."""
        if path in self.files:
            return self.files[path]
        shown = path.relative_to(self.root).as_posix()
        ending = path.suffix.lower()
        if ending not in _SCRIPTS and ending != ".json":
            return Module(shown, place)
        content = self.load(path)
        if content is None:
            return Unknown(f"{shown} cannot be read", place)
        if ending == ".json":
            self.files[path] = data = self.json(content, Place(shown, 1))
            return data
        return self._run_file(path, shown, content)

    def _run_file(self, path: Path, shown: str, content: bytes) -> File:
        start = Place(shown, 1)
        exports = Record({}, start)
        module = Record({"exports": exports}, start)
        file = File(path, shown, Record({}, start), module)
        self.files[path] = file
        scope = Scope(file, names={"module": module, "exports": exports})
        tree = parser_for(path.suffix.lower()).parse(content)
        nodes = children(tree.root_node)
        imports = [node for node in nodes if node.type == "import_statement"]
        others = [node for node in nodes if node.type != "import_statement"]
        run_block(self, [*imports, *others], scope)
        export_names(nodes, scope)
        return file


def _common(file: File, place: Place) -> Value:
    return file.module.entries.get("exports") or Undefined(place)


def parser_for(ending: str) -> Parser:
    """A parser for files of this kind; the one for TypeScript with JSX reads JavaScript too."""
    import tree_sitter_typescript as grammars
    from tree_sitter import Language, Parser

    is_typed = ending in _TYPED
    return Parser(Language(grammars.language_typescript() if is_typed else grammars.language_tsx()))


def json_value(machine: Machine, content: bytes, place: Place) -> Value:
    """The data of a JSON file; it is one place."""
    import json

    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return Unknown("this is no JSON", place)
    return _value_of(machine, data, place)


def _value_of(machine: Machine, data: object, place: Place) -> Value:
    machine.spend(1)
    match data:
        case dict():
            return Record(
                {key: _value_of(machine, item, place) for key, item in data.items()}, place
            )
        case list():
            return Sequence([_value_of(machine, item, place) for item in data], place)
        case str() | bool() | int() | float() | None:
            return Scalar(data, place)
    return Unknown("no JSON", place)
