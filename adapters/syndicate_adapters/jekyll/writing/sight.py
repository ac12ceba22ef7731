"""What kramdown sees in a text that was written for it, down into elements that hold elements only.

A table of HTML in whose cells Markdown is read shows those cells; the parser of CommonMark gets to see them too,
because their tags are masked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syndicate.body.outline import folded
from syndicate_adapters.jekyll.kramdown.seen import Seen, View, is_open_element
from syndicate_adapters.jekyll.kramdown.tree import Block


@dataclass(frozen=True, slots=True)
class Sight(View):
    """The view of the reader, but for elements with Markdown somewhere in them."""

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Seen]:
        """The blocks that show something, in order."""
        for block in blocks:
            if block.kind == "html" and block.model == "raw" and _holds_markdown(block):
                yield from self._taken_apart(block)
            else:
                yield from View.blocks(self, [block])

    def _taken_apart(self, block: Block) -> Iterator[Seen]:
        """The tags around the elements with Markdown, and what is in those."""
        done = block.start
        for child in block.children:
            yield from self._tags(block, done, child.start)
            yield from self.blocks([child])
            done = child.end
        end = block.end
        while end > done and block.frag.text[end - 1].isspace():
            end -= 1
        yield from self._tags(block, done, end)

    def _tags(self, block: Block, start: int, end: int) -> Iterator[Seen]:
        text = block.frag.text
        while start < end and text[start].isspace():
            start += 1
        line = folded(text[start:end])
        if line:
            part = dataclasses.replace(block, start=start, end=end, children=[])
            yield Seen("html", part, line=line)


def _holds_markdown(block: Block) -> bool:
    """Whether all that the parser took out of an element of HTML are elements with Markdown on their own lines."""
    return bool(block.children) and not block.strays and all(map(is_open_element, block.children))
