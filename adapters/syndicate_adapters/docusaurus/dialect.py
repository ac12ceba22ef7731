"""Markdown as Docusaurus reads it: from a post's text to the sparse tree.

Source: Docusaurus 3.10.2; tests/docusaurus/test_write.py and tests/sites ask the engine.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from syndicate.body import markdown
from syndicate.body.autolinks import autolinks, merged_spans
from syndicate.body.dialect import Dialect
from syndicate.body.markdown import Construct
from syndicate.body.nodes import (
    Body,
    Callout,
    Comment,
    Destination,
    Dropped,
    Element,
    Expression,
    Math,
    More,
    Node,
    Place,
    Role,
    Unknown,
    Verbatim,
)
from syndicate.body.tildes import LONE_TILDE, struck
from syndicate.body.tree import is_first_on_line, nested
from syndicate.catalogue import CODES
from syndicate.diagnostics import Code, Report
from syndicate.source.files import is_file_inside
from syndicate.source.frontmatter import docusaurus, read_front_matter
from syndicate.source.text import SourceText, Span, read_source
from syndicate.source.yaml import JS_YAML_4
from syndicate.web.links import is_elsewhere
from syndicate_adapters.docusaurus.codes import EXPRESSION_BROKEN
from syndicate_adapters.docusaurus.markdown import admonitions, jsx, mdx, tags
from syndicate_adapters.docusaurus.markdown.blocks import (
    code_nodes,
    heading_node,
    is_closed,
    title_node,
    with_blank_lines,
)
from syndicate_adapters.docusaurus.markdown.components import nodes_of
from syndicate_adapters.docusaurus.markdown.directives import directives
from syndicate_adapters.docusaurus.markdown.esm import Scope, definitions, imported, is_code
from syndicate_adapters.docusaurus.markdown.mdx import Kind, Token
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.docusaurus.markdown.structure import Structure, read_structure
from syndicate_adapters.docusaurus.slugs import HeadingIds
from syndicate_adapters.docusaurus.writing import hazards
from syndicate_adapters.docusaurus.writing.rows import COMPONENTS, FORMULAS, ROWS
from syndicate_adapters.docusaurus.writing.variants import variant

_DEEPEST: Final = 8  # partials in partials


_TAKEN: Final = frozenset({"code", "code_span", "html", "html_inline", "math", "math_display"})


def parse(source: SourceText, span: Span, settings: MarkdownSettings, report: Report) -> Body:
    """The body of a post, read as the engine does. Raises ParserFailure."""
    structure = read_structure(source.text, span, settings)
    return _Reader(source, structure, settings, report, is_inline=False).body()


@dataclass(frozen=True, slots=True)
class _Reader:
    """One reading of one stretch of text, whose structure is known: makes the nodes."""

    source: SourceText
    structure: Structure
    settings: MarkdownSettings
    report: Report
    is_inline: bool  # a title: no blocks in it
    scope: Scope = field(default_factory=Scope)

    @property
    def text(self) -> str:
        return self.source.text

    def body(self) -> Body:
        return Body(
            source=self.source,
            span=self.structure.span,
            nodes=nested(_one_at_each_place(self._nodes())),
            code=self.structure.code,
        )

    def _nodes(self) -> Iterator[Node]:
        spans = [each.span for each in self.structure.found if each.kind == "code_span"]
        for span in self.structure.removed:
            if markdown.is_inside(spans, span.start):
                continue  # it is seen where code goes over the end of a line
            yield Verbatim(span=span, text="", place=Place.INLINE)
        yield from self._truncation()
        yield from self._directives()
        yield from self._tags()
        named = list(directives(self.structure))
        yield from named
        yield from self._code_of_the_page({node.span.end for node in named})
        yield from self._markdown()
        others = [token.span for token in self.structure.tokens]
        yield from autolinks(self.text, self.structure.span, self.structure.found, others)
        yield from struck(self.text, self.structure.span, self._taken())
        if self.settings.has_emoji:
            yield from self._emoji()

    def _taken(self) -> list[Span]:
        """Where signs in the text are none of Markdown's, in order: code, tags, formulas, addresses."""
        if LONE_TILDE.search(self.text, *self.structure.span) is None:
            return []
        found = self.structure.found
        spans = [token.span for token in self.structure.tokens]
        spans += [c.span for c in found if c.kind in _TAKEN]
        spans += [c.destination for c in found if c.destination is not None]
        return merged_spans(spans)

    def _truncation(self) -> Iterator[Node]:
        if self.is_inline:
            return
        whole = self.structure.span
        match = self.settings.truncate_marker.search(self.text, whole.start, whole.end)
        if match is not None and not markdown.is_inside(self.structure.code, match.start()):
            span = Span(*match.span())
            place, prefix = self.structure.standing(span)
            yield More(span=span, place=place, prefix=prefix)

    def _tags(self) -> Iterator[Node]:
        structure = self.structure
        found = [t for t in structure.tokens if t.kind in (Kind.OPEN, Kind.CLOSE, Kind.VOID)]
        if not found:
            return
        pairs, left = tags.paired(found, structure.container_of)
        yield from nodes_of(pairs, found, self._reading())
        for token in left:
            self._note(token.span, f"<{token.name}> has no other half in its paragraph")
            place, prefix = structure.standing(token.span)
            text = self.text[token.span.start : token.span.end]
            yield Unknown(span=token.span, text=text, place=place, prefix=prefix)

    def _reading(self) -> tags.Reading:
        return tags.Reading(
            source=self.source,
            settings=self.settings,
            body=self._inline_body,
            partial=self._partial,
            braces=self._closing_brace,
            imports=dict(imported(self.text, self.structure.tokens)),
            prefix=self.structure.prefix,
            block_start=self.structure.block_start,
            is_reindented=bool(self.structure.removed),
            flow_edges=frozenset(self._flow_edges()),
        )

    def _flow_edges(self) -> Iterator[int]:
        """The ends of the lines above tags that have their lines for themselves, and of their last lines."""
        text, end = self.text, -1
        is_same_line = False
        for token in self.structure.tokens:
            if token.is_flow and token.kind in (Kind.OPEN, Kind.CLOSE, Kind.VOID):
                if not is_same_line or token.span.start > end:
                    yield text.rfind("\n", 0, token.span.start)
                if token.span.end > end:
                    end = text.find("\n", token.span.end)
                    end = end if end >= 0 else len(text)
                    yield end
                is_same_line = text.find("\n", *token.span) < 0

    def _partial(self, address: str) -> Body | None:
        """The text of another file of the site, read as part of this page."""
        settings = self.settings
        place = address.removeprefix("@site/")
        if settings.root is None or settings.depth >= _DEEPEST:
            return None
        file = settings.root / place
        if not is_file_inside(file, settings.root):
            return None
        text = read_source(file, place)
        start = read_front_matter(text, docusaurus(JS_YAML_4)).body_start
        inner = replace(settings, depth=settings.depth + 1)
        return parse(text, Span(start, len(text.text)), inner, self.report)

    def _closing_brace(self, offset: int) -> int:
        end = self.structure.span.end
        close = mdx.closing_brace(self.text, offset, end)
        return close if close is not None else end

    def _code_of_the_page(self, ends: Container[int]) -> Iterator[Node]:
        """Comments, expressions and imports. ends: of directives, whose attributes look like expressions."""
        for token in self.structure.tokens:
            span = token.span
            if span.end in ends:
                continue
            if token.kind is Kind.COMMENT:
                inside = self.text[span.start + 1 : span.end - 1].strip()[2:-2]
                place, prefix = self.structure.standing(span)
                yield Comment(
                    span=span, text=inside.replace("--", "- -"), place=place, prefix=prefix
                )
            elif token.kind is Kind.HTML_COMMENT and self._leads_text(token):
                text = self.text[span.start + 4 : span.end - 3]
                yield Comment(span=span, text=text, place=Place.INLINE)
            elif token.kind in (Kind.ESM, Kind.WRAPPER):
                yield Dropped(span=with_blank_lines(self.text, span, self.structure.span.end))
            elif token.kind is Kind.EXPRESSION and (node := self._expression(span)):
                yield node

    def _leads_text(self, token: Token) -> bool:
        """Whether a comment begins a line of text: to others the whole line is HTML then."""
        return not token.is_flow and is_first_on_line(self.text, token.span.start)

    def _expression(self, span: Span) -> Node | None:
        inside = self.text[span.start + 1 : span.end - 1].strip()
        place, prefix = self.structure.standing(span)
        shown = self._shown_by(inside)
        if shown is None and not is_code(inside):
            self._say(span, EXPRESSION_BROKEN, f"{{{inside}}} is no code; it stays as it is")
            return None
        if shown is None:
            return Expression(span=span, code=inside, place=place, prefix=prefix)
        if not shown:
            return Dropped(span=span, place=place, prefix=prefix)
        return Verbatim(span=span, text=_as_markdown(shown), place=Place.INLINE)

    def _shown_by(self, code: str) -> str | None:
        """What an expression shows; None where only running the page would tell."""
        if not code:
            return ""
        shown = jsx.literal(code)
        if isinstance(shown, str):
            return shown
        if self.scope.known is None:
            tokens = self.structure.tokens
            self.scope.known = definitions(self.text, tokens, self.settings.front_matter)
        return self.scope.shown_by(code)

    def _note(self, span: Span, message: str) -> None:
        self._say(span, CODES["source-marker-unpaired"], message)

    def _say(self, span: Span, code: Code, message: str) -> None:
        if not self.is_inline:
            self.report(self.source.diagnostic(span.start, code, message))

    def _directives(self) -> Iterator[Node]:
        structure = self.structure
        if not structure.lines:
            return
        lines = [
            (structure.lines[at], structure.containers_of(at))
            for at in (token.span.start for token in structure.tokens)
            if at in structure.lines
        ]
        pairs, left = admonitions.paired(lines)
        for line in left:
            self._note(line.span, "this line of colons closes nothing; readers see it as text")
        for pair in pairs:
            yield from self._directive(pair)

    def _directive(self, pair: admonitions.Pair) -> Iterator[Node]:
        line = pair.open
        span, inner = self._extent(pair)
        prefix = self.structure.prefix(line.span.start)
        kind = self.settings.admonitions.get(line.name)
        if kind is None:
            yield from self._division(line, span, inner)
            return
        given = list(admonitions.attributes_of(line.attributes))
        titles = [value for key, value in given if key == "title"]
        title = self._inline_body(line.title) if line.title else None
        yield Callout(
            span=span,
            inner=inner,
            prefix=prefix,
            kind=kind,
            name=line.name,
            title=_plain(self.source, titles[0]) if titles else title,
            attributes=tuple(pair for pair in given if pair[0] in ("id", "class")),
        )

    def _division(self, line: admonitions.Line, span: Span, inner: Span) -> Iterator[Node]:
        """A directive that the engine does not know: a bare division, whose label is its first paragraph."""
        if line.title is not None:
            yield Verbatim(span=Span(line.title.end, inner.start), text="\n\n", place=Place.INLINE)
            inner = Span(line.title.start, inner.end)
        prefix = self.structure.prefix(line.span.start)
        yield Element(span=span, inner=inner, prefix=prefix, name="div")

    def _extent(self, pair: admonitions.Pair) -> tuple[Span, Span]:
        """Where a directive stands with its lines of colons, and where the lines inside it stand."""
        text, line = self.text, pair.open
        if pair.close is not None:
            end = pair.close.span.end
            inner_end = text.rfind("\n", 0, pair.close.span.start) + 1
        else:
            end = self._unclosed_end(pair)
            inner_end = end
        newline = text.find("\n", line.span.end, end)
        first = newline + 1 if newline >= 0 else end
        start = self.structure.block_start(line.span.start)
        return Span(start, end), Span(first, max(first, inner_end))

    def _unclosed_end(self, pair: admonitions.Pair) -> int:
        line = pair.open
        if pair.end is not None:
            end = self.text.rfind("\n", 0, pair.end) + 1
        else:
            self._note(
                line.span, f":::{line.name} is never closed; it runs to the end of its container"
            )
            container = self.structure.container_of(line.span.start)
            whole = self.structure.span
            end = self.structure.found[container].span.end if container >= 0 else whole.end
        while end > line.span.end and self.text[end - 1].isspace():
            end -= 1
        return max(end, line.span.end)

    def _inline_body(self, span: Span) -> Body:
        """A stretch that is one line of Markdown: a title, a summary."""
        if _WORDS.fullmatch(self.text, *span) is not None:
            return Body(source=self.source, span=span)
        structure = read_structure(self.text, span, self.settings, is_inline=True)
        return _Reader(self.source, structure, self.settings, self.report, is_inline=True).body()

    def _markdown(self) -> Iterator[Node]:
        ids = HeadingIds(keep_case=self.settings.keeps_case)
        ends = [token.span.end for token in self.structure.tokens]
        is_title_due = not (self.is_inline or self.settings.keeps_title)
        for construct in self.structure.found:
            match construct.kind:
                case "rule" if self.text[construct.span.start] in "-*_":  # no mask
                    is_title_due = False
                case "heading":
                    if is_title_due and construct.detail == 1:
                        yield title_node(construct, self.structure)
                    else:
                        yield heading_node(construct, self.structure, self.settings, ids)
                    is_title_due = False
                case "code":
                    if construct.detail is None:
                        continue
                    is_open = not is_closed(self.text, construct.span)
                    if is_open:
                        self._note(construct.span, "this fence of code is never closed")
                    yield from code_nodes(construct, self.structure, self.settings, is_open=is_open)
                case "link" | "image" | "definition":
                    yield from self._address(construct, ends)
                case "math" | "math_display":
                    yield self._math(construct)

    def _address(self, construct: Construct, ends: Sequence[int]) -> Iterator[Node]:
        """ends: of the tokens."""
        where = construct.destination
        url = str(construct.detail)
        if where is None or where.start >= where.end or self._is_foreign(url):
            return
        first = bisect_right(ends, where.start)
        if first < len(ends) and self.structure.tokens[first].span.start < where.end:
            return  # an expression stands in it
        role = {"link": Role.LINK, "image": Role.IMAGE}.get(construct.kind, Role.DEFINITION)
        if self.settings.depth and url.startswith("."):  # a partial's addresses are its own
            folder = posixpath.dirname(self.source.path)
            url = f"@site/{posixpath.normpath(posixpath.join(folder, url))}"
        is_bracketed = self.text.startswith("<", where.start)
        yield Destination(span=where, url=url, role=role, is_bracketed=is_bracketed)

    def _is_foreign(self, url: str) -> bool:
        if not is_elsewhere(url) or url.startswith("pathname://"):
            return False
        return not self.settings.site_url or not url.startswith(self.settings.site_url)

    def _math(self, construct: Construct) -> Node:
        is_display = construct.kind == "math_display"
        place, prefix = (
            self.structure.standing(construct.span) if is_display else (Place.INLINE, "")
        )
        inside = self.text[construct.span.start : construct.span.end].strip("$").strip()
        return Math(
            span=construct.span,
            tex=inside,
            is_display=is_display,
            place=place,
            prefix=prefix,
        )

    def _emoji(self) -> Iterator[Node]:
        whole = self.structure.span
        for match in _EMOJI.finditer(self.text, whole.start, whole.end):
            if markdown.is_inside(self.structure.code, match.start()):
                continue
            shown = _emoji_named(match.group())
            if shown is not None:
                yield Verbatim(span=Span(*match.span()), text=shown, place=Place.INLINE)


_WORDS: Final = re.compile(r"(?!import|export)[^\W\d_][\w ,;?!'()/-]*")
"""Titles in which nothing can be anything but words: most are."""

_EMOJI: Final = re.compile(r":(?<![\w:]:)[a-z0-9_+-]+:(?![\w:])")


@lru_cache(maxsize=512)
def _emoji_named(name: str) -> str | None:
    from emoji import emojize

    shown = emojize(name, language="alias", variant="emoji_type")
    return None if shown == name else shown


def _as_markdown(text: str) -> str:
    """`text` so that Markdown shows these very characters."""
    return re.sub(r"([\\`*_\[\]<>#|~{}])", r"\\\1", text)


def _plain(source: SourceText, text: str) -> Body:
    shown = _as_markdown(text)
    return Body(source=SourceText(path=source.path, text=shown), span=Span(0, len(shown)))


def _one_at_each_place(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes without a second one for the very same text: the first one made is the one that counts."""
    seen: set[Span] = set()
    for node in nodes:
        if node.span not in seen:
            seen.add(node.span)
            yield node


DOCUSAURUS: Final = Dialect(
    name="docusaurus",
    rows={**ROWS, **COMPONENTS, **FORMULAS},
    parse=parse,
    hazards=hazards.ALWAYS,
    settings=MarkdownSettings(),
    variant=variant,
)
