"""Lists and lists of terms: which lines belong to an item, and the blocks in it.

Source: kramdown 2.4.0, `parser/kramdown/list.rb`, and the task lists of kramdown-parser-gfm 1.1.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from syndicate_adapters.jekyll.kramdown.level import DEEPEST, Level
from syndicate_adapters.jekyll.kramdown.patterns import (
    BLANKS,
    EOB,
    HTML_EDGE,
    ITEM_IAL,
    LIST_TAIL,
    SPACES,
    read_attributes,
)
from syndicate_adapters.jekyll.kramdown.tree import Attributes, Block, FragmentMaker

_BULLET: Final = re.compile(rf"( {{0,3}}[+*-])({LIST_TAIL}[^\n]*\n)")
_NUMBER: Final = re.compile(rf"( {{0,3}}[0-9]+\.)({LIST_TAIL}[^\n]*\n)")
_ANY: Final = re.compile(rf" {{0,3}}(?:[+*-]|[0-9]+\.){LIST_TAIL}[^\n]*\n")
_COLON: Final = re.compile(rf"( {{0,3}}:)({LIST_TAIL}[^\n]*\n)")
_RULE: Final = re.compile(r" {0,3}([*_-])[ \t]*\1[ \t]*\1(?:\1|[ \t])*\n")
_ITEM_IAL_ONLY: Final = re.compile(rf"(?:{ITEM_IAL.pattern})?{SPACES}*\n")
_TASK: Final = re.compile(rf"{SPACES}*\[([ xX])\]{SPACES}+")
_MARKERS: Final = {"ul": r"[+*-]", "ol": r"[0-9]+\.", "dl": ":"}
_FIRST: Final = {"ul": _BULLET, "ol": _NUMBER, "dl": _COLON}


@dataclass(slots=True)
class _Patterns:
    """What a line of an item looks like whose text begins at a column."""

    content: re.Pattern[str]
    lazy: re.Pattern[str]
    column: int


@lru_cache(maxsize=64)
def _patterns(column: int) -> _Patterns:
    tabs, rest = divmod(column, 4)
    content = re.compile(
        rf"(?:(?:\t| {{4}}){{{tabs}}} {{{rest}}}|(?:\t| {{4}}){{{tabs + 1}}})"
        rf"[^\n]*[^ \t\n\v\f\r][^\n]*\n"
    )
    ial = r"\{:(?!:|/)(?:\\\}|[^}])+\}" + SPACES + r"*?\n"
    least = min(column, 3)
    lazy = re.compile(rf"(?! {{0,{least}}}(?:{ial}|{HTML_EDGE}))[^\n]*[^ \t\n\v\f\r][^\n]*\n")
    return _Patterns(content, lazy, column)


@lru_cache(maxsize=64)
def _next_marker(kind: str, column: int) -> re.Pattern[str]:
    """A further item of a list whose items have their text at `column`."""
    most = min(max(column - 1, 0), 3)
    return re.compile(rf"( {{0,{most}}}{_MARKERS[kind]})({LIST_TAIL}[^\n]*\n)")


@dataclass(slots=True)
class _Item:
    """An item while its lines are collected: `parts` are read one after the other."""

    block: Block
    parts: list[FragmentMaker] = field(default_factory=list)

    def add(self, text: str, offset: int) -> None:
        self.parts[-1].add(text, offset)


def parse_list(level: Level) -> bool:
    """Reads a list, of bullets or of numbers."""
    kind = "ul" if _BULLET.match(level.text, level.pos) else "ol"
    first = _FIRST[kind].match(level.text, level.pos)
    if first is None or level.document.depth > DEEPEST:
        return False
    block = level.add(kind, level.pos)
    items, ended = _items_of(level, block, kind)
    block.end = level.pos
    last = None
    for item in items:
        for part in item.parts:
            level.read_inside(part.made(), item.block)
        if item.block.children:
            last = _settled(item.block, block, ended=ended)
    if last is not None and not ended:
        level.tree.children.append(last)
    if level.document.options.is_gfm:
        _mark_tasks(block)
    return True


def _items_of(level: Level, tree: Block, kind: str) -> tuple[list[_Item], bool]:
    """The items with their lines, and whether a line of `^` ends the list."""
    text = level.text
    items: list[_Item] = []
    marker = _FIRST[kind]
    patterns = _patterns(4)
    is_nested = is_blank = False
    while level.pos < level.end:
        pos = level.pos
        if is_blank and _RULE.match(text, pos):
            break
        if (eob := EOB.match(text, pos)) is not None:
            level.hide(*eob.span())
            level.pos = eob.end()
            return items, True
        if (match := marker.match(text, pos)) is not None:
            item, patterns = _begun(level, match)
            items.append(item)
            tree.children.append(item.block)
            marker = _next_marker(kind, patterns.column)
            is_nested = _ANY.match("".join(item.parts[0].pieces)) is not None
            is_blank = False
            level.pos = match.end()
        elif (line := _continuation(text, pos, patterns, is_blank=is_blank)) is not None:
            is_nested = _added(level, items[-1], line, patterns, is_nested=is_nested)
            is_blank = False
        elif (blanks := BLANKS.match(text, pos)) is not None:
            is_nested = is_blank = True
            items[-1].add(blanks[0], pos)
            level.pos = blanks.end()
        else:
            break
        items[-1].block.end = level.pos
    return items, False


def _continuation(text: str, pos: int, patterns: _Patterns, *, is_blank: bool) -> int | None:
    """The end of a line that goes on with an item."""
    match = patterns.content.match(text, pos)
    if match is None and not is_blank:
        match = patterns.lazy.match(text, pos)
    return match.end() if match is not None else None


def _begun(level: Level, match: re.Match[str]) -> tuple[_Item, _Patterns]:
    """A new item with its first line."""
    start, end = match.span(2)
    marker_start = match.end(1) - len(match[1].lstrip(" "))
    block = Block("li", level.frag, marker_start, match.end())
    item = _Item(block, [FragmentMaker(level.frag)])
    column = len(match[1])
    if _ITEM_IAL_ONLY.match(match[2]):
        column = 4
    else:
        column += _width(match[2], column)
    while start < end and level.text[start] in " \t\n\v\f\r":
        start += 1
    ial = ITEM_IAL.match(level.text, start, end)
    if ial is not None:
        block.ial = Attributes()
        block.ial.spans.append(level.hide(*ial.span()))
        read_attributes(ial[1], block.ial)
        start = ial.end()
    item.add(level.text[start:end], start)
    return item, _patterns(column)


def _width(line: str, column: int) -> int:
    """How far the text of a line lies behind the marker that ends at `column`; tabs go on to a multiple of four."""
    width = 0
    for char in line:
        if char == "\t":
            width += 4 - (width + column) % 4
        elif char == " ":
            width += 1
        else:
            break
    return width


def _added(level: Level, item: _Item, end: int, patterns: _Patterns, *, is_nested: bool) -> bool:
    """Adds a line to an item; whether a list has begun in it."""
    text, pos = level.text, level.pos
    has_lists = item.block.kind == "li"
    first = pos
    while first < end and text[first] == "\t":
        first += 1
    blanks = " " * (4 * (first - pos))
    line = blanks + text[first:end]
    is_indented = line.startswith(" " * patterns.column)
    if is_indented:
        cut = patterns.column
        line = line[cut:]
        first = first if cut <= len(blanks) else first + cut - len(blanks)
        blanks = blanks[cut:]
    if not has_lists:
        pass
    elif not is_nested and is_indented and _ANY.match(line):
        item.parts.append(FragmentMaker(level.frag))
        is_nested = True
    elif is_nested and not is_indented and _ANY.match(line):
        blanks = " " * (patterns.column + 4) + blanks
    if blanks:
        item.add(blanks, pos)
    item.add(text[first:end], first)
    level.pos = end
    return is_nested


def _settled(item: Block, tree: Block, *, ended: bool) -> Block | None:
    """Settles whether the first paragraph of an item stands without `<p>`; the blank lines at its end."""
    children = item.children
    if (
        len(children) >= 2
        and children[0].kind == "p"
        and children[0].ial is not None
        and children[1].kind == "eob"
    ):
        del children[1]
    is_last = item is tree.children[-1]
    if (
        children[0].kind == "p"
        and _is_bare(children, is_last=is_last, ended=ended)
        and (not is_last or len(tree.children) == 1 or any(map(_begins_bare, tree.children[:-1])))
    ):
        children[0].is_tight = True
        if len(children) > 1 and children[1].kind != "blank":
            children[0].text_end += 1  # the engine adds a newline, which a backslash may escape
    return children.pop() if children[-1].kind == "blank" else None


def _is_bare(children: list[Block], *, is_last: bool, ended: bool) -> bool:
    if len(children) < 2 or children[1].kind != "blank":
        return True
    return is_last and len(children) == 2 and not ended


def _begins_bare(item: Block) -> bool:
    first = item.children[0] if item.children else None
    return first is None or first.kind != "p" or first.is_tight


def _mark_tasks(tree: Block) -> None:
    """Items that begin with a box are tasks."""
    for item in tree.children:
        first = item.children[0] if item.children else None
        if first is None or first.kind != "p":
            continue
        match = _TASK.match(first.frag.text, first.text_start, first.text_end + 1)
        if match is not None:
            item.value = "x" if match[1] in "xX" else " "
            first.text_start = min(match.end(), first.text_end)


# -- terms and their definitions ------------------------------------------------------------------


def parse_terms(level: Level) -> bool:
    """Reads the definitions below a paragraph, whose lines are the terms."""
    children = level.tree.children
    if _COLON.match(level.text, level.pos) is None or not _is_below_text(children):
        return False
    above = children.pop()
    is_loose = above.kind == "blank"
    if is_loose:
        above = children.pop()
    tree = Block("dl", level.frag, above.start, level.pos)
    tree.ial = above.ial
    tree.children += _terms(above)
    definitions = _definitions(level, tree, is_loose=is_loose)
    tree.end = level.pos
    last = None
    for item, is_apart in definitions:
        level.read_inside(item.parts[0].made(), item.block)
        inside = item.block.children
        if not inside:
            continue
        last = inside.pop() if inside[-1].kind == "blank" else None
        if inside and inside[0].kind == "p" and not is_apart:
            inside[0].is_tight = True
    _joined(children, tree)
    if last is not None:
        children.append(last)
    return True


def _is_below_text(children: list[Block]) -> bool:
    if not children or (len(children) == 1 and children[0].kind != "p"):
        return False
    if children[-1].kind == "p":
        return True
    return children[-1].kind == "blank" and children[-1].value == "\n" and children[-2].kind == "p"


def _terms(above: Block) -> list[Block]:
    terms = []
    text, position = above.frag.text, above.text_start
    while position < above.text_end:
        newline = text.find("\n", position, above.text_end)
        end = newline if newline >= 0 else above.text_end
        term = Block("dt", above.frag, position, end)
        ial = ITEM_IAL.match(text, position, end)
        if ial is not None:
            term.ial = Attributes()
            read_attributes(ial[1], term.ial)
        term.text_start = ial.end() if ial is not None else position
        term.text_end = end
        terms.append(term)
        position = end + 1
    return terms


def _definitions(level: Level, tree: Block, *, is_loose: bool) -> list[tuple[_Item, bool]]:
    """The definitions with their lines, and whether a blank line sets each apart."""
    text = level.text
    found: list[tuple[_Item, bool]] = []
    marker, patterns = _COLON, _patterns(4)
    is_blank = False
    while level.pos < level.end:
        pos = level.pos
        if (match := marker.match(text, pos)) is not None:
            item, patterns = _begun(level, match)
            item.block.kind = "dd"
            found.append((item, is_loose))
            tree.children.append(item.block)
            marker = _next_marker("dl", patterns.column)
            is_loose = is_blank = False
            level.pos = match.end()
        elif EOB.match(text, pos) is not None:
            break
        elif (line := _continuation(text, pos, patterns, is_blank=is_blank)) is not None:
            _added(level, found[-1][0], line, patterns, is_nested=False)
            is_loose = is_blank = False
        elif (blanks := BLANKS.match(text, pos)) is not None:
            is_loose = is_blank = True
            found[-1][0].add(blanks[0], pos)
            level.pos = blanks.end()
        else:
            break
        found[-1][0].block.end = level.pos
    return found


def _joined(children: list[Block], tree: Block) -> None:
    """Adds a list of terms, to the one right above if there is one."""
    if children and children[-1].kind == "blank" and children[-2:-1] and children[-2].kind == "dl":
        children.pop()
    if children and children[-1].kind == "dl":
        children[-1].children += tree.children
        children[-1].end = tree.end
    else:
        children.append(tree)
