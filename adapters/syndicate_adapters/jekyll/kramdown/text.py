"""The characters that readers see of a stretch of text, and of all that stands in a line.

Source: kramdown 2.4.0; kramdown-parser-gfm 1.1.0 adds `~` to what a backslash escapes: without it the line has
a "backslash" there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from html.entities import name2codepoint
from typing import Final

from syndicate_adapters.jekyll.kramdown.tree import Fragment, Inline

ESCAPE: Final = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=~-])")
_NAME: Final = "|".join(sorted({*name2codepoint, "apos", "vellip"}))
_NUMBER: Final = r"#[0-9]+|#[xX][0-9a-fA-F]+"
ENTITY: Final = re.compile(rf"&(?:(?:{_NAME})|{_NUMBER});")
"""An entity of kramdown's, which has names for 254 characters; others are text (`utils/entities.rb`)."""

ANY_ENTITY: Final = re.compile(rf"&(?:[A-Za-z][A-Za-z0-9]*|{_NUMBER});")
"""An entity of a browser's, to whom kramdown leaves addresses, titles and raw elements."""

UNKNOWN_ENTITY: Final = re.compile(rf"&(?!(?:{_NAME});)(?=[A-Za-z][A-Za-z0-9]*;)")
"""The sign before what kramdown does not know as a name, and others may."""

_SILENT: Final = frozenset({"img", "note", "br", "comment", "remark", "hidden", "raw"})


def literal(text: str) -> str:
    """A stretch of text without its escapes and entities."""
    if "\\" in text:
        text = ESCAPE.sub(r"\1", text)
    if "&" in text:
        text = ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text


TYPOGRAPHIC: Final = re.compile(r"""["']|--+|\.\.\.|<<|>>""")
"""What some engines set in other characters, which kramdown does not do in raw elements."""


def unescaped(text: str) -> str:
    """A stretch of text without its escapes, entities as they stand there."""
    return ESCAPE.sub(r"\1", text) if "\\" in text else text


_DASHES: Final = re.compile(r"(\\.)|---?")


def shown(frag: Fragment, line: Sequence[Inline], start: int, end: int) -> str:
    """What a line says, without markup."""
    pieces: list[str] = []
    _collect(frag.text, line, start, end, pieces, literal)
    return "".join(pieces)


def in_id(frag: Fragment, line: Sequence[Inline], start: int, end: int) -> str:
    """What the engine makes an id of: what is shown, but for dashes that it sets as one longer one."""
    pieces: list[str] = []
    _collect(frag.text, line, start, end, pieces, _without_dashes)
    return "".join(pieces)


def _without_dashes(text: str) -> str:
    return literal(_DASHES.sub(lambda match: match[1] or "", text) if "--" in text else text)


def _collect(
    text: str,
    line: Sequence[Inline],
    start: int,
    end: int,
    pieces: list[str],
    say: Callable[[str], str],
) -> None:
    for inline in line:
        if inline.start > start:
            pieces.append(say(text[start : inline.start]))
        start = inline.end
        if inline.kind == "backslash":
            pieces.append("\\")
        elif inline.kind in ("code", "math"):
            pieces.append(text[inline.inner_start : inline.inner_end])
        elif inline.kind == "autolink":
            pieces.append(text[inline.inner_start : inline.inner_end].removeprefix("mailto:"))
        elif inline.kind not in _SILENT:
            _collect(text, inline.children, inline.inner_start, inline.inner_end, pieces, say)
    if end > start:
        pieces.append(say(text[start:end]))
