"""Puts changed and new keys where they belong, and leaves all between them as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from syndicate.source.header import Entry, FrontMatter
from syndicate.source.planning import Item
from syndicate.source.text import Span, skip

# A block scalar that keeps blank lines would take those that a dropped key leaves behind.
_KEEPS = re.compile(r"[|>][0-9]?\+")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*")

Sayer: TypeAlias = Callable[[Item, Span], str]
"""The text of an item in place of the piece of its entry that lies at the span."""


class _Piece(NamedTuple):
    """Some lines of an entry; an entry has more than one in TOML, and where keys are repeated."""

    span: Span
    entry: Entry
    is_main: bool


def _pieces(front: FrontMatter) -> list[_Piece]:
    """All of them, in the order of the file."""
    found = [_Piece(entry.span, entry, True) for entry in front.entries.values()]
    found += [_Piece(span, piece.entry, False) for piece in found for span in piece.entry.more]
    return sorted(found, key=itemgetter(0))


def in_lines(
    front: FrontMatter, items: Sequence[Item], say: Sayer, *, before: int | None = None
) -> str:
    """The content with every line that no change touches; new keys go behind the last entry.

    before: new keys go above this offset, where a table begins.
    """
    text, content = front.source.text, front.content
    pieces = _pieces(front)
    kept = {item.origin.key: item for item in items if item.origin}
    hosts = [p for p in pieces if p.is_main and (before is None or p.span.start < before)]
    guests = _guests(items, hosts)
    top = [say(item, content) for item in guests.get(None, ())]
    out = top if before is not None else []
    at, above = content.start, list[str]()
    keeps: bool | None = None  # whether those above keep blank lines, once it is asked
    for span, entry, is_main in pieces:
        out.append(text[at : span.start])
        item = kept.get(entry.key)
        said = [say(item, span)] if item is not None else []
        if is_main and entry.key in guests:
            said += [say(guest, span) for guest in guests[entry.key]]
        at = max(at, span.end)
        if any(said):
            above, keeps = said, None
        elif keeps is None:
            keeps = _KEEPS.search("".join(above)) is not None
        if keeps:
            at = min(skip(_BLANK_LINES, text, at), content.end)
        out += said
    out.append(text[at : content.end])
    return _joined(out if before is not None else out + top, front.source.newline)


def _guests(items: Sequence[Item], hosts: Sequence[_Piece]) -> dict[str | None, list[Item]]:
    """The new items by the key they go behind; None where there is no such entry."""
    keys = {piece.entry.key for piece in hosts}
    last = hosts[-1].entry.key if hosts else None
    found: dict[str | None, list[Item]] = {}
    for item in items:
        if item.origin is None:
            found.setdefault(item.after if item.after in keys else last, []).append(item)
    return found


def _joined(parts: Sequence[str], newline: str) -> str:
    """The parts, each on lines of its own."""
    out: list[str] = []
    for part in filter(None, parts):
        if out and not out[-1].endswith(("\n", "\r")):
            out.append(newline)
        out.append(part)
    return "".join(out)


_SEPARATOR: Final = ", "


def in_braces(front: FrontMatter, items: Sequence[Item], say: Sayer) -> str:
    """The content, a mapping in braces, with every pair that no change touches."""
    text, content = front.source.text, front.content
    pieces = _pieces(front)
    opening = text.find("{", front.root.start) + 1
    closing = text.rfind("}", opening, front.root.end)
    if not pieces:
        new = _SEPARATOR.join(say(item, content) for item in items)
        return text[content.start : opening] + new + text[opening : content.end]
    first, end = pieces[0].span.start, pieces[-1].span.end
    between = _separator(text, opening, pieces)
    kept = {item.origin.key: item for item in items if item.origin}
    guests = _guests(items, [piece for piece in pieces if piece.is_main])
    out: list[str] = []
    at = opening
    for piece in pieces:
        key = piece.entry.key
        lead = text[at : piece.span.start]
        at = piece.span.end
        mine = [kept[key]] if key in kept else []
        for item in [*mine, *(guests.get(key, ()) if piece.is_main else ())]:
            if said := say(item, piece.span):
                out += [lead if lead.lstrip().startswith(",") else between] if out else []
                out.append(said)
                lead = between
    tail = text[end : content.end] if out else text[closing : content.end]
    return text[content.start : first] + "".join(out) + tail


def _separator(text: str, opening: int, pieces: Sequence[_Piece]) -> str:
    """What stands between two pairs, so that new ones look like the others."""
    if len(pieces) > 1:
        between = text[pieces[-2].span.end : pieces[-1].span.start]
        if "#" not in between and "," in between:
            return between
    lead = text[opening : pieces[0].span.start]
    return "," + lead if "\n" in lead and "#" not in lead else _SEPARATOR
