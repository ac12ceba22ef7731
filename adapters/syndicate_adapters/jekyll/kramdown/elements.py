"""Elements of HTML that are blocks: raw up to their closing tag, unless they ask for Markdown.

Source: kramdown 2.4.0, `parser/html.rb` and `parser/kramdown/html.rb`.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate_adapters.jekyll.kramdown.level import Level
from syndicate_adapters.jekyll.kramdown.patterns import (
    CLOSING,
    KNOWN_TAGS,
    MODELS,
    NAME,
    SPAN_TAGS,
    TAG,
    VOID_TAGS,
    content_of,
    tag_attributes,
)
from syndicate_adapters.jekyll.kramdown.tree import Block

_TRAIL: Final = re.compile(r"[ \t]*\n")
_TAG_HERE: Final = re.compile(rf" {{0,3}}({TAG.pattern})")
_CLOSING_HERE: Final = re.compile(rf" {{0,3}}{CLOSING.pattern}")
_RAW_START: Final = re.compile(rf"<(?:{NAME}|/|!--|!\[|\?)")
_RAW_TEXT: Final = frozenset({"script", "style"})


def parse_element(level: Level) -> bool:
    """Reads a comment, or an element that is no part of a line."""
    if level.text.startswith("<!--", level.pos):
        end = level.text.find("-->", level.pos + 4)
        if end >= 0:
            _comment(level, end + 3)
            return True
    tag = _TAG_HERE.match(level.text, level.pos)
    if tag is None or tag["name"].lower() in SPAN_TAGS:
        return False
    level.pos = tag.start(1)
    _element(level, tag)
    return True


def is_closed(level: Level) -> bool:
    """Whether the closing tag of the level stands here; it is read then."""
    tree = level.tree
    if tree.kind != "html":
        return False
    tag = _CLOSING_HERE.match(level.text, level.pos)
    if tag is None or tag[1].lower() in SPAN_TAGS or tag[1].lower() != tree.name:
        return False
    level.pos = tag.end()
    tree.close = (tag.end() - len(tag[0].lstrip(" ")), tag.end())
    return True


def _comment(level: Level, end: int) -> None:
    start = level.pos
    block = level.add("comment", end)
    block.value = level.text[start + 4 : end - 3]
    block.text_start, block.text_end = start, end
    trail = _TRAIL.match(level.text, level.pos)
    if trail is not None:
        level.pos = block.end = trail.end()


def _element(level: Level, tag: re.Match[str]) -> None:
    """An element; its tag begins here."""
    block = _opened(level, tag, "block" if level.document.options.parses_html else "raw")
    _body(level, block, is_empty=tag["slash"] is not None)
    trail = _TRAIL.match(level.text, level.pos)
    if trail is not None and (not tag["slash"] and block.name not in VOID_TAGS | _RAW_TEXT):
        level.pos = trail.end()
    block.end = level.pos


def _opened(level: Level, tag: re.Match[str], model: str) -> Block:
    name = tag["name"]
    is_known = name.lower() in KNOWN_TAGS
    block = level.add("html", tag.end())
    block.name = name.lower() if is_known else name
    block.text_start, block.text_end = tag.start("name") - 1, tag.end()
    block.attributes = tag_attributes(tag["attributes"], is_known=is_known)
    asked = MODELS.get(block.attributes.pop("markdown", ""))
    block.model = content_of(block.name) if model == "block" else "raw"
    if asked is not None:
        block.model = content_of(block.name) if asked == "default" else asked
    return block


def _body(level: Level, block: Block, *, is_empty: bool) -> None:
    """What stands in the element, up to its closing tag, which is read too."""
    text = level.text
    if block.model == "block":
        trail = _TRAIL.match(text, level.pos)
        level.pos = trail.end() if trail is not None else level.pos
    if block.name in _RAW_TEXT:
        _until_closed(level, block)
    elif is_empty or block.name in VOID_TAGS:
        return
    elif block.model == "block":
        outer, level.tree = level.tree, block
        pending, level.pending = level.pending, None
        block.is_closed = level.document.read(level)
        level.tree, level.pending = outer, pending
    elif block.model == "span":
        start = level.pos
        _until_closed(level, block)
        block.text_start, block.text_end = start, block.close[0] if block.close else level.end
    else:
        _raw(level, block)


def _until_closed(level: Level, block: Block) -> None:
    """Skips to behind the first closing tag of this name."""
    close = re.compile(rf"</{re.escape(block.name)}[ \t\n\v\f\r]*>", re.IGNORECASE)
    match = close.search(level.text, level.pos)
    block.is_closed = match is not None
    block.close = match.span() if match is not None else None
    level.pos = match.end() if match is not None else level.end


def _raw(level: Level, block: Block) -> None:
    """Skips to behind the closing tag; every tag in between counts. Elements with Markdown are its children."""
    text = level.text
    names = [block.name]
    strays: list[tuple[int, int]] = []
    outer, level.tree = level.tree, block
    pending, level.pending = level.pending, None
    while (start := _RAW_START.search(text, level.pos)) is not None:
        level.pos = start.start()
        if skipped := _skipped(text, level.pos):
            level.pos = skipped
        elif (tag := TAG.match(text, level.pos)) is not None:
            _raw_tag(level, tag, names)
        elif (close := CLOSING.match(text, level.pos)) is not None:
            level.pos = close.end()
            name = close[1].lower() if names[-1] in KNOWN_TAGS else close[1]
            if name != names[-1]:
                strays.append(close.span())
                continue
            names.pop()
            if not names:
                block.close = close.span()
                break
        else:
            strays.append((level.pos, level.pos + 1))
            level.pos += 1
    block.is_closed, block.strays = not names, strays
    block.value = " ".join(names)
    if names:
        level.pos = level.end
    level.tree, level.pending = outer, pending


def _skipped(text: str, pos: int) -> int:
    """Behind a comment or an instruction that begins here, 0 for none."""
    for opening, closing in (("<!--", "-->"), ("<?", "?>")):
        if text.startswith(opening, pos):
            end = text.find(closing, pos + len(opening))
            return end + len(closing) if end >= 0 else 0
    return 0


def _raw_tag(level: Level, tag: re.Match[str], names: list[str]) -> None:
    """An opening tag in raw HTML."""
    name = tag["name"]
    name = name.lower() if name.lower() in KNOWN_TAGS else name
    if "markdown" in tag["attributes"]:
        block = _opened(level, tag, "raw")
        if block.model != "raw":
            _body(level, block, is_empty=tag["slash"] is not None)
            block.end = level.pos
            return
        level.tree.children.pop()
    level.pos = tag.end()
    if name in _RAW_TEXT:
        close = re.compile(rf"</{name}[ \t\n\v\f\r]*>", re.IGNORECASE).search(level.text, level.pos)
        level.pos = close.end() if close is not None else level.end
    elif tag["slash"] is None and name not in VOID_TAGS:
        names.append(name)
