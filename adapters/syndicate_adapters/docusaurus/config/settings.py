"""One object of a config with typed questions; what cannot be known is reported where it is asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from syndicate.diagnostics import Report, UsageError
from syndicate.source.yaml import JS_YAML_4, YamlError, load
from syndicate.source.yaml import Value as YamlValue
from syndicate_adapters.docusaurus.codes import (
    SETTING_SKIPPED,
    SETTING_UNKNOWN,
    SETTING_WRONG,
    report_at,
)
from syndicate_adapters.docusaurus.javascript import (
    Function,
    Module,
    Place,
    Record,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
    is_nullish,
)

_GIVEN = Place("--set", 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The object that the dotted `name` stands for ("" for the whole config), absent keys included.

    The questions take a key; `decides` says that addresses depend on the answer, so not knowing it is an error.
    """

    record: Record
    report: Report
    name: str = ""

    def get(self, key: str, *, decides: bool = False) -> Value | None:
        """The value; None where it is absent or not known, which is reported."""
        value = self.record.entries.get(key)
        if value is None:
            value = self.record.rest
        match value:
            case Unknown():
                self._unknown(key, value, decides)
                return None
            case None | Undefined():
                return None
            case _:
                return value

    def text(self, key: str, default: str = "", *, decides: bool = False) -> str:
        """A string; a file that is named by `require.resolve` counts by its name."""
        value = self.get(key, decides=decides)
        match value:
            case None:
                return default
            case Scalar(value=str() as text):
                return text
            case Module(name=name):
                return name
        self._wrong(key, "must be a string")
        return default

    def boolean(self, key: str, default: bool = False, *, decides: bool = False) -> bool:
        """True or false."""
        value = self.get(key, decides=decides)
        match value:
            case None:
                return default
            case Scalar(value=bool() as truth):
                return truth
        self._wrong(key, "must be a boolean")
        return default

    def texts(
        self, key: str, default: tuple[str, ...] = (), *, decides: bool = False
    ) -> tuple[str, ...]:
        """An array of strings; items that are not known are reported and left out."""
        value = self.get(key, decides=decides)
        if value is None:
            return default
        if not isinstance(value, Sequence):
            self._wrong(key, "must be an array")
            return default
        return tuple(self._known_texts(key, value, decides))

    def _known_texts(self, key: str, array: Sequence, decides: bool) -> Iterator[str]:
        for item in self.items(key, array, decides=decides):
            match item:
                case Scalar(value=str() as text):
                    yield text
                case Module(name=name):
                    yield name
                case Unknown():
                    self._unknown(key, item, decides)
                case _:
                    self._wrong(key, "must hold strings")

    def items(self, key: str, array: Sequence, *, decides: bool = False) -> list[Value]:
        """The items of an array; that there may be more is reported."""
        if array.rest is not None:
            self._unknown(key, array.rest, decides)
        return array.items

    def number(self, key: str, default: int) -> int:
        """A whole number."""
        match self.get(key):
            case Scalar(value=int() as number) if not isinstance(number, bool):
                return number
        return default

    def under(self, key: str) -> Settings:
        """The object at a key; where there is none, one without keys."""
        value = self.get(key)
        if isinstance(value, Record):
            return replace(self, record=value, name=self.full_name(key))
        empty = Record({}, self.record.place_of(key))
        return replace(self, record=empty, name=self.full_name(key))

    def is_function(self, key: str) -> bool:
        """Whether code stands there."""
        return isinstance(self.record.entries.get(key), Function | Module)

    def full_name(self, key: str) -> str:
        """The key with those of the objects around it, as `--set` takes it."""
        return f"{self.name}.{key}" if self.name else key

    def place(self, key: str) -> Place:
        """Where the key is written."""
        return self.record.place_of(key)

    def _unknown(self, key: str, value: Unknown, decides: bool) -> None:
        place = self.place(key)
        where = "" if value.place == place else f" ({value.place.path}:{value.place.line})"
        code = SETTING_UNKNOWN if decides else SETTING_SKIPPED
        name = self.full_name(key)
        message = f"{name} is not known: {value.reason}{where}; give it with --set {name}=VALUE"
        self.report(report_at(code, place.path, place.line, message))

    def unsure(self, key: str, value: Unknown) -> None:
        """Reports one item of an array that is not known."""
        where = f" ({value.place.path}:{value.place.line})"
        place = self.place(key)
        message = (
            f"one of {self.full_name(key)} is not known, and is skipped: {value.reason}{where}"
        )
        self.report(report_at(SETTING_SKIPPED, place.path, place.line, message))

    def need(self, key: str, reason: str) -> None:
        """Reports that a value without which there are no addresses is not there."""
        self._unknown(key, Unknown(reason, self.place(key)), decides=True)

    def _wrong(self, key: str, message: str) -> None:
        self.wrong(key, f"{self.full_name(key)} {message}")

    def wrong(self, key: str, message: str) -> None:
        """Reports what the engine would refuse."""
        place = self.place(key)
        self.report(report_at(SETTING_WRONG, place.path, place.line, message))


def given_value(text: str) -> Value:
    """What the user wrote behind `--set KEY=`, read as YAML. Raises UsageError."""
    try:
        return value_of(load(text, JS_YAML_4), _GIVEN)
    except YamlError as error:
        raise UsageError(f"--set: {text!r} is no YAML: {error.reason}") from error


def value_of(data: YamlValue, place: Place) -> Value:
    """Plain data as a value of the config."""
    match data:
        case dict():
            entries = {str(key): value_of(item, place) for key, item in data.items()}
            return Record(entries, place)
        case list():
            return Sequence([value_of(item, place) for item in data], place)
        case datetime() | date():
            return Scalar(data.isoformat(), place)
        case float() if not math.isfinite(data):
            return Unknown("no finite number", place)
        case _:
            return Scalar(data, place)


def overridden(config: Value, given: Mapping[str, str]) -> Value:
    """The config with the dotted keys of `given` put in; objects on the way are made where missing."""
    for name, text in given.items():
        if not isinstance(config, Record):
            rest = config if isinstance(config, Unknown) else None
            config = Record({}, config.place, rest=rest)
        record = config
        *path, last = name.split(".")
        for key in path:
            inner = record.entries.get(key)
            if not isinstance(inner, Record):
                inner = Record({}, _GIVEN, rest=inner if isinstance(inner, Unknown) else None)
                record.entries[key] = inner
            record = inner
        record.entries[last] = given_value(text)
        record.places[last] = _GIVEN
    return config


def is_off(value: Value | None) -> bool:
    """Whether a value says "not at all": false, null, undefined."""
    return value is None or bool(is_nullish(value)) or value == Scalar(False, value.place)
