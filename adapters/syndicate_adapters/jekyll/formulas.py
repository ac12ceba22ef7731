"""Formulas between single dollars: text for kramdown, which a script of the theme sets all the same.

Source: MathJax 2 and 3 (`inlineMath`), KaTeX's auto-render (`delimiters`); themes have a key of the header for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from syndicate.source.files import is_file_inside
from syndicate.source.text import UnreadableSource, read_source
from syndicate_adapters.jekyll.files import files_below

_FOLDERS: Final = ("_includes", "_layouts", "assets/js")
_LONGEST: Final = 200_000
"""Characters of a file that is looked into."""

_SETS: Final = re.compile(
    r"inlineMath[\"']?\s*:\s*\[(?:[^$;{}]|\\\\){0,200}?([\"'])\$\1|\bleft[\"']?\s*:\s*([\"'])\$\2"
)
_KEY: Final = re.compile(
    r"\{%-?\s*if\s+(?:page|layout|site)\.([\w-]*(?:math|katex|latex)[\w-]*)", re.IGNORECASE
)
_FORMULA: Final = re.compile(r"\$(?<![\\$`\w]\$)(?![\s$])[^$`\n]*[^\s$`\\]\$(?![\d$])")
"""A dollar leads, for which the search leaps; what may not stand before it is asked behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dollars:
    """That a script reads dollars. keys: of a header, one of which switches it on; none: it always is."""

    file: str
    keys: frozenset[str]


def read_dollars(root: Path) -> Dollars | None:
    """What the theme in the site's own folder does with single dollars; None for nothing."""
    keys: set[str] = set()
    file = ""
    for path, text in _texts(root):
        keys.update(match[1] for match in _KEY.finditer(text))
        if not file and _SETS.search(text) is not None:
            file = path
    return Dollars(file=file, keys=frozenset(keys)) if file else None


def first_formula(text: str, start: int) -> int | None:
    """Where the first formula between single dollars begins behind `start`."""
    match = _FORMULA.search(text, start) if text.find("$", start) >= 0 else None
    return match.start() if match is not None else None


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for folder in _FOLDERS:
        for name in files_below(root, folder):
            path = f"{folder}/{name}"
            if name.endswith((".html", ".js")) and is_file_inside(root / path, root):
                try:
                    text = read_source(root / path, path).text
                except UnreadableSource:
                    continue
                if len(text) <= _LONGEST:
                    yield path, text
