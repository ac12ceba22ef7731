"""What a fragment of an address hits: a heading, or the text that begins there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from syndicate.verify.inline import fold
from syndicate.verify.tree import Document

Places = Mapping[str, str]
"""By id: "3:the heading", the third of the page; "3+:the text" under it; "3:same~2" the second."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SHOWN = 40
_ANCHOR_SIGNS = "#¶§🔗 "


def places_in(document: Document) -> Places:
    """What every id in the main part of the page stands for."""
    root = document.find("main") or document.body
    return dict(_places_below(root)) if root is not None else {}


def _places_below(root: LexborNode) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    waiting: list[str] = []
    seen: Counter[str] = Counter()
    number = 0
    for node in root.traverse(include_text=True):
        tag = node.tag or ""
        said = ""
        if tag in _HEADINGS:
            number += 1
            text = fold(node.text_lexbor()).strip(_ANCHOR_SIGNS).lower()
            seen[text] += 1
            said = f"{number}:{text}" + (f"~{seen[text]}" if seen[text] > 1 else "")
        elif tag == "-text":
            text = fold(node.text_lexbor()).strip().lower()
            said = f"{number}+:{text[:_SHOWN]}" if text else ""
        if said:
            found += [(name, said) for name in waiting]
            waiting = []
        if tag[:1] not in ("", "-"):
            names = {node.id, node.attributes.get("name") if tag == "a" else None} - {None, ""}
            if said:
                found += [(str(name), said) for name in names]
            else:
                waiting += [str(name) for name in names]
    return found + [(name, f"{number}+:") for name in waiting]


def is_same_place(a: str, b: str) -> bool:
    """Whether two fragments hit the same: the same words, or the heading of the same number."""
    if a == b:
        return True
    (number_a, colon_a, text_a), (number_b, colon_b, text_b) = a.partition(":"), b.partition(":")
    return bool(colon_a and colon_b) and (
        text_a == text_b or number_a.rstrip("+") == number_b.rstrip("+")
    )
