"""Bare addresses in a text that GitHub's Markdown turns into links.

Source: GFM 0.29, section 6.9, as micromark-extension-gfm-autolink-literal reads it; the engines' pages are the test.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from syndicate.body.markdown import Construct, is_inside
from syndicate.body.nodes import Autolink, Node
from syndicate.source.text import Span

# What all addresses have in them is sought first, by a plain search; few texts have much of it.
_ADDRESS: Final = re.compile(
    r"(?<![A-Za-z])[hH][tT][tT][pP][sS]?://[\w.-]+[^\s<]*"
    r"|(?<![^\s(*_\[\]~])[wW][wW][wW]\.[\w-]+[^\s<]*"
)
_NAME: Final = re.compile(r"[wW][wW][wW]\.")
_MAIL: Final = re.compile(r"(?<![\w.+/-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9][\w-]*(?:\.[\w-]+)+")
_ENTITY_END: Final = re.compile(r"&[A-Za-z0-9]+;$")
_TRAILING: Final = "!\"'*,.:;?_~]"
_TAKEN: Final = frozenset(
    {"code", "code_span", "link", "image", "html", "html_inline", "definition"}
)


def autolinks(
    text: str, span: Span, found: Iterable[Construct], others: Iterable[Span] = ()
) -> Iterator[Node]:
    """A node for each bare address in `span` that stands in no link, code, tag or one of `others`."""
    has_address = "://" in text or "www." in text
    has_mail = text.find("@", *span) >= 0
    if not (has_address or has_mail):
        return
    taken = merged_spans([*(c.span for c in found if c.kind in _TAKEN), *others])
    if has_address:
        yield from _addresses(text, span, taken)
    if has_mail:
        yield from _mails(text, span, taken)


def _addresses(text: str, span: Span, taken: Sequence[Span]) -> Iterator[Node]:
    for found in _matches(_ADDRESS, text, span, _beginnings(text, span)):
        if is_inside(taken, found.start()):
            continue
        shown = _without_trail(found.group())
        url = shown if "://" in shown[:8] else f"http://{shown}"
        yield _node(text, Span(found.start(), found.start() + len(shown)), url)


def _beginnings(text: str, span: Span) -> list[int]:
    """Where an address may begin, in order."""
    places = []
    at = text.find("://", *span)
    while at >= 0:
        places.append(at - (5 if text[at - 1 : at] in "sS" else 4))
        at = text.find("://", at + 3, span.end)
    if b"www." in text[slice(*span)].encode(errors="replace").lower():  # of ASCII alone: fast
        places += [name.start() for name in _NAME.finditer(text, *span)]
        places.sort()
    return places


def _mails(text: str, span: Span, taken: Sequence[Span]) -> Iterator[Node]:
    for found in _matches(_MAIL, text, span, _names_before_at(text, span)):
        shown = found.group().rstrip(".")
        if is_inside(taken, found.start()) or shown[-1] in "-_0123456789":
            continue
        yield _node(text, Span(found.start(), found.start() + len(shown)), f"mailto:{shown}")


def _names_before_at(text: str, span: Span) -> Iterator[int]:
    """Where the names before the signs of mail addresses begin."""
    first, at = span.start, text.find("@", *span)
    while at >= 0:
        start = at
        while start > first and (text[start - 1].isalnum() or text[start - 1] in "_.+-"):
            start -= 1
        yield start
        first = at + 1
        at = text.find("@", first, span.end)


def _matches(
    pattern: re.Pattern[str], text: str, span: Span, places: Iterable[int]
) -> Iterator[re.Match[str]]:
    """What `pattern` finds in `span`, which begins at one of `places` wherever it is."""
    done = span.start
    for place in places:
        if place >= done and (found := pattern.match(text, place, span.end)) is not None:
            yield found
            done = found.end()


def _node(text: str, span: Span, url: str) -> Node:
    before = text[span.start - 1] if span.start else ""
    after = text[span.end : span.end + 1]
    return Autolink(
        span=span, url=url, shown=text[span.start : span.end], before=before, after=after
    )


def _without_trail(address: str) -> str:
    """An address without the punctuation that belongs to the sentence."""
    while True:
        last = address[-1:]
        if last and last in _TRAILING:
            entity = _ENTITY_END.search(address) if last == ";" else None
            address = address[: entity.start()] if entity else address[:-1]
        elif last == ")" and address.count(")") > address.count("("):
            address = address[:-1]
        else:
            return address


def merged_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
