"""What Liquid left in a text that is no Markdown: nodes by where they begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from syndicate.body.nodes import Container, Node
from syndicate.source.text import Span

Tokens = Mapping[int, Node]
"""Nodes, by where they begin in the text that was read."""


def moved(node: Node, by: int) -> Node:
    """The node, so many characters further on."""
    span = Span(node.span.start + by, node.span.end + by)
    if isinstance(node, Container):
        inner = Span(node.inner.start + by, node.inner.end + by)
        children = tuple(moved(child, by) for child in node.children)
        return replace(node, span=span, inner=inner, children=children)
    return replace(node, span=span)
