"""What a platform cannot say is reported, whatever it is: here is one that can say nothing."""

from __future__ import annotations

import re

import pytest

from syndicate.body import nodes
from syndicate.body.commonmark import COMMONMARK
from syndicate.body.dialect import Dialect, Hazard, says
from syndicate.body.nodes import Body, Node
from syndicate.body.render import render
from syndicate.catalogue import CODES
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from tests.docs.constructs import CONSTRUCTS

TEXT = SourceText("post.md", "Words.\n")

MECHANISM = {
    nodes.Defined,
    nodes.Destination,
    nodes.Dropped,
    nodes.Framed,
    nodes.Insert,
    nodes.Meaning,
    nodes.Title,
    nodes.Verbatim,
}
"""Nodes that no platform can lack."""

ESSENCE = {"src", "tex", "url"}
"""Without these a row says nothing at all."""


def read(source: SourceText, span: Span, settings: object, report: object) -> Body:
    return Body(source=source, span=span)


AUTHOR = Dialect(name="author", parse=read)
MUTE = Dialect(
    name="mute",
    parse=read,
    rows={
        kind: says(lambda node, inner: inner, *(ESSENCE & {*kind.SAID}), degrades_to="its text")
        for kind in COMMONMARK
    },
)


def reported(node: Node, target: Dialect) -> set[str]:
    found: list[Diagnostic] = []
    body = Body(source=TEXT, span=Span(0, len(TEXT.text)), nodes=(node,))
    render(body, AUTHOR, target, report=found.append)
    return {each.code for each in found}


def losses(kind: type[Node]) -> set[str]:
    """Everything that may get lost of a node."""
    names = (name.removeprefix("is_").replace("_", "-") for name in kind.SAID)
    return {f"{kind.KIND}-{name}-lost" for name in names if name not in ESSENCE}


@pytest.mark.parametrize("node", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_all_that_is_lost_is_reported(node: Node) -> None:
    said = reported(node, MUTE)
    assert said >= losses(type(node))
    tab = losses(nodes.Tab) if isinstance(node, nodes.Tabs) else set()
    assert said - tab - {"tab-degraded"} == losses(type(node)) | {f"{node.KIND}-degraded"}


def test_a_marker_that_nobody_knows_may_be_degraded() -> None:
    assert reported(nodes.Unknown(span=Span(0, 6), text="{% x %}"), MUTE) == {"unknown-degraded"}


def test_every_loss_has_a_code() -> None:
    for kind in COMMONMARK.keys() - MECHANISM:
        assert losses(kind) | {f"{kind.KIND}-degraded"} <= CODES.keys()


def test_text_that_cannot_be_escaped_is_reported() -> None:
    live = Hazard(literal="Wo", pattern=re.compile("Words"), escape=lambda match, context: match[0])
    found: list[Diagnostic] = []
    body = Body(source=TEXT, span=Span(0, len(TEXT.text)))
    target = Dialect(name="mute", parse=read, hazards=(live,))
    assert render(body, AUTHOR, target, report=found.append).text == TEXT.text
    assert [(each.line, each.column, each.code) for each in found] == [(1, 1, "hazard-live")]
