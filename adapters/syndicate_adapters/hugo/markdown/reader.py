"""From a post's text to the sparse tree, in Hugo's order: shortcodes and the divider, then Markdown.

Source: Hugo 0.168; tests/hugo/test_reader.py asks for what was written, tests/hugo_body asks the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from syndicate.body import markdown
from syndicate.body.markdown import Construct, Mask, MaskKind, ParserFailure, is_inside
from syndicate.body.nodes import (
    Body,
    Code,
    Container,
    Dropped,
    Embed,
    Figure,
    Insert,
    Math,
    More,
    Node,
    Place,
    Unknown,
    Verbatim,
)
from syndicate.body.tree import DEEPEST, nested
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span
from syndicate_adapters.hugo.headings import HeadingIds
from syndicate_adapters.hugo.markdown import blocks, raw
from syndicate_adapters.hugo.markdown.addresses import Addresses, between
from syndicate_adapters.hugo.markdown.bare import bare_addresses
from syndicate_adapters.hugo.markdown.breaks import false_signs, line_ends
from syndicate_adapters.hugo.markdown.calls import Call, Calls, calls_of
from syndicate_adapters.hugo.markdown.definitions import definitions
from syndicate_adapters.hugo.markdown.formulas import Formula, formulas, merged
from syndicate_adapters.hugo.markdown.incode import as_code
from syndicate_adapters.hugo.markdown.known import BUILT_IN
from syndicate_adapters.hugo.markdown.lazy import laid
from syndicate_adapters.hugo.markdown.meanings import component, meaning
from syndicate_adapters.hugo.markdown.reading import Reading
from syndicate_adapters.hugo.markdown.signs import signs
from syndicate_adapters.hugo.markdown.tags import scan
from syndicate_adapters.hugo.reading.codes import (
    HTML_OMITTED,
    LANGUAGE_GUESSED,
    TEMPLATE_UNREAD,
    TEXT_REFUSED,
)
from syndicate_adapters.hugo.settings import MarkdownSettings
from syndicate_adapters.hugo.shortcodes import DIVIDER

_SHUT: Final = frozenset(
    "heading head row cell link image html html_inline code code_span term".split()
)
"""What no block may stand in."""

_KINDS: Final = frozenset(
    "heading code code_span quote item html html_inline link image definition head row".split()
    + "terms term meaning".split()
)
"""What of Markdown is asked for: cells lie in rows, and paragraphs and lists stay text."""


def parse(source: SourceText, span: Span, settings: MarkdownSettings, report: Report) -> Body:
    """The body of a post, read as the engine does. Raises ParserFailure."""
    if settings.markup == "other":
        return Body(source=source, span=span)
    reading = Reading(source=source, settings=settings, report=report)
    if settings.markup == "html":
        from syndicate_adapters.hugo.markdown.pages import html_body

        return html_body(reading, span, parse)
    return _read(reading, span)


def _read(reading: Reading, span: Span) -> Body:
    text = reading.text
    found = scan(text, span)
    calls = calls_of(found.tags, lambda name: _takes_inner(name, reading.settings))
    refusals = calls.refusals if found.refusal is None else [*calls.refusals, found.refusal]
    for refusal in sorted(refusals):
        reading.say(TEXT_REFUSED, refusal.offset, f"{refusal.reason}; Hugo stops here")
    part = _Part(reading=reading, span=span, calls=calls, dividers=list(_places(text, span)))
    nodes = part.nodes()
    return Body(
        source=reading.source, span=span, nodes=nested(nodes), code=tuple(merged(iter(part.code)))
    )


def _calls_in(text: str, span: Span, settings: MarkdownSettings) -> Calls:
    return calls_of(scan(text, span).tags, lambda name: _takes_inner(name, settings))


def _takes_inner(name: str, settings: MarkdownSettings) -> bool | None:
    own = settings.site.shortcodes.get(name)
    if own is not None:
        return own.takes_inner
    return BUILT_IN.get(name)


def _places(text: str, span: Span) -> Iterator[Span]:
    start = text.find(DIVIDER, span.start, span.end)
    while start >= 0:
        yield Span(start, start + len(DIVIDER))
        start = text.find(DIVIDER, start + len(DIVIDER), span.end)


@dataclass(slots=True, kw_only=True)
class _Part:
    """One stretch of text that the engine gives to its parser as a whole: the post, or the inside of a shortcode.

    dividers: those in the stretch; the first of the post divides it. depth: of shortcodes around.
    """

    reading: Reading
    span: Span
    calls: Calls = field(default_factory=Calls)
    dividers: list[Span] = field(default_factory=list)
    divides: bool = True
    depth: int = 0
    masks: list[Mask] = field(default_factory=list)
    made: list[Node] = field(default_factory=list)
    outer: list[tuple[Call, Node]] = field(default_factory=list)
    found: list[Construct] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)

    def nodes(self) -> list[Node]:
        """All nodes of the stretch, unordered."""
        if self.depth > DEEPEST:
            reason = f"its shortcodes nest deeper than {DEEPEST}, as no reader could follow"
            raise ParserFailure(f"the text cannot be read: {reason}; take some levels away")
        self._mark_calls()
        self._mark_others()
        self.found = self._parsed()
        math = self._mark_formulas()
        attributes = self._mark_attributes()
        if math or attributes:
            self.found = self._parsed()
        self.code += [c.span for c in self.found if c.kind in ("code", "code_span")]
        self.code += raw.scripts(self.text, self.found)
        here = merged(c.span for c in self.found if c.kind in ("code", "code_span"))
        if self.calls.found:
            self.made = list(as_code(self.made, self.outer, here, self.reading))
            self.made = list(laid(self.made, self.found, self.reading))
        self._divide(here)
        self.made += self._formula_nodes(math)
        self.made += attributes
        self.made += self._markdown(here, math)
        return self._raised()

    def _raised(self) -> list[Node]:
        """All nodes; pictures and players that stand in a line of text part it, as blocks of HTML do."""
        shut = merged(c.span for c in self.found if c.kind in _SHUT)
        return [
            replace(node, **self.reading.parting(node.span))
            if isinstance(node, Figure | Embed)
            and node.place is Place.INLINE
            and not is_inside(shut, node.span.start)
            else node
            for node in self._apart()
        ]

    def _apart(self) -> Iterator[Node]:
        """All nodes; those of calls in a block of HTML, of which their line is a part, are told apart from it."""
        html = merged(c.span for c in self.found if c.kind == "html") if self.outer else []
        calls = {node.span for _, node in self.outer} if html else frozenset()
        for node in self.made:
            is_held = node.span in calls and is_inside(html, node.span.start)
            yield replace(node, is_apart=True) if is_held else node

    @property
    def settings(self) -> MarkdownSettings:
        return self.reading.settings

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def extensions(self) -> tuple[str, ...]:
        """Those of the parser that the site has on."""
        more = (markdown.DEFINITION_LIST,) if self.settings.has_definition_lists else ()
        return (*markdown.GFM, markdown.HEADING_ATTRIBUTES, *more)

    def _shown_masks(self) -> list[Mask]:
        return _apart([*self.masks, *false_signs(self.text, self.span, self.settings)])

    def _parsed(self) -> list[Construct]:
        return markdown.parse(
            self.text[self.span.start : self.span.end],
            self.span.start,
            masks=self._shown_masks(),
            extensions=self.extensions,
            kinds=_KINDS,
        )

    # -- shortcodes ------------------------------------------------------------------------------

    def _mark_calls(self) -> None:
        """Makes the nodes of calls, and hides from the parser what it is not shown."""
        end = -1
        for call in self.calls.found:
            if call.tag.span.start < end:
                continue
            if ("shortcode", call.tag.name) in self.settings.ruled:
                node: Node = component(call, self.reading)
            else:
                node = self._expanded(call) or meaning(call, self.reading)
            self.outer.append((call, node))
            if call.close is not None and self._is_whole(call, node):
                end = call.span.end
                self._hide(call.span, is_word=not call.tag.is_markdown)
                self._read_inside(call, node)
            else:
                for tag in (call.tag, call.close):
                    if tag is not None:
                        self._mask(tag.span, is_word=not tag.is_markdown)
            self.made.append(node)

    def _expanded(self, call: Call) -> Node | None:
        """What the site's own template prints, where the site is read so; None where that cannot be read."""
        own = (
            self.settings.site.shortcodes.get(call.tag.name) if self.settings.site.expands else None
        )
        if own is None:
            return None
        from syndicate_adapters.hugo.templates.expansion import expanded
        from syndicate_adapters.hugo.templates.tree import Unreadable

        at = call.tag.span.start
        try:
            text = expanded(own, call, self.reading)
        except Unreadable as error:
            message = f"{own.source} cannot be read for {call.tag.name!r}: {error}"
            self.reading.say(TEMPLATE_UNREAD, at, message)
            return None
        text = raw.ended(text, call.span, self.reading)
        made = SourceText(
            path=own.source, text=text, origin=lambda offset: (self.reading.source, at)
        )
        has_html = self.settings.has_html or not call.tag.is_markdown
        inside = _Part(
            reading=replace(
                self.reading, source=made, settings=replace(self.settings, has_html=has_html)
            ),
            span=Span(0, len(text)),
            calls=_calls_in(made.text, Span(0, len(text)), self.settings),
            divides=False,
            depth=self.depth + 1,
        )
        nodes = nested(inside.nodes())
        code = tuple(merged(iter(inside.code)))
        body = Body(source=made, span=inside.span, nodes=nodes, code=code)
        return Insert(body=body, name=call.tag.name, **self.reading.standing(call.span))

    def _is_whole(self, call: Call, node: Node) -> bool:
        """Whether the parser sees nothing of a pair: what stands inside is no Markdown of the page."""
        return not call.tag.is_markdown or not isinstance(node, Container) or isinstance(node, Code)

    def _read_inside(self, call: Call, node: Node) -> None:
        if not isinstance(node, Container) or isinstance(node, Code):
            if isinstance(node, Code):
                self.made += self._escaped(node.inner)
                self.code.append(node.inner)
            return
        inside = _Part(
            reading=self.reading,
            span=node.inner,
            calls=self._within(node.inner),
            dividers=between(self.dividers, node.inner, lambda each: each.start),
            divides=False,
            depth=self.depth + 1,
        )
        inside.masks += _prefix_masks(self.text, node.inner, node.prefix)
        self.made += inside.nodes()
        self.code += inside.code

    def _within(self, span: Span) -> Calls:
        """The calls inside of a stretch."""
        calls = self.calls
        found = between(calls.found, span, lambda call: call.tag.span.start)
        escaped = between(calls.escaped, span, lambda tag: tag.span.start)
        return Calls(
            found=found, escaped=escaped, stray=between(calls.stray, span, lambda t: t.span.start)
        )

    def _mask(self, span: Span, *, is_word: bool = False) -> None:
        is_block = not is_word and self.reading.standing(span)["place"] is Place.BLOCK
        self.masks.append(Mask(span, MaskKind.RULE if is_block else MaskKind.WORD))

    def _hide(self, span: Span, *, is_word: bool = False) -> None:
        """Shows the parser one word, or one line, for a whole pair."""
        newline = self.text.find("\n", span.start, span.end)
        first = Span(span.start, newline if newline >= 0 else span.end)
        self._mask(
            first, is_word=is_word or self.reading.standing(span)["place"] is not Place.BLOCK
        )
        if first.end < span.end:
            self.masks.append(Mask(Span(first.end, span.end), MaskKind.NOTHING))

    def _mark_others(self) -> None:
        """Escaped tags, closing tags that close nothing, and dividers."""
        hidden = merged(
            call.span for call, node in self.outer if call.close and self._is_whole(call, node)
        )
        for node in self._escaped(self.span):
            if not is_inside(hidden, node.span.start):
                self.made.append(node)
                self._mask(node.span)
        for tag in self.calls.stray:
            if not is_inside(hidden, tag.span.start):
                written = self.text[tag.span.start : tag.span.end]
                self.made.append(Unknown(text=written, **self.reading.standing(tag.span)))
                self._mask(tag.span)
        for span in self.dividers:
            if not is_inside(hidden, span.start):
                self._mask(span)

    def _escaped(self, span: Span) -> Iterator[Node]:
        for tag in between(self.calls.escaped, span, lambda tag: tag.span.start):
            yield Verbatim(span=tag.span, text=tag.text or "", place=Place.INLINE)

    def _divide(self, code: Sequence[Span]) -> None:
        """The first divider counts; the engine takes out the others as well."""
        for number, span in enumerate(self.dividers):
            is_first = number == 0 and self.divides and not is_inside(code, span.start)
            if is_first:
                self.made.append(More(**self.reading.parting(span)))
            else:
                self.made.append(Dropped(**self.reading.standing(span)))

    # -- Markdown --------------------------------------------------------------------------------

    def _mark_formulas(self) -> list[Formula]:
        delimiters = self.settings.formula_delimiters
        if not delimiters:
            return []
        hidden = merged(iter(mask.span for mask in self.masks))
        found = [
            each
            for each in formulas(self.text, self.span, delimiters, self.found)
            if not is_inside(hidden, each.span.start)
        ]
        for each in found:
            if each.is_display:
                self._hide(each.span)
            else:
                self.masks.append(Mask(each.span, MaskKind.WORD))
        return found

    def _formula_nodes(self, math: Sequence[Formula]) -> Iterator[Node]:
        for each in math:
            standing = self.reading.standing(each.span)
            if not each.is_display:
                standing = {**standing, "place": Place.INLINE, "prefix": ""}
            yield Math(tex=each.tex.strip(), is_display=each.is_display, **standing)

    def _mark_attributes(self) -> list[Node]:
        if not self.settings.has_block_attributes:
            return []
        code = merged(c.span for c in self.found if c.kind in ("code", "code_span", "html"))
        found = list(blocks.attribute_lines(self.text, self.span, code))
        self.masks += (Mask(node.span, MaskKind.NOTHING) for node in found)
        return found

    def _inline(self, span: Span) -> Body:
        """A stretch that is one line of Markdown: a title, a summary."""
        silent = replace(self.reading, report=lambda found: None)
        part = _Part(reading=silent, span=span, calls=self._within(span), divides=False)
        nodes = nested(part.nodes())
        return Body(source=self.reading.source, span=span, nodes=nodes, code=tuple(part.code))

    def _markdown(self, code: Sequence[Span], math: Sequence[Formula]) -> Iterator[Node]:
        settings, reading = self.settings, self.reading
        ids = HeadingIds(has_typographer=settings.has_typographer, style=settings.heading_ids)
        opened: list[Construct] = []
        shown, ends = self._shown(), self._ends()
        where = Addresses(
            reading=reading,
            outer=self.outer,
            escaped=self.calls.escaped,
            expanded=self._expanded,
        )
        for construct in self.found:
            match construct.kind:
                case "heading":
                    yield from blocks.heading(construct, ids, reading)
                case "code":
                    yield from blocks.code(construct, reading)
                case "quote":
                    yield from blocks.alert(construct, reading, self._inline)
                case "html" | "html_inline" if settings.has_html:
                    yield from raw.html_nodes(construct, opened, reading, self._inline)
                    yield from raw.held_apart(construct, ends, reading)
                    yield from raw.addresses(construct, shown, self.span.start, where.node)
                case "link" | "image" | "definition":
                    yield from where.found(construct)
        if not settings.has_html:
            yield from self._omitted()
        if settings.guesses_languages:
            self._tell_guessed()
        hidden = [*(mask.span for mask in self.masks), *(each.span for each in math)]
        yield from definitions(self.text, self.found)
        masks = self._shown_masks()
        yield from line_ends(self.text, self.span, settings, masks, self.extensions)
        yield from signs(self.text, self.span, settings, self.found, hidden)
        if settings.has_autolinks:
            yield from bare_addresses(
                self.text,
                self.span,
                self.found,
                hidden,
                has_typographer=settings.has_typographer,
            )

    def _ends(self) -> frozenset[int]:
        """The lines' ends right behind shortcodes that have their lines for themselves."""
        return frozenset(call.span.end for call, node in self.outer if node.place is Place.BLOCK)

    def _omitted(self) -> Iterator[Node]:
        tags = [c for c in self.found if c.kind in ("html", "html_inline")]
        said = [c for c in tags if not self.text.startswith("<!--", c.span.start)]
        if said:
            more = f", and {len(said) - 1} more" if len(said) > 1 else ""
            message = f"Hugo leaves this HTML out{more}: `unsafe` is off in the config"
            self.reading.say(HTML_OMITTED, said[0].span.start, message)
        for construct in tags:
            yield from raw.left_out(construct, self.reading)

    def _tell_guessed(self) -> None:
        bare = [c for c in self.found if c.kind == "code" and c.detail is not None and not c.detail]
        if bare:
            more = f", and of {len(bare) - 1} more" if len(bare) > 1 else ""
            message = f"Hugo guesses the language of this code{more}; it is written without one"
            self.reading.say(LANGUAGE_GUESSED, bare[0].span.start, message)

    # -- addresses -------------------------------------------------------------------------------

    def _shown(self) -> str:
        """The stretch with calls hidden, at the same offsets."""
        pieces: list[str] = []
        done = self.span.start
        for call, _ in self.outer:
            if call.span.start >= done:
                pieces += (self.text[done : call.span.start], "x" * len(range(*call.span)))
                done = call.span.end
        pieces.append(self.text[done : self.span.end])
        return "".join(pieces)


def _apart(masks: Sequence[Mask]) -> list[Mask]:
    """Masks in order, without those that lie in another."""
    found: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask.span.start, -mask.span.end)):
        if not found or mask.span.start >= found[-1].span.end:
            found.append(mask)
    return found


def _prefix_masks(text: str, span: Span, prefix: str) -> Iterator[Mask]:
    """Hides what the container of a shortcode puts before the lines inside of it."""
    if not prefix:
        return
    start = span.start
    while 0 <= start < span.end:
        end = start
        for sign in prefix:
            if end < span.end and (text[end] == sign or (sign == " " and text[end] == "\t")):
                end += 1
            else:
                break
        if end > start and (start == 0 or text[start - 1] == "\n"):
            yield Mask(Span(start, end), MaskKind.NOTHING)
        newline = text.find("\n", start, span.end)
        start = newline + 1 if newline >= 0 else -1
