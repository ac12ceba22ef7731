"""Shortcodes on a line of their own right below the text of an item or quote, which belong to it.

Markdown sees one word there, a line that goes on with the paragraph above. What another dialect writes for the
shortcode is a block, and belongs to the container only where its lines say so.
Source: Hugo 0.168 with Goldmark; tests/hugo_body/test_engine.py asks the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from syndicate.body.markdown import Construct
from syndicate.body.nodes import Code, Container, Node, Place
from syndicate.body.tree import LINE_PREFIX, prefix_at
from syndicate_adapters.hugo.markdown.meanings import made_code
from syndicate_adapters.hugo.markdown.reading import Reading


def laid(nodes: Iterable[Node], found: Sequence[Construct], reading: Reading) -> Iterator[Node]:
    """`nodes`, in order, with the prefix of the container that they stand in."""
    containers = iter([each for each in found if each.kind in ("item", "quote")])
    following = next(containers, None)
    open_: list[Construct] = []
    for node in sorted(nodes, key=lambda node: node.span.start):
        start = node.span.start
        while following is not None and following.span.start <= start:
            open_ = [each for each in open_ if each.span.end > following.span.start]
            open_.append(following)
            following = next(containers, None)
        while open_ and open_[-1].span.end <= start:
            open_.pop()
        yield _inside(node, open_[-1], reading) if open_ and _may_be_lazy(node) else node


def _may_be_lazy(node: Node) -> bool:
    is_leaf = (
        isinstance(node, Code)
        or not isinstance(node, Container)
        or node.inner.start >= node.inner.end
    )
    return node.place is Place.BLOCK and is_leaf


def _inside(node: Node, container: Construct, reading: Reading) -> Node:
    text = reading.text
    line = text.rfind("\n", 0, node.span.start)
    if line <= container.span.start or not text[:line].rsplit("\n", 1)[-1].strip(" \t\r>"):
        return node  # what stands on the first line, or below a blank one, is not lazy
    match = LINE_PREFIX.match(text, text.rfind("\n", 0, container.span.start) + 1)
    prefix = prefix_at(text, match.end() if match is not None else container.span.start)
    if len(prefix) <= len(node.prefix):
        return node
    # The lines of code in it do not say where they stand.
    whole = made_code(node, reading) if isinstance(node, Code) else node
    return replace(whole, prefix=prefix)
