"""From text to the sparse tree, in the order of the engine: Liquid first, Markdown over what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from syndicate.body import markdown
from syndicate.body.markdown import Construct, Mask, MaskKind
from syndicate.body.nodes import (
    Body,
    Callout,
    Component,
    Destination,
    Heading,
    More,
    Node,
    Place,
    Role,
    Unknown,
    Verbatim,
)
from syndicate.body.tree import is_first_on_line, nested, prefix_at
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span

TAG: Final = re.compile(
    r'\{%-? *(?P<name>\w+)(?P<words>[^%\n]*?)-?%\}|\{\{ "(?P<text>\{[{%])" \}\}|(?P<more><!-- excerpt -->)'
)
WORD: Final = re.compile(r'"([^"]*)"')
HEADING: Final = re.compile(r'(#+) <span id="([^"]*)"></span>')


def parse(source: SourceText, span: Span, settings: None, report: Report) -> Body:
    """The body of a post. Raises ParserFailure."""
    text = source.text
    tags = list(TAG.finditer(text, *span))
    masks = [Mask(Span(*tag.span()), _shown(text, tag)) for tag in tags]
    found = markdown.parse(text[slice(*span)], span.start, masks=masks)
    nodes = [*_liquid(source, tags, report), *_markdown(text, found)]
    code = tuple(each.span for each in found if each.kind in ("code", "code_span"))
    return Body(source=source, span=span, nodes=nested(nodes), code=code)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether something has its lines for itself."""
    rest = text[end:].split("\n", 1)[0] if end < len(text) else ""
    return is_first_on_line(text, start) and not rest.strip()


def _shown(text: str, tag: re.Match[str]) -> MaskKind:
    return MaskKind.RULE if _is_alone(text, *tag.span()) else MaskKind.WORD


def _standing(text: str, span: Span) -> dict[str, Any]:
    """The fields that say where a node stands."""
    if _is_alone(text, *span):
        return {"span": span, "place": Place.BLOCK, "prefix": prefix_at(text, span.start)}
    return {"span": span, "place": Place.INLINE}


def _liquid(source: SourceText, tags: Iterable[re.Match[str]], report: Report) -> Iterator[Node]:
    opened: list[re.Match[str]] = []
    for tag in tags:
        where = _standing(source.text, Span(*tag.span()))
        if tag["more"]:
            yield More(**where)
        elif tag["text"]:
            yield Verbatim(text=tag["text"], **where)
        elif tag["name"] == "callout":
            opened.append(tag)
        elif tag["name"] == "endcallout" and opened:
            yield _callout(source, opened.pop(), tag)
        elif tag["name"] == "endcallout":
            yield _unpaired(source, tag, report)
        else:
            inner = Span(tag.end(), tag.end())
            yield Component(name=tag["name"], inner=inner, **where)
    for tag in opened:
        yield _unpaired(source, tag, report)


def _unpaired(source: SourceText, tag: re.Match[str], report: Report) -> Node:
    code = CODES["source-marker-unpaired"]
    report(source.diagnostic(tag.start(), code, f"{tag[0]} has no other half"))
    return Unknown(text=tag[0], **_standing(source.text, Span(*tag.span())))


def _callout(source: SourceText, opening: re.Match[str], closing: re.Match[str]) -> Node:
    words = list(WORD.finditer(opening["words"]))
    kind = words[0][1] if words else "note"
    shift = opening.start("words")
    title = Span(*(shift + at for at in words[1].span(1))) if len(words) > 1 else None
    inner = Span(source.text.index("\n", opening.end()) + 1, closing.start())
    return Callout(
        kind=kind,
        name=kind,
        title=Body(source=source, span=title) if title else None,
        inner=inner,
        **_standing(source.text, Span(opening.start(), closing.end())),
    )


def _markdown(text: str, found: Iterable[Construct]) -> Iterator[Node]:
    for each in found:
        if each.kind == "heading" and (mark := HEADING.match(text, each.span.start)):
            end = each.span.start + len(text[slice(*each.span)].rstrip())
            yield Heading(
                span=Span(each.span.start, end),
                inner=Span(mark.end(), end),
                prefix=prefix_at(text, each.span.start),
                level=len(mark[1]),
                id=mark[2],
                text=each.text,
                is_explicit=True,
            )
        elif each.kind in ("link", "image", "definition") and each.destination:
            role = {"link": Role.LINK, "image": Role.IMAGE}.get(each.kind, Role.DEFINITION)
            bracketed = text.startswith("<", each.destination.start)
            yield Destination(
                span=each.destination, url=str(each.detail), role=role, is_bracketed=bracketed
            )
