"""Tables: any block whose every line has a pipe that is no code.

Source: kramdown 2.4.0, `parser/kramdown/table.rb`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from syndicate_adapters.jekyll.kramdown.level import Level
from syndicate_adapters.jekyll.kramdown.patterns import COMMENT, TAG, VOID_TAGS
from syndicate_adapters.jekyll.kramdown.tree import Block

_SEPARATOR: Final = re.compile(r"([+|: \t-]*-[+|: \t-]*)\n")
_FOOTER: Final = re.compile(r"[+|: \t=]*=[+|: \t=]*\n")
_SIDE: Final = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
_CODE_TAG: Final = re.compile(r"<code[^\n]*?>[^\n]*?</code>")
_RUN: Final = re.compile(r"`+")
_SIDES: Final = {
    (False, False): "",
    (True, False): "left",
    (False, True): "right",
    (True, True): "center",
}


@dataclass(slots=True)
class _Table:
    """A table while its lines are read. parts: "head", "body" or "foot" with the rows in it."""

    parts: list[tuple[str, list[Block]]] = field(default_factory=list)
    rows: list[Block] = field(default_factory=list)
    aligns: tuple[str, ...] = ()
    has_footer: bool = False

    def close(self, part: str, *, is_forced: bool = False) -> None:
        """Ends a part with the rows read so far."""
        if not self.has_footer or part != "body" or is_forced:
            self.parts.append((part, self.rows))
            self.rows = []


def parse_table(level: Level) -> bool:
    """Reads a table."""
    text, start = level.text, level.pos
    if text.find("|", start, level.line_end(start)) < 0 or not level.is_after_boundary():
        return False
    end = _last_line(level, start)
    if end == start or not level.is_before_boundary(end) or not _has_pipes(text, start, end):
        return False
    found = _rows(level, start, end)
    if not any(part == "body" for part, _ in found.parts):
        return False
    block = level.add("table", end)
    width = max(len(row.children) for _, rows in found.parts for row in rows)
    block.aligns = (found.aligns + ("",) * width)[:width]
    for part, rows in found.parts:
        for row in rows:
            row.name = part
            row.children += (
                Block("cell", level.frag, row.end, row.end)
                for _ in range(width - len(row.children))
            )
            block.children.append(row)
    return True


def _last_line(level: Level, start: int) -> int:
    """The end of the last line in a row that has a pipe."""
    text, position = level.text, start
    while position < level.end:
        after = level.line_end(position)
        if not _has_pipe(text, position, after):
            break
        position = after
    return position


def _has_pipe(text: str, start: int, end: int) -> bool:
    """Whether an unescaped pipe stands in a line, or one at its beginning."""
    at = text.find("|", start, end)
    while at > start and text[at - 1] == "\\":
        at = text.find("|", at + 1, end)
    return at >= 0


def _rows(level: Level, start: int, end: int) -> _Table:
    text = level.text
    found = _Table()
    leads = text[start : level.line_end(start)].lstrip().startswith("|")
    position = start
    if (first := _SEPARATOR.match(text, start)) is not None:
        position = first.end()
    while position < end:
        after = level.line_end(position)
        if (separator := _SEPARATOR.match(text, position)) is not None:
            if found.rows and not found.aligns and not found.has_footer:
                found.close("head")
                found.aligns = tuple(
                    _SIDES[bool(a), bool(b)] for a, b in _SIDE.findall(separator[1])
                )
            elif found.rows:
                found.close("body")
        elif _FOOTER.match(text, position) is not None:
            if found.rows:
                found.close("body", is_forced=True)
            found.has_footer = True
        else:
            found.rows.append(_row(level, position, after, leads=leads))
        position = after
    if found.rows:
        found.close("foot" if found.has_footer else "body")
    return found


def _row(level: Level, start: int, end: int, *, leads: bool) -> Block:
    text = level.text
    while end > start and text[end - 1] in " \t\n":
        end -= 1
    cells = list(_cells(text, start, end))
    if leads and not text[slice(*cells[0])].strip():
        del cells[0]
    if cells and not text[slice(*cells[-1])].strip():
        cells.pop()
    row = Block("row", level.frag, start, end)
    for first, last in cells:
        while first < last and text[first] in " \t":
            first += 1
        while last > first and text[last - 1] in " \t":
            last -= 1
        cell = Block("cell", level.frag, first, last)
        cell.text_start, cell.text_end = first, last
        row.children.append(cell)
    return row


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between the pipes that are neither escaped nor in code."""
    code = list(_code_in(text, start, end))
    first, position = start, start
    while True:
        at = text.find("|", position, end)
        if at < 0:
            yield first, end
            return
        position = at + 1
        inside = next((span for span in code if span[0] < at < span[1]), None)
        if inside is not None:
            position = inside[1]
        elif at == start or text[at - 1] != "\\":
            yield first, at
            first = position


def _code_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where code stands in a line: elements, and spans between backticks as the engine pairs them."""
    if text.find("`", start, end) < 0 and text.find("<code", start, end) < 0:
        return
    done = start
    for tag in _CODE_TAG.finditer(text, start, end):
        yield from _spans(text, done, tag.start())
        yield tag.span()
        done = tag.end()
    yield from _spans(text, done, end)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    while (run := _RUN.search(text, position, end)) is not None:
        position = run.end()
        is_first = run.start() == start or text[run.start() - 1].isspace()
        if len(run[0]) == 1 and is_first and text[position : position + 1].isspace():
            continue
        close = text.find(run[0], position, end)
        if close >= 0:
            yield run.start(), close + len(run[0])
            position = close + len(run[0])


def _has_pipes(text: str, start: int, end: int) -> bool:
    """Whether each line has a pipe outside of code spans and tags, which may span lines here."""
    has_pipe = False
    for piece_start, piece_end, is_code in _pieces(text, start, end - 1):
        lines = _lines(text[piece_start:piece_end])
        if not lines:
            continue
        if is_code:
            if len(lines) > 2 or (len(lines) == 2 and not has_pipe):
                return has_pipe
            if len(lines) == 2:
                has_pipe = False
            continue
        if len(lines) > 1 and not has_pipe and not _has_unescaped(lines[0]):
            return False
        if len(lines) > 1:
            has_pipe = False
            if not all(map(_has_unescaped, lines[1:-1])):
                return False
        has_pipe = has_pipe or _has_unescaped(lines[-1])
    return has_pipe


def _lines(text: str) -> list[str]:
    """The lines of a piece, as Ruby splits it: without empty ones at the end."""
    lines = text.split("\n")
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _has_unescaped(line: str) -> bool:
    return _has_pipe(line, 0, len(line))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Text between tags, and code spans."""
    done = position = start
    while position < end:
        tick = text.find("`", position, end)
        angle = text.find("<", position, end)
        at = min((place for place in (tick, angle) if place >= 0), default=-1)
        if at < 0:
            break
        stop = (
            next((b for a, b in _spans(text, at, end) if a == at), 0)
            if at == tick
            else _tag(text, at, end)
        )
        if not stop:
            run = _RUN.match(text, at, end)
            position = run.end() if run is not None else at + 1
            continue
        yield done, at, False
        if at == tick:
            yield at, stop, True
        done = position = stop
    yield done, end, False


def _tag(text: str, at: int, end: int) -> int:
    """The end of a comment or of an element of a line that begins here, 0 for none."""
    comment = COMMENT.match(text, at, end)
    if comment is not None:
        return comment.end()
    tag = TAG.match(text, at, end)
    if tag is None:
        return 0
    if tag["slash"] or tag["name"].lower() in VOID_TAGS:
        return tag.end()
    close = re.compile(rf"</{re.escape(tag['name'])}[ \t\n\v\f\r]*>", re.IGNORECASE).search(
        text, tag.end(), end
    )
    return close.end() if close is not None else end
