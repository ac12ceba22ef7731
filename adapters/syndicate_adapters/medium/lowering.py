"""From any article to one that Medium's editor can hold: a flat row of few kinds of blocks.

What the editor holds is general knowledge that could not be tried out offline; it stands in `HOLDS` and here only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from syndicate.body.elements import code_of, language_of, numbers_of
from syndicate.body.html.formulas import readable
from syndicate.body.soup import attribute, children_of
from syndicate.body.tables import drawn, grid_of
from syndicate.catalogue import CODES
from syndicate_adapters.medium.codes import OWN
from syndicate_adapters.medium.inline import PLAYERS, Lines
from syndicate_adapters.medium.lists import Line, Part, as_list, by_hand, markers_of, numbered
from syndicate_adapters.medium.tree import (
    Run,
    bold_parts,
    code_block,
    element,
    fragment,
    has_text,
    link_to,
    runs_of,
    string,
    trimmed,
)

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

HOLDS: Final = frozenset(
    "h1 h2 h3 p ul ol li blockquote pre figure figcaption img hr a strong em code br".split()
)
"""The elements of which an article is made when it is lowered."""

_NO_BREAK: Final = "\u00a0"


@dataclass(slots=True, kw_only=True)
class Lowering:
    """One run over one article. `keeps_tables`: as tables, which Medium does not show, instead of as code."""

    lines: Lines
    keeps_tables: bool = False
    levels: dict[str, int] = field(default_factory=dict)

    def article(self, soup: BeautifulSoup, notes_heading: str) -> list[Tag]:
        """The blocks of the article, its footnotes below a heading at the end."""
        for note in soup.find_all("div", class_="footnote-definition"):
            for label in note.find_all("sup", class_="footnote-definition-label"):
                label.extract()
            self.lines.notes.setdefault(attribute(note, "id"), note.extract())
        names = [name for name in ("h1", "h2", "h3", "h4", "h5", "h6") if soup.find(name)]
        self.levels = {name: 2 if rank == 0 else 3 for rank, name in enumerate(names)}
        return [*self.blocks(soup), *self._notes(notes_heading)]

    def blocks(self, el: Tag) -> list[Tag]:
        """What stands in an element, as blocks that the editor holds."""
        found: list[Tag] = []
        for run in runs_of(el):
            found += self.paragraph(run.nodes) if isinstance(run, Run) else self.block(run)
        return found

    def block(self, el: Tag) -> list[Tag]:
        """A block as one or several."""
        name = el.name
        if name in self.levels:
            return self.heading(el)
        if name in PLAYERS:
            line = self.lines.player(el)
            return [line] if line is not None else []
        match name:
            case "hr":
                return [element("hr")]
            case "ul" | "ol":
                return self.flat_list(el)
            case "blockquote":
                return self.quote(el)
            case "pre":
                return [code_block(code_of(el), language_of(el))]
            case "table":
                return self.table(el)
            case "figure":
                return self.figure(el)
            case "details":
                return self.details(el)
            case "dt":
                return self.bold(el)
            case "x-math":
                return self.formula(el)
        return self.blocks(el)

    def paragraph(self, nodes: Iterable[PageElement]) -> list[Tag]:
        """A line of text, and the pictures that stood in it as figures below."""
        outer, self.lines.pictures = self.lines.pictures, []
        text = element("p", *trimmed(self.lines.inline(list(nodes))))
        pictures, self.lines.pictures = self.lines.pictures, outer
        return [*([text] if has_text(text) else []), *pictures]

    def bold(self, el: Tag) -> list[Tag]:
        """A line of text in bold letters."""
        return [element("p", *bold_parts(self._line(el)))]

    def _line(self, el: Tag) -> list[PageElement]:
        return trimmed(self.lines.inline(list(el.children)))

    def heading(self, el: Tag) -> list[Tag]:
        """A large or a small heading."""
        if list(self.levels).index(el.name) > 1:
            message = f"Medium has two levels of headings; this {el.name} is written as a small one"
            self.lines.say(OWN["heading-level-lost"], el.get_text(" "), message)
        found = element(f"h{self.levels[el.name]}", *self._line(el))
        return [found] if has_text(found) else []

    def details(self, el: Tag) -> list[Tag]:
        """A part that opens, opened: its summary in bold letters, and what it holds."""
        message = "Medium has no parts that open; written open"
        self.lines.say(CODES["details-degraded"], el.get_text(" "), message)
        summary = el.find("summary", recursive=False)
        head = self.bold(summary.extract()) if summary is not None else []
        return [*(line for line in head if has_text(line)), *self.blocks(el)]

    def figure(self, el: Tag) -> list[Tag]:
        """A picture with its caption."""
        caption = el.find("figcaption")
        words = list(caption.extract().children) if caption is not None else []
        found = self.blocks(el)
        if not words or len(found) != 1 or found[0].name != "figure":
            return [*found, *self.paragraph(words)]
        for old in found[0].find_all("figcaption"):
            old.extract()
        below = [part for block in self.paragraph(words) for part in list(block.children)]
        found[0].append(element("figcaption", *below))
        return found

    def formula(self, el: Tag) -> list[Tag]:
        """A formula on a line of its own."""
        tex = attribute(el, "data-tex")
        shown = readable(tex)
        if shown is not None:
            return self.paragraph(list(fragment(shown).children))
        self.lines.say_formula(tex)
        return [code_block(f"{tex.strip()}\n", "")]

    # -- tables ----------------------------------------------------------------------------------

    def table(self, el: Tag) -> list[Tag]:
        """A table as code in columns; its captions, pictures and links, which code cannot hold, beside it."""
        if self.keeps_tables:
            return [self._kept(el)]
        rows = [list(children_of(row)) for row in el.find_all("tr")]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return []
        message = "Medium has no tables; drawn with characters"
        self.lines.say(CODES["table-degraded"], " ".join(c.get_text() for c in rows[0]), message)
        caption = el.find("caption")
        head = self.paragraph(list(caption.children)) if caption is not None else []
        links = self._links_of(el)
        outer, self.lines.pictures = self.lines.pictures, []
        cells = [[*map(self._cell, row), *[""] * (width - len(row))] for row in rows]
        pictures, self.lines.pictures = self.lines.pictures, outer
        grid = grid_of(el)
        drawing = drawn(cells, grid.aligns if grid else [""] * width)
        return [*head, code_block(drawing, ""), *pictures, *links]

    def _cell(self, cell: Tag) -> str:
        parts = self.lines.inline(list(cell.children))
        text = "".join(" " if getattr(p, "name", None) == "br" else p.get_text() for p in parts)
        return " ".join(text.split())

    def _links_of(self, table: Tag) -> list[Tag]:
        parts: list[PageElement | str] = []
        for link in table.find_all("a", href=True):
            text = " ".join(link.get_text().split())
            if text and not link.find_parent(class_="footnote-reference"):
                parts += [" · ", link_to(self.lines.absolute(attribute(link, "href")), text)]
        return [element("p", *parts[1:])] if parts else []

    def _kept(self, el: Tag) -> Tag:
        kept = element("table")
        for row in el.find_all("tr"):
            line = element("tr")
            for cell in children_of(row):
                found = element(cell.name, *self._line(cell))
                for key in ("colspan", "rowspan"):
                    if cell.has_attr(key):
                        found[key] = attribute(cell, key)
                line.append(found)
            kept.append(line)
        return kept

    # -- quotes ----------------------------------------------------------------------------------

    def quote(self, el: Tag) -> list[Tag]:
        """A quote of one level; what no quote can hold stands between its parts."""
        if el.find("blockquote") is not None:
            message = "Medium has quotes of one level; written as one"
            self.lines.say(OWN["quote-degraded"], el.get_text(" "), message)
        found: list[Tag] = []
        for line in (line for block in self.blocks(el) for line in _quotable(block)):
            if line.name == "p" and found and found[-1].name == "blockquote":
                found[-1].append(line)
            else:
                found.append(element("blockquote", line) if line.name == "p" else line)
        return found

    # -- lists -----------------------------------------------------------------------------------

    def flat_list(self, el: Tag) -> list[Tag]:
        """A list of one level: inner items are lines of the item around them, other blocks stand between."""
        items = [self._item(item, 0) for item in children_of(el)]
        is_split = any(not isinstance(part, Line) for parts in items for part in parts)
        if is_split or el.find(["ul", "ol"]) is not None:
            how = "taken apart" if is_split else "inner items are lines of the item around them"
            message = f"Medium has lists of plain lines only; {how}"
            self.lines.say(OWN["list-degraded"], el.get_text(" "), message)
        if el.name == "ol":
            numbers = list(numbers_of(el))
            if is_split or numbers != list(range(1, len(numbers) + 1)):
                return by_hand(items, numbers)
        return as_list(el.name, items)

    def _item(self, item: Tag, depth: int) -> list[Part]:
        """The parts of an item; those of inner lists are marked in the text."""
        parts: list[Part] = []
        for run in runs_of(item):
            if isinstance(run, Run):
                parts += _lines(self.paragraph(run.nodes))
            elif run.name in ("ul", "ol"):
                for marker, inner in zip(markers_of(run), children_of(run), strict=True):
                    lead = _NO_BREAK * (3 * depth) + marker
                    parts += _led(lead, self._item(inner, depth + 1))
            else:
                parts += _lines(self.block(run))
        return parts

    # -- notes -----------------------------------------------------------------------------------

    def _notes(self, heading: str) -> list[Tag]:
        """The texts of the notes that are referred to, by number."""
        noted = self.lines.noted
        items: list[list[Part]] = []
        while len(items) < len(noted):  # a note may refer to further ones
            items.append(list(_lines(self.blocks(self.lines.notes[noted[len(items)]]))))
        if not items:
            return []
        is_split = any(not isinstance(part, Line) for parts in items for part in parts)
        numbers = list(range(1, len(items) + 1))
        return [
            element("h3", heading),
            *(by_hand(items, numbers) if is_split else as_list("ol", items)),
        ]


def _lines(blocks: Iterable[Tag]) -> Iterator[Part]:
    for block in blocks:
        yield Line(list(block.children)) if block.name == "p" else block


def _led(lead: str, parts: Sequence[Part]) -> list[Part]:
    first = parts[0] if parts else Line([])
    if isinstance(first, Line):
        return [Line([string(lead), *first.nodes]), *parts[1:]]
    return [Line([string(lead.strip())]), *parts]


def _quotable(block: Tag) -> list[Tag]:
    """A block as lines of a quote, as far as it can be one."""
    match block.name:
        case "h2" | "h3":
            return [element("p", *bold_parts(list(block.children)))]
        case "ul" | "ol":
            return numbered(block)
        case "blockquote":
            return list(children_of(block))
    return [block]
