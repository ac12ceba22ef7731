"""Text that is plain elsewhere and that Docusaurus reads as its own, and how to say it so that it is shown.

Source: Docusaurus 3.10.2 with its plain format; tests/docusaurus/test_strange_blog.py has the engine build it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

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
    if is_first and text[max(line - 3, 0) : line].rstrip().endswith("]:"):
        return True
    opened = before.rfind("](")
    if opened >= 0 and ")" not in before[opened:]:
        return True
    if before.rfind("[") > before.rfind("]"):
        return _LINKED.match(text, offset) is not None
    return before.rfind("<") > before.rfind(">") or _DEFINES.match(before) is not None


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

ALWAYS: Final = (CONTAINER, LEAF, DIRECTIVE)
