"""What kramdown lets an author say about a block: `{: .class #id key="value"}`.

Source: kramdown 2.4.0; a value holds no brace that closes, and no list ends a line that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_:-]*")
_CLASS: Final = re.compile(r"[^\s.#{}\"'=]+")
_KEY: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


def attribute_list(*groups: Iterable[tuple[str, str | None]]) -> str:
    """The list of all the pairs, "" where there are none; of classes each one is said."""
    said: list[str] = []
    for name, value in (pair for group in groups for pair in group):
        value = value or ""
        if name == "class" and all(_CLASS.fullmatch(each) for each in value.split()):
            said += (f".{each}" for each in value.split())
        elif name == "id" and _ID.fullmatch(value):
            said.append(f"#{value}")
        elif _KEY.fullmatch(name):
            said.append(f'{name}="{quoted(value)}"')
    return f"{{: {' '.join(said)}}}" if said else ""


def quoted(value: str) -> str:
    """A value as it stands between double quotes."""
    value = " ".join(value.split("\n"))
    return value.replace("}", "\\}").replace('"', '\\"')
