"""A stretch of Markdown as the HTML that CommonMark makes of it, which kramdown leaves alone."""

from __future__ import annotations

import re
from typing import Final

from syndicate.body import markdown
from syndicate.body.tree import prefix_at
from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.patterns import BLOCK_TAGS
from syndicate_adapters.jekyll.writing.html import unpaired

_HIDE: Final = "{::nomarkdown}"
_SHOW: Final = "{:/}"
_HIDING: Final = re.compile(r"(?<!\\)\{:(?:/|:nomarkdown)\}")
"""What an earlier attempt has hidden; the author's own braces are escaped."""

_START: Final = re.compile(r'\{:start="\d+"\}')
"""Where an earlier attempt has said the first number of a list, which HTML says by itself."""

_PRE: Final = re.compile(r"<pre.*?</pre>", re.DOTALL)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*(?=\n)")
_EMPTY: Final = re.compile(r"(?<=\n)([ \t]*)\n")
_FOREIGN_TAG: Final = re.compile(r"<(?=/?[^\W\d_A-Za-z])")
"""For a browser only a letter of ASCII begins a tag, for kramdown any."""

_FORMULA: Final = re.compile(r"(?<!\$)\$\$(.+?)\$\$", re.DOTALL)
_CLOSED_BLOCK: Final = re.compile(r"</(?:p|div|h[1-6])>[^\n<]*[^\s<]")


def as_html(text: str, span: Span, depth: int, links: str = "", *, is_hidden: bool = False) -> str:
    """What stands in `span`, which lies in `depth` quotes, as HTML. Raises ParserFailure.

    links: definitions of links that may stand elsewhere in the text. is_hidden: kramdown is not to read it at all,
    else only where it would take it apart.
    """
    prefix = prefix_at(text, span.start)
    column = len(prefix) if not depth else 0
    lines = []
    for number, line in enumerate(text[span.start : span.end].split("\n")):
        for _ in range(depth if number else 0):
            line = re.sub(r"^[ \t]*> ?", "", line)
        lines.append(line[min(column, len(line) - len(line.lstrip())) :] if number else line)
    if "{:" in text[span.start : span.end]:
        lines = [
            _HIDING.sub("<!-- -->", line)
            for line in lines
            if line.strip() not in (_HIDE, _SHOW) and _START.fullmatch(line.strip()) is None
        ]
    extensions = (*markdown.GFM, markdown.HEADING_ATTRIBUTES)
    made = markdown.to_html("\n".join([*lines, "", links]), extensions=extensions).strip()
    # A blank line would end the HTML for CommonMark; only in code it is seen.
    last = made.rfind("</pre>") + 1
    end = last + len("/pre>") if last else 0
    if end:
        made = _PRE.sub(_without_blank_lines, made[:end]) + made[end:]
    if "\n" in made:
        made = _BLANK_LINE.sub("", made)
    if not made.isascii():
        made = _FOREIGN_TAG.sub("&lt;", made)
    if "$$" in made:
        made = _FORMULA.sub(r"\\(\1\\)", made)
    if not is_hidden and (_is_one_element(made) or any(unpaired(made))):
        # What is left is the author's own: a further attempt must not take it for ours.
        return _HIDING.sub(_as_text, made)
    made = made.replace("{:", "&#123;:").replace(' markdown="1"', "")
    return f"{_HIDE}\n{made}\n{_SHOW}"


def _as_text(match: re.Match[str]) -> str:
    return f"&#123;{match[0][1:]}"


def _without_blank_lines(match: re.Match[str]) -> str:
    return _EMPTY.sub(r"\1&#10;", match[0])


def _is_one_element(html: str) -> bool:
    """Whether all of a text stands in one element that begins a block, or in several, each in lines of its own."""
    name = re.match(r"<([a-z][a-z0-9]*)", html)
    is_block = name is not None and name[1] in BLOCK_TAGS
    return is_block and not _CLOSED_BLOCK.search(html)
