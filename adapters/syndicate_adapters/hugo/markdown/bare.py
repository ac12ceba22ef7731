"""Bare addresses that Hugo turns into links.

Source: Goldmark 1.7 (extension/linkify.go) as Hugo 0.168 sets it up; tests/hugo_body/test_engine.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from syndicate.body.markdown import Construct, is_inside
from syndicate.body.nodes import Autolink, Node
from syndicate.source.text import Span
from syndicate_adapters.hugo.markdown.formulas import merged

_REST: Final = r"(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'\">^{}\[\]`]*+)?"
_HOST: Final = r"[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+"
_ADDRESS: Final = re.compile(
    rf"(?P<url>(?:https?|ftp)://{_HOST}(?::\d+)?{_REST})|(?P<www>www\.{_HOST}{_REST})"
    r"|(?P<mail>[a-zA-Z0-9][a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}@[a-zA-Z0-9-]++(?:\.[a-zA-Z0-9-]++)++)",
    re.ASCII,
)
_BEGIN: Final = re.compile(
    r"https?://|ftp://|www\.|[a-zA-Z0-9][a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}@"
)
_SIGN: Final = re.compile(r"https?://|ftp://|www\.|@")
"""What each beginning has in it; looked for first, since names of mailboxes could begin anywhere."""

_LONGEST_NAME: Final = 64
_TAKEN: Final = frozenset(
    {"code", "code_span", "link", "image", "html", "html_inline", "definition"}
)
_PIECES: Final = frozenset({"code_span", "link", "image", "html_inline"})
_ENTITY: Final = re.compile(r"&[A-Za-z0-9]+;$")


def bare_addresses(
    text: str,
    span: Span,
    found: Sequence[Construct],
    others: Sequence[Span],
    *,
    has_typographer: bool,
) -> Iterator[Node]:
    """A node for each bare address that stands in no link, label, code, tag or one of `others`."""
    if all(text.find(sign, *span) < 0 for sign in ("://", "www.", "@")):
        return
    taken = merged(iter([*(c.span for c in found if c.kind in _TAKEN), *others]))
    ends = {c.span.end for c in found if c.kind in _PIECES} | {other.end for other in others}
    signs = " \t\r\n*_~(" + ("\"'" if has_typographer else "")
    labels = _Labels(text=text, position=span.start)
    position = span.start
    while begin := _next_begin(text, position, span.end):
        start = begin.start()
        position = max(begin.end() - 1, start + 1)
        is_begin = start == span.start or text[start - 1] in signs or start in ends
        if not is_begin or is_inside(taken, start):
            continue
        match = _ADDRESS.match(text, start, span.end)
        if match is None or labels.is_open_at(start, taken):
            continue
        shown = _without_trail(match)
        if shown:
            position = start + len(shown)
            yield _node(text, start, shown, match)


def _next_begin(text: str, position: int, end: int) -> re.Match[str] | None:
    """The first match of `_BEGIN`."""
    while sign := _SIGN.search(text, position, end):
        first = max(position, sign.start() - _LONGEST_NAME)
        begin = _BEGIN.search(text, first, min(sign.end() + _LONGEST_NAME, end))
        if begin is not None and begin.start() <= sign.start():
            return begin
        position = sign.end()
    return None


def _node(text: str, start: int, shown: str, match: re.Match[str]) -> Node:
    scheme = "" if match["url"] else "https://" if match["www"] else "mailto:"
    where = Span(start, start + len(shown))
    before = text[start - 1] if start else ""
    after = text[where.end : where.end + 1]
    return Autolink(span=where, url=f"{scheme}{shown}", shown=shown, before=before, after=after)


def _without_trail(match: re.Match[str]) -> str:
    """The address without what belongs to the sentence; "" where it is none."""
    shown = match[0]
    if match["mail"]:
        after = match.string[match.end() : match.end() + 1]
        return "" if after in ("-", "_") and after else shown.rstrip(".")
    if shown.endswith(";"):
        shown = _ENTITY.sub("", shown)
    while True:
        before = shown = shown.rstrip("?!.,:*_~")
        surplus = shown.count(")") - shown.count("(")
        if surplus > 0:
            signs = len(shown) - len(shown.rstrip(")"))
            shown = shown[: len(shown) - min(surplus, signs)]
        if shown == before:
            return shown


@dataclass(slots=True)
class _Labels:
    """Whether a bracket is open, in which the engine makes no links; asked for in order."""

    text: str
    position: int
    depth: int = 0

    def is_open_at(self, offset: int, taken: Sequence[Span]) -> bool:
        for sign in _SIGNS.finditer(self.text, self.position, offset):
            if sign[0] not in "[]":
                self.depth = 0 if "\n" in sign[0] else self.depth
            elif not is_inside(taken, sign.start()):
                self.depth = max(self.depth + (1 if sign[0] == "[" else -1), 0)
        self.position = offset
        return self.depth > 0


_SIGNS: Final = re.compile(
    r"[\\\[\]\n](?:(?<=\\).|(?<=[\[\]])|(?<=\n)[ \t>]*(?=\n|[-*+#|][ \t]|\d+[.)][ \t]))"
)
