"""A text taken apart at its Liquid: literal text, outputs, tags, and blocks with all that is in them.

Source: Liquid 4.0.4 and 5.4 (`tokenizer.rb`, `tags/raw.rb`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

from syndicate.source.text import Span
from syndicate_adapters.jekyll.excerpts import BLOCKS

_NAME: Final = re.compile(r"\{%-?\s*(\w+)")
_ENDRAW: Final = re.compile(r"\{%\s*endraw\b[^%]*+(?:%(?!\})[^%]*+)*+%\}")
"""What closes `raw`: no hyphen may stand before it, though any words behind it."""
_BARE_RAW: Final = re.compile(r"\{%-?\s*raw\s*-?%\}")


class Kind(Enum):
    """What a piece of a text is."""

    TEXT = "text"
    OUTPUT = "output"
    TAG = "tag"
    BLOCK = "block"
    BROKEN = "broken"
    END = "the end of a block that nobody knows"


class Token(NamedTuple):
    """One pair of braces; `name` is that of a tag. raw: the end of the raw text behind it, where it is `raw`."""

    span: Span
    name: str
    is_output: bool
    raw: Span | None = None


class Piece(NamedTuple):
    """A stretch of a text. body: what stands in a block. name: of its tag, or what is wrong."""

    kind: Kind
    span: Span
    name: str = ""
    body: Span | None = None


def has_liquid(text: str, span: Span) -> bool:
    """Whether anything in a text would be run."""
    return _next(text, *span) >= 0


def pieces_of(text: str, span: Span, ruled: frozenset[str] = frozenset()) -> list[Piece]:
    """The pieces in order, without gaps. ruled: tags of the site; one is a block where another closes it."""
    found: list[Piece] = []
    done = span.start
    tokens = list(_tokens(text, span))
    for piece in _live(text, tokens, ruled) if tokens else ():
        if piece.span.start > done:
            found.append(Piece(Kind.TEXT, Span(done, piece.span.start)))
        found.append(piece)
        done = piece.span.end
    if done < span.end:
        found.append(Piece(Kind.TEXT, Span(done, span.end)))
    return found


def _tokens(text: str, span: Span) -> Iterator[Token]:
    position, has_end = span.start, True
    while (start := _next(text, position, span.end)) >= 0:
        if text[start + 1] == "{":
            end = text.find("}", start + 2, span.end)
            if end < 0:
                yield Token(Span(start, start + 2), "", True)
                return
            end = end + 2 if text.startswith("}}", end) else end + 1
            yield Token(Span(start, min(end, span.end)), "", True)
        else:
            end = text.find("%}", start + 2, span.end)
            if end < 0:
                yield Token(Span(start, start + 2), "", False)
                return
            end += 2
            match = _NAME.match(text, start, end)
            token = Token(Span(start, end), match[1] if match is not None else "", False)
            if token.name == "raw" and has_end:
                close = _ENDRAW.search(text, end, span.end)
                has_end = close is not None
                if close is not None:
                    raw = Span(end, close.start())
                    token = token._replace(span=Span(start, close.end()), raw=raw)
            yield token
        position = token.span.end if text[start + 1] == "%" else end


def _next(text: str, position: int, end: int) -> int:
    """Where the next braces open. A single character is found much faster than two."""
    while (start := text.find("{", position, end - 1)) >= 0:
        if text[start + 1] in "{%":
            return start
        position = start + 1
    return -1


def _live(text: str, tokens: Sequence[Token], ruled: frozenset[str]) -> Iterator[Piece]:
    """Outputs, tags, and blocks as wholes."""
    ends = {token.name for token in tokens if token.name.startswith("end")}
    blocks = BLOCKS | {name for name in ruled if f"end{name}" in ends}
    closing = _pairs(tokens, blocks)
    unknown: set[str] = set()
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.is_output:
            size = token.span.end - token.span.start
            is_whole = text.startswith("}}", token.span.end - 2) and size > 3
            kind = Kind.OUTPUT if is_whole else Kind.BROKEN
            yield Piece(kind, token.span, "" if is_whole else "braces that nothing closes")
        elif token.raw is not None:
            if _BARE_RAW.match(text, *token.span) is None:
                yield Piece(Kind.BROKEN, token.span, "raw takes no words")
                continue
            yield Piece(Kind.BLOCK, token.span, "raw", token.raw)
        elif token.name in blocks:
            last = closing.get(index - 1)
            if last is None and token.name not in BLOCKS:
                yield Piece(Kind.TAG, token.span, token.name)
                continue
            if last is None:
                yield Piece(Kind.BROKEN, token.span, f"{token.name} is never closed")
                continue
            close = tokens[last].span
            body = Span(token.span.end, close.start)
            yield Piece(Kind.BLOCK, Span(token.span.start, close.end), token.name, body)
            index = last + 1
        elif token.name.startswith("end") and token.name[3:] in unknown:
            yield Piece(Kind.END, token.span, token.name)
        elif not token.name or token.name.startswith("end"):
            yield Piece(Kind.BROKEN, token.span, "a tag that closes nothing")
        else:
            unknown.add(token.name)
            yield Piece(Kind.TAG, token.span, token.name)


def _pairs(tokens: Sequence[Token], blocks: frozenset[str]) -> dict[int, int]:
    """Which tag closes which block, by position; blocks that nothing closes have none."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    counts: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token.is_output or token.name in ("raw", "endraw"):
            continue  # what closes it was found with the token
        in_comment = bool(open_) and tokens[open_[-1]].name == "comment"
        if in_comment and token.name not in ("comment", "endcomment"):
            continue
        if token.name in blocks:
            open_.append(index)
            counts[token.name] = counts.get(token.name, 0) + 1
        elif token.name.startswith("end") and counts.get(token.name[3:], 0):
            while open_:
                opening = open_.pop()
                counts[tokens[opening].name] -= 1
                if tokens[opening].name == token.name[3:]:
                    pairs[opening] = index
                    break
    return pairs
