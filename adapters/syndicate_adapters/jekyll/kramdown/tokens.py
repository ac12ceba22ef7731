"""What Liquid left in a text that is no Markdown: nodes by where their stand-ins begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from syndicate.body.nodes import Node
from syndicate.source.text import Span


@dataclass(frozen=True, slots=True)
class Tokens:
    """The nodes, and which of them found a place; `used` grows."""

    nodes: Mapping[int, Node] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def take(self, offset: int, span: Span, prefix: str) -> Node:
        """The node whose stand-in begins at `offset`, to stand at `span`."""
        self.used.add(offset)
        return replace(self.nodes[offset], span=span, prefix=prefix)

    def ends(self) -> dict[int, int]:
        """Where each stand-in ends."""
        return {offset: node.span.end for offset, node in self.nodes.items()}
