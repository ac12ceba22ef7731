"""Findings on one component or shortcode told once, with how often and where it is used.

For people: what a run gives back, and its report for programs, hold each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from syndicate.diagnostics import PLACES, Diagnostic

if TYPE_CHECKING:
    from syndicate.model import Site

_GATHERED: Final = frozenset(
    {
        "component-degraded",
        "rule-followed",
        "shortcode-in-address",
        "shortcode-overridden",
        "source-callout-plain",
    }
)
"""Codes whose message names a thing that a site uses again and again."""


def gathered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings by place, each once; of a component that nobody knows the first, which counts the others."""
    others: list[Diagnostic] = []
    uses: dict[tuple[str, str], list[Diagnostic]] = {}
    for found in sorted({*diagnostics}):
        if found.code in _GATHERED:
            uses.setdefault((found.code, found.message), []).append(found)
        else:
            others.append(found)
    return tuple(sorted((*others, *map(_counted, uses.values()))))


def _counted(uses: list[Diagnostic]) -> Diagnostic:
    first, *more = uses
    if not more:
        return first
    places = ", ".join(f"{use.path}:{use.line}" for use in more[: PLACES - 1])
    rest = f" and {len(uses) - PLACES:,} more" if len(uses) > PLACES else ""
    return replace(first, message=f"{first.message}; {len(uses):,} uses, then {places}{rest}")


def unheard(site: Site, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is to be told of the rules of a site that no post of it followed."""
    if not site.rule_checks:
        return
    said = {found.message for found in diagnostics if found.code == "rule-followed"}
    yield from (found for message, found in site.rule_checks if message not in said)
