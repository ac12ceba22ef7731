"""Text of an engine whose templates run before Markdown: from its tags to the sparse tree.

The tags are found in the raw text and masked, Markdown is read over what is left, and every place
still is one in the author's file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

from syndicate.body import markdown
from syndicate.body.markdown import Construct, Mask, MaskKind
from syndicate.body.nodes import Body, Destination, Heading, Node, Place, Role, Unknown
from syndicate.body.tree import is_first_on_line, nested, prefix_at
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span

_ROLES: Final = {"link": Role.LINK, "image": Role.IMAGE, "definition": Role.DEFINITION}


class Standing(TypedDict):
    """The fields of a node that say where it stands: `More(**tag.standing)`."""

    span: Span
    place: Place
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag in the text of a post: what the pattern found there."""

    source: SourceText
    match: re.Match[str]

    @property
    def span(self) -> Span:
        return Span(*self.match.span())

    @property
    def standing(self) -> Standing:
        return standing(self.source.text, self.span)

    def standing_to(self, closing: Tag) -> Standing:
        """Where the node stands that this tag and its other half make."""
        return standing(self.source.text, Span(self.span.start, closing.span.end))

    def __getitem__(self, group: str) -> str:
        """What a group of the pattern found, "" where it took no part."""
        return self.match[group] or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The tags of an engine.

    pattern: finds one; must not backtrack without bound. Its group `name` holds the name of the tag.
    pairs: name of the opening tag to that of the closing one. alone: the node of a tag that is no half
    of a pair; None where it is plain text. pair: the node of two halves.
    anchor: what stands at the beginning of a heading and carries its id, the number signs included;
    its group `id` holds the id.
    """

    pattern: re.Pattern[str]
    pairs: Mapping[str, str]
    alone: Callable[[Tag], Node | None]
    pair: Callable[[Tag, Tag], Node]
    anchor: re.Pattern[str] | None = None

    def parse(self, source: SourceText, span: Span, settings: object, report: Report) -> Body:
        """What `Dialect.parse` takes. Raises ParserFailure."""
        return read_tagged(source, span, self, report)


def read_tagged(source: SourceText, span: Span, tags: Tags, report: Report) -> Body:
    """The body of a post that stands at `span`. Raises ParserFailure.

    A half without its other half is reported, and shown as it is.
    """
    text = source.text
    seen = [Tag(source=source, match=match) for match in tags.pattern.finditer(text, *span)]
    masks = [Mask(tag.span, _shown(tag)) for tag in seen]
    found = markdown.parse(text[slice(*span)], span.start, masks=masks)
    nodes = [*_tag_nodes(seen, tags, report), *destinations(text, found)]
    if tags.anchor is not None:
        nodes += anchored_headings(text, found, tags.anchor)
    code = tuple(each.span for each in found if each.kind in ("code", "code_span"))
    return Body(source=source, span=span, nodes=nested(nodes), code=code)


def standing(text: str, span: Span) -> Standing:
    """Where a node stands: a block where it has its lines for itself, else in a line."""
    rest = text[span.end : line_end if (line_end := text.find("\n", span.end)) >= 0 else None]
    if is_first_on_line(text, span.start) and not rest.strip():
        return {"span": span, "place": Place.BLOCK, "prefix": prefix_at(text, span.start)}
    return {"span": span, "place": Place.INLINE, "prefix": ""}


def between(opening: Tag, closing: Tag) -> Span:
    """The text between two tags, from the line below the first where nothing follows it on its own."""
    text, start, end = opening.source.text, opening.span.end, closing.span.start
    newline = text.find("\n", start, end)
    is_below = newline >= 0 and not text[start:newline].strip()
    return Span(newline + 1 if is_below else start, end)


def _shown(tag: Tag) -> MaskKind:
    return MaskKind.RULE if tag.standing["place"] is Place.BLOCK else MaskKind.WORD


def _tag_nodes(seen: Iterable[Tag], tags: Tags, report: Report) -> Iterator[Node]:
    closers = set(tags.pairs.values())
    opened: list[Tag] = []
    for tag in seen:
        if tag["name"] in tags.pairs:
            opened.append(tag)
        elif tag["name"] not in closers:
            node = tags.alone(tag)
            if node is not None:
                yield node
        elif opened and tags.pairs[opened[-1]["name"]] == tag["name"]:
            yield tags.pair(opened.pop(), tag)
        else:
            yield _unpaired(tag, report)
    for tag in opened:
        yield _unpaired(tag, report)


def _unpaired(tag: Tag, report: Report) -> Node:
    code, text = CODES["source-marker-unpaired"], tag.match[0]
    report(tag.source.diagnostic(tag.span.start, code, f"{text} has no other half"))
    return Unknown(text=text, **tag.standing)


def destinations(text: str, found: Iterable[Construct]) -> Iterator[Node]:
    """The address of each link, image and definition that the parser found."""
    for each in found:
        role, where = _ROLES.get(each.kind), each.destination
        if role is not None and where:
            is_bracketed = text.startswith("<", where.start)
            yield Destination(
                span=where, url=str(each.detail), role=role, is_bracketed=is_bracketed
            )


def anchored_headings(
    text: str, found: Sequence[Construct], anchor: re.Pattern[str]
) -> Iterator[Node]:
    """The headings that begin with `anchor`, and so carry their id."""
    for each in found:
        if each.kind != "heading" or (mark := anchor.match(text, each.span.start)) is None:
            continue
        start = each.span.start
        end = start + len(text[slice(*each.span)].rstrip())
        yield Heading(
            span=Span(start, end),
            inner=Span(mark.end(), end),
            prefix=prefix_at(text, start),
            level=int(each.detail or 1),
            id=mark["id"],
            text=each.text,
            is_explicit=True,
        )
