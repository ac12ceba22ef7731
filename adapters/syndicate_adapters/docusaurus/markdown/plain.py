"""Which tags CommonMark reads as MDX does, so that they can stay as they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from syndicate.body.commonmark import VOID
from syndicate.body.tree import is_first_on_line
from syndicate.body.unread import UNREAD
from syndicate_adapters.docusaurus.markdown.jsx import is_html_attribute
from syndicate_adapters.docusaurus.markdown.mdx import Kind, Token
from syndicate_adapters.docusaurus.markdown.tags import Pair, Reading, attributes_of

# Names at which CommonMark begins a block of HTML that runs to the next blank line (section 4.6, kind 6).
HTML_BLOCKS: Final = frozenset(
    """address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link
    main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead
    title tr track ul""".split()
)
_MARKDOWN: Final = re.compile(
    r"[*_`\[\\~{]|://|www\.|\w@\w|:[\w+-]+:|^[ \t>]*(?:[-+=>#|]|\d+[.)])", re.MULTILINE
)
_BLANK: Final = re.compile(r"\n[ \t\r>]*\n")
_DETAILS: Final = frozenset({"details", "summary"})
_GAP_FIRST: Final = re.compile(r"[ \t\r]*\n[ \t\r>]*\n")
_GAP_LAST: Final = re.compile(r"\n[ \t\r>]*\n[ \t>]*$")


def is_plain_tag(tag: Token, reading: Reading) -> bool:
    if not tag.name or not tag.name.islower() or "." in tag.name:
        return False
    if tag.kind is Kind.VOID and tag.name not in VOID:
        return False
    return all(is_html_attribute(attribute) for attribute in attributes_of(tag, reading))


def is_plain_block(pair: Pair, tags: Sequence[Token], reading: Reading) -> bool:
    """Whether the pair is one block of raw HTML for CommonMark, with nothing in it that Markdown would change."""
    text = reading.text
    if pair.name in _DETAILS or not is_first_on_line(text, pair.span.start):
        return False
    if pair.name not in HTML_BLOCKS and not (
        pair.open.is_flow and _begins_its_block(text, pair.span.start)
    ):
        return False
    if not is_plain_tag(pair.open, reading):
        return False
    whole = text[pair.span.start : pair.span.end]
    if _BLANK.search(whole) or not ends_its_block(text, pair.span.end):
        return False
    first = bisect_left(tags, pair.span.start, key=lambda tag: tag.span.start)
    last = bisect_left(tags, pair.span.end, key=lambda tag: tag.span.start)
    inside = tags[first:last]
    if any(t.name in _DETAILS for t in inside):
        return False
    if not all(t.kind is Kind.CLOSE or is_plain_tag(t, reading) for t in inside):
        return False
    position, words = pair.open.span.end, []
    for tag in inside:
        words.append(text[position : max(tag.span.start, position)])
        position = max(position, tag.span.end)
    return not _MARKDOWN.search("\n".join(words))


def _begins_its_block(text: str, offset: int) -> bool:
    """Whether no text stands right above: only at some tags does CommonMark end a paragraph."""
    start = text.rfind("\n", 0, offset) + 1
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)].strip(" \t\r>")
    return not above or above.endswith(">") or above.startswith("#")


def ends_its_block(text: str, offset: int) -> bool:
    """Whether nothing that Markdown reads follows before the next blank line."""
    line_end = text.find("\n", offset)
    if line_end < 0:
        return not text[offset:].strip()
    next_end = text.find("\n", line_end + 1)
    return not text[offset : next_end if next_end >= 0 else len(text)].strip(" \t\r\n>")


def is_plain(pair: Pair, reading: Reading) -> bool:
    """Whether CommonMark reads the tags as they stand, and the text between them as MDX does."""
    if pair.name in _DETAILS and not pair.is_void:
        return False
    if not is_plain_tag(pair.open, reading):
        return False
    text = reading.text
    if not pair.open.is_flow:
        is_first = is_first_on_line(text, pair.span.start)
        begins_block = (pair.name in UNREAD and is_first) or (
            pair.name in HTML_BLOCKS and (text[pair.span.start - 1] == ">" or is_first)
        )
        return not begins_block or not _MARKDOWN.search(
            text[pair.open.span.end : pair.close.span.start]
        )
    if pair.name in UNREAD:
        return False
    if pair.name not in HTML_BLOCKS and not _begins_its_block(text, pair.span.start):
        return False
    if pair.is_void:
        return ends_its_block(text, pair.span.end)
    inner = text[pair.open.span.end : pair.close.span.start]
    has_gaps = _GAP_FIRST.match(inner) is not None and _GAP_LAST.search(inner[-200:]) is not None
    return has_gaps and not reading.is_reindented
