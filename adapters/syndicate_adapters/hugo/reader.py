"""From a post's text to the sparse tree, in Hugo's order: shortcodes and the divider, then Markdown.

It knows what our writer says and the commonest of the rest; other shortcodes are components.
Source: Hugo 0.168; tests/hugo/test_reader.py asks for what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from syndicate.body import markdown
from syndicate.body.markdown import Construct, Mask, MaskKind
from syndicate.body.nodes import (
    Body,
    Callout,
    Code,
    Comment,
    Component,
    Destination,
    Details,
    Dropped,
    Embed,
    Figure,
    Heading,
    Math,
    More,
    Node,
    Place,
    Role,
    Tab,
    Tabs,
    Unknown,
    Verbatim,
)
from syndicate.body.tree import is_first_on_line, nested, prefix_at
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.hugo import alerts, fences, players, shortcodes
from syndicate_adapters.hugo.headings import HeadingIds
from syndicate_adapters.hugo.settings import MarkdownSettings
from syndicate_adapters.hugo.shortcodes import DIVIDER, Tag


def parse(source: SourceText, span: Span, settings: MarkdownSettings, report: Report) -> Body:
    """The body of a post, read as the engine does. Raises ParserFailure."""
    return _Reader(source=source, span=span, settings=settings, report=report).body()


@dataclass(slots=True, kw_only=True)
class _Reader:
    """One reading of one stretch of text."""

    source: SourceText
    span: Span
    settings: MarkdownSettings
    report: Report
    tags: list[Tag] = field(default_factory=list)
    dividers: list[Span] = field(default_factory=list)
    found: list[Construct] = field(default_factory=list)

    def body(self) -> Body:
        text = self.source.text
        self.tags = list(shortcodes.scan(text, self.span))
        self.dividers = list(_places(text, DIVIDER, self.span))
        extensions = [*markdown.GFM, markdown.HEADING_ATTRIBUTES]
        if self.settings.has_definition_lists:
            extensions.append(markdown.DEFINITION_LIST)
        if self.settings.has_math:
            extensions.append(markdown.MATH)
        stretch = text[self.span.start : self.span.end]
        masks = sorted(self._masks())
        self.found = markdown.parse(
            stretch, self.span.start, masks=masks, extensions=tuple(extensions)
        )
        code = tuple(c.span for c in self.found if c.kind in ("code", "code_span"))
        return Body(source=self.source, span=self.span, nodes=nested(self._nodes()), code=code)

    def _masks(self) -> Iterator[Mask]:
        for span in (*(tag.span for tag in self.tags), *self.dividers):
            is_block = self._standing(span)["place"] is Place.BLOCK
            yield Mask(span, MaskKind.RULE if is_block else MaskKind.WORD)

    def _standing(self, span: Span, end: int | None = None) -> dict[str, Any]:
        """Place and prefix of something that may have its lines for itself."""
        text = self.source.text
        end = span.end if end is None else end
        line_end = text.find("\n", end)
        rest = text[end : line_end if line_end >= 0 else len(text)]
        if is_first_on_line(text, span.start) and not rest.strip():
            return {"place": Place.BLOCK, "prefix": prefix_at(text, span.start)}
        return {"place": Place.INLINE}

    def _nodes(self) -> Iterator[Node]:
        yield from self._divisions()
        yield from self._shortcodes()
        ids = HeadingIds(has_typographer=self.settings.has_typographer)
        opened: list[Construct] = []
        for construct in self.found:
            match construct.kind:
                case "heading":
                    yield self._heading(construct, ids)
                case "code":
                    yield from self._code(construct)
                case "quote":
                    yield from self._alert(construct)
                case "html":
                    yield from self._html(construct, opened)
                case "html_inline":
                    yield from self._comment(construct, Place.INLINE)
                case "link" | "image" | "definition":
                    yield from self._address(construct)
                case "math" | "math_display":
                    yield self._math(construct)

    def _divisions(self) -> Iterator[Node]:
        """The first divider counts; the engine takes out the others as well."""
        for number, span in enumerate(self.dividers):
            kind = Dropped if number else More
            yield kind(span=span, **self._standing(span))

    # -- shortcodes ------------------------------------------------------------------------------

    def _shortcodes(self) -> Iterator[Node]:
        closed = {tag.name for tag in self.tags if tag.is_closing}
        open_: list[Tag] = []
        pairs: dict[int, Tag] = {}
        for tag in self.tags:
            if tag.is_closing:
                while open_ and open_[-1].name != tag.name:
                    open_.pop()
                if open_:
                    pairs[open_.pop().span.start] = tag
                    continue
                message = f"a closing {tag.name!r} that nothing opened"
                found = self.source.diagnostic(
                    tag.span.start, CODES["source-marker-unpaired"], message
                )
                self.report(found)
            elif tag.text is None and tag.name in closed:
                open_.append(tag)
        closing = {tag.span for tag in pairs.values()}
        for tag in self.tags:
            if tag.span not in closing:
                yield self._shortcode(tag, pairs.get(tag.span.start))

    def _shortcode(self, tag: Tag, close: Tag | None) -> Node:
        if tag.text is not None or tag.name == "nothing.inline":
            return Verbatim(span=tag.span, text=tag.text or "", place=Place.INLINE)
        if tag.is_closing:
            text = self.source.text[tag.span.start : tag.span.end]
            return Unknown(span=tag.span, text=text, **self._standing(tag.span))
        if close is None:
            return self._leaf(tag)
        span = Span(tag.span.start, close.span.end)
        where: dict[str, Any] = {"span": span, "inner": self._between(tag, close)}
        where |= self._standing(span)
        named = dict(tag.named)
        if tag.name == "tabs":
            return Tabs(group=named.get("group", ""), **where)
        if tag.name == "tab":
            label = named.get("label") or next(iter(tag.values), "")
            return Tab(label=label, is_default=named.get("default") == "true", **where)
        return Component(name=tag.name, attributes=tuple(tag.named), **where)

    def _leaf(self, tag: Tag) -> Node:
        where: dict[str, Any] = {"span": tag.span, **self._standing(tag.span)}
        named = dict(tag.named)
        url = players.url_of(tag.name, list(tag.values), named)
        if url is not None:
            return Embed(provider=tag.name, url=url, title=named.get("title", ""), **where)
        if tag.name == "figure":
            names = ("src", "alt", "link", "width", "height")
            where |= {name: named.get(name, "") for name in names}
            caption = _plain(self.source.path, named["caption"]) if "caption" in named else None
            return Figure(caption=caption, **where)
        inner = Span(tag.span.end, tag.span.end)
        return Component(name=tag.name, attributes=tuple(tag.named), inner=inner, **where)

    def _between(self, tag: Tag, close: Tag) -> Span:
        """What stands between two tags, in whole lines where both have theirs for themselves."""
        text = self.source.text
        newline = text.find("\n", tag.span.end, close.span.start)
        start = text.rfind("\n", tag.span.end, close.span.start) + 1
        if newline < 0 or text[tag.span.end : newline].strip():
            return Span(tag.span.end, close.span.start)
        return Span(newline + 1, max(start, newline + 1))

    # -- Markdown --------------------------------------------------------------------------------

    def _heading(self, construct: Construct, ids: HeadingIds) -> Node:
        text = self.source.text
        start = construct.span.start
        end = start + len(text[start : construct.span.end].rstrip())
        inner, said = _heading_parts(text, start, end)
        if said is not None:
            ids.take(said)
        return Heading(
            span=Span(start, end),
            inner=inner,
            prefix=prefix_at(text, start),
            level=int(construct.detail or 1),
            id=said if said is not None else ids.next_id(construct.text),
            text=construct.text,
            is_explicit=said is not None,
        )

    def _code(self, construct: Construct) -> Iterator[Node]:
        text = self.source.text
        start = construct.span.start
        fence = _FENCE.match(text, start)
        if not isinstance(construct.detail, str) or fence is None:
            return
        end = start + len(text[start : construct.span.end].rstrip())
        # Attributes are read as written; the parser has undone the escapes in them.
        info = fences.read_info(text[fence.end() : end].split("\n", 1)[0])
        if info[1:] == _NO_INFO:
            return
        last = text.rfind("\n", start, end) + 1
        first = min(text.find("\n", start, end) + 1 or end, end)
        is_closed = last > start and text[last:end].strip(" \t>").startswith(fence[0])
        yield Code(
            span=Span(start, end),
            inner=Span(first, max(last, first) if is_closed else end),
            prefix=prefix_at(text, start),
            fence=fence[0],
            lang=info.lang,
            title=info.title,
            highlighted=info.highlighted,
            first_number=info.first_number,
            meta=info.rest,
        )

    def _alert(self, construct: Construct) -> Iterator[Node]:
        text = self.source.text
        start = construct.span.start
        head = alerts.HEAD.match(text, _QUOTE.match(text, start).end())  # type: ignore[union-attr]
        if head is None:
            return
        end = start + len(text[start : construct.span.end].rstrip())
        kind = head[1].lower()
        yield Callout(
            span=Span(start, end),
            inner=Span(min(head.end() + 1, end), end),
            prefix=prefix_at(text, start),
            kind=kind,
            name=kind,
            title=self._inline(Span(*head.span(3))) if head[3] else None,
            fold=head[2],
            is_quoted=True,
        )

    def _inline(self, span: Span) -> Body:
        """A stretch that is one line of Markdown: a title, a summary."""
        return _Reader(
            source=self.source, span=span, settings=self.settings, report=lambda found: None
        ).body()

    def _html(self, construct: Construct, opened: list[Construct]) -> Iterator[Node]:
        text = self.source.text[construct.span.start : construct.span.end].strip()
        if text.startswith("<!--"):
            yield from self._comment(construct, Place.BLOCK)
        elif _DETAILS.fullmatch(text):
            opened.append(construct)
        elif text == "</details>" and opened:
            yield self._details(opened.pop(), construct)

    def _details(self, opening: Construct, close: Construct) -> Node:
        text = self.source.text
        start = opening.span.start
        match = _DETAILS.match(text, start)
        assert match is not None  # it was before it was put aside
        end = close.span.start + len("</details>")
        first = text.find("\n", match.end() - 1, end) + 1
        return Details(
            span=Span(start, end),
            inner=Span(first, text.rfind("\n", first, close.span.start) + 1 or first),
            prefix=prefix_at(text, start),
            summary=self._inline(Span(*match.span("summary"))) if match["summary"] else None,
            is_open=bool(match["open"]),
        )

    def _comment(self, construct: Construct, place: Place) -> Iterator[Node]:
        text = self.source.text
        match = _COMMENT.match(text, construct.span.start, construct.span.end)
        if match is None or match[0] == DIVIDER:
            return
        rest = text[match.end() : construct.span.end]
        if place is Place.BLOCK and rest.strip():
            return
        span = Span(*match.span())
        prefix = prefix_at(text, span.start) if place is Place.BLOCK else ""
        yield Comment(span=span, text=match[1], place=place, prefix=prefix)

    def _address(self, construct: Construct) -> Iterator[Node]:
        where = construct.destination
        url = str(construct.detail)
        if where is None or where.start >= where.end or is_elsewhere(url):
            return
        if "{{" in self.source.text[where.start : where.end]:
            return  # `ref` and `relref` stand in it
        role = {"link": Role.LINK, "image": Role.IMAGE}.get(construct.kind, Role.DEFINITION)
        is_bracketed = self.source.text.startswith("<", where.start)
        yield Destination(span=where, url=url, role=role, is_bracketed=is_bracketed)

    def _math(self, construct: Construct) -> Node:
        is_display = construct.kind == "math_display"
        standing = self._standing(construct.span) if is_display else {"place": Place.INLINE}
        tex = str(construct.detail).strip()
        return Math(span=construct.span, tex=tex, is_display=is_display, **standing)


_NO_INFO: Final = fences.Info("")[1:]
_FENCE: Final = re.compile(r"`{3,}|~{3,}")
_QUOTE: Final = re.compile(r">?(?:[ \t]|\n[ \t>]*)*")
_DETAILS: Final = re.compile(
    r"<details(?P<open> open)?>\s*(?:<summary>(?P<summary>.*?)</summary>)?\s*", re.DOTALL
)
_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ATX: Final = re.compile(r"#{1,6}(?:[ \t]+|$)(?P<text>[^\n]*?)(?:[ \t]+#+)?[ \t\r]*$")
_ATTRIBUTES: Final = re.compile(r"[ \t]*\{([^{}]*)\}[ \t]*$")
_ATTRIBUTE: Final = re.compile(
    r'\s*(?:([#.])([^\s{}]+)|([\w:-]+)\s*=\s*("(?:\\.|[^"\\])*"|[^\s"{}]+))'
)


def _heading_parts(text: str, start: int, end: int) -> tuple[Span, str | None]:
    """Where the words of a heading stand, and the id that is said behind them."""
    atx = _ATX.match(text, start, end)
    if atx is not None:
        first, last = atx.span("text")
    else:
        line = max(text.rfind("\n", start, end), text.rfind("\r", start, end))
        first, last = start, max(line, start)
    attributes = _ATTRIBUTES.search(text, first, last)
    if attributes is None or not (said := _attributes(attributes[1])):
        return Span(first, last), None
    return Span(first, attributes.start()), said.get("id")


def _attributes(text: str) -> dict[str, str]:
    """What stands in the braces behind a heading; empty where Hugo takes them for text."""
    found: dict[str, str] = {}
    position = 0
    while text[position:].strip():
        match = _ATTRIBUTE.match(text, position)
        if match is None:
            return {}
        mark, word, key, value = match.groups()
        if mark is not None:
            found["id" if mark == "#" else "class"] = word
        else:
            found[key] = re.sub(r"\\(.)", r"\1", value[1:-1]) if value[0] == '"' else value
        position = match.end()
    return found


def _places(text: str, literal: str, span: Span) -> Iterator[Span]:
    start = text.find(literal, span.start, span.end)
    while start >= 0:
        yield Span(start, start + len(literal))
        start = text.find(literal, start + len(literal), span.end)


def _plain(path: str, text: str) -> Body:
    return Body(source=SourceText(path=path, text=text), span=Span(0, len(text)))
