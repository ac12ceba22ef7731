"""The inside of elements in which no parser reads Markdown, where an engine that did has shown what it says."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from syndicate.body.markdown import parse, to_html

UNREAD: Final = frozenset({"pre", "textarea"})
"""Elements whose text CommonMark and kramdown leave as it is typed, blank lines too; JSX has Markdown in them."""

_GUARDED: Final = re.compile(r"\{\{(<|%)/\*(.*?)\*/(>|%)\}\}", re.DOTALL)
_HELD: Final = re.compile("\ufdd0(\\d+)\ufdd1")
_CODE_SPANS: Final = frozenset({"code_span"})


def html_inside(inner: str) -> str:
    """The HTML of the Markdown `inner`. Raises ParserFailure.

    Where it begins on the line of the tag, it is no paragraph. Code of several lines keeps its blanks, which are seen
    there. A call that was kept from being one in Hugo is text.
    Source: MDX 3, micromark-core-commonmark (code text); tests/cases/element.txt.
    """
    held: list[str] = []
    shown = _GUARDED.sub(lambda match: _hold(held, _as_text(match)), inner)
    made = to_html(_without_lines_of_code(shown, held)).strip()
    if not inner.startswith(("\n", "\r")) and made.count("<p>") == 1:
        made = made.removeprefix("<p>").removesuffix("</p>")
    while _HELD.search(made):
        made = _HELD.sub(lambda match: _held(held, match), made)
    return made


def _hold(held: list[str], text: str) -> str:
    held.append(text)
    return f"\ufdd0{len(held) - 1}\ufdd1"


def _held(held: Sequence[str], match: re.Match[str]) -> str:
    number = int(match[1])
    return held[number] if number < len(held) else match[0].strip("\ufdd0\ufdd1")


def _as_text(match: re.Match[str]) -> str:
    """A call that is shown, spelled so that neither Hugo nor a browser reads anything in it."""
    return f"{{&#123;{html.escape(match[1] + match[2] + match[3], quote=False)}}}}}"


def _without_lines_of_code(text: str, held: list[str]) -> str:
    """The text with a mark for each code span that goes over the end of a line."""
    pieces: list[str] = []
    done = 0
    for construct in parse(text, kinds=_CODE_SPANS):
        span = construct.span
        written = text[span.start : span.end]
        if "\n" in written:
            code = _code_in(written)
            pieces += (text[done : span.start], _hold(held, f"<code>{html.escape(code)}</code>"))
            done = span.end
    return "".join(pieces) + text[done:]


def _code_in(written: str) -> str:
    """What a code span shows: line ends are blanks, and one blank at each edge is left out."""
    marks = len(written) - len(written.lstrip("`"))
    code = written[marks : len(written) - marks].replace("\n", " ")
    is_padded = len(code) > 1 and code[0] == code[-1] == " " and code.strip() != ""
    return code[1:-1] if is_padded else code
