"""What stands in a line: marks, links, pictures, formulas, footnote numbers."""

from __future__ import annotations

import re
from hashlib import blake2b
from html import unescape
from typing import Final

from syndicate.verify import markup
from syndicate.verify.blocks import Reader
from syndicate.verify.inline import BREAK, Run, fold, formula
from syndicate.verify.tree import Element

MARK = {
    **{name: name for name in ("code", "del", "em", "ins", "kbd", "mark", "samp", "small")},
    **{name: name for name in ("strong", "sub", "sup", "u", "var")},
    **{"b": "strong", "i": "em", "s": "del", "strike": "del", "tt": "code"},
}
"""The mark an element sets, by tag."""

TASK = {True: "[x]", False: "[ ]"}


def marked(reader: Reader, element: Element) -> None:
    """Text with a mark; a footnote's number brings its own look."""
    outer, mark = reader.marks, MARK[element.tag]
    if mark not in outer and not (mark == "sup" and _is_note_mark(reader, element)):
        reader.marks = tuple(sorted((*outer, mark)))
    reader.read(element.children)
    reader.marks = outer


def _is_note_mark(reader: Reader, element: Element) -> bool:
    return any(e.tag == "a" and _note_of(reader, e) for e in element.elements())


def _note_of(reader: Reader, link: Element) -> int | None:
    """The footnote that a link leads to."""
    href = link.get("href")
    return reader.footnotes.get(href[1:]) if href[:1] == "#" else None


def link(reader: Reader, element: Element) -> None:
    if markup.is_back_reference(element):
        return
    if (number := _note_of(reader, element)) is not None:
        shown = fold(element.text()).strip("[] ")
        reader.add(Run("note", shown or str(number)))
        return
    outer = reader.target
    if element.has("href") and not _only_opens_larger(reader, element):
        reader.target = reader.resolver.link(element.get("href"))
    reader.read(element.children)
    reader.target = outer


def _only_opens_larger(reader: Reader, element: Element) -> bool:
    """Whether a link leads to the one picture that is in it."""
    pictures = [e for e in element.walk() if e.tag == "img"]
    if len(pictures) != 1 or element.text().strip():
        return False
    href, source = element.get("href"), markup.picture_source(pictures[0])
    return href == source or reader.resolver.link(href) == reader.resolver.picture(source)


_CODES: Final = re.compile(
    r"/emoji/unicode/((?:1f[0-9a-f]{3}|[023][0-9a-f]{3})(?:-(?:1f[0-9a-f]{3}|[023f][0-9a-f]{3}))*)\.png"
)


def picture(reader: Reader, element: Element) -> None:
    # Docusaurus escapes the text twice, so that readers hear "&amp;"; nobody means that.
    alt = fold(unescape(element.get("alt"))).strip()
    if "emoji" in element.classes and alt:
        named = _CODES.search(element.get("src"))
        if named is not None:  # jemoji says the name, and which characters it means in the address
            alt = fold("".join(chr(int(code, 16)) for code in named[1].split("-")))
        reader.add(Run("text", alt, reader.marks, reader.target))
        return
    source = markup.picture_source(element)
    shown = reader.resolver.picture(source) if source else ""
    reader.add(Run("picture", shown, (), reader.target, alt))


def drawing(reader: Reader, element: Element) -> None:
    """An inline SVG; one that screen readers skip is an icon."""
    if element.get("aria-hidden") == "true" or markup.is_icon(element):
        return
    drawn = [(e.tag, *map(e.get, ("d", "points", "href"))) for e in element.walk()]
    words = element.text().split()
    digest = blake2b(repr((drawn, words)).encode(), digest_size=8).hexdigest()
    reader.add(Run("picture", f"svg:{digest}", (), reader.target))


def picture_without_scripts(reader: Reader, element: Element) -> None:
    """`<noscript>`: a picture, unless it has just been shown."""
    for image in (e for e in element.walk() if e.tag == "img"):
        shown = reader.resolver.picture(markup.picture_source(image))
        if shown not in reader.pictures_in_line():
            picture(reader, image)


def math(reader: Reader, element: Element) -> None:
    """MathML, KaTeX or MathJax: its TeX, or its text where there is none."""
    is_display = element.get("display") in ("block", "true") or any(
        "katex-display" in e.classes or e.get("display") == "block" for e in element.walk()
    )
    sources = (e for e in element.walk() if e.tag == "annotation")
    tex = next((e.text() for e in sources if "tex" in e.get("encoding")), element.text())
    reader.add(formula(tex, is_display=is_display))


def script(reader: Reader, element: Element) -> None:
    """TeX for MathJax 2, or the loader of a gist; no other script is in the tree."""
    kind = element.get("type")
    if kind.startswith("math/"):
        reader.add(formula(element.text(), is_display="mode=display" in kind))
    else:
        embed(reader, element)


def embed(reader: Reader, element: Element) -> None:
    """A frame, a film, a sound: what it plays."""
    sources = (e.get("src") or e.get("data-src") or e.get("data") for e in element.walk())
    source = next((s for s in sources if s), "")
    shown = markup.player_of(source) or (reader.resolver.link(source) if source else "")
    reader.emit("embed", "", (Run("embed", shown),))


def light_player(reader: Reader, element: Element) -> None:
    """`<lite-youtube videoid=ID>`."""
    player = f"{element.tag.removeprefix('lite-')}:{element.get('videoid')}"
    reader.emit("embed", "", (Run("embed", player),))


def field(reader: Reader, element: Element) -> None:
    """The box of a task; another field shows nothing that the author wrote."""
    if element.get("type").lower() == "checkbox":
        reader.tick(TASK[element.has("checked")])


def button(reader: Reader, element: Element) -> None:
    if not markup.is_copy_button(element):
        reader.read(element.children)


def line_end(reader: Reader, _: Element) -> None:
    reader.add(BREAK)


def quoted(reader: Reader, element: Element) -> None:
    """`<q>`, to which browsers add quotes."""
    reader.read(['"', *element.children, '"'])


LINES = {
    **dict.fromkeys(MARK, marked),
    **dict.fromkeys(("audio", "embed", "iframe", "object", "video"), embed),
    **dict.fromkeys(("lite-vimeo", "lite-youtube"), light_player),
    **dict.fromkeys(("math", "mjx-container"), math),
    "a": link,
    "br": line_end,
    "button": button,
    "img": picture,
    "input": field,
    "noscript": picture_without_scripts,
    "q": quoted,
    "script": script,
    "svg": drawing,
}
"""What reads an element in a line, by tag."""
