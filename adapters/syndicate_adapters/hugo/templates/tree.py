"""A template of Go taken apart: text, actions, and the blocks of `if` and `with`.

Source: Go's text/template (lexer and parser) as Hugo 0.168 uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

Word = str
"""One token of an action: a quoted text with its quotes, a name, a sign."""


class Unreadable(Exception):
    """A template asks for something that is not known without running it; the message names it."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is printed as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """What is printed, or set where `variable` is named."""

    words: tuple[Word, ...]
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """`if` or `with`; of `with` the dot is what it asks for."""

    words: tuple[Word, ...]
    variable: str
    is_with: bool
    then: tuple[Node, ...] = ()
    otherwise: tuple[Node, ...] = ()


Node = Text | Action | Choice

_ACTION: Final = re.compile(
    r"(?P<before>\s*)\{\{(?P<left>-(?=\s))?(?:\s*/\*.*?\*/\s*"
    r"|(?P<body>(?:\"(?:\\.|[^\"\\])*\"|`[^`]*`|[^\"`}]|\}(?!\}))*?))(?P<right>(?<=\s)-)?\}\}(?P<after>\s*)",
    re.DOTALL,
)
_WORD: Final = re.compile(
    r"\s*(?:(\"(?:\\.|[^\"\\])*\"|`[^`]*`|[()|,]|:=|=|[^\s()|,\"`]+))", re.DOTALL
)


@lru_cache(maxsize=256)
def parsed(text: str) -> tuple[Node, ...]:
    """The nodes of a template. Raises Unreadable."""
    reader = _Reader(list(_pieces(text)))
    nodes, end = reader.until_end()
    if end:
        raise Unreadable(f"a {end!r} that ends nothing")
    return nodes


def _pieces(text: str) -> Iterator[Text | list[Word]]:
    position, trims = 0, False
    for match in _ACTION.finditer(text):
        before = text[position : match.start()] + ("" if match["left"] else match["before"])
        yield Text(before.lstrip() if trims else before)
        if match["body"] is not None and match["body"].strip():
            yield [word for word in _WORD.findall(match["body"]) if word]
        trims = match["right"] is not None
        position = match.end() - len(match["after"])
    rest = text[position:]
    yield Text(rest.lstrip() if trims else rest)


@dataclass(slots=True)
class _Reader:
    pieces: list[Text | list[Word]]
    position: int = field(default=0)

    def until_end(self) -> tuple[tuple[Node, ...], str]:
        """The nodes up to `end` or `else`, and which of them came ("" at the end of the template)."""
        nodes: list[Node] = []
        while self.position < len(self.pieces):
            piece = self.pieces[self.position]
            self.position += 1
            if isinstance(piece, Text):
                nodes.append(piece)
                continue
            match piece[0]:
                case "end":
                    return tuple(nodes), "end"
                case "else":
                    self.position -= 1
                    return tuple(nodes), "else"
                case "if" | "with":
                    nodes.append(self.choice(piece))
                case "range" | "define" | "block" | "template" | "break" | "continue" | "return":
                    raise Unreadable(f"it uses {piece[0]!r}")
                case _:
                    variable, words = _assigned(piece)
                    nodes.append(Action(words, variable))
        return tuple(nodes), ""

    def choice(self, piece: list[Word]) -> Choice:
        variable, words = _assigned(piece[1:])
        then, end = self.until_end()
        otherwise: tuple[Node, ...] = ()
        if end == "else":
            words_of_else = self.pieces[self.position]
            self.position += 1
            assert isinstance(words_of_else, list)  # it was looked at just now
            if len(words_of_else) > 1:
                otherwise = (self.choice(words_of_else[1:]),)
                return Choice(words, variable, piece[0] == "with", then, otherwise)
            otherwise, end = self.until_end()
        if end != "end":
            raise Unreadable("a block is not ended")
        return Choice(words, variable, piece[0] == "with", then, otherwise)


def _assigned(words: list[Word]) -> tuple[str, tuple[Word, ...]]:
    if len(words) > 2 and words[0].startswith("$") and words[1] in (":=", "="):
        return words[0], tuple(words[2:])
    return "", tuple(words)
