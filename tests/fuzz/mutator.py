"""Documents out of other documents: document `number` of a seed is the same each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final, NamedTuple

from tests.fuzz.seeds import TOKENS

LONGEST: Final = 6_000  # characters

PREFIXES: Final = ("> ", "- ", "  ", "    ", "1. ", "\t", ": ", "| ", "* ", "   > ", "//", "#")


class Stock(NamedTuple):
    """What documents are made of: whole texts, and pieces that readers look for."""

    corpus: Sequence[str]
    tokens: Sequence[str] = TOKENS


def mutated(random: Random, corpus: Sequence[str], tokens: Sequence[str] = TOKENS) -> str:
    """One of `corpus` after one to eight changes."""
    stock = Stock(corpus, tokens)
    text = random.choice(corpus)
    if random.random() < 0.05:
        text = ""
    for _ in range(1 + min(int(random.expovariate(0.5)), 7)):
        text = random.choice(_CHANGES)(random, text, stock)
    return text[:LONGEST]


def _place(random: Random, text: str) -> int:
    """A place in `text`, more often where a line begins."""
    at = random.randint(0, len(text))
    if random.random() < 0.5:
        return text.rfind("\n", 0, at) + 1
    return at


def _insert(random: Random, text: str, stock: Stock) -> str:
    at = _place(random, text)
    return text[:at] + random.choice(stock.tokens) + text[at:]


def _insert_line(random: Random, text: str, stock: Stock) -> str:
    at = text.rfind("\n", 0, random.randint(0, len(text))) + 1
    return f"{text[:at]}{random.choice(PREFIXES)}{random.choice(stock.tokens)}\n{text[at:]}"


def _delete(random: Random, text: str, stock: Stock) -> str:
    at = _place(random, text)
    return text[:at] + text[at + int(random.expovariate(0.1)) + 1 :]


def _replace(random: Random, text: str, stock: Stock) -> str:
    at = _place(random, text)
    return text[:at] + random.choice(stock.tokens) + text[at + random.randint(1, 6) :]


def _splice(random: Random, text: str, stock: Stock) -> str:
    other = random.choice(stock.corpus)
    begin = _place(random, other)
    piece = other[begin : begin + random.randint(1, 400)]
    at = _place(random, text)
    return text[:at] + piece + text[at:]


def _repeat(random: Random, text: str, stock: Stock) -> str:
    at = _place(random, text)
    piece = text[at : at + random.randint(1, 60)]
    return text[:at] + piece * random.choice((2, 2, 3, 8, 40)) + text[at:]


def _prefix(random: Random, text: str, stock: Stock) -> str:
    """Some lines in a row, in a container more."""
    lines = text.split("\n")
    first = random.randrange(len(lines))
    last = min(len(lines), first + random.randint(1, 8))
    prefix = random.choice(PREFIXES)
    lines[first:last] = [prefix + line for line in lines[first:last]]
    return "\n".join(lines)


def _swap(random: Random, text: str, stock: Stock) -> str:
    lines = text.split("\n")
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


def _join(random: Random, text: str, stock: Stock) -> str:
    """Without one of the line breaks."""
    at = text.find("\n", random.randint(0, len(text)))
    return text if at < 0 else text[:at] + random.choice(("", " ")) + text[at + 1 :]


def _newlines(random: Random, text: str, stock: Stock) -> str:
    return text.replace("\n", random.choice(("\r\n", "\r", "\n\n")))


_Change = Callable[[Random, str, Stock], str]
_CHANGES: Final[tuple[_Change, ...]] = (
    _insert, _insert, _insert, _insert_line, _insert_line, _delete, _delete, _replace, _splice, _splice,
    _repeat, _prefix, _prefix, _swap, _join,
    _newlines,
)  # fmt: skip
