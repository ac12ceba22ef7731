"""Blocks that Markdown, as a Forem site reads it, has no words for: as HTML, of which it keeps a part.

Source: forem/forem as of 2026; tests/devto/test_pipeline.py asks its sanitizer.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from syndicate.body.elements import language_of
from syndicate.body.soup import BLOCKS, attribute, children_of, first_in, found_in, new_element
from syndicate.catalogue import CODES
from syndicate_adapters.devto.guards import code_html, raw, undashed, unread
from syndicate_adapters.devto.lines import LineWriter, attribute_said, one_line

if TYPE_CHECKING:
    from bs4 import Tag

KEPT: Final = frozenset(
    """a abbr b blockquote br cite code col colgroup dd del dl dt em figcaption h1 h2 h3 h4 h5 h6 hr img kbd li mark
    ol p pre q rp rt ruby small span strong sub sup table tbody td tfoot th thead time tr u ul""".split()
)
"""The tags that stay, as far as we write them."""

_ATTRIBUTES: Final = frozenset("alt colspan href name rowspan src start title type value".split())
_NESTING: Final = frozenset("ul ol dl blockquote table".split())
_TWICE: Final = re.compile(
    r"[*`~\\\[]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|https?://|www\.|\w@\w", re.ASCII
)


class MarkupWriter(LineWriter):
    """Writes HTML where Markdown will not do."""

    def html_block(self, el: Tag) -> str:
        for item in found_in(el, "li"):
            if any(child.name == "br" for child in children_of(item)):
                _into_paragraph(item)  # Forem takes the breaks out of items
        text = self._as_html(el).rstrip()
        closing = f"</{el.name}>"
        # Redcarpet ends the block at a closing tag that begins a line.
        return f"{text.removesuffix(closing)}\n{closing}"

    def _as_html(self, el: Tag) -> str:
        from bs4 import Tag as Element

        if el.name == "pre":
            return self._code_as_html(el)
        if el.name in ("img", "br", "hr"):
            return self.whole_img(el, {"_summary"}) if el.name == "img" else f"<{el.name}>"
        if el.name == "x-math":
            tex = raw(html.escape(one_line(attribute(el, "data-tex"))))
            return f"{{% katex inline %}}{tex}{{% endkatex %}}"
        if "footnote-reference" in attribute(el, "class"):
            return self._note_as_html(el)
        if el.name in ("x-embed", "video", "iframe", "audio", "input"):
            return self.process_tag(el, {"_inline"}).strip()
        inner = "".join(
            self._as_html(child) if isinstance(child, Element) else self._text_as_html(str(child))
            for child in el.children
        )
        if el.name not in KEPT:
            return inner
        said = {key: attribute(el, key) for key in _ATTRIBUTES if el.has_attr(key)}
        if "href" in said:
            said["href"] = self.address(said["href"])
        opening = "".join(f" {attribute_said(key, value)}" for key, value in sorted(said.items()))
        # A closing tag at the end of a line would end the block of the outer element.
        after = " " if el.name in _NESTING and el.find_parent(el.name) is not None else ""
        return f"<{el.name}{opening}>{inner}</{el.name}>{after}"

    def _note_as_html(self, el: Tag) -> str:
        """The text of a note in its place: in tags no reference is read."""
        link = el.find("a")
        note = (
            self.notes.get(attribute(link, "href").removeprefix("#")) if link is not None else None
        )
        return f" ({self._text_as_html(note.get_text(' ').strip())})" if note is not None else ""

    def _text_as_html(self, text: str) -> str:
        text = " ".join(f"x{text}x".split())[1:-1]
        text = unread(html.escape(text, quote=True).replace("`", "&#96;"))
        return raw(undashed(text) if self.is_strict else text)

    def _code_as_html(self, el: Tag) -> str:
        if lang := language_of(el):
            message = f"dev.to takes this code in tags only; written without its language ({lang})"
            self.say(CODES["code-lang-lost"], el.get_text().strip(), message)
        text = code_html(el.get_text().rstrip("\n"), is_block=True).replace("\n", "&#10;")
        return f"<pre><code>{raw(undashed(text) if self.is_strict else text)}</code></pre>"


def is_exposed(el: Tag | None) -> bool:
    """Whether text in a list would be read as Markdown a second time, and would not stand it.

    In the HTML that Forem reads again, the end of an inner list ends the block that the outer one of its kind is.
    """
    if el is None:
        return False
    inner = next(
        (found for found in found_in(el, el.name) if first_in(found, el.name) is None), None
    )
    at = inner
    while at is not None and at is not el:
        if any(_TWICE.search(each.get_text()) for each in at.next_siblings):
            return True
        at = at.parent
    return False


def _into_paragraph(item: Tag) -> None:
    """Puts the line that an item begins with into a paragraph."""
    line = new_element("p")
    for child in list(item.children):
        if getattr(child, "name", None) in BLOCKS:
            break
        line.append(child.extract())
    item.insert(0, line)
