"""Front matter defaults: what the config gives to every document of a folder or kind.

Source: Jekyll 4.4.1 and 3.10.0, `frontmatter_defaults.rb`; tests/jekyll/test_site.py compares with the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Final, TypeAlias, cast

from syndicate.diagnostics import SyndicateError
from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.globs import found_by
from syndicate_adapters.jekyll.moments import parse_date
from syndicate_adapters.jekyll.ruby import to_s

Values: TypeAlias = Mapping[str, Value]

_OLD_TYPES: Final = {"page": "pages", "post": "posts", "draft": "drafts"}


class DefaultsError(SyndicateError):
    """A set of defaults that keeps the engine from reading a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultSet:
    """Values, and what they are for.

    path: "" is everything. found: what a path with stars stands for, None for a plain one.
    length: how narrow it is, by the letters of the path as written. type: None is any.
    has_scope: without one the engine stumbles over the set after another.
    """

    path: str
    length: int
    type: str | None
    values: dict[str, Value]
    found: frozenset[str] | None = None
    has_scope: bool = True

    def fits(self, path: str, kind: str, *, by_segments: bool) -> bool:
        """Whether a document of that path and kind gets the values."""
        if self.type is not None and self.type != kind:
            return False
        if not self.path:
            return True
        if by_segments:
            starts = {path[:at] for at in _ends_of_segments(path)}
            return not starts.isdisjoint(self.found or ({self.path} if self.found is None else ()))
        if self.found is None:
            return path.startswith(self.path)
        return any(path[:end] in self.found for end in range(1, len(path) + 1))


def _ends_of_segments(path: str) -> list[int]:
    return [at for at, char in enumerate(path) if char == "/"] + [len(path)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """All sets of a site. by_segments: version 3 compares whole names. broken: why no document can be read."""

    sets: tuple[DefaultSet, ...] = ()
    by_segments: bool = False
    broken: str = ""

    def all(self, path: str, kind: str) -> dict[str, Value]:
        """The values for a document; mappings are merged, narrower scopes win. Raises DefaultsError."""
        if self.broken:
            raise DefaultsError(self.broken)
        values: dict[str, Value] = {}
        last: DefaultSet | None = None
        for each in self.sets:
            if not each.fits(path, kind, by_segments=self.by_segments):
                continue
            if _has_precedence(last, each):
                values = merged(values, each.values)
                last = each if each.has_scope else None
            else:
                values = merged(each.values, values)
        return values


def _has_precedence(last: DefaultSet | None, each: DefaultSet) -> bool:
    if last is None:
        return True
    if not each.has_scope:
        raise DefaultsError(
            'one of the `defaults` in the config has no scope; add `scope: {path: ""}`'
        )
    if each.length != last.length:
        return each.length > last.length
    return each.type is not None or last.type is None


def merged(base: Values, over: Values) -> dict[str, Value]:
    """`base` with the values of `over`; nil gives way, mappings are merged, lists replaced."""
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        if value is None and key in result:
            continue
        if isinstance(old, dict) and isinstance(value, dict):
            value = merged(cast("Values", old), cast("Values", value))
        result[key] = value
    return result


def read_defaults(
    value: Value, *, root: Path, collections_dir: str, zone: tzinfo, is_old: bool
) -> Defaults:
    """The sets of the config's `defaults`. Raises DateError where the engine stops at a date."""
    sets: list[DefaultSet] = []
    broken = ""
    for entry in value if isinstance(value, list) else []:
        if not isinstance(entry, dict) or not isinstance(entry.get("values"), dict):
            continue  # the engine warns
        values: dict[str, Value] = dict(cast("Values", entry["values"]))
        scope = entry.get("scope", {})
        if not isinstance(scope, dict):
            broken = "the scope of one of the `defaults` in the config is no mapping"
            continue
        moment = values.get("date")
        if "date" in values and not isinstance(moment, datetime):
            if isinstance(moment, date) or not isinstance(moment, str):
                broken = "a `date` in the `defaults` of the config is no text; put it in quotes"
                continue
            values["date"] = parse_date(moment, zone).time
        sets.append(_set_of(scope, values, "scope" in entry, root, collections_dir, is_old=is_old))
    return Defaults(sets=tuple(sets), by_segments=is_old, broken=broken)


def _set_of(
    scope: Values,
    values: dict[str, Value],
    has_scope: bool,
    root: Path,
    collections_dir: str,
    *,
    is_old: bool,
) -> DefaultSet:
    written = scope.get("path")
    path = written if isinstance(written, str) else ""
    kind = to_s(scope["type"]) if "type" in scope else None
    prefix = f"{collections_dir}/" if collections_dir else ""
    found = None
    if "*" in path:
        found = frozenset(each.removeprefix(prefix) for each in found_by(path, root))
    return DefaultSet(
        path=path if found is not None else path.removeprefix(prefix),
        length=len(path.removeprefix("/")),
        type=_OLD_TYPES.get(kind, kind) if kind is not None else None,
        values=values,
        found=found,
        has_scope=has_scope,
    )
