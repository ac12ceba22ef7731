"""What CommonMark sees in a text, as far as readers do: to compare with what another dialect sees in it.

Every block is an `Outline`; what stands in its line is one string with marks in it, blanks folded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from syndicate.body import markdown
from syndicate.body.markdown import GFM, Mask


@dataclass(slots=True)
class Outline:
    """One block, which begins at `start` in the file; `line` is empty where it holds other blocks.

    kind: "p", "h", "code", "html", "quote", "list", "item", "table", "row", "cell", "note", "hr".
    detail: level, language, kind of a list, name of a note, code, HTML: whatever must be alike.
    """

    kind: str
    start: int
    detail: str = ""
    line: str = ""
    children: list[Outline] = field(default_factory=list)


def mark(kind: str, detail: str = "") -> str:
    """A mark in a line, which no text can be."""
    return f"\x01{kind}\x02{detail}\x03"


def folded(line: str) -> str:
    """A line with its blanks folded, and none at its ends or beside a break."""
    if line.isprintable() and "  " not in line:  # of all blanks, only the space is printable
        return line.strip(" ")
    line = " ".join(line.split())
    return _BREAK.sub(_BREAK_MARK, line) if _BREAK_MARK in line else line


def shown_line(line: str) -> str:
    """The same without breaks at its end, which no reader sees."""
    line = folded(line)
    while line.endswith(_BREAK_MARK):
        line = line[: -len(_BREAK_MARK)]
    return line


_BREAK_MARK: Final = mark("br")
_BREAK: Final = re.compile(f" ?{re.escape(_BREAK_MARK)} ?")


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks of a text, and the emphasis in it: kind, and the byte where it begins."""

    blocks: list[Outline]
    emphasis: list[tuple[str, int]]
    place: Callable[[int], int]

    def marks(self) -> set[tuple[str, int]]:
        """Kind of each emphasis, and where it begins in the file."""
        return {(kind, self.place(byte)) for kind, byte in self.emphasis}


_MARKS: Final = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del"}
_OPENING: Final = {name: mark(kind) for name, kind in _MARKS.items()}
_CLOSING: Final = {name: mark(f"/{kind}") for name, kind in (*_MARKS.items(), ("Link", "a"))}
_CONTAINERS: Final = {
    "BlockQuote": "quote",
    "List": "list",
    "Item": "item",
    "Table": "table",
    "TableHead": "row",
    "TableRow": "row",
    "TableCell": "cell",
    "FootnoteDefinition": "note",
    "Paragraph": "p",
    "Heading": "h",
    "CodeBlock": "code",
    "HtmlBlock": "html",
}
_LEAVES: Final = frozenset({"p", "h", "cell", "code", "html"})


def read_outline(
    text: str, start: int = 0, *, masks: Sequence[Mask] = (), extensions: tuple[str, ...] = GFM
) -> Reading:
    """What the parser sees in `text`, which begins at `start` in its file. Raises ParserFailure."""
    events, place = markdown.read_events(text, start, masks=masks, extensions=extensions)
    walk = _Walk(place)
    walk.over(events)
    return Reading(walk.root.children, walk.emphasis, place)


class _Walk:
    """One walk over the parser's events."""

    def __init__(self, place: Callable[[int], int]) -> None:
        self.place = place
        self.root = Outline("root", 0)
        self.open = [self.root]
        self.emphasis: list[tuple[str, int]] = []
        self.pieces: list[str] = []  # of the line
        self.pictures: list[tuple[list[str], str]] = []  # the line around each, and its mark

    def over(self, events: Iterable[tuple[Any, dict[str, int]]]) -> None:
        for event, at in events:
            if type(event) is str:
                self.bare(event, at)
            elif "Text" in event:
                self.pieces.append(event["Text"])
            elif "Start" in event:
                self.begin(event["Start"], at)
            elif "End" in event:
                self.end(event["End"])
            else:
                ((name, value),) = event.items()
                self.leaf(name, value)

    def bare(self, event: str, at: dict[str, int]) -> None:
        if event == "Rule":
            self.close_line()
            self.open[-1].children.append(self._block("hr", at))
        elif event == "HardBreak":
            self.pieces.append(_BREAK_MARK)
        else:
            self.pieces.append(" ")

    def _block(self, kind: str, at: dict[str, int], detail: str = "") -> Outline:
        return Outline(kind, self.place(at["start"]), detail)

    def begin(self, value: Any, at: dict[str, int]) -> None:
        name: str = value if isinstance(value, str) else next(iter(value))
        detail: Any = None if isinstance(value, str) else value[name]
        kind = _CONTAINERS.get(name)
        if kind is not None:
            self.close_line()
            block = self._block(kind, at, _detail(name, detail))
            self.open[-1].children.append(block)
            self.open.append(block)
        elif name in _MARKS:
            self.emphasis.append((_MARKS[name], at["start"]))
            self.pieces.append(_OPENING[name])
        elif name == "Link":
            self.pieces.append(mark("a", _address(detail)))
        elif name == "Image":
            self.pictures.append((self.pieces, mark("img", _address(detail))))
            self.pieces = []

    def end(self, value: Any) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name in _CONTAINERS:
            self.close_line()
            while len(self.open) > 1:
                block = self.open.pop()
                if block.kind == _CONTAINERS[name]:
                    break
        elif name in _CLOSING:
            self.pieces.append(_CLOSING[name])
        elif name == "Image":
            alt = _plain(self.pieces)
            self.pieces, opening = self.pictures.pop()
            self.pieces.append(f"{opening}{alt}{mark('/img')}")

    def leaf(self, name: str, value: Any) -> None:
        if name == "Code":
            self.pieces.append(f"{mark('code')}{value}{mark('/code')}")
        elif name == "InlineHtml":
            self.pieces.append(mark("tag", folded(value)))
        elif name == "Html":
            self.pieces.append(value)
        elif name == "FootnoteReference":
            self.pieces.append(mark("note", value))
        elif name == "TaskListMarker":
            item = next(block for block in reversed(self.open) if block.kind == "item")
            item.detail = "[x]" if value else "[ ]"

    def close_line(self) -> None:
        """Ends the line that was collected."""
        pieces, self.pieces = self.pieces, []
        if not pieces:
            return
        block = self.open[-1]
        text = "".join(pieces)
        if block.kind in ("code", "html"):
            block.line = text if block.kind == "code" else folded(text)
            return
        if block.kind not in _LEAVES:  # a tight item, whose paragraph has no events
            block = Outline("p", block.start)
            self.open[-1].children.append(block)
        block.line = shown_line(text)


def _plain(pieces: list[str]) -> str:
    return "".join(piece for piece in pieces if not piece.startswith("\x01"))


def _address(detail: dict[str, str]) -> str:
    return f"{html.unescape(detail['dest_url'])}\x04{detail['title']}"


def _detail(name: str, detail: Any) -> str:
    match name:
        case "Heading":
            return str(detail["level"][1:])
        case "CodeBlock":
            info = detail["Fenced"] if isinstance(detail, dict) else ""
            return str(info)
        case "List":
            return "" if detail is None else str(detail)
        case "Table":
            return ",".join("" if side == "None" else side.lower() for side in detail)
        case "FootnoteDefinition":
            return str(detail)
        case "TableHead":
            return "head"
    return ""


def walk(blocks: Sequence[Outline]) -> Iterator[Outline]:
    """All blocks, each before those in it."""
    pending = list(reversed(blocks))
    while pending:
        block = pending.pop()
        yield block
        pending += reversed(block.children)
