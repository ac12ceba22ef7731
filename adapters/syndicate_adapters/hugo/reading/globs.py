"""Glob patterns as Hugo has them in `cascade`, `permalinks` and mounts.

Source: Hugo 0.168 (hglob over gobwas/glob, separator "/", case folded); tests/hugo_reading/test_globs.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from syndicate_adapters.hugo.reading.params import small

MOST_VARIANTS: Final = 1000
"""How many patterns the braces of one may stand for."""


class _Item(NamedTuple):
    """One step of a pattern. ranges: the characters it takes, None for any. is_open: it takes "/" too."""

    ranges: tuple[tuple[str, str], ...] | None
    is_negated: bool = False
    is_open: bool = False
    is_repeated: bool = False

    def takes(self, character: str) -> bool:
        if self.ranges is None:
            return self.is_open or character != "/"
        return any(low <= character <= high for low, high in self.ranges) != self.is_negated


def matches(path: str, pattern: str) -> bool:
    """Whether all of `path` matches; capitals do not count. Broken patterns match nothing."""
    path = small(path)
    return any(_is_match(path, variant) for variant in _compiled(small(pattern)))


def _is_match(path: str, items: tuple[_Item, ...]) -> bool:
    """Follows all places in the pattern that the characters so far may have led to."""
    places = _past_stars({0}, items)
    for character in path:
        following = set()
        for place in places:
            if place < len(items) and items[place].takes(character):
                following.add(place if items[place].is_repeated else place + 1)
        places = _past_stars(following, items)
        if not places:
            return False
    return len(items) in places


def _past_stars(places: set[int], items: tuple[_Item, ...]) -> set[int]:
    found = set(places)
    for place in places:
        while place < len(items) and items[place].is_repeated:
            place += 1
            found.add(place)
    return found


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> tuple[tuple[_Item, ...], ...]:
    try:
        return tuple(tuple(_items(variant)) for variant in _variants(pattern))
    except ValueError:
        return ()


def _variants(pattern: str) -> list[str]:
    """The patterns that the braces stand for. Raises ValueError for too many, or a brace left open."""
    done: list[str] = []
    waiting = [pattern]
    while waiting:
        text = waiting.pop()
        start = _open_brace(text)
        if start < 0:
            done.append(text)
            continue
        end, options = _options(text, start)
        waiting += [text[:start] + option + text[end:] for option in options]
        if len(waiting) + len(done) > MOST_VARIANTS:
            raise ValueError("too many alternatives")
    return done


def _open_brace(text: str) -> int:
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "{":
            return at
        at += 1
    return -1


def _options(text: str, start: int) -> tuple[int, list[str]]:
    """The end of the braces that open at `start`, and what stands between their commas."""
    depth, at, first = 0, start, start + 1
    options: list[str] = []
    while at < len(text):
        match text[at]:
            case "\\":
                at += 1
            case "{":
                depth += 1
            case "," if depth == 1:
                options.append(text[first:at])
                first = at + 1
            case "}":
                depth -= 1
                if not depth:
                    return at + 1, [*options, text[first:at]]
        at += 1
    raise ValueError("a brace is not closed")


def _items(pattern: str) -> Iterator[_Item]:
    at = 0
    while at < len(pattern):
        character = pattern[at]
        at += 1
        match character:
            case "*":
                is_open = pattern.startswith("*", at)
                while pattern.startswith("*", at):
                    at += 1
                yield _Item(None, is_open=is_open, is_repeated=True)
            case "?":
                yield _Item(None)
            case "[":
                end = pattern.index("]", at + 1)
                yield _class(pattern[at:end])
                at = end + 1
            case _:
                if character == "\\" and at < len(pattern):
                    character, at = pattern[at], at + 1
                yield _Item(((character, character),))


def _class(inside: str) -> _Item:
    is_negated = inside.startswith("!")
    inside = inside[1:] if is_negated else inside
    if len(inside) == 3 and inside[1] == "-":
        return _Item(((inside[0], inside[2]),), is_negated=is_negated)
    return _Item(tuple((c, c) for c in inside), is_negated=is_negated)
