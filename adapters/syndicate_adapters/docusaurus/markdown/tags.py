"""Tags of JSX and HTML: which belong together, and what the makers of their nodes may know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from syndicate.body.nodes import Body
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.markdown.jsx import Attribute, attributes_in
from syndicate_adapters.docusaurus.markdown.mdx import Kind, Token
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the makers of nodes may know about the text they work on.

    body: reads a stretch of the text as inline Markdown. braces: where the brace at an offset closes.
    partial: reads another file of the site as a body, given its address; None where that is none.
    imports: name -> file that the post imports under it. prefix: what further lines of a block at an offset need.
    block_start: where such a block begins with the blanks that are free.
    is_reindented: some of the indentation is not counted.
    flow_edges: the line ends before and behind tags that have their lines for themselves.
    """

    source: SourceText
    settings: MarkdownSettings
    body: Callable[[Span], Body]
    partial: Callable[[str], Body | None]
    braces: Callable[[int], int]
    imports: Mapping[str, str]
    prefix: Callable[[int], str]
    block_start: Callable[[int], int]
    is_reindented: bool = False
    flow_edges: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        return self.source.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A tag with its closing one; a void tag is its own end."""

    open: Token
    close: Token

    @property
    def span(self) -> Span:
        return Span(self.open.span.start, self.close.span.end)

    @property
    def name(self) -> str:
        return self.open.name

    @property
    def is_void(self) -> bool:
        return self.open is self.close


def paired(
    tokens: Sequence[Token], container_of: Callable[[int], int]
) -> tuple[list[Pair], list[Token]]:
    """The tags that belong together, and those without another half; a pair never leaves its container."""
    pairs: list[Pair] = []
    open_: list[Token] = []
    depth: dict[str, int] = {}
    left: list[Token] = []
    for token in tokens:
        if token.kind is Kind.VOID:
            pairs.append(Pair(open=token, close=token))
        elif token.kind is Kind.OPEN:
            open_.append(token)
            depth[token.name] = depth.get(token.name, 0) + 1
        elif token.kind is Kind.CLOSE:
            if not depth.get(token.name):
                left.append(token)
                continue
            while open_:
                opening = open_.pop()
                depth[opening.name] -= 1
                if opening.name == token.name:
                    break
                left.append(opening)
            is_pair = opening.is_flow == token.is_flow and container_of(
                opening.span.start
            ) == container_of(token.span.start)
            if is_pair:
                pairs.append(Pair(open=opening, close=token))
            else:
                left += (opening, token)
    pairs.sort(key=lambda pair: pair.span.start)
    return pairs, left + open_


def attributes_of(tag: Token, reading: Reading) -> list[Attribute]:
    if tag.attributes.start == tag.attributes.end:
        return []
    return list(attributes_in(reading.text, tag.attributes, reading.braces))
