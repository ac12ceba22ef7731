"""The words of the tag `highlight`, and what it prints.

Source: Jekyll 4.3.1, `tags/highlight.rb`.
"""

from __future__ import annotations

import html
import re
from typing import Final, NamedTuple

from syndicate_adapters.jekyll.liquid.values import Unknown

_SYNTAX: Final = re.compile(r"\s*([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|\"[0-9 ]*\"))?)*)\s*\Z")
_OPTION: Final = re.compile(r"(\w+)(?:=(\w+|\"[0-9 ]*\"))?")


class Options(NamedTuple):
    """Language, whether lines are numbered, and those that are marked."""

    lang: str
    is_numbered: bool = False
    marked: tuple[int, ...] = ()


def read_options(markup: str) -> Options:
    """What the words say. Raises Unknown where Jekyll stops."""
    match = _SYNTAX.match(markup)
    if match is None:
        raise Unknown(f"highlight does not know {markup.strip()[:40]!r}")
    said = {name: value.strip('"') for name, value in _OPTION.findall(match[2])}
    marked = tuple(int(line) for line in said.get("mark_lines", "").split() if line.isdigit())
    return Options(match[1].lower(), "linenos" in said, marked)


def as_html(code: str, options: Options) -> str:
    """The element that Jekyll writes, without the colours."""
    lang = html.escape(options.lang)
    css = lang.replace("+", "-")
    text = html.escape(code.strip("\r\n"), quote=False)
    return (
        f'\n<figure class="highlight"><pre><code class="language-{css}" data-lang="{lang}">'
        f"{text}</code></pre></figure>"
    )
