"""A line written so that CommonMark sees in it what kramdown saw."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from syndicate.body.commonmark import is_balanced
from syndicate.body.nodes import Comment, Destination, Element, Math, Node, Place, Role
from syndicate.source.text import Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.jekyll.kramdown.addresses import attribute_node, tag_addresses
from syndicate_adapters.jekyll.kramdown.document import Reading, attributes_of
from syndicate_adapters.jekyll.kramdown.draft import Draft
from syndicate_adapters.jekyll.kramdown.links import plain_alt
from syndicate_adapters.jekyll.kramdown.patterns import VOID_TAGS, is_element, is_tag_of_markdown
from syndicate_adapters.jekyll.kramdown.raw import outside_of_tags
from syndicate_adapters.jekyll.kramdown.text import ESCAPE, TYPOGRAPHIC, UNKNOWN_ENTITY
from syndicate_adapters.jekyll.kramdown.tree import Block, Definition, Inline

_LIVE: Final = re.compile(r"\\|`|\*|(?<![^\W_])_|_(?![^\W_])|\[|\]|~|<(?=[A-Za-z/!?])")
_ESCAPED: Final = r"\\\g<0>"
_SAID: Final = re.compile(rf"{ESCAPE.pattern}|(?:{_LIVE.pattern}|{UNKNOWN_ENTITY.pattern})")
_LINE_START: Final = re.compile(r"[#>|:=+-]|[0-9]{1,9}(?=[.)])")
_RUN: Final = re.compile(r"`+")
_BLANKS: Final = re.compile(r"[ \t]*\n[ \t]*")
_MARKS: Final = {"em": "*", "strong": "**", "del": "~~"}


@dataclass(frozen=True, slots=True)
class LineWriter:
    """Writes lines of one reading into a draft."""

    reading: Reading
    draft: Draft

    def line(self, block: Block, part: Inline | None = None) -> None:
        """The line of a leaf, or what is in a part of it."""
        self.draft.at(block.frag.origin(block.text_start))
        if part is not None:
            self._children(block, part)
        else:
            self._line(block, block.line, block.text_start, block.text_end)

    def _line(
        self, block: Block, line: Sequence[Inline], start: int, end: int, *, is_raw: bool = False
    ) -> None:
        text = block.frag.text
        for inline in line:
            self._text(text[start : inline.start], is_raw=is_raw)
            start = inline.end
            if inline.kind != "br" or text[start : block.text_end].strip():
                self._inline(block, inline)
        self._text(text[start:end], is_raw=is_raw)

    def _text(self, text: str, *, is_raw: bool = False) -> None:
        """Text that CommonMark shall read as text; a backslash in raw text is one."""
        if not text:
            return
        if self.draft.is_tag_first:  # a tag alone on the first line would begin a block
            self.draft.is_tag_first = False
            text = f" {text[1:]}" if text.startswith("\n") else text
        lines = (raw_text(text) if is_raw else _SAID.sub(_said, text)).split("\n")
        for number, line in enumerate(lines):
            if number:
                self.draft.write(" " if self.draft.in_title else "\n")
            if self.draft.is_line_start:
                line = line.lstrip(" \t")
                if line.startswith(
                    "\\[!"
                ):  # Hugo takes it for the head of an alert, escaped or not
                    line = f"\\[!<!-- -->{line[3:]}"
                match = _LINE_START.match(line)
                if match is not None:
                    at = match.end() if match[0].isdigit() else 0
                    line = f"{line[:at]}\\{line[at:]}"
            if number < len(lines) - 1:
                line = line.rstrip(" \t")
            self.draft.write(line.replace("|", "\\|") if self.draft.in_cell else line)

    def _inline(self, block: Block, inline: Inline) -> None:
        text, draft = block.frag.text, self.draft
        inside = text[inline.inner_start : inline.inner_end]
        match inline.kind:
            case "em" | "strong" | "del":
                self._marked(block, inline)
            case "code":
                if draft.ends_with("`"):  # the two would be one
                    draft.write(f"<code>{raw_text(html.escape(inside, quote=False))}</code>")
                else:
                    draft.write_code(code_span(inside, in_cell=draft.in_cell))
            case "a":
                self._link(block, inline)
            case "img":
                self._picture(block, inline)
            case "autolink":
                self._autolink(block, inline)
            case "comment":
                draft.stay_in_line("&#32;")
                draft.write_code(text[inline.start : inline.end])
            case "html":
                self._tag(block, inline)
            case "math" | "remark":
                self._node(block, inline)
            case "note":
                draft.write(f"[^{inline.name}]")
            case "br":
                # Goldmark sees no break in a backslash behind an escaped one; one behind a tag loses its newline.
                is_one_line = draft.in_cell or draft.in_title or draft.is_tag_first
                needs_tag = is_one_line or draft.ends_with("\\")
                draft.write("<br />" if needs_tag else "\\")
            case "backslash":
                draft.write("\\\\")
            case "abbr":
                title = self.reading.document.abbreviations[inline.name]
                begun = draft.begin()
                self._text(inline.name)
                self._end_element("abbr", {"title": title}, begun)
            case "raw":
                draft.write(html_alone(inside))

    def _autolink(self, block: Block, inline: Inline) -> None:
        text, draft = block.frag.text, self.draft
        inside = text[inline.inner_start : inline.inner_end]
        if "&" not in inside:
            draft.write_code(text[inline.start : inline.end])
            return
        shown = _LIVE.sub(_ESCAPED, inside.removeprefix("mailto:"))  # Goldmark shows it unescaped
        draft.write(f"[{shown.replace('&', '&amp;')}](")
        self._address(inline, Role.LINK)

    def _children(self, block: Block, inline: Inline) -> None:
        inside = inline.inner_start, inline.inner_end
        self._line(block, inline.children, *inside, is_raw=inline.is_raw)

    def _node(self, block: Block, inline: Inline) -> None:
        """Something that is a node, over its own source."""
        text, start = block.frag.text, self.draft.here()
        inside = text[inline.inner_start : inline.inner_end]
        span = Span(start, start + inline.end - inline.start)
        node: Node
        if inline.kind == "math":
            node = Math(span=span, tex=inside.strip(), place=Place.INLINE)
        else:
            node = Comment(span=span, text=inside, place=Place.INLINE)
        self.draft.nodes.append(node)
        self.draft.write_as_it_is(text[inline.start : inline.end])

    # -- marks and tags --------------------------------------------------------------------------

    def _marked(self, block: Block, inline: Inline) -> None:
        draft = self.draft
        said = attributes_of(self.reading.document, inline)
        if said:
            begun = draft.begin()
            self._children(block, inline)
            self._end_element(inline.kind, said, begun)
            return
        is_plain = can_be_marked(block, inline)
        opening = _MARKS[inline.kind] if is_plain else f"<{inline.kind}>"
        draft.write(opening)
        self._children(block, inline)
        draft.write(opening if is_plain else f"</{inline.kind}>")

    def _end_element(
        self, name: str, attributes: Mapping[str, str], begun: tuple[int, int]
    ) -> None:
        made = partial(_element, name=name, attributes=tuple(attributes.items()))
        self.draft.end(begun, made)

    def _tag(self, block: Block, inline: Inline) -> None:
        text, draft = block.frag.text, self.draft
        if not is_element(inline.name):
            self._text(text[inline.start : inline.inner_start])
            self._children(block, inline)
            return
        if not is_tag_of_markdown(inline.name):
            self._children(block, inline)
            return
        draft.is_tag_first = draft.is_first
        if inline.name in VOID_TAGS:
            self.html(text, inline.start, inline.inner_start)
        elif text.startswith("/>", inline.inner_start - 2):
            self.html(text, inline.start, inline.inner_start - 2)
            draft.write(f"></{inline.name}>")
        else:
            self.html(text, inline.start, inline.inner_start)
            self._children(block, inline)
            draft.write(text[inline.inner_end : inline.end] or f"</{inline.name}>")

    def html(self, text: str, start: int, end: int) -> None:
        """A stretch of HTML as it stands, addresses in it as nodes."""
        done = start
        for first, last, url in tag_addresses(text, start, end):
            self.draft.write_code(text[done:first])
            begun = self.draft.here()
            self.draft.write_code(text[first:last])
            node = attribute_node(Span(begun, self.draft.here()), url)
            if node is not None:
                self.draft.nodes.append(node)
            done = last
        self.draft.write_code(text[done:end])

    # -- links -----------------------------------------------------------------------------------

    def _link(self, block: Block, inline: Inline) -> None:
        draft, said = self.draft, attributes_of(self.reading.document, inline)
        inside = block.frag.text[inline.inner_start : inline.inner_end]
        is_box = draft.is_first and inside in ("x", "X", " ")  # Goldmark would tick it
        if said or is_box:
            begun = draft.begin()
            self._children(block, inline)
            title = {"title": inline.title} if inline.title else {}
            self._end_element("a", {"href": inline.url, **title, **said}, begun)
            return
        draft.write("[")
        self._children(block, inline)
        draft.write("](")
        self._address(inline, Role.LINK)

    def _picture(self, block: Block, inline: Inline) -> None:
        draft, said = self.draft, attributes_of(self.reading.document, inline)
        alt = plain_alt(block.frag.text[inline.inner_start : inline.inner_end])
        if said or _LIVE.search(alt) is not None:  # engines show the escapes in it
            begun = draft.begin()
            draft.write("![")
            title = {"title": inline.title} if inline.title else {}
            self._end_element("img", {"src": inline.url, "alt": alt, **title, **said}, begun)
            return
        shown = " ".join(alt.split())
        draft.write("![" + (shown.replace("|", "\\|") if draft.in_cell else shown) + "](")
        self._address(inline, Role.IMAGE)

    def definition(self, definition: Definition) -> None:
        """The definition of a link."""
        self.draft.write(f"[{_LIVE.sub(_ESCAPED, definition.label)}]: ")
        self._target(definition.url, definition.title, Role.DEFINITION)

    def _address(self, inline: Inline, role: Role) -> None:
        self._target(inline.url, inline.title, role)
        self.draft.write(")")

    def _target(self, url: str, title: str | None, role: Role) -> None:
        draft = self.draft
        start = draft.here()
        draft.write_code(spelled(url, in_cell=draft.in_cell))
        if url and not is_elsewhere(url):
            span = Span(start, draft.here())
            is_bracketed = spelled(url).startswith("<")
            draft.nodes.append(
                Destination(span=span, url=url, role=role, is_bracketed=is_bracketed)
            )
        if title:
            title = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')
            draft.write(f' "{title}"')


def _said(match: re.Match[str]) -> str:
    if match[1]:
        return match[1] if match[1] == "|" else match[0]
    return f"\\{match[0]}"


def raw_text(text: str) -> str:
    """Text of an element in which no Markdown is read, so that none is read elsewhere."""
    return untouched(_LIVE.sub(_ESCAPED, text))


def untouched(text: str) -> str:
    """Text whose quotes and dashes stay as typed."""
    return TYPOGRAPHIC.sub(lambda match: "".join(f"\\{char}" for char in match[0]), text)


def _element(span: Span, name: str, attributes: tuple[tuple[str, str | None], ...]) -> Element:
    return Element(span=span, inner=span, name=name, attributes=attributes, place=Place.INLINE)


def spelled(url: str, *, in_cell: bool = False) -> str:
    """An address so that CommonMark reads it just so."""
    url = " ".join(url.split("\n"))
    url = url.replace("\\", "%5C")  # Goldmark doubles what is escaped
    if not url or re.search(r"[\s<>]", url) or not is_balanced(url):
        url = "<" + re.sub(r"([<>])", r"\\\1", url) + ">"
    url = url.replace("`", "%60")
    return url.replace("|", "%7C") if in_cell else url


def code_span(code: str, *, in_cell: bool = False) -> str:
    """Code between backticks."""
    code = _BLANKS.sub(" ", code)
    if in_cell:
        code = code.replace("|", "\\|")
    if not code.strip():
        return f"<code>{code}</code>"
    longest = max((len(run) for run in _RUN.findall(code)), default=0)
    runs = "`" * (longest + 1)
    needs_room = code[0] == "`" or code[-1] == "`" or (code[0] == " " and code[-1] == " ")
    room = " " if needs_room else ""
    return f"{runs}{room}{code}{room}{runs}"


def can_be_marked(block: Block, inline: Inline) -> bool:
    """Whether asterisks around a stretch open and close for CommonMark too, whatever stands about it."""
    text = block.frag.text
    before = text[inline.start - 1] if inline.start > block.text_start else " "
    after = text[inline.end] if inline.end < block.text_end else " "
    first, last = text[inline.inner_start], text[inline.inner_end - 1]
    if set("*_~<") & {before, after, first, last} or first.isspace() or last.isspace():
        return False
    return (is_plain(first) or not is_plain(before)) and (is_plain(last) or not is_plain(after))


def is_plain(char: str) -> bool:
    """Whether a character is neither white space nor punctuation."""
    return char.isalnum()


def html_alone(text: str) -> str:
    """HTML that may stand anywhere: what is text in it is no Markdown."""
    return outside_of_tags(text, partial(_LIVE.sub, _ESCAPED))
