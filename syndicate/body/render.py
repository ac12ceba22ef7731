"""A body written in another dialect: nodes by the tables, the text between them guarded, every loss reported."""

from __future__ import annotations

import dataclasses
import textwrap
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from syndicate.body.commonmark import COMMONMARK
from syndicate.body.dialect import Context, Dialect, Edges, Hazard, HeadingIds, Partly, Row
from syndicate.body.markdown import NestedTooDeeply, is_inside
from syndicate.body.nodes import (
    ADDRESSES,
    Body,
    Component,
    Container,
    Destination,
    Element,
    Expression,
    Figure,
    Heading,
    Insert,
    Node,
    Place,
    Role,
)
from syndicate.body.tree import LINE_PREFIX, is_first_on_line
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span

Relink = Callable[[SourceText, Destination], str | None]
"""The new address of a link or image; None leaves it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A body in another dialect. `kept` counts the UTF-8 bytes of the author that were carried over as they stood."""

    text: str
    kept: int


def render(
    body: Body,
    source: Dialect,
    target: Dialect,
    *,
    settings: Any = None,
    relink: Relink | None = None,
    report: Report = lambda diagnostic: None,
) -> Rendered:
    """`body`, which was read as `source`, in the dialect `target`.

    In its own dialect a body is given back character for character, but for the addresses that `relink` changes.
    settings: the target's; the dialect's own where None. Raises ParserFailure, NestedTooDeeply.
    """
    settings = target.settings if settings is None else settings
    is_own = source.name == target.name
    if target.variant is not None and not is_own:
        target = target.variant(target, settings)
    ids = target.heading_ids(settings) if target.heading_ids is not None else None
    renderer = _Renderer(
        source=body.source,
        dialect=target,
        is_own=source.name == target.name,
        ids=ids,
        relink=relink,
        report=report,
    )
    try:
        text = renderer.whole(body)
        if target.finish is not None and not renderer.is_own:
            text = target.finish(text, body, settings, report)
    except RecursionError:
        raise NestedTooDeeply from None
    return Rendered(text=text, kept=renderer.kept)


@dataclass(slots=True, kw_only=True)
class _Renderer:
    """One run over one body; counts what it keeps of `source`, not of what was put in.

    live: the hazards that there may be in the text at hand. Where there are none, as nearly always, text is
    copied up to the next node that is written otherwise; else each piece between two nodes is looked through.
    """

    source: SourceText
    dialect: Dialect
    is_own: bool
    ids: HeadingIds | None
    relink: Relink | None
    report: Report
    kept: int = field(default=0)
    live: tuple[Hazard, ...] = ()

    def whole(self, body: Body) -> str:
        """The text of `body`, which may stand inside of another one."""
        outer = self.live
        self.live = () if self.is_own else self._hazards_in(body)
        text = self.stretch(body, body.span, body.nodes)
        self.live = outer
        return text

    def _hazards_in(self, body: Body) -> tuple[Hazard, ...]:
        """Those that may match in the text around nodes that are not text themselves."""
        if _is_one_leaf(body):
            return ()
        text = body.source.text
        found = [each for each in self.dialect.hazards if each.may_be_in(text, body.span)]
        if found and (spans := _around_leaves(body)):
            found = [each for each in found if any(each.may_be_in(text, span) for span in spans)]
        return tuple(found)

    def stretch(self, body: Body, span: Span, nodes: Iterable[Node]) -> str:
        """The text of `span`, in which `nodes` stand."""
        pieces: list[str] = []
        done = self._written(body, span, nodes, pieces, span.start)
        pieces.append(self._plain(body, done, span.end))
        return "".join(pieces)

    def _written(
        self, body: Body, around: Span, nodes: Iterable[Node], pieces: list[str], done: int
    ) -> int:
        """Adds to `pieces` what is written anew of `around`, and the text before it; gives where that ends.

        done: where `pieces` end now.
        """
        past = around.start
        for node in nodes:
            start, end = node.span
            if start < past:  # a node inside one that is written whole
                continue
            past = end
            if self.live:
                pieces.append(self._plain(body, done, start))
                done = start
            if isinstance(node, Destination):
                said = self._destination(body, node)
            elif self.is_own or (isinstance(node, Heading) and self._needs_no_id(body, node)):
                done = self._written(body, node.span, self._inside(body, node), pieces, done)
                said = None
            else:
                said = self._node(body, node, around)
            if said is None and self.live:
                said, done = self._plain(body, done, end), end
            if said is not None:
                pieces += (self._plain(body, done, start), said)
                done = end
        return done

    def _inside(self, body: Body, node: Node) -> Iterable[Node]:
        """The nodes in one whose own text stays as it is."""
        if self.is_own:
            return _parts(body, node)
        return node.children if isinstance(node, Container) else ()

    def _plain(self, body: Body, start: int, end: int) -> str:
        if start >= end:
            return ""
        text = body.source.text[start:end]
        if body.source is self.source:
            self.kept += _bytes_in(text)
        else:
            self.kept += _carried_bytes(body.source, start, end)
        for hazard in self.live:
            if hazard.literal in text:
                return self._guarded(body, start, end)
        return text

    def _bytes_of_author(self, source: SourceText, start: int, end: int) -> int:
        """How many of these bytes stand so in the author's file."""
        if source is self.source:
            return _bytes_in(source.text[start:end])
        return _carried_bytes(source, start, end)

    def _guarded(self, body: Body, start: int, end: int) -> str:
        """The text with every live hazard escaped; where two match at one place, the first in the table wins."""
        edits: list[tuple[int, int, str]] = []
        for hazard in self.live:
            if body.source.text.find(hazard.literal, start, end) < 0:
                continue
            edits.extend(self._escapes(hazard, body, start, end))
        edits.sort(key=lambda edit: edit[:2])
        pieces: list[str] = []
        done = start
        for first, last, escape in edits:
            if first < done:
                continue
            pieces += (body.source.text[done:first], escape)
            self.kept -= self._bytes_of_author(body.source, first, last)
            done = last
        pieces.append(body.source.text[done:end])
        return "".join(pieces)

    def _escapes(
        self, hazard: Hazard, body: Body, start: int, end: int
    ) -> Iterable[tuple[int, int, str]]:
        for match in hazard.pattern.finditer(body.source.text, start, end):
            context = Context(body.source.text, match.start(), is_inside(body.code, match.start()))
            escape = hazard.escape(match, context)
            if escape == match.group():
                message = f"{self.dialect.name} reads {escape[:40]!r} as its own, and has no escape for it here"
                self._say("hazard-live", body, match.start(), message)
            elif escape is not None:
                yield match.start(), match.end(), escape

    def _node(self, body: Body, node: Node, around: Span) -> str:
        row, is_base = self._row(node)
        self._report_losses(body, node, row, is_base)
        node = self._with_rendered_fields(body, self._with_new_addresses(body, node))
        said = row.write(node, self._inner(body, node))
        if isinstance(said, Partly):
            for name in said.lost:
                self._lost(body, node, name)
            self._degraded(body, node, said.degrades_to)
            said = said.text
        return self._placed(body, node, row, said, around)

    def _row(self, node: Node) -> tuple[Row, bool]:
        row = self.dialect.rows.get(type(node))
        if row is not None and node.place in row.places:
            return row, False
        return COMMONMARK[type(node)], True

    def _destination(self, body: Body, node: Destination) -> str | None:
        """The address as it is to be spelled; None where it stays."""
        url = self.relink(body.source, node) if self.relink is not None else None
        if node.otherwise is not None and not self.is_own:
            url = node.otherwise if url is None else url
        elif url is None or url == node.url:
            return None
        row, _ = self._row(node)
        said = row.write(dataclasses.replace(node, url=url), "")
        return said if isinstance(said, str) else said.text

    def _with_new_addresses(self, body: Body, node: Node) -> Node:
        """The node with the addresses in its fields as the target spells them."""
        if isinstance(node, Element | Component) and node.attributes:
            attributes = tuple(
                (name, self._address(body, node, value, Role.ATTRIBUTE))
                if value and name in ADDRESSES
                else (name, value)
                for name, value in node.attributes
            )
            return dataclasses.replace(node, attributes=attributes)
        if isinstance(node, Figure):
            src = self._address(body, node, node.src, Role.IMAGE)
            link = self._address(body, node, node.link, Role.LINK) if node.link else ""
            return dataclasses.replace(node, src=src, link=link)
        return node

    def _address(self, body: Body, node: Node, url: str, role: Role) -> str:
        if self.relink is None:
            return url
        return self.relink(body.source, Destination(span=node.span, url=url, role=role)) or url

    def _needs_no_id(self, body: Body, node: Heading) -> bool:
        """Whether the target's own id of this heading will do. Every heading is asked for, once."""
        if self.ids is None:
            return node.id is None
        written = body.source.text[node.inner.start : node.inner.end]
        return self.ids.makes(node, written) or node.id is None

    def _inner(self, body: Body, node: Node) -> str:
        if isinstance(node, Insert):
            return self.whole(node.body)
        if not isinstance(node, Container):
            return ""
        text = self.stretch(body, node.inner, node.children)
        if node.place is not Place.BLOCK:
            return text
        prefix = f"{node.prefix}> " if node.is_quoted else node.prefix
        text = without_prefix(text.replace("\r\n", "\n"), prefix)
        return textwrap.dedent(text) if node.is_indented else text

    def _with_rendered_fields(self, body: Body, node: Node) -> Node:
        """The node with its Markdown fields written in the target's dialect."""
        changes: dict[str, Any] = {
            name: plain_body(self.whole(value))
            for name in type(node).SAID
            if isinstance(value := getattr(node, name), Body) and not isinstance(node, Insert)
        }
        return dataclasses.replace(node, **changes) if changes else node

    def _placed(self, body: Body, node: Node, row: Row, said: str, around: Span) -> str:
        """What a writer said, with the prefix of its container, apart from the lines around it."""
        if node.place is not Place.BLOCK:
            # At the beginning of a line Markdown takes a comment, and all behind it, for a block of HTML.
            is_first = said.startswith("<!--") and is_first_on_line(
                body.source.text, node.span.start
            )
            return f"&#32;{said}" if is_first else said
        edges = Edges.BLANK if node.is_apart and row.edges is Edges.NONE else row.edges
        if edges is not Edges.NONE:
            before, after = _gaps(body.source.text, node, around, edges)
            said = f"{before}{said}{after}"
        said = with_prefix(said, node.prefix)
        if node.prefix and not said.startswith("\n"):
            said = f"{_missing(body.source.text, node)}{said}"
        newline = body.source.newline
        return said if newline == "\n" else said.replace("\n", newline)

    def _report_losses(self, body: Body, node: Node, row: Row, is_base: bool) -> None:
        self._degraded(body, node, row.degrades_to, "has no" if is_base else "cannot say this")
        for name in type(node).SAID:
            if name not in row.fields and getattr(node, name) not in (None, "", (), False):
                self._lost(body, node, name)

    def _degraded(
        self, body: Body, node: Node, degrades_to: str, verb: str = "cannot say this"
    ) -> None:
        if degrades_to:
            kind = type(node).KIND
            what = kind
            if isinstance(node, Component):
                what = f"{kind} <{node.name}>"
            elif isinstance(node, Expression):
                what = f"{kind} {{{node.code[:60]}}}"
            message = f"{self.dialect.name} {verb} {what}; written as {degrades_to}"
            self._say(f"{kind}-degraded", body, node.span.start, message)

    def _lost(self, body: Body, node: Node, name: str) -> None:
        kind, field_name = type(node).KIND, name.removeprefix("is_").replace("_", "-")
        shown = getattr(node, name)
        what = f" ({shown})" if isinstance(shown, str) and shown else ""
        message = f"{self.dialect.name} cannot say the {field_name.replace('-', ' ')} of a {kind}{what}; left out"
        self._say(f"{kind}-{field_name}-lost", body, node.span.start, message)

    def _say(self, code: str, body: Body, offset: int, message: str) -> None:
        self.report(body.source.diagnostic(offset, CODES[code], message))


def _is_leaf(node: Node) -> bool:
    """Whether no text around or inside of a node is copied."""
    return not isinstance(node, Container | Destination)


def _is_one_leaf(body: Body) -> bool:
    return bool(body.nodes) and body.nodes[0].span == body.span and _is_leaf(body.nodes[0])


def _around_leaves(body: Body) -> list[Span]:
    """The stretches between the nodes of a body that are written whole; none where there is no such node."""
    edges = [body.span.start]
    for node in body.nodes:
        if _is_leaf(node) and node.span.start >= edges[-1]:
            edges += node.span
    edges.append(body.span.end)
    return [*map(Span, edges[::2], edges[1::2])] if len(edges) > 2 else []


def _carried_bytes(source: SourceText, start: int, end: int) -> int:
    """How many bytes of a text made from files stand so in the author's; a template leaves most of one alone."""
    carried, found = source.carried, 0
    for number in range(max(bisect_right(carried, (start, end)) - 1, 0), len(carried)):
        first, last = carried[number]
        if first >= end:
            break
        found += _bytes_in(source.text[max(first, start) : min(last, end)])
        if last >= end:
            break
    return found


def _bytes_in(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def plain_body(text: str) -> Body:
    """A body that is nothing but `text`."""
    return Body(source=SourceText(path="", text=text), span=Span(0, len(text)))


def _parts(body: Body, node: Node) -> Sequence[Node]:
    """The nodes of `body` inside `node`, its Markdown fields included, in source order."""
    if isinstance(node, Insert):
        return ()
    parts = list(node.children) if isinstance(node, Container) else []
    for name in type(node).SAID:
        value = getattr(node, name)
        if isinstance(value, Body) and value.source is body.source:
            parts += (n for n in value.nodes if node.span.start <= n.span.start < node.span.end)
    return sorted(parts, key=lambda part: part.span.start)


def without_prefix(text: str, prefix: str) -> str:
    """`text` without what the container puts before its lines; lazy and blank lines may carry less of it."""
    if not prefix:
        return text
    return "\n".join(_unprefixed(line, prefix) for line in text.split("\n"))


def _unprefixed(line: str, prefix: str) -> str:
    if line.startswith(prefix):
        return line[len(prefix) :]
    position = 0
    for char in prefix:
        if position >= len(line):
            break
        if char == ">":
            stripped = len(line) - len(line[position:].lstrip(" "))
            if line[stripped : stripped + 1] != ">":
                break
            position = stripped + 1
        elif line[position] in " \t":
            position += 1
    return line[position:]


def with_prefix(text: str, prefix: str) -> str:
    """`text` with the container's prefix before every line but the first, which stands behind a marker."""
    if not prefix or "\n" not in text:
        return text
    bare = prefix.rstrip()
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{prefix}{line}" if line else bare for line in rest)])


def _gaps(text: str, node: Node, around: Span, edges: Edges) -> tuple[str, str]:
    """The line breaks that keep a block apart from the text before it, and from the text behind it."""
    line_start = max(text.rfind("\n", around.start, node.span.start) + 1, around.start)
    newline = text.find("\n", node.span.end, around.end)
    line_end = newline if newline >= 0 else around.end
    previous = _unprefixed(_line_before(text, line_start, around.start), node.prefix).strip()
    following = _unprefixed(_line_after(text, newline, around.end), node.prefix).strip()
    if edges is Edges.QUOTE:
        starts_block = following[:1] in "#-*+`~<|" or following[:1].isdigit()
        is_open = bool(following) and not starts_block
        return "\n" if previous.startswith(">") else "", "\n" if is_open else ""
    lead = LINE_PREFIX.sub("", text[line_start : node.span.start], count=1).strip()
    rest = text[node.span.end : line_end].strip()
    before = "\n\n" if lead else "\n" if previous else ""
    return before, "\n\n" if rest else "\n" if following else ""


def _missing(text: str, node: Node) -> str:
    """What the container would put before the first line of a block that goes on with a paragraph."""
    lead = text[text.rfind("\n", 0, node.span.start) + 1 : node.span.start]
    return node.prefix[len(lead) :] if not lead.strip() else ""


def _line_after(text: str, newline: int, limit: int) -> str:
    if newline < 0:
        return ""
    end = text.find("\n", newline + 1, limit)
    return text[newline + 1 : end if end >= 0 else limit]


def _line_before(text: str, line_start: int, limit: int) -> str:
    if line_start <= limit:
        return ""
    return text[max(text.rfind("\n", limit, line_start - 1) + 1, limit) : line_start - 1]
