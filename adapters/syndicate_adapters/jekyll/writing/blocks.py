"""Blocks written so that kramdown sees in them what CommonMark saw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from syndicate.body.commonmark import fenced
from syndicate.body.markdown import Mask
from syndicate_adapters.jekyll.writing.html import opened
from syndicate_adapters.jekyll.writing.lines import LineWriter, guarded_start
from syndicate_adapters.jekyll.writing.pieces import Piece

APART: Final = "<!-- -->"
"""Between two lists, which would be one."""

_MARKER: Final = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+\[[ xX]\](?=[ \t]))?[ \t]*")
_QUOTE: Final = re.compile(r"[ \t]*>[ \t]?")
_ATX: Final = re.compile(r"[ \t]*#{1,6}(?=[ \t]|$)[ \t]*")


@dataclass(slots=True)
class BlockWriter:
    """Writes the blocks of one text. is_strict: lines anew too, else as the author wrote them."""

    text: str
    masks: Sequence[Mask]
    is_strict: bool = False

    def blocks(self, pieces: Sequence[Piece], start: int, end: int, depth: int = 0) -> str:
        """Blocks from `start` to `end`, with what stands between them; depth: of the quotes around."""
        said: list[str] = []
        last = ""
        done = start
        for number, piece in enumerate(pieces):
            gap, is_near = self._gap(done, piece.start, depth)
            if gap:
                said.append(("\n" if is_near and said else "\n\n" if said else "") + gap)
                last = ""
            done = piece.end
            if said and self._is_list_of_attributes(piece):  # the author's own are escaped
                said.append(f"\n{self.text[piece.start : piece.end].strip()}")
                continue
            text = self.block(piece, depth)
            if not text:
                continue
            if said:
                is_run = last == piece.kind == "list"
                is_close = piece.kind == "list" and last == "p" and pieces[number - 1].is_tight
                said.append(f"\n\n{APART}\n\n" if is_run else "\n" if is_close else "\n\n")
            said.append(text)
            last = piece.kind
        gap, is_near = self._gap(done, end, depth)
        if gap:
            said.append(("\n" if is_near and said else "\n\n" if said else "") + gap)
        return "".join(said)

    def _is_list_of_attributes(self, piece: Piece) -> bool:
        """Whether the parser took an attribute list for a paragraph, because kramdown saw none there yet."""
        return piece.kind == "p" and self.text.startswith("{: ", piece.start)

    def _gap(self, start: int, end: int, depth: int) -> tuple[str, bool]:
        """What the parser was not shown between two blocks, and whether it touches what is above it."""
        if not self.text[start:end].strip(" \t\r\n>"):
            return "", False
        head = self.text[start:end]
        is_near = head.lstrip(" \t").count("\n", 0, len(head) - len(head.lstrip())) <= 1
        first, *rest = head.split("\n")
        lines = [first.strip(), *(_unquoted(line, depth).strip() for line in rest)]
        return "\n".join(lines).strip("\n"), is_near

    def block(self, piece: Piece, depth: int) -> str:
        """One block without the prefix of its container."""
        match piece.kind:
            case "p":
                return self._paragraph(piece, depth)
            case "h":
                return self._heading(piece, depth)
            case "code":
                return fenced(piece.text, piece.detail.split()[0] if piece.detail.split() else "")
            case "html":
                return opened(piece.text.rstrip("\n"))
            case "hr":
                return "* * *"
            case "quote":
                inner = self.blocks(piece.children, piece.start, piece.end, depth + 1)
                return "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))
            case "list":
                return self._list(piece, depth)
            case "table":
                return self._table(piece)
            case "note":
                inner = self.blocks(piece.children, _first(piece), piece.end, depth)
                return _hanging(f"[^{piece.detail}]: ", "    ", inner)
        return ""

    def _lines(self, *, in_cell: bool = False) -> LineWriter:
        return LineWriter(self.text, self.masks, in_cell=in_cell)

    def _paragraph(self, piece: Piece, depth: int) -> str:
        if self.is_strict:
            return self._lines().line(piece)
        first, *rest = self.text[piece.start : piece.end].rstrip().split("\n")
        # Blanks at the end of a line break it.
        lines = [first.lstrip(), *(_unquoted(line, depth).lstrip() for line in rest)]
        return "\n".join(guarded_start(line) for line in lines)

    def _heading(self, piece: Piece, depth: int) -> str:
        lines = self.text[piece.start : piece.end].rstrip().split("\n")
        if len(lines) == 1:
            said = _ATX.sub("", lines[0], count=1)
        else:
            said = " ".join(_unquoted(line, depth).strip() for line in lines[:-1])
        return f"{'#' * int(piece.detail)} {said}".rstrip()

    def _list(self, piece: Piece, depth: int) -> str:
        start = int(piece.detail) if piece.detail else None
        is_loose = any(
            child.kind == "p" and not child.is_tight
            for item in piece.children
            for child in item.children
        )
        items: list[str] = []
        for count, item in enumerate(piece.children):
            marker = "- " if start is None else f"{start + count}. "
            box = f"{item.detail} " if item.detail else ""
            match = _MARKER.match(self.text, item.start)
            inner = self.blocks(
                item.children, match.end() if match else item.start, item.end, depth
            )
            items.append(_hanging(marker + box, " " * len(marker), inner))
        said = ("\n\n" if is_loose else "\n").join(items)
        # Below the list: at the beginning of an item it would be about the item.
        return f'{said}\n{{:start="{start}"}}' if start not in (None, 1) else said

    def _table(self, piece: Piece) -> str:
        sides = {"": "---", "left": ":--", "right": "--:", "center": ":-:"}
        rows = [
            "| " + " | ".join(self._lines(in_cell=True).line(cell) for cell in row.children) + " |"
            for row in piece.children
        ]
        rows.insert(1, "|" + "|".join(sides[align] for align in piece.aligns) + "|")
        return "\n".join(rows)


def _first(piece: Piece) -> int:
    return piece.children[0].start if piece.children else piece.end


def _hanging(marker: str, indent: str, inner: str) -> str:
    first, *rest = inner.split("\n")
    return "\n".join(
        [
            f"{marker}{first}" if first else marker.rstrip(),
            *(f"{indent}{line}" if line else "" for line in rest),
        ]
    )


def _unquoted(line: str, depth: int) -> str:
    for _ in range(depth):
        line = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
    return line
