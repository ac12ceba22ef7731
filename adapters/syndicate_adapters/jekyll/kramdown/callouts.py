"""The classes by which themes make a paragraph, a quote or an element a callout.

Source: the documentation of Chirpy 7, Minimal Mistakes 4 and Just the Docs 0.10.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from syndicate_adapters.jekyll.kramdown.tree import Block, Inline

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


class Headline(NamedTuple):
    """The title of a callout: a paragraph, or what is in bold in it."""

    block: Block
    bold: Inline | None = None


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


def titled(block: Block, found: Boxed) -> tuple[Headline | None, list[Block]]:
    """The title of a callout, and the blocks below: its first paragraph, if it says so or is all in bold."""
    children = block.children
    first = next((number for number, each in enumerate(children) if each.kind != "blank"), None)
    if block.kind not in ("quote", "html") or first is None or children[first].kind != "p":
        return None, children
    head, rest = children[first], children[first + 1 :]
    if found.is_titled:
        return Headline(head, _bold(head)), rest
    bold = _bold(head) if any(each.kind != "blank" for each in rest) else None
    return (Headline(head, bold), rest) if bold is not None else (None, children)


def _bold(block: Block) -> Inline | None:
    """What is all of a paragraph and in bold."""
    if block.ial is not None or len(block.line) != 1 or block.line[0].kind != "strong":
        return None
    bold, text = block.line[0], block.frag.text
    around = text[block.text_start : bold.start] + text[bold.end : block.text_end]
    return bold if bold.ial is None and not around.strip() else None
