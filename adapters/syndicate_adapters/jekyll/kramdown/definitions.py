"""Lines that define something, and lists of attributes: readers do not see them where they stand.

Source: kramdown 2.4.0, `parser/kramdown/{footnote,link,abbreviation,extensions}.rb`.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate_adapters.jekyll.kramdown.level import Level
from syndicate_adapters.jekyll.kramdown.patterns import (
    BLANKS,
    HTML_EDGE,
    IAL_LINE,
    ID,
    LIST,
    SPACES,
    is_for_html,
    read_attributes,
)
from syndicate_adapters.jekyll.kramdown.settings import overridden
from syndicate_adapters.jekyll.kramdown.tree import Attributes, Block, Definition, FragmentMaker

_NOTE: Final = re.compile(rf" {{0,3}}\[\^({ID})\]:[ \t\v\f\r]*")
_NOTE_LINE: Final = re.compile(r"(?:\t| {4})[ \t]*[^ \t\n\v\f\r][^\n]*\n")
_LAZY: Final = re.compile(
    rf"(?!{IAL_LINE.pattern}|\^{SPACES}*?\n| {{0,3}}(?:{HTML_EDGE}))[ \t]*[^ \t\n\v\f\r][^\n]*\n"
)
_LINK: Final = re.compile(
    r""" {0,3}\[([^\n\]]+)\]:[ \t]*(?:<([^\n]*?)>|([^\n]*?[^ \t\n\v\f\r][^\n]*?))"""
    r"""(?:(?:[ \t]*?\n|[ \t]+?)[ \t]*?(?:"([^\n]+?)"|'([^\n]+?)'))?[ \t]*?\n"""
)
_LONGEST: Final = 4096
"""Characters in a line that defines a link; the pattern may look at each of them twice."""

_QUOTED: Final = re.compile(r"[ \t]+[\"']")
_ABBREVIATION: Final = re.compile(r" {0,3}\*\[([^\n]+?)\]:([^\n]*)\n")
_DEFINED: Final = re.compile(rf" {{0,3}}\{{:({ID}):({LIST})\}}{SPACES}*?\n")
_EXTENSION: Final = re.compile(
    rf" {{0,3}}(?:\{{::([A-Za-z0-9_]+)(?:{SPACES}((?:\\\}}|[^}}])*?)|)(/)?\}}|(\{{:/(?:{ID})?\}})){SPACES}*?\n"
)
_OPTION: Final = frozenset({"comment", "nomarkdown", "options"})
_SPACE_RUN: Final = re.compile(f"{SPACES}+")
TARGETS: Final = frozenset({"link", "abbreviation", "note"})
"""What an attribute list below a definition belongs to: the definition."""


def link_key(text: str) -> str:
    """The name of a link definition as it is compared."""
    return _SPACE_RUN.sub(" ", text).lower()


def parse_note(level: Level) -> bool:
    """Reads the definition of a footnote."""
    text = level.text
    match = _NOTE.match(text, level.pos)
    if match is None:
        return False
    first_end = level.line_end(match.end())
    maker = FragmentMaker(level.frag)
    maker.add(text[match.end() : first_end], match.end())
    end = _continued(level, first_end, maker)
    block = level.add("note", end)
    block.name, block.text_start = match[1], match.end()
    level.read_inside(maker.made(), block)
    level.document.notes[match[1]] = block
    return True


def _continued(level: Level, position: int, maker: FragmentMaker) -> int:
    """Adds the indented lines below, blank ones between them too, and gives their end."""
    text = level.text
    while True:
        blank = BLANKS.match(text, position)
        start = blank.end() if blank is not None else position
        if _NOTE_LINE.match(text, start) is None:
            return position
        if blank is not None:
            maker.add(blank[0], position)
        position = start
        while (line := _LAZY.match(text, position)) is not None:
            first = position + (4 if text.startswith("    ", position) else 0)
            first += text.startswith("\t", position)
            maker.add(text[first : line.end()], first)
            position = line.end()


def parse_link(level: Level) -> bool:
    """Reads the definition of a link."""
    if level.line_end(level.pos) - level.pos > _LONGEST:
        return False
    match = _LINK.match(level.text, level.pos)
    if match is None or (match[3] is not None and _QUOTED.search(match[3])):
        return False
    group = 2 if match[2] is not None else 3
    block = level.add("hidden", match.end())
    block.value = "link"
    title = match[4] or match[5]
    block.definition = Definition(match[1], match[group], title, match.span(group))
    level.document.links[link_key(match[1])] = block
    return True


def parse_abbreviation(level: Level) -> bool:
    """Reads the definition of an abbreviation."""
    match = _ABBREVIATION.match(level.text, level.pos)
    if match is None:
        return False
    level.document.abbreviations[match[1]] = match[2].strip()
    level.add("hidden", match.end()).value = "abbreviation"
    return True


def parse_extension(level: Level) -> bool:
    """Reads a list of attributes, of its own or for a block, or an extension."""
    text, pos = level.text, level.pos
    if (match := _DEFINED.match(text, pos)) is not None:
        read_attributes(match[2], level.document.lists.setdefault(match[1], Attributes()))
        level.add("eob", match.end()).value = "list"
        level.hide(*match.span())
        return True
    if (match := _EXTENSION.match(text, pos)) is not None:
        return _extension(level, match)
    if (match := IAL_LINE.match(text, pos)) is not None:
        _attributes(level, match)
        return True
    return False


def _attributes(level: Level, match: re.Match[str]) -> None:
    """A list for the block above, or for the one below where none touches it."""
    last = level.tree.children[-1] if level.tree.children else None
    span = level.hide(*match.span())
    is_free = last is None or last.kind in ("blank", "eob")
    if last is None or is_free:
        level.pending = level.pending or Attributes()
        found = level.pending
    else:
        last.ial = last.ial or Attributes()
        found = last.ial
    read_attributes(match[1], found)
    found.spans.append(span)
    level.pos = match.end()
    if not is_free and IAL_LINE.match(level.text, level.pos) is None:
        level.tree.children.append(_empty(level, "ial"))


def _empty(level: Level, value: str) -> Block:
    block = Block("eob", level.frag, level.pos, level.pos)
    block.value = value
    return block


def _extension(level: Level, match: re.Match[str]) -> bool:
    text = level.text
    name, said, is_empty, stop = match.group(1, 2, 3, 4)
    if stop is not None or name not in _OPTION:
        return False
    body_end = end = match.end()
    if not is_empty:
        closing = re.compile(rf"^ {{0,3}}\{{:/(?:{name})?\}}{SPACES}*?\n", re.MULTILINE)
        found = closing.search(text, match.end())
        if found is None:
            return False
        body_end, end = found.start(), found.end()
    kind = {"comment": "remark", "nomarkdown": "raw"}.get(name, "eob")
    if kind == "raw" and not is_for_html(said or ""):
        kind = "eob"
    if name == "options":
        attributes = Attributes()
        read_attributes(said or "", attributes)
        level.document.options = overridden(level.document.options, attributes.values)
    block = level.add(kind, end)
    block.text_start, block.text_end = match.end(), max(body_end - 1, match.end())
    block.value = "extension" if kind == "eob" else text[block.text_start : block.text_end]
    if kind == "eob":
        level.hide(match.start(), end)
    return True
