"""Tables: their cells as a grid, and drawn with characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from syndicate.body.soup import attribute, children_of, first_in, found_in

if TYPE_CHECKING:
    from bs4 import Tag

_ALIGNS: Final = ("left", "right", "center")
_LINE: Final = frozenset(
    """a abbr b bdi bdo br cite code del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strike
    strong sub sup time tt u var wbr x-math""".split()
)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, the header first, all rows of one length; `aligns`: "left", "right", "center" or ""."""

    rows: tuple[tuple[Tag, ...], ...]
    aligns: tuple[str, ...]


def grid_of(table: Tag) -> Grid | None:
    """The cells of a table with one header and lines of text in it; None where a table is more than that."""
    rows = [list(children_of(row)) for row in found_in(table, "tr")]
    if not rows or first_in(table, "table") is not None or first_in(table, "caption") is not None:
        return None
    header, width = rows[0], len(rows[0])
    cells = [cell for row in rows for cell in row]
    is_plain = (
        width > 0
        and all(cell.name == "th" for cell in header)
        and all(len(row) == width for row in rows)
        and all(cell.name == "td" for row in rows[1:] for cell in row)
        and not any(attribute(cell, key) not in ("", "1") for cell in cells for key in _SPANS)
        and all(found.name in _LINE for cell in cells for found in found_in(cell))
    )
    if not is_plain:
        return None
    return Grid(tuple(tuple(row) for row in rows), tuple(_align(cell) for cell in header))


_SPANS: Final = ("colspan", "rowspan")


def _align(cell: Tag) -> str:
    said = attribute(cell, "style").replace(" ", "").removeprefix("text-align:").rstrip(";")
    said = said or attribute(cell, "align")
    return said if said in _ALIGNS else ""


def drawn(rows: Sequence[Sequence[str]], aligns: Sequence[str]) -> str:
    """Rows of text in columns of one width, a line of dashes below the header; it ends with a newline."""
    widths = [max(width_of(row[column]) for row in rows) for column in range(len(aligns))]
    lines = [
        " | ".join(
            _padded(cell, width, align)
            for cell, width, align in zip(row, widths, aligns, strict=True)
        ).rstrip()
        for row in rows
    ]
    rule = "-+-".join("-" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def _padded(text: str, width: int, align: str) -> str:
    room = width - width_of(text)
    if align == "right":
        return f"{' ' * room}{text}"
    before = room // 2 if align == "center" else 0
    return f"{' ' * before}{text}{' ' * (room - before)}"


def width_of(text: str) -> int:
    """How many columns a text takes in a font whose characters all have one width; East Asian ones have two."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
