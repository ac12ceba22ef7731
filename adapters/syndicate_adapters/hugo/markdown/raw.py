"""HTML among Markdown: folds, comments, addresses, and what a config has left out.

Source: Hugo 0.168 with Goldmark; tests/hugo_body/test_engine.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from syndicate.body.markdown import Construct
from syndicate.body.nodes import Body, Comment, Details, Dropped, Node, Place, Role, Verbatim
from syndicate.body.raw import attribute_addresses
from syndicate.body.tree import prefix_at
from syndicate.source.text import Span
from syndicate_adapters.hugo.markdown.reading import Reading
from syndicate_adapters.hugo.shortcodes import DIVIDER

_DETAILS: Final = re.compile(
    r"<details(?P<open> open)?>\s*(?:<summary>(?P<summary>.*?)</summary>)?\s*", re.DOTALL
)
_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)

_SCRIPT: Final = re.compile(r"<(?:script|style)\b", re.IGNORECASE)


def scripts(text: str, found: Sequence[Construct]) -> Iterator[Span]:
    """Blocks of scripts and styles, in which no sign is one of Markdown, and none can be escaped."""
    for construct in found:
        if construct.kind == "html" and _SCRIPT.match(text, construct.span.start):
            yield construct.span


Address = Callable[[Span, str, Role], Node | None]
"""Makes the node for an address that stands somewhere and says something."""


def html_nodes(
    construct: Construct,
    opened: list[Construct],
    reading: Reading,
    inline: Callable[[Span], Body],
) -> Iterator[Node]:
    """Comments and folds. opened: the folds that are open, which this block may be the end of."""
    if construct.kind == "html_inline":
        yield from _comment(construct, Place.INLINE, reading)
        return
    text = reading.text[construct.span.start : construct.span.end].strip()
    if text.startswith("<!--"):
        yield from _comment(construct, Place.BLOCK, reading)
    elif _DETAILS.fullmatch(text):
        opened.append(construct)
    elif text == "</details>" and opened:
        yield from _details(opened.pop(), construct, reading, inline)


def _details(
    opening: Construct, close: Construct, reading: Reading, inline: Callable[[Span], Body]
) -> Iterator[Node]:
    text, start = reading.text, opening.span.start
    match = _DETAILS.match(text, start)
    if match is not None and match.end("summary") > opening.span.end:
        match = _DETAILS.match(text, start, opening.span.end)  # what stands there is no summary
    if match is None:  # a shortcode in it reads otherwise
        return
    end = close.span.start + len("</details>")
    first = text.find("\n", match.end() - 1, end) + 1
    yield Details(
        span=Span(start, end),
        inner=Span(first, text.rfind("\n", first, close.span.start) + 1 or first),
        prefix=prefix_at(text, start),
        summary=inline(Span(*match.span("summary"))) if match["summary"] else None,
        is_open=bool(match["open"]),
    )


def _comment(construct: Construct, place: Place, reading: Reading) -> Iterator[Node]:
    text = reading.text
    match = _COMMENT.match(text, construct.span.start, construct.span.end)
    if match is None or match[0] == DIVIDER:
        return
    if place is Place.BLOCK and text[match.end() : construct.span.end].strip():
        return
    span = Span(*match.span())
    prefix = prefix_at(text, span.start) if place is Place.BLOCK else ""
    yield Comment(span=span, text=match[1], place=place, prefix=prefix)


def left_out(construct: Construct, reading: Reading) -> Iterator[Node]:
    """HTML that the engine leaves out, because the config does not allow it. Text between tags stays."""
    text, span = reading.text, construct.span
    if text.startswith("<!--", span.start):
        place = Place.BLOCK if construct.kind == "html" else Place.INLINE
        yield from _comment(construct, place, reading)
        return
    end = span.start + len(text[span.start : span.end].rstrip())
    where = Span(span.start, end)
    if construct.kind == "html":
        yield Dropped(span=where, prefix=prefix_at(text, span.start))
    else:
        yield Dropped(span=_whole_line(text, where), place=Place.INLINE)


def _whole_line(text: str, span: Span) -> Span:
    """A tag with the line that it has for itself, which would part a paragraph where it is left empty."""
    start = text.rfind("\n", 0, span.start)
    newline = text.find("\n", span.end)
    end = newline if newline >= 0 else len(text)
    is_alone = not text[start + 1 : span.start].strip(" \t>") and not text[span.end : end].strip()
    above = text[text.rfind("\n", 0, max(start, 0)) + 1 : max(start, 0)]
    return Span(start, end) if is_alone and above.strip(" \t>") else span


def held_apart(construct: Construct, ends: frozenset[int], reading: Reading) -> Iterator[Node]:
    """A tag on a line of its own right below a shortcode, which is the line of a paragraph to the engine.

    Below a block that another dialect writes for the shortcode it would begin a block of HTML.
    """
    text, span = reading.text, construct.span
    if construct.kind != "html_inline" or text.startswith("<!--", span.start):
        return
    start = text.rfind("\n", 0, span.start)
    newline = text.find("\n", span.end)
    if newline < 0 or text[start + 1 : span.start].strip(" \t") or text[span.end : newline].strip():
        return
    if len(text[:start].rstrip(" \t\r")) in ends:
        yield Verbatim(span=span, text=f"{text[span.start : span.end]}\n", place=Place.INLINE)


_BLOCK: Final = re.compile(
    r"\s*<(?:address|article|aside|blockquote|center|details|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]"
    r"|header|iframe|main|nav|ol|p|section|table|ul)\b[^>]*>",
    re.IGNORECASE,
)


def ended(printed: str, span: Span, reading: Reading) -> str:
    """What a shortcode printed; a block of HTML ends before the line below, which the engine reads as Markdown."""
    newline = reading.text.find("\n", span.end)
    if newline < 0 or reading.standing(span)["place"] is not Place.BLOCK:
        return printed
    below = reading.text[newline + 1 :].split("\n", 1)[0]
    return f"{printed.rstrip()}\n" if below.strip(" \t\r>") and _BLOCK.match(printed) else printed


def addresses(construct: Construct, shown: str, base: int, address: Address) -> Iterator[Node]:
    """The addresses in the tags of a construct. shown: the text from `base` on, with calls hidden."""
    start, end = construct.span.start - base, construct.span.end - base
    for where, url in attribute_addresses(shown, Span(start, end)):
        node = address(Span(where.start + base, where.end + base), url, Role.ATTRIBUTE)
        if node is not None:
            yield node
