"""Headings, fences, alerts and attribute lines: what Hugo reads in blocks beside CommonMark.

Source: Hugo 0.168 with Goldmark; tests/hugo_body/test_engine.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from syndicate.body.markdown import Construct, is_inside
from syndicate.body.nodes import Attributes, Body, Callout, Code, Heading, Node, Place
from syndicate.body.tree import prefix_at
from syndicate.source.text import Span
from syndicate_adapters.hugo import alerts, fences
from syndicate_adapters.hugo.headings import HeadingIds
from syndicate_adapters.hugo.markdown.attributes import read_attributes, trailing
from syndicate_adapters.hugo.markdown.reading import Reading
from syndicate_adapters.hugo.reading.codes import CALLOUT_PLAIN, DIAGRAM_AS_TEXT, TEXT_REFUSED

_ATX: Final = re.compile(r"#{1,6}(?:[ \t]+|$)(?P<text>[^\n]*?)(?:[ \t]+#+)?[ \t\r]*$")
_FENCE: Final = re.compile(r"`{3,}|~{3,}")
_QUOTE: Final = re.compile(r">?(?:[ \t]|\n[ \t>]*)*")


def heading(construct: Construct, ids: HeadingIds, reading: Reading) -> Iterator[Node]:
    """A heading with its id, and what else the author says about its look."""
    text, start = reading.text, construct.span.start
    end = start + len(text[start : construct.span.end].rstrip())
    atx = _ATX.match(text, start, end)
    if atx is not None:
        first, last = atx.span("text")
    else:
        line = max(text.rfind("\n", start, end), text.rfind("\r", start, end))
        first, last = start, max(line, start)
    found = trailing(text, first, last)
    said = found[1].last if found is not None and found[1].found else {}
    own = said.pop("id", None)
    if own is not None:
        ids.take(own)
    yield Heading(
        span=Span(start, end),
        inner=Span(first, last),
        prefix=prefix_at(text, start),
        level=int(construct.detail or 1),
        id=own if own is not None else ids.next_id(construct.text),
        text=construct.text,
        is_explicit=own is not None,
    )
    if found is not None and found[1].found:
        braces = Span(found[0], first + len(text[first:last].rstrip()))
        yield Attributes(span=braces, values=tuple(said.items()), place=Place.INLINE)


def code(construct: Construct, reading: Reading) -> Iterator[Node]:
    """A fenced block whose words say more than a language. Attributes that stop the engine are reported."""
    text, start = reading.text, construct.span.start
    fence = _FENCE.match(text, start)
    if not isinstance(construct.detail, str) or fence is None:
        return
    end = start + len(text[start : construct.span.end].rstrip())
    # Attributes are read as written; the parser has undone the escapes in them.
    written = text[fence.end() : end].split("\n", 1)[0]
    info = fences.read_info(written)
    if info is None:
        at = fence.end() + written.find("{")
        message = "these are no attributes, and Hugo stops here; values may need quotes"
        reading.say(TEXT_REFUSED, at, message)
        lang, _, rest = written.strip().partition(" ")
        lang, brace, tail = lang.partition("{")
        info = fences.Info(lang=lang, rest=f"{brace}{tail} {rest}".strip())
    if info.lang == "goat":
        message = "Hugo draws this as a picture; what it is drawn from is carried over"
        reading.say(DIAGRAM_AS_TEXT, start, message)
    if info[1:] == _NO_INFO and "{" not in written:
        return
    last = text.rfind("\n", start, end) + 1
    first = min(text.find("\n", start, end) + 1 or end, end)
    is_closed = last > start and text[last:end].strip(" \t>").startswith(fence[0])
    yield Code(
        span=Span(start, end),
        inner=Span(first, max(last, first) if is_closed else end),
        prefix=prefix_at(text, start),
        fence=fence[0],
        lang=info.lang,
        title=info.title,
        highlighted=info.highlighted,
        first_number=info.first_number,
        meta=info.rest,
    )


_NO_INFO: Final = fences.Info("")[1:]


def alert(construct: Construct, reading: Reading, inline: Callable[[Span], Body]) -> Iterator[Node]:
    """A quote that begins with `[!NOTE]`."""
    text, start = reading.text, construct.span.start
    lead = _QUOTE.match(text, start)
    end = start + len(text[start : construct.span.end].rstrip())
    head = alerts.HEAD.match(text, lead.end() if lead is not None else start, end)
    if head is None:
        return
    kind = head[1].lower()
    if not reading.settings.site.has_callouts:
        message = (
            f"no layout of the site shows callouts; Hugo prints {head[0].strip()[:40]!r} as text"
        )
        reading.say(CALLOUT_PLAIN, start, message)
    yield Callout(
        span=Span(start, end),
        inner=Span(min(head.end() + 1, end), end),
        prefix=prefix_at(text, start),
        kind=kind,
        name=kind,
        title=inline(Span(*head.span(3))) if head[3] else None,
        fold=head[2],
        is_quoted=True,
    )


_LINE: Final = re.compile(r"^(?P<lead>[ \t>]*)(?P<braces>\{[^\n]*\})[ \t\r]*$", re.MULTILINE)


def attribute_lines(text: str, span: Span, code: Sequence[Span]) -> Iterator[Node]:
    """The lines right below a block that hold its attributes and nothing else."""
    if text.find("}", *span) < 0:
        return
    for line in _LINE.finditer(text, span.start, span.end):
        brace, end = line.span("braces")
        found = read_attributes(text, brace, end)
        if found is None or found.end != end or not found.found or is_inside(code, brace):
            continue
        above = text[text.rfind("\n", span.start, max(line.start() - 1, 0)) + 1 : line.start()]
        if line.start() > span.start and above.strip(" \t>\r\n"):
            where = Span(line.start() - 1, line.end())
            yield Attributes(span=where, values=found.found, place=Place.INLINE)
