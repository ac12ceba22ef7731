"""What engines, themes and highlighters write around the author's words, as tables.

Source: Docusaurus 3.10.2, Hugo 0.168.0, Jekyll 4.3.1 with kramdown 2.4.0 and Rouge 3.30
(tests/verify/same_blog asks all three); theme classes as their documentation names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qs

from syndicate.verify.callout_words import CALLOUT_WORDS
from syndicate.verify.inline import fold, without_icon
from syndicate.verify.tree import Element
from syndicate.web.urls import split_url

# -- callouts -------------------------------------------------------------------------------------

_KINDS = {
    "note": ("secondary", "primary"),
    "tip": ("success", "hint"),
    "info": ("important", "information"),
    "warning": ("caution", "attention", "warn"),
    "danger": ("error",),
}
KIND = {name: kind for kind, names in _KINDS.items() for name in (kind, *names)}
"""Canonical kind by the name an engine or theme uses."""

_OTHER_KINDS = frozenset({"abstract", "bug", "example", "failure", "question", "quote", "todo"})

# "note" in a class name, after what the themes put before it.
_KIND_CLASS = re.compile(
    r"(theme-admonition|markdown-alert|admonition|callout|alert|notice|prompt|hint)--?([a-z]+)"
)
# GitHub's names, where "caution" is the worst of all; Hugo's alerts follow GitHub.
_GITHUB = frozenset({"markdown-alert", "alert", "callout"})
_CALLOUT_CLASSES = frozenset(
    {"admonition", "alert", "book-hint", "callout", "gdoc-hint", "hint", "markdown-alert", "notice"}
)
_CALLOUT_TAGS = frozenset({"aside", "blockquote", "div", "p", "section"})
_BARE_KIND_TAGS = frozenset({"blockquote", "p"})
_CALLOUT_TITLE = re.compile(
    r"(?:admonition|alert|callout|hint|notice)-?(?:Heading_\w*|title|heading|header)(?:_\w+)?"
    r"|markdown-alert-title|admonitionHeading_\w+"
)


def callout_kind(element: Element) -> str | None:
    """The kind of callout that `element` is, by its first class that names one, or None."""
    classes = element.classes
    if element.tag not in _CALLOUT_TAGS or not (classes or element.has("data-callout")):
        return None
    named = element.get("data-kind") or element.get("data-callout")
    if named and (classes & _CALLOUT_CLASSES or element.has("data-callout")):
        return KIND.get(named.lower(), named.lower())
    for name in element.get("class").split():
        if (kind := _kind_in(name, element)) is not None:
            return kind
    return None


def _kind_in(name: str, element: Element) -> str | None:
    """The kind that one class of `element` names."""
    if match := _KIND_CLASS.fullmatch(name):
        form, kind = match.groups()
        if kind == "caution" and form in _GITHUB:
            return "danger"
        if form == "theme-admonition" or kind in KIND or kind in _OTHER_KINDS:
            return KIND.get(kind, kind)
        return None
    if name == "notice" and len(element.classes) == 1:
        return "note"
    bare = name.removesuffix("-title")
    if bare not in KIND:
        return None
    is_callout = element.tag in _BARE_KIND_TAGS or not _CALLOUT_CLASSES.isdisjoint(element.classes)
    return KIND[bare] if is_callout else None


def callout_title(element: Element) -> Element | None:
    """The element that holds the title of a callout: by its class, or its first line in bold."""
    for inner in _upper(element):
        if any(_CALLOUT_TITLE.fullmatch(name) for name in inner.classes):
            return inner
    # Source: Just the Docs, where the class of the whole is "note-title"
    if any(n.endswith("-title") and n.removesuffix("-title") in KIND for n in element.classes):
        return next(element.elements(), None)
    strong = bold_first_line(element)
    return None if strong is None else next(element.elements())


def _upper(element: Element) -> Iterator[Element]:
    """The elements of the upper two levels."""
    for child in element.elements():
        yield child
        yield from child.elements()


def bold_first_line(element: Element) -> Element | None:
    """The `<strong>` that is all of the first paragraph, where more follows."""
    first = next(element.elements(), None)
    if first is None or sum(1 for _ in element.elements()) < 2:
        return None
    return bold_line(first)


def bold_line(element: Element) -> Element | None:
    """The `<strong>` of a paragraph that holds nothing else."""
    if element.tag != "p":
        return None
    parts = [c for c in element.children if not (isinstance(c, str) and not c.strip())]
    if len(parts) != 1 or not isinstance(parts[0], Element):
        return None
    return parts[0] if parts[0].tag in ("strong", "b") else None


def kind_word(text: str) -> str | None:
    """The kind that a title like "Warning:" names and says nothing beyond."""
    return KIND.get(without_icon(text).lower())


def is_default_title(title: str, kind: str) -> bool:
    """Whether a title says no more than the kind; GitHub calls the worst kind "Caution"."""
    name = title.lower()
    if name in CALLOUT_WORDS.get(kind, ()):
        return True
    return KIND.get(name, name) == kind or (kind, name) == ("danger", "caution")


# -- code -----------------------------------------------------------------------------------------

_LANGUAGE_CLASS = re.compile(r"(?:language|lang|highlight-source)-(.+)")
_NO_LANGUAGE = frozenset({"text", "plaintext", "plain", "txt", "none", "nohighlight", "fallback"})
_LINE_NUMBERS = frozenset(
    {
        "gutter",
        "hljs-ln-numbers",
        "line-numbers-rows",
        "lineno",
        "linenos",
        "ln",
        "lnt",
        "react-syntax-highlighter-line-number",
        "rouge-gutter",
    }
)
_CODE_TITLE = re.compile(r"codeBlockTitle_\w+|(?:code-?(?:block-)?|highlight-)(?:title|header)")
_COPY = re.compile(r"copy(?!right)|copier|clipboard|buttonGroup", re.I)


def language_of(element: Element) -> str | None:
    """The language that `element` names for code in it, "" for plain text, None for none."""
    named = element.get("data-lang")
    for name in () if named else element.get("class").split():
        if match := _LANGUAGE_CLASS.fullmatch(name):
            named = match[1]
    if not named:
        return None
    named = named.lower()
    return "" if named in _NO_LANGUAGE else named


def is_line_number(element: Element) -> bool:
    if not _LINE_NUMBERS.isdisjoint(element.classes):
        return True
    if any(name.startswith("codeLineNumber") for name in element.classes):
        return True
    # Chroma with inline styles; no class says what it is
    return "user-select:none" in element.get("style").replace(" ", "")


def is_code_title(element: Element) -> bool:
    return any(_CODE_TITLE.fullmatch(name) for name in element.classes)


def is_copy_button(element: Element) -> bool:
    """Whether it copies code, or holds what does."""
    said = [*element.classes, element.get("aria-label"), element.get("title")]
    is_about_copying = any(_COPY.search(name) for name in said)
    return is_about_copying and all(inner.tag != "pre" for inner in element.walk())


def code_beside_numbers(table: Element) -> Element | None:
    """The cell with the code, where a table is there to set line numbers beside it."""
    rows = [e for e in table.walk() if e.tag == "tr"]
    cells = [e for e in rows[0].elements() if e.tag in ("td", "th")] if len(rows) == 1 else []
    if len(cells) != 2 or not all(any(e.tag == "pre" for e in cell.walk()) for cell in cells):
        return None
    is_numbered = all(word.isdigit() for word in cells[0].text().split())
    return cells[1] if is_numbered else None


# -- what is there for the machine or the way about, not to be read ---------------------------------

_HIDDEN_CLASSES = frozenset({"screen-reader-text", "sr-only", "visually-hidden"})
_ANCHOR_CLASSES = frozenset(
    {"anchor", "anchor-link", "anchorjs-link", "hash-link", "header-anchor", "header-link"}
    | {"headerlink", "heading-anchor", "heading-link", "td-heading-self-link"}
)
_ANCHOR_TEXT = frozenset({"", "#", "¶", "§", "🔗", "link", "permalink"})
_CONTENTS_IDS = frozenset({"markdown-toc", "TableOfContents", "toc"})
_FURNITURE = frozenset(
    {"breadcrumb", "breadcrumbs", "byline", "comments", "edit-page", "entry-meta", "meta"}
    | {"page__meta", "page__taxonomy", "pager", "pagination", "post-author", "post-date"}
    | {"post-footer", "post-header", "post-info", "post-meta", "post-nav", "post-navigation"}
    | {"post-tags", "reading-time", "related", "related-posts", "share", "social-share"}
    | {"table-of-contents", "tags", "toc", "toc-container"}
)
_FURNITURE_TAGS = frozenset({"footer", "header", "nav"})
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNSEEN_TAGS = frozenset({"datalist", "dialog", "nav", "option", "select", "textarea"})
CONTAINER_TAGS = frozenset(
    {"address", "article", "aside", "body", "center", "div", "dl", "fieldset", "figure", "footer"}
    | {"form", "header", "hgroup", "legend", "main", "section", "summary"}
)
LINE_TAGS = frozenset({"abbr", "bdi", "bdo", "cite", "dfn", "font", "label", "span", "time"})


def is_hidden(element: Element) -> bool:
    """Whether no reader sees it; panels of tabs are seen in their turn."""
    if not _HIDDEN_CLASSES.isdisjoint(element.classes):
        return True
    if (
        element.get("id") in _CONTENTS_IDS and element.tag not in HEADING_TAGS
    ):  # theirs are made of words
        return True
    if element.has("hidden"):
        return element.get("role") != "tabpanel"
    style = element.get("style")
    return "none" in style and "display:none" in style.replace(" ", "")


def is_furniture(element: Element) -> bool:
    """Whether it belongs to the theme: where the article is in one element with its header."""
    return element.tag in _FURNITURE_TAGS or not _FURNITURE.isdisjoint(element.classes)


def is_metadata(element: Element) -> bool:
    """Whether it only says when, by whom and about what the article was written."""
    said = False
    rest = 0
    stack: list[Element | str] = [element]
    while stack and rest <= 24:
        node = stack.pop()
        if isinstance(node, str):
            rest += len("".join(node.split()))
        elif _says_metadata(node):
            said = True
        elif node.tag in ("img", "pre", "table", "iframe"):
            return False
        else:
            stack += node.children
    return said and rest <= 24


def _says_metadata(element: Element) -> bool:
    if element.tag == "time":
        return True
    if element.tag == "a":
        rel = element.get("rel").split()
        return "tag" in rel or "author" in rel or not _AUTHOR.isdisjoint(element.classes)
    return not _AUTHOR.isdisjoint(element.classes)


_AUTHOR = frozenset({"dt-published", "dt-updated", "p-author", "p-category"})


def is_icon(drawing: Element) -> bool:
    """Whether a drawing is a sign of the theme. Source: Docusaurus, the icon at outside links."""
    return any(name.startswith(("icon", "octicon")) for name in drawing.classes)


def is_heading_anchor(link: Element) -> bool:
    """Whether a link in a heading is the theme's way to copy its address."""
    if not _ANCHOR_CLASSES.isdisjoint(link.classes) or link.get("aria-hidden") == "true":
        return True
    href = link.get("href")
    return href.startswith("#") and fold(link.text()).strip().lower() in _ANCHOR_TEXT


def is_radio(element: Element) -> bool:
    return element.tag == "input" and element.get("type").lower() == "radio"


def is_back_reference(link: Element) -> bool:
    """Whether a link leads from a footnote back into the text."""
    return (
        link.get("role") == "doc-backlink"
        or link.has("data-footnote-backref")
        or not link.classes.isdisjoint({"footnote-backref", "reversefootnote"})
    )


def is_footnotes(element: Element) -> bool:
    """Whether `element` holds the notes, not the references to them."""
    if element.has("data-footnotes") or element.get("role") == "doc-endnotes":
        return True
    return "footnotes" in element.classes and element.tag in ("div", "section", "ol", "aside")


# -- pictures and embeds --------------------------------------------------------------------------

_LAZY_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy")


def picture_source(element: Element) -> str:
    """Where the picture of an `<img>` comes from, also where it is loaded late."""
    for name in _LAZY_SOURCES:
        if found := element.get(name):
            return found
    source = element.get("src")
    if source:
        return source
    candidates = (element.get("srcset") or element.get("data-srcset")).split()
    return candidates[0].rstrip(",") if candidates else ""


class _Player(NamedTuple):
    name: str
    hosts: frozenset[str]
    path: re.Pattern[str]


_PLAYERS = (
    _Player(
        "youtube",
        frozenset({"youtube.com", "youtube-nocookie.com", "youtu.be"}),
        re.compile(r"/(?:embed/|v/|shorts/)?([\w-]{6,})/?"),
    ),
    _Player(
        "vimeo", frozenset({"player.vimeo.com", "vimeo.com"}), re.compile(r"/(?:video/)?(\d+)/?")
    ),
)


def player_of(url: str) -> str | None:
    """`youtube:ID` or `vimeo:ID`, with the second it starts at, for the address of a player."""
    parts = split_url(url)
    host = (parts.host or "").lower().removeprefix("www.").removeprefix("m.")
    for player in _PLAYERS:
        if host not in player.hosts:
            continue
        asked = parse_qs(parts.query or "")
        match = player.path.fullmatch(parts.path)
        found = asked["v"][0] if parts.path == "/watch" and "v" in asked else match and match[1]
        start = (asked.get("start") or asked.get("t") or ["0"])[0].rstrip("s")
        if found:
            return f"{player.name}:{found}" + (f"@{start}" if start not in ("0", "") else "")
    return None
