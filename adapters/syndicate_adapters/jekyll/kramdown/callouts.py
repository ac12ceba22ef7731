"""The classes by which themes make a paragraph, a quote or an element a callout.

Source: the documentation of Chirpy 7, Minimal Mistakes 4 and Just the Docs 0.10.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from syndicate_adapters.jekyll.kramdown.tree import Block

NAMES: Final = {
    "prompt-tip": "tip",
    "prompt-info": "info",
    "prompt-warning": "warning",
    "prompt-danger": "danger",
    "notice": "note",
    "notice--primary": "note",
    "notice--info": "info",
    "notice--success": "tip",
    "notice--warning": "warning",
    "notice--danger": "danger",
    "note": "note",
    "tip": "tip",
    "info": "info",
    "important": "important",
    "warning": "warning",
    "caution": "caution",
    "danger": "danger",
}
"""The class, and the kind of callout that it makes."""

_BOXES: Final = frozenset({"p", "quote", "html"})


class Boxed(NamedTuple):
    """What a callout is: its kind, the name that the author gave it, and what else is said about it.

    is_titled: its first paragraph is its title.
    """

    kind: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    is_titled: bool = False


def boxed(block: Block, said: Mapping[str, str], names: Mapping[str, str]) -> Boxed | None:
    """The callout that a block with these attributes is; None where it is none."""
    if block.kind not in _BOXES or "class" not in said:
        return None
    if block.kind == "html" and (block.name != "div" or block.model != "block"):
        return None
    classes = said["class"].split()
    name = next((each for each in classes if each.removesuffix("-title") in names), None)
    if name is None:
        return None
    rest = " ".join(each for each in classes if each != name)
    others = {key: value for key, value in said.items() if key != "class"}
    if rest:
        others["class"] = rest
    kind = names[name.removesuffix("-title")]
    is_titled = name not in names and block.kind == "quote"
    return Boxed(kind, kind, tuple(others.items()), is_titled)


def titled(block: Block, found: Boxed) -> tuple[Block | None, list[Block]]:
    """The paragraph that is the title of a callout, and the blocks below."""
    children = block.children
    if not found.is_titled or not children or children[0].kind != "p":
        return None, children
    return children[0], children[1:]
