"""What can only be said of the whole text: which heading comes first, and what MDX reads otherwise.

Source: Docusaurus 3.10.2; tests/docusaurus/test_strange_blog.py has the engine build it.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate.body import markdown
from syndicate.body.nodes import Body
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.docusaurus.writing.mdx import to_mdx
from syndicate_adapters.docusaurus.writing.rows import inline_html, one_line

_HIGHEST: Final = re.compile(r"^[ \t>]*(?:#[ \t]|=+[ \t]*\r?$)", re.MULTILINE)
_ID: Final = re.compile(r"\s*\{#([^\s{}]+)\}\s*\Z")
_KINDS: Final = frozenset({"heading", "rule"})


def finish(text: str, body: Body, settings: MarkdownSettings, report: Report) -> str:
    """The text as it is to stand in the file, in the format that the settings say. Raises ParserFailure."""
    text = with_first_heading(text)
    if not settings.is_mdx:
        return text
    lost: list[str] = []
    written = to_mdx(text, has_math=settings.has_math, lost=lost)
    for name in dict.fromkeys(lost):
        message = f"MDX cannot say {name}; left out"
        report(body.source.diagnostic(body.span.start, CODES["element-attributes-lost"], message))
    return written


def with_first_heading(text: str) -> str:
    """`text` whose first heading the engine does not take for the title, and out of the article."""
    if not _HIGHEST.search(text):
        return text
    found = markdown.parse(text, kinds=_KINDS)
    first = next(iter(found), None)
    if first is None or first.kind == "rule" or first.detail != 1:
        return text
    source = text[first.span.start : first.span.end]
    words = re.sub(r"\n[ \t>]*=+[ \t]*\s*\Z", "", source.rstrip())
    words = re.sub(r"\A#[ \t]+|[ \t]+#+[ \t]*\Z", "", words)
    said = _ID.search(words)
    shown = inline_html(one_line(words[: said.start()] if said else words))
    attribute = f' id="{said[1]}"' if said else ""
    gap = source[len(source.rstrip()) :]
    apart = "\n" if not text[first.span.end :].startswith(("\n", "\r")) else ""
    html = f"<h1{attribute}>{shown}</h1>{gap or chr(10)}{apart}"
    return text[: first.span.start] + html + text[first.span.end :]
