"""Info strings of code fences and the comments that mark lines in code.

Source: Docusaurus 3.10.2, theme-common codeBlockUtils; the engine's pages are the test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


_COMMENTS: Final = (
    (r"//\s*", r""),
    (r"/\*\s*", r"\s*\*/"),
    (r"\{\s*/\*\s*", r"\s*\*/\s*\}"),
    (r"#\s*", r""),
    (r"<!--\s*", r"\s*-->"),
    (r"--\s*", r""),
    (r"%\s*", r""),
    (r'"""\s*', r""),
    (r"'\s*", r""),
)
# The languages whose comments are not those of the default set.
_STYLES: Final = {
    "js": (0, 1), "jsx": (0, 1, 2), "ts": (0, 1), "tsx": (0, 1, 2), "javascript": (0, 1), "typescript": (0, 1),
    "java": (0, 1), "c": (0, 1), "cpp": (0, 1), "go": (0, 1), "rust": (0, 1), "css": (1,), "scss": (0, 1),
    "html": (4, 1, 2), "xml": (4,), "python": (3,), "py": (3,), "bash": (3,), "sh": (3,), "shell": (3,),
    "yaml": (3,), "yml": (3,), "ruby": (3,), "toml": (3,), "sql": (5,), "lua": (5,), "haskell": (5,),
    "latex": (6,), "matlab": (6,), "markdown": (4,), "md": (4,), "mdx": (2,), "wasm": (), "batch": (), "vb": (8,),
}  # fmt: skip
_DEFAULT: Final = (0, 1, 2, 3, 4)
_WORDS: Final = r"(?P<word>highlight-next-line|highlight-start|highlight-end)"


def magic_comments(
    text: str, lang: str, inner: Span
) -> tuple[tuple[tuple[int, int], ...], list[Span]]:
    """The lines that comments mark (counted without the comments), and the comments' whole lines."""
    marked: list[int] = []
    dropped: list[Span] = []
    patterns = _patterns(lang.lower())
    open_from: int | None = None
    number = 1
    for span in lines_of(text, inner):
        line = text[span.start : span.end].strip()
        word = next((m["word"] for p in patterns if (m := p.fullmatch(line))), None)
        if word is None:
            number += 1
            continue
        dropped.append(span)
        if word == "highlight-next-line":
            marked.append(number)
        elif word == "highlight-start":
            open_from = number
        elif open_from is not None:
            marked += range(open_from, number)
            open_from = None
    return joined(marked), dropped


def _patterns(lang: str) -> list[re.Pattern[str]]:
    styles = _STYLES.get(lang, _DEFAULT)
    return [re.compile(f"{_COMMENTS[i][0]}{_WORDS}{_COMMENTS[i][1]}") for i in styles]


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
