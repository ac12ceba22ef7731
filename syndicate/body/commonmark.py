"""How CommonMark says what a dialect has no words for, and the small spellings that all dialects share."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from syndicate.body.dialect import Edges, Row, says
from syndicate.body.nodes import (
    Attributes,
    Autolink,
    Callout,
    Code,
    Comment,
    Component,
    Defined,
    Definitions,
    Destination,
    Details,
    Dropped,
    Element,
    Embed,
    Expression,
    Figure,
    Framed,
    Heading,
    Insert,
    Math,
    Meaning,
    More,
    Node,
    Place,
    Role,
    Tab,
    Tabs,
    Title,
    Unknown,
    Verbatim,
)
from syndicate.body.unread import UNREAD, html_inside

_RUNS: Final = re.compile(r"`+|~+")


def quoted(text: str) -> str:
    """`text` as a block quote."""
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.split("\n"))


def fenced(code: str, info: str, fence: str = "```") -> str:
    """`code` in a fence that is longer than any run of its character inside."""
    longest = max((len(run) for run in _RUNS.findall(code) if run[0] == fence[0]), default=0)
    fence = fence[0] * max(len(fence), 3, longest + 1 if longest >= 3 else 0)
    return f"{fence}{info}\n{code}{'' if not code or code.endswith(chr(10)) else chr(10)}{fence}"


def in_blocks(*parts: str) -> str:
    """The non-empty parts with a blank line between them, their own edges trimmed of blank lines."""
    return "\n\n".join(part for part in (_trimmed(part) for part in parts) if part)


def _trimmed(text: str) -> str:
    lines = text.rstrip().split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    return "\n".join(lines[first:])


def address(node: Destination) -> str:
    """A destination spelled so that CommonMark, or in a tag HTML, reads exactly its `url`."""
    url = node.url
    if node.role is Role.ATTRIBUTE:
        return html.escape(url)
    if node.is_bracketed or url == "" or re.search(r"[\s<>]", url) or not is_balanced(url):
        escaped = re.sub(r"([<>\\])", r"\\\1", url.replace("\n", "%0A"))
        return f"<{escaped}>"
    return url


def is_balanced(url: str) -> bool:
    """Whether each parenthesis in an address has its other half, and no backslash stands in it."""
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0 and "\\" not in url


def tag(name: str, attributes: Iterable[tuple[str, str | None]], closing: str = "") -> str:
    """An opening tag of HTML; `closing` is " /" for a void one."""
    written = "".join(
        f" {key}" if value is None else f' {key}="{html.escape(value, quote=True)}"'
        for key, value in attributes
    )
    return f"<{name}{written}{closing}>"


VOID: Final = frozenset(
    "area base br col embed hr img input keygen link meta param source track wbr".split()
)


def element(node: Element, inner: str) -> str:
    """A tag of HTML around Markdown: blank lines inside a block, so that CommonMark reads it."""
    if not node.name:  # a fragment of JSX: nothing around its text
        return in_blocks(inner) if node.place is Place.BLOCK else inner
    if node.name == "p" and node.place is Place.BLOCK:  # paragraphs do not nest in HTML
        node = replace(node, name="div" if node.attributes else "")
        return element(node, inner)
    if node.name in VOID:
        return tag(node.name, node.attributes, " /")
    opening, closing = tag(node.name, node.attributes), f"</{node.name}>"
    if node.place is not Place.BLOCK or not inner.strip():
        return f"{opening}{inner}{closing}"
    if node.name in UNREAD:
        return f"{opening}{html_inside(inner)}{closing}"
    return in_blocks(opening, inner, closing)


def details(node: Details, inner: str) -> str:
    """`<details>` with Markdown inside; its summary is inline HTML."""
    opening = "<details open>" if node.is_open else "<details>"
    summary = f"\n<summary>{node.summary}</summary>" if node.summary is not None else ""
    return in_blocks(f"{opening}{summary}", inner, "</details>")


def _callout(node: Callout, inner: str) -> str:
    title = str(node.title) if node.title is not None else node.kind.capitalize()
    return quoted(in_blocks(title if "*" in title else f"**{title}**", inner))


def _inner(node: Node, inner: str) -> str:
    return in_blocks(inner) if node.place is Place.BLOCK else inner


def _tab(node: Tab, inner: str) -> str:
    return in_blocks(f"**{node.label}**", inner)


def _figure(node: Figure, inner: str) -> str:
    picture = f"![{node.alt}]({node.src})"
    picture = f"[{picture}]({node.link})" if node.link else picture
    return in_blocks(picture, f"*{node.caption}*" if node.caption is not None else "")


def _math(node: Math, inner: str) -> str:
    if node.is_display and node.place is Place.BLOCK:
        return f"$$\n{node.tex}\n$$"
    return f"$${node.tex}$$" if node.is_display else f"${node.tex}$"


def _embed(node: Embed, inner: str) -> str:
    return f"[{node.title}]({node.url})" if node.title else f"<{node.url}>"


def _heading(node: Heading, inner: str) -> str:
    return f"{'#' * node.level} {inner.strip()}"


def _code(node: Code, inner: str) -> str:
    return fenced(inner, node.lang, node.fence)


_ADDRESS_SAFE: Final = "!#$%&'()*+,-./:;=?@[]_~"


def autolink(node: Autolink, inner: str) -> str:
    """A bare address as a link that every dialect of CommonMark reads."""
    if re.search(r"[<>\\]", node.url):
        shown = re.sub(r"([<>\\])", r"\\\1", node.shown)
        return f"[{shown}]({quote(node.url, safe=_ADDRESS_SAFE)})"
    if node.url == node.shown:
        return f"<{node.url}>"
    if node.url == f"mailto:{node.shown}":
        return f"<{node.shown}>"
    return f"[{node.shown}]({node.url})"


def _definitions(node: Definitions, inner: str) -> str:
    return "<dl>\n" + inner.strip("\n") + "\n</dl>"


def _defined(node: Defined, inner: str) -> str:
    words = (line.strip() for line in inner.split("\n"))
    return "\n".join(f"<dt>\n\n{word}\n\n</dt>" for word in words if word)


def _meaning(node: Meaning, inner: str) -> str:
    first, newline, rest = inner.partition("\n")
    return f"<dd>\n\n{first}{newline}{textwrap.dedent(rest)}".rstrip() + "\n\n</dd>"


def _framed(node: Framed, inner: str) -> str:
    before, after = str(node.before), str(node.after)
    if node.place is Place.BLOCK:
        return in_blocks(before.strip(), inner, after.strip())
    return f"{before}{inner}{after}"


def _source(node: Unknown, inner: str) -> str:
    return node.text


COMMONMARK: Final[Mapping[type[Node], Row]] = {
    Callout: says(_callout, "title", degrades_to="a block quote", edges=Edges.QUOTE),
    Code: says(_code, "lang"),
    Heading: says(_heading),
    Details: says(details, "summary", "is_open", edges=Edges.BLANK),
    Tabs: says(_inner, degrades_to="its panels one after the other", edges=Edges.BLANK),
    Tab: says(_tab, "label", edges=Edges.BLANK),
    Element: says(element, "name", "attributes", edges=Edges.BLANK),
    Definitions: says(_definitions, edges=Edges.BLANK),
    Defined: says(_defined),
    Meaning: says(_meaning),
    Component: says(_inner, degrades_to="what stands inside it", edges=Edges.BLANK),
    Framed: says(_framed, "before", "after", edges=Edges.BLANK),
    Figure: says(_figure, "src", "alt", "caption", "link", degrades_to="an image"),
    Math: says(_math, "tex", "is_display", degrades_to="its source"),
    Embed: says(_embed, "url", degrades_to="a link"),
    More: says(lambda node, inner: "", degrades_to="nothing"),
    Title: says(lambda node, inner: ""),
    Dropped: says(lambda node, inner: ""),
    Comment: says(lambda node, inner: f"<!--{node.text}-->", "text"),
    Verbatim: says(lambda node, inner: node.text, "text"),
    Attributes: says(lambda node, inner: ""),
    Destination: says(lambda node, inner: address(node), "url"),
    Autolink: says(autolink, "url"),
    Expression: says(lambda node, inner: "", degrades_to="nothing"),
    Unknown: says(_source),
    Insert: says(lambda node, inner: inner, "body"),
}
"""Every kind of node has a row here, so a dialect may leave out what it has no words for."""
