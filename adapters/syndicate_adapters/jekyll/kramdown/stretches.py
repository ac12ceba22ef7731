"""Where in the file stands what is no text of the author's."""

from __future__ import annotations

from collections.abc import Iterator

from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.document import Reading
from syndicate_adapters.jekyll.kramdown.tree import walk_line


def code_spans(reading: Reading) -> Iterator[Span]:
    """Blocks and spans of code, unordered."""
    for block in reading.blocks:
        if block.kind == "code":
            yield block.span
        for inline in walk_line(block.line) if block.line else ():
            if inline.kind == "code":
                yield block.frag.span(inline.start, inline.end)


def html_spans(reading: Reading) -> Iterator[Span]:
    """Elements without Markdown in them, comments, tags in lines and addresses of links, unordered."""
    for block in reading.blocks:
        if block.kind == "comment" or (block.kind == "html" and block.model == "raw"):
            yield block.span
        for inline in walk_line(block.line) if block.line else ():
            if inline.kind == "html":
                yield block.frag.span(inline.start, inline.inner_start)
            elif inline.address is not None:
                yield block.frag.span(*inline.address)
