"""Patterns of file names as Ruby matches them, and looks for them in a folder.

Source: Ruby 3.1, `File.fnmatch` and `Dir.glob`; tests/jekyll/test_ruby.py holds what it gave.
"""

from __future__ import annotations

import fnmatch
import glob
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

_ESCAPED: Final = re.compile(r"\\(.)")
_NEGATED: Final = re.compile(r"\[\^(?=[^]])")
_BRACES: Final = re.compile(r"(?<!\\)\{([^{}]*)\}")
_MOST_VARIANTS: Final = 1000  # of one pattern with braces


def matches(pattern: str, path: str) -> bool:
    """`File.fnmatch` without flags: a star passes slashes, and braces are plain characters."""
    return _compiled(pattern).match(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(fnmatch.translate(_in_python(pattern)))


def _in_python(pattern: str) -> str:
    return _NEGATED.sub("[!", _ESCAPED.sub(r"[\1]", pattern))


def found_by(pattern: str, root: Path) -> Iterator[str]:
    """`Dir.glob`: the posix paths below `root` that match; hidden ones only where a dot is written.

    A pattern that leads out of `root` finds nothing.
    """
    if pattern.startswith("/") or ".." in pattern.split("/"):
        return
    for variant in _variants(pattern):
        *folders, last = variant.split("/")
        # Ruby's "**" means folders only before a slash.
        parts = [*folders, "*" if last == "**" else last]
        text = "/".join(part if part == "**" else _in_python(part) for part in parts)
        for path in glob.iglob(text, root_dir=root, recursive=True):
            yield path.replace("\\", "/").rstrip("/")


def _variants(pattern: str) -> list[str]:
    """The pattern without braces, in all its variants."""
    done: list[str] = []
    waiting = [pattern]
    while waiting and len(done) + len(waiting) <= _MOST_VARIANTS:
        text = waiting.pop()
        match = _BRACES.search(text)
        if match is None:
            done.append(text)
            continue
        before, after = text[: match.start()], text[match.end() :]
        waiting += [f"{before}{option}{after}" for option in match[1].split(",")]
    return done + waiting
