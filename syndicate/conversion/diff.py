"""Differences between what stands in the output folder and what would be written there."""

from __future__ import annotations

import io
from difflib import unified_diff

_NOWHERE = "/dev/null"


def diff_of_text(path: str, old: bytes | None, new: bytes | None) -> str:
    """The unified diff of a file; None is a file that is not there. "" where nothing differs."""
    if old == new:
        return ""
    before, after = _lines(old), _lines(new)
    head = (
        f"a/{path}" if old is not None else _NOWHERE,
        f"b/{path}" if new is not None else _NOWHERE,
    )
    if before and after:
        return "".join(map(_ended, unified_diff(before, after, *head)))
    sign, lines = ("+", after) if after else ("-", before)
    place = f"@@ -0,0 +1,{len(lines)} @@" if after else f"@@ -1,{len(lines)} +0,0 @@"
    shown = (_ended(sign + line) for line in lines)
    return "".join((f"--- {head[0]}\n+++ {head[1]}\n", f"{place}\n" if lines else "", *shown))


def diff_of_post(source: str, old: bytes, target: str, new: bytes) -> str:
    """What a conversion makes of the file of one post, as a unified diff; "" where nothing differs."""
    lines = unified_diff(_lines(old), _lines(new), f"a/{source}", f"b/{target}")
    return "".join(map(_ended, lines))


def diff_of_binary(path: str, *, is_new: bool = False, is_removed: bool = False) -> str:
    """The line that stands for the difference of a file that is copied."""
    old = _NOWHERE if is_new else f"a/{path}"
    new = _NOWHERE if is_removed else f"b/{path}"
    return f"Binary files {old} and {new} differ\n"


def _lines(data: bytes | None) -> list[str]:
    # splitlines would also split at form feeds and Unicode's own line separators
    return list(io.StringIO((data or b"").decode(errors="replace"), newline="\n"))


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
