"""The lines of a post that are not code, its headings, its boxes, and its fold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from syndicate.review.labels import LONGEST, Labels, Role, role_of
from syndicate.source.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, ATX or setext; the span covers its lines."""

    level: int
    text: str
    span: Span


class Box(NamedTuple):
    """A callout or quote. kind: "info", "note"…; "" for a quote. inner: its text, without markers."""

    kind: str
    inner: str
    span: Span


def with_line_feeds(text: str) -> str:
    """`text` with "\\n" as its only line ending, at unchanged offsets."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", " \n").replace("\r", "\n")


def line_at(text: str, offset: int) -> Span:
    """The line that begins at `offset`, without its ending."""
    end = text.find("\n", offset)
    return Span(offset, len(text) if end < 0 else end)


# -- lines ----------------------------------------------------------------------------------------

_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_REMARKS: Final = (("<!--", "-->"), ("{/*", "*/}"))


def visible_lines(text: str, start: int) -> list[Span]:
    """The lines from `start` on outside of fenced code and of comments that fill lines."""
    lines: list[Span] = []
    closing = ""  # of the fence or comment we are in
    for whole in text[start:].removesuffix("\n").split("\n") if start < len(text) else ():
        line = Span(start, start + len(whole))
        start = line.end + 1
        said = whole.strip()
        if closing:
            if _closes(said, closing):
                closing = ""
        elif not said or said[0] not in "`~<{":  # as nearly all
            lines.append(line)
        elif found := _FENCE.match(said):
            closing = found[1]
        elif remark := next((close for open, close in _REMARKS if said.startswith(open)), ""):
            closing = "" if remark in said else remark
        else:
            lines.append(line)
    return lines


def _closes(said: str, closing: str) -> bool:
    if closing[0] in "`~":
        return said.startswith(closing) and not said.strip(closing[0])
    return closing in said


# -- headings -------------------------------------------------------------------------------------

_ATX = re.compile(r"(#{1,6})(?:[ \t]|$)")
_NO_PARAGRAPH = re.compile(r"[-*+>|<]|\d{1,9}[.)][ \t]|:::")


def read_headings(text: str, lines: Sequence[Span]) -> list[Heading]:
    """The headings among these lines."""
    found: list[Heading] = []
    paragraph: Span | None = None  # the one that the next line may underline
    for line in lines:
        said = text[line.start : line.end].strip()
        if not said or _indent(text, line) > 3:
            paragraph = None
        elif said[0] == "#" and (mark := _ATX.match(said)):
            heading = said[mark.end(1) :].strip()
            found.append(Heading(level=len(mark[1]), text=heading, span=line))
            paragraph = None
        elif paragraph and paragraph.end + 1 == line.start and not said.strip(said[0]):
            # A lone "-" is one to CommonMark too, but its author began a list: no section ends.
            if said[0] in "=-" and said != "-":
                span = Span(paragraph.start, line.end)
                level = 1 if said[0] == "=" else 2
                heading = text[paragraph.start : paragraph.end].strip()
                found.append(Heading(level=level, text=heading, span=span))
            paragraph = None
        elif paragraph and paragraph.end + 1 == line.start:
            paragraph = Span(paragraph.start, line.end)
        else:
            paragraph = None if _NO_PARAGRAPH.match(said) else line
    return found


def _indent(text: str, line: Span) -> int:
    """The blanks at the start of a line; a tab is four, and nothing after the tenth counts."""
    if not text[line.start].isspace():
        return 0
    head = text[line.start : min(line.start + 10, line.end)].expandtabs(4)
    return len(head) - len(head.lstrip(" "))


def has_heading(text: str, start: int, role: Role, labels: Labels) -> bool:
    """Whether a line from `start` on looks like a heading of this role, in code or not.

    A quick look, for the many posts that are no reviews: only lines with "#" or under which "==="
    or "---" stands are read.
    """
    candidates = chain(_numbered_lines(text, start), _underlined_lines(text, start))
    return any(role_of(line, labels) is role for line in candidates)


def _numbered_lines(text: str, start: int) -> Iterator[str]:
    """What follows a "#" that begins a line."""
    at = text.find("#", start)
    while at >= 0:
        first = text.rfind("\n", start, at) + 1 or start
        line = line_at(text, at)
        if line.end - at <= LONGEST and not text[first:at].strip():
            yield text[at : line.end]
        start = line.end
        at = text.find("#", start)


_UNDERLINE: Final = (re.compile(r"\n-[- ]*+(?!.)"), re.compile(r"\n=[= ]*+(?!.)"))


def _underlined_lines(text: str, start: int) -> Iterator[str]:
    """The lines above a line of "-" or "=" only."""
    for underline in _UNDERLINE:
        for found in underline.finditer(text, start):
            at = found.start()
            yield text[text.rfind("\n", start, at) + 1 or start : at]


# -- boxes ----------------------------------------------------------------------------------------

_DIRECTIVE = re.compile(r"(:{3,})[ \t]*([A-Za-z][\w-]*)")
_ALERT = re.compile(r"\[!([A-Za-z]+)\]")
_CLASSED = re.compile(r"\{:[^{}]*?\.(?:prompt-|notice--|callout-)?(\w+)[^{}]*\}")
"""The classes below a quote or a paragraph that make a box of it in themes of Jekyll."""


def read_boxes(text: str, lines: Sequence[Span]) -> list[Box]:
    """The callouts (`:::info`, `> [!NOTE]`, `{: .notice--info}`) and quotes among these lines, outermost only."""
    boxes: list[Box] = []
    closers = _closing_lines(text, lines)
    at = 0
    while at < len(lines):
        said = text[lines[at].start : lines[at].end].strip()
        if found := said.startswith(":::") and _DIRECTIVE.match(said):
            end = _next_after(closers.get(found[1], ()), at) + 1
            boxes.append(_box(text, found[2], lines[at:end], lines[at + 1 : end - 1]))
        elif said.startswith(">"):
            end = at + 1
            while end < len(lines) and text[lines[end].start : lines[end].end].lstrip()[:1] == ">":
                end += 1
            alert = _ALERT.match(said.lstrip("> \t"))
            inner = lines[at + 1 : end] if alert else lines[at:end]
            classed = _classed(text, lines, end)
            kind = alert[1] if alert else classed[1] if classed else ""
            boxes.append(_box(text, kind, lines[at:end], inner))
        elif said.startswith("{:") and (classed := _classed(text, lines, at)):
            start = _start_of_paragraph(text, lines, at)
            is_free = start < at and not (boxes and boxes[-1].span.end >= lines[start].start)
            if is_free:
                boxes.append(_box(text, classed[1], lines[start:at], lines[start:at]))
            end = at + 1
        else:
            end = at + 1
        at = end
    return boxes


def _classed(text: str, lines: Sequence[Span], at: int) -> re.Match[str] | None:
    """The class that a line gives to the block right above it."""
    if at >= len(lines) or not at or lines[at - 1].end + 1 != lines[at].start:
        return None
    return _CLASSED.fullmatch(text[lines[at].start : lines[at].end].strip()[:LONGEST])


def _start_of_paragraph(text: str, lines: Sequence[Span], at: int) -> int:
    """The index of the first line of the paragraph that ends above a line; `at` where none does."""
    start = at
    while start:
        said = text[lines[start - 1].start : lines[start - 1].end].strip()
        if not said or said.startswith("{:"):
            break
        start -= 1
    return start


def _closing_lines(text: str, lines: Sequence[Span]) -> dict[str, list[int]]:
    """The indices of the lines of colons only, by these colons."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        said = text[line.start : line.end].strip()
        if said.startswith(":::") and not said.strip(":"):
            found.setdefault(said, []).append(at)
    return found


def _next_after(indices: Sequence[int], at: int) -> int:
    """The first index behind `at`; `at` itself where nothing closes the box."""
    found = bisect_right(indices, at)
    return indices[found] if found < len(indices) else at


def _box(text: str, kind: str, outer: Sequence[Span], inner: Sequence[Span]) -> Box:
    said = (text[line.start : line.end].strip().lstrip("> \t") for line in inner)
    span = Span(outer[0].start, outer[-1].end)
    return Box(kind.lower(), "\n".join(said).strip(), span)


# -- paragraphs -----------------------------------------------------------------------------------

_LONGEST_STATEMENT: Final = 500
_STATED = re.compile(r"(?![-*+][ \t]|\d{1,9}[.)][ \t]|:::|[>|<])")


def read_statements(text: str, lines: Sequence[Span]) -> Iterator[Box]:
    """The short paragraphs and the headings among these lines, as boxes without a kind."""
    part: list[Span] = []
    for line in [*lines, Span(len(text), len(text))]:
        said = text[line.start : line.end].strip()
        if part and (not said or said[0] == "#" or part[-1].end + 1 != line.start):
            yield from _statement(text, part)
            part = []
        if said and said[0] == "#":
            yield from _statement(text, [line])
        elif said:
            part.append(line)


def _statement(text: str, part: Sequence[Span]) -> Iterator[Box]:
    span = Span(part[0].start, part[-1].end)
    if span.end - span.start <= _LONGEST_STATEMENT:
        said = "\n".join(text[line.start : line.end].strip() for line in part)
        if _STATED.match(said):
            yield Box("", said.lstrip("# \t"), span)


# -- the fold -------------------------------------------------------------------------------------

_FOLD = re.compile(r"(?:<!--|\{/\*)[ \t]*(?:truncate|more)[ \t]*(?:-->|\*/\})", re.IGNORECASE)


def fold_of(text: str, start: int) -> int | None:
    """Where the author ends the excerpt, by a truncate or more marker; None without one."""
    places = (_first_fold(text, start, opening) for opening in ("<!--", "{/*"))
    return min((place for place in places if place is not None), default=None)


def _first_fold(text: str, at: int, opening: str) -> int | None:
    while (at := text.find(opening, at)) >= 0:
        if _FOLD.match(text, at):
            return at
        at += 1
    return None
