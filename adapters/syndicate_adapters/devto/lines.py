"""Lines of text for a Forem site: escapes, marks, links, pictures, formulas.

Source: forem/forem as of 2026 over Redcarpet 3.5.1; tests/devto/test_pipeline.py runs the same steps.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from syndicate.body.elements import address_of, before_of
from syndicate.body.markdown_writer import Around, MarkdownWriter
from syndicate.body.soup import attribute
from syndicate.catalogue import CODES
from syndicate.diagnostics import Code
from syndicate.web.players import page_of
from syndicate.web.urls import join_url
from syndicate_adapters.devto.codes import OWN
from syndicate_adapters.devto.guards import (
    NOTHING,
    attribute_text,
    code_html,
    raw,
    undashed,
    unread,
)
from syndicate_adapters.devto.players import is_known, words_for
from syndicate_adapters.devto.settings import ForemSettings

if TYPE_CHECKING:
    from bs4 import Tag

Say = Callable[[Code, str, str], None]
"""Reports a finding: its code, words of the text at its place, the message."""

REFERENCE: Final = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)
"""A line that Markdown takes for the definition of a link, and takes away."""

_ALT: Final = re.compile(r"[\[\]\\`\"{}&<>|]|^image description$", re.IGNORECASE)
_ALNUM: Final = re.compile(r"[A-Za-z0-9]")
_ENTITIES: Final = {"\\`": "&#96;", "\\<": "&lt;", "\\&": "&amp;"}
_TEX: Final = {"`": "&#96;", "|": "&#124;"}


class LineWriter(MarkdownWriter):
    """Writes what stands in a line of an article.

    is_strict: the body holds what Forem mends before it reads it, so no three dashes may stand in it.
    """

    hard_break = "\n"
    nests_emphasis = False
    bar = "&#124;"
    inline_html = frozenset("abbr cite kbd mark q small sub sup time u ruby rt rp".split())

    def __init__(
        self,
        say: Say,
        *,
        settings: ForemSettings,
        is_strict: bool,
        anchors: dict[str, str],
    ) -> None:
        super().__init__()
        self.say = say
        self.page_url = settings.page_url
        self.has_embeds = settings.has_embeds
        self.is_strict = is_strict
        self.anchors = anchors
        self.notes: dict[str, Tag] = {}
        self.noted: list[str] = []

    # -- text ------------------------------------------------------------------------------------

    def escaped(self, text: str, around: Around, *, is_first: bool = False, after: str = "") -> str:
        text = super().escaped(text, around, is_first=is_first, after=after)
        text = text if "a" in around else unread(text)
        if "_summary" in around:
            return text.replace("%}", "% }")
        said = raw(undashed(text) if self.is_strict else text)
        if said.endswith("{") and after not in ("", " ", "\n"):
            return (
                f"{said[:-1]}{{% raw %}}{{{{% endraw %}}"  # it would join the sign of a raw block
            )
        return said

    def _mark(self, match: re.Match[str], around: Around, last: str) -> str:
        if match[0] == "]" and match.string[match.end() :].lstrip()[:1] in ("(", "[", ":"):
            return "\\]"  # a blank may stand before the address
        if match[0] == "<":  # before a digit too it begins a tag
            return (
                "<"
                if re.fullmatch(r" < ", match.string[match.start() - 1 : match.end() + 1])
                else "&lt;"
            )
        said = super()._mark(match, around, last)
        return _ENTITIES.get(said, said)

    def line_start(self, text: str) -> str:
        said = super().line_start(text)
        if text.startswith("#"):  # a heading even without a blank
            return f"\\{text}"
        if REFERENCE.match(text):  # Markdown is read a second time, and HTML does not stop it
            return f"{NOTHING}{said}"
        return said.replace("\\>", "&gt;", 1) if said.startswith("\\>") else said

    def is_marked(self, before: str, inner: str, after: str, marker: str) -> bool:
        """Redcarpet begins emphasis behind no letter, and ends none before one; it knows ASCII letters only."""
        edges = {before, after, inner[0], inner[-1]}
        if marker == "*" and before not in ("", " ", "\n", "("):
            return False
        return (
            not edges & {"*", "_", "~", "\\"}
            and not _ALNUM.match(f"{before}")
            and not (_ALNUM.match(after))
        )

    def code_span(self, code: str, around: Around) -> str:
        has_bars = "|" in code and "_cell" in around
        is_mended = re.search(r"@_\w+_", code) or (self.is_strict and "---" in code)
        is_bare = "_summary" in around or "_target" in around
        if (
            "`" in code
            or has_bars
            or is_mended
            or is_bare
            or code != code.strip()
            or "{----" in code
        ):
            text = code_html(code, is_block=False)
            return (
                f"<code>{text.replace('%}', '% }') if '_summary' in around else raw(text)}</code>"
            )
        return f"`{code}`"

    def convert_code(self, el: Tag, text: str, parent_tags: Around) -> str:
        said = super().convert_code(el, text, parent_tags)
        # A brace before the raw block that Forem puts around code would join its sign.
        if said.startswith("`") and before_of(el) == "{":
            return f"<code>{raw(code_html(said.strip('`'), is_block=False))}</code>"
        return said

    convert_samp = convert_code
    convert_tt = convert_code

    def convert_var(self, el: Tag, text: str, parent_tags: Around) -> str:
        return self.convert_em(el, text, parent_tags)

    convert_dfn = convert_var

    def convert_ins(self, el: Tag, text: str, parent_tags: Around) -> str:
        return f"<u>{text}</u>" if text.strip() else text

    # -- links and images ------------------------------------------------------------------------

    def link(self, el: Tag, inner: str, url: str) -> str:
        if el.has_attr("title"):
            self.say(OWN["link-title-lost"], inner, "dev.to shows no titles of links; left out")
        if (fragment := fragment_of(url, self.page_url)) and fragment in self.anchors:
            url = f"#{quote(self.anchors[fragment])}"
        elif fragment:
            url = f"{self.page_url}#{fragment}"
        if "<a " in inner:
            return inner
        return f"[{inner}]({self.address(url)})" if inner != url else f"<{self.address(url)}>"

    def title(self, title: str) -> str:
        return ""

    def address(self, url: str) -> str:
        url = self.absolute(url)
        said = super().address(url).replace("{", "%7B").replace("}", "%7D")
        return said.replace("---", "--%2D") if self.is_strict else said

    def absolute(self, url: str) -> str:
        """An address as a reader of the copy needs it; a place on this page stays."""
        if url.startswith("#") or not self.page_url:
            return url
        return join_url(self.page_url, url)

    def whole_img(self, el: Tag, around: Around) -> str:
        src, alt, title = (attribute(el, key).strip() for key in ("src", "alt", "title"))
        if src.startswith("data:"):
            message = "dev.to takes no pictures inside of an address; left out"
            self.say(CODES["image-inline"], alt or "data:", message)
            return self.escaped(alt, around) if alt else ""
        if not src:
            return ""
        if el.has_attr("width") or el.has_attr("height"):
            message = "dev.to shows images in its own size"
            self.say(CODES["figure-width-lost"], src, message)
        alt = " ".join(alt.split())
        if title or _ALT.search(alt) or "_summary" in around:
            said = {"src": self.address(src), "alt": alt, "title": title}
            return f"<img {' '.join(attribute_said(key, value) for key, value in said.items() if value)}>"
        return f"![{alt}]({self.address(src)})"

    def convert_figure(self, el: Tag, text: str, parent_tags: Around) -> str:
        caption = el.find("figcaption")
        picture = el.find("img")
        if caption is None or picture is None or "details" in parent_tags:
            return self.convert_div(el, text, parent_tags)
        link = picture.parent if picture.parent is not None and picture.parent.name == "a" else None
        said = self.process_tag(link or picture, {*parent_tags, "figure"}).strip()
        below = self._inline(caption, parent_tags)
        return f"\n\n{said}<figcaption>{below}</figcaption>\n\n"

    def _inline(self, el: Tag, around: Around, *more: str) -> str:
        """The text of an element as one line."""
        text = "".join(
            self.piece(child, {*around, "_inline", *more}) for child in list(el.children)
        )
        return " ".join(text.split())

    def whole_video(self, el: Tag, around: Around) -> str:
        url = address_of(el)
        return f'\n\n<video src="{self.address(url)}" controls></video>\n\n' if url else ""

    def whole_x_embed(self, el: Tag, around: Around) -> str:
        url = attribute(el, "data-url")
        return self._embedded(el, url, around)

    def player(self, el: Tag) -> str:
        url = address_of(el)
        if not url:
            return ""
        if url.startswith("data:"):
            message = "dev.to has no frames; one that holds its own page is left out"
            self.say(CODES["embed-degraded"], "<iframe", message)
            return ""
        page = page_of(url) or url
        if not is_known(page) or not self.has_embeds:
            message = f"dev.to has no player for {page}; written as a link"
            self.say(CODES["embed-degraded"], url, message)
            return f"\n\n<{self.address(page)}>\n\n"
        return self._embedded(el, page, set())

    def _embedded(self, el: Tag, url: str, around: Around) -> str:
        is_alone = "_inline" not in around and (
            el.parent is None or el.parent.name != "p" or len(el.parent.contents) == 1
        )
        return f"\n\n{{% embed {words_for(url)} %}}\n\n" if is_alone else f"<{self.address(url)}>"

    # -- formulas --------------------------------------------------------------------------------

    def whole_x_math(self, el: Tag, around: Around) -> str:
        tex = one_line(attribute(el, "data-tex"))
        is_block = bool(attribute(el, "data-display")) and "_inline" not in around
        if not around.isdisjoint({"details", "_summary"}):
            message = "dev.to shows no formulas in parts that open; written as its source"
            self.say(CODES["math-degraded"], tex, message)
            return self.code_span(tex, around)
        text = self.tex(tex)
        if not is_block:
            return f"{{% katex inline %}}{text}{{% endkatex %}}"
        return f"\n\n{{% katex %}}\n{text}\n{{% endkatex %}}\n\n"

    def tex(self, tex: str) -> str:
        """A formula as it must be written so that Markdown, which reads it first, leaves it alone."""
        text = html.escape(tex, quote=False)
        text = re.sub(r"[\\*_~\[\]`|]", lambda match: _TEX.get(match[0], f"\\{match[0]}"), text)
        text = self.line_start(text)
        return raw(undashed(text) if self.is_strict else text)


def one_line(tex: str) -> str:
    """A formula without its comments and line breaks, none of which it shows."""
    return " ".join(re.sub(r"(?<!\\)%[^\n]*", "", tex).split())


def fragment_of(url: str, page_url: str) -> str:
    """The place on its own page that an address means; "" where it means another page."""
    path, sign, fragment = url.partition("#")
    return fragment if sign and path in ("", page_url) else ""


def attribute_said(key: str, value: str) -> str:
    """An attribute of a tag."""
    return f'{key}="{html.escape(attribute_text(value), quote=True).replace("`", "&#96;")}"'
