"""What begins with an angle: addresses, comments, tags.

Source: kramdown 2.4.0, `parser/kramdown/{autolink,html}.rb`.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate_adapters.jekyll.kramdown.line import DEEPEST, Exhausted, Line
from syndicate_adapters.jekyll.kramdown.patterns import (
    BLOCK_TAGS,
    CLOSING,
    KNOWN_TAGS,
    MODELS,
    SPACES,
    TAG,
    VOID_TAGS,
    content_of,
    tag_attributes,
)
from syndicate_adapters.jekyll.kramdown.tree import Inline

_AUTOLINK: Final = re.compile(r"<((mailto|https?|ftps?):[^\n]+?|[\w.-]+?@[\w.-]+?)>")


def angle(line: Line, into: list[Inline]) -> bool:
    """Reads an address, a comment, or an element with what is in it."""
    text, pos = line.text, line.pos
    if (close := text.find(">", pos, line.end)) < 0:
        line.pos = pos + (2 if text.startswith("<<", pos) else 1)
        return True
    line.pay((close - pos) // 32)
    auto = _AUTOLINK.match(text, pos, line.end)
    if auto is not None:
        url = auto[1] if auto[2] else f"mailto:{auto[1]}"
        into.append(Inline("autolink", pos, auto.end(), *auto.span(1), url=url))
        line.pos = auto.end()
        return True
    if comment := line.comment_end():
        into.append(Inline("comment", pos, comment, pos + 4, comment - 3))
        line.pos = comment
        return True
    closing = CLOSING.match(text, pos, line.end)
    if closing is not None:  # of nothing that is open here: text
        line.pos = closing.end()
        return True
    tag = TAG.match(text, pos, line.end)
    if tag is not None:
        return _tag(line, into, tag)
    line.pos = pos + (2 if text.startswith("<<", pos) else 1)
    return True


def _tag(line: Line, into: list[Inline], tag: re.Match[str]) -> bool:
    name = tag["name"].lower() if tag["name"].lower() in KNOWN_TAGS else tag["name"]
    line.pos = tag.end()
    if name in BLOCK_TAGS:
        return True  # shown as text
    attributes = tag_attributes(tag["attributes"], is_known=name in KNOWN_TAGS)
    is_raw = content_of(name) == "raw"
    parses = line.document.options.parses_inline_html and not is_raw and "raw" not in line.open
    asked = MODELS.get(attributes.pop("markdown", ""))
    if asked in ("span", "raw"):
        parses = asked == "span"
    elif asked == "default":
        parses = not is_raw
    inline = Inline("html", tag.start(), tag.end(), tag.end(), tag.end(), name=name)
    inline.attributes = attributes
    inline.is_raw = not parses
    into.append(inline)
    if tag["slash"] or name in VOID_TAGS:
        return True
    if len(line.open) > DEEPEST:
        raise Exhausted
    stop = re.compile(rf"</{re.escape(name)}{SPACES}*>", re.IGNORECASE if name in KNOWN_TAGS else 0)
    line.open.append("html" if parses else "raw")
    is_found = line.parse(inline.children, stop) if parses else _skip(line, inline, stop)
    line.open.pop()
    close = stop.match(line.text, line.pos, line.end) if is_found else None
    inline.inner_end = line.pos if close is not None else line.end
    inline.end = line.pos = close.end() if close is not None else line.end
    return True


def _skip(line: Line, inline: Inline, stop: re.Pattern[str]) -> bool:
    """Raw content: only tags count in it."""
    text = line.text
    while (at := text.find("<", line.pos, line.end)) >= 0:
        line.pay(1)
        line.pos = at
        if stop.match(text, at, line.end):
            return True
        comment = line.comment_end()
        tag = TAG.match(text, at, line.end) if not comment else None
        if comment:
            line.pos = comment
        elif tag is not None:
            _tag(line, inline.children, tag)
        else:
            line.pos = at + 1
    return False
