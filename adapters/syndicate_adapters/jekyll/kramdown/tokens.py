"""What Liquid left in a text that is no Markdown: nodes by where their stand-ins begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from syndicate.body.nodes import Component, Insert, Node, Place
from syndicate.source.text import Span

STAND_IN: Final = "x-liquid-"
"""How the tags begin that stand in a text for nodes."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The nodes, and which of them found a place; `used` grows."""

    nodes: Mapping[int, Node] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def take(self, offset: int, span: Span, prefix: str) -> Node:
        """The node whose stand-in begins at `offset`, to stand at `span`."""
        self.used.add(offset)
        return replace(self.nodes[offset], span=span, prefix=prefix)

    def calls(self, offset: int, span: Span) -> Node | None:
        """The call of something of the site's own whose stand-in begins at `offset` in a line, to stand at `span`."""
        node = self.nodes.get(offset)
        if not isinstance(node, Insert) or not isinstance(node.body.nodes[0], Component):
            return None
        self.used.add(offset)
        called = replace(node.body.nodes[0], place=Place.INLINE)
        return replace(
            node, span=span, place=Place.INLINE, body=replace(node.body, nodes=(called,))
        )

    def ends(self) -> dict[int, int]:
        """Where each stand-in ends."""
        return {offset: node.span.end for offset, node in self.nodes.items()}
