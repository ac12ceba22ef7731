"""Links and images: text in brackets with an address in parentheses, or the name of a definition.

Source: kramdown 2.4.0, `parser/kramdown/link.rb`.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate_adapters.jekyll.kramdown.definitions import link_key
from syndicate_adapters.jekyll.kramdown.line import Line
from syndicate_adapters.jekyll.kramdown.patterns import SPACES
from syndicate_adapters.jekyll.kramdown.tree import Inline

_BRACKET: Final = re.compile(r"\]|!?\[")
_NAMED: Final = re.compile(rf"{SPACES}*\[([^\]]+)?\]")
_ANGLED: Final = re.compile(r"\(<([^\n]*?)>")
_STOP: Final = re.compile(rf"(\()|(\))|{SPACES}(?=['\"])")
_TITLE: Final = re.compile(rf"""{SPACES}*(?:"(.+?)"{SPACES}*\)|'(.+?)'{SPACES}*\))""", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=-])")


def parse_link(line: Line, into: list[Inline]) -> None:
    """Reads the link or image that begins here; only its bracket where there is none."""
    text, start = line.text, line.pos
    kind = "img" if text.startswith("!", start) else "a"
    first = start + (2 if kind == "img" else 1)
    if kind == "a" and line.in_link:  # no links in links
        line.pos = first
        return
    inline = Inline(kind, start, start, first)
    line.pos = first
    if not _closed(line, inline) or not _addressed(line, inline):
        line.pos = first
        return
    inline.end = line.pos
    into.append(inline)


def _closed(line: Line, inline: Inline) -> bool:
    """Reads the text up to its bracket."""
    if line.text.find("]", line.pos, line.end) < 0:
        return False
    count, seen = 1, 0
    children = inline.children

    def accept(at: int) -> bool:
        nonlocal count, seen
        count += -1 if line.text[at] == "]" else 1
        # The brackets of pictures were opened and are not closed here.
        count -= sum(child.kind == "img" for child in children[seen:])
        seen = len(children)
        return count == 0

    was_in_link, line.in_link = line.in_link, True
    line.open.append(inline.kind)
    is_found = line.parse(inline.children, _BRACKET, accept)
    line.open.pop()
    line.in_link = was_in_link
    inline.inner_end = line.pos
    return is_found


def _addressed(line: Line, inline: Inline) -> bool:
    """Reads what stands behind the bracket."""
    text, end = line.text, line.end
    line.pos += 1
    named = _NAMED.match(text, line.pos, end)
    if named is None and text.startswith("(", line.pos) and line.pos < end:
        return _inline_address(line, inline)
    said = named[1] if named is not None and named[1] else None
    key = link_key(said or plain_alt(text[inline.inner_start : inline.inner_end]))
    block = line.document.links.get(key)
    if block is None or block.definition is None:
        return False
    inline.url, inline.title = block.definition.url, block.definition.title
    inline.name = key
    if block.ial is not None:
        inline.ial = block.ial
    line.pos = named.end() if named is not None else line.pos
    return True


def plain_alt(text: str) -> str:
    """The text for a picture: the source without its escapes."""
    return _ESCAPED.sub(r"\1", text)


def _inline_address(line: Line, inline: Inline) -> bool:
    text, end = line.text, line.end
    angled = _ANGLED.match(text, line.pos, end)
    if angled is not None:
        inline.url, inline.address = angled[1], angled.span()
        inline.address = (angled.start() + 1, angled.end())
        line.pos = angled.end()
        if text.startswith(")", line.pos) and line.pos < end:
            line.pos += 1
            return True
        return _titled(line, inline)
    depth, start = 0, line.pos
    while (stop := _STOP.search(text, line.pos, end)) is not None:
        line.pay(1)
        line.pos = stop.end()
        if stop[2]:
            depth -= 1
        elif stop[1]:
            depth += 1
        else:
            break
        if depth == 0:
            break
    first, last = start + 1, max(line.pos - 1, start + 1)
    while first < last and text[first] in " \t\n\v\f\r":
        first += 1
    while last > first and text[last - 1] in " \t\n\v\f\r":
        last -= 1
    inline.url, inline.address = text[first:last], (first, last)
    return depth == 0 or _titled(line, inline)


def _titled(line: Line, inline: Inline) -> bool:
    title = _TITLE.match(line.text, line.pos, line.end)
    if title is None:
        return False
    inline.title = title[1] or title[2]
    line.pos = title.end()
    return True
