"""The text of a page that is HTML, not Markdown: written in Markdown, with its shortcodes where they stood.

Source: Hugo 0.168 gives HTML content through as it is, and runs the shortcodes in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from syndicate.body.nodes import Body, Insert
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span
from syndicate_adapters.hugo.markdown.calls import calls_of, outermost
from syndicate_adapters.hugo.markdown.known import BUILT_IN
from syndicate_adapters.hugo.markdown.players import PLAYERS
from syndicate_adapters.hugo.markdown.reading import Reading
from syndicate_adapters.hugo.markdown.tags import scan
from syndicate_adapters.hugo.settings import MarkdownSettings
from syndicate_adapters.hugo.shortcodes import DIVIDER

Parse = Callable[[SourceText, Span, MarkdownSettings, Report], Body]

_HELD: Final = re.compile(r"(?P<before>\\\n[ \t]*)?heldplace(\d+)x(?P<after>\\(?=\n))?")
_UNSAID: Final = re.compile(
    r"<(iframe|video|audio|object|embed|script|style|svg|form|dl)\b[^>]*>", re.IGNORECASE
)
"""Elements that Markdown has no words for; they stay as they are."""

_FOLDED: Final = ("<iframe", "<video", "<audio", "<object", "<embed")
_EMBED_END: Final = re.compile(r"\s{0,100}</embed>")
_APART: Final = (DIVIDER, *_FOLDED, "<form", "<dl", "<script", "<style")
"""What stands in a paragraph of its own: at the beginning of a line it would be a block, and the line with it."""

_PARTING: Final = re.compile(
    rf"(?:{'|'.join(_FOLDED)}|<form|<dl|{{{{[<%]\s*(?:{'|'.join(sorted(PLAYERS))}))\b",
    re.IGNORECASE,
)
"""What parts the line that it stands in, so that no break is seen beside it."""


def html_body(reading: Reading, span: Span, parse: Parse) -> Body:
    """The body of a page of HTML. Raises ParserFailure."""
    from syndicate_adapters.hugo.markdown.markup import markdown_of

    text = reading.text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    if not text.strip():
        return Body(source=reading.source, span=span)
    pieces, held = _held(reading, span)
    markdown = _HELD.sub(lambda match: _put(held, match), markdown_of(pieces).strip())
    made = SourceText(
        path=reading.source.path,
        text=markdown,
        origin=lambda offset: (reading.source, _place_of(reading.text, markdown, offset, start)),
    )
    settings = replace(reading.settings, markup="markdown")
    body = parse(made, Span(0, len(markdown)), settings, reading.report)
    line = max(reading.text.rfind("\n", 0, start) + 1, span.start)  # indented, it would be code
    where = Span(line, span.start + len(text.rstrip()))
    return Body(source=reading.source, span=span, nodes=(Insert(span=where, body=body),))


def _held(reading: Reading, span: Span) -> tuple[str, list[str]]:
    """The HTML with a word for each shortcode and for the divider, and what the words stand for."""
    text = reading.text
    calls = calls_of(scan(text, span).tags, BUILT_IN.get)
    spans = [call.span for call in outermost(calls.found)]
    spans += [tag.span for tag in calls.escaped]
    spans += _unsaid(text, span)
    divider = text.find(DIVIDER, *span)
    if divider >= 0:
        spans.append(Span(divider, divider + len(DIVIDER)))
    pieces: list[str] = []
    held: list[str] = []
    done = span.start
    for each in sorted(spans):
        if each.start < done:
            continue
        word = f"heldplace{len(held)}x"
        is_block = text[each.start : each.end].lower().startswith(_APART)
        pieces += (text[done : each.start], f"<p>{word}</p>" if is_block else word)
        held.append(_on_one_line(text[each.start : each.end]))
        done = each.end
    pieces.append(text[done : span.end])
    return "".join(pieces), held


def _put(held: Sequence[str], match: re.Match[str]) -> str:
    """What a word stands for, without the breaks beside it where it parts the line by itself."""
    text = held[int(match[2])]
    before, after = match["before"] or "", match["after"] or ""
    if _PARTING.match(text):
        before, after = before.removeprefix("\\"), ""
    return f"{before}{text}{after}"


def _on_one_line(held: str) -> str:
    """What is held, on one line where its lines say nothing: a tag on the next one would begin a block."""
    return " ".join(held.split()) if held.lower().startswith(_FOLDED) else held


def _unsaid(text: str, span: Span) -> Iterator[Span]:
    position = span.start
    low = text.lower()
    while opening := _UNSAID.search(text, position, span.end):
        name = opening[1].lower()
        position, is_ended = _end_of(low, name, opening.end(), span.end)
        if is_ended and len(low) == len(text):
            yield Span(opening.start(), position)


def _end_of(low: str, name: str, start: int, stop: int) -> tuple[int, bool]:
    """Where an element ends whose first tag ends at `start`, and whether it ends at all."""
    if name == "embed":  # there is nothing in it
        closed = _EMBED_END.match(low, start, stop)
        return (closed.end() if closed is not None else start), True
    closing = f"</{name}>"
    end = low.find(closing, start, stop)
    return (end + len(closing), True) if end >= 0 else (start, False)


def _place_of(text: str, markdown: str, offset: int, start: int) -> int:
    """Where the words at a place of the Markdown stand in the HTML; its beginning where they cannot be found."""
    line = markdown[offset : offset + 40].split("\n")[0].strip()
    found = text.find(line, start) if line else -1
    return found if found >= 0 else start
