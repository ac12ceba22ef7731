"""Signs inside of lines that a site turned on: names of emoji, and the extras of Goldmark.

Source: Hugo 0.168 with goldmark-emoji and its own extensions; tests/hugo_body/test_engine.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from syndicate.body.markdown import Construct, is_inside
from syndicate.body.nodes import Element, Node, Place, Verbatim
from syndicate.body.tildes import struck
from syndicate.source.text import Span
from syndicate_adapters.hugo.markdown.breaks import guillemets
from syndicate_adapters.hugo.markdown.formulas import merged
from syndicate_adapters.hugo.settings import MarkdownSettings

_TAKEN: Final = frozenset({"code", "code_span", "html", "html_inline", "definition"})
_EMOJI: Final = re.compile(r":[a-z0-9_+-]++:")
_EXTRAS: Final = {
    "insert": ("ins", re.compile(r"(?<!\+)\+\+(?![\s+])((?:[^\n+]|\n(?!\s*\n)|\+(?!\+))+?)(?<!\s)\+\+(?!\+)")),
    "mark": ("mark", re.compile(r"(?<!=)==(?![\s=])((?:[^\n=]|\n(?!\s*\n)|=(?!=))+?)(?<!\s)==(?!=)")),
    "subscript": ("sub", re.compile(r"(?<!~)~(?![\s~])([^\n~]+)(?<!\s)~(?!~)")),
    "superscript": ("sup", re.compile(r"(?<![\^\[])\^(?![\s^])([^\n^]+)(?<![\s\[])\^(?!\^)")),
}  # fmt: skip


def signs(
    text: str,
    span: Span,
    settings: MarkdownSettings,
    found: Sequence[Construct],
    others: Sequence[Span],
) -> Iterator[Node]:
    """The nodes for such signs in plain text. others: where it is none, beside code and HTML."""
    has_tildes = settings.has_strikethrough and "subscript" not in settings.extras
    is_deleting = has_tildes and text.find("~", *span) >= 0
    if not (settings.has_emoji or settings.extras or is_deleting or text.find("<<", *span) >= 0):
        return
    spans = [c.span for c in found if c.kind in _TAKEN]
    spans += (c.destination for c in found if c.destination is not None)
    taken = merged(iter([*spans, *others]))
    if settings.has_emoji:
        yield from _emoji(text, span, taken)
    yield from (
        each for each in guillemets(text, span, settings) if not is_inside(taken, each.span.start)
    )
    if is_deleting:
        yield from struck(text, span, taken)
    for name in settings.extras:
        tag, pattern = _EXTRAS[name]
        for match in pattern.finditer(text, span.start, span.end):
            if not is_inside(taken, match.start()) and not _is_escaped(text, match.start()):
                where = Span(*match.span())
                inner = Span(*match.span(1))
                yield Element(span=where, inner=inner, name=tag, place=Place.INLINE)


def _is_escaped(text: str, position: int) -> bool:
    return position > 0 and text[position - 1] == "\\"


def _emoji(text: str, span: Span, taken: Sequence[Span]) -> Iterator[Node]:
    position = text.find(":", span.start, span.end)
    while position >= 0:
        match = _EMOJI.match(text, position, span.end)
        shown = _shown(match[0]) if match is not None else ""
        if match is not None and shown and not is_inside(taken, position):
            yield Verbatim(span=Span(*match.span()), text=shown, place=Place.INLINE)
            position = match.end()
        else:
            position += 1
        position = text.find(":", position, span.end)


def _shown(name: str) -> str:
    """What the name of an emoji stands for; "" where it is none."""
    return _names().get(name, "")


@cache
def _names() -> dict[str, str]:
    """The names that GitHub knows: where an emoji has names of its own there, these."""
    from emoji import EMOJI_DATA

    return {
        name: shown
        for shown, said in EMOJI_DATA.items()
        for name in said.get("alias", (said["en"],))
        if said["status"] <= _QUALIFIED
    }


_QUALIFIED: Final = 2
"""Fully qualified emoji, and parts of them; others are the same ones in fewer characters."""
