"""`cascade`: what a branch, or the config, says for all pages below.

Source: Hugo 0.168 (resources/page/page_matcher.go); the site render-cascade-frontmatter of the vectors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.matching import Matcher, read_matcher
from syndicate_adapters.hugo.reading.params import Params, params_of

_NOT_CASCADED: Final = frozenset(("target", "_target", "params", "cascade", "_merge"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """Keys of headers for the pages that `target` means. params: those that stood below `params`."""

    target: Matcher
    params: Params = field(default_factory=dict)
    fields: Params = field(default_factory=dict)


def read_cascade(value: Value, lang: str = "") -> tuple[Cascade, ...]:
    """The entries of a `cascade`, one table or a list of them. lang: the language it holds for, if it names none."""
    entries = value if isinstance(value, list) else [value]
    return tuple(_entry(said, lang) for said in map(params_of, entries) if said)


def _entry(said: Params, lang: str) -> Cascade:
    target = read_matcher(said.get("target", said.get("_target")))
    if lang and not target.langs:
        target = replace(target, langs=(lang,))
    return Cascade(
        target=target,
        params=params_of(said.get("params")),
        fields={key: item for key, item in said.items() if key not in _NOT_CASCADED},
    )


def with_cascades(
    header: Params, cascades: Iterable[Cascade], kind: str, path: str, lang: str, environment: str
) -> Params:
    """A header with what it lacks from `cascades`, the nearest first. path: the page's key in the tree.

    The very header where no cascade is for it.
    """
    filled: Params | None = None
    for cascade in cascades:
        if cascade.target.matches(kind, path or "/", lang, environment):
            filled = dict(header) if filled is None else filled
            for key, value in (*cascade.params.items(), *cascade.fields.items()):
                filled.setdefault(key, value)
    return header if filled is None else filled
