"""Formulas between dollars, as Hugo passes them through.

Goldmark finds them in paragraphs only, and takes the marks of a quote for a part of them.
Source: Hugo 0.168 (`passthrough`); tests/hugo/test_rows.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from syndicate.body.nodes import Math, Place
from syndicate_adapters.hugo.shortcodes import guarded

_BLOCK_MARK: Final = re.compile(r"^[ \t]*(?:[-=+*>#~<]|[0-9]+[.)]|$)", re.MULTILINE)
"""A line that Goldmark would take for the begin of another block."""

_REMARK: Final = re.compile(r"(?<!\\)%.*")


def math(node: Math, inner: str) -> str:
    """A formula between dollars; one of several lines has lines of its own where it may."""
    tex = guarded(node.tex)
    if not node.is_display:
        tex = _on_one_line(tex) if "\n" in tex else tex  # a quote's marks may stand between
        return f"${tex}$"
    if node.place is not Place.BLOCK:
        return f"$${tex}$$"
    if ">" in node.prefix:
        return f"$${_on_one_line(tex)}$$"
    return f"$$\n{_on_one_line(tex) if _BLOCK_MARK.search(tex) and '%' not in tex else tex}\n$$"


def for_quotes(lines: Sequence[str]) -> Iterator[str]:
    """Lines that will stand in a quote, each formula of several on one."""
    is_code, opened = False, -1
    for number, line in enumerate(lines):
        bare = line.strip()
        if bare.startswith(("```", "~~~")):
            is_code = not is_code
        if bare != "$$" or is_code:
            if opened < 0:
                yield line
        elif opened < 0:
            opened = number
        else:
            indent = lines[opened][: len(lines[opened]) - len(lines[opened].lstrip())]
            tex = _on_one_line("\n".join(lines[opened + 1 : number]))
            yield f"{indent}$${tex}$$"
            opened = -1
    yield from lines[opened:] if opened >= 0 else ()


def _on_one_line(tex: str) -> str:
    """A formula without line breaks, and without remarks, which would go on to its end."""
    lines = (_REMARK.sub("", line).strip() for line in tex.split("\n"))
    return " ".join(filter(None, lines))
