"""The names that a piece of a config sees, and the file it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate_adapters.docusaurus.javascript.values import Place, Record, Value

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(slots=True, eq=False)
class File:
    """One file of the site that is being evaluated. `named` are its `export`s, `module` is CommonJS's."""

    path: Path
    shown: str
    named: Record
    module: Record

    @property
    def is_esm(self) -> bool:
        """Whether it exports anything by `export`."""
        return bool(self.named.entries) or self.named.rest is not None

    def place(self, node: Node) -> Place:
        """Where a node begins."""
        return Place(self.shown, node.start_point[0] + 1)


@dataclass(slots=True, eq=False)
class Scope:
    """The names of a block, inside of others."""

    file: File
    parent: Scope | None = None
    names: dict[str, Value] = field(default_factory=dict)

    def find(self, name: str) -> Value | None:
        """What the name stands for; None if nothing has it."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def assign(self, name: str, value: Value) -> None:
        """Gives a name that is there another value; a name that is not becomes one of the file."""
        scope = self
        while name not in scope.names and scope.parent is not None:
            scope = scope.parent
        scope.names[name] = value

    def inner(self) -> Scope:
        """The scope of a block inside of this one."""
        return Scope(self.file, self)
