"""Text that is plain elsewhere and that Hugo reads as its own, and how to say it so that it is shown.

Source: Hugo 0.168; tests/hugo/test_hazards.py asks the engine. Entities are named ones: of a numeric
entity Hugo puts the digits into the id of a heading.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate.body.dialect import Context, Hazard
from syndicate.body.tree import LINE_PREFIX
from syndicate_adapters.hugo.shortcodes import DIVIDER, NOTHING, OPENING, escaped


def _shortcode(match: re.Match[str], context: Context) -> str:
    return escaped(match[0])


def _divider(match: re.Match[str], context: Context) -> str:
    return f"<!--{NOTHING}more-->" if context.is_code else "<!-- more -->"


def _alert(match: re.Match[str], context: Context) -> str | None:
    if context.is_code or not _begins_quote(context.text, match.start(), match["lead"]):
        return None
    # The engine looks at the HTML of the quote: an escaped bracket would not help.
    return f"{match[0]}<!-- -->"


def _begins_quote(text: str, start: int, lead: str) -> bool:
    """Whether a quote begins behind `lead`, which begins a line at `start`; it may go on in a deeper one."""
    if LINE_PREFIX.fullmatch(lead) is None:
        return False
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    prefix = LINE_PREFIX.match(above)
    depth = prefix[0].count(">") if prefix is not None else 0
    is_inside = depth >= lead.count(">") and above[prefix.end() if prefix else 0 :].strip() != ""
    return not is_inside


def _definition(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else f"{match[1]}\\:"


def _attributes(match: re.Match[str], context: Context) -> str | None:
    if context.is_code or not _is_heading(context.text, match.end()):
        return None
    return f"\\{match[0]}"


def _is_heading(text: str, offset: int) -> bool:
    """Whether the line of `offset` is a heading, by its number signs or by the line below."""
    start = text.rfind("\n", 0, offset) + 1
    prefix = LINE_PREFIX.match(text, start)
    if _ATX.match(text, prefix.end() if prefix else start) is not None:
        return True
    newline = text.find("\n", offset)
    return newline >= 0 and _UNDERLINE.match(text, newline + 1) is not None


_ATX: Final = re.compile(r"#{1,6}[ \t]")
_UNDERLINE: Final = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*\r?(?:\n|\Z)")


def _ftp(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else "ftp&colon;"


def _dollar(match: re.Match[str], context: Context) -> str | None:
    return None if context.is_code else "\\$"


SHORTCODE: Final = Hazard(
    literal="{{", pattern=OPENING, escape=_shortcode, sign=re.compile(r"\{\{[<%]")
)
SUMMARY: Final = Hazard(literal=DIVIDER, pattern=re.compile(DIVIDER), escape=_divider)
ALERT: Final = Hazard(
    literal="!",
    pattern=re.compile(
        r"^(?P<lead>[ \t>*+\-\d.)]*>[ \t]*)\\?\[\\?!(?=[A-Za-z]+\\?\](?![\[(:]))", re.MULTILINE
    ),
    escape=_alert,
    sign=re.compile(r"\[\\?!"),
)
ATTRIBUTES: Final = Hazard(
    literal="}",
    pattern=re.compile(
        r"(?<!\\)\{(?=[ \t]*(?:[#.][^\s{}]|[\w:-]+[ \t]*=)[^{}\n]*\}[ \t]*#*[ \t]*\r?$)",
        re.MULTILINE,
    ),
    escape=_attributes,
    sign=re.compile(r"\{[ \t]*(?:[#.][^\s{}]|[\w:-]+[ \t]*=)"),
)
FTP: Final = Hazard(
    literal="ftp://", pattern=re.compile(r"(?<![A-Za-z<])(?<!\]\()ftp:(?=//)"), escape=_ftp
)
DEFINITION: Final = Hazard(
    literal=":",
    pattern=re.compile(r"^([ \t>]*):(?=[ \t])", re.MULTILINE),
    escape=_definition,
)
DOLLAR: Final = Hazard(literal="$", pattern=re.compile(r"(?<!\\)\$"), escape=_dollar)
"""On a site with formulas: what is one in the source is a node."""

ALWAYS: Final = (SHORTCODE, SUMMARY, ALERT, ATTRIBUTES, FTP)
