"""The blocks of a text, as kramdown finds them: line by line, the first construct that fits.

Source: kramdown 2.4.0 and kramdown-parser-gfm 1.1.0; tests/jekyll_body/test_kramdown.py compares with the engine.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Final

from syndicate_adapters.jekyll.kramdown import definitions, elements, lists, tables
from syndicate_adapters.jekyll.kramdown.level import DEEPEST, Document, Level
from syndicate_adapters.jekyll.kramdown.patterns import (
    BLANKS,
    EOB,
    HTML_EDGE,
    IAL_LINE,
    LAZY_END,
    LIST_TAIL,
    SPACES,
)
from syndicate_adapters.jekyll.kramdown.tree import Block, Fragment, FragmentMaker

_Construct = Callable[[Level], bool]

_LAZY: Final = re.compile(rf"^(?:{LAZY_END})", re.MULTILINE)
_PARAGRAPH_END: Final = re.compile(rf"^(?:{LAZY_END}| {{0,3}}:{LIST_TAIL})", re.MULTILINE)
_PARAGRAPH_END_GFM: Final = re.compile(
    rf"^(?:{LAZY_END}| {{0,3}}(?:[+*:-]|[0-9]+\.){LIST_TAIL}|\#{{1,6}}[\t ]| {{0,3}}>| {{0,3}}[~`]{{3}})",
    re.MULTILINE,
)
_ATX_GFM: Final = re.compile(r"(#{1,6})[\t ]+([^\n]*)\n")
_ATX: Final = re.compile(r"(#{1,6})[\t ]*([^ \t\n][^\n]*)\n")
_SETEXT: Final = re.compile(r" {0,3}([^ \t\n][^\n]*)\n([-=])[-=]*[ \t\r\f\v]*\n")
_ID: Final = re.compile(r"[\t ]\{#([^\W\d][\w:.·-]*)\}\Z")
_CLOSING_HASHES: Final = re.compile(r"[\t ]#+\Z")
_CLOSING_HASHES_OLD: Final = re.compile(r"(?<!\\)#+\Z")
_RULE: Final = re.compile(r" {0,3}([*_-])[ \t]*\1[ \t]*\1(?:\1|[ \t])*\n")
_QUOTE_MARK: Final = re.compile(r" {0,3}> ?")
_FENCE: Final = re.compile(rf" {{0,3}}((?:~|`){{3,}})[ \t\v\f\r]*(?:(\S\S*?)(\?\S*)?)?{SPACES}*?\n")
_FENCE_LINE: Final = re.compile(r"^ {0,3}(~{3,}|`{3,})[ \t\v\f\r]*\n", re.MULTILINE)
_MATH: Final = re.compile(r" {0,3}(\\)?\$\$(.*?)\$\$([ \t\v\f\r]*\n)?", re.DOTALL)
_CODE_LINE: Final = re.compile(r"(?:\t| {4})[ \t]*[^ \t\n\v\f\r][^\n]*\n")
_CODE_STOP: Final = re.compile(rf" {{0,3}}(?:{HTML_EDGE})|\^{SPACES}*?\n")
_LINE: Final = re.compile(r"[ \t]*[^ \t\n\v\f\r][^\n]*\n")
_LAZY_CODE: Final = re.compile(r"\n( {0,3}\S)")
_INDENT: Final = re.compile(r"^(?:\t| {4})", re.MULTILINE)
_WHITE: Final = " \t\n\v\f\r"


def parse_blocks(level: Level) -> bool:
    """Reads to the end of the fragment, or to the closing tag of `level.tree`: then it gives True."""
    document = level.document
    if document.depth > DEEPEST:
        _rest_as_text(level)
        return False
    document.depth += 1
    try:
        while level.pos < level.end:
            if not _block(level):
                return True
    finally:
        document.depth -= 1
    return False


def _rest_as_text(level: Level) -> None:
    start = level.pos
    block = level.add("p", level.end)
    block.text_start, block.text_end = start, level.end


def _block(level: Level) -> bool:
    """Reads one block; False at a closing tag that ends the level."""
    text, pos = level.text, level.pos
    if text[pos] in _WHITE and (blank := BLANKS.match(text, pos)) is not None:
        _blank(level, blank.end())
        return True
    if text.startswith(("    ", "\t"), pos):
        _indented_code(level)
        return True
    first = pos
    while text[first] == " ":
        first += 1
    if level.document.tokens and document_token(level, first):
        return True
    mark = text[first]
    for construct in _BY_MARK.get(mark, ()):
        if construct(level):
            return True
    if "0" <= mark <= "9" and lists.parse_list(level):
        return True
    if mark == "<" and elements.is_closed(level):
        return False
    if _setext(level) or (mark in "\\$" and _math(level)) or tables.parse_table(level):
        return True
    for construct in _LATER.get(mark, ()):
        if construct(level):
            return True
    _paragraph(level)
    return True


def document_token(level: Level, first: int) -> bool:
    """Reads something that Liquid left and that is a block."""
    found = level.document.tokens.get(level.frag.origin(first))
    if found is None:
        return False
    end = first + found - level.frag.origin(first)
    trail = BLANKS.match(level.text, end)
    level.pos = first
    block = level.add("token", level.line_end(end) if trail else end)
    block.text_start, block.text_end = first, end
    return True


def _blank(level: Level, end: int) -> None:
    children = level.tree.children
    value = level.text[level.pos : end]
    if children and children[-1].kind == "blank":
        children[-1].value += value
        children[-1].end = level.pos = end
        return
    level.add("blank", end).value = value


# -- text -----------------------------------------------------------------------------------------


def _paragraph(level: Level) -> None:
    """Lines up to something that ends a paragraph; lines that nothing else takes join the paragraph above."""
    start = level.pos
    options = level.document.options
    stop = _PARAGRAPH_END_GFM if options.has_quirks else _PARAGRAPH_END
    after = level.line_end(start)
    found = stop.search(level.text, after)
    end = found.start() if found is not None else level.end
    children = level.tree.children
    if children and children[-1].kind == "p":
        block = children[-1]
        block.end = level.pos = end
    else:
        block = level.add("p", end)
        block.text_start = _skip_blanks(level.text, start, end)
    block.text_end = max(_trimmed(level.text, block.text_start, end), block.text_start)


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \t\n\v\f\r":
        start += 1
    return start


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \t\n\v\f\r\0":
        end -= 1
    return end


def _atx(level: Level) -> bool:
    options = level.document.options
    if not options.has_quirks and not level.is_after_boundary():
        return False
    match = (_ATX_GFM if options.is_gfm else _ATX).match(level.text, level.pos)
    if match is None:
        return False
    closing = _CLOSING_HASHES if options.has_quirks else _CLOSING_HASHES_OLD
    return _heading(level, match, len(match[1]), match.span(2), closing)


def _setext(level: Level) -> bool:
    newline = level.text.find("\n", level.pos)
    if level.text[newline + 1 : newline + 2] not in ("-", "=") or not level.is_after_boundary():
        return False
    match = _SETEXT.match(level.text, level.pos)
    if match is None:
        return False
    return _heading(level, match, 2 if match[2] == "-" else 1, match.span(1), None)


def _heading(
    level: Level,
    match: re.Match[str],
    rank: int,
    contents: tuple[int, int],
    closing: re.Pattern[str] | None,
) -> bool:
    text = level.text
    start, end = contents
    end = _trimmed(text, start, end)
    said = _ID.search(text[start:end]) if text.endswith("}", start, end) else None
    if said is not None:
        end = _trimmed(text, start, start + said.start())
    if closing is not None and (hashes := closing.search(text[start:end])) is not None:
        end = _trimmed(text, start, start + hashes.start())
    if start == end:
        return False
    block = level.add("h", match.end())
    block.level, block.text_start, block.text_end = rank, start, end
    if said is not None:
        block.attributes["id"] = said[1]
    return True


def _rule(level: Level) -> bool:
    match = _RULE.match(level.text, level.pos)
    if match is None:
        return False
    level.add("hr", match.end())
    return True


def _quote(level: Level) -> bool:
    text, start = level.text, level.pos
    found = _LAZY.search(text, level.line_end(start))
    end = found.start() if found is not None else level.end
    maker = FragmentMaker(level.frag)
    position = start
    while position < end:
        after = min(level.line_end(position), end)
        mark = _QUOTE_MARK.match(text, position)
        first = mark.end() if mark is not None else position
        maker.add(text[first:after], first)
        position = after
    block = level.add("quote", end)
    level.read_inside(maker.made(), block)
    return True


def _math(level: Level) -> bool:
    text, pos = level.text, level.pos
    first = _skip_blanks(text, pos, level.end)
    if not text.startswith(("$$", "\\$$"), first) or not level.is_after_boundary():
        return False
    match = _MATH.match(text, pos)
    if match is not None and match[1] and match[3]:
        # The engine takes the backslash away, and the rest for a paragraph.
        level.hide(*match.span(1))
        level.pos = match.end(1)
    if match is None or match[1] or not level.is_before_boundary(match.end()):
        return False
    block = level.add("math", match.end())
    block.value = match[2].strip()
    block.text_start, block.text_end = match.start(2) - 2, match.end(2) + 2
    return True


# -- code -----------------------------------------------------------------------------------------


def _fenced_code(level: Level) -> bool:
    if not level.document.options.is_gfm and not level.text.startswith("~~~", level.pos):
        return False
    match = _FENCE.match(level.text, level.pos)
    if match is None:
        return False
    fence = match[1]
    size, close = _closing_fence(level, match.end(), fence[0], len(fence))
    if close is None:
        return False
    block = level.add("code", close[1])
    lang = fence[size:] + (match[2] or "")
    block.is_fenced = True
    block.name = lang
    block.text_start, block.text_end = match.end(), close[0]
    block.value = level.text[match.end() : close[0]]
    return True


def _closing_fence(
    level: Level, after: int, mark: str, size: int
) -> tuple[int, tuple[int, int] | None]:
    """The line that closes a fence, and how long the fence counts: as long as some line allows."""
    if level.fences is None:
        level.fences = {"~": [], "`": []}
        for found in _FENCE_LINE.finditer(level.text):
            run = found[1]
            level.fences[run[0]].append((found.start(), found.end(), len(run)))
    lines = level.fences[mark]
    first = bisect_left(lines, (after, 0, 0))
    longest = 0
    for start, end, length in lines[first:]:
        if length >= size:
            return size, (start, end)
        longest = max(longest, length)
    if longest < 3:
        return size, None
    found_line = next(line for line in lines[first:] if line[2] >= longest)
    return longest, (found_line[0], found_line[1])


def _indented_code(level: Level) -> None:
    text, position = level.text, level.pos
    while True:
        blank = BLANKS.match(text, position)
        first = _CODE_LINE.match(text, blank.end() if blank is not None else position)
        if first is None:
            break
        position = _lazy_lines(text, first.end())
    if position == level.pos:  # a line of blanks and a control character
        position = level.line_end(position)
    block = level.add("code", position)
    block.text_start, block.text_end = block.start, position
    block.value = _INDENT.sub("", _LAZY_CODE.sub(r" \1", text[block.start : position]))


def _lazy_lines(text: str, position: int) -> int:
    """The end of the lines below a line of code that belong to it, indented or not."""
    while (line := _LINE.match(text, position)) is not None:
        if not text.startswith(("    ", "\t"), position) and (
            _CODE_STOP.match(text, position) or IAL_LINE.match(text, position)
        ):
            break
        position = line.end()
    return position


def _eob(level: Level) -> bool:
    match = EOB.match(level.text, level.pos)
    if match is None:
        return False
    level.hide(*match.span())
    level.add("eob", match.end())
    return True


_BY_MARK: Final[dict[str, tuple[_Construct, ...]]] = {
    "`": (_fenced_code,),
    "~": (_fenced_code,),
    ">": (_quote,),
    "#": (_atx,),
    "*": (_rule, lists.parse_list),
    "-": (_rule, lists.parse_list),
    "_": (_rule,),
    "+": (lists.parse_list,),
    ":": (lists.parse_terms,),
    "<": (elements.parse_element,),
}
_LATER: Final[dict[str, tuple[_Construct, ...]]] = {
    "[": (definitions.parse_note, definitions.parse_link),
    "*": (definitions.parse_abbreviation,),
    "{": (definitions.parse_extension,),
    "^": (_eob,),
}


def parse(frag: Fragment, document: Document) -> Block:
    """The blocks of a whole text, which ends with a newline."""
    root = Block("root", frag, 0, len(frag.text))
    parse_blocks(Level(document, frag, root))
    return root
