"""What a site's own shortcodes, includes and components mean, by the rules of the site itself.

Rules stand between reading and rendering: a `Component` becomes the node that its rule names, so that every target
writes it like any other. Text in the dialect of the source is given back as it stands, rules or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from syndicate.body import markdown
from syndicate.body.nodes import (
    Body,
    Callout,
    Code,
    Component,
    Container,
    Destination,
    Details,
    Dropped,
    Element,
    Embed,
    Figure,
    Framed,
    Insert,
    Math,
    More,
    Node,
    Place,
    Role,
    Tab,
    Tabs,
)
from syndicate.body.templates import (
    INNER,
    Spelling,
    Template,
    as_html,
    as_markdown,
    filled,
    is_inner,
    names_in,
)
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span
from syndicate.web.links import is_elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What calls of one name become.

    call, name: of the component. node: a key of `NODES`. fields: of the node, by name. place: where the rule stands.
    """

    call: str
    name: str
    node: str
    fields: Mapping[str, Template] = field(default_factory=dict)
    place: str

    @property
    def said(self) -> str:
        """What is told of each place where the rule was followed."""
        what = {"drop": "left out", "inner": "what stands inside it"}.get(self.node, self.node)
        verb = "is" if self.node == "drop" else "becomes"
        return f"the {self.call} {self.name} {verb} {what}, as {self.place} says"


Rules = Mapping[tuple[str, str], Rule]
"""Rules by what a component is and what it is called."""


def ruled(body: Body, rules: Rules, report: Report) -> Body:
    """`body` with its components as the rules have them; each is told where it is followed."""
    if not rules:
        return body
    return _Follower(rules=rules, report=report).body(body)


def components(body: Body) -> Iterator[tuple[Body, Component]]:
    """The components in `body`, in fields and inserted texts too, each with the body that it stands in."""
    for part, node in walk(body):
        if isinstance(node, Component):
            yield part, node


def walk(body: Body) -> Iterator[tuple[Body, Node]]:
    """Every node in `body`, in fields and inserted texts too, each with the body that it stands in."""
    todo: list[tuple[Body, Node]] = [(body, node) for node in reversed(body.nodes)]
    while todo:
        where, node = todo.pop()
        yield where, node
        for inner in _bodies(node):
            todo += ((inner, each) for each in reversed(inner.nodes))
        if isinstance(node, Container):
            todo += ((where, child) for child in reversed(node.children))


def _bodies(node: Node) -> Iterator[Body]:
    for name in type(node).SAID:
        value = getattr(node, name)
        if isinstance(value, Body):
            yield value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Follower:
    """One run over a body."""

    rules: Rules
    report: Report

    def body(self, body: Body) -> Body:
        nodes = tuple(self._node(body, node) for node in body.nodes)
        return body if nodes == body.nodes else replace(body, nodes=nodes)

    def _node(self, body: Body, node: Node) -> Node:
        changes: dict[str, Any] = {}
        if isinstance(node, Container) and node.children:
            changes["children"] = tuple(self._node(body, child) for child in node.children)
        for name in type(node).SAID:
            value = getattr(node, name)
            if isinstance(value, Body):
                changes[name] = self.body(value)
        if changes:
            node = replace(node, **changes)
        if isinstance(node, Component):
            return self._component(body, node)
        return node

    def _component(self, body: Body, node: Component) -> Node:
        rule = self.rules.get((node.call, node.name.lstrip(":")))
        if rule is None:
            return node
        values = _values(body, node)
        missing = _missing(rule, values)
        if missing:
            code = CODES["rule-unfilled"]
            message = f"{rule.place} needs {{{missing}}}, which this {node.call} {node.name} lacks; not followed"
            self.report(body.source.diagnostic(node.span.start, code, message))
            return node
        self.report(body.source.diagnostic(node.span.start, CODES["rule-followed"], rule.said))
        return NODES[rule.node].make(_Made(body, node, rule, values))


def _values(body: Body, node: Component) -> dict[str, str]:
    inner = body.source.text[node.inner.start : node.inner.end]
    named = {name: "true" if value is None else value for name, value in node.attributes}
    return {INNER: inner.strip(), **named}


def _missing(rule: Rule, values: Mapping[str, str]) -> str:
    """The argument that the rule cannot do without and that is not there."""
    for name in NODES[rule.node].needs:
        if not filled(rule.fields[name], values).strip():
            return next(iter(names_in(rule.fields[name])), name)
    return ""


# -- making nodes ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    """A component that is to become another node, and the words for that."""

    body: Body
    node: Component
    rule: Rule
    values: Mapping[str, str]

    @property
    def where(self) -> dict[str, Any]:
        """The fields that say where a node stands."""
        node = self.node
        return {"span": node.span, "prefix": node.prefix, "place": node.place}

    @property
    def held(self) -> dict[str, Any]:
        """The fields of a container, which keep what stands inside."""
        names = [f.name for f in fields(Container)]
        return {name: getattr(self.node, name) for name in names}

    def text(self, name: str, default: str = "") -> str:
        """A field that is plain text."""
        template = self.rule.fields.get(name)
        return filled(template, self.values) if template is not None else default

    def is_true(self, name: str) -> bool:
        """A field that is true or false."""
        return self.text(name).strip().lower() not in ("", "false", "no", "0")

    def markdown(self, name: str) -> Body | None:
        """A field that is Markdown; None where nothing is said."""
        template = self.rule.fields.get(name)
        if template is None:
            return None
        if is_inner(template):
            return self.inside()
        text = filled(template, self.values, as_markdown)
        return self.written(text) if text.strip() else None

    def inside(self) -> Body:
        """What stands in the component, as a text of its own."""
        node = self.node
        return replace(self.body, span=node.inner, nodes=node.children, calls=())

    def written(self, text: str) -> Body:
        """Text of the rule as Markdown; what is found in it is found where the component stands."""
        source, place = self.body.source, self.node.span.start
        made = SourceText(path=source.path, text=text, origin=lambda offset: (source, place))
        return Body(source=made, span=Span(0, len(text)), nodes=_addresses(text))

    def framed(self, name: str, spelled: Spelling) -> Node:
        """Text of the rule, with what stands inside where it asks for that."""
        template = self.rule.fields[name]
        holes = [at for at, part in enumerate(template) if not isinstance(part, str)]
        at = next((at for at in holes if INNER in names_in(template[at : at + 1])), None)
        if at is None:
            text = filled(template, self.values, spelled)
            return Insert(body=self.written(text), name=self.rule.name, **self.where)
        before, after = template[:at], template[at + 1 :]
        return Framed(
            **self.held,
            before=self.written(filled(before, self.values, spelled)),
            after=self.written(filled(after, self.values, spelled)),
        )


_ATTRIBUTE: Final = re.compile(r"\b(?:href|src|poster)=\"([^\"\s]+)\"")


def _addresses(text: str) -> tuple[Node, ...]:
    """The addresses in Markdown and in its tags, in order."""
    found: list[Node] = []
    for each in markdown.parse(text) if "](" in text or "]:" in text else ():
        where, url = each.destination, str(each.detail)
        role = {"link": Role.LINK, "image": Role.IMAGE}.get(each.kind, Role.DEFINITION)
        if where is not None and where.start < where.end and not is_elsewhere(url):
            is_bracketed = text.startswith("<", where.start)
            found.append(Destination(span=where, url=url, role=role, is_bracketed=is_bracketed))
    for match in _ATTRIBUTE.finditer(text):
        if not is_elsewhere(match[1]):
            span = Span(*match.span(1))
            node = Destination(span=span, url=match[1], role=Role.ATTRIBUTE, place=Place.HTML)
            found.append(node)
    return tuple(sorted(found, key=lambda node: node.span.start))


def _callout(made: _Made) -> Node:
    kind = made.text("kind", "note").strip().lower() or "note"
    title = made.markdown("title")
    return Callout(**made.held, kind=kind, name=kind, title=title, fold=made.text("fold"))


def _code(made: _Made) -> Node:
    held = made.held | {"children": (), "is_indented": False}
    return Code(**held, lang=made.text("lang"), title=made.text("title"))


def _details(made: _Made) -> Node:
    return Details(**made.held, summary=made.markdown("summary"), is_open=made.is_true("open"))


def _tab(made: _Made) -> Node:
    return Tab(**made.held, label=made.text("label"), is_default=made.is_true("default"))


def _figure(made: _Made) -> Node:
    return Figure(
        **made.where,
        src=made.text("src"),
        alt=made.text("alt"),
        caption=made.markdown("caption"),
        link=made.text("link"),
        width=made.text("width"),
        height=made.text("height"),
    )


def _embed(made: _Made) -> Node:
    from urllib.parse import urlsplit

    url = made.text("url").strip()
    provider = urlsplit(url).hostname or ""
    return Embed(**made.where, provider=provider, url=url, title=made.text("title"))


def _element(made: _Made) -> Node:
    own = ("name",)
    attributes = tuple((key, made.text(key)) for key in made.rule.fields if key not in own)
    said = tuple((key, value) for key, value in attributes if value)
    return Element(**made.held, name=made.text("name").strip(), attributes=said)


def _unwrapped(made: _Made) -> Node:
    return Framed(**made.held, before=made.written(""), after=made.written(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A node that rules can name: the fields that it takes, those it needs, and how it is made.

    takes_all: further fields are attributes.
    """

    make: Callable[[_Made], Node]
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    takes_all: bool = False


NODES: Final[Mapping[str, Kind]] = {
    "callout": Kind(make=_callout, takes=("kind", "title", "fold")),
    "code": Kind(make=_code, takes=("lang", "title")),
    "details": Kind(make=_details, takes=("summary", "open")),
    "element": Kind(make=_element, takes=("name",), needs=("name",), takes_all=True),
    "embed": Kind(make=_embed, takes=("url", "title"), needs=("url",)),
    "figure": Kind(
        make=_figure,
        takes=("src", "alt", "caption", "link", "width", "height"),
        needs=("src",),
    ),
    "math": Kind(
        make=lambda made: Math(
            **made.where, tex=made.text("tex"), is_display=made.is_true("display")
        ),
        takes=("tex", "display"),
        needs=("tex",),
    ),
    "more": Kind(make=lambda made: More(**made.where)),
    "tab": Kind(make=_tab, takes=("label", "default"), needs=("label",)),
    "tabs": Kind(make=lambda made: Tabs(**made.held, group=made.text("group")), takes=("group",)),
    "inner": Kind(make=_unwrapped),
    "drop": Kind(make=lambda made: Dropped(**made.where)),
    "text": Kind(make=lambda made: made.framed("text", as_markdown), takes=("text",), needs=()),
    "html": Kind(make=lambda made: made.framed("html", as_html), takes=("html",), needs=()),
}
"""What a rule can make of a call, by the name that the rule uses."""
