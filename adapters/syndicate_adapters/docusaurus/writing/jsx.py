"""Attributes of HTML as JSX has them.

Source: React 19, possibleStandardNames; tests/docusaurus/test_strange_blog.py has the engine build it.
"""

from __future__ import annotations

import html
import json
import re
from typing import Final

from syndicate_adapters.docusaurus.markdown.jsx import HTML_NAMES

_ATTRIBUTE: Final = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_NAME: Final = re.compile(r"[A-Za-z_][\w-]*(?::[A-Za-z_][\w-]*)?")
_NAMES: Final = {name: jsx for jsx, name in HTML_NAMES.items()} | {
    "allowfullscreen": "allowFullScreen",
    "autoplay": "autoPlay",
    "playsinline": "playsInline",
    "srcset": "srcSet",
    "tabindex": "tabIndex",
    "frameborder": "frameBorder",
}
_FLAGS: Final = frozenset(
    "allowfullscreen async autofocus autoplay checked controls default defer disabled hidden loop muted "
    "multiple open playsinline readonly required reversed selected".split()
)
_DECLARATION: Final = re.compile(
    r"\s*([\w-]+)\s*:\s*((?:[^;\"'(]|\"[^\"]*\"|'[^']*'|\([^)]*\))+);?"
)


def jsx_attributes(text: str, name: str, lost: list[str]) -> str:
    """The attributes of a tag, each with a blank before it. lost: gets those that JSX has no word for."""
    said: list[str] = []
    for key, raw in _ATTRIBUTE.findall(text):
        low = key.lower()
        value = html.unescape(raw[1:-1] if raw[:1] in ('"', "'") else raw)
        if low.startswith("on") or not _NAME.fullmatch(key):
            lost.append(f"{key} of <{name}>")
        elif low == "style":
            said.append(f"style={{{_style(value)}}}")
        elif low in _FLAGS and not raw:
            said.append(_NAMES.get(low, low))
        else:
            said.append(f'{_NAMES.get(low, key)}="{html.escape(value)}"')
    return "".join(f" {each}" for each in dict.fromkeys(said))


def _style(text: str) -> str:
    found = {_property(key): value.strip() for key, value in _DECLARATION.findall(text)}
    return json.dumps(found, ensure_ascii=False)


def _property(name: str) -> str:
    """The name of a property of CSS as React has it; those that authors make up stay."""
    if name.startswith("--"):
        return name
    first, *rest = name.lower().lstrip("-").split("-")
    words = "".join(word.capitalize() for word in rest)
    is_vendor = name.startswith("-") and first != "ms"
    return f"{first.capitalize() if is_vendor else first}{words}"
