"""From what kramdown finds in a text to the sparse tree.

What CommonMark reads alike stays text. What it reads otherwise becomes a node: emphasis that it would not see an
element, a line or a block that it would misread an `Insert` that says the same in its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from syndicate.body.nodes import (
    Attributes,
    Body,
    Callout,
    Code,
    Comment,
    Destination,
    Element,
    Insert,
    Math,
    Node,
    Place,
    Role,
    Title,
    Verbatim,
)
from syndicate.body.settled import NOTHING, Settled
from syndicate.source.text import SourceText, Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.jekyll.kramdown.addresses import attribute_node, tag_addresses
from syndicate_adapters.jekyll.kramdown.callouts import Boxed, boxed, titled
from syndicate_adapters.jekyll.kramdown.compared import Compared, compare
from syndicate_adapters.jekyll.kramdown.document import (
    Reading,
    attributes_of,
    fragment_of,
    read,
)
from syndicate_adapters.jekyll.kramdown.hidden import hidden_spans, tags_of, with_line
from syndicate_adapters.jekyll.kramdown.inline import LineNodes, prefix_of
from syndicate_adapters.jekyll.kramdown.plain import (
    Reached,
    addresses_of,
    headings_of,
    html_of,
    is_all,
    settled_in,
    stand_ins_of,
    tokens_of,
)
from syndicate_adapters.jekyll.kramdown.seen import is_open_element, is_toc
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.kramdown.stretches import code_spans, html_spans
from syndicate_adapters.jekyll.kramdown.text import shown
from syndicate_adapters.jekyll.kramdown.toc import contents
from syndicate_adapters.jekyll.kramdown.tokens import Tokens
from syndicate_adapters.jekyll.kramdown.tree import Block, Definition, Fragment
from syndicate_adapters.jekyll.kramdown.writer import (
    SILENT,
    body_of,
    code_attributes,
    heading_node,
    is_silent,
    title_body_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """What reading depends on beside the text. names: of the classes that make a callout, and its kind.

    tokens: what Liquid left. strips_title: the heading that begins
    the text is no part of the article.
    """

    options: KramdownOptions
    names: Mapping[str, str]
    tokens: Tokens = field(default_factory=Tokens)
    strips_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The nodes of a text, unordered, and where code stands in it, and HTML and addresses."""

    nodes: list[Node]
    code: tuple[Span, ...]
    html: tuple[Span, ...]


def read_nodes(source: SourceText, span: Span, syntax: Syntax) -> Found:
    """The nodes of a stretch of a file. Raises ParserFailure."""
    keeps_title = not syntax.strips_title
    apart = settled_in(source.text, span, syntax.options, keeps_title=keeps_title)
    try:
        return read_around(source, span, syntax, apart)
    except Reached:
        return read_around(source, span, syntax, NOTHING)


def read_around(source: SourceText, span: Span, syntax: Syntax, apart: Settled) -> Found:
    """The same where some blocks are settled. Raises ParserFailure, and Reached where one of them is not."""
    text = source.text
    headings = headings_of(text, apart)
    if is_all(text, span, apart):
        reading = read(Fragment("", [0], [0]), syntax.options, {}, headings)
        reader = _Reader(source, span, syntax, reading, Compared())
        nodes: list[Node] = []
    else:
        frag = fragment_of(text, span, apart.runs)
        tokens = syntax.tokens.ends()
        for settled in apart.others:
            tokens.pop(settled.start, None)
        reading = read(frag, syntax.options, tokens, headings)
        stand_ins = stand_ins_of(reading, apart)
        compared = compare(text, span, reading, apart.runs)
        if not stand_ins.isdisjoint(compared.wholes | compared.lines):
            raise Reached
        reader = _Reader(source, span, syntax, reading, compared)
        nodes = [*reader.blocks(reading.root.children), *reader.cuts()]
    nodes += reader.settled(apart, headings)
    code = sorted([*code_spans(reading), *apart.code])
    html = sorted(
        [
            *html_spans(reading),
            *(each.span for each in apart.addresses),
            *html_of(text, apart),
        ]
    )
    return Found(nodes=nodes, code=tuple(code), html=tuple(html))


_NO_LOSS: Final = frozenset({"no_toc", "toc"})


@dataclass(slots=True)
class _Reader:
    """One reading: makes the nodes."""

    source: SourceText
    span: Span
    syntax: Syntax
    reading: Reading
    compared: Compared
    lost: dict[Span, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.source.text

    def cuts(self) -> Iterator[Node]:
        """Takes out what no reader sees; whole lines where they have nothing else."""
        for span in hidden_spans(self.reading):
            said = self.lost.get(span)
            where = with_line(self.text, span, self.span.end)
            if said:
                yield Attributes(span=where, values=said, place=Place.INLINE)
            else:
                yield Verbatim(span=where, text="", place=Place.INLINE)

    def settled(self, apart: Settled, headings: Sequence[Block]) -> Iterator[Node]:
        """The nodes in settled blocks."""
        yield from addresses_of(self.text, apart)
        yield from map(self.heading, headings)
        for block in tokens_of(self.text, apart):
            yield self._insert(block, self._anew(block))

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Node]:
        above: Block | None = None
        for block in blocks:
            if block.kind == "blank":
                continue
            if id(block) in self.compared.wholes or block.kind == "token":
                yield self._whole(block, above)
            else:
                yield from self._block(block)
            above = above if block.kind in SILENT else block

    def _block(self, block: Block) -> Iterator[Node]:
        match block.kind:
            case "p" | "cell":
                yield from self._wrapped(block)
                yield from self._line(block)
            case "h" if self.syntax.strips_title and block is self.reading.root.children[0]:
                yield Title(span=block.span, text=shown_of(block))
            case "h":
                yield from self._heading(block)
            case "code":
                yield from self._fence(block)
            case "ul" | "ol" if is_toc(block):
                yield self._contents(block)
            case "quote" | "ul" | "ol" | "table":
                yield from self._wrapped(block)
                yield from self.blocks(block.children)
            case "li" | "row" | "note":
                self._lose(block)
                yield from self.blocks(block.children)
            case "hr":
                self._lose(block)
            case "html" | "comment":
                yield from self._html(block)
            case "math":
                span, prefix = self._indented(block)
                yield Math(span=span, tex=block.value, is_display=True, prefix=prefix)
            case "remark":
                span, prefix = self._indented(block)
                yield Comment(span=span, text=block.value, prefix=prefix)
            case "raw":
                yield self._whole(block)
            case "hidden" if block.definition is not None:
                yield from self._defined(block, block.definition)

    def _defined(self, block: Block, definition: Definition) -> Iterator[Node]:
        """The address of a link definition."""
        self._lose(block)
        url = definition.url
        if not definition.is_plain:
            yield self._whole(block)
        elif url and not is_elsewhere(url):
            first, last = definition.address
            is_bracketed = block.frag.text[first - 1 : first] == "<"
            where = block.frag.span(first - is_bracketed, last + is_bracketed)
            yield Destination(span=where, url=url, role=Role.DEFINITION, is_bracketed=is_bracketed)

    def _prefix(self, block: Block) -> str:
        return prefix_of(self.text, block)

    def _indented(self, block: Block) -> tuple[Span, str]:
        """Where a block stands without the blanks before it, and its prefix with them.

        An item that begins with an empty line holds what is indented less than its text would be.
        """
        text, start = block.frag.text, block.start
        blanks = len(text[start : start + 4]) - len(text[start : start + 4].lstrip(" "))
        if blanks > 3:
            return block.span, self._prefix(block)
        span = Span(block.frag.origin(start + blanks), block.span.end)
        return span, self._prefix(block) + " " * blanks

    def _line(self, block: Block) -> Iterator[Node]:
        is_new = id(block) in self.compared.lines
        if not is_new and not block.line:
            return  # all of it is text
        lines = LineNodes(
            self.source, self.reading, self.compared.marks, self.lost, self.syntax.tokens
        )
        if is_new:
            yield lines.anew(block)
        else:
            yield from lines.nodes(block, block.line)

    # -- blocks in other words -------------------------------------------------------------------

    def _whole(self, block: Block, previous: Block | None = None) -> Node:
        above, below = _gaps(block)
        if previous is not None and id(previous) in self.compared.wholes:
            above = ""  # the one above has its blank line
        if previous is not None and previous.kind == block.kind in ("ul", "ol"):
            above += "<!-- -->\n\n"  # or it would go on with the list above
        return self._insert(block, self._anew(block, above=above, below=below))

    def _anew(self, block: Block, *, above: str = "", below: str = "") -> Body:
        tokens, names = self.syntax.tokens, self.syntax.names
        return body_of([block], self.reading, tokens, self.source, names, above=above, below=below)

    def _contents(self, block: Block) -> Node:
        place = block.frag.origin(block.start)
        above, below = _gaps(block)
        made = SourceText(
            path=self.source.path,
            text=f"{above}{contents(self.reading, block)}{below}",
            origin=lambda offset: (self.source, place),
        )
        return self._insert(block, Body(source=made, span=Span(0, len(made.text))))

    def _insert(self, block: Block, body: Body) -> Node:
        span, prefix = self._indented(block)
        return Insert(span=span, body=body, prefix=prefix)

    # -- single blocks ---------------------------------------------------------------------------

    def _said(self, block: Block) -> dict[str, str]:
        if block.ial is None:
            return {}
        said = dict(attributes_of(self.reading.document, block))
        if block.kind == "ol":
            said.pop("start", None)
        return said

    def _lose(self, block: Block, said: dict[str, str] | None = None) -> None:
        """Notes what the lists at a block say that nothing else will."""
        said = self._said(block) if said is None else said
        said = {key: value for key, value in said.items() if value not in _NO_LOSS}
        if said and block.ial is not None and block.ial.spans:
            self.lost[block.ial.spans[0]] = tuple(said.items())

    def _with_lists(self, block: Block) -> Span:
        """Where a block stands with the attribute lists above and below it, if nothing stands between."""
        start, end = block.span
        for span in block.ial.spans if block.ial is not None else ():
            if not self.text[span.end : start].strip() and span.end <= start:
                start = span.start
            elif not self.text[end : span.start].strip() and span.start >= end:
                end = span.end
        return Span(start, end)

    def _wrapped(self, block: Block) -> Iterator[Node]:
        """A callout or an element around a block with attributes."""
        if block.ial is None:
            return
        said = self._said(block)
        if not said:
            return
        found = boxed(block, said, self.syntax.names)
        inner, prefix = block.span, self._prefix(block)
        span = self._with_lists(block)
        if block.kind == "cell":
            return
        if found is None:
            yield Element(
                span=span, inner=inner, name="div", attributes=tuple(said.items()), prefix=prefix
            )
            return
        yield self._callout(block, found, span, inner)

    def _callout(self, block: Block, found: Boxed, span: Span, inner: Span) -> Callout:
        title, rest = titled(block, found)
        said = None
        if title is not None:
            said = title_body_of(title, self.reading, self.source)
            first = next((each.start for each in rest if not is_silent(each)), None)
            at = inner.end if first is None else block.children[0].frag.origin(first)
            inner = Span(at if first is None else self._line_start(inner.start, at), inner.end)
        return Callout(
            span=span,
            inner=inner,
            title=said,
            kind=found.kind,
            name=found.name,
            attributes=found.attributes,
            prefix=self._prefix(block),
            is_quoted=block.kind == "quote",
        )

    def _line_start(self, start: int, at: int) -> int:
        """Where the line of `at` begins, which may end as on old Macs; not before `start`."""
        text = self.text
        return max(start, text.rfind("\n", start, at) + 1, text.rfind("\r", start, at) + 1)

    def _heading(self, block: Block) -> Iterator[Node]:
        said = self._said(block)
        said.pop("id", None)
        self._lose(block, said)
        yield self.heading(block)
        yield from self._line(block)

    def heading(self, block: Block) -> Node:
        """A heading without what stands in it."""
        inner = block.frag.span(block.text_start, block.text_end)
        return heading_node(
            self.reading, block, span=block.span, inner=inner, prefix=self._prefix(block)
        )

    def _fence(self, block: Block) -> Iterator[Node]:
        said = self._said(block)
        made = code_attributes(said, block.name)
        for key in ("file", "title") if made is not None else ():
            said.pop(key, None)
        self._lose(
            block, {key: value for key, value in said.items() if key != "class" or made is None}
        )
        if made is None:
            return
        text, span = block.frag.text, block.span
        inner = block.frag.span(block.text_start, block.text_end)
        fence = text[block.start : block.text_start].strip()
        mark = fence[: len(fence) - len(fence.lstrip(fence[:1]))] if block.is_fenced else "```"
        yield Code(
            span=span,
            inner=inner,
            fence=mark,
            prefix=self._prefix(block) + ("" if block.is_fenced else "    "),
            lang=made["lang"],
            title=made["title"],
        )

    def _html(self, block: Block) -> Iterator[Node]:
        text = block.frag.text
        if not is_open_element(block):
            for first, last, url in tag_addresses(text, block.start, block.end):
                node = attribute_node(block.frag.span(first, last), url)
                if node is not None:
                    yield node
            return
        said = dict(attributes_of(self.reading.document, block))
        found = boxed(block, said, self.syntax.names)
        opening, closing = tags_of(block)
        newline = self.text.find("\n", opening.end) + 1
        inner = Span(newline, max(self.text.rfind("\n", 0, closing.start) + 1, newline))
        span, prefix = Span(opening.start, closing.end), self._prefix(block)
        if found is None:
            attributes = tuple(said.items())
            yield Element(
                span=span, inner=inner, name=block.name, attributes=attributes, prefix=prefix
            )
        else:
            yield self._callout(block, found, span, inner)
        yield from self.blocks(block.children)


def shown_of(block: Block) -> str:
    """What a heading says."""
    return shown(block.frag, block.line, block.text_start, block.text_end)


def _gaps(block: Block) -> tuple[str, str]:
    """The line breaks that keep a block apart from the lines that touch it."""
    text = block.frag.text
    line = text.rfind("\n", 0, block.start) + 1
    above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
    before = "\n\n" if text[line : block.start].strip() else "\n" if above.strip() else ""
    end = block.end
    while end > block.start and text[end - 1] in "\n \t":
        end -= 1
    newline = text.find("\n", end)
    if text[end:newline].strip():
        return before, "\n\n"
    after = text.find("\n", newline + 1)
    below = text[newline + 1 : after if after >= 0 else len(text)]
    return before, "\n" if below.strip() else ""
