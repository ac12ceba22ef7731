"""What CommonMark sees in a text, block by block and piece by piece of a line, each with its place.

To write a block anew in kramdown's words; `syndicate.body.outline` is the cheaper view that is compared first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from syndicate.body import markdown
from syndicate.body.markdown import Mask, MaskKind

_BLOCKS: Final = {
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
_INLINE: Final = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del"}
_LEAVES: Final = {"Text": "text", "Html": "text", "Code": "code_span", "InlineHtml": "tag"}
_LINES: Final = frozenset({"p", "h", "cell", "code", "html"})


@dataclass(slots=True)
class Piece:
    """A block, or something in a line, from `start` to `end` in the text.

    kind: a block as in `Outline`; in a line "text", "em", "strong", "del", "link", "img", "code_span", "tag",
        "noteref", "soft" or "hard" (ends of lines).
    text: of code, HTML and text. detail: level, info string, first number, label; of an item its box.
    url, title: of a link or picture. is_tight: a paragraph of an item that has no blank lines.
    """

    kind: str
    start: int
    end: int
    detail: str = ""
    text: str = ""
    url: str = ""
    title: str = ""
    is_tight: bool = False
    aligns: tuple[str, ...] = ()
    children: list[Piece] = field(default_factory=list)


def read_pieces(text: str, masks: Sequence[Mask]) -> list[Piece]:
    """The blocks of `text`. Raises ParserFailure."""
    events, place = markdown.read_events(text, 0, masks=masks)
    walk = _Walk()
    # The end of a piece is behind its last character, not behind what is masked there.
    hidden = {m.span.end: m.span.start for m in masks if m.kind is MaskKind.NOTHING}
    for event, at in events:
        start, end = place(at["start"]), place(at["end"])
        while start < hidden.get(end, start) < end:
            end = hidden[end]
        if isinstance(event, str):
            walk.bare(event, start, end)
            continue
        ((name, value),) = event.items()
        if name == "Start":
            walk.begin(value, start, end)
        elif name == "End":
            walk.end(value)
        else:
            walk.leaf(name, value, start, end)
    return walk.root.children


class _Walk:
    """One walk over the parser's events."""

    def __init__(self) -> None:
        self.root = Piece("root", 0, 0)
        self.open = [self.root]

    def bare(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self._close_tight()
            self.open[-1].children.append(Piece("hr", start, end))
        else:
            self._inline(Piece("hard" if event == "HardBreak" else "soft", start, end))

    def begin(self, value: Any, start: int, end: int) -> None:
        name: str = value if isinstance(value, str) else next(iter(value))
        detail: Any = None if isinstance(value, str) else value[name]
        kind = _BLOCKS.get(name)
        if kind is not None:
            self._close_tight()
            piece = Piece(kind, start, end, _detail(name, detail))
            if name == "Table":
                piece.aligns = tuple("" if side == "None" else side.lower() for side in detail)
            self.open[-1].children.append(piece)
        elif name in ("Link", "Image"):
            piece = Piece("link" if name == "Link" else "img", start, end, detail["link_type"])
            piece.url, piece.title = detail["dest_url"], detail["title"]
            self._inline(piece)
        else:
            piece = Piece(_INLINE.get(name, "span"), start, end)
            self._inline(piece)
        self.open.append(piece)

    def end(self, value: Any) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name in _BLOCKS:
            self._close_tight()
        self.open.pop()

    def leaf(self, name: str, value: Any, start: int, end: int) -> None:
        top = self.open[-1]
        if name == "TaskListMarker":
            item = next(piece for piece in reversed(self.open) if piece.kind == "item")
            item.detail = "[x]" if value else "[ ]"
        elif top.kind in ("code", "html") and name in ("Text", "Html"):
            top.text += value
        elif name == "FootnoteReference":
            self._inline(Piece("noteref", start, end, value))
        else:
            self._inline(Piece(_LEAVES.get(name, "text"), start, end, text=str(value)))

    def _inline(self, piece: Piece) -> None:
        """Adds something to the line; one that stands in an item itself gets a paragraph."""
        top = self.open[-1]
        if top.kind in _BLOCKS.values() and top.kind not in _LINES:
            paragraph = Piece("p", piece.start, piece.end, is_tight=True)
            top.children.append(paragraph)
            self.open.append(paragraph)
            top = paragraph
        if top.is_tight and top.kind == "p":
            top.end = max(top.end, piece.end)
        top.children.append(piece)

    def _close_tight(self) -> None:
        if self.open[-1].is_tight and self.open[-1].kind == "p":
            self.open.pop()


def _detail(name: str, detail: Any) -> str:
    match name:
        case "Heading":
            return str(detail["level"][1:])
        case "CodeBlock":
            return str(detail["Fenced"]) if isinstance(detail, dict) else ""
        case "List":
            return "" if detail is None else str(detail)
        case "FootnoteDefinition":
            return str(detail)
        case "TableHead":
            return "head"
    return ""


def walk(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """All pieces, each before those in it."""
    pending = list(reversed(pieces))
    while pending:
        piece = pending.pop()
        yield piece
        pending += reversed(piece.children)
