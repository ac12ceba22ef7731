"""Attributes of tags that readers see, which Medium's editor drops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from syndicate.body.soup import attribute
from syndicate.catalogue import CODES
from syndicate_adapters.medium.inline import Say

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_SEEN: Final = ("title", "align", "dir", "color", "width", "height")
_KEPT: Final = {
    "img": frozenset({"title"}),  # a caption
    "td": frozenset({"align"}),  # drawn so
    "th": frozenset({"align"}),
}
_PLAYERS: Final = frozenset("iframe video audio embed object x-embed x-math".split())
"""What stands in an article by its address alone, which is told of them already."""


def report_attributes(soup: BeautifulSoup, say: Say) -> None:
    """Tells of each element, in the order of the text, what readers no longer see of it."""
    for el in soup.find_all(True):
        if lost := list(_lost(el)):
            words = el.get_text(" ").strip() or attribute(el, "alt") or f"<{el.name}"
            message = f"Medium has no {', '.join(lost)} of <{el.name}>; left out"
            say(CODES["element-attributes-lost"], words, message)


def _lost(el: Tag) -> Iterator[str]:
    kept = _KEPT.get(el.name, frozenset())
    for name in _SEEN if el.name not in _PLAYERS else ():
        if name not in kept and attribute(el, name).strip():
            yield name
