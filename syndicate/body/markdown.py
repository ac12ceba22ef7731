"""The one seam to the Markdown parser: what stands where in a text, in characters.

The parser (pyromark over pulldown-cmark) gives ranges in UTF-8 bytes, none for a link's destination and no event
for a definition; it can also panic. All of that ends here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from syndicate.diagnostics import SyndicateError
from syndicate.source.text import Span


class ParserFailure(SyndicateError):
    """The parser broke down on this text; other texts are not affected."""


class Mask(NamedTuple):
    """A marker that the parser must not read: a block one is a rule to it, an inline one a word."""

    span: Span
    is_block: bool


@dataclass(frozen=True, slots=True)
class Construct:
    """Something that the parser recognised.

    kind: "heading", "code", "code_span", "link", "image", "html", "html_inline", "rule", "table", "head", "row", "cell",
        "quote", "list", "item", "footnote", "paragraph", "definition", "task" or "footnote_reference".
    parent: position of the enclosing construct in the list, -1 at the top.
    detail: level of a heading, info string of a fenced block (None: indented), URL of a link, label of a footnote,
        first number of an ordered list.
    destination: where the address of a link, image or definition stands, its angle brackets included.
    text: what a heading says, without markup.
    """

    kind: str
    span: Span
    parent: int
    detail: str | int | None = None
    destination: Span | None = None
    text: str = ""
    id: str | None = None


FOOTNOTES: Final = "FOOTNOTES"
TABLES: Final = "TABLES"
STRIKETHROUGH: Final = "STRIKETHROUGH"
TASKLISTS: Final = "TASKLISTS"
HEADING_ATTRIBUTES: Final = "HEADING_ATTRIBUTES"
DEFINITION_LIST: Final = "DEFINITION_LIST"
GFM: Final = (TABLES, FOOTNOTES, STRIKETHROUGH, TASKLISTS)

_STARTS: Final = {
    "Paragraph": "paragraph",
    "Item": "item",
    "TableHead": "head",
    "TableRow": "row",
    "TableCell": "cell",
    "HtmlBlock": "html",
}
_STARTS_WITH_DETAIL: Final = {
    "Heading": "heading",
    "CodeBlock": "code",
    "BlockQuote": "quote",
    "List": "list",
    "FootnoteDefinition": "footnote",
    "Table": "table",
    "Link": "link",
    "Image": "image",
}
_LEAVES: Final = {
    "Code": "code_span",
    "InlineHtml": "html_inline",
    "FootnoteReference": "footnote_reference",
    "TaskListMarker": "task",
}
_ALL_STARTS: Final = _STARTS | _STARTS_WITH_DETAIL


@lru_cache(maxsize=32)
def _flags(names: tuple[str, ...]) -> int:
    from pyromark import Options

    flags = 0
    for name in names:
        flags |= int(getattr(Options, f"ENABLE_{name}"))
    return flags


def masked(text: str, start: int, masks: Sequence[Mask]) -> str:
    """`text` (which begins at `start` in its file) with its markers made unreadable, of the same UTF-8 length.

    A block marker becomes underscores, which the parser reports as a rule inside its true container; an inline
    one becomes letters, since blanks beside `**` or in a destination would change what CommonMark reads.
    """
    if not masks:
        return text
    pieces: list[str] = []
    done = 0
    for span, is_block in masks:
        begin, end = span.start - start, span.end - start
        marker = text[begin:end]
        pieces.append(text[done:begin])
        pieces.append(_mask(marker, "_" if is_block else "x"))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _mask(marker: str, letter: str) -> str:
    size = len(marker) if marker.isascii() else len(marker.encode())
    if "\n" not in marker:
        return letter * size
    # Line breaks stay, so that the lines of a long tag keep their containers.
    parts = marker.split("\n")
    return "\n".join(letter * len(part.encode()) for part in parts)


def parse(
    text: str, start: int = 0, *, masks: Sequence[Mask] = (), extensions: tuple[str, ...] = GFM
) -> list[Construct]:
    """What the parser recognises in `text`, in source order, parents first; offsets are counted from `start`.

    Raises ParserFailure where the parser panics or refuses the text.
    """
    readable = masked(text, start, masks)
    events = list(_events(readable, _flags(extensions)))
    convert = _char_offsets(readable, events)
    found = _constructs(events, readable, convert, start)
    if "]:" in readable:
        found.extend(_definitions(readable, _flags(extensions), start))
        found = _in_order(found)
    return found


def _events(text: str, flags: int) -> Iterator[tuple[Any, dict[str, int]]]:
    import pyromark

    try:
        yield from pyromark.events_with_range(text, options=flags)
    except (UnicodeEncodeError, ValueError) as error:
        raise ParserFailure(f"the Markdown parser refuses this text: {error}") from error
    except BaseException as error:
        # A Rust panic derives from BaseException, and its class is in no importable module.
        if type(error).__name__ != "PanicException":
            raise
        raise ParserFailure(f"the Markdown parser panicked: {error}") from error


class _Offsets:
    """Characters for UTF-8 bytes, for offsets known beforehand; linear in the text."""

    __slots__ = ("_table",)

    def __init__(self, text: str, wanted: Iterable[int]) -> None:
        raw = text.encode()
        self._table: dict[int, int] = {}
        done = chars = 0
        for offset in sorted(set(wanted)):
            chars += len(raw[done:offset].decode(errors="ignore"))
            done = offset
            self._table[offset] = chars

    def __call__(self, offset: int) -> int:
        return self._table[offset]


def _char_offsets(text: str, events: list[tuple[Any, dict[str, int]]]) -> Any:
    if text.isascii():
        return int
    return _Offsets(text, (offset for _, at in events for offset in (at["start"], at["end"])))


def _constructs(
    events: list[tuple[Any, dict[str, int]]], text: str, convert: Any, start: int
) -> list[Construct]:
    found: list[Construct] = []
    open_: list[int] = []  # positions in `found` of what is open, -1 for what is not kept
    last_end = 0  # where the last inline piece ended, for destinations
    heading: list[str] | None = None
    for event, at in events:
        if isinstance(event, str):  # SoftBreak, HardBreak, Rule
            if event == "Rule":
                span = _span(at, convert, start, text)
                found.append(Construct("rule", span, _parent(open_)))
            elif heading is not None:
                heading.append(" ")
            continue
        ((name, value),) = event.items()
        if name == "Text" or name == "Code":
            last_end = at["end"]
            if heading is not None:
                heading.append(value)
            if name == "Text":
                continue
        if name == "Start":
            kind_name, detail = (
                (value, None) if isinstance(value, str) else next(iter(value.items()))
            )
            kind = _ALL_STARTS.get(kind_name)
            if kind is None:
                open_.append(-1)
                continue
            open_.append(len(found))
            found.append(_started(kind, detail, at, convert, start, text, _parent(open_[:-1])))
            if kind == "heading":
                heading = []
            elif kind in ("link", "image"):
                last_end = at["start"] + (2 if kind == "image" else 1)
        elif name == "End":
            position = open_.pop()
            if position < 0:
                last_end = at["end"]
                continue
            construct = found[position]
            if construct.kind == "heading" and heading is not None:
                found[position] = _with(construct, text="".join(heading))
                heading = None
            elif construct.kind in ("link", "image"):
                where = _destination(text, convert(last_end) if last_end else 0, construct, start)
                found[position] = _with(construct, destination=where)
                last_end = at["end"]
        elif name in _LEAVES:
            last_end = at["end"]
            detail = value if isinstance(value, (str, int)) else None
            found.append(
                Construct(_LEAVES[name], _span(at, convert, start, text), _parent(open_), detail)
            )
    return found


def _parent(open_: list[int]) -> int:
    for position in reversed(open_):
        if position >= 0:
            return position
    return -1


def _span(at: dict[str, int], convert: Any, start: int, text: str) -> Span:
    return Span(start + convert(at["start"]), start + convert(at["end"]))


def _started(
    kind: str, detail: Any, at: dict[str, int], convert: Any, start: int, text: str, parent: int
) -> Construct:
    span = _span(at, convert, start, text)
    if kind == "heading":
        return Construct(kind, span, parent, int(detail["level"][1:]), id=detail["id"])
    if kind == "code":
        return Construct(kind, span, parent, detail["Fenced"] if isinstance(detail, dict) else None)
    if kind in ("link", "image"):
        return Construct(kind, span, parent, detail["dest_url"], id=detail["link_type"])
    if kind in ("footnote", "list"):
        return Construct(kind, span, parent, detail)
    return Construct(kind, span, parent)


def _with(construct: Construct, **changes: Any) -> Construct:
    from dataclasses import replace

    return replace(construct, **changes)


_ADDRESS: Final = re.compile(r"[ \t\r\n>]*(<(?:\\.|[^<>\\\n])*>|(?:\\.|[^\\\s])*)", re.DOTALL)


def _destination(text: str, after: int, construct: Construct, start: int) -> Span | None:
    """Where the address stands in an inline link whose text ends at `after`; None for other links."""
    if construct.id != "Inline":
        return None
    opening = text.find("](", after, construct.span.end - start)
    if opening < 0:
        return None
    match = _ADDRESS.match(text, opening + 2, construct.span.end - start)
    if match is None:
        return None
    begin, end = match.span(1)
    if text.startswith("<", begin):
        return Span(start + begin, start + end)
    return Span(start + begin, start + _balanced(text, begin, end))


def _balanced(text: str, begin: int, end: int) -> int:
    """The end of a bare address: before the first parenthesis that closes more than was opened."""
    depth = 0
    position = begin
    while position < end:
        char = text[position]
        if char == "\\":
            position += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                return position
        position += 1
    return end


_DEFINITION: Final = re.compile(r"\[(?:\\.|[^\[\]\\])*\]:[ \t\r\n>]*(<(?:\\.|[^<>\\\n])*>|\S+)")


def _definitions(text: str, flags: int, start: int) -> Iterator[Construct]:
    import pyromark

    definitions = pyromark.reference_definitions(text, options=flags)
    ranges = [(d["span"]["start"], d["span"]["end"], d["dest"]) for d in definitions.values()]
    convert = int if text.isascii() else _Offsets(text, (o for r in ranges for o in r[:2]))
    for first, last, address in ranges:
        begin, end = convert(first), convert(last)
        match = _DEFINITION.match(text, begin, end)
        if match is None or text.startswith("[^", begin):
            continue
        where = Span(start + match.start(1), start + match.end(1))
        yield Construct("definition", Span(start + begin, start + end), -1, address, where)


def _in_order(found: list[Construct]) -> list[Construct]:
    """`found` sorted by place, its parents renumbered."""
    order = sorted(range(len(found)), key=lambda i: (found[i].span.start, -found[i].span.end, i))
    new = {old: position for position, old in enumerate(order)}
    new[-1] = -1
    return [_with(found[old], parent=new[found[old].parent]) for old in order]


def ancestors(found: Sequence[Construct], position: int) -> Iterator[Construct]:
    """The constructs that enclose `found[position]`, the nearest first."""
    position = found[position].parent
    while position >= 0:
        yield found[position]
        position = found[position].parent


def is_inside(spans: Sequence[Span], offset: int) -> bool:
    """Whether `offset` lies in one of `spans`, which are sorted and do not overlap."""
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index >= 0 and offset < spans[index].end
