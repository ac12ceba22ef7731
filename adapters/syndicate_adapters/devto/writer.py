"""Markdown as Forem's own pipeline reads it, from a tree of elements: blocks, lists, notes.

Source: forem/forem as of 2026 over Redcarpet 3.5.1; tests/devto/test_pipeline.py runs the same steps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from syndicate.body.elements import block_above, code_of, is_shown, language_of, numbers_of, tidy
from syndicate.body.markdown_writer import Around
from syndicate.body.soup import attribute, children_of, found_in
from syndicate.body.tables import Grid, drawn, grid_of
from syndicate.catalogue import CODES
from syndicate_adapters.devto.guards import NOTHING, code_html, raw, undashed
from syndicate_adapters.devto.lines import REFERENCE
from syndicate_adapters.devto.markup import KEPT, MarkupWriter, is_exposed

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_EMPTY: Final = "{% raw %}\n{% endraw %}"
_QUOTE_SIGN: Final = re.compile(r"^[ \t]*>", re.MULTILINE)
_TAGS_LINE: Final = re.compile(r"^tags:", re.MULTILINE)
_ITEM_START: Final = re.compile(r"^( {0,3})([-+*0-9])(?=[0-9]*[.]? )", re.MULTILINE)
_BLOCK_START: Final = re.compile(r"```|<pre>|\||\{% |<!--|\*\*\*$|<[ou]l|<table|<dl|>|#{1,6} ")
_NOT_LINES: Final = frozenset(
    "pre blockquote ul ol table dl details figure hr div h1 h2 h3 h4 h5 h6".split()
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRITTEN: Final = frozenset("details summary video iframe audio input".split())
_LANG: Final = re.compile(r"[^\s{}`~]+")
_WRAPPERS: Final = frozenset(
    """address article aside bdi bdo center div dfn dialog figure font footer header hgroup i ins label main nav picture
    s samp section source strike tt var wbr x-math x-embed [document]""".split()
)
_DEEP_LINK: Final = re.compile(r"^(?: {17,}|\t)[^\n]*\[[^\]\n]+\]\([^)\n]+\)", re.MULTILINE)
_DEEP_LINK_IN_LIST: Final = re.compile(r"^(?: {5,}|\t)[^\n]*\[[^\]\n]+\]\([^)\n]+\)", re.MULTILINE)
_FENCE_INSIDE: Final = re.compile(r"```|^[ \t]*~~~", re.MULTILINE)


class ForemWriter(MarkupWriter):
    """Writes the body of an article for a Forem site."""

    def article(self, soup: BeautifulSoup) -> str:
        """The body of the article, its notes at the end."""
        for note in soup.find_all("div", class_="footnote-definition"):
            label = note.find("sup", class_="footnote-definition-label")
            if label is not None:
                label.extract()
            self.notes.setdefault(attribute(note, "id"), note.extract())
        text = self.written(soup)
        notes = self.notes_below()
        return f"{text}\n{notes}\n" if notes else text

    # -- blocks ----------------------------------------------------------------------------------

    def convert_hr(self, el: Tag, text: str, parent_tags: Around) -> str:
        return "\n\n***\n\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: Around) -> str:
        text = re.sub(r"\n+", " ", text).strip()
        return super().convert_hN(
            n, el, self.line_start(text) if text[:1] == "[" else text, parent_tags
        )

    def process_tag(self, node: Tag, parent_tags: Around | None = None) -> str:
        around = parent_tags or set()
        if node.name in _HEADINGS and self._is_target(node):
            around = {*around, "_target"}
        if node.name not in KEPT and node.name not in _WRAPPERS and node.name not in _WRITTEN:
            message = f"dev.to has no <{node.name}>; its text is kept"
            self.say(CODES["element-name-lost"], f"<{node.name}", message)
        return super().process_tag(node, around)

    def _is_target(self, heading: Tag) -> bool:
        mark = next((a for a in found_in(heading, "a") if a.has_attr("id")), None)
        return mark is not None and attribute(mark, "id") in self.anchors

    def whole_blockquote(self, el: Tag, around: Around) -> str:
        if around.isdisjoint({"li", "blockquote"}) and is_exposed(el):
            return f"\n\n{self.html_block(el)}\n\n"
        return self.inside(el, around)

    def convert_blockquote(self, el: Tag, text: str, parent_tags: Around) -> str:
        said = super().convert_blockquote(el, text, parent_tags)
        is_apart = bool(said) and block_above(el) == "blockquote"
        return f"\n\n{self.list_apart}{said}" if is_apart else said

    def whole_pre(self, el: Tag, around: Around) -> str:
        code, lang = code_of(el), language_of(el)
        if not code.strip():
            return ""
        # The raw blocks around two fences would leave a bare line between them, which ends a list.
        before = f"\n\n{NOTHING}" if "li" in around and block_above(el) == "pre" else ""
        if not self._breaks_fence(code, around):
            return f"{before}\n\n```{_language(lang)}\n{code}```\n\n"
        if lang:
            message = (
                f"dev.to would change this code in a fence; written without its language ({lang})"
            )
            self.say(CODES["code-lang-lost"], code.strip(), message)
        return f"\n\n{self.block_code(code, lang)}\n\n"

    def _breaks_fence(self, code: str, around: Around) -> bool:
        """Whether Forem would change the code in a fence, or not find where it ends."""
        deep = _DEEP_LINK_IN_LIST if "li" in around else _DEEP_LINK
        if "blockquote" in around and ("li" in around or _QUOTE_SIGN.search(code)):
            return True
        if self.is_strict and ("---" in code or _TAGS_LINE.search(code)):
            return True
        return (
            any(sign.search(code) for sign in (_FENCE_INSIDE, REFERENCE, deep)) or "{----" in code
        )

    def block_code(self, code: str, lang: str) -> str:
        """Code in tags, which Forem's regular expressions do not take for code."""
        text = code_html(code.rstrip("\n"), is_block=True)
        text = REFERENCE.sub(lambda match: f"{NOTHING}{match[0]}", text).replace("[", "&#91;")
        text = _ITEM_START.sub(lambda match: f"{match[1]}&#{ord(match[2])};", text)
        return f"<pre><code>{raw(undashed(text) if self.is_strict else text)}</code></pre>"

    def table(self, grid: Grid, rows: Sequence[Sequence[str]]) -> str:
        text = super().table(grid, rows)
        return text.replace("---", "--") if self.is_strict else text

    def whole_table(self, el: Tag, around: Around) -> str:
        if "details" not in around or el.find("tr") is None:
            return super().whole_table(el, around)
        self.say(
            CODES["table-degraded"],
            el.get_text(" "),
            "dev.to shows no tables in parts that open; drawn with characters",
        )
        grid = grid_of(el)
        rows = grid.rows if grid else [list(children_of(row)) for row in el.find_all("tr")]
        width = max(len(row) for row in rows)
        cells = [
            [*(" ".join(cell.get_text().split()) for cell in row), *[""] * (width - len(row))]
            for row in rows
        ]
        drawing = drawn(cells, grid.aligns if grid else [""] * width)
        return f"\n\n```\n{drawing}```\n\n"

    # -- parts that open -------------------------------------------------------------------------

    def whole_details(self, el: Tag, around: Around) -> str:
        summary = el.find("summary", recursive=False)
        head = self._inline(summary, around, "_summary", "details") if summary is not None else ""
        if summary is not None:
            summary.extract()
        el.name = "div"
        # Forem puts a paragraph around it all, whose block ends with the first `</p>` that begins a line: here, not
        # behind code in a list.
        first = f"{_EMPTY}\n\n" if el.select_one("li pre, blockquote pre, li br") else ""
        inner = self.inside(el, {*around, "details"}).strip("\n")
        return (
            f"\n\n{{% details {head or 'Details'} %}}\n\n{first}{inner}\n\n{{% enddetails %}}\n\n"
        )

    def tagged(self, el: Tag, text: str, around: Around) -> str:
        return (
            text if el.name == "mark" and "details" in around else super().tagged(el, text, around)
        )

    # -- lists -----------------------------------------------------------------------------------

    def whole_ul(self, el: Tag, around: Around) -> str:
        return self._list(el, around, ["- " for _ in children_of(el)])

    def whole_ol(self, el: Tag, around: Around) -> str:
        numbers = list(numbers_of(el))
        if numbers != list(range(1, len(numbers) + 1)) or el.has_attr("type"):
            return f"\n\n{self.html_block(el)}\n\n"
        return self._list(el, around, [f"{number}. " for number in numbers])

    def _list(self, el: Tag, around: Around, markers: Sequence[str]) -> str:
        if not is_shown(el):
            return ""
        if "li" in around:
            return self._inner_list(el, around, markers)
        if "blockquote" not in around and is_exposed(el):
            return f"\n\n{self.html_block(el)}\n\n"
        return self.list_of(el, around, markers)

    def _inner_list(self, el: Tag, around: Around, markers: Sequence[str]) -> str:
        # Before an item of the other kind of list, a blank line would end the list around it.
        items = [
            self.item(marker, self._closed(self.inside(item, {*around, "li"}).strip("\n"), item))
            for marker, item in zip(markers, children_of(el), strict=True)
        ]
        edge = f"\n\n{NOTHING}\n" if block_above(el) in _NOT_LINES else "\n"
        return edge + "\n".join(items) + ("\n\n" if el.next_sibling is not None else "\n")

    def _closed(self, text: str, item: Tag) -> str:
        """The text of an item behind which the next one may follow without a blank line."""
        if not text.strip():
            return ""
        has_breaks = any(child.name == "br" for child in children_of(item))
        return f"{text}\n\n{NOTHING}" if has_breaks or text.endswith("```") else text

    def convert_p(self, el: Tag, text: str, parent_tags: Around) -> str:
        said = super().convert_p(el, text, parent_tags)
        is_before_list = getattr(el.next_sibling, "name", None) in ("ul", "ol")
        return f"{said.rstrip(chr(10))}\n" if is_before_list and "li" in parent_tags else said

    def is_loose(self, item: Tag) -> bool:
        # Forem takes the breaks out of items that are no paragraphs.
        has_breaks = any(child.name == "br" for child in children_of(item))
        return super().is_loose(item) or has_breaks

    def _item_text(self, item: Tag, around: Around) -> str:
        text = super()._item_text(item, around)
        has_breaks = any(child.name == "br" for child in children_of(item))
        return f"{text}\n\n{NOTHING}" if has_breaks and text and "\n\n" not in text else text

    def indent_of(self, marker: str) -> int:
        return 4

    def item(self, marker: str, text: str) -> str:
        # An item that begins with another block is no item.
        if not text or re.match(r"[-+] |\d+\. ", text):
            text = f"{NOTHING}\n{text}".rstrip()
        elif _BLOCK_START.match(text):
            text = f"{NOTHING}\n\n{text}"
        return super().item(marker, text)

    def whole_input(self, el: Tag, around: Around) -> str:
        if attribute(el, "type") != "checkbox":
            return ""
        return "☑" if el.has_attr("checked") else "☐"

    # -- notes -----------------------------------------------------------------------------------

    def whole_sup(self, el: Tag, around: Around) -> str:
        link = el.find("a")
        if "footnote-reference" not in attribute(el, "class") or link is None:
            return self.tagged(el, self._children(el, around), around)
        label = attribute(link, "href").removeprefix("#")
        if label not in self.notes:
            return ""
        if label in self.noted:  # a second reference would have the id of the first
            number = self.noted.index(label) + 1
            return f'<sup><a href="#fn{number}">{number}</a></sup>'
        self.noted.append(label)
        return f"[^{len(self.noted)}]"

    def _children(self, el: Tag, around: Around) -> str:
        return "".join(self.piece(child, {*around, el.name}) for child in list(el.children))

    def notes_below(self) -> str:
        """The texts of the notes that the text refers to, in the order of the references."""
        parts: list[str] = []
        position = 0
        while position < len(self.noted):  # a note may refer to further ones
            note = self.notes[self.noted[position]]
            position += 1
            tidy(note)
            text = self.inside(note, set()).strip("\n")
            parts.append(self.item(f"[^{position}]: ", text))
        return "\n\n".join(parts)


def _language(lang: str) -> str:
    match = _LANG.match(lang)
    return match[0] if match is not None else ""
