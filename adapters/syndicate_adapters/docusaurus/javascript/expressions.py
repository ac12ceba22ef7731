"""The value of an expression: one small function for each kind of node that the grammar has."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from syndicate_adapters.docusaurus.javascript.literals import (
    children,
    field_of,
    first_child,
    joined,
    number_of,
    piece_of,
    source_of,
    string_of,
)
from syndicate_adapters.docusaurus.javascript.members import member, meta_member
from syndicate_adapters.docusaurus.javascript.natives import GLOBALS
from syndicate_adapters.docusaurus.javascript.objects import spread_into
from syndicate_adapters.docusaurus.javascript.operations import (
    assignment,
    augmented,
    binary,
    sign_of,
    ternary,
    unary,
    update,
)
from syndicate_adapters.docusaurus.javascript.scopes import Scope
from syndicate_adapters.docusaurus.javascript.values import (
    Function,
    Native,
    Pattern,
    Record,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
    because,
    is_nullish,
    merged,
    text_of,
)

if TYPE_CHECKING:
    from tree_sitter import Node

    from syndicate_adapters.docusaurus.javascript.machine import Machine

Expression: TypeAlias = "Callable[[Machine, Node, Scope], Value]"


# -- names and literals -----------------------------------------------------------------------------


def _identifier(machine: Machine, node: Node, scope: Scope) -> Value:
    name = source_of(node)
    found = scope.find(name)
    if found is not None:
        return found
    place = scope.file.place(node)
    if name in GLOBALS:
        return Native(name, place)
    match name:
        case "__dirname":
            return Scalar(str(scope.file.path.parent), place)
        case "__filename":
            return Scalar(str(scope.file.path), place)
    return Unknown(f"{name} is not known here", place)


def _undefined(machine: Machine, node: Node, scope: Scope) -> Value:
    return Undefined(scope.file.place(node))


def _constant(value: bool | None) -> Expression:
    return lambda machine, node, scope: Scalar(value, scope.file.place(node))


def _string(machine: Machine, node: Node, scope: Scope) -> Value:
    return machine.paid_text(string_of(node), scope.file.place(node))


def _number(machine: Machine, node: Node, scope: Scope) -> Value:
    place = scope.file.place(node)
    number = number_of(source_of(node))
    return Unknown("this number is not read", place) if number is None else Scalar(number, place)


def _pattern(machine: Machine, node: Node, scope: Scope) -> Value:
    flags = node.child_by_field_name("flags")
    source = source_of(field_of(node, "pattern"))
    return Pattern(source, source_of(flags) if flags else "", scope.file.place(node))


def _template(machine: Machine, node: Node, scope: Scope) -> Value:
    place = scope.file.place(node)
    pieces = []
    for child in node.named_children:
        if child.type != "template_substitution":
            pieces.append(piece_of(child))
            continue
        value = inside(machine, child, scope)
        text = text_of(value)
        if text is None or isinstance(value, Undefined):
            return because(value, "a part of the text is not known", place)
        pieces.append(text)
    return machine.paid_text(joined(pieces), place)


# -- objects and arrays -----------------------------------------------------------------------------


def array(machine: Machine, node: Node, scope: Scope) -> Sequence:
    """The items of an array or the arguments of a call, with those that are spread."""
    found = Sequence([], scope.file.place(node))
    for child in children(node):
        if child.type != "spread_element":
            found.items.append(machine.value(child, scope))
            continue
        value = inside(machine, child, scope)
        match value:
            case Sequence():
                machine.spend(len(value.items))
                found.items += value.items
                found.rest = found.rest or value.rest
            case _:
                found.rest = found.rest or because(value, "this spread is not known", value.place)
    return found


def _object(machine: Machine, node: Node, scope: Scope) -> Value:
    record = Record({}, scope.file.place(node))
    for child in children(node):
        if child.type == "spread_element":
            _spread(machine, first_child(child), scope, record)
        elif child.type == "shorthand_property_identifier":
            _set(record, source_of(child), _identifier(machine, child, scope), scope, child)
        elif child.type == "pair":
            name = key_of(machine, field_of(child, "key"), scope)
            value = machine.value(field_of(child, "value"), scope)
            _set(record, name, value, scope, child)
        elif child.type == "method_definition":
            _define(machine, child, scope, record)
        else:
            record.rest = record.rest or Unknown("this is not read", scope.file.place(child))
    return record


def _set(record: Record, name: str | Unknown, value: Value, scope: Scope, node: Node) -> None:
    if isinstance(name, Unknown):
        record.rest = record.rest or name
        return
    record.entries[name] = value
    record.places[name] = scope.file.place(node)


def key_of(machine: Machine, node: Node, scope: Scope) -> str | Unknown:
    """The name of a property: plain, in quotes, a number or computed."""
    match node.type:
        case "property_identifier" | "shorthand_property_identifier_pattern":
            return source_of(node)
        case "string":
            return string_of(node)
        case "computed_property_name":
            node = first_child(node)
    value = machine.value(node, scope)
    name = text_of(value)
    if name is None:
        return because(value, "the name of a key is not known", scope.file.place(node))
    return name


def _define(machine: Machine, node: Node, scope: Scope, record: Record) -> None:
    """A method or getter; a getter is asked at once."""
    kinds = {child.type for child in node.children}
    if "set" in kinds:
        return
    value: Value = Function(node, scope, scope.file.place(node))
    if "get" in kinds:
        value = machine.call(value, [], scope.file.place(node))
    _set(record, key_of(machine, field_of(node, "name"), scope), value, scope, node)


def _spread(machine: Machine, node: Node, scope: Scope, record: Record) -> None:
    """`...value`; of `condition && {…}` with an unknown condition only those keys become unknown."""
    while node.type == "parenthesized_expression" and len(children(node)) == 1:
        node = first_child(node)
    if node.type == "binary_expression" and sign_of(node) == "&&":
        condition = machine.value(field_of(node, "left"), scope)
        if isinstance(condition, Unknown):
            value = machine.value(field_of(node, "right"), scope)
            if isinstance(value, Record):
                for key, item in value.entries.items():
                    before = record.entries.get(key, Undefined(item.place))
                    record.entries[key] = merged(before, item, condition)
                    record.places[key] = value.place_of(key)
                return
    value = machine.value(node, scope)
    machine.spend(len(value.entries) if isinstance(value, Record) else 1)
    spread_into(record, value)


# -- members and calls ------------------------------------------------------------------------------


def _member(machine: Machine, node: Node, scope: Scope) -> Value:
    target = field_of(node, "object")
    place = scope.file.place(node)
    key = source_of(field_of(node, "property"))
    if target.type == "meta_property":
        return meta_member(key, place, scope)
    value = machine.value(target, scope)
    if _is_cut_short(node, value):
        return Undefined(place)
    return member(value, key, place, machine.environment)


def _subscript(machine: Machine, node: Node, scope: Scope) -> Value:
    value = machine.value(field_of(node, "object"), scope)
    place = scope.file.place(node)
    if _is_cut_short(node, value):
        return Undefined(place)
    index = machine.value(field_of(node, "index"), scope)
    key = text_of(index)
    if key is None:
        return because(index, "the key is not known", place)
    return member(value, key, place, machine.environment)


def _is_cut_short(node: Node, value: Value) -> bool:
    """Whether a `?.` in the chain that ends here met null or undefined."""
    if not is_nullish(value):
        return False
    chain: Node | None = node
    while chain is not None and chain.type in _CHAINED:
        if any(child.type in ("optional_chain", "?.") for child in chain.children):
            return True
        chain = chain.child_by_field_name("object") or chain.child_by_field_name("function")
    return False


_CHAINED = ("member_expression", "subscript_expression", "call_expression")


def _call(machine: Machine, node: Node, scope: Scope) -> Value:
    place = scope.file.place(node)
    target, given = field_of(node, "function"), field_of(node, "arguments")
    if given.type != "arguments":
        return Unknown("a tagged template", place)
    if target.type == "import":
        return machine.imported_by_call(array(machine, given, scope), scope, place)
    callee = machine.value(target, scope)
    if _is_cut_short(node, callee):
        return Undefined(place)
    if isinstance(callee, Unknown):
        return callee
    arguments = array(machine, given, scope)
    if arguments.rest is not None:
        return arguments.rest
    if callee == Native("require", callee.place):
        return machine.required(arguments, scope, place)
    return machine.call(callee, arguments.items, place)


def _new(machine: Machine, node: Node, scope: Scope) -> Value:
    place = scope.file.place(node)
    name = source_of(field_of(node, "constructor"))
    given = node.child_by_field_name("arguments")
    if name == "RegExp" and given is not None:
        match array(machine, given, scope).items:
            case [Scalar(value=str() as source)]:
                return Pattern(source, "", place)
            case [Scalar(value=str() as source), Scalar(value=str() as flags)]:
                return Pattern(source, flags, place)
    if name == "URL" and given is not None:
        match array(machine, given, scope).items:
            case [Scalar(value=str() as path), Scalar(value=str() as base)] if (
                base.startswith("file://") and ":" not in path
            ):
                return Scalar(posixpath.normpath(f"{posixpath.dirname(base[7:])}/{path}"), place)
    return Unknown(f"new {name} is not known without running it", place)


def _function(machine: Machine, node: Node, scope: Scope) -> Value:
    return Function(node, scope, scope.file.place(node))


# -- what stands in, before or behind something ---------------------------------------------------------


def inside(machine: Machine, node: Node, scope: Scope) -> Value:
    """What stands in parentheses, behind `await` or before a type; of several the last."""
    value: Value = Unknown("nothing stands here", scope.file.place(node))
    for child in children(node):
        value = machine.value(child, scope)
    return value


def _before_type(machine: Machine, node: Node, scope: Scope) -> Value:
    return machine.value(first_child(node), scope)


def _behind_type(machine: Machine, node: Node, scope: Scope) -> Value:
    return machine.value(children(node)[-1], scope)


EXPRESSIONS: Final[Mapping[str, Expression]] = {
    "identifier": _identifier,
    "undefined": _undefined,
    "true": _constant(True),
    "false": _constant(False),
    "null": _constant(None),
    "string": _string,
    "number": _number,
    "regex": _pattern,
    "template_string": _template,
    "array": array,
    "object": _object,
    "member_expression": _member,
    "subscript_expression": _subscript,
    "call_expression": _call,
    "new_expression": _new,
    "arrow_function": _function,
    "function_expression": _function,
    "binary_expression": binary,
    "unary_expression": unary,
    "ternary_expression": ternary,
    "assignment_expression": assignment,
    "augmented_assignment_expression": augmented,
    "update_expression": update,
    "parenthesized_expression": inside,
    "sequence_expression": inside,
    "await_expression": inside,
    "as_expression": _before_type,
    "satisfies_expression": _before_type,
    "non_null_expression": _before_type,
    "type_assertion": _behind_type,
}
