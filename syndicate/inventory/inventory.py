"""What was found in a site, and the rules that a blogger can fill in."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields

from syndicate.diagnostics import Diagnostic, printable
from syndicate.inventory.counts import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What is in a site. All lists begin with what there is most of.

    schemes: of addresses. constructs: what another engine reads otherwise. unmapped: calls of the site's own
    things by kind and name ("shortcode notice"). reading: codes of what could not be read as the engine does. losses:
    of what the target cannot say. unknown_links: to where nothing is served that we know. diagnostics: all that was
    found on the way, broken links and dates too.
    """

    engine: str
    to: str = ""
    url: str = ""
    posts: int = 0
    drafts: int = 0
    unlisted: int = 0
    undated: int = 0
    unread: tuple[str, ...] = ()
    first_day: str = ""
    last_day: str = ""
    languages: tuple[Count, ...] = ()
    schemes: tuple[Count, ...] = ()
    constructs: tuple[Count, ...] = ()
    unmapped: tuple[Count, ...] = ()
    reading: tuple[Count, ...] = ()
    losses: tuple[Count, ...] = ()
    unknown_links: tuple[Count, ...] = ()
    dead_links: tuple[Count, ...] = ()
    missing_assets: tuple[Count, ...] = ()
    shared_urls: tuple[Count, ...] = ()
    broken_dates: tuple[Count, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def as_json(self) -> dict[str, object]:
        """All of it by the names of the fields; `rules` is the text of rules that are to be filled in."""
        found: dict[str, object] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, tuple):
                value = [item if isinstance(item, str) else item.as_json() for item in value]
            found[each.name] = value
        return {**found, "rules": snippet(self)}


def snippet(found: Inventory) -> str:
    """Rules for `syndicate.toml` about all that is unmapped, each to be filled in; "" where nothing is."""
    blocks: list[str] = []
    for each in found.unmapped:
        call, _, name = each.name.partition(" ")
        times = f"{each.number:,} time{'s' if each.number > 1 else ''}, first {each.first}"
        blocks.append(f'# {printable(times)}\n[{call}s.{json.dumps(name)}]\nnode = "inner"\n')
    return "\n".join(blocks)
