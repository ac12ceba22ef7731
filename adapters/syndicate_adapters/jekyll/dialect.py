"""Markdown as Jekyll reads it, as far as CommonMark and kramdown agree: addresses, code, the end of the excerpt.

Liquid is not evaluated, and the first of it in a body is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from syndicate.body import markdown
from syndicate.body.dialect import Dialect
from syndicate.body.markdown import Construct, is_inside
from syndicate.body.nodes import Body, Destination, More, Node, Place, Role
from syndicate.body.tree import is_first_on_line, nested, prefix_at
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.jekyll.codes import TEMPLATE_UNREAD
from syndicate_adapters.jekyll.markup import Markup
from syndicate_adapters.jekyll.settings import JekyllSettings

_ROLES: Final = {"link": Role.LINK, "image": Role.IMAGE, "definition": Role.DEFINITION}


def parse(source: SourceText, span: Span, settings: JekyllSettings, report: Report) -> Body:
    """The body of a post. Raises ParserFailure."""
    text = source.text
    places = [at for mark in ("{{", "{%") if (at := text.find(mark, *span)) >= 0]
    if places and settings.has_liquid:
        message = "Liquid is carried over as it stands here, and in the rest of the text"
        report(source.diagnostic(min(places), TEMPLATE_UNREAD, message))
    if settings.markup is not Markup.MARKDOWN:
        return Body(source=source, span=span)
    found = markdown.parse(text[span.start : span.end], span.start)
    code = tuple(each.span for each in found if each.kind in ("code", "code_span"))
    nodes = [*_addresses(text, found), *_more(text, span, settings.excerpt_separator, code)]
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


JEKYLL: Final = Dialect(name="jekyll", parse=parse, settings=JekyllSettings())
