"""What templates know, and how Liquid prints it: as Ruby does, not as Python would.

Source: Liquid 4.0.4 and 5.4 with Ruby 3.1; tests/jekyll_body/test_filters.py holds what it gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from liquid.exceptions import LiquidError

from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.ruby import inspect, to_s

OF_THE_ENGINE: Final = frozenset(
    """posts pages html_pages html_files static_files documents collections categories tags related_posts github
    pages_by_name time data""".split()
)
"""What Jekyll and its plugins add to `site`, and we do not know."""

OF_THE_POST: Final = frozenset("content excerpt output previous next".split())
"""What Jekyll adds to `page`, and we do not know."""


class Unknown(LiquidError):
    """Something that only Jekyll could tell."""

    def __init__(self, message: str) -> None:
        super().__init__(message, token=None)


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


def shown_to_liquid(value: object) -> object:
    """A value as a template gets to see it."""
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
