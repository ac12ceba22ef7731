"""What readers of the page see, in the form in which it can be compared with what CommonMark sees."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from syndicate.body.outline import Outline, folded, mark, shown_line
from syndicate_adapters.jekyll.kramdown.document import Reading, attributes_of
from syndicate_adapters.jekyll.kramdown.links import plain_alt
from syndicate_adapters.jekyll.kramdown.patterns import SHOWN_TAGS, VOID_TAGS, is_element
from syndicate_adapters.jekyll.kramdown.text import ANY_ENTITY, literal
from syndicate_adapters.jekyll.kramdown.tokens import STAND_IN
from syndicate_adapters.jekyll.kramdown.tree import Block, Inline

UNSEEN: Final = frozenset({"blank", "eob", "hidden", "math", "token", "remark", "raw"})
"""The blocks that the parser of CommonMark does not get to see, or that show nothing."""

_ANY: Final = re.compile(r"[^\n]")
_BREAK_MARK: Final = mark("br")

_BOX: Final = re.compile(r"\[[ xX]\][(\[]")
"""A link that Goldmark takes for the box of a task."""


_RULE: Final = re.compile(
    r"\n[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+(?=\n|\Z)"
)
_OLD_ENTITY: Final = re.compile(r"&[A-Za-z]")
"""What may be an entity without its semicolon in an address that Goldmark shows as it stands."""


@dataclass(slots=True)
class Seen:
    """A block as readers see it. kind: as in `Outline`, or "other" for what CommonMark has no words for."""

    kind: str
    block: Block
    detail: str = ""
    line: str = ""
    children: list[Seen] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class View:
    """What is needed to see. masked: `id()` of the marks that will be written as tags."""

    reading: Reading
    masked: frozenset[int] = frozenset()

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Seen]:
        """The blocks that show something, elements with Markdown in them replaced by what stands there."""
        for block in blocks:
            if block.kind in UNSEEN or is_toc(block):
                continue
            if is_open_element(block):
                yield from self.blocks(block.children)
            else:
                yield self.block(block)

    def block(self, block: Block) -> Seen:
        match block.kind:
            case "p":
                return Seen("p", block, line=self.line(block))
            case "h":
                level = block.level + self.reading.document.options.offset
                return Seen("h", block, str(level), self.line(block))
            case "code":
                return Seen("code", block, block.name, block.value)
            case "hr":
                return Seen("hr", block)
            case "quote":
                return Seen("quote", block, children=list(self.blocks(block.children)))
            case "ul" | "ol":
                return self._list(block)
            case "table":
                return self._table(block)
            case "note":
                return Seen("note", block, block.name, children=list(self.blocks(block.children)))
            case "html" | "comment":
                return self._html(block)
        return Seen("other", block)

    def _list(self, block: Block) -> Seen:
        start = attributes_of(self.reading.document, block).get("start", "1")
        items = [
            Seen(
                "item",
                item,
                f"[{item.value}]" if item.value else "",
                children=list(self.blocks(item.children)),
            )
            for item in block.children
        ]
        return Seen("list", block, start if block.kind == "ol" else "", children=items)

    def _table(self, block: Block) -> Seen:
        rows = [
            Seen(
                "row",
                row,
                "head" if row.name == "head" else "",
                children=[Seen("cell", cell, line=self.line(cell)) for cell in row.children],
            )
            for row in block.children
        ]
        has_head = sum(row.name == "head" for row in block.children) == 1
        is_plain = has_head and all(row.name != "foot" for row in block.children)
        return Seen("table" if is_plain else "other", block, ",".join(block.aligns), children=rows)

    def _html(self, block: Block) -> Seen:
        is_plain = block.kind == "comment" or (
            block.model == "raw" and block.is_closed and not (block.strays or block.children)
        )
        text = block.frag.text[block.start : block.end]
        return Seen("html" if is_plain else "other", block, line=folded(text))

    # -- lines -----------------------------------------------------------------------------------

    def line(self, block: Block) -> str:
        """The line of a leaf."""
        text, start, end = block.frag.text, block.text_start, block.text_end
        if not block.line and (said := text[start:end]).isalnum():
            return said  # a word, such as stands for settled blocks
        pieces: list[str] = []
        self._pieces(text, block.line, start, end, pieces)
        line = "".join(pieces)
        is_box = _BOX.match(text, start) is not None
        if is_box or _is_risky(line, pieces) or _has_rule(block):
            line += mark("risky")
        return shown_line(line)

    def _pieces(
        self,
        text: str,
        line: Sequence[Inline],
        start: int,
        end: int,
        pieces: list[str],
        *,
        is_raw: bool = False,
    ) -> None:
        plain = _entities if is_raw else literal
        for inline in line:
            if inline.start > start:
                pieces.append(plain(text[start : inline.start]))
            start = inline.end
            self._inline(text, inline, pieces)
        if end > start:
            pieces.append(plain(text[start:end]))

    def _inline(self, text: str, inline: Inline, pieces: list[str]) -> None:
        inside = inline.inner_start, inline.inner_end
        match inline.kind:
            case "em" | "strong" | "del":
                size = 1 if inline.kind == "em" else 2
                is_masked = id(inline) in self.masked
                pieces.append("x" * size if is_masked else mark(inline.kind))
                self._pieces(text, inline.children, *inside, pieces)
                pieces.append("x" * size if is_masked else mark(f"/{inline.kind}"))
            case "code":
                pieces.append(f"{mark('code')}{_code(text[slice(*inside)])}{mark('/code')}")
            case "a" | "autolink":
                pieces.append(mark("a", f"{_entities(inline.url)}\x04{_title(inline)}"))
                if inline.kind == "autolink":
                    shown = text[slice(*inside)].removeprefix("mailto:")
                    pieces += [shown, mark("risky")] if _OLD_ENTITY.search(shown) else [shown]
                else:
                    self._pieces(text, inline.children, *inside, pieces)
                pieces.append(mark("/a"))
            case "img":
                pieces.append(mark("img", f"{_entities(inline.url)}\x04{_title(inline)}"))
                pieces.append(_entities(plain_alt(text[slice(*inside)])) + mark("/img"))
            case "html":
                self._tag(text, inline, pieces)
            case "comment":
                pieces.append(mark("tag", folded(text[inline.start : inline.end])))
            case "math" | "raw" | "remark":
                pieces.append(_ANY.sub("x", text[inline.start : inline.end]))
            case "note":
                pieces.append(mark("note", inline.name))
            case "br":
                pieces.append(_BREAK_MARK)
            case "backslash":
                pieces.append("\\")
            case "abbr":
                pieces.append(inline.name)

    def _tag(self, text: str, inline: Inline, pieces: list[str]) -> None:
        opening = text[inline.start : inline.inner_start]
        if inline.name.startswith(STAND_IN):  # for a node, which both leave alone
            pieces.append(mark("tag", opening))
            return
        if not is_element(inline.name):  # its end is a comment
            pieces.append(opening)
            self._pieces(text, inline.children, inline.inner_start, inline.inner_end, pieces)
            if inline.end > inline.inner_end:
                pieces.append(mark("closed"))
            return
        pieces.append(mark("tag", folded(opening)))
        if opening.endswith("/>") and inline.name not in VOID_TAGS:
            pieces.append(mark("closed"))  # for HTML the slash says nothing
        inside = inline.inner_start, inline.inner_end
        self._pieces(text, inline.children, *inside, pieces, is_raw=inline.is_raw)
        if inline.end > inline.inner_end:
            pieces.append(mark("tag", folded(text[inline.inner_end : inline.end])))
        elif inline.name in SHOWN_TAGS:
            pieces.append(mark("unclosed"))


def _has_rule(block: Block) -> bool:
    """Whether a line of text is the rule of a table for Goldmark, which finds it below an item too."""
    text, start, end = block.frag.text, block.text_start, block.text_end
    has_bar = block.kind == "p" and text.find("|", start, end) >= 0
    return has_bar and _RULE.search(text, start, end) is not None


def _is_risky(line: str, pieces: list[str]) -> bool:
    """Whether text could be read otherwise by some parser of CommonMark, though not by ours.

    A single tilde strikes for some; an instruction of XML may be any text.
    """
    if "~" not in line and "<?" not in line and "<!" not in line:
        return False
    texts = [piece for piece in pieces if "~" in piece or "<?" in piece or "<!" in piece]
    text = "".join(piece for piece in texts if not piece.startswith("\x01"))
    return text.count("~") > 1 or "<?" in text or "<!" in text


def is_toc(block: Block) -> bool:
    """Whether a list of the headings stands in the place of a list."""
    return block.kind in ("ul", "ol") and block.ial is not None and "toc" in block.ial.references


def is_open_element(block: Block) -> bool:
    """Whether it is an element with blocks in it whose tags have their lines for themselves."""
    if block.kind != "html" or block.model != "block" or block.close is None:
        return False
    text = block.frag.text
    before = text[text.rfind("\n", 0, block.close[0]) + 1 : block.close[0]]
    after = text[block.close[1] : block.end]
    newline = text.find("\n", block.text_end)
    return not before.strip() and not after.strip() and not text[block.text_end : newline].strip()


def _entities(text: str) -> str:
    return ANY_ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def _title(inline: Inline) -> str:
    return _entities(inline.title or "")


def _code(text: str) -> str:
    """Code as the page shows it; a blank at either end is not seen."""
    if text.startswith(" ") and text.endswith(" ") and text.strip():
        return text[1:-1]
    return text


def is_same(seen: Seen, outline: Outline) -> bool:
    """Whether a block reads the same, with all that is in it."""
    if seen.kind != outline.kind or seen.detail != outline.detail:
        return False
    if seen.line != outline.line or len(seen.children) != len(outline.children):
        return False
    return all(map(is_same, seen.children, outline.children))
