"""Markdown as Docusaurus reads it: from a post's text to the sparse tree.

The order is the engine's: first what MDX and the directives take (tags, expressions, comments, colons), then
Markdown over the text in which these are masked.
Source: Docusaurus 3.10.2; tests/docusaurus/test_dialect.py and tests/engines ask the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from syndicate.body import markdown
from syndicate.body.dialect import Dialect
from syndicate.body.markdown import Construct, Mask, MaskKind
from syndicate.body.nodes import (
    Body,
    Callout,
    Code,
    Comment,
    Destination,
    Dropped,
    Element,
    Expression,
    Heading,
    Math,
    More,
    Node,
    Place,
    Role,
    Title,
    Unknown,
    Verbatim,
)
from syndicate.body.tree import is_first_on_line, nested, prefix_at
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.docusaurus.markdown import admonitions, fences, jsx, mdx, tags
from syndicate_adapters.docusaurus.markdown.mdx import Kind, Token
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.docusaurus.slugs import HeadingIds

_CONTAINERS: Final = frozenset({"quote", "item", "footnote"})
_EXTENSIONS: Final = (*markdown.GFM,)


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
    is_inline: bool = False  # a title: no blocks in it
    tokens: list[Token] = field(default_factory=list)
    lines: dict[int, admonitions.Line] = field(default_factory=dict)
    found: list[Construct] = field(default_factory=list)
    removed: list[Span] = field(default_factory=list)
    containers: dict[int, int] = field(default_factory=dict)

    def body(self) -> Body:
        self._scan()
        self._parse()
        code = tuple(c.span for c in self.found if c.kind in ("code", "code_span"))
        nodes = nested(_one_at_each_place(self._nodes(code)))
        return Body(source=self.source, span=self.span, nodes=nodes, code=code)

    # -- what stands where -----------------------------------------------------------------------

    def _scan(self) -> None:
        settings = self.settings
        syntax = mdx.Syntax(
            has_jsx=settings.is_mdx,
            has_html_comments=settings.has_html_comments or not settings.is_mdx,
            has_heading_ids=settings.has_heading_ids,
            has_directives=not self.is_inline,
        )
        text = self.source.text
        if not _NEEDS_SCAN.search(text, self.span.start, self.span.end):
            return
        self.tokens = mdx.scan(text, self.span.start, self.span.end, syntax)
        for token in self.tokens:
            if token.kind is Kind.COLONS:
                line = admonitions.read_line(
                    text,
                    token.span,
                    settings.admonitions,
                    has_plain_titles=settings.has_plain_titles,
                )
                if line is not None:
                    self.lines[token.span.start] = line

    def _parse(self) -> None:
        """Runs the parser, again without the indentation that MDX does not count, until no code is indented."""
        extensions = (*_EXTENSIONS, markdown.MATH) if self.settings.has_math else _EXTENSIONS
        text = self.source.text[self.span.start : self.span.end]
        for _ in range(5):
            masks = sorted([*self._masks(), *(Mask(s, MaskKind.NOTHING) for s in self.removed)])
            self.found = markdown.parse(
                text, self.span.start, masks=_disjoint(masks), extensions=extensions
            )
            indented = [c for c in self.found if c.kind == "code" and c.detail is None]
            if not (self.settings.is_mdx and indented):
                break
            more = [s for c in indented for s in self._indentation(c)]
            if not more:
                break
            self.removed = sorted({*self.removed, *more})
        self._locate()

    def _indentation(self, code: Construct) -> Iterator[Span]:
        """What the lines of an indented block have in common at their beginning."""
        text = self.source.text
        starts: list[tuple[int, int]] = []
        line = code.span.start
        while line < code.span.end:
            newline = text.find("\n", line, code.span.end)
            end = newline if newline >= 0 else code.span.end
            first = line
            while first < end and text[first] in " \t":
                first += 1
            if first < end:
                starts.append((line, first))
            line = end + 1
        # The parser's span begins behind the four columns; they go as well.
        if starts:
            begin = starts[0][0]
            while begin > self.span.start and text[begin - 1] in " \t":
                begin -= 1
            starts[0] = (begin, starts[0][1])
        least = min((first - line for line, first in starts), default=0)
        for line, first in starts:
            yield Span(line, line + max(least, 1)) if first - line >= least else Span(line, first)

    def _masks(self) -> Iterator[Mask]:
        for token in self.tokens:
            if token.kind is Kind.FENCE:
                continue
            if token.kind is Kind.COLONS:
                if token.span.start in self.lines:
                    yield Mask(token.span, MaskKind.RULE)
            elif token.kind is Kind.ESM:
                yield Mask(token.span, MaskKind.NOTHING)
            else:
                yield Mask(token.span, MaskKind.RULE if token.is_flow else MaskKind.WORD)

    def _locate(self) -> None:
        """Which container each token stands in: the position of the innermost quote, item or footnote, or -1."""
        open_: list[int] = []
        position = 0
        blocks = [i for i, c in enumerate(self.found) if c.kind in _CONTAINERS]
        for token in self.tokens:
            at = token.span.start
            while position < len(blocks) and self.found[blocks[position]].span.start <= at:
                open_.append(blocks[position])
                position += 1
            while open_ and self.found[open_[-1]].span.end <= at:
                open_.pop()
            self.containers[at] = open_[-1] if open_ else -1

    # -- nodes -----------------------------------------------------------------------------------

    def _nodes(self, code: Sequence[Span]) -> Iterator[Node]:
        yield from (Verbatim(span=span, text="", place=Place.INLINE) for span in self.removed)
        yield from self._truncation(code)
        yield from self._from_tokens(code)
        yield from self._from_constructs()
        if self.settings.has_emoji:
            yield from self._emoji(code)

    def _truncation(self, code: Sequence[Span]) -> Iterator[Node]:
        pattern = _compiled(self.settings.truncate_marker)
        match = (
            None
            if self.is_inline
            else pattern.search(self.source.text, self.span.start, self.span.end)
        )
        if match is not None and not markdown.is_inside(code, match.start()):
            yield More(span=Span(*match.span()), **self._standing(Span(*match.span())))

    def _standing(self, span: Span) -> dict[str, Any]:
        """Place and prefix of something that may have its line for itself."""
        text = self.source.text
        line_end = text.find("\n", span.end)
        rest = text[span.end : line_end if line_end >= 0 else len(text)]
        if is_first_on_line(text, span.start) and not rest.strip():
            return {"place": Place.BLOCK, "prefix": prefix_at(text, span.start, self.removed)}
        return {"place": Place.INLINE}

    def _from_tokens(self, code: Sequence[Span]) -> Iterator[Node]:
        live = [t for t in self.tokens if not markdown.is_inside(code, t.span.start)]
        yield from self._directives(live)
        reading = self._reading(live)
        kinds = (Kind.OPEN, Kind.CLOSE, Kind.VOID)
        found = [t for t in live if t.kind in kinds]
        pairs, left = tags.paired(found, lambda at: self.containers.get(at, -1))
        yield from tags.nodes_of(pairs, found, reading)
        for token in left:
            self._source_note(token.span, f"<{token.name}> has no other half in its paragraph")
            yield self._unknown(token.span)
        values = dict(_exported(self.source.text, live))
        for token in live:
            yield from self._small(token, values)

    def _reading(self, live: Sequence[Token]) -> tags.Reading:
        return tags.Reading(
            source=self.source,
            settings=self.settings,
            body=self._inline_body,
            braces=self._closing_brace,
            imports=dict(_imported(self.source.text, live)),
            removed=self.removed,
        )

    def _closing_brace(self, offset: int) -> int:
        close = mdx.closing_brace(self.source.text, offset, self.span.end)
        return close if close is not None else self.span.end

    def _small(self, token: Token, values: dict[str, str]) -> Iterator[Node]:
        """Comments, expressions and imports."""
        text = self.source.text
        span = token.span
        if token.kind is Kind.COMMENT:
            inside = text[span.start + 1 : span.end - 1].strip()[2:-2]
            yield Comment(span=span, text=inside.replace("--", "- -"), **self._standing(span))
        elif token.kind is Kind.ESM:
            yield Dropped(span=_with_blank_lines(text, span, self.span.end))
        elif token.kind is Kind.EXPRESSION:
            yield self._expression(span, values)

    def _expression(self, span: Span, values: dict[str, str]) -> Node:
        inside = self.source.text[span.start + 1 : span.end - 1].strip()
        standing = self._standing(span)
        shown = values.get(inside, jsx.literal(inside))
        if isinstance(shown, bool) or not inside or inside in ("null", "undefined"):
            return Dropped(span=span, **standing)
        if shown is not None:
            return Verbatim(span=span, text=_as_markdown(shown), place=Place.INLINE)
        return Expression(span=span, code=inside, **standing)

    def _unknown(self, span: Span) -> Unknown:
        return Unknown(
            span=span, text=self.source.text[span.start : span.end], **self._standing(span)
        )

    def _source_note(self, span: Span, message: str) -> None:
        if not self.is_inline:
            self.report(
                self.source.diagnostic(span.start, CODES["source-marker-unpaired"], message)
            )

    def _directives(self, live: Sequence[Token]) -> Iterator[Node]:
        lines = [
            (self.lines[t.span.start], self.containers[t.span.start])
            for t in live
            if t.span.start in self.lines
        ]
        pairs, left = admonitions.paired(lines)
        for line in left:
            self._source_note(
                line.span, "this line of colons closes nothing; readers see it as text"
            )
        for pair in pairs:
            yield self._directive(pair)

    def _directive(self, pair: admonitions.Pair) -> Node:
        text, line = self.source.text, pair.open
        container = self.containers[line.span.start]
        limit = self.found[container].span.end if container >= 0 else self.span.end
        if pair.close is not None:
            inner_end, end = _line_start(text, pair.close.span.start), pair.close.span.end
        else:
            inner_end = end = _line_start(text, pair.end) if pair.end is not None else limit
            while end > line.span.end and text[end - 1].isspace():
                end -= 1
            if pair.end is None:
                self._source_note(
                    line.span,
                    f":::{line.name} is never closed; it runs to the end of its container",
                )
        end = max(end, line.span.end)
        newline = text.find("\n", line.span.end, end)
        inner = Span(newline + 1, max(inner_end, newline + 1)) if newline >= 0 else Span(end, end)
        where = {
            "span": Span(line.span.start, end),
            "inner": Span(inner.start, min(inner.end, end)),
            "prefix": prefix_at(text, line.span.start, self.removed),
        }
        kind = self.settings.admonitions.get(line.name)
        if kind is None:
            return Element(name="div", **where)  # type: ignore[arg-type]
        given = list(admonitions.attributes_of(line.attributes))
        titles = [value for key, value in given if key == "title"]
        title = self._inline_body(line.title) if line.title else None
        return Callout(
            kind=kind,
            name=line.name,
            title=_plain(self.source, titles[0]) if titles else title,
            attributes=tuple(pair for pair in given if pair[0] in ("id", "class")),
            **where,  # type: ignore[arg-type]
        )

    def _inline_body(self, span: Span) -> Body:
        """A stretch that is one line of Markdown: a title, a summary."""
        return _Reader(
            source=self.source,
            span=span,
            settings=self.settings,
            report=self.report,
            is_inline=True,
        ).body()

    def _from_constructs(self) -> Iterator[Node]:
        ids = HeadingIds(keep_case=self.settings.keeps_case)
        is_title_due = not self.is_inline
        for position, construct in enumerate(self.found):
            kind = construct.kind
            if kind == "rule" and self._is_real_rule(construct):
                is_title_due = False
            elif kind == "heading":
                is_title = is_title_due and construct.detail == 1
                is_title_due = False
                yield from self._heading(construct, ids, is_title=is_title)
            elif kind == "code":
                yield from self._code(construct)
            elif kind in ("link", "image", "definition"):
                yield from self._address(construct)
            elif kind in ("math", "math_display"):
                yield self._math(construct, position)

    def _is_real_rule(self, construct: Construct) -> bool:
        return self.source.text.startswith(("-", "*", "_"), construct.span.start)

    def _heading(self, construct: Construct, ids: HeadingIds, *, is_title: bool) -> Iterator[Node]:
        text = self.source.text
        start = construct.span.start
        end = start + len(text[start : construct.span.end].rstrip())
        if is_title:
            span = _with_blank_lines(text, Span(start, end), self.span.end)
            yield Title(span=span, text=construct.text)
            return
        level = int(construct.detail or 1)
        inner, is_atx = _heading_text(text, start, end)
        chosen = _EXPLICIT_ID.search(text, inner.start, inner.end) if is_atx else None
        if chosen is not None and (
            self.settings.has_heading_ids or chosen["comment"] or chosen["escape"]
        ):
            inner = Span(inner.start, chosen.start())
            yield Heading(
                span=Span(start, end),
                inner=inner,
                level=level,
                id=chosen["id"] or chosen["comment"],
                text=_without_id(construct.text),
                is_explicit=True,
                prefix=prefix_at(text, start, self.removed),
            )
            return
        own = ids.next_id(construct.text) if level > 1 else ""
        yield Heading(
            span=Span(start, end),
            inner=inner,
            level=level,
            id=own or None,
            text=construct.text,
            prefix=prefix_at(text, start, self.removed),
        )

    def _code(self, construct: Construct) -> Iterator[Node]:
        """A node for a fence that says more than its language, or whose lines are marked by comments."""
        if construct.detail is None:
            return
        text, span = self.source.text, construct.span
        info = fences.read_info(str(construct.detail))
        newline = text.find("\n", span.start, span.end)
        if newline < 0:
            return
        last_line = _line_start(
            text, len(text[: span.end].rstrip()) if span.end < 200_000 else span.end
        )
        end = span.start + len(text[span.start : span.end].rstrip())
        fence = re.match(r"`{3,}|~{3,}", text[span.start : newline])
        if fence is None:
            return
        last_line = _line_start(text, end)
        is_closed = last_line > newline and text[last_line:end].strip(" \t>")[:3] in ("```", "~~~")
        inner = Span(newline + 1, last_line if is_closed else min(span.end, self.span.end))
        marked: tuple[tuple[int, int], ...] = ()
        dropped: list[Span] = []
        if "highlight-" in text[inner.start : inner.end] and not info.highlighted:
            marked, dropped = fences.magic_comments(text, info.lang, inner)
        respelled = list(self._respelled_code(inner))
        is_plain = info[1:] == _NO_INFO and _PLAIN_LANG.fullmatch(info.lang)
        if is_plain and not (dropped or respelled):
            return
        yield Code(
            span=Span(span.start, end),
            inner=inner,
            prefix=prefix_at(text, span.start, self.removed),
            fence=fence.group(),
            lang=info.lang,
            title=info.title,
            highlighted=info.highlighted or marked,
            first_number=info.first_number,
            meta=info.rest,
        )
        yield from (Dropped(span=line, place=Place.INLINE) for line in dropped)
        yield from respelled

    def _respelled_code(self, inner: Span) -> Iterator[Node]:
        """What readers see in code otherwise than it is written: the engine's pre-pass knows no fences."""
        text = self.source.text
        if self.settings.has_heading_ids and text.find("{#", inner.start, inner.end) >= 0:
            for match in _ID_IN_CODE.finditer(text, inner.start, inner.end):
                span = Span(match.end() - 2, match.end())
                yield Verbatim(span=span, text="\\{#", place=Place.INLINE)
        if self.settings.has_plain_titles and text.find(":::", inner.start, inner.end) >= 0:
            for match in _TITLE_IN_CODE.finditer(text, inner.start, inner.end):
                if match["name"] in self.settings.admonitions:
                    shown = f"[{match['title'].rstrip()}]"
                    yield Verbatim(
                        span=Span(match.end("name"), match.end()), text=shown, place=Place.INLINE
                    )

    def _address(self, construct: Construct) -> Iterator[Node]:
        where = construct.destination
        if where is None or where.start >= where.end:
            return
        url = str(construct.detail)
        if is_elsewhere(url) and not self._is_own(url):
            return
        text = self.source.text
        role = {"link": Role.LINK, "image": Role.IMAGE}.get(construct.kind, Role.DEFINITION)
        is_bracketed = text.startswith("<", where.start)
        if any(
            t.span.start < where.end and t.span.end > where.start for t in self._tokens_near(where)
        ):
            return  # an expression stands in it
        yield Destination(span=where, url=url, role=role, is_bracketed=is_bracketed)

    def _is_own(self, url: str) -> bool:
        if url.startswith("pathname://"):
            return True
        return bool(self.settings.site_url) and url.startswith(self.settings.site_url)

    def _tokens_near(self, span: Span) -> Iterable[Token]:
        from bisect import bisect_left

        first = bisect_left(self.tokens, span.start, key=lambda t: t.span.end)
        while first < len(self.tokens) and self.tokens[first].span.start < span.end:
            yield self.tokens[first]
            first += 1

    def _math(self, construct: Construct, position: int) -> Node:
        is_display = construct.kind == "math_display"
        return Math(
            span=construct.span,
            tex=str(construct.detail).strip(),
            is_display=is_display,
            **(self._standing(construct.span) if is_display else {"place": Place.INLINE}),
        )

    def _emoji(self, code: Sequence[Span]) -> Iterator[Node]:
        for match in _EMOJI.finditer(self.source.text, self.span.start, self.span.end):
            if markdown.is_inside(code, match.start()):
                continue
            shown = _emoji_named(match.group())
            if shown is not None:
                yield Verbatim(span=Span(*match.span()), text=shown, place=Place.INLINE)


_NO_INFO: Final = fences.Info("")[1:]
_NEEDS_SCAN: Final = re.compile(r"[{<]|:::|^(?:import|export)\b|```|~~~", re.MULTILINE)
_PLAIN_LANG: Final = re.compile(r"[\w+#.-]*")
_ID_IN_CODE: Final = re.compile(r"^#{1,6}[^\n]*?\{#", re.MULTILINE)
_TITLE_IN_CODE: Final = re.compile(
    r"^[ \t>]*:{3,}(?P<name>[\w-]+)[ \t]+(?P<title>[^\s{[][^\n]*)", re.MULTILINE
)
_ATX: Final = re.compile(r"#{1,6}(?:[ \t]+|$)(?P<text>[^\n]*?)(?:[ \t]+#+)?[ \t\r]*$")
_EXPLICIT_ID: Final = re.compile(
    r"[ \t]*(?P<escape>\\)?\{#(?P<id>[^}\s]+)\}[ \t]*$|[ \t]*\{/\*\s*#(?P<comment>[^\s*]+)[^\n]*?\*/\}[ \t]*$"
)
_EMOJI: Final = re.compile(r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])")


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=512)
def _emoji_named(name: str) -> str | None:
    from emoji import emojize

    shown = emojize(name, language="alias", variant="emoji_type")
    return None if shown == name else shown


def _heading_text(text: str, start: int, end: int) -> tuple[Span, bool]:
    """Where the words of a heading stand, and whether it is one of number signs."""
    match = _ATX.match(text, start, end)
    if match is not None:
        return Span(*match.span("text")), True
    underline = _line_start(text, end) - 1
    return Span(start, start + len(text[start : max(underline, start)].rstrip())), False


def _without_id(text: str) -> str:
    return re.sub(r"\s*\\?\{#[^}\s]+\}\s*$", "", text)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _with_blank_lines(text: str, span: Span, limit: int) -> Span:
    """`span` with its newline and the blank lines below, which nothing needs when it goes."""
    match = re.compile(r"[ \t]*(?:\r?\n[ \t]*(?=\r?\n))*(?:\r?\n)?").match(text, span.end, limit)
    return Span(span.start, match.end() if match else span.end)


def _as_markdown(text: str) -> str:
    """`text` so that Markdown shows these very characters."""
    return re.sub(r"([\\`*_\[\]<>#|~{}])", r"\\\1", text)


def _plain(source: SourceText, text: str) -> Body:
    shown = _as_markdown(text)
    return Body(source=SourceText(path=source.path, text=shown), span=Span(0, len(shown)))


def _disjoint(masks: Sequence[Mask]) -> list[Mask]:
    """The masks without those that begin inside another."""
    kept: list[Mask] = []
    for mask in masks:
        if not kept or mask.span.start >= kept[-1].span.end:
            kept.append(mask)
    return kept


def _one_at_each_place(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes without a second one for the very same text: the first one made is the one that counts."""
    seen: set[Span] = set()
    for node in nodes:
        if node.span not in seen:
            seen.add(node.span)
            yield node


_IMPORT: Final = re.compile(
    r"""import\s+(?:(?P<name>[\w$]+)\s*(?:,\s*\{[^}]*\}\s*)?from\s*|\{[^}]*\}\s*from\s*)?(?P<q>["'])(?P<file>[^"']+)(?P=q)"""
)
_EXPORT: Final = re.compile(
    r"export\s+(?:const|let|var)\s+(?P<name>[\w$]+)\s*=\s*(?P<value>[^\n;]+)"
)


def _imported(text: str, tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Names and the files that are imported under them."""
    for token in tokens:
        if token.kind is Kind.ESM:
            for match in _IMPORT.finditer(text, token.span.start, token.span.end):
                if match["name"]:
                    yield match["name"], match["file"]


def _exported(text: str, tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Names and the texts that the post itself gives them."""
    for token in tokens:
        if token.kind is Kind.ESM:
            for match in _EXPORT.finditer(text, token.span.start, token.span.end):
                value = jsx.literal(match["value"])
                if isinstance(value, str):
                    yield match["name"], value


DOCUSAURUS: Final = Dialect(name="docusaurus", parse=parse, settings=MarkdownSettings())
