"""The state of the block parser: what the whole document defines, and where one level of it is being read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.patterns import BLANK, EOB, IAL_LINE
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.kramdown.tree import Attributes, Block, Fragment

DEEPEST: Final = 60
"""Quotes and lists in each other; deeper ones stay text."""


@dataclass(slots=True)
class Document:
    """What a text defines anywhere in it, for all of it.

    tokens: stand-ins for blocks that are no Markdown: where they begin and end in the file.
    read: the parser of blocks.
    """

    options: KramdownOptions
    read: Callable[[Level], bool]
    lists: dict[str, Attributes] = field(default_factory=dict)
    links: dict[str, Block] = field(default_factory=dict)
    notes: dict[str, Block] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    tokens: dict[int, int] = field(default_factory=dict)
    hidden: list[Span] = field(default_factory=list)
    depth: int = 0


@dataclass(slots=True)
class Level:
    """One run over a fragment: `tree` gets the blocks, `pending` is a list of attributes for the next one."""

    document: Document
    frag: Fragment
    tree: Block
    pos: int = 0
    pending: Attributes | None = None
    text: str = ""
    end: int = 0
    fences: dict[str, list[tuple[int, int, int]]] | None = None

    def __post_init__(self) -> None:
        self.text = self.frag.text
        self.end = len(self.text)

    def add(self, kind: str, end: int) -> Block:
        """A new block from here to `end`, where the reading goes on."""
        block = Block(kind, self.frag, self.pos, end)
        if self.pending is not None:
            block.ial, self.pending = self.pending, None
        self.tree.children.append(block)
        self.pos = end
        return block

    def read_inside(self, frag: Fragment, tree: Block) -> None:
        """Reads the blocks of a container, whose lines `frag` holds."""
        self.document.read(Level(self.document, frag, tree))

    def hide(self, start: int, end: int) -> Span:
        """Marks a stretch as seen by nobody, without the white space at its end, and gives its place in the file."""
        while end > start and self.text[end - 1] in " \t\n\v\f\r":
            end -= 1
        span = self.frag.span(start, end)
        self.document.hidden.append(span)
        return span

    def line_end(self, offset: int) -> int:
        """Behind the newline of a line."""
        return self.text.find("\n", offset) + 1 or self.end

    def is_after_boundary(self) -> bool:
        """Whether a block that needs a blank line above may begin here."""
        last = self.tree.children[-1] if self.tree.children else None
        if last is None or last.kind == "blank" or self.pending is not None:
            return True
        return last.kind == "eob" and not last.value

    def is_before_boundary(self, offset: int) -> bool:
        """Whether a block that needs a blank line below may end here."""
        if offset >= self.end:
            return True
        text = self.text
        return (
            BLANK.match(text, offset) is not None
            or EOB.match(text, offset) is not None
            or IAL_LINE.match(text, offset) is not None
        )
