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
    text = line.text
    if text.find("]", line.pos, line.end) < 0 or line.is_barren(inline.kind, inline.start):
        return False
    opened, seen = [inline.start], 0
    children = inline.children

    def leave_images() -> None:  # their brackets were opened and are not closed here
        nonlocal seen
        for child in children[seen:]:
            if child.kind == "img":
                opened.pop()
        seen = len(children)

    def accept(at: int) -> bool:
        leave_images()
        if text[at] == "]":
            opened.pop()
        else:
            opened.append(at)
        return not opened

    was_in_link, line.in_link = line.in_link, True
    line.open.append(inline.kind)
    is_found = line.parse(inline.children, _BRACKET, accept)
    line.open.pop()
    line.in_link = was_in_link
    inline.inner_end = line.pos
    if not is_found:
        leave_images()
        is_image = inline.kind == "img"
        line.leave(inline.kind, (at for at in opened if text.startswith("!", at) is is_image))
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
    text, end, start = line.text, line.end, line.pos
    if text.startswith("(<", start):
        angled = _ANGLED.match(text, start, end)
        if angled is not None:
            return _angled_address(line, inline, angled)
        newline = text.find("\n", start, end)
        line.pay(((newline if newline >= 0 else end) - start) // 32)
    if line.is_barren("(", start):
        return False
    opened: list[int] = []
    while (stop := _STOP.search(text, line.pos, end)) is not None:
        line.pay(1)
        line.pos = stop.end()
        if stop[2]:
            opened.pop()
        elif stop[1]:
            opened.append(stop.start())
        else:
            break
        if not opened:
            break
    first, last = start + 1, max(line.pos - 1, start + 1)
    while first < last and text[first] in " \t\n\v\f\r":
        first += 1
    while last > first and text[last - 1] in " \t\n\v\f\r":
        last -= 1
    inline.url, inline.address = text[first:last], (first, last)
    if not opened or _titled(line, inline):
        return True
    line.leave("(", opened)
    return False


def _angled_address(line: Line, inline: Inline, angled: re.Match[str]) -> bool:
    inline.url, inline.address = angled[1], (angled.start() + 1, angled.end())
    line.pos = angled.end()
    if line.text.startswith(")", line.pos) and line.pos < line.end:
        line.pos += 1
        return True
    return _titled(line, inline)


def _titled(line: Line, inline: Inline) -> bool:
    title = _TITLE.match(line.text, line.pos, line.end)
    if title is None:
        return False
    inline.title = title[1] or title[2]
    line.pos = title.end()
    return True
