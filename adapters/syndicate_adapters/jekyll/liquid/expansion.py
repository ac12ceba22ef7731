"""A text after Liquid: what the engine hands to its Markdown, and where each part of it comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from liquid import RenderContext
from liquid.exceptions import LiquidError, UndefinedError

from syndicate.body.nodes import Body, Call, Code, Component, Insert, Node
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span
from syndicate_adapters.jekyll.codes import TEMPLATE_EMPTY, TEMPLATE_UNREAD
from syndicate_adapters.jekyll.liquid.gists import gist_of
from syndicate_adapters.jekyll.liquid.highlight import as_html, read_options
from syndicate_adapters.jekyll.liquid.pieces import Kind, Piece, pieces_of
from syndicate_adapters.jekyll.liquid.plain_calls import address_of, of_site, words_of_include
from syndicate_adapters.jekyll.liquid.scene import Scene
from syndicate_adapters.jekyll.liquid.tags import (
    INCLUDES,
    arguments_of,
    context_of,
    filled_words,
    include_of,
    included,
    run,
)
from syndicate_adapters.jekyll.liquid.themes import Shown, shown_by, shows_alike
from syndicate_adapters.jekyll.liquid.values import Unknown, string_of
from syndicate_adapters.jekyll.settings import JekyllSettings

_WENT_WRONG: Final = (
    LiquidError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template may raise that asks for something strange."""

_NAME: Final = re.compile(
    r"""\{\{-?\s*([A-Za-z_][\w-]*)(?:\.[A-Za-z_][\w-]*|\[(?:"[^"]*"|'[^']*'|\d+)\])*+\s*-?\}\}"""
)
"""A value without filters."""

_OF_THE_ENGINE: Final = frozenset("content jekyll layout page paginator site theme".split())
"""Names that have a value in Jekyll, known here or not."""

_SPACES: Final = " \t\n\v\f\r"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """The text that came out. nodes: what is no text, by where its stand-in begins.

    files: of the site, whose text went into it. calls: what was left as it stood, in the file itself.
    """

    source: SourceText
    nodes: Mapping[int, Node] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()


MarkUp = Callable[[SourceText, Span, Mapping[int, Node]], Body]
"""Reads a text without Liquid, in which nodes have stand-ins."""


class _Result(NamedTuple):
    """What became of a piece: text, and a node instead of it where one may stand."""

    text: str
    offset: int  # where it comes from
    is_exact: bool = False
    node: Node | None = None
    is_left: bool = False  # as it stood


def expand(
    source: SourceText,
    span: Span,
    settings: JekyllSettings,
    report: Report,
    *,
    mark_up: MarkUp,
    written_out: frozenset[int] = frozenset(),
) -> Expansion:
    """A stretch of a file after Liquid; what cannot be known stays as it stands and is reported.

    mark_up: for what stands in a call that a rule is about.
    written_out: the numbers of the nodes that are to be HTML all the same.
    """
    scene = Scene(settings, source)
    expander = _Expander(source, scene, report, mark_up, settings.ruled)
    results = expander.results(span)
    files = tuple(dict.fromkeys(scene.files))
    return _assembled(source, results, written_out, files, tuple(expander.calls))


@dataclass(frozen=True, slots=True)
class _Called:
    """A call as it is written."""

    call: str
    name: str
    attributes: tuple[tuple[str, str | None], ...]


@dataclass(slots=True)
class _Expander:
    """Runs the pieces of one text in order."""

    source: SourceText
    scene: Scene
    report: Report
    mark_up: MarkUp
    ruled: frozenset[tuple[str, str]]
    calls: list[Call] = field(default_factory=list)
    ran: RenderContext | None = None

    @property
    def context(self) -> RenderContext:
        """In which the templates run, one after the other; most texts need none."""
        if self.ran is None:
            self.ran = context_of(self.scene)
        return self.ran

    def results(self, span: Span) -> list[_Result]:
        """What becomes of the pieces of a stretch."""
        tags = frozenset(name for call, name in self.ruled if call == "tag")
        pieces = pieces_of(self.source.text, span, tags)
        results = [self.result(piece) for piece in pieces]
        _trim(self.source.text, pieces, results)
        return results

    def result(self, piece: Piece) -> _Result:
        text, start = self.source.text, piece.span.start
        if piece.kind is Kind.TEXT:
            return _Result(text[start : piece.span.end], start, is_exact=True)
        match piece.kind, piece.name:
            case Kind.BLOCK, "raw":
                body = piece.body or piece.span
                return _Result(text[slice(*body)], body.start, is_exact=True)
            case Kind.BLOCK, "comment":
                return _Result("", start)
            case Kind.BROKEN, reason:
                return self._left(piece, reason)
            case Kind.END, _:  # its beginning was told
                return _Result(text[slice(*piece.span)], start, is_exact=True, is_left=True)
        try:
            if self.ruled and (called := self._called(piece)) is not None:
                return called
            if piece.name == "highlight" and piece.body is not None:
                return self._code(piece, piece.body)
            if piece.name in ("include", "gist"):
                shown = self._shown(piece)
                if shown is not None:
                    return shown
            return _Result(self._printed(piece), start)
        except UndefinedError as error:
            nameless = _NAME.fullmatch(text, *piece.span)
            if nameless is None or nameless[1] in _OF_THE_ENGINE:
                return self._left(piece, _reason(error))
            return self._empty(piece, nameless[1])
        except _WENT_WRONG as error:
            return self._left(piece, _reason(error))

    def _printed(self, piece: Piece) -> str:
        """What a piece prints, run only where that cannot be looked up."""
        text, (start, end) = self.source.text, piece.span
        made: str | None = None
        if piece.kind is Kind.OUTPUT:
            made = of_site(text, start, end, self.scene, self.ran)
        elif piece.name in ("post_url", "link"):
            made = address_of(text, start, end, self.scene)
        elif piece.name in ("include", "include_cached"):
            words = words_of_include(text, start, end)
            made = included(words, self.context) if words is not None else None
        return run(text[start:end], self.context) if made is None else made

    def _empty(self, piece: Piece, name: str) -> _Result:
        """What the engine prints of a name that nobody gave a value: nothing."""
        message = f"nobody knows {name!r}, of which Jekyll prints nothing"
        self.report(self.source.diagnostic(piece.span.start, TEMPLATE_EMPTY, message))
        return _Result("", piece.span.start)

    def _left(self, piece: Piece, reason: str) -> _Result:
        start, end = piece.span
        message = f"Liquid is carried over as it stands: {reason}"
        self.report(self.source.diagnostic(start, TEMPLATE_UNREAD, message))
        if piece.kind is Kind.TAG:
            is_include = piece.name in INCLUDES
            words = self.source.text[start:end].strip("{}%- \n").split()
            name = words[1] if is_include and len(words) > 1 else piece.name
            call = "include" if is_include else "tag"
            self.calls.append(Call(span=piece.span, call=call, name=name))
        return _Result(self.source.text[start:end], start, is_exact=True, is_left=True)

    def _code(self, piece: Piece, body: Span) -> _Result:
        """A block of code; Liquid runs in it, too."""
        text = self.source.text
        words = text[piece.span.start : body.start].strip("{}%- ").removeprefix("highlight")
        options = read_options(words)
        results = self.results(body)
        code = "".join(each.text for each in results).strip("\r\n").replace("\r\n", "\n")
        made = f"{code}\n"
        node = Code(
            span=Span(0, len(made)),
            inner=Span(0, len(made)),
            lang=options.lang,
            first_number=1 if options.is_numbered else None,
            highlighted=tuple((line, line) for line in options.marked),
        )
        return _Result(
            as_html(code, options),
            piece.span.start,
            node=self._standing(node, self._made(made, piece)),
        )

    def _called(self, piece: Piece) -> _Result | None:
        """The call as a component, where a rule of the site is about it."""
        start = piece.span.start
        head = piece.body.start if piece.body is not None else piece.span.end
        words = self.source.text[start:head].strip("{}%- \n").removeprefix(piece.name)
        if piece.name in INCLUDES:
            name, said = include_of(words, self.context)
            if ("include", name) not in self.ruled:
                return None
            attributes = {key: string_of(value) for key, value in said.items() if value is not None}
            called = _Called("include", name, tuple(attributes.items()))
        elif ("tag", piece.name) in self.ruled:
            called = _Called("tag", piece.name, arguments_of(filled_words(words, self.context)))
        else:
            return None
        node, made = self._component(called, piece)
        text = self.source.text[slice(*piece.span)]
        return _Result(text, start, is_left=True, node=self._standing(node, made))

    def _component(self, called: _Called, piece: Piece) -> tuple[Component, SourceText]:
        """The node, and the text that it stands in: what is inside of it."""
        nodes: tuple[Node, ...] = ()
        if piece.body is None:
            made, inner = self._made("x", piece), Span(1, 1)
        else:
            inside = _assembled(self.source, self.results(piece.body), frozenset())
            made, inner = inside.source, Span(0, len(inside.source.text))
            nodes = self.mark_up(made, inner, inside.nodes).nodes
        node = Component(
            span=Span(0, len(made.text)),
            inner=inner,
            children=nodes,
            name=called.name,
            attributes=called.attributes,
            call=called.call,
        )
        return node, made

    def _shown(self, piece: Piece) -> _Result | None:
        words = self.source.text[slice(*piece.span)].strip("{}%- \n").removeprefix(piece.name)
        if piece.name == "gist":
            shown: Shown | None = gist_of(words, self.context)
        else:
            shown = shown_by(*include_of(words, self.context), self.scene)
        if shown is None:
            return None
        own = self._of_the_site(piece) if piece.name == "include" else None
        if own is not None and not shows_alike(own, shown.html):
            return _Result(own, piece.span.start)
        node = None
        if shown.node is not None:
            node = self._standing(shown.node, self._made("x", piece))
        return _Result(shown.html, piece.span.start, node=node)

    def _of_the_site(self, piece: Piece) -> str | None:
        """What an include prints of which the site has a file of its own; None where it has not."""
        try:
            return self._printed(piece)
        except (UndefinedError, *_WENT_WRONG):
            return None

    def _made(self, text: str, piece: Piece) -> SourceText:
        """A text of its own, which comes from the piece."""
        source, place = self.source, piece.span.start
        return SourceText(path=source.path, text=text, origin=lambda offset: (source, place))

    def _standing(self, node: Node, made: SourceText) -> Node:
        """The node over the whole of a text."""
        whole = Span(0, len(made.text))
        code = () if isinstance(node, Component) else (whole,)
        return Insert(span=whole, body=Body(source=made, span=whole, nodes=(node,), code=code))


def _reason(error: Exception) -> str:
    if isinstance(error, Unknown):
        return str(error.args[0])
    message = error.message if isinstance(error, LiquidError) else error
    return str(message).split("\n")[0] or type(error).__name__


def _trim(text: str, pieces: list[Piece], results: list[_Result]) -> None:
    """Takes the white space away that hyphens in the braces ask for."""
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.TEXT or results[index].is_left:
            continue
        if text.startswith("-", piece.span.start + 2) and index:
            before = results[index - 1]
            results[index - 1] = before._replace(text=before.text.rstrip(_SPACES))
        is_raw = piece.kind is Kind.BLOCK and piece.name == "raw"  # whose hyphens inside do nothing
        if not is_raw and text.startswith("-", piece.span.end - 3) and index + 1 < len(results):
            after = results[index + 1]
            cut = len(after.text) - len(after.text.lstrip(_SPACES))
            results[index + 1] = after._replace(text=after.text[cut:], offset=after.offset + cut)


def _assembled(
    source: SourceText,
    results: list[_Result],
    written_out: frozenset[int],
    files: tuple[str, ...] = (),
    calls: tuple[Call, ...] = (),
) -> Expansion:
    pieces: list[str] = []
    starts: list[int] = []
    carried: list[Span] = []
    nodes: dict[int, Node] = {}
    size = 0
    kept: list[_Result] = []
    for number, result in enumerate(results):
        made = result.text
        if result.node is not None and number not in written_out:
            mark = f"<x-liquid-{number}/>"
            made = f"\n{mark}" if made.startswith("\n") else mark
            at = size + len(made) - len(mark)
            nodes[at] = replace(result.node, span=Span(at, at + len(mark)))
        if made:
            pieces.append(made)
            starts.append(size)
            kept.append(result)
            if result.is_exact:
                carried.append(Span(size, size + len(made)))
            size += len(made)

    def origin(offset: int) -> tuple[SourceText, int]:
        index = max(bisect_right(starts, offset) - 1, 0)
        if not kept:
            return source, 0
        result = kept[index]
        return source, result.offset + (offset - starts[index] if result.is_exact else 0)

    text = "".join(pieces)
    made_source = SourceText(path=source.path, text=text, origin=origin, carried=tuple(carried))
    return Expansion(source=made_source, nodes=nodes, files=files, calls=calls)


def number_of(source: SourceText, offset: int) -> int:
    """The number in the stand-in for a node that begins at `offset`."""
    start = offset + len("<x-liquid-")
    return int(source.text[start : source.text.index("/", start)])
