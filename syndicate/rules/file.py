"""The file `syndicate.toml` of a site: its tables, and where each of its keys stands.

Who reads a table takes it by its name, and reports what is wrong with it by `RulesFile.error`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from syndicate.diagnostics import UsageError
from syndicate.source.scalars import Value
from syndicate.source.text import SourceText, read_source
from syndicate.source.toml import TomlError, key_places, read_toml

NAME: Final = "syndicate.toml"

CALLS: Final = ("components", "directives", "includes", "shortcodes", "tags")
"""The tables of what a site defines for itself, as engines call it."""

KNOWN: Final = (*CALLS, "front_matter", "read", "review", "to")
"""The tables that somebody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesFile:
    """The values of the file; without a file there are none. places: of keys, by their whole path."""

    source: SourceText
    values: Mapping[str, Value] = field(default_factory=dict)
    places: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def table(self, *keys: str) -> Mapping[str, Value]:
        """The table at that path, empty where there is none. Raises UsageError where it is no table."""
        found = self.values
        for depth, key in enumerate(keys, 1):
            value = found.get(key, {})
            if not isinstance(value, dict):
                raise self.error(keys[:depth], "this must be a table")
            found = value
        return found

    def texts(self, *keys: str) -> tuple[str, ...]:
        """The list of texts at that path; one text is one of them. Raises UsageError."""
        value = self.table(*keys[:-1]).get(keys[-1])
        found = value if isinstance(value, list) else [value]
        texts = tuple(each.strip() for each in found if isinstance(each, str) and each.strip())
        if len(texts) != len(found) or not texts:
            raise self.error(keys, "this must be a text that is not empty, or a list of such texts")
        return texts

    def check_keys(self, keys: tuple[str, ...], known: Collection[str]) -> None:
        """Raises UsageError at the first key of the table `keys` that is not known."""
        for key in self.table(*keys):
            if key not in known:
                raise self.unknown((*keys, key), known)

    def unknown(self, keys: tuple[str, ...], known: Iterable[str]) -> UsageError:
        """What to raise about a key that is not known: it names the one that was perhaps meant."""
        return self.error(keys, f"nothing is called so; {_advice(keys[-1], known)}")

    def wrong(self, keys: tuple[str, ...], value: str, known: Iterable[str]) -> UsageError:
        """What to raise about a value that is not known."""
        return self.error(keys, f"{value!r} is none of these; {_advice(value, known)}")

    def place(self, *keys: str) -> str:
        """File and line of a key, for messages."""
        line, _ = self.source.position(self.places.get(keys, 0))
        return f"{self.source.path}:{line}"

    def text(self, *keys: str) -> str:
        """The text at that path; numbers and truth are texts too. Raises UsageError."""
        value = self.table(*keys[:-1]).get(keys[-1])
        match value:
            case bool():
                return "true" if value else "false"
            case int() | float():
                return str(value)
            case str():
                return value
        raise self.error(keys, "this must be a text")

    def error(self, keys: tuple[str, ...], reason: str) -> UsageError:
        """What to raise about a key: it names the line and the key."""
        known = (keys[:depth] for depth in range(len(keys), 0, -1))
        at = next((self.places[path] for path in known if path in self.places), 0)
        line, column = self.source.position(at)
        return UsageError(f"{self.source.path}:{line}:{column}: {'.'.join(keys)}: {reason}")


def _advice(given: str, known: Iterable[str]) -> str:
    """What would be right instead, and what was perhaps meant."""
    names = tuple(known)
    near = get_close_matches(given.lower(), names, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return f"{meant}there are: {', '.join(names)}"


def read_rules_file(root: Path, file: Path | None = None) -> RulesFile:
    """The rules of the site at `root`: those in `file`, or in the one that lies there.

    Raises UsageError where the file is not there, is no TOML or has a table that nobody reads, UnreadableSource.
    """
    name = NAME if file is None else str(file)
    file = file or root / NAME
    if not file.is_file():
        if name == NAME:
            return RulesFile(source=SourceText(NAME, ""))
        raise UsageError(f"there is no {name}; give the file with the rules of the site")
    source = read_source(file, name)
    try:
        values, _ = read_toml(source.text)
    except TomlError as error:
        line, column = source.position(error.offset)
        raise UsageError(f"{name}:{line}:{column}: {error.reason}; correct the TOML") from error
    rules = RulesFile(source=source, values=values, places=key_places(source.text))
    rules.check_keys((), KNOWN)
    return rules
