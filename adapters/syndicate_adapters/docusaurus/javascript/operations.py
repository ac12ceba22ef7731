"""Operators in the text: what they are applied to, and what they leave out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from syndicate_adapters.docusaurus.javascript.literals import field_of, source_of
from syndicate_adapters.docusaurus.javascript.operators import combined, negated, signed, type_of
from syndicate_adapters.docusaurus.javascript.scopes import Scope
from syndicate_adapters.docusaurus.javascript.values import (
    Scalar,
    Undefined,
    Unknown,
    Value,
    because,
    is_nullish,
    is_truthy,
    merged,
)

if TYPE_CHECKING:
    from tree_sitter import Node

    from syndicate_adapters.docusaurus.javascript.machine import Machine


def sign_of(node: Node) -> str:
    return source_of(field_of(node, "operator"))


def binary(machine: Machine, node: Node, scope: Scope) -> Value:
    """Chains that grow to the left are taken from their innermost part, whatever their length."""
    chain = [node]
    while (left := field_of(chain[-1], "left")).type == "binary_expression" and left != chain[-1]:
        chain.append(left)
    value = machine.value(field_of(chain[-1], "left"), scope)
    for part in reversed(chain):
        value = _applied(machine, part, value, scope)
    return value


def _applied(machine: Machine, node: Node, left: Value, scope: Scope) -> Value:
    sign = sign_of(node)
    right = field_of(node, "right")
    if sign not in _SHORT_CIRCUITS:
        return combined(sign, left, machine.value(right, scope), scope.file.place(node))
    is_right = _SHORT_CIRCUITS[sign](left)
    if is_right is None:
        return left if isinstance(left, Unknown) else Unknown("not known", scope.file.place(node))
    return machine.value(right, scope) if is_right else left


def _is_falsy(value: Value) -> bool | None:
    truth = is_truthy(value)
    return None if truth is None else not truth


_SHORT_CIRCUITS: Final[Mapping[str, Callable[[Value], bool | None]]] = {
    "||": _is_falsy,
    "&&": is_truthy,
    "??": is_nullish,
}


def unary(machine: Machine, node: Node, scope: Scope) -> Value:
    value = machine.value(field_of(node, "argument"), scope)
    place = scope.file.place(node)
    sign = sign_of(node)
    match sign:
        case "!":
            return negated(value, place)
        case "+" | "-":
            return signed(sign, value, place)
        case "typeof":
            return type_of(value, place)
        case "void":
            return Undefined(place)
    return Unknown(f"{sign} is not known", place)


def ternary(machine: Machine, node: Node, scope: Scope) -> Value:
    condition = machine.value(field_of(node, "condition"), scope)
    truth = is_truthy(condition)
    if truth is not None:
        return machine.value(field_of(node, "consequence" if truth else "alternative"), scope)
    unknown = because(condition, "a condition is not known", condition.place)
    yes, no = (
        machine.value(field_of(node, name), scope) for name in ("consequence", "alternative")
    )
    return merged(yes, no, unknown)


def assignment(machine: Machine, node: Node, scope: Scope) -> Value:
    value = machine.value(field_of(node, "right"), scope)
    machine.store(field_of(node, "left"), value, scope)
    return value


def augmented(machine: Machine, node: Node, scope: Scope) -> Value:
    left = field_of(node, "left")
    before = machine.value(left, scope)
    sign = sign_of(node).removesuffix("=")
    if sign in _SHORT_CIRCUITS and _SHORT_CIRCUITS[sign](before) is False:
        return before
    right = machine.value(field_of(node, "right"), scope)
    if sign in _SHORT_CIRCUITS:
        after = before if isinstance(before, Unknown) else right
    else:
        after = combined(sign, before, right, scope.file.place(node))
    machine.store(left, after, scope)
    return after


def update(machine: Machine, node: Node, scope: Scope) -> Value:
    target = field_of(node, "argument")
    place = scope.file.place(node)
    before = machine.value(target, scope)
    machine.store(target, combined(sign_of(node)[0], before, Scalar(1, place), place), scope)
    return before
