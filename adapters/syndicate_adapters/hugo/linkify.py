"""Bare addresses: which of them Hugo turns into links as GitHub's Markdown does, and which only Hugo would.

Source: Goldmark's linkify extension as Hugo 0.168 sets it up; tests/hugo/test_linkify.py asks the engine.
"""

from __future__ import annotations

import html
import re
from typing import Final

from syndicate.body import commonmark
from syndicate.body.dialect import Context, Hazard
from syndicate.body.nodes import Autolink

_STARTS: Final = frozenset(("", "\n", " ", "*", "_", "~", "("))
_PLAIN: Final = re.compile(
    r"https?://[-A-Za-z0-9.]+\.[a-z]+(?::\d+)?(?:[/#?](?:[-A-Za-z0-9@:%_+.~#$!?&/=,;]*[-A-Za-z0-9/=_#])?)?"
)
_MAIL: Final = re.compile(r"[a-zA-Z0-9.+_-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+")


def autolink(node: Autolink, inner: str) -> str:
    """The address bare, where Hugo reads exactly this link; else so that it cannot but read it."""
    if html.unescape(node.shown) != node.shown and not re.search(r"[<>\\]", node.url):
        # What a bare address says is written without escapes: `&copy=` would be a sign.
        said = re.sub(r"([\[\]])", r"\\\1", node.shown)
        return f"[{_escaped(said)}](<{_escaped(node.url)}>)"
    is_plain = _PLAIN.fullmatch(node.shown) is not None or node.url.startswith("mailto:")
    if node.before in _STARTS and is_plain:
        return node.shown
    return commonmark.autolink(node, inner)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;")


def _mail(match: re.Match[str], context: Context) -> str | None:
    before = context.text[match.start() - 1 : match.start()]
    if context.is_code or before in ("<", ":", "/", "\\"):
        return None
    return match[0].replace("@", "\\@")


MAIL: Final = Hazard(
    literal="@",
    pattern=_MAIL,
    escape=_mail,
    sign=re.compile(r"@[a-zA-Z0-9-]+\.[a-zA-Z0-9-]"),
)
"""What is an address of mail for Hugo alone (`package@7.1.1`): those of GitHub's Markdown are nodes."""
