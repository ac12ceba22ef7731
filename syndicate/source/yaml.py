"""YAML as each engine reads it, and YAML that all of them read alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from syndicate.diagnostics import SyndicateError

Value: TypeAlias = (
    "None | bool | int | float | str | datetime | date | list[Value] | dict[Value, Value]"
)


class YamlError(SyndicateError):
    """The engine would refuse this YAML; `offset` counts characters of the text given."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlRules:
    """How one engine reads YAML."""

    name: str


JS_YAML_3 = YamlRules(name="js-yaml 3")
JS_YAML_4 = YamlRules(name="js-yaml 4")
GOCCY = YamlRules(name="goccy/go-yaml")
PSYCH = YamlRules(name="SafeYAML")


def load(text: str, rules: YamlRules) -> Value:
    """The value of the one document in `text`. Raises YamlError."""
    raise NotImplementedError


def dump(value: Value, *, indent: int = 0) -> str:
    """Block YAML that every engine reads as `value`; ends with a newline."""
    raise NotImplementedError
