"""Which files of a blog folder are posts: the globs `include` and `exclude`.

Source: Docusaurus 3.10.2 with globby 11 (fast-glob, micromatch); tests/docusaurus/test_files.py.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias

DEFAULT_INCLUDE = ("**/*.{md,mdx}",)
DEFAULT_EXCLUDE = (
    "**/_*.{js,jsx,ts,tsx,md,mdx}",
    "**/_*/**",
    "**/*.test.{js,jsx,ts,tsx}",
    "**/__tests__/**",
)

_MOST_VARIANTS = 1000  # of one pattern with braces
_BRACES = re.compile(r"(?<!\\)\{([^{}]*)\}")
_RANGE = re.compile(r"(-?\d+)\.\.(-?\d+)")
_CHOICE = re.compile(r"(?<!\\)([@?])\(([^()]*)\)")
_NEGATED_CLASS = re.compile(r"\[\^(?=[^]])")
_MARKED_CLASS = re.compile(r"\[!([^]]*)\]")  # "!" is a character like others there
_WILDCARD = re.compile(r"[*?[]")
_CLASS = re.compile(r"[][(){}\\!]")
_ESCAPED = re.compile(r"\\(.)")

_Segment: TypeAlias = Callable[[str], re.Match[str] | None] | None
"""How one segment of a path is matched; None stands for `**`."""


def is_post(
    path: str,
    include: Sequence[str] = DEFAULT_INCLUDE,
    exclude: Sequence[str] = DEFAULT_EXCLUDE,
) -> bool:
    """Whether the file at this posix path, relative to the blog folder, is a post.

    Case counts. What begins with a dot is no post; patterns with "!" belong to `exclude`.
    """
    wanted = [pattern for pattern in include if not pattern.startswith("!")]
    unwanted = [*exclude, *(pattern[1:] for pattern in include if pattern.startswith("!"))]
    return any(matches_glob(path, pattern) for pattern in wanted) and not any(
        matches_glob(path, pattern, with_dots=True) for pattern in unwanted
    )


def matches_glob(path: str, pattern: str, *, with_dots: bool = False) -> bool:
    """Whether the whole path matches; without `with_dots` a wildcard does not match a first dot."""
    return any(
        _matches(path.split("/"), variant, with_dots)
        for words, variant in _compiled(pattern, with_dots)
        if all(map(path.__contains__, words))
    )


def _matches(names: list[str], pattern: tuple[_Segment, ...], with_dots: bool) -> bool:
    """Follows all places in the pattern that the names so far may have led to."""
    places = _passing_stars({0}, pattern)
    for name in names:
        after = set()
        for place in places:
            if place == len(pattern):
                continue
            segment = pattern[place]
            if segment is None:
                if with_dots or not name.startswith("."):
                    after.add(place)
            elif segment(name):
                after.add(place + 1)
        places = _passing_stars(after, pattern)
    return len(pattern) in places


def _passing_stars(places: set[int], pattern: tuple[_Segment, ...]) -> set[int]:
    """The places with those behind a `**` that matches nothing."""
    found = set(places)
    for place in places:
        while place < len(pattern) and pattern[place] is None:
            place += 1
            found.add(place)
    return found


@cache
def _compiled(
    pattern: str, with_dots: bool
) -> tuple[tuple[tuple[str, ...], tuple[_Segment, ...]], ...]:
    """How each variant of a pattern is matched, and letters that what it matches has in it."""
    variants = _expanded(pattern.removeprefix("./"))
    return tuple(
        (_words(variant), tuple(_segment(text, with_dots) for text in _segments(variant)))
        for variant in variants
    )


def _words(variant: str) -> tuple[str, ...]:
    """The letters between the wildcards of a pattern without classes; none are known of others."""
    if _CLASS.search(variant):
        return ()
    return tuple(filter(None, re.split(r"[*?/]", variant)))


def _segments(variant: str) -> list[str]:
    """The segments; a last `**` behind a wildcard stands for one name at least."""
    segments = variant.split("/")
    if segments[-1] == "**" and len(segments) > 1 and _WILDCARD.search(segments[-2]):
        segments.append("*")
    return segments


def _segment(text: str, with_dots: bool) -> _Segment:
    if text == "**":
        return None
    glob = _MARKED_CLASS.sub(r"[\1!]", _ESCAPED.sub(r"[\1]", text))
    glob = _NEGATED_CLASS.sub("[!", glob)
    guard = "" if with_dots or text.startswith((".", "\\.")) else r"(?!\.)"
    return re.compile(guard + fnmatch.translate(glob)).match


def _expanded(pattern: str) -> list[str]:
    """The pattern without braces and choices, in all its variants; innermost braces first."""
    done: list[str] = []
    waiting = [pattern]
    while waiting and len(done) + len(waiting) <= _MOST_VARIANTS:
        text = waiting.pop()
        if match := _CHOICE.search(text):
            options = match[2].split("|") + ([""] if match[1] == "?" else [])
        elif match := _BRACES.search(text):
            options = _options(match[1])
        else:
            done.append(text)
            continue
        waiting += [text[: match.start()] + option + text[match.end() :] for option in options]
    return done + waiting


def _options(inside: str) -> list[str]:
    bounds = _RANGE.fullmatch(inside)
    if bounds:
        low, high = sorted((int(bounds[1]), int(bounds[2])))
        return [str(number) for number in range(low, min(high, low + _MOST_VARIANTS) + 1)]
    options = inside.split(",")
    return options if len(options) > 1 else [f"\\{{{inside}\\}}"]
