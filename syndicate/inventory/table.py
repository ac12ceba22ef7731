"""An inventory as lines that fit a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from syndicate.diagnostics import printable
from syndicate.inventory.counts import Count
from syndicate.inventory.inventory import Inventory

SHOWN = 5
"""How many things of a kind people are shown."""

WIDTH = 90
"""Characters of a line that are read at one glance."""


def rows(found: Inventory) -> Iterator[tuple[str, str]]:
    """What is in the site: a word and what there is to say of it."""
    yield "engine", f"{found.engine}, served at {found.url or 'an address that nobody says'}"
    yield "posts", _posts(found)
    yield "languages", _languages(found)
    yield "addresses", _listed(found.schemes)
    yield "constructs", _listed(found.constructs, most=12) or "none that engines read otherwise"
    yield "unmapped", _placed(found.unmapped)
    yield "on reading", _placed(found.reading)
    if found.to:
        yield f"in {found.to}", _placed(found.losses)
    yield "dead links", _placed(found.dead_links)
    yield "to nowhere?", _placed(found.unknown_links)
    yield "no file", _placed(found.missing_assets)
    yield "one address", _placed(found.shared_urls)
    yield "dates", _placed(found.broken_dates)


def _posts(found: Inventory) -> str:
    days = f", {found.first_day} to {found.last_day}" if found.first_day else ""
    parts = [
        f"{number:,} {word}{'s' if word == 'draft' and number > 1 else ''}"
        for number, word in (
            (found.drafts, "draft"),
            (found.unlisted, "unlisted"),
            (found.undated, "without a date"),
            (len(found.unread), "that cannot be read"),
        )
        if number
    ]
    return f"{found.posts:,}{days}" + (f"; {', '.join(parts)}" if parts else "")


def _languages(found: Inventory) -> str:
    is_unnamed = [each.name for each in found.languages] == ["-"]
    return "none is named" if is_unnamed else _listed(found.languages)


def _listed(counts: Sequence[Count], most: int = SHOWN) -> str:
    """Names and numbers on one line, or on one each where that would be long."""
    parts = [f"{printable(each.name)} {each.number:,}" for each in counts[:most]]
    if len(counts) > most:
        parts.append(f"and {len(counts) - most:,} more")
    is_long = sum(map(len, parts)) > WIDTH
    return "\n".join(parts) if is_long else ", ".join(parts)


def _placed(counts: Sequence[Count]) -> str:
    """Each on a line of its own, with its first place."""
    lines = [
        f"{each.number:,} x {printable(each.name)}"
        + (f"  {printable(each.first)}" if each.first else "")
        for each in counts[:SHOWN]
    ]
    if len(counts) > SHOWN:
        lines.append(f"and {len(counts) - SHOWN:,} more; --json tells all")
    return "\n".join(lines) or "none"


def table(found: Inventory) -> Iterator[str]:
    """The lines of the table."""
    described = [(word, said) for word, said in rows(found) if said]
    width = max(len(word) for word, _ in described)
    for word, said in described:
        first, *more = said.split("\n")
        yield f"{word:<{width}}  {first}"
        yield from (f"{'':<{width}}  {line}" for line in more)
