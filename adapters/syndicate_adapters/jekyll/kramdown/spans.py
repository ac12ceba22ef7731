"""What stands in a line: marks, code, links, tags, formulas, as kramdown reads them.

Source: kramdown 2.4.0, `parser/kramdown/*.rb`; tests/jekyll_body/test_kramdown.py compares with the engine.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate_adapters.jekyll.kramdown.angles import angle
from syndicate_adapters.jekyll.kramdown.brackets import bang, braces, bracket
from syndicate_adapters.jekyll.kramdown.emphasis import emphasis, struck
from syndicate_adapters.jekyll.kramdown.level import Document
from syndicate_adapters.jekyll.kramdown.line import Construct, Line
from syndicate_adapters.jekyll.kramdown.tree import Fragment, Inline

_SIGN: Final = re.compile(r"[*_`<\[\]\\!${~\n]")
"""What has none of these is text."""

_MATH: Final = re.compile(r"\$\$(.*?)\$\$", re.DOTALL)
_RUN: Final = re.compile(r"`+")
_ESCAPED: Final = frozenset("\\.*_+`<>()[]{}#!:|\"'$=-~")

_STEPS: Final = 6
"""Looks at marks for each character of a line; ordinary text takes less than one."""


def parse_line(
    document: Document, frag: Fragment, start: int, end: int, *, in_element: bool = False
) -> list[Inline]:
    """What stands in a stretch of a fragment. Raises Exhausted."""
    if _SIGN.search(frag.text, start, end) is None:
        return []
    line = Line(document, frag, start, end, _CONSTRUCTS, in_element=in_element)
    line.steps = _STEPS * (end - start) + 2000
    found: list[Inline] = []
    line.parse(found)
    return found


def _code(line: Line, into: list[Inline]) -> bool:
    text, pos = line.text, line.pos
    run = _RUN.match(text, pos, line.end)
    if run is None:
        return False
    size = run.end() - pos
    is_first = pos == line.begin or text[pos - 1] in " \t\n\v\f\r"
    line.pos = run.end()
    behind = text[line.pos] if line.pos < line.end else ""
    if size == 1 and is_first and behind and behind in " \t\n\v\f\r":
        return True
    close = text.find(run[0], line.pos, line.end)
    if close < 0:
        return True
    start, end = run.end(), close
    if size > 1:
        start += text.startswith(" ", start) and start < end
        end -= end > start and text[end - 1] == " "
    into.append(Inline("code", pos, close + size, start, end))
    line.pos = close + size
    return True


def _break(line: Line, into: list[Inline]) -> bool:
    into.append(Inline("br", line.pos, line.pos + 2))
    line.pos += 2
    return True


def _newline(line: Line, into: list[Inline]) -> bool:
    into.append(Inline("br", line.pos, line.pos))
    line.pos += 1
    return True


def _escape(line: Line, into: list[Inline]) -> bool:
    text, pos = line.text, line.pos
    following = text[pos + 1] if pos + 1 < line.end else ""
    options = line.document.options
    in_element = line.in_element or not {"html", "raw"}.isdisjoint(line.open)
    if following == "\n" and (options.has_hard_wraps or in_element):
        line.pos = pos + 1
    elif following == "\n" and options.is_gfm:
        into.append(Inline("br", pos, pos + 1))
        line.pos = pos + 1
    elif (
        following == "\\"
        and text.startswith("\n", pos + 2)
        and pos + 2 < line.end
        and not options.has_hard_wraps
    ):
        into.append(Inline("br", pos, pos + 2))
        line.pos = pos + 2
    elif following == "~" and not options.is_gfm:
        into.append(Inline("backslash", pos, pos + 1))
        line.pos = pos + 2
    else:
        line.pos = pos + (2 if following and following in _ESCAPED else 1)
    return True


def _math(line: Line, into: list[Inline]) -> bool:
    match = _MATH.match(line.text, line.pos, line.end)
    if match is None:
        return False
    into.append(Inline("math", match.start(), match.end(), *match.span(1)))
    line.pos = match.end()
    return True


_CONSTRUCTS: Final[dict[str, Construct]] = {
    "*": emphasis,
    "_": emphasis,
    "`": _code,
    "<": angle,
    "[": bracket,
    "!": bang,
    "]": lambda line, into: False,
    "\\": _escape,
    "$": _math,
    "{": braces,
    "~": struck,
    " ": _break,
    "\n": _newline,
}
