"""A whole text of HTML, as one block among Markdown."""

from __future__ import annotations

from syndicate.body.nodes import Insert, Node
from syndicate.source.text import SourceText, Span
from syndicate_adapters.jekyll.kramdown.addresses import attribute_node, tag_addresses
from syndicate_adapters.jekyll.kramdown.draft import Draft
from syndicate_adapters.jekyll.kramdown.raw import as_block, raw_html


def html_insert(source: SourceText, span: Span) -> tuple[Node, ...]:
    """The node that says a stretch of HTML so that none of it is taken for Markdown."""
    text = source.text[span.start : span.end].strip()
    if not text:
        return ()
    start = source.text.index(text, span.start)
    made = raw_html(text.replace("\r\n", "\n"))
    made = as_block(made) if made.startswith("<") else f"<div>\n{made}\n</div>"
    draft = Draft(source)
    draft.at(start)
    done = 0
    for first, last, url in tag_addresses(made, 0, len(made)):
        draft.write_code(made[done:first])
        begun = draft.here()
        draft.write_code(made[first:last])
        node = attribute_node(Span(begun, draft.here()), url)
        if node is not None:
            draft.nodes.append(node)
        done = last
    draft.write_code(made[done:])
    return (Insert(span=Span(start, start + len(text)), body=draft.body()),)
