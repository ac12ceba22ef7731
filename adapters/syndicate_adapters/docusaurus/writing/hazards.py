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


@lru_cache(maxsize=512)
def _is_emoji(name: str) -> bool:
    from emoji import emojize

    return emojize(name, language="alias") != name


def _address(match: re.Match[str], context: Context) -> str | None:
    if context.is_code or _is_in_address(context.text, match.start()):
        return None
    return f"{match['head']}{APART}{match['rest']}"


def _is_in_address(text: str, offset: int) -> bool:
    """Whether a link, a tag or a definition holds this place."""
    line = text.rfind("\n", 0, offset) + 1
    before = text[max(line, offset - 500) : offset]
    if before.endswith(("](", "](<", "<", '="', "='", "]: ", "]: <")):
        return True
    return before.rfind("<") > before.rfind(">")


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
        pattern=re.compile(r"(?<![^\s(*_\[\]~])(?P<head>www)(?P<rest>\.)(?=[\w-])", re.IGNORECASE),
        escape=_address,
    ),
    Hazard(
        literal="@",
        pattern=re.compile(
            r"(?<=[\w.+-])(?P<head>)(?P<rest>@)(?=[A-Za-z0-9][\w-]*(?:\.[\w-]+)+)", re.ASCII
        ),
        escape=_address,
    ),
)
"""Bare addresses, where the source makes no links of them."""

ALWAYS: Final = (CONTAINER, LEAF, DIRECTIVE)
