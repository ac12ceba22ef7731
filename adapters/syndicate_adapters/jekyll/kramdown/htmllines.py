"""A line as HTML, for places in which no Markdown is read."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from syndicate.body.nodes import Math, Place
from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.addresses import attribute_node
from syndicate_adapters.jekyll.kramdown.document import Reading, attributes_of
from syndicate_adapters.jekyll.kramdown.draft import Draft
from syndicate_adapters.jekyll.kramdown.links import plain_alt
from syndicate_adapters.jekyll.kramdown.patterns import VOID_TAGS
from syndicate_adapters.jekyll.kramdown.text import ENTITY, unescaped
from syndicate_adapters.jekyll.kramdown.tree import Block, Inline


def escaped(text: str) -> str:
    """Text for HTML; its entities stay."""
    if "&" in text:
        pieces = ENTITY.split(text)
        found = [*ENTITY.findall(text), ""]
        text = "".join(
            piece.replace("&", "&amp;") + entity
            for piece, entity in zip(pieces, found, strict=True)
        )
    return text.replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True, slots=True)
class HtmlLineWriter:
    """Writes lines of one reading into a draft, as HTML without blank lines."""

    reading: Reading
    draft: Draft

    def line(self, block: Block) -> None:
        start = self.draft.here()
        self._line(block, block.line, block.text_start, block.text_end)
        self.draft.code.append(Span(start, self.draft.here()))

    def _line(self, block: Block, line: Sequence[Inline], start: int, end: int) -> None:
        text = block.frag.text
        for inline in line:
            self._text(text[start : inline.start])
            start = inline.end
            self._inline(block, inline)
        self._text(text[start:end])

    def _text(self, text: str) -> None:
        made = escaped(unescaped(text))
        while "\n\n" in made:
            made = made.replace("\n\n", "\n")
        self.draft.write(made)

    def _inline(self, block: Block, inline: Inline) -> None:
        text = block.frag.text
        inside = text[inline.inner_start : inline.inner_end]
        said = attributes_of(self.reading.document, inline)
        match inline.kind:
            case "em" | "strong" | "del" | "html":
                self._element(block, inline, inline.name or inline.kind, said)
            case "a":
                title = {"title": inline.title} if inline.title else {}
                self._element(block, inline, "a", {"href": inline.url, **title, **said})
            case "img":
                title = {"title": inline.title} if inline.title else {}
                alt = {"alt": plain_alt(inside)}
                self._element(block, inline, "img", {"src": inline.url, **alt, **title, **said})
            case "autolink":
                shown = escaped(inside.removeprefix("mailto:"))
                self.draft.write(f'<a href="{html.escape(inline.url)}">{shown}</a>')
            case "code":
                self.draft.write(f"<code>{html.escape(inside, quote=False)}</code>")
            case "br":
                self.draft.write("<br />")
            case "backslash":
                self.draft.write("\\")
            case "math":
                start = self.draft.here()
                self.draft.write_as_it_is(text[inline.start : inline.end])
                span = Span(start, self.draft.here())
                self.draft.nodes.append(Math(span=span, tex=inside.strip(), place=Place.HTML))
            case "comment":
                self.draft.write(text[inline.start : inline.end])
            case "raw":
                self.draft.write(inside)
            case "abbr":
                title_of = self.reading.document.abbreviations[inline.name]
                self.draft.write(
                    f'<abbr title="{html.escape(title_of)}">{escaped(inline.name)}</abbr>'
                )
            case "note":
                self._text(text[inline.start : inline.end])

    def _element(self, block: Block, inline: Inline, name: str, said: dict[str, str]) -> None:
        draft = self.draft
        draft.write(f"<{name}")
        for key, value in said.items():
            draft.write(f' {key}="')
            start = draft.here()
            draft.write(html.escape(" ".join(value.split("\n"))))
            node = attribute_node(Span(start, draft.here()), value)
            if node is not None and key in ("href", "src", "poster"):
                draft.nodes.append(node)
            draft.write('"')
        if name in VOID_TAGS:
            draft.write(" />")
            return
        draft.write(">")
        self._line(block, inline.children, inline.inner_start, inline.inner_end)
        draft.write(f"</{name}>")
