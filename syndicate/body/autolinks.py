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

# One of four letters stands first, so that the search leaps from one to the next.
_ADDRESS: Final = re.compile(
    r"[hHwW](?:(?<=[hH])(?<![A-Za-z].)[tT][tT][pP][sS]?://[\w.-]+[^\s<]*"
    r"|(?<=[wW])(?<![^\s(*_\[\]~].)[wW][wW]\.[\w-]+[^\s<]*)"
)
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
    has_mail = "@" in text
    if not (has_address or has_mail):
        return
    taken = merged_spans([*(c.span for c in found if c.kind in _TAKEN), *others])
    if has_address:
        yield from _addresses(text, span, taken)
    if has_mail:
        yield from _mails(text, span, taken)


def _addresses(text: str, span: Span, taken: Sequence[Span]) -> Iterator[Node]:
    for match in _ADDRESS.finditer(text, span.start, span.end):
        if is_inside(taken, match.start()):
            continue
        shown = _without_trail(match.group())
        url = shown if "://" in shown[:8] else f"http://{shown}"
        yield _node(text, Span(match.start(), match.start() + len(shown)), url)


def _mails(text: str, span: Span, taken: Sequence[Span]) -> Iterator[Node]:
    for match in _MAIL.finditer(text, span.start, span.end):
        shown = match.group().rstrip(".")
        if is_inside(taken, match.start()) or shown[-1] in "-_0123456789":
            continue
        yield _node(text, Span(match.start(), match.start() + len(shown)), f"mailto:{shown}")


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
