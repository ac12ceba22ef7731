"""What stands where in a text: what MDX and the directives take, then Markdown over the rest.

The order is the engine's. What the first step takes is masked for the second, so that offsets stay those of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from syndicate.body import markdown
from syndicate.body.autolinks import merged_spans
from syndicate.body.markdown import Construct, Mask, MaskKind
from syndicate.body.nodes import Place
from syndicate.body.tree import is_first_on_line, prefix_at
from syndicate.source.text import Span
from syndicate_adapters.docusaurus.markdown import admonitions, mdx
from syndicate_adapters.docusaurus.markdown.mdx import Kind, Token
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings

_CONTAINERS: Final = frozenset({"quote", "item", "footnote"})
_KINDS: Final = _CONTAINERS | {
    "code", "code_span", "heading", "html", "html_inline", "image", "link", "math", "math_display", "rule",
}  # fmt: skip
_MARKER: Final = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?: {1,4}(?! )|[ \t]|(?=\r?\n))")
_DEEP: Final = re.compile(
    r" {4,}(?=>|#{1,6}(?:[ \t]|$)|[-*+][ \t]+\S|1[.)][ \t]+\S|```|~~~)", re.MULTILINE
)
"""Indentation before what begins a block, also right below a line of text."""

_DEEP_BELOW: Final = re.compile(rf"\n({_DEEP.pattern})", re.MULTILINE)
"""The same with the end of the line above, to which a search leaps."""

_BLOCKS: Final = _CONTAINERS | {"code", "heading", "rule"}
_WHOLE: Final = frozenset({"code", "html", "math_display"})
_NEEDS_SCAN: Final = ("{", "<", ":::", "```", "~~~", "import", "export")
"""Without any of these a text has no token."""

_MOST_PASSES: Final = (
    5  # of the parser, each without more of the indentation that MDX does not count
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What was found in `span` of `text`.

    tokens: of MDX, those in code left out. lines: directives by the offset of their first colon. found: Markdown.
    removed: indentation that the dialect does not count. containers: offset of a token -> position of the innermost
    quote, item or footnote in `found`, -1 outside. code: where no markup is read. blocks: those positions, in order;
    block_starts: the places where they begin.
    """

    text: str
    span: Span
    tokens: Sequence[Token]
    lines: dict[int, admonitions.Line]
    found: Sequence[Construct]
    removed: Sequence[Span]
    containers: dict[int, int]
    code: tuple[Span, ...]
    blocks: Sequence[int]
    block_starts: Sequence[int]

    def prefix(self, offset: int) -> str:
        """What each further line of a block that begins at `offset` needs, to stay in its container.

        Blanks beyond that are free: they are no part of it.
        """
        container = self._innermost(offset)
        if container is None:
            return ""
        lead = prefix_at(self.text, offset)
        if container.kind == "quote":
            end = lead.rfind(">") + 1
            return lead[: end + 1] if lead[end : end + 1] == " " else lead[:end]
        start = container.span.start
        column = start - self.text.rfind("\n", 0, start) - 1
        marker = _MARKER.match(self.text, start)
        return lead[: column + (len(marker[0]) if marker else 4)]

    def block_start(self, offset: int) -> int:
        """Where a block that begins at `offset` begins with the blanks that are free."""
        start = self.text.rfind("\n", 0, offset) + 1 + len(self.prefix(offset))
        return start if start < offset and self.text[start:offset].isspace() else offset

    def lead(self, offset: int) -> str:
        """All that stands before `offset` on its line, markers blanked: a fence's lines lose it."""
        return prefix_at(self.text, offset, self.removed)

    def _innermost(self, offset: int) -> Construct | None:
        """The innermost quote, item or footnote that `offset` stands in."""
        index = bisect_right(self.block_starts, offset) - 1
        if index < 0:
            return None
        position = self.blocks[index]
        while position >= 0:
            construct = self.found[position]
            if construct.kind in _CONTAINERS and construct.span.end > offset:
                return construct
            position = construct.parent
        return None

    def standing(self, span: Span) -> tuple[Place, str]:
        """Place and prefix of something that may have its line for itself."""
        if not is_first_on_line(self.text, span.start):
            return Place.INLINE, ""
        line_end = self.text.find("\n", span.end)
        rest = self.text[span.end : line_end if line_end >= 0 else len(self.text)]
        return (Place.INLINE, "") if rest.strip() else (Place.BLOCK, self.prefix(span.start))

    def container_of(self, offset: int) -> int:
        """The number of the container in which the token at `offset` stands."""
        return self.containers.get(offset, -1)

    def containers_of(self, offset: int) -> list[int]:
        """The container of the token at `offset`, and those around it as far as lists alone lie between."""
        numbers = [self.container_of(offset)]
        while numbers[-1] >= 0 and self.found[numbers[-1]].kind == "item":
            position = self.found[numbers[-1]].parent
            while position >= 0 and self.found[position].kind not in _CONTAINERS:
                position = self.found[position].parent
            numbers.append(position)
        return numbers


def read_structure(
    text: str, span: Span, settings: MarkdownSettings, *, is_inline: bool = False
) -> Structure:
    """What stands where in `span`. is_inline: it is a title, with no blocks in it. Raises ParserFailure."""
    tokens = _tokens(text, span, settings, is_inline=is_inline)
    lines = dict(_directive_lines(text, tokens, settings))
    found, removed = _constructs(text, span, settings, list(_masks(tokens, lines)))
    code = tuple(c.span for c in found if c.kind in ("code", "code_span"))
    blocks = [i for i, c in enumerate(found) if c.kind in _CONTAINERS]
    return Structure(
        text=text,
        span=span,
        tokens=[t for t in tokens if not markdown.is_inside(code, t.span.start)],
        lines=lines,
        found=found,
        removed=removed,
        containers=_containers(tokens, found, blocks),
        code=code,
        blocks=blocks,
        block_starts=[found[i].span.start for i in blocks],
    )


def _tokens(
    text: str, span: Span, settings: MarkdownSettings, *, is_inline: bool
) -> Sequence[Token]:
    if all(text.find(each, *span) < 0 for each in _NEEDS_SCAN):
        return ()
    syntax = mdx.Syntax(
        has_jsx=settings.is_mdx,
        has_html_comments=settings.has_html_comments or not settings.is_mdx,
        has_heading_ids=settings.has_heading_ids,
        has_directives=not is_inline,
        has_math=settings.has_math,
        has_expressions=settings.has_expressions,
    )
    return mdx.scan(text, span.start, span.end, syntax)


def _directive_lines(
    text: str, tokens: Sequence[Token], settings: MarkdownSettings
) -> Iterator[tuple[int, admonitions.Line]]:
    for token in tokens:
        if token.kind is Kind.COLONS:
            line = admonitions.read_line(
                text,
                token.span,
                settings.admonitions,
                has_plain_titles=settings.has_plain_titles,
            )
            if line is not None:
                yield token.span.start, line


def _masks(tokens: Sequence[Token], lines: dict[int, admonitions.Line]) -> Iterator[Mask]:
    for token in tokens:
        if token.kind is Kind.FENCE:
            continue
        if token.kind is Kind.COLONS:
            if token.span.start in lines:
                yield Mask(token.span, MaskKind.RULE)
        elif token.kind in (Kind.ESM, Kind.WRAPPER):
            yield Mask(token.span, MaskKind.NOTHING)
        else:
            yield Mask(token.span, MaskKind.RULE if token.is_flow else MaskKind.WORD)


def _constructs(
    text: str, span: Span, settings: MarkdownSettings, masks: list[Mask]
) -> tuple[Sequence[Construct], Sequence[Span]]:
    """Runs the parser, again without the indentation that MDX does not count, until no code is indented."""
    extensions = (*markdown.GFM, markdown.MATH) if settings.has_math else markdown.GFM
    own = text[span.start : span.end]
    removed: list[Span] = []
    found: Sequence[Construct] = ()
    hidden = masks
    for _ in range(_MOST_PASSES):
        found = markdown.parse(
            own, span.start, masks=_disjoint(hidden), extensions=extensions, kinds=_KINDS
        )
        if not settings.is_mdx:
            break
        more = set(_deep_blocks(text, span, found, hidden))
        if more <= set(
            removed
        ):  # else a fence that is no block yet would be read as something else
            indented = [c for c in found if c.kind == "code" and c.detail is None]
            more = {s for c in indented for s in _indentation(text, c.span, span.start)}
        if not more:
            break
        joined = _joined({*removed, *more})
        if joined == removed:
            break
        removed = joined
        hidden = sorted([*masks, *(Mask(s, MaskKind.NOTHING) for s in removed)])
    return found, removed


def _indentation(text: str, code: Span, first_offset: int) -> Iterator[Span]:
    """What the lines of an indented block have at their beginning, as far as no line above has less."""
    begin = _four_columns_before(text, code.start, first_offset)
    container = text[text.rfind("\n", 0, begin) + 1 : begin]
    least = code.end
    line = begin
    while line < code.end:
        newline = text.find("\n", max(line, code.start), code.end)
        end = newline if newline >= 0 else code.end
        first = line
        while first < end and text[first] in " \t":
            first += 1
        if first < end:
            least = min(least, first - line)
            if least:
                yield Span(line, line + least)
        line = end + 1
        before = text[line : line + len(container)]
        if before == container or not before.strip(" \t\r"):
            line += len(container)


def _deep_blocks(
    text: str, span: Span, found: Sequence[Construct], hidden: Sequence[Mask]
) -> Iterator[Span]:
    """What keeps blocks that begin deeply indented right below text from being blocks for the parser, as in MDX."""
    deep = _deep_lines(text, span)
    if not deep:
        return
    others = [mask.span for mask in hidden]
    taken = merged_spans([*others, *(c.span for c in found if c.kind in _WHOLE)])
    begun = {c.span.start for c in found if c.kind in _BLOCKS}
    containers = [i for i, c in enumerate(found) if c.kind in _CONTAINERS]
    done = span.start
    for line, end in deep:
        if (
            line < done
            or end in begun
            or markdown.is_inside(taken, end)
            or markdown.is_inside(taken, line)
        ):
            continue
        kept = _columns_kept(text, end, found, containers)
        if end - line - kept < 4:
            continue
        yield Span(line + kept, end)
        if text[end] in "`~":
            done = _fence_end(text, end, span.end)
            yield from _below_a_fence(text, Span(line, end), kept, done)


def _deep_lines(text: str, span: Span) -> list[Span]:
    """The indentation of all lines that may begin such a block."""
    first = _DEEP.match(text, 0, span.end) if not span.start else None
    deep = [Span(*first.span())] if first is not None else []
    above = max(span.start - 1, 0)
    return deep + [Span(*each.span(1)) for each in _DEEP_BELOW.finditer(text, above, span.end)]


def _fence_end(text: str, opening: int, limit: int) -> int:
    """Where the line ends that closes a fenced block; `limit` where none does."""
    closing = re.compile(rf"^[ \t]*{re.escape(text[opening : opening + 3])}", re.MULTILINE)
    line = text.find("\n", opening, limit) + 1
    found = closing.search(text, line, limit) if line else None
    return found.end() if found is not None else limit


def _below_a_fence(text: str, lead: Span, kept: int, limit: int) -> Iterator[Span]:
    """What the lines of a fenced block lose: what its first line has before it, after what that keeps."""
    line = text.find("\n", lead.end, limit) + 1
    while 0 < line < limit:
        last = line
        while last < min(line + lead.end - lead.start, limit) and text[last] == " ":
            last += 1
        if last > line + kept:
            yield Span(line + kept, last)
        line = text.find("\n", line, limit) + 1


def _columns_kept(
    text: str, offset: int, found: Sequence[Construct], containers: Sequence[int]
) -> int:
    """How much of its indentation a line needs to stay in its item; none below the lines of a quote."""
    index = bisect_right(containers, offset, key=lambda i: found[i].span.start) - 1
    position = containers[index] if index >= 0 else -1
    column = 0
    while position >= 0:
        each = found[position]
        if each.kind in _CONTAINERS and each.span.end > offset:
            if each.kind == "quote":
                return 0
            start = each.span.start
            marker = _MARKER.match(text, start)
            begin = start - text.rfind("\n", 0, start) - 1
            column = max(column, begin + (len(marker[0]) if marker else 4))
        position = each.parent
    return column


def _four_columns_before(text: str, offset: int, first_offset: int) -> int:
    """Where the indentation begins that makes code: the parser's span begins behind it, the container ends there."""
    columns = 0
    while columns < 4 and offset > first_offset and text[offset - 1] in " \t":
        offset -= 1
        columns += 4 if text[offset] == "\t" else 1
    return offset


def _joined(spans: set[Span]) -> list[Span]:
    """The spans in order; those that touch are one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _containers(
    tokens: Sequence[Token], found: Sequence[Construct], blocks: Sequence[int]
) -> dict[int, int]:
    """Which container each token stands in. blocks: positions of the containers."""
    containers: dict[int, int] = {}
    open_: list[int] = []
    position = 0
    for token in tokens:
        at = token.span.start
        while position < len(blocks) and found[blocks[position]].span.start <= at:
            open_.append(blocks[position])
            position += 1
        while open_ and found[open_[-1]].span.end <= at:
            open_.pop()
        containers[at] = open_[-1] if open_ else -1
    return containers


def _disjoint(masks: Sequence[Mask]) -> list[Mask]:
    """The masks without those that begin inside another."""
    kept: list[Mask] = []
    for mask in masks:
        if not kept or mask.span.start >= kept[-1].span.end:
            kept.append(mask)
    return kept
