"""Info strings of code fences and the comments that mark lines in code.

Source: Docusaurus 3.10.2, theme-common codeBlockUtils; the engine's pages are the test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from syndicate.source.text import Span


class Info(NamedTuple):
    """What an info string says. `highlighted` holds first and last line of each range, from 1."""

    lang: str
    title: str = ""
    highlighted: tuple[tuple[int, int], ...] = ()
    first_number: int | None = None
    rest: str = ""


_TITLE: Final = re.compile(r"""title=(?P<quote>["'])(?P<title>.*?)(?P=quote)""")
_RANGE: Final = re.compile(r"\{(?P<range>[\d,-]+)\}")
_NUMBERS: Final = re.compile(r"showLineNumbers(?:=(?P<start>\d+))?(?=\s|$)")


@lru_cache(maxsize=512)
def read_info(info: str) -> Info:
    """The parts of an info string; the first word is the language, unless it is one of the others."""
    lang, _, meta = info.strip().partition(" ")
    title = highlighted = numbers = None
    if title := _TITLE.search(meta):
        meta = meta[: title.start()] + meta[title.end() :]
    if highlighted := _RANGE.search(meta):
        meta = meta[: highlighted.start()] + meta[highlighted.end() :]
    if numbers := _NUMBERS.search(meta):
        meta = meta[: numbers.start()] + meta[numbers.end() :]
    return Info(
        lang=lang,
        title=title["title"] if title else "",
        highlighted=line_ranges(highlighted["range"]) if highlighted else (),
        first_number=int(numbers["start"] or 1) if numbers else None,
        rest=" ".join(meta.split()),
    )


def line_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges in "1,3-4"; a part that makes no sense is passed by, as the engine does."""
    ranges = []
    for part in text.split(","):
        if match := re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part.strip()):
            first = int(match[1])
            ranges.append((first, int(match[2] or first)))
    return tuple(ranges)


_COMMENTS: Final = {
    "js": ("//", ""),
    "block": (r"/\*", r"\*/"),
    "jsx": (r"\{\s*/\*", r"\*/\s*\}"),
    "shell": ("#", ""),
    "html": ("<!--", "-->"),
    "lua": ("--", ""),
    "wasm": (";;", ""),
    "tex": ("%", ""),
    "vb": ("['‘’]", ""),
    "vbnet": (r"(?:_\s*)?['‘’]", ""),
    "rem": (r"[Rr][Ee][Mm]\b", ""),
    "fortran": ("!", ""),
    "ml": (r"\(\*", r"\*\)"),
    "cobol": (r"\*>", ""),
}
_EVERYWHERE: Final = ("js", "block", "jsx", "shell", "html")
_STYLES: Final = {
    **dict.fromkeys(("js", "javascript", "ts", "typescript"), ("js", "block")),
    **dict.fromkeys(("jsx", "tsx"), ("js", "block", "jsx")),
    "html": ("js", "block", "html"),
    **dict.fromkeys(("python", "py", "bash"), ("shell",)),
    **dict.fromkeys(("markdown", "md"), ("html", "jsx", "shell")),
    **dict.fromkeys(("tex", "latex", "matlab"), ("tex",)),
    **dict.fromkeys(("lua", "haskell"), ("lua",)),
    "sql": ("lua", "block"),
    "wasm": ("wasm",),
    **dict.fromkeys(("vb", "vba", "visual-basic"), ("vb", "rem")),
    "vbnet": ("vbnet", "rem"),
    "batch": ("rem",),
    "basic": ("rem", "fortran"),
    "fsharp": ("js", "ml"),
    **dict.fromkeys(("ocaml", "sml"), ("ml",)),
    "fortran": ("fortran",),
    "cobol": ("cobol",),
}
"""The comments that count in a language; in all others those of `_EVERYWHERE` do."""


class MagicComment(NamedTuple):
    """Words in comments that mark lines: the one below (`line`), or those from `start` to `end`; "" if unused."""

    line: str = ""
    start: str = ""
    end: str = ""
    is_highlight: bool = False


HIGHLIGHT: Final = MagicComment("highlight-next-line", "highlight-start", "highlight-end", True)


def magic_comments(
    text: str, lang: str, inner: Span, comments: tuple[MagicComment, ...] = (HIGHLIGHT,)
) -> tuple[tuple[tuple[int, int], ...], list[Span]]:
    """The lines that comments highlight (counted without the comments), and the whole lines of all comments."""
    marked: list[int] = []
    dropped: list[Span] = []
    pattern = _pattern(_STYLES.get(lang.lower(), _EVERYWHERE), comments)
    open_: dict[str, int] = {}
    number = 1
    for span in lines_of(text, inner):
        line = text[span.start : span.end].rstrip().lstrip(" \t>")  # in a quote, too
        match = pattern.fullmatch(line)
        if match is None:
            number += 1
            continue
        dropped.append(span)
        word = next(group for group in match.groups() if group is not None)
        for comment in comments:
            if word == comment.line and comment.is_highlight:
                marked.append(number)
            elif word == comment.start:
                open_[comment.end] = number
            elif word == comment.end and comment.is_highlight and word in open_:
                marked += range(open_.pop(word), number)
    return joined(marked), dropped


@lru_cache(maxsize=64)
def _pattern(styles: tuple[str, ...], comments: tuple[MagicComment, ...]) -> re.Pattern[str]:
    words = [w for c in comments for w in (c.line, c.start, c.end) if w]
    choice = "|".join(re.escape(word) for word in words)
    return re.compile(
        "|".join(rf"{_COMMENTS[s][0]}\s*({choice})\s*{_COMMENTS[s][1]}" for s in styles)
    )


def lines_of(text: str, span: Span) -> Iterator[Span]:
    """The lines in `span`, their newlines included."""
    position = span.start
    while position < span.end:
        newline = text.find("\n", position, span.end)
        end = newline + 1 if newline >= 0 else span.end
        yield Span(position, end)
        position = end


def joined(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Line numbers as ranges."""
    ranges: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return tuple(ranges)
