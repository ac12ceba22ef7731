"""Text that is plain elsewhere and that Docusaurus reads as its own, and how to say it so that it is shown.

Source: Docusaurus 3.10.2 with its plain format; tests/docusaurus/test_strange_blog.py has the engine build it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from unicodedata import category

from syndicate.body.dialect import Context, Hazard

APART: Final = "<!-- -->"
"""Keeps two pieces of text apart that are read together only where nothing stands between them."""


def _escaped(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else f"{match['lead']}\\{match['sign']}"


def _dollar(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else "\\$"


def _emoji(match: re.Match[str], context: Context) -> str | None:
    if context.is_code or not _is_emoji(match[0]):
        return None
    return f"{match[0][:-1]}{APART}:"


_LINKED: Final = re.compile(r"[^\[\]\n]{0,500}\](?:\(|\[[^\]\n]{0,200}\])")
"""The rest of the text of a link."""

_ENDED: Final = re.compile(
    r"[^\s()]{0,2000}+(?:\([^\s()]{0,500}+\)[^\s()]{0,500}+){0,9}\s{0,99}+[)\"'(>]"
)
"""The rest of the address of a link, up to what ends it; a line that ends in it makes no link."""

_DEFINES: Final = re.compile(r"[ \t>]*\[(?!\^)[^\]\n]{1,400}\]:")


@lru_cache(maxsize=512)
def _is_emoji(name: str) -> bool:
    from emoji import emojize

    return emojize(name, language="alias") != name


def _address(match: re.Match[str], context: Context) -> str | None:
    if context.is_code or _is_in_address(context.text, match.start()):
        return None
    return f"{match['head']}{APART}{match['rest']}"


def _is_in_address(text: str, offset: int) -> bool:
    """Whether a link, its text, a tag or a definition holds this place."""
    line = text.rfind("\n", 0, offset) + 1
    before = text[max(line, offset - 500) : offset]
    is_first = " " not in before.strip()
    if is_first and text[max(line - 3, 0) : line].rstrip().endswith(("]:", "](")):
        return True
    opened = before.rfind("](")
    if opened >= 0 and ")" not in before[opened:]:
        return _ENDED.match(text, offset) is not None
    if before.rfind("[") > before.rfind("]"):
        return _LINKED.match(text, offset) is not None
    return before.rfind("<") > before.rfind(">") or _DEFINES.match(before) is not None


_SIGNS: Final = "*_~"


def _symbol(match: re.Match[str], context: Context) -> str | None:
    """A symbol as an entity, which is punctuation to everyone, where a sign beside it would be read otherwise."""
    if context.is_code or not _is_letter_here(match[0]):
        return None
    text, at = context.text, match.start()
    beside = text[at - 1 : at], text[at + 1 : at + 2]
    if not any(sign and sign in _SIGNS for sign in beside):
        return None
    is_read_otherwise = any(
        _flanks(text, run, is_here=False) != _flanks(text, run, is_here=True)
        for run in _runs_beside(text, at)
    )
    return f"&#{ord(match[0])};" if is_read_otherwise else None


def _runs_beside(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The runs of one sign right before and right behind a character."""
    if (sign := text[at - 1 : at]) and sign in _SIGNS:
        start = at
        while start and text[start - 1] == sign:
            start -= 1
        if text[start - 1 : start] != "\\":
            yield start, at
    if (sign := text[at + 1 : at + 2]) and sign in _SIGNS:
        end = at + 1
        while text[end : end + 1] == sign:
            end += 1
        yield at + 1, end


def _flanks(text: str, run: tuple[int, int], *, is_here: bool) -> tuple[bool, bool]:
    """Whether signs may begin and end emphasis: as CommonMark 0.31 has it (6.2), or as this parser does."""
    start, end = run
    before = _kind(text[start - 1 : start], is_here=is_here)
    after = _kind(text[end : end + 1], is_here=is_here)
    begins = after != " " and (after != "." or before != "a")
    ends = before != " " and (before != "." or after != "a")
    if text[start] != "_":
        return begins, ends
    return begins and (not ends or before == "."), ends and (not begins or after == ".")


def _kind(char: str, *, is_here: bool) -> str:
    """A blank, a full stop for punctuation, or "a" for all others."""
    if not char or char.isspace():
        return " "
    is_mark = category(char).startswith(("S", "P")) and not (is_here and _is_letter_here(char))
    return "." if is_mark else "a"


def _is_letter_here(char: str) -> bool:
    """Whether this parser takes a symbol or a mark for a letter."""
    kind = category(char)
    return not char.isascii() and (kind[0] == "S" or (kind[0] == "P" and char > "\uffff"))


CONTAINER: Final = Hazard(
    literal=":::",
    pattern=re.compile(
        r"^(?P<lead>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<sign>:::)", re.MULTILINE
    ),
    escape=_escaped,
)
LEAF: Final = Hazard(
    literal="::",
    pattern=re.compile(r"^(?P<lead>[ \t>]*)(?P<sign>::)(?=[A-Za-z])", re.MULTILINE),
    escape=_escaped,
)
DIRECTIVE: Final = Hazard(
    literal=":",
    pattern=re.compile(r"(?P<lead>)(?<![:\\])(?P<sign>:)(?=[A-Za-z][\w-]{0,40}[\[{])"),
    escape=_escaped,
)
EMOJI: Final = Hazard(
    literal=":", pattern=re.compile(r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])"), escape=_emoji
)
"""Where `markdown.emoji` is on: escapes do not help, the words are looked for in the finished text."""

DOLLAR: Final = Hazard(literal="$", pattern=re.compile(r"(?<!\\)\$"), escape=_dollar)
"""On a site with formulas: what is one in the source is a node."""

BARE: Final = (
    Hazard(
        literal="://",
        pattern=re.compile(r"(?<![A-Za-z])(?P<head>https?:)(?P<rest>//)(?=[\w-])", re.IGNORECASE),
        escape=_address,
    ),
    Hazard(
        literal="www.",
        pattern=re.compile(r"(?<![^\W_])(?P<head>www)(?P<rest>\.)", re.IGNORECASE),
        escape=_address,
    ),
    Hazard(
        literal="@",
        pattern=re.compile(r"(?<=[\w.+-])(?P<head>)(?P<rest>@)(?=[\w-]*(?:\.[\w-]+)+)", re.ASCII),
        escape=_address,
    ),
)
"""Bare addresses that the source makes no links of; those that it does are nodes, or the settings say so."""

SYMBOLS: Final = tuple(
    Hazard(
        literal=sign,
        pattern=re.compile(
            "[\xa2-\xb8\xd7\xf7\u02c2-\u02ff\u2044\u2052\u207a-\u208e\u20a0-\u20cf\u2100-\u2bff\u2e80-\u2fff"
            "\u3004-\u3037\u309b\u309c\u3190-\u33ff\ua700-\ua721\uff04-\uffee\U00010000-\U0010ffff]"
        ),
        escape=_symbol,
    )
    for sign in _SIGNS
)
"""Symbols and emoji beside the signs of emphasis: punctuation to CommonMark 0.31, and letters to this parser.

Source: micromark-util-classify-character 2.0.1, which knows the categories P alone, and halves of pairs.
"""

ALWAYS: Final = (CONTAINER, LEAF, DIRECTIVE, *SYMBOLS)
