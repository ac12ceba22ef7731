"""How each kind of node is written for kramdown.

Source: kramdown 2.4.0 as Jekyll 4.3.1 sets it up; tests/jekyll_writing/test_rows.py asks the engine.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import partial
from typing import Final

from syndicate.body.commonmark import COMMONMARK, VOID, fenced, in_blocks, tag
from syndicate.body.dialect import Edges, Partly, Row, says
from syndicate.body.html.players import player_of
from syndicate.body.nodes import (
    Callout,
    Code,
    Comment,
    Defined,
    Definitions,
    Details,
    Element,
    Embed,
    Figure,
    Heading,
    Math,
    Meaning,
    More,
    Node,
    Place,
    Tab,
    Tabs,
)
from syndicate.body.unread import UNREAD, html_inside
from syndicate.web.players import gist_script
from syndicate_adapters.jekyll.kramdown.patterns import SPAN_TAGS
from syndicate_adapters.jekyll.writing.attributes import attribute_list
from syndicate_adapters.jekyll.writing.callouts import CONVENTIONS, callout
from syndicate_adapters.jekyll.writing.headings import heading

_BLOCK: Final = frozenset({Place.BLOCK})
DIVIDER: Final = "<!--more-->"
_LANGUAGE: Final = re.compile(r"[^\s`{}?]+")
_MARKUP: Final = re.compile(r"[*_`\[\\~!&]")
_HTML_ONLY: Final = frozenset({"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"})
"""Elements that hold elements only: kramdown looks into them by itself."""


def _code(node: Code, inner: str) -> str | Partly:
    """A fence with one word behind it; what else was there is said below."""
    lost = ("lang",) if node.lang and _LANGUAGE.fullmatch(node.lang) is None else ()
    # A backtick fence would end at a backtick in its info string.
    text = fenced(inner, "" if lost else node.lang, node.fence)
    said = attribute_list(_code_attributes(node))
    text = f"{text}\n{said}" if said else text
    return Partly(text, lost) if lost else text


def _code_attributes(node: Code) -> list[tuple[str, str]]:
    found = [("title", node.title)] if node.title else []
    if node.highlighted:
        ranges = (f"{a}" if a == b else f"{a}-{b}" for a, b in node.highlighted)
        found.append(("data-line", ",".join(ranges)))
    if node.first_number is not None:
        found.append(("data-start", str(node.first_number)))
    return found


def inline_html(text: str) -> str:
    """Markdown of one line as HTML, for elements in which kramdown reads none."""
    if not _MARKUP.search(text):
        return text
    from syndicate.body.markdown import STRIKETHROUGH, to_html

    made = to_html(text, extensions=(STRIKETHROUGH,)).strip()
    return made.removeprefix("<p>").removesuffix("</p>").replace("\n", " ")


def _details(node: Details, inner: str) -> str:
    opening = '<details open="" markdown="1">' if node.is_open else '<details markdown="1">'
    summary = (
        f"\n<summary>{inline_html(str(node.summary).strip())}</summary>" if node.summary else ""
    )
    return in_blocks(f"{opening}{summary}", inner, "</details>")


def _tabs(node: Tabs, inner: str) -> str:
    labels = "".join(
        f'<li role="tab"{" aria-selected=" + chr(34) + "true" + chr(34) if tab.is_default else ""}>'
        f"{html.escape(tab.label, quote=False)}</li>"
        for tab in node.children
        if isinstance(tab, Tab)
    )
    head = f'<div class="tabs" markdown="1">\n<ul role="tablist">{labels}</ul>'
    return in_blocks(head, inner, "</div>")


def _tab(node: Tab, inner: str) -> str:
    return in_blocks('<div role="tabpanel" markdown="1">', inner, "</div>")


def _figure(node: Figure, inner: str) -> str:
    said = {"src": node.src, "alt": node.alt, "width": node.width, "height": node.height}
    picture = tag("img", [(k, v) for k, v in said.items() if v or k == "alt"], " /")
    if node.link:
        picture = f"{tag('a', [('href', node.link)])}{picture}</a>"
    caption = ""
    if node.caption is not None:
        caption = f"\n<figcaption>{inline_html(' '.join(str(node.caption).split()))}</figcaption>"
    return f"<figure>\n{picture}{caption}\n</figure>"


def _math(node: Math, inner: str) -> str:
    """Formulas of kramdown: what stands alone is one of its own line, unless its first dollar is escaped."""
    if node.place is Place.BLOCK and node.is_display:
        return f"$$\n{node.tex}\n$$"
    tex = node.tex
    if "|" in tex and "array" not in tex:  # a line with a bar may be a table
        tex = _BAR.sub(lambda match: "\\Vert " if len(match[0]) == 2 else "\\vert ", tex)
    return f"$${tex}$$"


_BAR: Final = re.compile(r"\\?\|")


def _embed(node: Embed, inner: str) -> str | Partly:
    script = gist_script(node.url)
    if script is not None:
        return f'<script src="{script}"></script>'
    frame = player_of(node.url)
    if frame is None:
        link = f"[{node.title}]({node.url})" if node.title else f"<{node.url}>"
        return Partly(link, degrades_to="a link")
    said = [("src", frame), ("title", node.title or node.provider), ("loading", "lazy")]
    opening = tag("iframe", [*said, ("allowfullscreen", "")])
    return f'<div class="embed">\n{opening}</iframe>\n</div>'


def _more(node: More, inner: str) -> str | Partly:
    # Inside of a list or quote it would end the list.
    return DIVIDER if not node.prefix else Partly("", degrades_to="nothing")


def _comment(node: Comment, inner: str) -> str:
    text = node.text.replace("-->", "--&gt;")
    return f"<!-- {text.strip()} -->" if text.strip() == "more" else f"<!--{text}-->"


def _element(node: Element, inner: str) -> str:
    """A tag; a block says that it has Markdown in it."""
    if not node.name:
        return in_blocks(inner) if node.place is Place.BLOCK else inner
    attributes = [(key, "" if value is None else value) for key, value in node.attributes]
    if node.name in VOID:
        return tag(node.name, attributes, " /")
    if node.place is not Place.BLOCK or not inner.strip():
        return f"{tag(node.name, attributes)}{inner}</{node.name}>"
    name = node.name
    if name in UNREAD:
        return f"{tag(name, attributes)}{html_inside(inner)}</{name}>"
    if name in SPAN_TAGS:
        return _around(tag(name, attributes), in_blocks(inner), f"</{name}>")
    if name == "p":  # paragraphs do not nest in HTML
        if not attributes:
            return in_blocks(inner)
        name = "div"
    if name not in _HTML_ONLY:
        attributes.append(("markdown", "1"))
    return in_blocks(tag(name, attributes), inner, f"</{name}>")


def _around(opening: str, inner: str, closing: str) -> str:
    """An element of a line around blocks: kramdown reads blocks in none such, so they are HTML already."""
    if "\n\n" not in inner and not _BLOCK_START.match(inner):
        return f"{opening}{inner}{closing}"
    return f"<div>\n{opening}\n{html_inside(chr(10) + inner)}\n{closing}\n</div>"


_BLOCK_START: Final = re.compile(r"[#>|`~]|[-+*][ \t]|\d+[.)][ \t]")


def _is_in_item(node: Node) -> bool:
    """Whether kramdown would not know a list of definitions there."""
    return bool(node.prefix) and not node.prefix.strip()


def _definitions(node: Definitions | Defined, inner: str) -> str | Partly:
    """As the author wrote it; in an item, where kramdown would not know the list, in tags."""
    return COMMONMARK[type(node)].write(node, inner) if _is_in_item(node) else inner


def _meaning(node: Meaning, inner: str) -> str | Partly:
    if _is_in_item(node):
        return COMMONMARK[Meaning].write(node, inner)
    return f"{node.marker}{inner}"


def rows_with(callouts: str) -> Mapping[type[Node], Row]:
    """The table for one convention of callouts."""
    convention = CONVENTIONS[callouts]
    degrades_to = "" if convention.classes else "a block quote"
    return {
        Callout: says(
            partial(callout, convention),
            "kind",
            "title",
            "attributes",
            degrades_to=degrades_to,
            edges=Edges.BLANK,
        ),
        Code: says(
            _code, "lang", "title", "highlighted", "first_number", edges=Edges.BLANK, at=_BLOCK
        ),
        Heading: says(heading, "id", edges=Edges.BLANK),
        Details: says(_details, "summary", "is_open", edges=Edges.BLANK),
        Tabs: says(_tabs, edges=Edges.BLANK, at=_BLOCK),
        Tab: says(_tab, "label", "is_default", edges=Edges.BLANK),
        Element: says(_element, "name", "attributes", edges=Edges.BLANK),
        Figure: says(
            _figure,
            "src",
            "alt",
            "caption",
            "link",
            "width",
            "height",
            edges=Edges.BLANK,
            at=_BLOCK,
        ),
        Math: says(_math, "tex", "is_display"),
        Embed: says(_embed, "url", edges=Edges.BLANK, at=_BLOCK),
        More: says(_more, at=_BLOCK, edges=Edges.BLANK),
        Comment: says(_comment, "text"),
    }


DEFINITIONS: Final[Mapping[type[Node], Row]] = {
    Definitions: says(_definitions),
    Defined: says(_definitions),
    Meaning: says(_meaning),
}
"""The rows for lists of definitions where the source writes them as kramdown does."""
