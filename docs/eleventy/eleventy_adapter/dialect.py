"""Markdown as Eleventy reads it: Liquid sees the whole text, code included, then Markdown does.

Source: Eleventy 3.1 with its default engines, and the shortcode `callout` of the config we write.
"""

from __future__ import annotations

import re
from typing import Final

from eleventy_adapter.reader import parse
from syndicate.body.commonmark import COMMONMARK
from syndicate.body.dialect import Context, Dialect, Edges, Hazard, Partly, says
from syndicate.body.nodes import Callout, Heading, More, Verbatim

DIVIDER: Final = "<!-- excerpt -->"


def _callout(node: Callout, inner: str) -> str | Partly:
    if node.prefix:  # the lines that the shortcode makes would not belong to the list or quote
        plain = str(COMMONMARK[Callout].write(node, inner))
        return Partly(plain, lost=("kind",), degrades_to="a block quote")
    words = [node.kind] if node.title is None else [node.kind, str(node.title)]
    if any('"' in word for word in words):  # a text of Liquid has no escapes
        title = str(node.title).replace('"', "'")
        return Partly(_shortcode([node.kind, title], inner), lost=("title",))
    return _shortcode(words, inner)


def _shortcode(words: list[str], inner: str) -> str:
    said = ", ".join(f'"{word}"' for word in words)
    return f"{{% callout {said} %}}\n{inner.strip()}\n{{% endcallout %}}"


def _heading(node: Heading, inner: str) -> str:
    mark = f'<span id="{node.id}"></span>' if node.id else ""
    return f"{'#' * node.level} {mark}{inner.strip()}"


def _more(node: More, inner: str) -> str:
    return DIVIDER


def _verbatim(node: Verbatim, inner: str) -> str:
    return LIQUID.pattern.sub(_as_text, node.text)


def _as_text(match: re.Match[str]) -> str:
    return f'{{{{ "{match[0]}" }}}}'


def _escaped(match: re.Match[str], context: Context) -> str:
    return _as_text(match)


LIQUID: Final = Hazard(literal="{", pattern=re.compile(r"\{[{%]"), escape=_escaped)

ELEVENTY: Final = Dialect(
    name="eleventy",
    rows={
        Callout: says(_callout, "kind", "title", edges=Edges.BLANK),
        Heading: says(_heading, "id"),
        More: says(_more),
        Verbatim: says(_verbatim, "text"),
    },
    hazards=(LIQUID,),
    parse=parse,
)
