"""Callouts as Hugo's alerts: a quote whose first line is `[!NOTE] Title`.

Source: Hugo 0.168; tests/hugo/test_rows.py asks the engine, with the render hook that a new site gets.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate.body.commonmark import quoted
from syndicate.body.dialect import Partly
from syndicate.body.nodes import Callout
from syndicate_adapters.hugo.formulas import for_quotes

HEAD: Final = re.compile(r"\[!([A-Za-z]+)\]([+-]?)(?:[ \t]+(\S[^\n]*?))?[ \t]*(?=\n|\Z)")
"""The first line: the kind, how it folds, the title."""

_LETTERS: Final = re.compile(r"[A-Za-z]+")
_JOINS: Final = re.compile(r"[^\W\d_]|[*_]{1,3}[^\s*_]|[`\"'(\[!“‘]", re.UNICODE)
_DEFINITION: Final = re.compile(r"\[[^\]]*\]:")
_UNDERLINE: Final = re.compile(r"\s*[=:|+-]")


def alert(node: Callout, inner: str) -> str | Partly:
    """The callout. Hugo takes letters only for a kind; any other is called a note."""
    is_kind = _LETTERS.fullmatch(node.kind) is not None
    title = "" if node.title is None else " ".join(str(node.title).split("\n")).strip()
    if node.title is None and node.name != node.kind:
        title = node.name  # the engine's own word would be another one
    head = f"[!{node.kind.upper() if is_kind else 'NOTE'}]{node.fold} {title}".rstrip()
    text = quoted("\n".join((head, *_apart(inner), *for_quotes(_lines(inner)))))
    return text if is_kind else Partly(text, ("kind",))


def _lines(inner: str) -> list[str]:
    lines = inner.rstrip().split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    return lines


def _apart(inner: str) -> list[str]:
    """A blank line, where the first block would not begin right below a line of text."""
    lines = _lines(inner)
    is_text = bool(lines) and _JOINS.match(lines[0]) is not None
    if (
        is_text
        and not _DEFINITION.match(lines[0])
        and (len(lines) == 1 or _UNDERLINE.match(lines[1]) is None)
    ):
        return []
    return [""] if lines else []
