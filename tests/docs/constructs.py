"""One of each construct, with all that can be said of it, and what a platform makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from syndicate.body import nodes
from syndicate.body.dialect import Dialect
from syndicate.body.render import plain_body, render
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span

_TEXT: Final = SourceText("post.md", "Words.\n")
_ALL: Final = Span(0, len(_TEXT.text))
_BLOCK: Final[Mapping[str, Any]] = {"span": Span(0, len(_TEXT.text) - 1)}
_HOLDER: Final[Mapping[str, Any]] = {**_BLOCK, "inner": _ALL}
_TAB: Final = nodes.Tab(label="Linux", is_default=True, **_HOLDER)
_VIDEO: Final = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
_SIZE: Final[Mapping[str, Any]] = {"width": "320", "height": "200"}

CONSTRUCTS: Final[Mapping[str, nodes.Node]] = {
    "callout": nodes.Callout(
        kind="tip",
        name="tip",
        title=plain_body("Title"),
        fold="+",
        attributes=(("id", "x"),),
        **_HOLDER,
    ),
    "code": nodes.Code(
        lang="python", title="a.py", highlighted=((1, 1),), first_number=5, meta="x", **_HOLDER
    ),
    "heading": nodes.Heading(level=2, id="x", text="Words.", is_explicit=True, **_HOLDER),
    "part that opens": nodes.Details(summary=plain_body("More"), is_open=True, **_HOLDER),
    "list of definitions": nodes.Definitions(**_HOLDER),
    "tabs": nodes.Tabs(group="os", children=(_TAB,), **_HOLDER),
    "picture with a caption": nodes.Figure(
        src="/a.png", alt="A", caption=plain_body("B"), link="/c", **_SIZE, **_BLOCK
    ),
    "formula": nodes.Math(tex=r"\frac{a}{b}", is_display=True, **_BLOCK),
    "player": nodes.Embed(provider="youtube", url=_VIDEO, **_BLOCK),
    "end of the excerpt": nodes.More(**_BLOCK),
    "tag of HTML": nodes.Element(name="kbd", attributes=(("title", "x"),), **_HOLDER),
    "bare address": nodes.Autolink(url="https://a.example/", shown="https://a.example/", **_BLOCK),
    "classes of a paragraph": nodes.Attributes(values=(("class", "x"),), **_BLOCK),
    "comment": nodes.Comment(text="a remark", **_BLOCK),
    "component of one site": nodes.Component(name="Chart", **_HOLDER),
    "code of the page": nodes.Expression(code="props.title", **_BLOCK),
}
"""By the names that authors use."""

_SOURCE: Final = Dialect(
    name="source", parse=lambda source, span, settings, report: nodes.Body(source=source, span=span)
)


def facts_of(node: nodes.Node) -> str:
    """What can be said of a construct, as readers of a table call it."""
    return ", ".join(name.removeprefix("is_").replace("_", " ") for name in type(node).SAID) or "–"


def fate_of(node: nodes.Node, target: Dialect) -> str:
    """What becomes of a construct: "same", "lost" with the facts that are, or "degraded" and to what."""
    said = said_of(node, target)
    if said == "yes":
        return "same"
    if said == "left out":
        return "lost"
    lost = said.removeprefix("without ")
    return f"lost: {lost}" if lost != said else f"degraded: {said}"


def said_of(node: nodes.Node, target: Dialect) -> str:
    """What readers see of a construct: "yes", "as a quote", or "without title, fold"."""
    found: list[Diagnostic] = []
    body = nodes.Body(source=_TEXT, span=_ALL, nodes=(node,))
    render(body, _SOURCE, target, report=found.append)
    for each in found:
        if each.code == f"{node.KIND}-degraded":
            written = re.sub(r".*written ", "", each.message)
            written = written if written.startswith("as ") else f"written {written}"
            return "left out" if written == "as nothing" else written
    kind = re.compile(rf"(?:{node.KIND}|{nodes.Tab.KIND})-(.+)-lost")
    lost = [match[1].replace("-", " ") for each in found if (match := kind.fullmatch(each.code))]
    return f"without {', '.join(lost)}" if lost else "yes"
