"""Ends of lines that a site has Hugo read otherwise than CommonMark does, and signs that its parser must not take.

Source: Hugo 0.168 with Goldmark; tests/hugo_body/test_engine.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import east_asian_width

from syndicate.body import markdown
from syndicate.body.markdown import Mask, MaskKind
from syndicate.body.nodes import Dropped, Node, Place, Verbatim
from syndicate.body.tree import LINE_PREFIX
from syndicate.source.text import Span
from syndicate_adapters.hugo.settings import MarkdownSettings

_COLON: Final = re.compile(r"^[ \t>]*(:)(?![ \t-])", re.MULTILINE)
_GUILLEMETS: Final = re.compile(r"(?<![<\\])(<<)(?=[A-Za-z/!?])[^<>\n]*(>>)(?!>)")


def false_signs(text: str, span: Span, settings: MarkdownSettings) -> Iterator[Mask]:
    """What our parser takes for a sign and Hugo does not: `:` without a blank describes no term, `<<x>>` is no tag."""
    if settings.has_definition_lists and text.find(":", *span) >= 0:
        for found in _COLON.finditer(text, *span):
            yield Mask(Span(*found.span(1)), MaskKind.WORD)
    for quoted in _quotes(text, span, settings):
        yield Mask(quoted, MaskKind.WORD)


def guillemets(text: str, span: Span, settings: MarkdownSettings) -> Iterator[Node]:
    """The quotation marks that the typographer makes of `<<x>>`, where other parsers would see a tag."""
    for quoted in _quotes(text, span, settings):
        shown = "\u00ab" if text.startswith("<", quoted.start) else "\u00bb"
        yield Verbatim(span=quoted, text=shown, place=Place.INLINE)


def _quotes(text: str, span: Span, settings: MarkdownSettings) -> Iterator[Span]:
    if settings.has_typographer and text.find("<<", *span) >= 0:
        for found in _GUILLEMETS.finditer(text, *span):
            yield from (Span(*found.span(1)), Span(*found.span(2)))


def line_ends(
    text: str,
    span: Span,
    settings: MarkdownSettings,
    masks: Sequence[Mask],
    extensions: tuple[str, ...],
) -> Iterator[Node]:
    """The nodes for line ends in paragraphs: kept where the site says so, gone between wide letters where it does."""
    if not settings.has_hard_wraps and not settings.joins_wide_lines:
        return
    shown = text[span.start : span.end]
    events, place = markdown.read_events(shown, span.start, masks=masks, extensions=extensions)
    for event, at in events:
        if event != "SoftBreak":
            continue
        newline = text.find("\n", place(at["start"]), span.end)
        if newline >= 0:
            yield from _line_end(text, newline, span.end, settings)


def _line_end(text: str, newline: int, end: int, settings: MarkdownSettings) -> Iterator[Node]:
    start = newline - (text[newline - 1 : newline] == "\r")
    if settings.has_hard_wraps:
        where = Span(start, newline + 1)
        yield Verbatim(span=where, text=f"  {text[start : newline + 1]}", place=Place.INLINE)
        return
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    lead = LINE_PREFIX.match(text, newline + 1, end)
    after = lead.end() if lead is not None else newline + 1
    if _is_wide(text[start - 1 : start]) and _is_wide(text[after : after + 1]):
        yield Dropped(span=Span(start, after), place=Place.INLINE)


def _is_wide(letter: str) -> bool:
    return bool(letter) and east_asian_width(letter) in "WF"
