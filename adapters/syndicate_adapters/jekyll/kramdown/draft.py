"""Text in the making, with the nodes in it and where it comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from syndicate.body.nodes import Body, Node
from syndicate.body.tree import nested
from syndicate.source.text import SourceText, Span


@dataclass(slots=True)
class Draft:
    """Pieces of text, nodes over them, and the places of `source` that pieces were made from.

    prefix: what stands before each line after the first. code: where no escape works.
    in_cell: a pipe would end the cell. in_title: all is one line.
    """

    source: SourceText
    prefix: str = ""
    in_cell: bool = False
    in_title: bool = False
    nodes: list[Node] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _size: int = 0
    _starts: list[int] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    is_line_start: bool = True
    is_tag_first: bool = False  # a tag begins the line that is being written
    first_piece: int = 0  # of the line of the leaf that is being written
    _is_begun: bool = True  # the prefix of this line is written

    def write(self, text: str) -> None:
        """Adds text; its lines get the prefix."""
        first = True
        for line in text.split("\n"):
            if not first:
                if not self._is_begun:
                    self._add(self.prefix.rstrip())
                self._add("\n")
                self.is_line_start, self._is_begun = True, False
            first = False
            if line:
                self.here()
                self._add(line)
                self.is_line_start = False

    @property
    def is_first(self) -> bool:
        """Whether nothing of the line of a leaf is written yet."""
        return self.is_line_start and len(self._pieces) <= self.first_piece

    def stay_in_line(self, otherwise: str) -> None:
        """Makes what follows stand behind the line above, or behind `otherwise` in the first one."""
        if not self.is_line_start:
            return
        if not self._is_begun and len(self._pieces) > self.first_piece:
            self._pieces[-1] = " "
            if self._pieces[-2:-1] == ["\\"]:  # a break, which needs its newline
                self._pieces[-2] = "<br />"
                self._size += len("<br />") - 1
            self._is_begun = True
            self.is_line_start = False
        else:
            self.write(otherwise)

    def write_as_it_is(self, text: str) -> None:
        """Adds text without prefixes: the source of a node, which is written otherwise."""
        self.here()
        self._add(text)
        self.is_line_start = False

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._size += len(text)

    def here(self) -> int:
        """The offset at which the next text will stand."""
        if not self._is_begun:
            self._add(self.prefix)
            self._is_begun = True
        return self._size

    def ends_with(self, text: str) -> bool:
        """Whether what was written last ends so."""
        return bool(self._pieces) and self._pieces[-1].endswith(text)

    @contextmanager
    def inside(self, marker: str, prefix: str) -> Iterator[None]:
        """Writes the marker of a container; lines in it get `prefix` too."""
        self.here()
        self._add(marker)
        self.is_line_start = True
        outer, self.prefix = self.prefix, self.prefix + prefix
        yield
        self.prefix = outer

    def begin(self) -> tuple[int, int]:
        """Where a node begins: its offset, and its place among the nodes, before those in it."""
        return self.here(), len(self.nodes)

    def end(self, begun: tuple[int, int], make: Callable[[Span], Node]) -> None:
        """Adds the node over what was written since."""
        start, index = begun
        self.nodes.insert(index, make(Span(start, self._size)))

    def write_code(self, text: str) -> None:
        """Adds code or HTML, in which no escape works."""
        start = self.here()
        self.write(text)
        if self._size > start:
            self.code.append(Span(start, self._size))

    def at(self, place: int) -> None:
        """What is written from here on comes from `place`."""
        self.first_piece = len(self._pieces)
        self._starts.append(self._size)
        self._places.append(place)

    def body(self) -> Body:
        """What was written."""
        text = "".join(self._pieces)
        starts, places, source = self._starts, self._places, self.source

        def origin(offset: int) -> tuple[SourceText, int]:
            index = bisect_right(starts, offset) - 1
            return source, places[max(index, 0)] if places else 0

        return Body(
            source=SourceText(path=source.path, text=text, origin=origin),
            span=Span(0, len(text)),
            nodes=nested(self.nodes),
            code=tuple(sorted(self.code)),
        )
