"""Shortcodes whose meaning is evident: what callouts, folds, tabs and the like are called in the big themes.

Source: the documentation of Docsy, Relearn, Book, LoveIt, FixIt, DoIt, Blowfish, Congo, Geekdoc, PaperMod, Hextra and
HugoBlox; names that mean something else in each of them are left to the rules of the site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from syndicate_adapters.hugo.markdown.tags import Tag

BOXES: Final = frozenset("admonition notice alert callout hint pageinfo".split())
"""Callouts whose kind is a parameter."""

KINDS: Final[Mapping[str, str]] = {
    "note": "note",
    "tip": "tip",
    "hint": "tip",
    "info": "info",
    "warning": "warning",
    "danger": "danger",
    "caution": "caution",
    "important": "important",
    "attention": "warning",
    "success": "tip",
    "done": "tip",
    "check": "tip",
    "failure": "danger",
    "error": "danger",
    "bug": "danger",
    "question": "info",
    "example": "info",
    "abstract": "info",
    "summary": "info",
    "quote": "note",
    "primary": "info",
    "secondary": "note",
    "default": "note",
    "lightbulb": "tip",
    "circle-info": "info",
    "fire": "danger",
    "triangle-exclamation": "warning",
}
"""What kinds, colours and icons come to."""

NAMED_BOXES: Final = frozenset("note tip info warning danger caution important attention".split())
"""Callouts that are called as their kind is."""

FOLDS: Final = frozenset("details expand spoiler collapse collapsible".split())
TAB_GROUPS: Final = frozenset("tabs tabpane tabgroup".split())
TABS: Final = frozenset("tab tabitem tabgroup-item".split())
BUTTONS: Final = frozenset("button btn".split())
IMAGES: Final = frozenset("figure img image imgproc".split())
RAW: Final = frozenset("raw rawhtml html raw_html unsafe".split())
INLINE: Final[Mapping[str, str]] = {"kbd": "kbd", "mark": "mark", "sub": "sub", "sup": "sup"}
FORMULAS: Final = frozenset("math katex mathjax".split())
NOTHING: Final = frozenset("comment toc".split())
"""Shortcodes that print nothing, or what each page has by itself."""

BUILT_IN: Final[Mapping[str, bool]] = {
    "comment": True,
    "details": True,
    "figure": False,
    "gist": False,
    "highlight": True,
    "instagram": False,
    "param": False,
    "qr": True,
    "ref": False,
    "relref": False,
    "tweet": False,
    "twitter": False,
    "twitter_simple": False,
    "instagram_simple": False,
    "vimeo": False,
    "vimeo_simple": False,
    "x": False,
    "x_simple": False,
    "youtube": False,
}
"""Hugo's own shortcodes, and whether they take text inside."""

PRINTING_HTML: Final = frozenset(BUILT_IN) - {"comment", "details", "param", "qr", "ref", "relref"}
"""Those of Hugo's own that print a block of HTML and nothing else."""

REMOVED: Final[Mapping[str, int]] = {
    "gist": 156,
    "tweet": 156,
    "twitter": 156,
    "twitter_simple": 156,
    "instagram_simple": 123,
}
"""Those that stop the build, and since which version."""


def named(tag: Tag, *keys: str) -> str:
    """The first of the named parameters that says something."""
    said = {key.lower(): value for key, value in tag.named}
    return next((said[key] for key in keys if said.get(key)), "")


def box_of(tag: Tag) -> tuple[str, str, str] | None:
    """Kind, the author's word for it and title of a callout; None for other calls."""
    if tag.name in BOXES:
        word, title = _typed(tag)
    elif tag.name in NAMED_BOXES:
        word, title = tag.name, named(tag, "title", "header") or next(iter(tag.values), "")
    else:
        return None
    small = word.lower()
    kind = KINDS.get(small, small if small.isalpha() and small.isascii() else "note")
    is_look = small in ("primary", "secondary", "default", "") or small in _ICONS
    return kind, kind if is_look else small, title


_ICONS: Final = frozenset("lightbulb circle-info fire triangle-exclamation".split())


def _typed(tag: Tag) -> tuple[str, str]:
    word = named(tag, "type", "kind", "style", "color", "level", "icon")
    title = named(tag, "title", "header", "text") if tag.name != "alert" else named(tag, "title")
    values: Sequence[str] = tag.values
    if values and (values[0].lower() in KINDS or len(values) > 1):
        return values[0], " ".join(values[1:2])
    if values:
        return "note", values[0]
    return word or "note", title


def label_of(tag: Tag) -> str:
    """What a tab is called."""
    return named(tag, "label", "title", "name", "header", "tabname") or next(iter(tag.values), "")


def link_of(tag: Tag) -> str:
    """Where a button leads."""
    return named(tag, "href", "url", "link", "relref", "to") or next(
        (value for value in tag.values if "/" in value or "." in value), ""
    )
