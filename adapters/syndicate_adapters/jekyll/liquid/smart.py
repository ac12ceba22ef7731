"""The filter `smartify`: quotes, dashes and dots as a typesetter sets them.

Source: Jekyll 4.3.1, `converters/smartypants.rb`; kramdown 2.4.0, `smart_quotes.rb`, `typographic_symbol.rb`;
tests/jekyll_body/test_filters.py holds what the engine gave.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from syndicate_adapters.jekyll.liquid.values import Unknown

_OPENING: Final = {"'": "\u2018", '"': "\u201c"}
_CLOSING: Final = {"'": "\u2019", '"': "\u201d"}
_SIGNS: Final = {"---": "\u2014", "--": "\u2013", "...": "\u2026"}
_MARK: Final = re.compile(r"""---?|\.\.\.|.?["']""", re.DOTALL)
_PUNCTUATION: Final = r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""


class _Rule(NamedTuple):
    """Where a quote stands, and which signs its groups become: what is None stays as it is."""

    place: re.Pattern[str]
    signs: Sequence[dict[str, str] | None]


def _rule(place: str, *signs: dict[str, str] | None) -> _Rule:
    return _Rule(re.compile(place, re.DOTALL), signs)


_RULES: Final = (
    _rule(r"""(["'])(?=[_*]{1,2}[^\s])""", _OPENING),
    _rule(rf"""(["'])(?={_PUNCTUATION}(?!\.\.)\B)""", _CLOSING),
    _rule(r"""([ \t\n\v\f\r]?)(")(')(?=[A-Za-z0-9_])""", None, _OPENING, _OPENING),
    _rule(r"""([ \t\n\v\f\r]?)(')(")(?=[A-Za-z0-9_])""", None, _OPENING, _OPENING),
    _rule(r"""([ \t\n\v\f\r]?)(')(?=[0-9][0-9]s)""", None, _CLOSING),
    _rule(r"""([ \t\n\v\f\r])(["'])(?=[A-Za-z0-9_])""", None, _OPENING),
    _rule(r"""([^ \\\t\r\n\[{(-])(["'])""", None, _CLOSING),
    _rule(r"""(["'])(?=[ \t\n\v\f\r]|s\b|$)""", _CLOSING),
    _rule(r"""(.?)(["'])""", None, _OPENING),
)


def smartified(text: str) -> str:
    """A text with such signs. Raises Unknown where it holds HTML, which has rules of its own."""
    if any(mark in text for mark in "<>&\\"):
        raise Unknown("smartify over HTML is not known here")
    pieces: list[str] = []
    position = 0
    while (match := _MARK.search(text, position)) is not None:
        pieces.append(text[position : match.start()])
        if match[0] in _SIGNS:
            pieces.append(_SIGNS[match[0]])
            position = match.end()
            continue
        said, position = _quote(text, match.start())
        pieces.append(said)
    return "".join((*pieces, text[position:]))


def _quote(text: str, start: int) -> tuple[str, int]:
    """The signs for what stands at `start`, and where it ends."""
    for rule in _RULES:
        match = rule.place.match(text, start)
        if match is not None:
            said = (
                group if signs is None else signs[group]
                for group, signs in zip(match.groups(), rule.signs, strict=True)
            )
            return "".join(said), match.end()
    return text[start], start + 1
