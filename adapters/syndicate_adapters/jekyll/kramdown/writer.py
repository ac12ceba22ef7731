"""Blocks written so that CommonMark sees in them what kramdown saw."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from syndicate.body.commonmark import fenced, tag
from syndicate.body.nodes import (
    Body,
    Callout,
    Code,
    Comment,
    Element,
    Heading,
    Math,
    Node,
)
from syndicate.source.text import SourceText, Span
from syndicate_adapters.jekyll.kramdown.callouts import Boxed, Headline, boxed, titled
from syndicate_adapters.jekyll.kramdown.document import Reading, attributes_of
from syndicate_adapters.jekyll.kramdown.draft import Draft
from syndicate_adapters.jekyll.kramdown.htmllines import HtmlLineWriter
from syndicate_adapters.jekyll.kramdown.lines import LineWriter, html_alone
from syndicate_adapters.jekyll.kramdown.patterns import VOID_TAGS, is_tag_of_markdown
from syndicate_adapters.jekyll.kramdown.raw import as_block, raw_html
from syndicate_adapters.jekyll.kramdown.seen import is_toc
from syndicate_adapters.jekyll.kramdown.text import shown
from syndicate_adapters.jekyll.kramdown.toc import contents
from syndicate_adapters.jekyll.kramdown.tokens import Tokens
from syndicate_adapters.jekyll.kramdown.tree import Block

SILENT: Final = frozenset({"blank", "eob", "hidden"})


def is_silent(block: Block) -> bool:
    """Whether nothing is written for a block."""
    if block.kind == "hidden":
        return block.definition is None
    return block.kind in SILENT or (block.kind == "note" and not block.children)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes blocks of one reading into a draft. names: of classes that make a callout, and its kind."""

    reading: Reading
    tokens: Tokens
    draft: Draft
    names: Mapping[str, str]

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Blocks with blank lines between them."""
        is_first = True
        last = ""
        for block in blocks:
            if is_silent(block):
                continue
            if not is_first:
                # Two lists would be one.
                is_run = block.kind == last and last in ("ul", "ol")
                self.draft.write("\n\n<!-- -->\n\n" if is_run else "\n\n")
            is_first, last = False, block.kind
            self.block(block)

    def block(self, block: Block) -> None:
        """One block with its attributes."""
        self.draft.at(block.frag.origin(block.start))
        said = self._said(block)
        found = boxed(block, said, self.names)
        if found is not None:
            self._boxed(block, found)
            return
        if not said or block.kind in ("h", "code", "html", "hr"):
            self._bare(block)
            return
        begun = self.draft.begin()
        self._bare(block)
        self.draft.end(
            begun,
            partial(_division, attributes=tuple(said.items()), prefix=self.draft.prefix),
        )

    def _said(self, block: Block) -> dict[str, str]:
        said = dict(attributes_of(self.reading.document, block))
        if block.kind == "ol":
            said.pop("start", None)
        return said

    def _boxed(self, block: Block, found: Boxed) -> None:
        begun = self.draft.begin()
        title, rest = titled(block, found)
        if block.kind in ("quote", "html"):
            self.blocks(rest)
        else:
            self._bare(block)
        said = None
        if title is not None:
            said = title_body_of(title, self.reading, self.draft.source)
        self.draft.end(begun, partial(_callout, found=found, prefix=self.draft.prefix, title=said))

    def _bare(self, block: Block) -> None:
        match block.kind:
            case "p":
                self._paragraph(block)
            case "h":
                self._heading(block)
            case "code":
                self._code(block)
            case "quote":
                with self.draft.inside("> ", "> "):
                    self.blocks(block.children)
            case "hr":
                self.draft.write("***")
            case "ul" | "ol":
                self._list(block)
            case "table":
                self._table(block)
            case "dl":
                self._terms(block)
            case "note":
                with self.draft.inside(f"[^{block.name}]: ", "    "):
                    self.blocks(block.children)
            case "html":
                self._html(block)
            case "comment":
                self.draft.write_code(block.frag.text[block.text_start : block.text_end])
            case "raw":
                self.draft.write(html_alone(raw_html(block.value)))
            case "math" | "remark" | "token":
                self._node(block)
            case "hidden" if block.definition is not None:
                self._lines().definition(block.definition)

    def _paragraph(self, block: Block) -> None:
        is_html = _is_lone_tag(block) and not block.is_tight
        self.draft.write("<p>" if is_html else "")
        self._lines().line(block)
        self.draft.write("</p>" if is_html else "")

    def _lines(self) -> LineWriter:
        return LineWriter(self.reading, self.draft)

    def _node(self, block: Block) -> None:
        draft, start = self.draft, self.draft.here()
        source = block.frag.text[block.text_start : block.text_end]
        span = Span(start, start + len(source))
        node: Node
        if block.kind == "token":
            node = self.tokens.take(block.frag.origin(block.text_start), span, draft.prefix)
        elif block.kind == "math":
            node = Math(span=span, tex=block.value, is_display=True, prefix=draft.prefix)
        else:
            node = Comment(span=span, text=block.value, prefix=draft.prefix)
        draft.nodes.append(node)
        draft.write_as_it_is(source)

    def _heading(self, block: Block) -> None:
        draft, begun = self.draft, self.draft.begin()
        level = min(6, max(1, block.level + self.reading.document.options.offset))
        draft.write("#" * level + " ")
        first = draft.here()
        self._lines().line(block)
        inner = Span(first, draft.here())
        draft.end(begun, partial(_heading, reading=self.reading, block=block, inner=inner))

    def _code(self, block: Block) -> None:
        draft, begun = self.draft, self.draft.begin()
        text = fenced(block.value, block.name.partition("?")[0])
        draft.write_code(text)
        made = code_attributes(attributes_of(self.reading.document, block), block.name)
        if made is not None:
            newline = text.find("\n") + 1
            last = text.rfind("\n") + 1
            if draft.prefix:  # what stands inside is no longer one stretch of lines
                return
            inner = Span(begun[0] + newline, begun[0] + last)
            draft.end(begun, partial(_code, inner=inner, lang=made["lang"], title=made["title"]))

    def _list(self, block: Block) -> None:
        if is_toc(block):
            self.draft.write(contents(self.reading, block))
            return
        start = attributes_of(self.reading.document, block).get("start", "1")
        number = int(start) if start.isdigit() else 1
        is_loose = any(
            child.kind == "p" and not child.is_tight
            for item in block.children
            for child in item.children
        )
        for count, item in enumerate(block.children):
            if count:
                self.draft.write("\n\n" if is_loose else "\n")
            marker = "- " if block.kind == "ul" else f"{number + count}. "
            box = f"[{item.value}] " if item.value else ""
            with self.draft.inside(marker + box, " " * len(marker)):
                self._item(item)

    def _item(self, item: Block) -> None:
        """The blocks of an item; a list may stand right below its first line."""
        blocks = [block for block in item.children if not is_silent(block)]
        if len(blocks) == 2 and blocks[0].is_tight and blocks[1].kind == "ul":
            self.block(blocks[0])
            self.draft.write("\n")
            self.block(blocks[1])
            return
        self.blocks(blocks)

    def _table(self, block: Block) -> None:
        draft = self.draft
        rows = list(block.children)
        head = rows.pop(0) if rows and rows[0].name == "head" else None
        self._row(head.children if head is not None else [], len(block.aligns))
        sides = {"": "---", "left": ":--", "right": "--:", "center": ":-:"}
        draft.write("\n|" + "|".join(sides[align] for align in block.aligns) + "|")
        for row in rows:
            draft.write("\n")
            self._row(row.children, len(block.aligns))

    def _row(self, cells: Sequence[Block], width: int) -> None:
        draft = self.draft
        draft.write("|")
        draft.in_cell = True
        for number in range(width):
            draft.write(" ")
            draft.is_line_start = False
            if number < len(cells):
                self._lines().line(cells[number])
            draft.write(" |")
        draft.in_cell = False

    def _terms(self, block: Block) -> None:
        draft = self.draft
        draft.write("<dl>")
        for child in block.children:
            draft.write(f"\n<{child.kind}>\n\n")
            if child.kind == "dt":
                self._lines().line(child)
            else:
                self.blocks(child.children)
            draft.write(f"\n\n</{child.kind}>")
        draft.write("\n</dl>")

    # -- HTML ------------------------------------------------------------------------------------

    def _html(self, block: Block) -> None:
        if block.model == "raw":
            self._raw(block)
            return
        said = attributes_of(self.reading.document, block)
        if block.name in VOID_TAGS:
            self.draft.write(tag(block.name, tuple(said.items()), " /"))
            return
        self.draft.write(tag(block.name, tuple(said.items())))
        if block.model == "span":
            HtmlLineWriter(self.reading, self.draft).line(block)
            self.draft.write(f"</{block.name}>")
            return
        if not all(map(is_silent, block.children)):
            self.draft.write("\n\n")
            self.blocks(block.children)
        self.draft.write(f"\n\n</{block.name}>")

    def _raw(self, block: Block) -> None:
        """Raw HTML without blank lines; what is Markdown in it stands between some."""
        text = block.frag.text
        pieces: list[tuple[int, int, Callable[[], None]]] = [
            (start, end, partial(self.draft.write, html.escape(text[start:end], quote=False)))
            for start, end in block.strays
        ]
        pieces += (
            (child.start, child.end, partial(self._apart, child)) for child in block.children
        )
        is_odd = not is_tag_of_markdown(block.name)
        self.draft.write("<div>\n" if is_odd else "")
        done = block.start
        for start, end, write in sorted(pieces, key=lambda piece: piece[:2]):
            self._html_text(text, done, start)
            write()
            done = end
        end = block.end
        while end > done and text[end - 1].isspace():
            end -= 1
        self._html_text(text, done, end)
        for name in reversed(block.value.split()):
            self.draft.write(raw_html(f"</{name}>"))
        self.draft.write("\n</div>" if is_odd else "")

    def _apart(self, block: Block) -> None:
        self.draft.write("\n\n")
        self.block(block)
        self.draft.write("\n\n")

    def _html_text(self, text: str, start: int, end: int) -> None:
        made = raw_html(text[start:end])
        made = as_block(made) if self.draft.is_line_start else made
        self._lines().html(made, 0, len(made))


def _is_lone_tag(block: Block) -> bool:
    """Whether a paragraph is one tag, which is no paragraph for CommonMark."""
    text, line = block.frag.text, block.line
    if len(line) != 1 or line[0].kind != "html" or line[0].name not in VOID_TAGS:
        return False
    start, end = block.text_start, block.text_end
    return not (text[start : line[0].start] + text[line[0].end : end]).strip()


def _division(span: Span, attributes: tuple[tuple[str, str], ...], prefix: str) -> Element:
    return Element(span=span, inner=span, name="div", attributes=attributes, prefix=prefix)


def _callout(span: Span, found: Boxed, prefix: str, title: Body | None) -> Callout:
    return Callout(
        span=span,
        inner=span,
        title=title,
        kind=found.kind,
        name=found.name,
        attributes=found.attributes,
        prefix=prefix,
    )


def _code(span: Span, inner: Span, lang: str, title: str) -> Code:
    return Code(span=span, inner=inner, lang=lang, title=title)


def _heading(span: Span, reading: Reading, block: Block, inner: Span) -> Heading:
    return heading_node(reading, block, span=span, inner=inner)


def heading_node(
    reading: Reading, block: Block, *, span: Span, inner: Span, prefix: str = ""
) -> Heading:
    """A heading with the id that the engine gives it."""
    level = min(6, max(1, block.level + reading.document.options.offset))
    said = attributes_of(reading.document, block).get("id")
    return Heading(
        span=span,
        inner=inner,
        level=level,
        id=reading.ids[id(block)],
        text=shown(block.frag, block.line, block.text_start, block.text_end),
        is_explicit=said is not None,
        prefix=prefix,
    )


_PLAIN: Final = re.compile(r"[\w+#.-]*")
_LANGUAGE: Final = re.compile(r"(?:^| )language-(\S+)")


def code_attributes(said: Mapping[str, str], info: str) -> dict[str, str] | None:
    """Language and title of a block of code, where they do not stand behind the fence as such."""
    named = _LANGUAGE.search(said.get("class", ""))
    lang = named[1] if named is not None else info.partition("?")[0]
    title = said.get("file") or said.get("title") or ""
    if not title and lang == info and _PLAIN.fullmatch(lang) is not None:
        return None
    return {"lang": lang, "title": title}


def body_of(
    blocks: Sequence[Block],
    reading: Reading,
    tokens: Tokens,
    source: SourceText,
    names: Mapping[str, str],
    *,
    above: str = "",
    below: str = "",
) -> Body:
    """Blocks in CommonMark's words, as a body of its own, between line breaks."""
    draft = Draft(source)
    draft.write(above)
    Writer(reading, tokens, draft, names).blocks(blocks)
    draft.write(below)
    return draft.body()


def line_body_of(block: Block, reading: Reading, source: SourceText) -> Body:
    """The line of a leaf in CommonMark's words, as a body of its own."""
    draft = Draft(source, in_cell=block.kind == "cell")
    draft.is_line_start = block.kind == "p"
    LineWriter(reading, draft).line(block)
    return draft.body()


def title_body_of(title: Headline, reading: Reading, source: SourceText) -> Body:
    """The title of a callout as a body of its own."""
    draft = Draft(source, in_title=True)
    LineWriter(reading, draft).line(title.block, title.bold)
    return draft.body()
