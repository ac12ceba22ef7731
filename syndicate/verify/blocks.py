"""An article as ordered blocks that compare, and the reader that collects them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from syndicate.verify.inline import BREAK, Run, tidy, without_end_breaks
from syndicate.verify.tree import Element


class Block(NamedTuple):
    """One block; two articles read the same if their blocks are equal.

    kind: "heading", "text", "code", "math", "picture", "list", "item", "table", "row", "caption",
    "quote", "callout", "details", "tab", "term", "definition", "footnote", "embed", "rule".
    place: what it stands in, outermost first: "quote", "list list", "callout list".
    detail: level of a heading, language of code, "ordered from 3", "[x]" of a task, kind of a
    callout, alignment of columns, "head" of a row.
    runs: its line; the title of a callout, the label of a tab. Code is one run.
    """

    kind: str
    place: str = ""
    detail: str = ""
    runs: tuple[Run, ...] = ()


LOOSE = "loose"
"""Of pictures that no paragraph holds: a line to browsers, and blocks to an engine that was told so."""


def laid(blocks: Sequence[Block], other: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with loose pictures in a line where `other` has them so, and else each for itself."""
    if all(block.detail != LOOSE for block in blocks):
        return tuple(blocks)
    lines = {block for block in other if block.kind == "picture"}
    found: list[Block] = []
    for block in blocks:
        line = block._replace(detail="")
        if block.detail != LOOSE or line in lines:
            found.append(line if block.detail == LOOSE else block)
        else:
            found += (line._replace(runs=(run,)) for run in block.runs if run.kind == "picture")
    return tuple(found)


class Resolver(Protocol):
    """Knows the site that a page belongs to."""

    def link(self, href: str) -> str:
        """Where a link leads; the same for two sites if a reader arrives at the same."""

    def picture(self, source: str) -> str:
        """What a picture shows; the same for two files with the same content."""


class Reader:
    """Walks an article; keeps the line that is being read and where it stands."""

    def __init__(
        self,
        constructs: Mapping[str, Callable[[Reader, Element], None]],
        resolver: Resolver,
        *,
        footnotes: Mapping[str, int],
        has_dollar_math: bool,
    ) -> None:
        """constructs: what reads an element, by tag; an element without one is transparent."""
        self.constructs = constructs
        self.resolver = resolver
        self.footnotes = footnotes
        self.has_dollar_math = has_dollar_math
        self.blocks: list[Block] = []
        self.place = ""
        self.marks: tuple[str, ...] = ()
        self.target = ""
        self.language = ""
        self.is_in_text = False
        self.left_out: set[int] = set()
        """`id()` of elements that have been read already, or are not to be."""
        self.labels: list[list[tuple[Run, ...]]] = []
        """Labels of tabs whose panels are still to come, innermost last."""
        self._line: list[Run] = []
        self._opening: Block | None = None

    def read(self, children: Iterable[Element | str]) -> None:
        for child in children:
            if isinstance(child, str):
                # between blocks there is little else
                if self._line or not child.isspace():
                    self._line.append(Run("text", child, self.marks, self.target))
            elif id(child) not in self.left_out:
                construct = self.constructs.get(child.tag)
                if construct is not None:
                    construct(self, child)
                else:
                    self.read(child.children)

    def add(self, run: Run) -> None:
        """Adds to the line."""
        self._line.append(run)

    def pictures_in_line(self) -> set[str]:
        return {run.text for run in self._line if run.kind == "picture"}

    def emit(self, kind: str, detail: str = "", runs: tuple[Run, ...] = ()) -> None:
        """Ends the line and adds a block; text that begins an item becomes that item."""
        self.flush()
        self._emit(Block(kind, self.place, detail, runs))

    def _emit(self, block: Block) -> None:
        opening, self._opening = self._opening, None
        if opening is not None:
            if block.kind in ("text", "picture") and opening.place == block.place:
                block = opening._replace(runs=block.runs)
            else:
                self.blocks.append(opening)
        self.blocks.append(block)

    def item(self, kind: str, children: Iterable[Element | str]) -> None:
        """Reads a block that takes its line from the first text in it, though it may be empty."""
        self._end_item()
        self._opening = Block(kind, self.place)
        self.read(children)
        self._end_item()

    def tick(self, box: str) -> None:
        """Marks the item that has just begun as a task."""
        if self._opening is not None and not any(run.text.strip() for run in self._line):
            self._opening = self._opening._replace(detail=box)
        else:
            self.add(Run("text", f"{box} "))

    def _end_item(self) -> None:
        self.flush()
        opening, self._opening = self._opening, None
        if opening is not None:
            self.blocks.append(opening)

    def flush(self) -> None:
        """Ends the line."""
        if self._line:
            line, self._line = self._line, []
            runs = without_end_breaks(tidy(line, dollars=self.has_dollar_math))
            if runs:
                kind = _kind_of(runs)
                self._emit(Block(kind, self.place, self._looseness(kind, runs), runs))

    def _looseness(self, kind: str, runs: tuple[Run, ...]) -> str:
        """Tells several pictures that no paragraph holds from a line of them."""
        is_loose = kind == "picture" and not self.is_in_text and "list" not in self.place
        return LOOSE if is_loose and len(runs) > 1 else ""

    def line_of(self, children: Iterable[Element | str]) -> tuple[Run, ...]:
        """`children` as one line; blocks in them are set apart by line ends."""
        self.flush()
        outer = self.blocks, self._opening
        self.blocks, self._opening = [], None
        with self.in_text():
            self.read(children)
            self._end_item()
        read = self.blocks
        self.blocks, self._opening = outer
        return tuple(_as_line(read))

    @contextmanager
    def inside(self, container: str) -> Iterator[None]:
        self.flush()
        place, self.place = self.place, f"{self.place} {container}".lstrip()
        yield
        self.flush()
        self.place = place

    @contextmanager
    def in_text(self) -> Iterator[None]:
        """What is read now is the author's, whatever it looks like."""
        outer, self.is_in_text = self.is_in_text, True
        yield
        self.is_in_text = outer


def _kind_of(runs: tuple[Run, ...]) -> str:
    """What a line is that holds nothing but pictures or a formula of its own."""
    if all(run.kind == "picture" or (run.kind == "text" and run.text == " ") for run in runs):
        return "picture"
    return "math" if len(runs) == 1 and runs[0].kind == "math" and runs[0].marks else "text"


def _as_line(blocks: Iterable[Block]) -> Iterator[Run]:
    is_first = True
    for block in blocks:
        if not is_first:
            yield BREAK
        is_first = False
        if block.kind == "item":
            yield Run("text", f"{block.detail or '-'} ")
        if block.kind == "heading":  # in a line it is no more than bold
            yield from (run._replace(marks=_bold(run.marks)) for run in block.runs)
        else:
            yield from block.runs


def _bold(marks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*marks, "strong"}))
