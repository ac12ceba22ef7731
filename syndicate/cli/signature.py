"""Commands whose parameters come in groups: a group is a dataclass that several commands share."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints


def flat(command: Callable[..., None]) -> Callable[..., None]:
    """`command` as typer needs it: each parameter that is a dataclass is replaced by the fields of that.

    A field is an argument or option like any other; the command gets the dataclass, filled.
    """
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {
        name: hint for name, hint in hints.items() if dataclasses.is_dataclass(hint)
    }
    members = {name: _parameters(group) for name, group in groups.items()}

    def call(**given: Any) -> None:
        filled = {
            name: group(**{member.name: given.pop(member.name) for member in members[name]})
            for name, group in groups.items()
        }
        command(**given, **filled)

    own = inspect.signature(command).parameters.values()
    parameters = [
        each
        for one in own
        for each in members.get(one.name)
        or [one.replace(annotation=hints[one.name], kind=inspect.Parameter.KEYWORD_ONLY)]
    ]
    call.__name__, call.__doc__ = command.__name__, command.__doc__
    call.__annotations__ = {each.name: each.annotation for each in parameters}
    vars(call)["__signature__"] = inspect.Signature(parameters)
    return call


def _parameters(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            member.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty
            if member.default is dataclasses.MISSING
            else member.default,
            annotation=hints[member.name],
        )
        for member in dataclasses.fields(group)
    ]
