"""Markdown as Jekyll reads it: from a post's text to the sparse tree, and how nodes are written for it.

Source: Jekyll 4.4.1 and 3.10.0 with kramdown 2.4.0; tests/jekyll_body compares with what the engine recorded.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from syndicate.body import markdown
from syndicate.body.dialect import Dialect
from syndicate.body.markdown import Construct, is_inside
from syndicate.body.nodes import Body, Component, Destination, Insert, More, Node, Place, Role
from syndicate.body.tree import is_first_on_line, nested, prefix_at
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.jekyll.codes import TEMPLATE_UNREAD
from syndicate_adapters.jekyll.kramdown.callouts import NAMES
from syndicate_adapters.jekyll.kramdown.html import html_insert
from syndicate_adapters.jekyll.kramdown.reader import Syntax, read_nodes
from syndicate_adapters.jekyll.kramdown.settings import options_of
from syndicate_adapters.jekyll.kramdown.tokens import Tokens
from syndicate_adapters.jekyll.liquid.pieces import has_liquid
from syndicate_adapters.jekyll.markup import Markup
from syndicate_adapters.jekyll.settings import JekyllSettings
from syndicate_adapters.jekyll.writing import hazards
from syndicate_adapters.jekyll.writing.finish import finish
from syndicate_adapters.jekyll.writing.headings import HeadingIds
from syndicate_adapters.jekyll.writing.rows import DEFINITIONS, rows_with

_ROLES: Final = {"link": Role.LINK, "image": Role.IMAGE, "definition": Role.DEFINITION}


def parse(source: SourceText, span: Span, settings: JekyllSettings, report: Report) -> Body:
    """The body of a post: Liquid first, then Markdown, over which emoji are shown. Raises ParserFailure."""
    if settings.has_emoji and (made := _with_emoji(source, span, settings)) is not None:
        body = _parsed(made, Span(0, len(made.text)), settings, report)
        calls = (
            replace(call, span=Span(*(place_of(made, offset) for offset in call.span)))
            for call in body.calls
        )
        insert = Insert(span=span, body=body)
        return Body(source=source, span=span, nodes=(insert,), calls=tuple(calls))
    return _parsed(source, span, settings, report)


def _with_emoji(source: SourceText, span: Span, settings: JekyllSettings) -> SourceText | None:
    """The text with the emoji that it names, where the plugin looks for them; None without any."""
    from syndicate_adapters.jekyll.emoji import with_emoji

    if settings.markup is Markup.OTHER or source.text.find(":", *span) < 0:
        return None
    code = _marked_up(source, span, settings, Tokens()).code
    return with_emoji(source, span, code)


def place_of(made: SourceText, offset: int) -> int:
    """The place in the file that a place in a text made from it comes from."""
    return offset if made.origin is None else made.origin(offset)[1]


def _parsed(source: SourceText, span: Span, settings: JekyllSettings, report: Report) -> Body:
    """A text that names no emoji."""
    if not settings.has_liquid or not has_liquid(source.text, span):
        return _marked_up(source, span, settings, Tokens())
    from syndicate_adapters.jekyll.liquid.expansion import expand, number_of

    def mark_up(made: SourceText, inside: Span, nodes: Mapping[int, Node]) -> Body:
        return _marked_up(made, inside, settings, Tokens(nodes))

    made = expand(source, span, settings, report, mark_up=mark_up)
    tokens = Tokens(made.nodes)
    body = _marked_up(made.source, Span(0, len(made.source.text)), settings, tokens)
    unplaced = made.nodes.keys() - tokens.used
    if unplaced:  # it stands inside of a line, or of HTML, where only HTML may stand
        written_out = frozenset(number_of(made.source, offset) for offset in unplaced)
        for offset in sorted(unplaced):
            _say_unplaced(made.source, offset, made.nodes[offset], report)
        made = expand(
            source, span, settings, lambda found: None, mark_up=mark_up, written_out=written_out
        )
        whole = Span(0, len(made.source.text))
        body = _marked_up(made.source, whole, settings, Tokens(made.nodes))
    files = (_of_file(path, span.end) for path in made.files)
    nodes = (Insert(span=span, body=body), *files)
    return Body(source=source, span=span, nodes=nodes, calls=made.calls)


def _say_unplaced(source: SourceText, offset: int, node: Node, report: Report) -> None:
    """Tells that a rule of the site does not reach a call, which stays as it stands."""
    if isinstance(node, Insert) and isinstance(called := node.body.nodes[0], Component):
        message = (
            f"Liquid is carried over as it stands: no rule reaches {called.name} inside of HTML"
        )
        report(source.diagnostic(offset, TEMPLATE_UNREAD, message))


def keep(settings: JekyllSettings, ruled: frozenset[tuple[str, str]]) -> JekyllSettings:
    """The settings under which the calls that rules are about stay components."""
    return replace(settings, ruled=ruled)


def _of_file(path: str, offset: int) -> Node:
    """Says nothing but that a file of the site has a part in the text."""
    nothing = Body(source=SourceText(path, ""), span=Span(0, 0))
    return Insert(span=Span(offset, offset), body=nothing, place=Place.INLINE)


def _marked_up(source: SourceText, span: Span, settings: JekyllSettings, tokens: Tokens) -> Body:
    """A text without Liquid."""
    if settings.markup is Markup.HTML:
        return Body(source=source, span=span, nodes=html_insert(source, span))
    if settings.markup is not Markup.MARKDOWN:
        return Body(source=source, span=span)
    if settings.markdown.lower() not in ("", "kramdown"):
        return _common(source, span, settings)
    syntax = Syntax(
        options=options_of(settings.kramdown),
        names=NAMES,
        tokens=tokens,
        strips_title=settings.strips_title,
    )
    found = read_nodes(source, span, syntax)
    more = _more(source.text, span, settings.excerpt_separator, found.code)
    code = tuple(sorted((*found.code, *found.html)))
    return Body(source=source, span=span, nodes=nested([*more, *found.nodes]), code=code)


def _more(text: str, span: Span, separator: str, code: Sequence[Span]) -> Iterator[Node]:
    """The mark that ends the excerpt, where it is a mark and not the end of a paragraph."""
    at = text.find(separator, *span) if separator.strip() else -1
    if at < 0 or is_inside(code, at):
        return
    end = at + len(separator)
    line_end = text.find("\n", end, span.end)
    rest = text[end : line_end if line_end >= 0 else span.end]
    if is_first_on_line(text, at) and not rest.strip():
        yield More(span=Span(at, end), prefix=prefix_at(text, at))
    else:
        yield More(span=Span(at, end), place=Place.INLINE)


# -- other engines for Markdown -------------------------------------------------------------------


def _common(source: SourceText, span: Span, settings: JekyllSettings) -> Body:
    """A text that an engine of CommonMark renders."""
    text = source.text
    found = markdown.parse(text[span.start : span.end], span.start)
    code = tuple(each.span for each in found if each.kind in ("code", "code_span"))
    nodes = [*_more(text, span, settings.excerpt_separator, code), *_addresses(text, found)]
    return Body(source=source, span=span, nodes=nested(nodes), code=code)


def _addresses(text: str, found: Sequence[Construct]) -> Iterator[Node]:
    for each in found:
        role = _ROLES.get(each.kind)
        where, url = each.destination, str(each.detail)
        if role is None or where is None or where.start >= where.end or is_elsewhere(url):
            continue
        written = text[where.start : where.end]
        if "{{" not in written and "{%" not in written:
            is_bracketed = written.startswith("<")
            yield Destination(span=where, url=url, role=role, is_bracketed=is_bracketed)


JEKYLL: Final = Dialect(
    name="jekyll",
    keep=keep,
    rows=rows_with("note"),
    parse=parse,
    hazards=hazards.ALL,
    settings=JekyllSettings(),
    heading_ids=HeadingIds,
    finish=finish,
)


@cache
def dialect_with(callouts: str, *, keeps_definitions: bool = False) -> Dialect:
    """The dialect on a site whose theme has this convention for callouts.

    keeps_definitions: see `JekyllSettings`.
    """
    kept = {hazards.DEFINITION.literal} if keeps_definitions else set()
    dangerous = tuple(hazard for hazard in hazards.ALL if hazard.literal not in kept)
    rows = {**rows_with(callouts), **(DEFINITIONS if keeps_definitions else {})}
    return dataclasses.replace(JEKYLL, rows=rows, hazards=dangerous)
