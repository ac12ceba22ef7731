"""`gist`: the tag of a plugin that GitHub Pages always loads, for files that GitHub shows.

Source: jekyll-gist 1.5.0, `gist_tag.rb`. What the plugin fetches for readers without scripts is not fetched.
"""

from __future__ import annotations

import html
import re
from typing import Final

from liquid import RenderContext
from liquid.exceptions import LiquidError

from syndicate.body.nodes import Embed
from syndicate.source.text import Span
from syndicate.web.players import gist_script
from syndicate_adapters.jekyll.liquid.lookup import value_of
from syndicate_adapters.jekyll.liquid.themes import Shown
from syndicate_adapters.jekyll.liquid.values import Unknown, string_of

_NAME: Final = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*")
_WORDS: Final = re.compile(r"(\S+|.*(?=/).+)\s?(\S*)")


def gist_of(words: str, context: RenderContext) -> Shown:
    """What the tag shows that has these words. Raises Unknown where they name no gist."""
    match = _WORDS.fullmatch(words.strip())
    if match is None:
        raise Unknown("gist names no file")
    name, file = (_value(word, context) for word in match.groups())
    url = f"https://gist.github.com/{name}" + (f"?file={file}" if file else "")
    script = gist_script(url)
    if script is None:
        raise Unknown(f"{name!r} is no gist")
    node = Embed(span=Span(0, 1), provider="gist", url=url)
    return Shown(node=node, html=f'<script src="{html.escape(script)}"></script>')


def _value(word: str, context: RenderContext) -> str:
    """The value of a name, where it has one; else the word."""
    if _NAME.fullmatch(word) is None:
        return word
    try:
        return string_of(value_of(word, context))
    except (Unknown, LiquidError):
        return word
