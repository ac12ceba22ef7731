"""Callouts by the conventions of themes: a quote, and below it the class that makes it one.

Source: the documentation of Just the Docs 0.10, Chirpy 7 and Minimal Mistakes 4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from syndicate.body.commonmark import in_blocks, quoted
from syndicate.body.dialect import Partly
from syndicate.body.nodes import Callout
from syndicate_adapters.jekyll.writing.attributes import attribute_list

_NAME: Final = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_SAID_BY_NAME: Final = frozenset(
    {"note", "tip", "info", "important", "warning", "caution", "danger"}
)


@dataclass(frozen=True, slots=True)
class Convention:
    """classes: by the kind of a callout. Kinds outside of it get the class of `nearest`, which says another kind.

    rest: the class for all others. has_titles: the class of one with a title ends with `-title`.
    """

    classes: Mapping[str, str]
    nearest: Mapping[str, str]
    rest: str = ""
    has_titles: bool = False


CONVENTIONS: Final[Mapping[str, Convention]] = {
    "note": Convention({kind: kind for kind in sorted(_SAID_BY_NAME)}, {}, has_titles=True),
    "prompt": Convention(
        {kind: f"prompt-{kind}" for kind in ("tip", "info", "warning", "danger")},
        {"note": "info", "important": "info", "caution": "warning"},
        rest="prompt-info",
    ),
    "notice": Convention(
        {
            "note": "notice",
            "info": "notice--info",
            "tip": "notice--success",
            "warning": "notice--warning",
            "danger": "notice--danger",
        },
        {"important": "info", "caution": "warning"},
        rest="notice",
    ),
    "quote": Convention({}, {}),
}
"""What `-O callouts=` can be."""


def callout(convention: Convention, node: Callout, inner: str) -> str | Partly:
    """The quote with its class; a title is its first line, in bold."""
    name, lost = _class_of(convention, node)
    title = _title(node, inner, has_class=bool(name))
    if title and convention.has_titles and name:
        name = f"{name}-title"
    said = quoted(in_blocks(title, inner))
    attributes = attribute_list([("class", name)] if name else [], node.attributes)
    text = f"{said}\n{attributes}" if attributes else said
    return Partly(text, lost) if lost else text


def _title(node: Callout, inner: str, *, has_class: bool) -> str:
    if node.title is not None:
        shown = " ".join(str(node.title).split())
        return f"**{shown}**" if shown and "**" not in shown else shown
    # Without one, a first line in bold would be taken for it.
    is_needed = not has_class or not inner.strip() or inner.lstrip().startswith("**")
    return f"**{node.kind.capitalize()}**" if is_needed else ""


def _class_of(convention: Convention, node: Callout) -> tuple[str, tuple[str, ...]]:
    kind = node.kind
    if kind in convention.classes:
        return convention.classes[kind], ()
    if kind in convention.nearest:
        return convention.classes[convention.nearest[kind]], ("kind",)
    if not convention.classes:
        return "", ("kind",)
    if convention.rest:
        return convention.rest, ("kind",)
    is_name = _NAME.fullmatch(kind) is not None
    return (kind, ()) if is_name else ("note", ("kind",))
