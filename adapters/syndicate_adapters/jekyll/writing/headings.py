"""Which ids kramdown gives to headings by itself, so that only the others have to be said.

Source: kramdown-parser-gfm 1.1.0; tests/jekyll_writing/test_rows.py asks the engine.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate.body.nodes import Destination, Heading
from syndicate_adapters.jekyll.kramdown.ids import Ids
from syndicate_adapters.jekyll.kramdown.settings import options_of
from syndicate_adapters.jekyll.settings import JekyllSettings
from syndicate_adapters.jekyll.writing.attributes import quoted

PLAIN_ID: Final = re.compile(r"[^\W\d][\w:.·-]*")
"""What may stand behind `#`: a name of XML."""

_UNSURE: Final = re.compile(r"[|<$\\\n]|&#?\w+;|!\[|--|\.\.\.|\{[:#]|\[\^|:[a-z0-9_+-]+:")
"""Markup whose text may count otherwise than it reads."""


class HeadingIds:
    """The ids of the headings of one page, asked for in order."""

    def __init__(self, settings: JekyllSettings) -> None:
        self._ids = Ids(options_of(settings.kramdown))
        self._said: set[str] = set()

    def makes(self, heading: Heading, written: str) -> bool:
        """Whether kramdown gives the heading its id by itself; not where we cannot be sure."""
        if not self._is_sure(heading, written):
            if heading.id:
                self._said.add(heading.id)
                return False
            self._ids.next_id(heading.text)
            return True
        counts = dict(self._ids.counts)
        found = self._ids.next_id(heading.text)
        if found == heading.id and found not in self._said:
            return True
        if heading.id:  # one that is said takes no number
            self._ids.counts = counts
            self._said.add(heading.id)
            return False
        return True

    def _is_sure(self, heading: Heading, written: str) -> bool:
        if heading.is_explicit or _UNSURE.search(written.strip()) is not None:
            return False
        return all(isinstance(child, Destination) for child in heading.children)


def heading(node: Heading, inner: str) -> str:
    """The heading in one line, its id behind it, or below where it is no plain one."""
    text = " ".join(line.strip() for line in inner.strip().split("\n"))
    said = f"{'#' * node.level} {text}".rstrip()
    if not node.id:
        return said
    if PLAIN_ID.fullmatch(node.id):
        return f"{said} {{#{node.id}}}"
    return f'{said}\n{{: id="{quoted(node.id)}"}}'
