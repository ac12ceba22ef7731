"""HTML as the sanitizer writes it, as a tree: read by one regular expression instead of a parser for any HTML.

What the sanitizer writes is balanced, its values are quoted, and five entities stand in it; Python's own parser,
which looks for everything else at every sign, takes half of the time of an article.
"""

from __future__ import annotations

import re
from typing import Final

from bs4 import BeautifulSoup
from bs4.builder._htmlparser import BeautifulSoupHTMLParser, HTMLParserTreeBuilder

_PIECE: Final = re.compile(r'([^<]+)|<(/?)([a-z][a-z0-9-]*)((?: [a-z][a-z0-9-]*="[^"]*")*)>')
_ATTRIBUTE: Final = re.compile(r' ([a-z][a-z0-9-]*)="([^"]*)"')
_ENTITY: Final = re.compile("&(amp|lt|gt|quot|nbsp);")
_OTHER_ENTITY: Final = re.compile("&(?!(?:amp|lt|gt|quot|nbsp);)")
_CHARACTERS: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": "\xa0"}
_RAW: Final = ("<iframe", "<noembed", "<noframes", "<plaintext", "<textarea", "<xmp", "<title")
"""Elements of which a parser may take what is inside for text."""


def planted(html: str) -> BeautifulSoup:
    """The tree that bs4 makes of `html` with Python's parser."""
    return BeautifulSoup(html, builder=_Builder)


class _Builder(HTMLParserTreeBuilder):
    """Feeds what it knows itself, and leaves any other HTML to Python's parser."""

    def feed(
        self,
        markup: str | bytes,
        _parser_class: type[BeautifulSoupHTMLParser] = BeautifulSoupHTMLParser,
    ) -> None:
        pieces = _pieces(markup) if isinstance(markup, str) else None
        if pieces is None or self.soup is None:
            super().feed(markup, _parser_class)
            return
        soup = self.soup
        for text, slash, name, values in pieces:
            if text:
                soup.handle_data(_decoded(text))
            elif slash:
                soup.handle_endtag(name)
            else:
                given = {key: _decoded(value) for key, value in _ATTRIBUTE.findall(values)}
                tag = soup.handle_starttag(name, None, None, given)
                if tag is not None and tag.is_empty_element:
                    soup.handle_endtag(name)


def _pieces(markup: str) -> list[tuple[str, str, str, str]] | None:
    """The texts and tags of `markup`; None where it is not written as the sanitizer writes."""
    if any(name in markup for name in _RAW) or _OTHER_ENTITY.search(markup):
        return None
    found: list[tuple[str, str, str, str]] = []
    end = 0
    for piece in _PIECE.finditer(markup):
        if piece.start() != end:
            return None
        end = piece.end()
        found.append((piece[1] or "", piece[2] or "", piece[3] or "", piece[4] or ""))
    return found if end == len(markup) else None


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda found: _CHARACTERS[found[1]], text) if "&" in text else text
