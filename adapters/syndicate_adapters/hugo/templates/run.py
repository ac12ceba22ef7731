"""What the template of a shortcode prints for one call, where that can be read from it.

Nothing is run: an action that asks for more than the call, the page's and the site's parameters is Unreadable.
Source: Hugo 0.168, Go's html/template; tests/hugo_body/test_expansion.py asks the engine.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from syndicate_adapters.hugo.reading.params import small
from syndicate_adapters.hugo.templates.functions import FUNCTIONS, Markup, is_true, spoken
from syndicate_adapters.hugo.templates.styles import filtered
from syndicate_adapters.hugo.templates.tree import (
    Action,
    Choice,
    Node,
    Text,
    Unreadable,
    Word,
    parsed,
)

LARGEST: Final = 200_000
"""Characters that one call may print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a call gives to its template.

    partials: other templates, by name. markdownify: Markdown as HTML, or as blocks among HTML.
    """

    name: str
    values: tuple[str, ...]
    named: Mapping[str, str]
    inner: str
    params: Mapping[str, Any]
    site_params: Mapping[str, Any]
    site_title: str
    partials: Mapping[str, str]
    base: str
    is_markdown: bool
    markdownify: Callable[[str], str]


def printed(template: str, given: Given) -> str:
    """What a call prints. Raises Unreadable."""
    run = _Run(given=given)
    try:
        run.nodes(parsed(template), run.root)
    except (TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise Unreadable("its functions are given something else") from error
    return "".join(run.pieces)


_ATTRIBUTE: Final = re.compile(r"<[A-Za-z][^<>]*$")
_KEY: Final = re.compile(r"([\w:-]+)\s*=\s*[\"']?[^\"'=<>]*$")
_CODE: Final = re.compile(r"<(script|style)\b(?:(?!</\1).)*$", re.DOTALL | re.IGNORECASE)
_SIGNS: Final = str.maketrans({sign: f"&#{ord(sign)};" for sign in "*_`[]\\~|"})
_PARTIALS: Final = frozenset(
    {"partial", "partialCached", "partials.Include", "partials.IncludeCached"}
)
_CALL: Final = object()


@dataclass(slots=True, kw_only=True)
class _Run:
    """One run through a template. root: what `$` stands for. scratch: what the call has noted down."""

    given: Given
    root: object = _CALL
    pieces: list[str] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)
    scratch: dict[str, Any] = field(default_factory=dict)
    size: int = 0

    def nodes(self, nodes: Sequence[Node], dot: Any) -> None:
        for node in nodes:
            match node:
                case Text(text):
                    self.put(text)
                case Action(words, variable) if variable:
                    self.variables[variable] = self.value(words, dot)
                case Action(words):
                    self.put(self.escaped(self.value(words, dot)))
                case Choice():
                    self.choose(node, dot)

    def put(self, text: str) -> None:
        self.size += len(text)
        if self.size > LARGEST:
            raise Unreadable("it prints too much")
        self.pieces.append(text)

    def choose(self, node: Choice, dot: Any) -> None:
        value = self.value(node.words, dot)
        if node.variable:
            self.variables[node.variable] = value
        if is_true(value):
            self.nodes(node.then, value if node.is_with else dot)
        else:
            self.nodes(node.otherwise, dot)

    def escaped(self, value: Any) -> str:
        """A value as html/template puts it where the output has come to."""
        text = spoken(value)
        if self.given.is_markdown and not any("<" in piece for piece in self.pieces[-3:]):
            return text if isinstance(value, Markup) else html.escape(text, quote=False)
        done = "".join(self.pieces)[-4000:]
        if _CODE.search(done):
            raise Unreadable("it fills in a script or a style")
        tag = _ATTRIBUTE.search(done)
        if tag is None:
            if isinstance(value, Markup):
                return text
            return (
                html.escape(text) if self.given.is_markdown else html.escape(text).translate(_SIGNS)
            )
        key = _KEY.search(tag[0])
        if key is not None and key[1].lower() in ("href", "src", "poster", "data-src"):
            text = quote(text, safe="!#$%&'()*+,-./:;=?@[]_~")
        elif key is not None and key[1].lower() == "style":
            text = filtered(text, key[0])
        elif key is not None and key[1].lower().startswith("on"):
            raise Unreadable(f"it fills in {key[1]!r}")
        return html.escape(text)

    # -- expressions -----------------------------------------------------------------------------

    def value(self, words: Sequence[Word], dot: Any) -> Any:
        """What a pipeline comes to."""
        stages = list(_split(words))
        value = self.command(stages[0], dot, ())
        for stage in stages[1:]:
            value = self.command(stage, dot, (value,))
        return value

    def command(self, words: Sequence[Word], dot: Any, last: tuple[Any, ...]) -> Any:
        if not words:
            raise Unreadable("an empty command")
        head = words[0]
        operands = list(self.operands(words[1:] if head != "(" else words, dot))
        if head == "(":
            if len(operands) + len(last) > 1:
                raise Unreadable("it calls what stands in parentheses")
            return operands[0]
        if head in FUNCTIONS:
            return FUNCTIONS[head](*operands, *last)
        special = self.special(head, dot, [*operands, *last])
        if special is not _NONE:
            return special
        if operands or last:
            raise Unreadable(f"it calls {head!r}")
        return self.operand(head, dot)

    def special(self, head: Word, dot: Any, values: list[Any]) -> Any:
        """Functions that need the call or the page."""
        name = head.removeprefix("$") if head.startswith("$.") else head
        is_call = (self.root if name != head else dot) is _CALL
        if name == ".Get" and is_call and len(values) == 1:
            return self.get(values[0])
        if is_call and name.startswith((".Scratch.", ".Store.")):
            return self.noted(name, values)
        if head in _PARTIALS and values and isinstance(values[0], str):
            return self.partial(values[0], values[1] if len(values) > 1 else None)
        if head in ("markdownify", "transform.Markdownify") and len(values) == 1:
            return self.markdown(values[0])
        if name in (".Page.RenderString", ".RenderString", "page.RenderString") and len(values) in (
            1,
            2,
        ):
            return self.markdown(values[-1])
        if head in ("relURL", "urls.RelURL", "absURL", "urls.AbsURL") and len(values) == 1:
            return self.address(spoken(values[0]), is_absolute="abs" in head.lower())
        return _NONE

    def noted(self, name: str, values: list[Any]) -> Any:
        """What a call notes down for itself, and reads again."""
        match name.rpartition(".")[2], values:
            case "Set", [str(key), value]:
                self.scratch[f"{name.split('.')[1]} {key}"] = value
                return ""
            case "Get", [str(key)]:
                return self.scratch.get(f"{name.split('.')[1]} {key}")
        raise Unreadable(f"it calls {name!r}")

    def partial(self, name: str, root: Any) -> Markup:
        """What another template of the site prints."""
        text = self.given.partials.get(name.lower().removesuffix(".html"))
        if text is None:
            raise Unreadable(f"there is no partial {name!r} to be read")
        run = _Run(given=self.given, root=root, scratch=self.scratch if root is _CALL else {})
        run.nodes(parsed(text), root)
        return Markup("".join(run.pieces))

    def markdown(self, value: Any) -> Markup:
        return Markup(self.given.markdownify(spoken(value)))

    def address(self, url: str, *, is_absolute: bool) -> str:
        if re.match(r"[a-z][\w+.-]*:|//", url):
            return url
        base = (
            self.given.base if is_absolute else "/" + self.given.base.split("/", 3)[-1].lstrip("/")
        )
        return f"{base.rstrip('/')}/{url.lstrip('/')}"

    def get(self, key: Any) -> Any:
        if isinstance(key, int):
            return self.given.values[key] if key < len(self.given.values) else ""
        return self.given.named.get(key, "")

    def operands(self, words: Sequence[Word], dot: Any) -> Iterator[Any]:
        position = 0
        while position < len(words):
            if words[position] == "(":
                end = _closing(words, position)
                yield self.value(words[position + 1 : end], dot)
                position = end + 1
            else:
                yield self.operand(words[position], dot)
                position += 1

    def operand(self, word: Word, dot: Any) -> Any:
        if word[0] == '"':
            return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), word[1:-1])
        if word[0] == "`":
            return word[1:-1]
        if re.fullmatch(r"-?\d+", word):
            return int(word)
        if word in ("true", "false", "nil"):
            return {"true": True, "false": False}.get(word)
        if word in (".", "$"):
            return dot if word == "." else self.root
        if word in self.variables:
            return self.variables[word]
        if word.startswith(("$.", ".")) and (self.root if word[0] == "$" else dot) is _CALL:
            return self.field(word.removeprefix("$"))
        if word.startswith(("site.", "page.")):
            return self.field(f".{word[0].upper()}{word[1:]}")
        raise Unreadable(f"it asks for {word!r}")

    def field(self, path: str) -> Any:
        given = self.given
        simple = {
            ".Inner": Markup(given.inner),
            ".InnerDeindent": Markup(given.inner),
            ".Name": given.name,
            ".IsNamedParams": bool(given.named),
            ".Params": given.named or list(given.values),
            ".Page.Title": given.params.get("title", ""),
        }
        path = path.replace(".Page.Site.", ".Site.")
        if path in simple:
            return simple[path]
        if path in (".Site.BaseURL", ".Site.Home.Permalink"):
            return given.base
        if path == ".Site.Title":
            return given.site_title
        for prefix, params in (
            (".Params.", given.named),
            (".Page.Params.", given.params),
            (".Site.Params.", given.site_params),
        ):
            if path.startswith(prefix):
                return _below(params, small(path.removeprefix(prefix)).split("."))
        raise Unreadable(f"it asks for {path!r}")


_NONE: Final = object()


def _below(params: Mapping[str, Any], keys: Sequence[str]) -> Any:
    value: Any = {small(key): each for key, each in params.items()}
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _split(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The stages of a pipeline; bars in parentheses belong to inner ones."""
    stage: list[Word] = []
    depth = 0
    for word in words:
        depth += (word == "(") - (word == ")")
        if word == "|" and depth == 0:
            yield stage
            stage = []
        else:
            stage.append(word)
    yield stage


def _closing(words: Sequence[Word], start: int) -> int:
    depth = 0
    for position in range(start, len(words)):
        depth += (words[position] == "(") - (words[position] == ")")
        if depth == 0:
            return position
    raise Unreadable("a parenthesis is not closed")
