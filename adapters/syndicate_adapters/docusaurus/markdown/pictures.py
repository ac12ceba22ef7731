"""The picture that a component of the site shows, as far as its attributes tell: all that is left of it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from syndicate_adapters.docusaurus.markdown.jsx import Attribute

_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_LIKELY: Final = ("src", "image", "img", "small", "light", "url")
"""Names of attributes that hold the picture a reader sees first, the likeliest first."""

_WORDS: Final = ("alt", "caption", "title")
_LIGHT: Final = re.compile(
    r"""\blight\s*:\s*((?:require|useBaseUrl)\s*\(\s*['"][^'"]+['"]\s*\)(?:\.default)?|['"][^'"]+['"]|[\w$]+)"""
)


def picture_of(
    attributes: Sequence[Attribute], text_of: Callable[[Attribute], str | None]
) -> tuple[str, str] | None:
    """Address and text of the picture; None where no attribute names a file of that kind.

    text_of: what an attribute says, where that can be known.
    """
    found: dict[str, str] = {}
    for attribute in attributes:
        said = text_of(_of_light(attribute)) if attribute.name not in _WORDS else None
        if said and said.partition("#")[0].partition("?")[0].lower().endswith(_ENDINGS):
            found.setdefault(attribute.name, said)
    name = next((name for name in _LIKELY if name in found), next(iter(found), None))
    if name is None:
        return None
    alt = next((text_of(a) or "" for a in attributes if a.name in _WORDS), "")
    return found[name], alt


def _of_light(attribute: Attribute) -> Attribute:
    """Of pictures for two colours of a page the one for a light page, else the attribute itself."""
    match = _LIGHT.search(attribute.code) if attribute.name == "sources" else None
    if match is None:
        return attribute
    text = match[1]
    if text[0] in "'\"":
        return Attribute(name=attribute.name, value=text[1:-1])
    return Attribute(name=attribute.name, code=text)
