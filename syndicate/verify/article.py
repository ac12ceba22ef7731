"""The blocks of an article: headings, lists, code, callouts, tables, whoever wrote the markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import wraps

from syndicate.verify import markup
from syndicate.verify.blocks import Block, Reader, Resolver
from syndicate.verify.inline import Run, bare_title, plain
from syndicate.verify.lines import LINES, math
from syndicate.verify.tree import Element

_Construct = Callable[[Reader, Element], None]


def read_blocks(
    article: Element,
    resolver: Resolver,
    *,
    title: Element | None = None,
    is_body: bool = True,
    has_dollar_math: bool = False,
) -> tuple[Block, ...]:
    """The blocks of `article` in order.

    title: the heading in it that is the title of the page, left out. is_body: whether it holds the
    author's words alone; else what a theme puts around them is left out too. has_dollar_math:
    whether the page has a script that takes `$x$` for a formula.
    """
    reader = Reader(
        _IN_BODY if is_body else _IN_PAGE,
        resolver,
        footnotes=footnotes_in(article),
        has_dollar_math=has_dollar_math,
    )
    if title is not None:
        reader.left_out.add(id(title))
    reader.read(article.children)
    for label in (label for labels in reader.labels for label in labels):
        reader.emit("tab", "", label)
    reader.flush()
    return tuple(reader.blocks)


def footnotes_in(article: Element) -> Mapping[str, int]:
    """The number of each footnote by its id, in the order they are printed."""
    notes = (note for e in article.walk() if markup.is_footnotes(e) for note in _notes_of(e))
    ids = dict.fromkeys(note.get("id") for note in notes)
    return {name: number for number, name in enumerate(ids, 1)}


def _notes_of(element: Element) -> Iterator[Element]:
    lists = (e for e in element.walk() if e.tag in ("ol", "ul"))
    items = next(lists, element).elements()
    return (item for item in items if item.tag == "li" and item.get("id"))


# -- containers -----------------------------------------------------------------------------------


def container(reader: Reader, element: Element) -> None:
    """A block without meaning of its own, unless its class or role gives it one."""
    reader.flush()
    if (kind := markup.callout_kind(element)) is not None:
        callout(reader, element, kind)
    elif markup.is_footnotes(element):
        footnotes(reader, element)
    elif (role := element.get("role")) == "tablist":
        tabs = (e for e in element.walk() if e.get("role") == "tab")
        reader.labels.append([reader.line_of(tab.children) for tab in tabs])
    elif role == "tabpanel":
        panel(reader, element)
    elif markup.is_code_title(element):
        caption(reader, element)
    elif "mermaid" in element.classes and not any(element.elements()):
        _emit_code(reader, "mermaid", element.text())
    elif any(markup.is_radio(child) for child in element.elements()):
        radio_tabs(reader, element)
    elif not (element.classes and markup.is_copy_button(element)):
        _read_inside(reader, element)
    reader.flush()


def _read_inside(reader: Reader, element: Element) -> None:
    """Reads what is in a block; it may name the language of code in it."""
    reader.flush()
    outer, named = reader.language, markup.language_of(element)
    reader.language = outer if named is None else named
    reader.read(element.children)
    reader.flush()
    reader.language = outer


def span(reader: Reader, element: Element) -> None:
    """An element of a line that a class may turn into something else."""
    if not element.attributes:
        reader.read(element.children)
    elif not element.classes.isdisjoint({"katex", "katex-display"}):
        math(reader, element)
    elif markup.is_code_title(element) or element.get("role") in ("tablist", "tabpanel"):
        container(reader, element)
    else:
        reader.read(element.children)


def paragraph(reader: Reader, element: Element) -> None:
    reader.flush()
    if element.classes and (kind := markup.callout_kind(element)) is not None:
        callout(reader, element, kind)
        return
    with reader.in_text():
        reader.read(element.children)
        reader.flush()


def panel(reader: Reader, element: Element) -> None:
    """What a tab shows; its label was read before."""
    label = reader.labels[-1].pop(0) if reader.labels and reader.labels[-1] else ()
    if reader.labels and not reader.labels[-1]:
        reader.labels.pop()
    reader.emit("tab", "", label)
    with reader.inside("tab"):
        reader.read(element.children)


def radio_tabs(reader: Reader, element: Element) -> None:
    """Tabs without a script: radio buttons, the label of each, and what follows a label."""
    is_labelled = False
    for child in element.elements():
        if child.tag == "label":
            reader.labels.append([reader.line_of(child.children)])
            is_labelled = True
        elif is_labelled:
            panel(reader, child)
            is_labelled = False
        elif not markup.is_radio(child):
            reader.read([child])


def details(reader: Reader, element: Element) -> None:
    summary = next((e for e in element.elements() if e.tag == "summary"), None)
    runs = reader.line_of(summary.children) if summary is not None else ()
    reader.left_out.add(id(summary))
    reader.emit("details", "open" if element.has("open") else "", runs)
    with reader.inside("details"):
        reader.read(element.children)


def quote(reader: Reader, element: Element) -> None:
    kind = markup.callout_kind(element)
    if kind is None and (strong := markup.bold_first_line(element)) is not None:
        kind = markup.kind_word(strong.text())
    if kind is not None:
        callout(reader, element, kind)
        return
    reader.emit("quote")
    with reader.inside("quote"):
        reader.read(element.children)


def callout(reader: Reader, element: Element, kind: str) -> None:
    """A callout; a title that only repeats its kind is none."""
    reader.flush()
    title = markup.callout_title(element)
    runs: tuple[Run, ...] = ()
    if title is not None:
        reader.left_out.add(id(title))
        strong = markup.bold_line(title)
        runs = bare_title(reader.line_of((title if strong is None else strong).children))
    is_said = title is None or not title.has(
        "data-default"
    )  # as our own layouts mark it, in any language
    if not is_said or markup.is_default_title(plain(runs), kind):
        runs = ()
    reader.emit("callout", kind, runs)
    with reader.inside("callout"):
        reader.read(element.children)


# -- single blocks --------------------------------------------------------------------------------


def heading(reader: Reader, element: Element) -> None:
    runs = reader.line_of(_without_anchor(element))
    if runs:
        reader.emit("heading", element.tag[1], runs)


def _without_anchor(element: Element) -> list[Element | str]:
    """What is in a heading, without the theme's link to itself."""
    kept = [
        child
        for child in element.children
        if isinstance(child, str) or child.tag != "a" or not markup.is_heading_anchor(child)
    ]
    only = [child for child in kept if not (isinstance(child, str) and not child.strip())]
    own = element.get("id")
    link = only[0] if own and len(only) == 1 else ""
    is_whole = isinstance(link, Element) and link.tag == "a" and link.get("href") == f"#{own}"
    return link.children if is_whole and isinstance(link, Element) else kept


def rule(reader: Reader, _: Element) -> None:
    reader.emit("rule")


def caption(reader: Reader, element: Element) -> None:
    runs = reader.line_of(element.children)
    if runs:
        reader.emit("caption", "", runs)


def code(reader: Reader, element: Element) -> None:
    if "mermaid" in element.classes:
        _emit_code(reader, "mermaid", element.text())
        return
    named = (markup.language_of(e) for e in element.walk())
    language = next((name for name in named if name is not None), reader.language)
    _emit_code(reader, language, code_text(element))


def _emit_code(reader: Reader, language: str, text: str) -> None:
    lines = [line.rstrip() for line in text.expandtabs(4).split("\n")]
    reader.emit("code", language, (Run("code", "\n".join(lines).strip("\n")),))


def code_text(element: Element) -> str:
    """Code as the author wrote it, without what a highlighter put between."""
    parts: list[str] = []
    _collect_code(element, parts)
    return "".join(parts)


def _collect_code(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "br":
            parts.append("\n")
        elif child.tag != "button" and not markup.is_line_number(child):
            begin = len(parts)
            _collect_code(child, parts)
            is_ended = len(parts) > begin and parts[-1].endswith("\n")
            if child.tag in ("div", "li", "p") and not is_ended:
                parts.append("\n")


# -- lists and tables -----------------------------------------------------------------------------


def list_(reader: Reader, element: Element) -> None:
    if element.get("role") == "tablist" or markup.is_footnotes(element):
        container(reader, element)
        return
    if not any(isinstance(child, Element) or child.strip() for child in element.children):
        return  # a list of nothing shows nothing
    reader.emit("list", _order_of(element))
    with reader.inside("list"):
        reader.read(element.children)


def _order_of(element: Element) -> str:
    if element.tag != "ol":
        return "bullets"
    start, form = element.get("start").strip(), element.get("type")
    return " ".join(
        (
            "ordered",
            *([f"from {start}"] if start not in ("", "1") else []),
            *([f"as {form}"] if form not in ("", "1") else []),
            *(["reversed"] if element.has("reversed") else []),
        )
    )


def item(reader: Reader, element: Element) -> None:
    reader.item("item", element.children)


def term(reader: Reader, element: Element) -> None:
    reader.item("term" if element.tag == "dt" else "definition", element.children)


def footnotes(reader: Reader, element: Element) -> None:
    """The notes; a heading and a rule above them belong to the engine."""
    with reader.inside("footnote"):
        for note in _notes_of(element):
            reader.item("footnote", note.children)


def table(reader: Reader, element: Element) -> None:
    reader.flush()
    if (cell := markup.code_beside_numbers(element)) is not None:
        _read_inside(reader, cell)
        return
    rows = [row for row in _rows(element) if not _is_empty_head(row)]
    reader.emit("table", _alignment(rows))
    for named in (e for e in element.elements() if e.tag == "caption"):
        caption(reader, named)
    with reader.inside("table"):
        for row in rows:
            _read_row(reader, row)


def _rows(element: Element) -> Iterator[Element]:
    """The rows of a table, not those of a table in it."""
    for child in element.elements():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.elements() if row.tag == "tr")


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.elements() if cell.tag in ("td", "th")]


def _is_empty_head(row: Element) -> bool:
    """Whether it is there because Markdown asks for a head, as a table without one is written."""
    return all(c.tag == "th" and not any(c.elements()) for c in _cells(row)) and not (
        row.text().strip()
    )


def _read_row(reader: Reader, row: Element) -> None:
    runs: list[Run] = []
    cells = _cells(row)
    for cell in cells:
        runs.append(Run("cell", _span_of(cell)))
        runs += reader.line_of(cell.children)
    reader.emit("row", "head" if all(c.tag == "th" for c in cells) else "", tuple(runs))


def _span_of(cell: Element) -> str:
    across, down = (cell.get(name) or "1" for name in ("colspan", "rowspan"))
    return "" if (across, down) == ("1", "1") else f"{across}x{down}"


_TEXT_ALIGN = re.compile(r"text-align:\s*(\w+)")


def _alignment(rows: list[Element]) -> str:
    """How the columns are aligned, "" where that is left to the theme."""
    sides = [
        match[1] if (match := _TEXT_ALIGN.search(cell.get("style"))) else cell.get("align")
        for cell in (_cells(rows[0]) if rows else ())
    ]
    return ",".join(side or "-" for side in sides) if any(sides) else ""


# -- what reads what ------------------------------------------------------------------------------


def _unless_hidden(read: _Construct) -> _Construct:
    @wraps(read)
    def construct(reader: Reader, element: Element) -> None:
        if not (element.attributes and markup.is_hidden(element)):
            read(reader, element)

    return construct


def _unless_furniture(read: _Construct) -> _Construct:
    """In a page without an element for the author's words alone: what is of the theme is no block.

    Only outside of the author's own blocks, and not within a line.
    """

    @wraps(read)
    def construct(reader: Reader, element: Element) -> None:
        is_of_the_author = bool(reader.place) or reader.is_in_text
        if is_of_the_author or not (markup.is_furniture(element) or markup.is_metadata(element)):
            read(reader, element)

    return construct


def _skip(_: Reader, __: Element) -> None:
    """Reads nothing."""


_BLOCKS: dict[str, _Construct] = {
    **LINES,
    **dict.fromkeys(markup.CONTAINER_TAGS, container),
    **dict.fromkeys(markup.LINE_TAGS, span),
    **dict.fromkeys(markup.HEADING_TAGS, heading),
    **dict.fromkeys(("ul", "ol", "menu"), list_),
    **dict.fromkeys(("dt", "dd"), term),
    "blockquote": quote,
    "details": details,
    "figcaption": caption,
    "hr": rule,
    "li": item,
    "p": paragraph,
    "pre": code,
    "table": table,
}
_UNSEEN = dict.fromkeys(markup.UNSEEN_TAGS, _skip)
_IN_BODY = {tag: _unless_hidden(read) for tag, read in _BLOCKS.items()} | _UNSEEN
_IN_PAGE = {tag: _unless_furniture(read) for tag, read in _IN_BODY.items()} | _UNSEEN
