"""Markdown from HTML: markdownify, with what its defaults lose.

`MarkdownWriter` writes CommonMark with GitHub's tables; targets that read Markdown in their own way override pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from markdownify import MarkdownConverter

from syndicate.body.commonmark import fenced, is_balanced, quoted
from syndicate.body.elements import (
    EMPHASIS,
    address_of,
    after_of,
    before_of,
    block_above,
    code_of,
    is_shown,
    language_of,
    numbers_of,
    tidy,
    touches_emphasis,
)
from syndicate.body.pieces import DROPPING, HEADING, is_ignored, is_in_pre, joined
from syndicate.body.soup import BLOCKS, attribute, children_of, cleaned, first_in, found_in, smooth
from syndicate.body.tables import Grid, grid_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString, PageElement

Around = set[str]
"""The names of the elements around a piece, and "_inline" inside of headings and cells."""

_WHITE: Final = re.compile(r"[ \t\r\n\f]+")
_PUNCTUATION: Final = frozenset(
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”‘’«»…–—、。，．！？（）「」『』"
)

_MARKS: Final = re.compile(r"[\\`*_~\[\]<&!]")
_LINE_START: Final = re.compile(r"(?:#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|>|(?:=+|-+)[ \t]*$)")
_NUMBER: Final = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_TAG_LIKE: Final = re.compile(r"<(?=[A-Za-z/!?])")

# markdownify's own stubs lack these two.
_writer_for: Final[Callable[..., Callable[..., str] | None]] = vars(MarkdownConverter)[
    "get_conv_fn_cached"
]
_get_conv_fn: Final[Callable[..., object]] = vars(MarkdownConverter)["get_conv_fn"]


def markdown_of(html: str) -> str:
    """HTML as CommonMark with GitHub's tables. Raises NestedTooDeeply."""
    return MarkdownWriter().written(cleaned(html))


class MarkdownWriter(MarkdownConverter):
    """One way to spell a tree of elements; `written` begins."""

    hard_break = "\\\n"
    strong = "**"
    emphasis = "*"
    strike = "~~"
    nests_emphasis = True
    bar = "\\|"
    """A bar in the text of a cell."""

    inline_html = frozenset(
        "sub sup kbd mark u small abbr cite q samp var ins time ruby rt rp".split()
    )
    """Tags within a line that stay tags; of their attributes the title does."""

    def __init__(self) -> None:
        super().__init__(heading_style="atx")

    def written(self, soup: BeautifulSoup) -> str:
        """The text of the tree, which is tidied on the way; it ends with a newline unless it is empty."""
        smooth(soup)
        tidy(soup)
        text = self.convert_soup(soup).strip("\n")
        return f"{text}\n" if text else ""

    # -- the walk --------------------------------------------------------------------------------

    def process_tag(self, node: Tag, parent_tags: Around | None = None) -> str:
        """The text of an element; some are written whole, all others from the text of their children."""
        around = parent_tags or set()
        whole = getattr(self, f"whole_{node.name.replace('-', '_')}", None)
        if whole is not None:
            said: str = whole(node, around)
            return said
        return self.inside(node, around)

    def piece(self, node: PageElement, around: Around) -> str:
        """What a text or an element is written as."""
        from bs4.element import NavigableString, Tag

        if isinstance(node, Tag):
            return self.process_tag(node, around)
        return self.process_text(node, around) if isinstance(node, NavigableString) else ""

    def inside(self, el: Tag, around: Around) -> str:
        """The text of an element, from the text of its children: markdownify's walk, which looks up for `pre` once."""
        within = {*around, el.name}
        is_heading = HEADING.match(el.name) is not None
        if is_heading or el.name in ("td", "th"):
            within.add("_inline")
        if el.name in ("pre", "code", "kbd", "samp"):
            within.add("_noformat")
        drops_edges = is_heading or el.name in DROPPING
        children = [c for c in el.children if not is_ignored(c, drops_edges=drops_edges)]
        pieces = [self.piece(child, within) for child in children]
        text = "".join(pieces) if is_in_pre(el) else joined(pieces)
        write = _writer_for(self, el.name)
        return text if write is None else write(el, text, parent_tags=around)

    def process_text(self, el: NavigableString, parent_tags: Around | None = None) -> str:
        """Text with its line breaks joined, escaped where Markdown would read something in it."""
        around = parent_tags or set()
        text = _WHITE.sub(" ", str(el))
        if "code" in around:
            return text
        before, after = before_of(el), after_of(el)
        if before in ("", "\n"):
            text = text.lstrip(" ")
        if after in ("", "\n"):
            text = text.rstrip(" ")
        return (
            self.escaped(text, around, is_first=before in ("", "\n"), after=after) if text else ""
        )

    def escaped(self, text: str, around: Around, *, is_first: bool = False, after: str = "") -> str:
        """Plain text of one line; `is_first`: it begins a block or a line. `after`: what follows it, see `after_of`."""
        shown = _MARKS.sub(lambda match: self._mark(match, around, after), text)
        if "_cell" in around:
            shown = shown.replace("|", self.bar)
        return self.line_start(shown) if is_first and "_inline" not in around else shown

    def line_start(self, text: str) -> str:
        """A line of text that no block may begin with."""
        if _LINE_START.match(text):
            return f"\\{text}"
        return _NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text

    def _mark(self, match: re.Match[str], around: Around, last: str) -> str:
        char, text, at = match[0], match.string, match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        is_last = after == "" and last != ""
        match char:
            case "*" | "~":
                is_plain = before == after == " "
            case "_":
                is_plain = (before.isalnum() and after.isalnum()) or before == after == " "
            case "\\":
                is_plain = after not in _PUNCTUATION and not is_last
            case "[":
                is_plain = "a" not in around and after != "^"
            case "]":
                is_plain = (
                    "a" not in around
                    and after not in ("(", "[", ":")
                    and not (is_last and last != "\n")
                )
            case "!":
                is_plain = after != "[" and (not is_last or last == "\n")
            case "<":
                is_plain = _TAG_LIKE.match(text, at) is None and (not is_last or last == "\n")
            case "&":
                is_plain = _ENTITY.match(text, at) is None
            case _:
                is_plain = False
        return char if is_plain else f"\\{char}"

    # -- inside a line ---------------------------------------------------------------------------

    def convert_strong(self, el: Tag, text: str, parent_tags: Around) -> str:
        return self.wrapped(el, text, parent_tags, self.strong, "strong")

    def convert_em(self, el: Tag, text: str, parent_tags: Around) -> str:
        return self.wrapped(el, text, parent_tags, self.emphasis, "em")

    def convert_del(self, el: Tag, text: str, parent_tags: Around) -> str:
        return self.wrapped(el, text, parent_tags, self.strike, "del")

    convert_b = convert_strong
    convert_i = convert_em
    convert_s = convert_del
    convert_strike = convert_del

    def wrapped(self, el: Tag, text: str, around: Around, marker: str, name: str) -> str:
        """Text in the markers of emphasis; in tags, where the markers would not be read as such."""
        inner = text.strip()
        if not inner or "\n\n" in text:  # blocks that a tag was left open around
            return text if inner else " " if text else ""
        start = text.find(inner)
        lead, tail = _gap(text[:start]), _gap(text[start + len(inner) :])
        before = " " if lead else before_of(el)
        after = " " if tail else after_of(el)
        is_apart = around.isdisjoint(EMPHASIS) or (self.nests_emphasis and before == after == " ")
        if is_apart and not touches_emphasis(el) and self.is_marked(before, inner, after, marker):
            return f"{lead}{marker}{inner}{marker}{tail}"
        return f"{lead}<{name}>{inner}</{name}>{tail}"

    def is_marked(self, before: str, inner: str, after: str, marker: str) -> bool:
        """Whether the markers are read as emphasis between these neighbours (CommonMark 0.31, 6.2)."""
        opens = inner[0] not in _PUNCTUATION or _is_edge(before)
        closes = inner[-1] not in _PUNCTUATION or _is_edge(after)
        return opens and closes and not {before, after} & {"*", "_", "~", "\\"}

    def convert_code(self, el: Tag, text: str, parent_tags: Around) -> str:
        if "code" in parent_tags or "samp" in parent_tags:
            return text
        if first_in(el, "br") is not None and parent_tags.isdisjoint(("_inline", "pre")):
            return self._code_lines(el, parent_tags)
        code = _WHITE.sub(" ", el.get_text())
        return self.code_span(code, parent_tags) if code else ""

    def _code_lines(self, el: Tag, around: Around) -> str:
        """Code with breaks in it, each line for itself: there is no break in code within a line."""
        is_last = after_of(el) == ""
        for line_break in found_in(el, "br"):
            line_break.replace_with("\n\0")
        lines = [_WHITE.sub(" ", line) for line in el.get_text().replace("\n\0", "\0").split("\0")]
        while is_last and len(lines) > 1 and not lines[-1].strip():
            lines.pop()
        shown = (self.code_span(line.strip(), around) if line.strip() else "" for line in lines)
        return self.hard_break.join(shown)

    convert_tt = convert_code

    def code_span(self, code: str, around: Around) -> str:
        """Code within a line."""
        longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
        fence = "`" * (longest + 1)
        is_padded = (
            code[0] == "`" or code[-1] == "`" or (code[0] == code[-1] == " " and code.strip())
        )
        padding = " " if is_padded else ""
        text = f"{fence}{padding}{code}{padding}{fence}"
        return text.replace("|", "\\|") if "_cell" in around else text

    def convert_a(self, el: Tag, text: str, parent_tags: Around) -> str:
        url = attribute(el, "href")
        inner = text.strip()
        if not (url or el.has_attr("href")) or not inner or "a" in parent_tags:
            return text
        lead = " " if text[:1] == " " else ""
        tail = " " if text[-1:] == " " else ""
        return f"{lead}{self.link(el, inner, url)}{tail}"

    def link(self, el: Tag, inner: str, url: str) -> str:
        """A link around text that is written already."""
        title = attribute(el, "title")
        if not title and el.get_text() == url and re.match(r"https?://[^\s<>]+$", url):
            return f"<{url}>"
        return f"[{inner}]({self.address(url)}{self.title(title)})"

    def title(self, title: str) -> str:
        """The title of a link or image, with a blank before it."""
        if not title:
            return ""
        escaped = re.sub(r'([\\"])', r"\\\1", _WHITE.sub(" ", title))
        return f' "{escaped}"'

    def address(self, url: str) -> str:
        """An address that stands between parentheses, percent-encoded where it would not be read."""
        unsafe = r"[\s<>\\`\"|]" if is_balanced(url) else r"[\s<>()\\`\"|]"
        return re.sub(unsafe, lambda match: _encoded(match[0]), url)

    def whole_img(self, el: Tag, around: Around) -> str:
        src = attribute(el, "src")
        if not src:
            return ""
        alt = self.alt(_WHITE.sub(" ", attribute(el, "alt")), around)
        return f"![{alt}]({self.address(src)}{self.title(attribute(el, 'title'))})"

    def alt(self, text: str, around: Around) -> str:
        """The text instead of an image."""
        return self.escaped(text, {*around, "a"})

    def whole_br(self, el: Tag, around: Around) -> str:
        if el.hidden or before_of(el) == "":
            return ""
        if "_cell" in around:
            return "<br>"
        return " " if "_inline" in around else self.hard_break

    def whole_input(self, el: Tag, around: Around) -> str:
        if attribute(el, "type") != "checkbox":
            return ""
        if "_inline" in around:  # no box is read there
            return "☑" if el.has_attr("checked") else "☐"
        return "[x]" if el.has_attr("checked") else "[ ]"

    def convert_span(self, el: Tag, text: str, parent_tags: Around) -> str:
        return text

    def tagged(self, el: Tag, text: str, around: Around) -> str:
        """Text in the tag that it stands in."""
        title = attribute(el, "title")
        said = f' title="{html_text(title)}"' if title else ""
        return f"<{el.name}{said}>{text}</{el.name}>" if text else ""

    def get_conv_fn(self, tag_name: str) -> object:
        if tag_name in self.inline_html:
            return lambda el, text, parent_tags: self.tagged(el, text, parent_tags)
        if tag_name in ("sub", "sup", "kbd", "samp", "q"):  # markdownify has its own idea of these
            return None
        return _get_conv_fn(self, tag_name)

    # -- blocks ----------------------------------------------------------------------------------

    def convert_p(self, el: Tag, text: str, parent_tags: Around) -> str:
        text = text.strip(" \n")
        if "_inline" in parent_tags:
            return text
        return f"\n\n{text}\n\n" if text else ""

    def convert_div(self, el: Tag, text: str, parent_tags: Around) -> str:
        text = text.strip("\n")
        return f"\n\n{text}\n\n" if text else ""

    convert_article = convert_div
    convert_section = convert_div
    convert_figure = convert_div
    convert_aside = convert_div
    convert_main = convert_div
    convert_header = convert_div
    convert_footer = convert_div
    convert_center = convert_div

    def convert_figcaption(self, el: Tag, text: str, parent_tags: Around) -> str:
        text = text.strip()
        return f"\n\n*{text}*\n\n" if text and "*" not in text else f"\n\n{text}\n\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: Around) -> str:
        text = re.sub(r"(?<!\\)(#+)$", r"\\\1", " ".join(text.split()))
        return f"\n\n{'#' * min(n, 6)} {text}\n\n" if text else ""

    def convert_hr(self, el: Tag, text: str, parent_tags: Around) -> str:
        return "\n\n---\n\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: Around) -> str:
        text = text.strip("\n")
        return f"\n\n{quoted(text)}\n\n" if text.strip() else ""

    def whole_pre(self, el: Tag, around: Around) -> str:
        code = code_of(el)
        return f"\n\n{self.block_code(code, language_of(el))}\n\n" if code.strip() else ""

    def block_code(self, code: str, lang: str) -> str:
        """A block of code, which ends with a newline."""
        return fenced(code, lang.replace("`", ""))

    def whole_table(self, el: Tag, around: Around) -> str:
        grid = grid_of(el)
        if grid is None:
            return f"\n\n{self.html_block(el)}\n\n"
        rows = [[self._cell(cell, around) for cell in row] for row in grid.rows]
        return f"\n\n{self.table(grid, rows)}\n\n"

    def _cell(self, cell: Tag, around: Around) -> str:
        return " ".join(self.inside(cell, {*around, "_inline", "_cell"}).split())

    def convert_td(self, el: Tag, text: str, parent_tags: Around) -> str:
        return text

    convert_th = convert_td

    def table(self, grid: Grid, rows: Sequence[Sequence[str]]) -> str:
        """A table between pipes; `rows` are the cells as they are written, the header first."""
        rules = {"left": ":--", "right": "--:", "center": ":-:", "": "---"}
        lines = [rows[0], [rules[align] for align in grid.aligns], *rows[1:]]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def html_block(self, el: Tag) -> str:
        """An element that Markdown has no words for, as it is; no blank line may stand in it."""
        return re.sub(r"\n[ \t]*(?=\n)", "", str(el))

    whole_iframe = whole_video = whole_audio = lambda self, el, around: self.player(el)

    def player(self, el: Tag) -> str:
        """A frame, film or sound, as a link to it."""
        url = address_of(el)
        return f"\n\n<{self.address(url)}>\n\n" if url else ""

    def whole_dl(self, el: Tag, around: Around) -> str:
        return f"\n\n{self.html_block(el)}\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: Around) -> str:
        return f"\n<summary>{' '.join(el.decode_contents().split())}</summary>\n\n"

    def convert_details(self, el: Tag, text: str, parent_tags: Around) -> str:
        inner = text.strip("\n")
        gap = "" if inner.startswith("<summary>") else "\n"
        return f"\n\n<details>\n{gap}{inner}\n\n</details>\n\n" if inner else ""

    # -- lists -----------------------------------------------------------------------------------

    def whole_ul(self, el: Tag, around: Around) -> str:
        return self.list_of(el, around, ["- " for _ in children_of(el)])

    def whole_ol(self, el: Tag, around: Around) -> str:
        return self.list_of(el, around, [f"{number}. " for number in numbers_of(el)])

    def list_of(self, el: Tag, around: Around, markers: Sequence[str]) -> str:
        """A list whose items begin with `markers`."""
        items = list(children_of(el))
        is_loose = any(self.is_loose(item) for item in items)
        texts = [
            self.item(marker, self._item_text(item, around))
            for marker, item in zip(markers, items, strict=True)
        ]
        text = ("\n\n" if is_loose else "\n").join(texts)
        is_tight_inside = "li" in around and not is_loose and not _is_loose_around(self, el)
        edge = "\n" if is_tight_inside else "\n\n"
        is_apart = is_shown(el) and not is_tight_inside and block_above(el) == el.name
        apart = f"{self.list_apart}\n\n" if is_apart else ""
        return f"{edge}{apart}{text}{edge}"

    list_apart = "<!-- -->"
    """What stands between two blocks that would run into each other."""

    def _item_text(self, item: Tag, around: Around) -> str:
        return self.inside(item, {*around, item.name}).strip("\n")

    def convert_li(self, el: Tag, text: str, parent_tags: Around) -> str:
        return text

    def is_loose(self, item: Tag) -> bool:
        """Whether blank lines stand between the parts of an item, so that they do between items as well."""
        return any(
            child.name in BLOCKS and child.name not in ("ul", "ol") for child in children_of(item)
        )

    def indent_of(self, marker: str) -> int:
        """How far the lines of an item are indented."""
        return len(marker)

    def item(self, marker: str, text: str) -> str:
        """An item: its marker, and the lines of its text under the first one."""
        text = text or self.list_apart  # a marker alone could be the line under a heading
        indent = " " * self.indent_of(marker)
        lines = text.split("\n")
        rest = [f"{indent}{line}" if line.strip() else "" for line in lines[1:]]
        return "\n".join([f"{marker}{lines[0]}".rstrip(), *rest])


def _gap(blanks: str) -> str:
    """White space between two words, as one blank where no other sign stands in it."""
    return _WHITE.sub(" ", blanks)


def _is_edge(char: str) -> bool:
    return char.strip() == "" or char in _PUNCTUATION


def _is_loose_around(writer: MarkdownWriter, el: Tag) -> bool:
    parent = el.parent.parent if el.parent is not None else None
    return parent is not None and any(writer.is_loose(item) for item in children_of(parent))


def html_text(text: str) -> str:
    """`text` between tags or quotes."""
    import html

    return html.escape(text, quote=True)


def _encoded(char: str) -> str:
    from urllib.parse import quote

    return quote(char, safe="")
