"""The source of a post's automatic excerpt.

Source: Jekyll 4.4.1 and 3.10.0, `excerpt.rb`; tests/jekyll/test_plugins.py holds what it gave.
"""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"{%-?\s*(\w+)[^%]*(?:%(?!})[^%]*)*%}")
_DEFINITION: Final = re.compile(r"^ {0,3}(\[[^\]]+\])(:.+)$", re.MULTILINE)
BLOCKS: Final = frozenset(
    "capture case comment for highlight if ifchanged raw tablerow unless".split()
)
"""The tags of Liquid and Jekyll that are closed by another."""


def excerpt_of(body: str, separator: str, *, is_old: bool = False) -> str | None:
    """The text up to the separator, with the link definitions that it uses; None without a separator.

    A block of Liquid that is cut in two is closed. Version 3 adds all definitions, used or not.
    """
    if not separator:
        return None
    head, _, tail = body.partition(separator)
    if not tail and not is_old:
        return head
    head = _closed(head)
    if not tail:
        return head
    found = _DEFINITION.findall(tail)
    if is_old:
        matches = (match[0] for match in _DEFINITION.finditer(tail))
        return f"{head}\n\n{chr(10).join(matches)}"
    used = [f"{label}{rest}" for label, rest in found if label in head]
    return f"{head}\n\n{chr(10).join(used)}" if used else head


def _closed(head: str) -> str:
    """`head` with an end for each block of Liquid of which it has none."""
    if "{%" not in head:
        return head
    # Up to the last end of a tag, or a text full of beginnings would be searched again and again.
    names = [name for name in _TAG.findall(head, 0, head.rfind("%}") + 2) if name in BLOCKS]
    for name in dict.fromkeys(reversed(names)):  # one end is enough for all blocks of a name
        if not re.search(rf"{{%-?\s*end{name}[^%]*(?:%(?!}})[^%]*)*%}}", head):
            head += f"\n{{% end{name} %}}"
    return head
