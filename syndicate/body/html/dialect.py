"""HTML as a dialect: nodes written as tags into Markdown, so that one reading of the whole text holds it together.

Lists, reference links and footnotes reach across nodes; that is why the Markdown between them is not turned into
HTML piece by piece.
"""

from __future__ import annotations

import dataclasses
import html
import re
from typing import Any, Final

from syndicate.body.commonmark import VOID, address, fenced, in_blocks, tag
from syndicate.body.dialect import Dialect, Edges, Partly, says
from syndicate.body.html.formulas import readable
from syndicate.body.html.marks import MORE, NOTHING, inert, line
from syndicate.body.html.players import player_of
from syndicate.body.nodes import (
    Body,
    Callout,
    Code,
    Comment,
    Destination,
    Details,
    Element,
    Embed,
    Figure,
    Heading,
    Math,
    More,
    Place,
    Role,
    Tab,
    Unknown,
)
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span

_ONE_LINE: Final = frozenset("p h1 h2 h3 h4 h5 h6 summary figcaption dt caption legend".split())
_CLASS: Final = re.compile(r"[^\w-]+")


def parse(source: SourceText, span: Span, settings: Any, report: Report) -> Body:
    """The text as it stands: HTML is written here, and read by nobody."""
    return Body(source=source, span=span)


def _callout(node: Callout, inner: str) -> str | Partly:
    title = str(node.title) if node.title is not None else inert(node.kind.capitalize())
    kind = _CLASS.sub("-", node.kind)
    attributes = [("class", f"callout callout-{kind}")]
    attributes += [pair for pair in node.attributes if pair[0] == "id"]
    lost = ("attributes",) if any(key != "id" for key, _ in node.attributes) else ()
    if node.fold:
        shown: list[tuple[str, str | None]] = [*attributes]
        shown += [("open", None)] if node.fold == "+" else []
        head = line("<summary>", title, "</summary>")
        return Partly(in_blocks(tag("details", shown), head, inner, "</details>"), lost)
    head = line("<p><strong>", title, "</strong></p>") if title.strip() else ""
    return Partly(in_blocks(tag("blockquote", attributes), head, inner, "</blockquote>"), lost)


def _heading(node: Heading, inner: str) -> str:
    text = " ".join(part.strip() for part in inner.strip().split("\n"))
    words = text.rstrip("#")
    if not words or words[-1].isspace():  # CommonMark would take them for a closing sequence
        text = words + "\\#" * (len(text) - len(words))
    anchor = f'<a id="{html.escape(node.id)}"></a>' if node.id else ""
    return f"{'#' * node.level} {anchor}{text}"


def _code(node: Code, inner: str) -> str:
    title = (
        line("<p class='code-title'><strong>", inert(node.title), "</strong></p>")
        if node.title
        else ""
    )
    block = _marked(node, inner) if node.highlighted else fenced(inner, node.lang, node.fence)
    return in_blocks(title, block)


def _marked(node: Code, code: str) -> str:
    """A block of code in which the lines that count are marked."""
    chosen = {n for first, last in node.highlighted for n in range(first, min(last, 100_000) + 1)}
    lines = html.escape(code.rstrip("\n"), quote=False).split("\n")
    shown = (f"<mark>{text}</mark>" if n in chosen else text for n, text in enumerate(lines, 1))
    kind = f' class="language-{html.escape(node.lang)}"' if node.lang else ""
    return f"<pre><code{kind}>{chr(10).join(shown)}\n</code></pre>"


def _details(node: Details, inner: str) -> str:
    summary = line("<summary>", str(node.summary), "</summary>") if node.summary is not None else ""
    return in_blocks(
        "<details open>" if node.is_open else "<details>", summary, inner, "</details>"
    )


def _tab(node: Tab, inner: str) -> str:
    return in_blocks(line("<p><strong>", inert(node.label), "</strong></p>"), inner)


def _element(node: Element, inner: str) -> str:
    if not node.name:  # a fragment of JSX
        return in_blocks(inner) if node.place is Place.BLOCK else inner
    if node.name in VOID:
        return tag(node.name, node.attributes, " /")
    opening, closing = tag(node.name, node.attributes), f"</{node.name}>"
    if node.place is not Place.BLOCK:
        return f"{NOTHING}{opening}{inner}{closing}"
    if node.name in _ONE_LINE and "\n\n" not in inner.strip():
        return line(opening, inner, closing)
    if not inner.strip():
        return f"{opening}{closing}"
    return in_blocks(opening, inner, closing)


def _figure(node: Figure, inner: str) -> str:
    size = [pair for pair in (("width", node.width), ("height", node.height)) if pair[1]]
    picture = tag("img", [("src", node.src), ("alt", node.alt), *size], " /")
    if node.link:
        picture = f"{tag('a', [('href', node.link)])}{picture}</a>"
    if node.place is not Place.BLOCK:
        return picture
    caption = ""
    if node.caption is not None and str(node.caption).strip():
        caption = line("<figcaption>", str(node.caption), "</figcaption>")
    return in_blocks(f"<figure>\n{picture}", caption, "</figure>")


def _math(node: Math, inner: str) -> str | Partly:
    shown = readable(node.tex)
    is_block = node.is_display and node.place is Place.BLOCK
    if shown is not None:
        return line("<p>", shown, "</p>") if is_block else shown
    if is_block:
        text = f"<pre><code class='language-tex'>{html.escape(node.tex)}\n</code></pre>"
    else:
        text = f"<code class='language-tex'>{inert(' '.join(node.tex.split()))}</code>"
    return Partly(text, degrades_to="its source")


def _link(node: Embed, inner: str) -> Partly:
    link = f"{tag('a', [('href', node.url)])}{inert(node.title or node.url)}</a>"
    text = line("<p>", link, "</p>") if node.place is Place.BLOCK else link
    return Partly(text, degrades_to="a link")


def _player(node: Embed, inner: str) -> str | Partly:
    src = player_of(node.url)
    if src is None:
        return _link(node, inner)
    title = [("title", node.title)] if node.title else []
    frame = f"{tag('iframe', [('src', src), *title, ('width', '560'), ('height', '315')])}</iframe>"
    return line("<p>", frame, "</p>") if node.place is Place.BLOCK else frame


def _destination(node: Destination, inner: str) -> str:
    if node.role is Role.ATTRIBUTE:
        return html.escape(node.url, quote=True)
    return address(node)


HTML: Final = Dialect(
    name="html",
    rows={
        Callout: says(_callout, "kind", "title", "fold", "attributes", edges=Edges.BLANK),
        Code: says(_code, "lang", "title", "highlighted", edges=Edges.BLANK),
        Heading: says(_heading, "id"),
        Details: says(_details, "summary", "is_open", edges=Edges.BLANK),
        Tab: says(_tab, "label", edges=Edges.BLANK),
        Element: says(_element, "name", "attributes", edges=Edges.BLANK),
        Figure: says(
            _figure, "src", "alt", "caption", "link", "width", "height", edges=Edges.BLANK
        ),
        Math: says(_math, "tex", "is_display", edges=Edges.BLANK),
        Embed: says(_link, "url", edges=Edges.BLANK),
        More: says(lambda node, inner: MORE, edges=Edges.BLANK),
        Comment: says(lambda node, inner: ""),
        Unknown: says(lambda node, inner: Partly("", degrades_to="nothing")),
        Destination: says(_destination, "url"),
    },
    parse=parse,
)
"""Players become links."""

HTML_WITH_PLAYERS: Final = dataclasses.replace(
    HTML, rows={**HTML.rows, Embed: says(_player, "url", edges=Edges.BLANK)}
)
