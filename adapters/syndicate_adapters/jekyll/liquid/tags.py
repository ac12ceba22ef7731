"""The tags that are known: Jekyll's own, and those of Liquid that print as Ruby does.

Source: Jekyll 4.4.1 (`tags/*.rb`), Liquid 4.0.4; tests/jekyll_body/test_liquid.py compares with the engine.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import StringIO
from typing import Final, TextIO

from liquid import BoundTemplate, Environment, Mode, RenderContext, StrictUndefined
from liquid.ast import BlockNode, Node
from liquid.builtin.content import Literal
from liquid.builtin.illegal import Illegal
from liquid.builtin.output import Output, OutputNode
from liquid.builtin.tags.assign_tag import AssignTag
from liquid.builtin.tags.capture_tag import CaptureNode, CaptureTag
from liquid.builtin.tags.case_tag import CaseTag
from liquid.builtin.tags.comment_tag import CommentTag
from liquid.builtin.tags.cycle_tag import CycleTag
from liquid.builtin.tags.decrement_tag import DecrementTag
from liquid.builtin.tags.for_tag import BreakTag, ContinueTag, ForTag
from liquid.builtin.tags.if_tag import IfTag
from liquid.builtin.tags.ifchanged_tag import IfChangedTag
from liquid.builtin.tags.increment_tag import IncrementTag
from liquid.builtin.tags.tablerow_tag import TablerowTag
from liquid.builtin.tags.unless_tag import UnlessTag
from liquid.exceptions import LiquidError
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG, Token

from syndicate_adapters.jekyll.liquid.date_filters import DATE_FILTERS
from syndicate_adapters.jekyll.liquid.drops import Names
from syndicate_adapters.jekyll.liquid.filters import FILTERS
from syndicate_adapters.jekyll.liquid.gists import gist_of
from syndicate_adapters.jekyll.liquid.highlight import as_html, read_options
from syndicate_adapters.jekyll.liquid.list_filters import LIST_FILTERS
from syndicate_adapters.jekyll.liquid.lookup import value_of
from syndicate_adapters.jekyll.liquid.scene import DEEPEST, Scene, scene_of, set_scene
from syndicate_adapters.jekyll.liquid.scene_filters import SCENE_FILTERS
from syndicate_adapters.jekyll.liquid.values import Known, Unknown, text_of

_PARAMETER: Final = re.compile(
    r"""\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w.-]+))(?=\s|\Z)""",
    re.DOTALL,
)
_NAMED: Final = re.compile(r"[\w.\[\]-]+")
INCLUDES: Final = frozenset({"include", "include_cached", "include_relative"})
_ARGUMENT: Final = re.compile(
    r"""\s*(?:([\w-]+)\s*[=:]\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"',]+)),?""",
    re.DOTALL,
)
_FILE: Final = re.compile(r"[\w/.\-()+~#@]+")
_DOTS: Final = re.compile(r"[./]{2,}")
_IN_NAME: Final = re.compile(r"((?:[^{]*\{\{[^{}]*\}\}[^\s{}]*)+)(.*)", re.DOTALL)


class _Node(Node, ABC):
    """A node that prints what a function of the context gives."""

    __slots__ = ("markup",)

    def __init__(self, token: Token, markup: str) -> None:
        super().__init__(token)
        self.markup = markup
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        return buffer.write(self.said(context))

    @abstractmethod
    def said(self, context: RenderContext) -> str:
        """What the tag prints. Raises Unknown and LiquidError."""


class _Shown(OutputNode):
    """`{{ ... }}`, printed as Ruby prints it."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        return buffer.write(text_of(self.expression.evaluate(context)))


class _Output(Output):
    node_class = _Shown


class _PostUrl(_Node):
    def said(self, context: RenderContext) -> str:
        return scene_of(context).post_url(filled_words(self.markup, context))


class _Link(_Node):
    def said(self, context: RenderContext) -> str:
        return scene_of(context).link(filled_words(self.markup, context))


class _Include(_Node):
    """`include`: a file of the site, run with parameters of its own."""

    is_relative = False

    def said(self, context: RenderContext) -> str:
        return included(self.markup, context, is_relative=self.is_relative)


class _IncludeRelative(_Include):
    is_relative = True


class _Gist(_Node):
    """`gist` in another block; elsewhere it is a node."""

    def said(self, context: RenderContext) -> str:
        return gist_of(self.markup, context).html


class _HighlightNode(_Node):
    """`highlight` in another block; elsewhere it is code of the post."""

    __slots__ = ("block",)

    def __init__(self, token: Token, markup: str, block: BlockNode) -> None:
        super().__init__(token, markup)
        self.block = block

    def said(self, context: RenderContext) -> str:
        buffer = StringIO()
        self.block.render(context, buffer)
        return as_html(buffer.getvalue(), read_options(self.markup))


class _Simple(Tag):
    """A tag without a body whose words are its own matter."""

    block = False
    made: type[_Node]

    def parse(self, stream: TokenStream) -> Node:
        token = stream.eat(TOKEN_TAG)
        markup = stream.current.value if stream.current.kind == TOKEN_EXPRESSION else ""
        return self.made(token, markup)


class _Capture(CaptureTag):
    """`capture`, whose name is the first part of its words that can be one: `capture /dev/null` is a known trick."""

    def parse(self, stream: TokenStream) -> CaptureNode:
        words = stream.peek
        named = _NAMED.search(words.value) if words.kind == TOKEN_EXPRESSION else None
        if named is not None:
            stream.tokens[stream.pos + 1] = words._replace(value=named[0])
        return super().parse(stream)


class _Highlight(Tag):
    name = "highlight"
    end = "endhighlight"

    def parse(self, stream: TokenStream) -> Node:
        token = stream.eat(TOKEN_TAG)
        markup = stream.current.value if stream.current.kind == TOKEN_EXPRESSION else ""
        if markup:
            next(stream)
        block = get_parser(self.env).parse_block(stream, frozenset((self.end,)))
        stream.expect(TOKEN_TAG, value=self.end)
        return _HighlightNode(token, markup, block)


def _simple(tag: str, node: type[_Node]) -> type[Tag]:
    return type(f"_{tag.title()}Tag", (_Simple,), {"name": tag, "made": node})


_TAGS: Final[tuple[type[Tag], ...]] = (
    Literal,
    Illegal,
    _Output,
    AssignTag,
    BreakTag,
    _Capture,
    CaseTag,
    CommentTag,
    ContinueTag,
    CycleTag,
    DecrementTag,
    ForTag,
    IfChangedTag,
    IfTag,
    IncrementTag,
    TablerowTag,
    UnlessTag,
    _Highlight,
    _simple("gist", _Gist),
    _simple("include", _Include),
    _simple("include_cached", _Include),
    _simple("include_relative", _IncludeRelative),
    _simple("link", _Link),
    _simple("post_url", _PostUrl),
)


class _Context(RenderContext):
    """A context in which a thing of a value that has none is nil, as in Ruby; of a name that nobody knows it is not."""

    def get_item(self, obj: object, key: object) -> object:
        if isinstance(obj, Mapping) or (isinstance(obj, str) and key == "size"):
            return super().get_item(obj, key)
        if not isinstance(obj, list | tuple | range):
            return None
        if isinstance(key, int):
            return obj[key] if -len(obj) <= key < len(obj) else None
        known = {
            "size": len(obj),
            "first": obj[0] if obj else None,
            "last": obj[-1] if obj else None,
        }
        return known.get(key) if isinstance(key, str) else None


class _Environment(Environment):
    """Strict Liquid with the tags and filters that are known, and with bounds."""

    loop_iteration_limit = 20_000
    output_stream_limit = 2_000_000
    local_namespace_limit = 20_000_000

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        for tag in _TAGS:
            self.add_tag(tag)
        for name, function in (FILTERS | LIST_FILTERS | SCENE_FILTERS | DATE_FILTERS).items():
            self.add_filter(name, function)


@lru_cache(maxsize=1)
def environment() -> Environment:
    return _Environment(tolerance=Mode.STRICT, undefined=StrictUndefined, strict_filters=True)


def template_of(text: str) -> BoundTemplate:
    """A template, parsed. Raises LiquidError."""
    found = _template_or_error(text)
    if isinstance(found, LiquidError):
        raise found.with_traceback(None)
    return found


@lru_cache(maxsize=1024)
def _template_or_error(text: str) -> BoundTemplate | LiquidError:
    """Kept either way: what cannot be read is seldom written once only."""
    try:
        return environment().from_string(text)
    except LiquidError as error:
        return error


def context_of(scene: Scene) -> RenderContext:
    """A context in which the templates of one post run, one after the other."""
    context = _Context(template_of(""), globals=Names(scene))
    set_scene(context, scene)
    return context


def run(text: str, context: RenderContext) -> str:
    """What a piece of a template prints. Raises LiquidError, and what its filters raise."""
    buffer = StringIO()
    for node in template_of(text).nodes:
        node.render(context, buffer)
    return buffer.getvalue()


def filled_words(markup: str, context: RenderContext) -> str:
    """The words of a tag, which may hold outputs."""
    return run(markup, context) if "{{" in markup else markup


# -- include --------------------------------------------------------------------------------------


def included(markup: str, context: RenderContext, *, is_relative: bool = False) -> str:
    """What `include` prints whose words are `markup`. Raises Unknown, LiquidError, and what its filters raise."""
    scene = scene_of(context)
    name, parameters = include_of(markup, context)
    if scene.depth >= DEEPEST:
        raise Unknown("includes in includes go on without end")
    template = template_of(scene.included(name, is_relative=is_relative))
    buffer = StringIO()
    scene.depth += 1
    try:
        with context.extend({"include": Known(parameters)}):
            for node in template.nodes:
                node.render(context, buffer)
    finally:
        scene.depth -= 1
    return buffer.getvalue()


def include_of(markup: str, context: RenderContext) -> tuple[str, dict[str, object]]:
    """The file and the parameters that the words of `include` name. Raises Unknown and LiquidError."""
    markup = markup.strip()
    filled = _IN_NAME.fullmatch(markup)
    if filled is not None and "=" not in filled[1].partition("{{")[0]:
        name, rest = run(filled[1].strip(), context), filled[2]
    else:
        name = next(iter(markup.split(None, 1)), "")
        rest = markup[len(name) :]
    if _FILE.fullmatch(name) is None or _DOTS.search(name) is not None:
        raise Unknown(f"{name!r} is no name for an include")
    return name, dict(_parameters(rest, context))


def _parameters(text: str, context: RenderContext) -> Iterator[tuple[str, object]]:
    position = 0
    while text[position:].strip():
        match = _PARAMETER.match(text, position)
        if match is None:
            raise Unknown(f"{text[position:].strip()[:40]!r} is no parameter of an include")
        name, double, single, variable = match.groups()
        if double is not None:
            yield name, double.replace('\\"', '"')
        elif single is not None:
            yield name, single.replace("\\'", "'")
        else:
            yield name, value_of(variable, context)
        position = match.end()


def arguments_of(words: str) -> tuple[tuple[str, str], ...]:
    """The arguments of a plugin's tag; those without a name are called "0", "1" and so on.

    Each plugin reads its words in its own way; this is the way of most.
    """
    found: list[tuple[str, str]] = []
    number = 0
    for match in _ARGUMENT.finditer(words):
        name, value = match[1], match[match.lastindex or 4]
        if name and value.startswith("//"):  # an address, whose colon separates nothing
            name, value = None, match[0].strip().rstrip(",")
        if not name:
            name, number = str(number), number + 1
        found.append((name, value))
    return tuple(found)
