"""How Docusaurus says each construct in plain Markdown, its format `md`.

MDX is made of the same text afterwards (`mdx.to_mdx`), so that one table serves both.
Source: Docusaurus 3.10.2; tests/docusaurus/test_strange_blog.py has the engine build it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Final

from syndicate.body import commonmark
from syndicate.body.autolinks import autolinks
from syndicate.body.commonmark import address, fenced, in_blocks
from syndicate.body.dialect import Edges, Partly, Row, says
from syndicate.body.nodes import (
    Autolink,
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
    Node,
    Place,
    Tab,
    Tabs,
)
from syndicate.source.text import Span
from syndicate.web.players import frame_of
from syndicate_adapters.docusaurus.markdown.admonitions import KEYWORDS
from syndicate_adapters.docusaurus.writing.hazards import APART
from syndicate_adapters.docusaurus.writing.hosts import is_broken

BLOCK: Final = frozenset({Place.BLOCK})
MARKER: Final = "<!-- truncate -->"
_COLONS: Final = re.compile(r"^[ \t>]*(:{3,})", re.MULTILINE)
_ID: Final = re.compile(r"[^\s{}]+")
_MARKUP: Final = re.compile(r"[*_`\[\\~!]")
_WORD: Final = re.compile(r"[^\s\"'{}]+")


def one_line(text: object) -> str:
    """Text of several lines as one."""
    return " ".join(str(text).split("\n")).strip()


def inline_html(text: str) -> str:
    """The HTML of a line of Markdown, for places where Markdown is not read."""
    if not _MARKUP.search(text):
        return text
    import pyromark

    shown = pyromark.html(text, options=pyromark.Options.ENABLE_STRIKETHROUGH).strip()
    return shown.removeprefix("<p>").removesuffix("</p>").replace("\n", " ")


def has_markup(text: str) -> bool:
    """Whether a line of Markdown shows more than plain text; the plain format loses it in titles."""
    return "<" in inline_html(text)


# -- blocks -----------------------------------------------------------------------------------------


def callout(node: Callout, inner: str) -> str | Partly:
    """An admonition. A kind that no site knows by itself is a note with that word above it."""
    name = node.name if KEYWORDS.get(node.name) == node.kind else node.kind
    is_known = name in KEYWORDS
    title = one_line(node.title) if node.title is not None else ""
    if not is_known:
        title = title or node.name.capitalize()
    runs = [len(run) for run in _COLONS.findall(inner)]
    colons = ":" * max(3, *(run + 1 for run in runs), 3)
    label = f"[{_balanced(title)}]" if title else ""
    said, lost = _attributes(node.attributes)
    head = f"{colons}{name if is_known else 'note'}{label}{said}"
    text = in_blocks(head, inner, colons)
    missing = (() if is_known else ("kind",)) + (("attributes",) if lost else ())
    return Partly(text, missing) if missing else text


def _balanced(title: str) -> str:
    """A title whose brackets have their other halves."""
    depth = 0
    for char in title:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            break
    return title if depth == 0 else re.sub(r"(?<!\\)([\[\]])", r"\\\1", title)


def _attributes(given: tuple[tuple[str, str], ...]) -> tuple[str, bool]:
    """Id and classes as a directive says them, and whether anything was left out."""
    words: list[str] = []
    lost = False
    for key, value in given:
        parts = value.split()
        sign = {"id": "#", "class": "."}.get(key)
        if sign is None or not parts or not all(map(_WORD.fullmatch, parts)):
            lost = True
        else:
            words += (f"{sign}{part}" for part in parts)
    return f"{{{' '.join(words)}}}" if words else "", lost


def code(node: Code, inner: str) -> str | Partly:
    """A fence with what Docusaurus reads behind the language."""
    lost: list[str] = []
    words = [_title(node.title)] if node.title else []
    if words == [""]:
        words, lost = [], ["title"]
    if node.highlighted:
        ranges = (f"{a}" if a == b else f"{a}-{b}" for a, b in node.highlighted)
        words.append(f"{{{','.join(ranges)}}}")
    if node.first_number is not None:
        number = "" if node.first_number == 1 else f"={node.first_number}"
        words.append(f"showLineNumbers{number}")
    lang = node.lang or ("text" if words else "")
    info = " ".join((lang, *words)).strip()
    text = fenced(inner, info, "~~~" if "`" in info else node.fence)
    return Partly(text, tuple(lost)) if lost else text


def _title(title: str) -> str:
    """The word that says the title of a block of code; "" where no quotes are left for it."""
    quote = next((sign for sign in "\"'" if sign not in title), "")
    return f"title={quote}{title}{quote}" if quote and "\n" not in title else ""


def heading(node: Heading, inner: str) -> str | Partly:
    text = f"{'#' * node.level} {one_line(inner)}".rstrip()
    if not node.id:
        return text
    return f"{text} {{#{node.id}}}" if _ID.fullmatch(node.id) else Partly(text, ("id",))


def details(node: Details, inner: str) -> str:
    if node.summary is None:
        return commonmark.details(node, inner)
    summary = f"<summary>{inline_html(one_line(node.summary))}</summary>"
    opening = "<details open>" if node.is_open else "<details>"
    return in_blocks(f"{opening}\n{summary}", inner, "</details>")


def figure(node: Figure, inner: str) -> str | Partly:
    """A picture that the bundler finds, in a `<figure>` where it has a caption.

    Only an address that needs no bundler can have a width: it is a tag then.
    """
    has_size = bool(node.width or node.height)
    is_free = "://" in node.src or node.src.startswith("/")
    destination = address(Destination(span=Span(0, 0), url=node.src))
    picture = f"![{node.alt}]({destination})"
    if has_size and is_free:
        sizes = (("width", node.width), ("height", node.height))
        given = (pair for pair in sizes if pair[1])
        picture = commonmark.tag("img", (("src", node.src), ("alt", node.alt), *given), " /")
    if node.link:
        picture = f"[{picture}]({address(Destination(span=Span(0, 0), url=node.link))})"
    text = picture
    if node.caption is not None:
        caption = one_line(node.caption)
        text = in_blocks("<figure>", picture, "<figcaption>", caption, "</figcaption>", "</figure>")
    if has_size and not is_free:
        return Partly(text, tuple(name for name in ("width", "height") if getattr(node, name)))
    return text


def embed(node: Embed, inner: str) -> str | Partly:
    """A frame, where we know the player of the page."""
    frame = frame_of(node.url)
    if frame is None:
        link = f"[{node.title}]({node.url})" if node.title else f"<{node.url}>"
        return Partly(link, degrades_to="a link")
    title = html.escape(node.title or node.provider, quote=True)
    return (
        f'<iframe width="100%" height="400" src="{html.escape(frame)}" title="{title}" '
        'frameborder="0" allowfullscreen=""></iframe>'
    )


def math(node: Math, inner: str) -> str | Partly:
    if not node.is_display:
        return f"${node.tex}$"
    if node.place is Place.BLOCK:
        return f"$$\n{node.tex}\n$$"
    return Partly(f"$${one_line(node.tex)}$$", ("is_display",))


def comment(node: Comment, inner: str) -> str:
    text = node.text.replace("-->", "--&gt;")
    if text.strip() == "truncate":
        text = " (truncate) "
    return f"<!--{text}-->" if not text.startswith((">", "->")) else f"<!-- {text}-->"


def autolink(node: Autolink, inner: str) -> str | Partly:
    """The address bare, where GitHub's Markdown reads exactly this link; as text where it leads nowhere."""
    if is_broken(node.url):
        return Partly(node.shown.replace("://", f":{APART}//"), degrades_to="text")
    text = f"{node.before}{node.shown}{node.after}"
    found = list(autolinks(text, Span(0, len(text)), ()))
    is_read = (
        len(found) == 1
        and isinstance(found[0], Autolink)
        and (found[0].shown, found[0].url) == (node.shown, node.url)
    )
    return node.shown if is_read else commonmark.autolink(node, inner)


# -- components: only in MDX ------------------------------------------------------------------------

_NO_BREAKS: Final = re.compile(r"\s+")


def tabs(node: Tabs, inner: str) -> str:
    group = commonmark.tag("Tabs", (("groupId", node.group),) if node.group else ())
    return in_blocks(group, inner, "</Tabs>")


def tab(node: Tab, inner: str) -> str:
    label = _NO_BREAKS.sub(" ", node.label)
    given: tuple[tuple[str, str | None], ...] = (("value", node.value or label), ("label", label))
    opening = commonmark.tag("TabItem", given + ((("default", None),) if node.is_default else ()))
    return in_blocks(opening, inner, "</TabItem>")


ROWS: Final[Mapping[type[Node], Row]] = {
    Callout: says(callout, "kind", "title", "attributes", edges=Edges.BLANK, at=BLOCK),
    Code: says(code, "lang", "title", "highlighted", "first_number"),
    Heading: says(heading, "id"),
    Details: says(details, "summary", "is_open", edges=Edges.BLANK),
    Figure: says(
        figure,
        "src",
        "alt",
        "caption",
        "link",
        "width",
        "height",
        edges=Edges.BLANK,
        at=BLOCK,
    ),
    Embed: says(embed, "url", edges=Edges.BLANK, at=BLOCK),
    More: says(lambda node, inner: MARKER, edges=Edges.BLANK),
    Comment: says(comment, "text"),
    Element: says(commonmark.element, "name", "attributes", edges=Edges.BLANK),
    Autolink: says(autolink, "url"),
}
"""What both formats say."""

FORMULAS: Final[Mapping[type[Node], Row]] = {Math: says(math, "tex", "is_display")}
"""They need remark-math, which a new site gets and the advice for another one names."""

COMPONENTS: Final[Mapping[type[Node], Row]] = {
    Tabs: says(tabs, "group", edges=Edges.BLANK, at=BLOCK),
    Tab: says(tab, "label", "is_default", edges=Edges.BLANK),
}
"""In MDX."""
