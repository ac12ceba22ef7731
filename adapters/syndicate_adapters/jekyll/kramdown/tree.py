"""What the parser finds: blocks, and what stands in their lines, each with its place in the text that was read.

A block inside of a quote or list is read from lines without their markers; a `Fragment` knows where those
lines stand in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from syndicate.source.text import Span


@dataclass(slots=True)
class Fragment:
    """Text as one level of blocks sees it. Its pieces begin at `starts` and stand at `origins` in the file."""

    text: str
    starts: list[int]
    origins: list[int]

    def origin(self, offset: int) -> int:
        """The place in the file of a character."""
        if len(self.starts) == 1:
            return self.origins[0] + offset
        index = bisect_right(self.starts, offset) - 1
        return self.origins[index] + offset - self.starts[index]

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a stretch; its end is behind its last character."""
        first = self.origin(start)
        return Span(first, self.origin(end - 1) + 1 if end > start else first)


@dataclass(slots=True)
class FragmentMaker:
    """Collects the lines of a fragment from those of the one around it."""

    outer: Fragment
    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    size: int = 0

    def add(self, text: str, offset: int) -> None:
        """Adds `text`, which stands at `offset` in the outer fragment."""
        if text:
            self.starts.append(self.size)
            self.origins.append(self.outer.origin(offset))
            self.pieces.append(text)
            self.size += len(text)

    def made(self) -> Fragment:
        return Fragment("".join(self.pieces), self.starts or [0], self.origins or [0])


@dataclass(slots=True)
class Attributes:
    """What attribute lists say: names and values, and the names of other lists."""

    values: dict[str, str] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def add(self, key: str, value: str) -> None:
        """Sets a value; classes add up."""
        if key == "class" and key in self.values:
            value = f"{self.values[key]} {value}"
        self.values[key] = value

    def merge(self, other: Attributes) -> None:
        self.references += other.references
        self.spans += other.spans
        for key, value in other.values.items():
            self.add(key, value)


@dataclass(slots=True)
class Inline:
    """What stands in a line. Offsets are those of the fragment; text between the children is text.

    kind: "em", "strong", "del", "code", "a", "img", "autolink", "html", "comment", "math", "note", "br",
        "raw", "abbr", "backslash" (shown as it stands), "hidden" (seen by nobody).
    inner: what stands between the marks. url, title: of links and images. name: of tags and notes.
    address: where the URL stands, if in this place. ial: the lists behind it. is_raw: only tags count inside.
    """

    kind: str
    start: int
    end: int
    inner_start: int = 0
    inner_end: int = 0
    children: list[Inline] = field(default_factory=list)
    url: str = ""
    title: str | None = None
    name: str = ""
    address: tuple[int, int] | None = None
    attributes: dict[str, str] | None = None
    ial: Attributes | None = None
    is_raw: bool = False


@dataclass(slots=True)
class Definition:
    """A link definition: its name, its address, and where that stands in the fragment of its block."""

    label: str
    url: str
    title: str | None
    address: tuple[int, int]

    @property
    def is_plain(self) -> bool:
        """Whether CommonMark reads the same in it."""
        if "[" in self.label or "\\" in self.label or '"' in (self.title or ""):
            return False
        return not any(char.isspace() or char in "<>\\" for char in self.url)


@dataclass(slots=True)
class Block:
    """One block. Offsets are those of `frag`; `text_start` and `text_end` bound the line of a leaf.

    kind: "p", "h", "code", "quote", "hr", "ul", "ol", "li", "dl", "dt", "dd", "html", "comment", "math", "table",
        "row", "cell", "note", "raw"; "blank", "eob" and "hidden" show nothing.
    value: code, formula, what a blank holds. name: language, tag, note. level: of a heading.
    model: what stands in a tag: "raw", "block" or "span". is_tight: a paragraph of an item without `<p>`.
    """

    kind: str
    frag: Fragment
    start: int
    end: int
    children: list[Block] = field(default_factory=list)
    text_start: int = 0
    text_end: int = 0
    value: str = ""
    name: str = ""
    level: int = 0
    model: str = ""
    is_tight: bool = False
    is_fenced: bool = False
    is_closed: bool = True
    aligns: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    ial: Attributes | None = None
    line: Sequence[Inline] = ()
    close: tuple[int, int] | None = None
    definition: Definition | None = None
    strays: Sequence[tuple[int, int]] = ()

    @property
    def span(self) -> Span:
        """Where it stands in the file, without the end of its last line."""
        text, end = self.frag.text, self.end
        while end > self.start and text[end - 1] in "\n \t":
            end -= 1
        return self.frag.span(self.start, end)


def walk(blocks: list[Block]) -> Iterator[Block]:
    """All blocks, each before those in it."""
    pending = blocks[::-1]
    while pending:
        block = pending.pop()
        yield block
        pending += block.children[::-1]


def walk_line(line: Sequence[Inline]) -> Iterator[Inline]:
    """All that stands in a line, each before what is in it."""
    pending = list(line[::-1])
    while pending:
        inline = pending.pop()
        yield inline
        pending += inline.children[::-1]
