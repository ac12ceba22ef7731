"""What begins with a bracket or a brace: footnotes, links, images, attribute lists, extensions.

Source: kramdown 2.4.0, `parser/kramdown/{footnote,link,extensions}.rb`.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate_adapters.jekyll.kramdown.line import Line
from syndicate_adapters.jekyll.kramdown.links import parse_link
from syndicate_adapters.jekyll.kramdown.patterns import (
    ID,
    LIST,
    SPACES,
    is_for_html,
    read_attributes,
)
from syndicate_adapters.jekyll.kramdown.tree import Attributes, Inline

_NOTE: Final = re.compile(rf"\[\^({ID})\]")
_LIST: Final = re.compile(rf"\{{:({LIST})\}}")
_EXTENSION: Final = re.compile(rf"\{{::([A-Za-z0-9_]+)(?:{SPACES}((?:\\\}}|[^}}])*?)|)(/)?\}}")
_MARK_END: Final = re.compile(r"(?:[\"']|--|\.\.\.|<<|>>|&(?:\w+|\#\d+|\#x[0-9a-fA-F]+);)\Z")


def bracket(line: Line, into: list[Inline]) -> bool:
    """Reads the call of a footnote, or a link."""
    text, pos = line.text, line.pos
    note = _NOTE.match(text, pos, line.end)
    if note is not None:
        if note[1] in line.document.notes:
            into.append(Inline("note", pos, note.end(), name=note[1]))
        line.pos = note.end()
        return True
    if text.startswith("^", pos + 1) or pos + 1 >= line.end:
        return False
    parse_link(line, into)
    return True


def bang(line: Line, into: list[Inline]) -> bool:
    """Reads an image."""
    if line.text.startswith("^", line.pos + 2) or line.pos + 2 >= line.end:
        return False
    parse_link(line, into)
    return True


def braces(line: Line, into: list[Inline]) -> bool:
    """An attribute list behind something that is no text, or an extension."""
    text, pos = line.text, line.pos
    close = text.find("}", pos, line.end)
    if close < 0:
        return False
    line.pay((close - pos) // 32)
    extension = _EXTENSION.match(text, pos, line.end)
    if extension is not None:
        return _extension(line, into, extension)
    match = _LIST.match(text, pos, line.end)
    if match is None:
        return False
    last = _last_before(into, pos)
    if last is not None:
        last.ial = last.ial or Attributes()
        read_attributes(match[1], last.ial)
        last.ial.spans.append(line.frag.span(pos, match.end()))
    elif _MARK_END.search(text, max(line.begin, pos - 12), pos) is None:
        return False
    into.append(Inline("hidden", pos, match.end()))
    line.pos = match.end()
    return True


def _last_before(into: list[Inline], pos: int) -> Inline | None:
    """What ends at `pos`, or at lists that end there."""
    for inline in reversed(into):
        if inline.end != pos:
            return None
        if inline.kind != "hidden":
            return inline
        pos = inline.start
    return None


def _extension(line: Line, into: list[Inline], match: re.Match[str]) -> bool:
    text, name = line.text, match[1]
    if name not in ("comment", "nomarkdown", "options"):
        return False
    body_end = end = match.end()
    if not match[3]:
        close = re.compile(rf"\{{:/(?:{name})?\}}").search(text, match.end(), line.end)
        if close is None:
            return False
        body_end, end = close.span()
    kind = {"comment": "remark", "nomarkdown": "raw"}.get(name, "hidden")
    if kind == "raw" and not is_for_html(match[2] or ""):
        kind = "hidden"
    into.append(Inline(kind, match.start(), end, match.end(), body_end))
    line.pos = end
    return True
