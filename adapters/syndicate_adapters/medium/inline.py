"""A line of an article in the few marks that Medium's editor has."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from syndicate.body.elements import address_of
from syndicate.body.html.formulas import readable
from syndicate.body.soup import attribute
from syndicate.catalogue import CODES
from syndicate.diagnostics import Code
from syndicate.web.players import page_of
from syndicate.web.urls import join_url
from syndicate_adapters.medium.letters import lowered_text, raised_text
from syndicate_adapters.medium.tree import element, emphasized, fragment, link_to, string

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

Say = Callable[[Code, str, str], None]
"""Reports a finding: its code, words of the text at its place, the message."""

PLAYERS: Final = frozenset("iframe video audio embed object x-embed".split())

_EMPHASIS: Final = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "var": "em",
    "dfn": "em",
}
_CODE: Final = frozenset("code kbd samp tt".split())
_LOST: Final = {
    "del": "struck text",
    "s": "struck text",
    "strike": "struck text",
    "mark": "marked text",
    "u": "underlined text",
    "ins": "underlined text",
    "ruby": "text with its reading above",
}


@dataclass(slots=True, kw_only=True)
class Lines:
    """The lines of one article; keeps the pictures and the notes that it meets in them for their places."""

    say: Say
    page_url: str = ""
    notes: dict[str, Tag] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)
    pictures: list[Tag] = field(default_factory=list)

    def inline(self, nodes: Sequence[PageElement]) -> list[PageElement]:
        """Text in the few marks that the editor has."""
        from bs4.element import NavigableString, Tag

        found: list[PageElement] = []
        for node in nodes:
            if isinstance(node, Tag):
                found += self._marked(node)
            elif isinstance(node, NavigableString):
                found.append(NavigableString(re.sub(r"\s+", " ", str(node))))
        return found

    def _marked(self, el: Tag) -> list[PageElement]:
        name = el.name
        if name in _EMPHASIS:
            return emphasized(_EMPHASIS[name], self.inline(list(el.children)))
        if name in _CODE:
            text = " ".join(f"x{el.get_text()}x".split())[1:-1]
            return [element("code", text)] if text else []
        if name in PLAYERS:
            line = self.player(el)
            return list(line.children) if line is not None else []
        match name:
            case "br":
                return [element("br")]
            case "a":
                return self._link(el)
            case "img":
                self.picture(el)
                return []
            case "sub" | "sup":
                return [self._moved(el)]
            case "q":
                return [string("“"), *self.inline(list(el.children)), string("”")]
            case "input":
                return [string("☑" if el.has_attr("checked") else "☐")]
            case "x-math":
                return self._formula_inline(el)
        if name in _LOST:
            self.say(
                CODES["element-name-lost"],
                el.get_text(),
                f"Medium has no {_LOST[name]}; the text is kept",
            )
        if name == "rt":
            return [string(" ("), *self.inline(list(el.children)), string(")")]
        return self.inline(list(el.children))

    def _link(self, el: Tag) -> list[PageElement]:
        url = self.absolute(attribute(el, "href"))
        for image in el.find_all("img"):
            self.picture(image.extract(), url)
        inner = self.inline(list(el.children))
        if not url or not "".join(part.get_text() for part in inner).strip():
            return inner
        link = element("a", *inner)
        link["href"] = url
        return [link]

    def _moved(self, el: Tag) -> PageElement:
        """Raised or lowered text in characters that are so themselves."""
        link = el.find("a")
        if "footnote-reference" in attribute(el, "class") and link is not None:
            return string(self._reference(attribute(link, "href").removeprefix("#")))
        text = el.get_text()
        return string(raised_text(text) if el.name == "sup" else lowered_text(text))

    def _formula_inline(self, el: Tag) -> list[PageElement]:
        tex = " ".join(attribute(el, "data-tex").split())
        shown = readable(tex)
        if shown is not None:
            return self.inline(list(fragment(shown).children))
        self.say_formula(tex)
        return [element("code", tex)]

    def absolute(self, url: str) -> str:
        """An address as a reader of the copy needs it."""
        return join_url(self.page_url, url) if self.page_url and url else url

    def picture(self, el: Tag, link: str = "") -> None:
        """Keeps an image of a line for below."""
        src, alt, title = (attribute(el, key).strip() for key in ("src", "alt", "title"))
        if src.startswith("data:"):
            self.say(
                CODES["image-inline"],
                alt or "data:",
                "Medium takes no pictures inside of an address; left out",
            )
            return
        if not src:
            return
        image = element("img")
        image["src"], image["alt"] = self.absolute(src), " ".join(alt.split())
        inner = image
        if link:
            inner = element("a", image)
            inner["href"] = link
        self.pictures.append(
            element("figure", inner, *([element("figcaption", title)] if title else []))
        )

    def player(self, el: Tag) -> Tag | None:
        """The address alone on its line, which Medium makes a player of where it can."""
        url = attribute(el, "data-url") or address_of(el) or attribute(el, "data")
        if not url or url.startswith("data:"):
            if url:
                message = "Medium has no frames; one that holds its own page is left out"
                self.say(CODES["embed-degraded"], "<iframe", message)
            return None
        page = self.absolute(page_of(url) or url)
        if el.name != "x-embed":
            self.say(
                CODES["embed-degraded"],
                url,
                f"Medium has no <{el.name}>; its address is written alone on a line",
            )
        return element("p", link_to(page, page))

    def say_formula(self, tex: str) -> None:
        self.say(CODES["math-degraded"], tex, "Medium has no formulas; written as its source")

    def _reference(self, label: str) -> str:
        if label not in self.notes:
            return ""
        if label not in self.noted:
            self.noted.append(label)
        return f"[{self.noted.index(label) + 1}]"
