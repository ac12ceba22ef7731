"""A call of something that JavaScript or node brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from syndicate_adapters.docusaurus.javascript.values import (
    Place,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
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


def bounds_of(call: Call, length: int) -> tuple[int, int] | None:
    """Start and end of a `slice`, counted from the end where negative."""
    start, end = call.integer(0, 0), call.integer(1, length)
    if start is None or end is None:
        return None
    low, high = (max(0, length + n) if n < 0 else min(n, length) for n in (start, end))
    return low, max(low, high)
