"""What templates know, and how Liquid prints it: as Ruby does, not as Python would.

Source: Liquid 4.0.4 and 5.4 with Ruby 3.1; tests/jekyll_body/test_filters.py holds what it gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from liquid.exceptions import LiquidError

from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.ruby import inspect, to_s

OF_THE_MACHINE: Final = frozenset("source destination time".split())
"""What stands in `site` and depends on where and when it is built."""

OF_THE_POST: Final = frozenset("content output".split())
"""What Jekyll adds to `page`, and we do not know."""


class Unknown(LiquidError):
    """Something that only Jekyll could tell."""

    def __init__(self, message: str) -> None:
        super().__init__(message, token=None)


class Later:
    """A value that is made when somebody looks it up. Raises what making it raises."""

    __slots__ = ("_made", "make")

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make
        self._made: list[object] = []

    @property
    def value(self) -> object:
        if not self._made:
            self._made.append(self.make())
        return self._made[0]


class Known(Mapping[str, object]):
    """A mapping all of whose keys are known: what is not in it is nil. missing: the keys of which that is not true."""

    __slots__ = ("_missing", "_values")

    def __init__(self, values: Mapping[str, object], missing: frozenset[str] = frozenset()) -> None:
        self._values = values
        self._missing = missing

    def __getitem__(self, key: object) -> object:
        if not isinstance(key, str):
            return None
        if key in self._values:
            return shown_to_liquid(self._values[key])
        if key in self._missing or key in ("size", "first", "last"):
            raise KeyError(key)  # strict Liquid refuses it; the latter have a meaning of their own
        return None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    @property
    def is_whole(self) -> bool:
        """Whether all of it is known, and may be shown as it stands."""
        return not self._missing


def shown_to_liquid(value: object) -> object:
    """A value as a template gets to see it."""
    if isinstance(value, Later):
        return shown_to_liquid(value.value)
    if isinstance(value, Mapping) and not isinstance(value, Known):
        return Known(value)
    if isinstance(value, list | tuple):
        return [shown_to_liquid(each) for each in value]
    return value


def plain(value: object) -> Value:
    """A value of a template as plain data. Raises Unknown for what is none."""
    match value:
        case None | bool() | int() | float() | str() | datetime() | date():
            return value
        case Known() if not value.is_whole:
            raise Unknown("not all of a page or of the site is known")
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case range():
            return list(value)
    raise Unknown(f"a {type(value).__name__} cannot be shown")


def text_of(value: object) -> str:
    """What `{{ value }}` prints."""
    if isinstance(value, str):
        return value
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    said = plain(value)
    if isinstance(said, list):
        return "".join(map(text_of, said))
    return inspect(said) if isinstance(said, dict) else to_s(said)


def string_of(value: object) -> str:
    """A value as the filters of text see it (`to_s`)."""
    if isinstance(value, str):
        return value
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    return to_s(plain(value))
