"""What statements do: names, exports, conditions, loops; and what one that is not followed leaves unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from syndicate_adapters.docusaurus.javascript.arrays import spoil
from syndicate_adapters.docusaurus.javascript.calls import Call
from syndicate_adapters.docusaurus.javascript.expressions import key_of
from syndicate_adapters.docusaurus.javascript.literals import (
    children,
    field_of,
    first_child,
    source_of,
    string_of,
)
from syndicate_adapters.docusaurus.javascript.members import member
from syndicate_adapters.docusaurus.javascript.scopes import Scope
from syndicate_adapters.docusaurus.javascript.values import (
    Function,
    Record,
    Sequence,
    Undefined,
    Unknown,
    Value,
    because,
    is_truthy,
    merged,
)

if TYPE_CHECKING:
    from tree_sitter import Node

    from syndicate_adapters.docusaurus.javascript.machine import Machine

Statement: TypeAlias = "Callable[[Machine, Node, Scope], Value | None]"
"""A statement gives the value that it returns from the function around it, None if it does not return."""


def run_block(machine: Machine, nodes: list[Node], scope: Scope) -> Value | None:
    """Runs statements in order until one returns; functions are there before the first."""
    for node in nodes:
        hoist(machine, node, scope)
    for index, node in enumerate(nodes):
        if node.type == "if_statement":
            branch = _decide(machine, node, scope)
            if isinstance(branch, Unknown):
                return _both_ways(machine, node, nodes[index + 1 :], scope, branch)
            result = _branch(machine, branch, scope)
        else:
            result = run(machine, node, scope)
        if result is not None:
            return result
    return None


def run(machine: Machine, node: Node, scope: Scope) -> Value | None:
    """Runs one statement; what it may change is unknown afterwards if its kind is not followed."""
    statement = STATEMENTS.get(node.type)
    machine.spend(1)
    if statement is not None:
        return statement(machine, node, scope)
    if node.type not in _WITHOUT_EFFECT:
        spoil_changes(machine, node, scope, Unknown("this is not followed", scope.file.place(node)))
    return None


def hoist(machine: Machine, node: Node, scope: Scope) -> None:
    """Gives functions their names before anything runs."""
    declared = node.child_by_field_name("declaration") if node.type == "export_statement" else node
    if declared is not None and declared.type == "function_declaration":
        name = source_of(field_of(declared, "name"))
        scope.names[name] = Function(declared, scope, scope.file.place(declared))


def bind(machine: Machine, pattern: Node, value: Value, scope: Scope) -> None:
    """Gives the names in a pattern their parts of the value."""
    place = scope.file.place(pattern)
    match pattern.type:
        case "identifier" | "shorthand_property_identifier_pattern":
            scope.names[source_of(pattern)] = value
        case "object_pattern":
            _bind_keys(machine, pattern, value, scope)
        case "array_pattern":
            for index, part in enumerate(children(pattern)):
                if part.type == "rest_pattern":
                    _bind_rest(machine, part, value, index, scope)
                else:
                    item = member(value, str(index), place, machine.environment)
                    bind(machine, part, item, scope)
        case "assignment_pattern" | "object_assignment_pattern":
            left, right = field_of(pattern, "left"), field_of(pattern, "right")
            if isinstance(value, Undefined):
                value = machine.value(right, scope)
            bind(machine, left, value, scope)


def _bind_keys(machine: Machine, pattern: Node, value: Value, scope: Scope) -> None:
    taken = []
    for part in children(pattern):
        if part.type == "rest_pattern":
            others: Value = because(value, "the rest is not known", scope.file.place(part))
            if isinstance(value, Record):
                left = {k: v for k, v in value.entries.items() if k not in taken}
                others = Record(left, value.place, dict(value.places), value.rest)
            bind(machine, first_child(part), others, scope)
            continue
        key_node, target = part, part
        if part.type == "pair_pattern":
            key_node, target = field_of(part, "key"), field_of(part, "value")
        elif part.type == "object_assignment_pattern":
            key_node = field_of(part, "left")
        name = key_of(machine, key_node, scope)
        if isinstance(name, Unknown):
            bind(machine, target, name, scope)
            continue
        taken.append(name)
        found = member(value, name, scope.file.place(part), machine.environment)
        bind(machine, target, found, scope)


def _bind_rest(machine: Machine, part: Node, value: Value, index: int, scope: Scope) -> None:
    others: Value = because(value, "the rest is not known", scope.file.place(part))
    if isinstance(value, Sequence):
        others = Sequence(value.items[index:], value.place, value.rest)
    bind(machine, first_child(part), others, scope)


# -- statements that are followed -------------------------------------------------------------------


def _declaration(machine: Machine, node: Node, scope: Scope) -> None:
    for declarator in children(node):
        if declarator.type == "variable_declarator":
            source = declarator.child_by_field_name("value")
            place = scope.file.place(declarator)
            value = machine.value(source, scope) if source is not None else Undefined(place)
            bind(machine, field_of(declarator, "name"), value, scope)


def _expression(machine: Machine, node: Node, scope: Scope) -> None:
    for child in children(node):
        machine.value(child, scope)


def _return(machine: Machine, node: Node, scope: Scope) -> Value:
    inner = children(node)
    return machine.value(inner[0], scope) if inner else Undefined(scope.file.place(node))


def _block(machine: Machine, node: Node, scope: Scope) -> Value | None:
    return run_block(machine, children(node), scope.inner())


def _decide(machine: Machine, node: Node, scope: Scope) -> Node | Unknown | None:
    """The branch of an `if` that is taken (None: neither), or why that is unknown."""
    condition = machine.value(field_of(node, "condition"), scope)
    truth = is_truthy(condition)
    if truth is None:
        return because(condition, "a condition is not known", scope.file.place(node))
    return node.child_by_field_name("consequence" if truth else "alternative")


def _branch(machine: Machine, branch: Node | None, scope: Scope) -> Value | None:
    return None if branch is None else run_block(machine, _statements(branch), scope.inner())


def _statements(branch: Node) -> list[Node]:
    return children(branch) if branch.type in ("statement_block", "else_clause") else [branch]


def _both_ways(
    machine: Machine, node: Node, after: list[Node], scope: Scope, why: Unknown
) -> Value | None:
    """An `if` nobody can decide: what its branches change is unknown, what they return is compared."""
    spoil_changes(machine, node, scope, why)
    if not any(inner.type == "return_statement" for inner in _below(node)):
        return run_block(machine, after, scope)
    branches = [node.child_by_field_name(name) for name in ("consequence", "alternative")]
    results = [_branch(machine, branch, scope) for branch in branches]
    spoil_changes(machine, node, scope, why)
    later = run_block(machine, after, scope) if None in results else None
    ends = [result or later for result in results]
    if ends == [None, None]:
        return None
    nothing = Undefined(why.place, why.reason)
    return merged(ends[0] or nothing, ends[1] or nothing, why)


def _for_of(machine: Machine, node: Node, scope: Scope) -> Value | None:
    values = machine.value(field_of(node, "right"), scope)
    is_of = any(child.type == "of" for child in node.children)
    body = field_of(node, "body")
    if not (is_of and isinstance(values, Sequence) and values.rest is None) or _has_jump(body):
        why = because(values, "this loop is not followed", scope.file.place(node))
        spoil_changes(machine, node, scope, why)
        return None
    for item in list(values.items):
        inner = scope.inner()
        bind(machine, field_of(node, "left"), item, inner)
        result = run_block(machine, _statements(body), inner)
        if result is not None:
            return result
    return None


def _has_jump(body: Node) -> bool:
    return any(node.type in ("break_statement", "continue_statement") for node in _below(body))


def _try(machine: Machine, node: Node, scope: Scope) -> Value | None:
    """The first block is taken to succeed."""
    return run_block(machine, children(field_of(node, "body")), scope.inner())


# -- modules ----------------------------------------------------------------------------------------


def _import(machine: Machine, node: Node, scope: Scope) -> None:
    if any(child.type == "type" for child in node.children):
        return
    source = node.child_by_field_name("source")
    clause = next((child for child in node.children if child.type == "import_clause"), None)
    if source is None or clause is None:
        return
    place = scope.file.place(node)
    name = string_of(source)
    for part in children(clause):
        match part.type:
            case "identifier":
                value = machine.imported(name, "default", scope, place)
                scope.names[source_of(part)] = value
            case "namespace_import":
                scope.names[source_of(first_child(part))] = machine.imported(
                    name, "*", scope, place
                )
            case "named_imports":
                for specifier in children(part):
                    outer = source_of(field_of(specifier, "name"))
                    alias = specifier.child_by_field_name("alias")
                    inner = source_of(alias) if alias is not None else outer
                    scope.names[inner] = machine.imported(name, outer, scope, place)


def _export(machine: Machine, node: Node, scope: Scope) -> None:
    named = scope.file.named
    place = scope.file.place(node)
    kinds = {child.type for child in node.children}
    declared = node.child_by_field_name("declaration")
    source = node.child_by_field_name("source")
    value = node.child_by_field_name("value")
    if source is not None:
        _export_from(machine, node, string_of(source), scope)
    elif declared is not None:
        run(machine, declared, scope)
        for name in _declared_names(declared):
            key = "default" if "default" in kinds else name
            named.entries[key] = scope.find(name) or Unknown(f"{name} is not known", place)
    elif "default" in kinds and value is not None:
        named.entries["default"] = machine.value(value, scope)
        named.places["default"] = place
    elif "=" in kinds:
        scope.file.module.entries["exports"] = machine.value(children(node)[-1], scope)


def export_names(nodes: list[Node], scope: Scope) -> None:
    """Exports what `export {…}` names, once everything has its value."""
    for node in nodes:
        if node.type == "export_statement" and node.child_by_field_name("source") is None:
            for outer, inner in _specifiers(node):
                unknown = Unknown(f"{inner} is not known", scope.file.place(node))
                scope.file.named.entries[outer] = scope.find(inner) or unknown


def _declared_names(node: Node) -> Iterator[str]:
    """The names that a declaration gives to the file."""
    own = node.child_by_field_name("name")
    if own is not None:
        yield source_of(own)
    for declarator in children(node):
        if declarator.type == "variable_declarator":
            for inner in (field_of(declarator, "name"), *_below(field_of(declarator, "name"))):
                if inner.type in ("identifier", "shorthand_property_identifier_pattern"):
                    yield source_of(inner)


def _specifiers(node: Node) -> Iterator[tuple[str, str]]:
    """Pairs of the name outside and the name inside in `export {inside as outside}`."""
    for clause in children(node):
        if clause.type == "export_clause":
            for specifier in children(clause):
                name = source_of(field_of(specifier, "name"))
                alias = specifier.child_by_field_name("alias")
                yield (source_of(alias) if alias is not None else name), name


def _export_from(machine: Machine, node: Node, name: str, scope: Scope) -> None:
    named = scope.file.named
    place = scope.file.place(node)
    if any(child.type == "*" for child in node.children):
        value = machine.imported(name, "*", scope, place)
        if isinstance(value, Record):
            others = {k: v for k, v in value.entries.items() if k != "default"}
            named.entries = {**others, **named.entries}
        named.rest = named.rest or (value if isinstance(value, Unknown) else None)
    for outer, inner in _specifiers(node):
        named.entries[outer] = machine.imported(name, inner, scope, place)


# -- what is not followed ---------------------------------------------------------------------------


def _below(node: Node) -> Iterator[Node]:
    """All nodes below, without going deep on Python's stack."""
    waiting = list(node.children)
    while waiting:
        found = waiting.pop()
        yield found
        waiting += found.children


def spoil_changes(machine: Machine, node: Node, scope: Scope, why: Unknown) -> None:
    """Makes unknown whatever the statement assigns to or may change by a method."""
    for inner in _below(node):
        machine.spend(1)
        match inner.type:
            case "assignment_expression" | "augmented_assignment_expression":
                machine.store(field_of(inner, "left"), why, scope)
            case "update_expression":
                machine.store(field_of(inner, "argument"), why, scope)
            case "call_expression":
                _spoil_by_method(machine, field_of(inner, "function"), scope, why)


def _spoil_by_method(machine: Machine, target: Node, scope: Scope, why: Unknown) -> None:
    if target.type != "member_expression":
        return
    name = source_of(field_of(target, "property"))
    value = machine.value(field_of(target, "object"), scope)
    if not isinstance(value, Sequence):
        return
    if name in ("push", "unshift"):
        value.rest = value.rest or why
    elif name in ("splice", "pop", "shift", "sort", "reverse", "fill"):
        spoil(Call(machine, name, value, [why], why.place))


STATEMENTS: Final[Mapping[str, Statement]] = {
    "lexical_declaration": _declaration,
    "variable_declaration": _declaration,
    "expression_statement": _expression,
    "return_statement": _return,
    "statement_block": _block,
    "for_in_statement": _for_of,
    "try_statement": _try,
    "import_statement": _import,
    "export_statement": _export,
}

_WITHOUT_EFFECT = frozenset(
    (
        "function_declaration",
        "comment",
        "hash_bang_line",
        "empty_statement",
        "type_alias_declaration",
        "interface_declaration",
        "ambient_declaration",
        "function_signature",
        "throw_statement",
        "debugger_statement",
    )
)
