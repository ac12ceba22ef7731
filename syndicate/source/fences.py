"""Where each engine sees front matter begin and end.

Sources: gray-matter 4.0.3 as Docusaurus 3.10.2 calls it, Hugo 0.168 (`parser/pageparser`), Jekyll
4.4 (`YAML_FRONT_MATTER_REGEXP`); the cases under tests/source/vectors come from the engines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal, NamedTuple, TypeAlias

from syndicate.diagnostics import SyndicateError
from syndicate.source.text import Span, skip

Format: TypeAlias = Literal["yaml", "toml", "json"]


class FrontMatterError(SyndicateError):
    """The engine would refuse this front matter.

    offset: characters of the source. reason: what is wrong. body_start: where the body begins all
    the same, for who goes on without the front matter.
    """

    def __init__(
        self, reason: str, offset: int, body_start: int, remedy: str = "correct it"
    ) -> None:
        super().__init__(f"front matter: {reason}; {remedy}")
        self.reason = reason
        self.offset = offset
        self.body_start = body_start
        self.remedy = remedy


class Fences(NamedTuple):
    """Where the parts lie. `parsed` is what the engine gives to its parser, `content` the lines
    between the fences; `block_end` is after the line of the closing fence."""

    format: Format
    parsed: Span
    content: Span
    block_end: int
    body_start: int


Finder: TypeAlias = Callable[[str], Fences | int]
"""Gives the fences, or the start of the body where there is no front matter."""

_NEWLINE = re.compile(r"\r?\n?")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)?")
_ONE_BREAK = re.compile(r"\r\n?|\n")


# --- Docusaurus ----------------------------------------------------------------------------------

_LANGUAGES: Final = ("", "yaml", "yml")
_COMMENTS = re.compile(r"^[^\S\n]*#[^\n]+", re.MULTILINE)
_GRAY_END = re.compile(r"\r?\n")


def find_gray_matter(text: str) -> Fences | int:
    """gray-matter: the first `\\n---` closes, whatever follows it; without one all is YAML."""
    if not text.startswith("---") or text.startswith("----"):
        return 0
    line_end = _GRAY_END.search(text, 3)
    # Its language is cut at -1 where there is no newline: all but the last character.
    line = text[3 : line_end.start() if line_end else len(text) - 1]
    language = line.strip()
    start = 3 + (len(line) if language or not line.strip(" \t") else 0)
    close = text.find("\n---", start)
    end = close if close >= 0 else len(text)
    body_start = skip(_NEWLINE, text, close + 4) if close >= 0 else len(text)
    if language and not _COMMENTS.sub("", text[start:end]).strip():
        language = ""  # of an empty block the language is never asked for
    if language.lower() not in _LANGUAGES and language != "json":
        is_code = language.lower() in ("js", "javascript")
        reason = "it is JavaScript, which is not run" if is_code else f"{language!r} is unknown"
        raise FrontMatterError(reason, 3, body_start, "write YAML between two lines of ---")
    first = line_end.end() if line_end else start
    content = Span(first, max(first, end + 1 if close >= 0 else end))
    kind: Format = "json" if language == "json" else "yaml"
    return Fences(kind, Span(start, content.end), content, body_start, body_start)


# --- Hugo ----------------------------------------------------------------------------------------

_HUGO_LEAD = re.compile("[ \t\r\n\ufeff]*")
_JSON_TOKEN = re.compile(r'[{}"]|\\.', re.DOTALL)
_REST_OF_LINE = re.compile(r"(?:[ \t]*(?:\r\n?|\n))?")
_ORG_LINES = re.compile(r"(?:#\+[^\n]*\n?)+")


def find_hugo(text: str) -> Fences | int:
    """Hugo: after blanks the first character decides; a fence closes by its first three."""
    start = skip(_HUGO_LEAD, text, 0)
    first = text[start : start + 1]
    if first == "{":
        return _find_json(text, start)
    if first == "#":
        # Org keywords: Hugo takes the lines away, in a Markdown file too.
        return skip(_ORG_LINES, text, start) if text.startswith("#+", start) else 0
    if first not in ("-", "+"):
        return 0
    kind: Format = "yaml" if first == "-" else "toml"
    fence = first * 3
    if not text.startswith(fence, start):
        reason = f"a file that begins with {first!r} must begin with {fence}"
        raise FrontMatterError(reason, start, 0, "put an empty pair of --- lines first")
    opened = skip(_REST_OF_LINE, text, start + 3)
    close = _closing_line(text, fence, start + 3)
    if close is None:
        reason = f"no line begins with the closing {fence}"
        raise FrontMatterError(reason, start, len(text), f"add a line {fence} at its end")
    body_start = skip(_NEWLINE, text, close + 3)
    content = Span(min(opened, close), close)
    return Fences(kind, content, content, body_start, body_start)


def _closing_line(text: str, fence: str, start: int) -> int | None:
    """The first line after `start` that begins with `fence`."""
    found = text.find("\n" + fence, start)
    # Looking for lone carriage returns only up to there keeps this linear.
    lone = text.find("\r" + fence, start, found if found >= 0 else len(text))
    at = lone if lone >= 0 else found
    return at + 1 if at >= 0 else None


def _find_json(text: str, start: int) -> Fences:
    """JSON without fences: up to the brace that balances the first, quotes minded."""
    level, in_quotes = 0, False
    for token in _JSON_TOKEN.finditer(text, start):
        char = token.group()
        if char == '"':
            in_quotes = not in_quotes
        elif not in_quotes and len(char) == 1:
            level += 1 if char == "{" else -1
            if level == 0:
                content = Span(start, token.end())
                body_start = skip(_NEWLINE, text, token.end())
                return Fences("json", content, content, body_start, body_start)
    raise FrontMatterError(
        "the brace that opens the JSON is never closed",
        start,
        len(text),
        "close it, or put an empty pair of --- lines first",
    )


# --- Jekyll --------------------------------------------------------------------------------------

_JEKYLL_OPEN = re.compile(r"---[ \t\r\n\f\v]*\n")
_JEKYLL_CLOSE = re.compile(r"[ \t\r\n\f\v]*$\n?", re.MULTILINE)
_REST_OF_FENCE = re.compile(r"[ \t\r\f\v]*(?:\n|\Z)")


def find_jekyll(text: str) -> Fences | int:
    """Jekyll: the first line that is `---` or `...` closes; blank lines after it vanish."""
    opened = _JEKYLL_OPEN.match(text)
    close = _jekyll_close(text, opened.end()) if opened else None
    if opened is None or close is None:
        return 0
    block_end = skip(_REST_OF_FENCE, text, close + 3)
    body_start = skip(_JEKYLL_CLOSE, text, close + 3)
    # Ruby hands over the opening line too: a "%" right after it is no directive.
    content = Span(skip(_LINE, text, 0), close)
    return Fences("yaml", Span(0, close), content, block_end, body_start)


def _jekyll_close(text: str, start: int) -> int | None:
    dashes = _whole_line(text, "---", start, len(text))
    dots = _whole_line(text, "...", start, dashes if dashes is not None else len(text))
    return dots if dots is not None else dashes


def _whole_line(text: str, fence: str, start: int, end: int) -> int | None:
    at = start - 1
    while (at := text.find("\n" + fence, at, end)) >= 0:
        if _REST_OF_FENCE.match(text, at + 4):
            return at + 1
        at += 4
    return None
