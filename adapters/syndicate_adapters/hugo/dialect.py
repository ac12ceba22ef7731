"""Markdown as Hugo reads it: how nodes are written, what is dangerous, and who reads it.

Source: Hugo 0.168; tests/hugo/test_rows.py and test_hazards.py ask the engine.
"""

from __future__ import annotations

import dataclasses
import re
import textwrap
from functools import cache
from typing import Final

from syndicate.body import commonmark
from syndicate.body.commonmark import address, in_blocks
from syndicate.body.dialect import Dialect, Edges, Partly, says
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
    Place,
    Tab,
    Tabs,
    Unknown,
    Verbatim,
)
from syndicate.web.players import gist_script
from syndicate_adapters.hugo import hazards, linkify
from syndicate_adapters.hugo.alerts import alert
from syndicate_adapters.hugo.fences import code
from syndicate_adapters.hugo.formulas import math
from syndicate_adapters.hugo.headings import HeadingIds
from syndicate_adapters.hugo.markdown.reader import parse
from syndicate_adapters.hugo.players import shortcode_of
from syndicate_adapters.hugo.settings import MarkdownSettings
from syndicate_adapters.hugo.shortcodes import DIVIDER, call, closing, guarded

_BLOCK: Final = frozenset({Place.BLOCK})
_PLAIN_ID: Final = re.compile(r"[^\s!-,/;-@\[-^`{-~]+")
"""What may stand behind `#`: no blanks, of ASCII punctuation only `_-:.`."""


def _heading(node: Heading, inner: str) -> str:
    text = " ".join(line.strip() for line in inner.strip().split("\n"))
    marks = "#" * node.level
    if not node.id:
        return f"{marks} {text}"
    if _PLAIN_ID.fullmatch(node.id):
        return f"{marks} {text} {{#{node.id}}}"
    quoted = node.id.replace("\\", "\\\\").replace('"', '\\"')
    return f'{marks} {text} {{id="{quoted}"}}'


def _is_quoted(prefix: str) -> bool:
    """Whether each line of a block begins with a quote sign, which a shortcode would get to see."""
    return ">" in prefix


def _tabs(node: Tabs, inner: str) -> str | Partly:
    if _is_quoted(node.prefix):
        return Partly(in_blocks(inner), degrades_to="its panels one after the other")
    panels = in_blocks(textwrap.dedent(inner.strip("\n")))
    return f"{call('tabs')}\n{panels}\n{closing('tabs')}"


def _tab(node: Tab, inner: str) -> str:
    if _is_quoted(node.prefix):
        return in_blocks(f"**{node.label}**", inner)
    opening = call("tab", label=node.label, default="true" if node.is_default else "")
    return f"{opening}\n{in_blocks(inner)}\n{closing('tab')}"


def _details(node: Details, inner: str) -> str:
    if node.summary is None:
        return commonmark.details(node, inner)
    # Inside of a tag on its own line nothing is Markdown.
    summary = f"<summary>{_inline_html(str(node.summary).strip())}</summary>"
    opening = "<details open>" if node.is_open else "<details>"
    return in_blocks(f"{opening}\n{summary}", inner, "</details>")


def _inline_html(text: str) -> str:
    if not _MARKUP.search(text):
        return text
    import pyromark

    options = pyromark.Options.ENABLE_STRIKETHROUGH
    html = pyromark.html(text, options=options).strip()
    return html.removeprefix("<p>").removesuffix("</p>").replace("\n", " ")


_MARKUP: Final = re.compile(r"[*_`\[\\~!]")


def _figure(node: Figure, inner: str) -> str:
    caption = " ".join(str(node.caption).split("\n")).strip() if node.caption is not None else ""
    return call(
        "figure",
        src=node.src,
        alt=node.alt,
        caption=caption,
        link=node.link,
        width=node.width,
        height=node.height,
    )


def _embed(node: Embed, inner: str) -> str | Partly:
    found = shortcode_of(node)
    if found is not None:
        return found
    script = gist_script(node.url)
    if script is not None:
        return f'<script src="{script}"></script>'
    url = guarded(node.url)
    link = f"[{node.title}]({url})" if node.title else f"<{url}>"
    return Partly(link, degrades_to="a link")


def _more(node: More, inner: str) -> str | Partly:
    # Inside of a list or quote it would end the list.
    return DIVIDER if not node.prefix else Partly("", degrades_to="nothing")


def _comment(node: Comment, inner: str) -> str:
    text = guarded(node.text.replace("-->", "--&gt;"))
    if text.startswith((">", "->")) or text == "more":
        text = f" {text} "
    return f"<!--{text}-->"


def _element(node: Element, inner: str) -> str:
    attributes = tuple(
        (key, value if value is None else guarded(value)) for key, value in node.attributes
    )
    return commonmark.element(dataclasses.replace(node, attributes=attributes), inner)


HUGO: Final = Dialect(
    name="hugo",
    rows={
        Callout: says(alert, "kind", "title", "fold", edges=Edges.QUOTE),
        Code: says(code, "lang", "title", "highlighted", "first_number"),
        Heading: says(_heading, "id"),
        Details: says(_details, "summary", "is_open", edges=Edges.BLANK),
        Tabs: says(_tabs, edges=Edges.BLANK, at=_BLOCK),
        Tab: says(_tab, "label", "is_default"),
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
        Math: says(math, "tex", "is_display"),
        Embed: says(_embed, "url", edges=Edges.BLANK, at=_BLOCK),
        More: says(_more, at=_BLOCK),
        Comment: says(_comment, "text"),
        Element: says(_element, "name", "attributes", edges=Edges.BLANK),
        Verbatim: says(lambda node, inner: guarded(node.text), "text"),
        Destination: says(lambda node, inner: guarded(address(node)), "url"),
        Autolink: says(linkify.autolink, "url"),
        Unknown: says(lambda node, inner: guarded(node.text)),
    },
    parse=parse,
    hazards=(*hazards.ALWAYS, linkify.MAIL, hazards.DEFINITION),
    settings=MarkdownSettings(),
    keep=lambda settings, ruled: dataclasses.replace(settings, ruled=ruled),
    heading_ids=lambda settings: HeadingIds(
        has_typographer=settings.has_typographer, style=settings.heading_ids
    ),
)


@cache
def dialect_for(settings: MarkdownSettings) -> Dialect:
    """Hugo's dialect on a site with these settings."""
    dangerous = [linkify.MAIL] if settings.has_autolinks else []
    dangerous += [hazards.DEFINITION] if settings.has_definition_lists else []
    dangerous += [hazards.DOLLAR] if settings.has_math else []
    return dataclasses.replace(HUGO, hazards=(*hazards.ALWAYS, *dangerous), settings=settings)
