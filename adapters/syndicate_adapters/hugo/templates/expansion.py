"""A call of a shortcode as the text that its template prints, among the Markdown of the page.

What a call with `<` prints is HTML: it stands without blank lines, so that none of it is taken for Markdown, but
for the Markdown that the template itself asks for. What a call with `%` prints is Markdown.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate.body import markdown
from syndicate.body.nodes import Place
from syndicate_adapters.hugo.markdown.calls import Call
from syndicate_adapters.hugo.markdown.reading import Reading
from syndicate_adapters.hugo.settings import OwnShortcode
from syndicate_adapters.hugo.templates.run import Given, printed

_MARK: Final = "\ufdd2"
"""No character: what stands around Markdown among HTML."""

_BLOCKS: Final = re.compile(
    r"\n[ \t]*\n|^[ \t]*(?:[-*+>#|]|\d+[.)][ \t]|```|~~~|<)|\{\{[<%]", re.MULTILINE
)
_BLANK: Final = re.compile(r"\n[ \t\r]*(?=\n)")
_INDENT: Final = re.compile(r"\n[ \t]+")


def expanded(own: OwnShortcode, call: Call, reading: Reading) -> str:
    """What a call prints. Raises Unreadable."""
    tag, settings = call.tag, reading.settings
    inner = "" if call.close is None else reading.text[tag.span.end : call.close.span.start]
    given = Given(
        name=tag.name,
        values=tag.values,
        named=dict(tag.named),
        inner=inner,
        params=settings.params,
        site_params=settings.site.params,
        site_title=settings.site.title,
        partials=settings.site.partials,
        base=settings.site.base_url,
        is_markdown=tag.is_markdown,
        markdownify=_markdownified,
    )
    text = printed(own.text, given)
    if tag.is_markdown:
        return text.strip("\n")
    text = _as_html(text)
    is_block = reading.standing(call.span)["place"] is Place.BLOCK
    return text if is_block else text.replace("\n", " ")


def _markdownified(text: str) -> str:
    """One line of Markdown as HTML; blocks of it set apart, for whoever reads the whole."""
    if _BLOCKS.search(text):
        return f"{_MARK}{text}{_MARK}"
    made = markdown.to_html(text.strip("\n")).strip()  # where it is indented, it is code
    return made.removeprefix("<p>").removesuffix("</p>") if made.count("<p>") == 1 else made


def _as_html(text: str) -> str:
    """HTML without blank lines and indentation, and with blank lines around the Markdown in it."""
    pieces = text.split(_MARK)
    for number, piece in enumerate(pieces):
        if number % 2:
            pieces[number] = f"\n\n{piece.strip(chr(10))}\n\n"
        elif "<pre" in piece.lower():
            pieces[number] = _BLANK.sub("\n&#8203;", piece)
        else:
            pieces[number] = _INDENT.sub("\n", _BLANK.sub("", piece)).strip()
    return "".join(pieces).strip("\n")
