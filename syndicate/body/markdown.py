"""The one seam to the Markdown parser: what stands where in a text, in characters.

The parser (pyromark over pulldown-cmark) gives ranges in UTF-8 bytes, none for a link's destination and no event
for a definition; it can also panic. All of that ends here.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from operator import add
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from syndicate.body.characters import Characters
from syndicate.body.shown import Mask as Mask
from syndicate.body.shown import MaskKind as MaskKind
from syndicate.body.shown import Shown, shown_to_parser
from syndicate.diagnostics import SyndicateError
from syndicate.source.text import Span

if TYPE_CHECKING:
    from pyromark import Options


class ParserFailure(SyndicateError):
    """The parser broke down on this text; other texts are not affected."""


class NestedTooDeeply(SyndicateError):
    """A text whose parts lie in each other deeper than anybody writes."""

    def __init__(self, how: str = "too deep to be followed") -> None:
        super().__init__(f"lists, quotes or tags lie in each other {how}; write the text flatter")


class Construct(NamedTuple):
    """Something that the parser recognised.

    kind: a value of the tables below, "rule" or "definition".
    parent: position of the enclosing construct in the list, -1 at the top.
    detail: level of a heading, info string of a fenced block (None: indented), URL of a link, label of a footnote,
        first number of an ordered list.
    destination: where the address of a link, image or definition stands, its angle brackets included.
    text: what a heading says, without markup and masks; the title of a definition.
    id: of a heading, where attributes are read; of a link or image its type ("Inline", "Reference", ...); of a
        definition its label.
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

MATH: Final = "MATH"

_STARTS: Final = {
    "Paragraph": "paragraph",
    "Item": "item",
    "TableHead": "head",
    "TableRow": "row",
    "TableCell": "cell",
    "HtmlBlock": "html",
    "Heading": "heading",
    "CodeBlock": "code",
    "BlockQuote": "quote",
    "List": "list",
    "FootnoteDefinition": "footnote",
    "Table": "table",
    "Link": "link",
    "Image": "image",
    "DefinitionList": "terms",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "meaning",
    "Emphasis": "emphasis",
    "Strong": "strong",
    "Strikethrough": "deletion",
}
_LEAVES: Final = {
    "Code": "code_span",
    "InlineHtml": "html_inline",
    "FootnoteReference": "footnote_reference",
    "TaskListMarker": "task",
    "InlineMath": "math",
    "DisplayMath": "math_display",
}
_Range = dict[str, int]
_Event = tuple[Any, _Range]


@lru_cache(maxsize=32)
def _flags(names: tuple[str, ...]) -> Options:
    from pyromark import Options

    flags = Options(0)
    for name in names:
        flags |= getattr(Options, f"ENABLE_{name}")
    return flags


def parse(
    text: str,
    start: int = 0,
    *,
    masks: Sequence[Mask] = (),
    extensions: tuple[str, ...] = GFM,
    kinds: frozenset[str] | None = None,
) -> list[Construct]:
    """What the parser recognises in `text`, in source order, parents first; offsets are counted from `start`.

    kinds: those that are wanted, all where None; the parents of a construct are looked for among them.
    Raises ParserFailure where the parser panics or refuses the text.
    """
    readable = shown_to_parser(text, start, masks)
    flags = _flags(extensions)
    with _failures():
        walk = _Walk(readable, masks, kinds)
        walk.over(_events(readable.text, flags))
    found = walk.constructs()
    if "]:" in readable.text:
        found.extend(_definitions(readable, flags))
        found = _in_order(found)
    return found


def read_events(
    text: str, start: int = 0, *, masks: Sequence[Mask] = (), extensions: tuple[str, ...] = GFM
) -> tuple[Iterator[tuple[Any, dict[str, int]]], Callable[[int], int]]:
    """The parser's own events, each with its first and last byte, and where in the file a byte stands.

    `text` begins at `start` in its file. Raises ParserFailure where the parser panics or refuses the text.
    """
    readable = shown_to_parser(text, start, masks)
    with _failures():
        place = _place_in(readable)
    return _guarded(_events(readable.text, _flags(extensions))), place


def _place_in(readable: Shown) -> Callable[[int], int]:
    """Where in the file a byte of what the parser is shown stands; asked from first to last."""
    if not readable.text.isascii():
        chars, origin = Characters(readable.text).onwards, readable.origin
        return lambda byte: origin(chars(byte))
    if len(readable.starts) == 1:
        return partial(add, readable.origins[0])
    return readable.origin


def to_html(text: str, *, extensions: tuple[str, ...] = GFM) -> str:
    """What the parser itself makes of `text`. Raises ParserFailure where it panics or refuses the text."""
    import pyromark

    with _failures():
        return pyromark.html(text, options=_flags(extensions))


def _events(text: str, flags: Options) -> Iterable[_Event]:
    """The events of the parser, which may break down at any of them."""
    import pyromark

    return cast("Iterable[_Event]", pyromark.events_with_range(text, options=flags))


def _guarded(events: Iterable[_Event]) -> Iterator[_Event]:
    with _failures():
        yield from events


@contextmanager
def _failures() -> Iterator[None]:
    """What the parser throws, as ParserFailure."""
    try:
        yield
    except (UnicodeEncodeError, ValueError) as error:
        raise ParserFailure(f"the Markdown parser refuses this text: {error}") from error
    except BaseException as error:
        # A Rust panic derives from BaseException, and its class is in no importable module.
        if type(error).__name__ != "PanicException":
            raise
        raise ParserFailure(f"the Markdown parser panicked: {error}") from error


_Seen = tuple[str, Any, _Range, int]
"""A construct in the parser's words: its kind, the value of its event (the bare name where it says no more), where it
stands in bytes, the number of its parent.
"""


class _Walk:
    """One walk over the parser's events, which notes what is wanted."""

    def __init__(
        self, readable: Shown, masks: Sequence[Mask], kinds: frozenset[str] | None
    ) -> None:
        self.readable = readable
        self.characters = None if readable.text.isascii() else Characters(readable.text)
        self.words = [mask.span for mask in masks if mask.kind is MaskKind.WORD]
        self.starts, self.leaves = _wanted(kinds)
        self.seen: list[_Seen] = []
        self.open: list[int] = []  # numbers in `seen` of what is open, -1 for what is not kept
        self.parents = [-1]  # those of them that are kept
        self.last: _Range = {"end": 0}  # where the last inline piece stands; an address follows it
        self.texts: dict[int, int] = {}  # link or image -> the byte where its text ends
        self.heading: list[str] = []
        self.is_heading = False
        self.headings: dict[int, str] = {}  # heading -> what it says

    def over(self, events: Iterable[_Event]) -> None:
        starts, opened = self.starts, self.open  # most events are of things that nobody wants
        for event, at in events:
            if type(event) is str:
                self._bare(event, at)
            elif "Text" in event:
                self.last = at
                if self.is_heading:
                    self.heading.append(self._unmasked(event["Text"], at))
            elif "End" in event:
                position = opened.pop()
                if position >= 0:
                    self._end(position)
                self.last = at
            elif "Start" in event:
                value = event["Start"]
                kind = starts.get(value if type(value) is str else next(iter(value)))
                if kind is None:
                    opened.append(-1)
                else:
                    self._start(kind, value, at)
            else:
                self._leaf(event, at)

    def _bare(self, event: str, at: _Range) -> None:
        if event == "Rule":
            self.seen.append(("rule", event, at, self.parents[-1]))
        elif self.is_heading:
            self.heading.append(" ")

    def _leaf(self, event: dict[str, Any], at: _Range) -> None:
        self.last = at
        ((name, value),) = event.items()
        if self.is_heading and name in ("Code", "InlineMath"):
            self.heading.append(value)
        kind = self.leaves.get(name)
        if kind is not None:
            self.seen.append((kind, event, at, self.parents[-1]))

    def _start(self, kind: str, value: Any, at: _Range) -> None:
        position = len(self.seen)
        self.seen.append((kind, value, at, self.parents[-1]))
        self.open.append(position)
        self.parents.append(position)
        if kind == "link" or kind == "image":
            self.last = {"end": at["start"] + (2 if kind == "image" else 1)}
        elif kind == "heading":
            self.heading = []
            self.is_heading = True

    def _end(self, position: int) -> None:
        self.parents.pop()
        kind = self.seen[position][0]
        if kind == "link" or kind == "image":
            self.texts[position] = self.last["end"]
        elif kind == "heading":
            self.headings[position] = "".join(self.heading)
            self.is_heading = False

    def _unmasked(self, text: str, at: _Range) -> str:
        """A piece of a heading without the letters that stand for markers."""
        if not self.words:
            return text
        first = at["start"] if self.characters is None else self.characters(at["start"])
        start = self.readable.origin(first)
        cuts = [w for w in self.words if w.start < start + len(text) and w.end > start]
        for cut in reversed(cuts):
            text = text[: max(cut.start - start, 0)] + text[cut.end - start :]
        return text

    def constructs(self) -> list[Construct]:
        """What was noted, in characters of the file."""
        between = None if self.characters is None else self.characters.between
        readable, found = self.readable, []
        is_whole, offset = len(readable.starts) == 1, readable.origins[0]
        for position, (kind, value, at, parent) in enumerate(self.seen):
            first, last = at["start"], at["end"]
            if between is not None:
                first, last = between(first, last)
            span = Span(first + offset, last + offset) if is_whole else readable.piece(first, last)
            where, text, id = None, "", None
            detail: Any = None if type(value) is str else next(iter(value.values()))
            if kind == "link" or kind == "image":
                id = detail["link_type"]
                if id == "Inline":
                    after = self.texts[position]
                    if between is not None:
                        after = between(after, after)[0]
                    where = _destination(readable, after, last)
                detail = detail["dest_url"]
            elif kind == "heading":
                text, id, detail = (
                    self.headings[position],
                    detail["id"],
                    int(detail["level"][1:]),
                )
            elif kind == "code":
                detail = detail["Fenced"] if type(detail) is dict else None
            elif type(detail) is not str and type(detail) is not int:
                detail = None
            found.append(Construct(kind, span, parent, detail, where, text, id))
        return found


@lru_cache(maxsize=32)
def _wanted(kinds: frozenset[str] | None) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Those of the tables of starts and leaves that are wanted."""
    if kinds is None:
        return _STARTS, _LEAVES
    starts, leaves = (
        {name: kind for name, kind in table.items() if kind in kinds}
        for table in (_STARTS, _LEAVES)
    )
    return starts, leaves


_ADDRESS: Final = re.compile(r"[ \t\r\n>]*(<(?:[^<>\\\n]++|\\.)*+>|(?:[^\\\s]++|\\.)*+)", re.DOTALL)


def _destination(readable: Shown, after: int, end: int) -> Span | None:
    """Where the address stands in an inline link whose text ends at `after`."""
    text = readable.text
    opening = text.find("](", after, end)
    if opening < 0:
        return None
    match = _ADDRESS.match(text, opening + 2, end)
    if match is None:
        return None
    first, last = match.span(1)
    if not text.startswith("<", first):
        last = _balanced(text, first, last)
    return readable.span(first, last)


def _balanced(text: str, begin: int, end: int) -> int:
    """The end of a bare address: before the first parenthesis that closes more than was opened."""
    close = text.find(")", begin, end)
    if close >= 0 and text.find("(", begin, close) < 0 and text.find("\\", begin, close) < 0:
        return close
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


def _definitions(readable: Shown, flags: Options) -> Iterator[Construct]:
    import pyromark

    text = readable.text
    definitions = pyromark.reference_definitions(text, options=flags)
    ranges = [
        (d["span"]["start"], d["span"]["end"], d["dest"], d.get("title") or "", label)
        for label, d in definitions.items()
    ]
    chars: Callable[[int], int] = int if text.isascii() else Characters(text)
    origin = readable.origin
    for first, last, address, title, label in ranges:
        begin, end = chars(first), chars(last)
        match = _DEFINITION.match(text, begin, end)
        if match is None or text.startswith("[^", begin):
            continue
        where = Span(origin(match.start(1)), origin(match.end(1)))
        span = Span(origin(begin), origin(end))
        yield Construct("definition", span, -1, address, where, text=title, id=label)


def _in_order(found: list[Construct]) -> list[Construct]:
    """`found` sorted by place, its parents renumbered."""
    order = sorted(range(len(found)), key=lambda i: (found[i].span.start, -found[i].span.end, i))
    if order == list(range(len(found))):
        return found
    new = {old: position for position, old in enumerate(order)}
    new[-1] = -1
    return [found[old]._replace(parent=new[found[old].parent]) for old in order]


def ancestors(found: Sequence[Construct], position: int) -> Iterator[Construct]:
    """The constructs that enclose `found[position]`, the nearest first."""
    position = found[position].parent
    while position >= 0:
        yield found[position]
        position = found[position].parent


def is_inside(spans: Sequence[Span], offset: int) -> bool:
    """Whether `offset` lies in one of `spans`, which are sorted and do not overlap."""
    index = bisect_right(spans, (offset, sys.maxsize)) - 1  # pairs compare faster than by a key
    return index >= 0 and offset < spans[index].end
