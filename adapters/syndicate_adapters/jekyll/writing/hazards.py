"""Text that is plain elsewhere and that kramdown alone gives a meaning, and how to say it so that it is shown.

What both read, but otherwise, is found by comparing (`safe`). Liquid's braces are guarded last of all (`liquid`).
Source: kramdown 2.4.0; tests/jekyll_writing/test_same_text.py asks the engine.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import name2codepoint
from typing import Final

from syndicate.body.dialect import Context, Hazard


def _escaped(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else f"\\{match[0]}"


def _escaped_mark(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else f"{match['lead']}\\{match['mark']}"


def _end_of_block(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else f"{match['lead']}&#94;"


def _markdown(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else f"{match['lead']}data-markdown="


def _entity(match: re.Match[str], context: Context) -> str | None:
    if context.is_code or match["name"] in name2codepoint:
        return None
    shown = unescape(match[0])
    return None if shown == match[0] else shown


ENTITY: Final = Hazard(
    literal="&", pattern=re.compile(r"&(?P<name>[A-Za-z][A-Za-z0-9]*);"), escape=_entity
)
"""Of the named entities kramdown knows those of HTML 4."""


def _break(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else "<br>"


def _divider(match: re.Match[str], context: Context) -> str | None:
    return f"<!--{NO_DIVIDER}more-->" if context.is_code else "<!-- more -->"


NO_DIVIDER: Final = "\ue000"
"""Stands in a divider that is none until `liquid.guarded` writes what prints nothing."""

DIVIDER: Final = Hazard(literal="<!--more-->", pattern=re.compile("<!--more-->"), escape=_divider)
"""Jekyll cuts the excerpt at it, in code too."""

CLOSED_BREAK: Final = Hazard(
    literal="</", pattern=re.compile(r"</br[ \t]*>", re.IGNORECASE), escape=_break
)
"""Browsers take it for a break, kramdown for text."""

ATTRIBUTES: Final = Hazard(literal="{:", pattern=re.compile(r"(?<!\\)\{(?=:)"), escape=_escaped)
MATH: Final = Hazard(literal="$$", pattern=re.compile(r"(?<![\\$])\$(?=\$)"), escape=_escaped)
HEADING_ID: Final = Hazard(
    literal="{#",
    pattern=re.compile(r"(?<![\\{])\{(?=#[^{}\n]*\}[ \t]*#*[ \t]*\r?$)", re.MULTILINE),
    escape=_escaped,
)
ABBREVIATION: Final = Hazard(
    literal="*[",
    pattern=re.compile(r"^(?P<lead>[ \t>]*)(?P<mark>\*)(?=\[[^\]\n]*\]:)", re.MULTILINE),
    escape=_escaped_mark,
)
DEFINITION: Final = Hazard(
    literal=":",
    pattern=re.compile(r"^(?P<lead>[ \t>]*)(?P<mark>:)(?=[ \t])", re.MULTILINE),
    escape=_escaped_mark,
)
END_OF_BLOCK: Final = Hazard(
    literal="^",
    pattern=re.compile(r"^(?P<lead>[ \t>]*)\^(?=[ \t]*\r?$)", re.MULTILINE),
    escape=_end_of_block,
)
MARKDOWN_INSIDE: Final = Hazard(
    literal="markdown=",
    pattern=re.compile(r"(?P<lead><[A-Za-z][\w:.-]*(?=[\s/][^<>]*>)[^<>\n]*[ \t])markdown="),
    escape=_markdown,
)

ALL: Final = (
    ATTRIBUTES,
    MATH,
    HEADING_ID,
    ABBREVIATION,
    DEFINITION,
    END_OF_BLOCK,
    MARKDOWN_INSIDE,
    ENTITY,
    CLOSED_BREAK,
    DIVIDER,
)
