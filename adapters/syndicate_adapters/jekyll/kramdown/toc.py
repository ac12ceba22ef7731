"""The list of the headings that `{:toc}` puts in the place of a list.

Source: kramdown 2.4.0, `converter/html.rb`.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from syndicate_adapters.jekyll.kramdown.document import Reading, attributes_of
from syndicate_adapters.jekyll.kramdown.text import shown
from syndicate_adapters.jekyll.kramdown.tree import Block


@dataclass(slots=True)
class _Entry:
    """A heading with those below it."""

    level: int
    key: str
    text: str
    entries: list[_Entry] = field(default_factory=list)


def contents(reading: Reading, block: Block) -> str:
    """The list as HTML, in one block."""
    name = block.kind
    listed = attributes_of(reading.document, block).get("id", "markdown-toc")
    top: list[_Entry] = []
    open_: list[_Entry] = []
    for entry in _entries(reading):
        while open_ and open_[-1].level >= entry.level:
            open_.pop()
        (open_[-1].entries if open_ else top).append(entry)
        open_.append(entry)
    return "\n".join(_list(top, name, html.escape(listed), f' id="{html.escape(listed)}"'))


def _list(entries: Sequence[_Entry], name: str, listed: str, said: str = "") -> Iterator[str]:
    yield f"<{name}{said}>"
    for entry in entries:
        key = html.escape(entry.key)
        text = html.escape(entry.text, quote=False)
        link = f'<li><a href="#{key}" id="{listed}-{key}">{text}</a>'
        if not entry.entries:
            yield f"{link}</li>"
            continue
        yield link
        yield from _list(entry.entries, name, listed)
        yield "</li>"
    yield f"</{name}>"


def _entries(reading: Reading) -> Iterator[_Entry]:
    """Each heading that is listed."""
    for block in reading.headings:
        if block.level not in reading.document.options.toc_levels:
            continue
        key = reading.ids[id(block)]
        classes = attributes_of(reading.document, block).get("class", "").split()
        if key and "no_toc" not in classes:
            text = shown(block.frag, block.line, block.text_start, block.text_end)
            yield _Entry(block.level, key, text.strip())
