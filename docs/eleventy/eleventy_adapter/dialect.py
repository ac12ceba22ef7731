"""Markdown as Eleventy reads it: Liquid sees the whole text, code included, then Markdown does.

Source: Eleventy 3.1 with its default engines, and the shortcode `callout` of the config we write.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate import kit
from syndicate.kit import nodes

WORD: Final = re.compile(r'"([^"]*)"')


def _alone(tag: kit.Tag) -> nodes.Node:
    if tag["more"]:
        return nodes.More(**tag.standing)
    if tag["text"]:
        return nodes.Verbatim(text=tag["text"], **tag.standing)
    inner = kit.Span(tag.span.end, tag.span.end)
    return nodes.Component(name=tag["name"], inner=inner, **tag.standing)


def _callout_of(opening: kit.Tag, closing: kit.Tag) -> nodes.Node:
    words = list(WORD.finditer(opening["words"]))
    kind = words[0][1] if words else "note"
    shift = opening.match.start("words")
    title = kit.Span(*(shift + at for at in words[1].span(1))) if len(words) > 1 else None
    return nodes.Callout(
        kind=kind,
        name=kind,
        title=kit.Body(source=opening.source, span=title) if title else None,
        inner=kit.between(opening, closing),
        **opening.standing_to(closing),
    )


TAGS: Final = kit.Tags(
    pattern=re.compile(
        r"\{%-? *(?P<name>\w+)(?P<words>[^%\n]*?)-?%\}"
        r'|\{\{ "(?P<text>\{[{%])" \}\}|(?P<more><!-- excerpt -->)'
    ),
    pairs={"callout": "endcallout"},
    alone=_alone,
    pair=_callout_of,
    anchor=re.compile(r'#+ <span id="(?P<id>[^"]*)"></span>'),
)


def _callout(node: nodes.Callout, inner: str) -> str | kit.Partly:
    if node.prefix:  # the lines that the shortcode makes would not belong to the list or quote
        plain = str(kit.COMMONMARK[nodes.Callout].write(node, inner))
        return kit.Partly(plain, lost=("kind",), degrades_to="a block quote")
    words = [node.kind] if node.title is None else [node.kind, str(node.title)]
    if any('"' in word for word in words):  # a text of Liquid has no escapes
        title = str(node.title).replace('"', "'")
        return kit.Partly(_shortcode([node.kind, title], inner), lost=("title",))
    return _shortcode(words, inner)


def _shortcode(words: list[str], inner: str) -> str:
    said = ", ".join(f'"{word}"' for word in words)
    return f"{{% callout {said} %}}\n{inner.strip()}\n{{% endcallout %}}"


def _heading(node: nodes.Heading, inner: str) -> str:
    mark = f'<span id="{node.id}"></span>' if node.id else ""
    return f"{'#' * node.level} {mark}{inner.strip()}"


def _more(node: nodes.More, inner: str) -> str:
    return "<!-- excerpt -->"


def _verbatim(node: nodes.Verbatim, inner: str) -> str:
    return LIQUID.pattern.sub(_as_text, node.text)


def _as_text(match: re.Match[str], context: kit.Context | None = None) -> str:
    return f'{{{{ "{match[0]}" }}}}'


LIQUID: Final = kit.Hazard(literal="{", pattern=re.compile(r"\{[{%]"), escape=_as_text)

ELEVENTY: Final = kit.Dialect(
    name="eleventy",
    rows={
        nodes.Callout: kit.says(_callout, "kind", "title", edges=kit.Edges.BLANK),
        nodes.Heading: kit.says(_heading, "id"),
        nodes.More: kit.says(_more),
        nodes.Verbatim: kit.says(_verbatim, "text"),
    },
    hazards=(LIQUID,),
    parse=TAGS.parse,
)
