"""Bare addresses as links, as GitHub's Markdown has them; the parser behind the seam does not know them."""

from __future__ import annotations

import re
from typing import Final

_WHOLE: Final = re.compile(r"<(a|code|pre)[ >].*?</\1>", re.DOTALL)
_ADDRESS: Final = re.compile(
    r"""(?P<tag><[^\s>]+(?:\s[a-z-]+="[^"]*")*>)"""
    r"""|(?<![\w/])(?P<url>https?://|www\.)(?P<rest>[^\s<]+)"""
    r"""|(?<![\w.+/:-])(?P<mail>[A-Za-z0-9._+-]+@(?:[A-Za-z0-9_-]+\.)+[A-Za-z0-9_-]*[A-Za-z0-9])(?![\w-])"""
)
_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?=[:/?#]|$)")
_TRAIL: Final = re.compile(r"[?!.,:*_~'\"]+$|&[A-Za-z0-9#]+;$")


def linked(html: str) -> str:
    """`html`, as a serializer wrote it, with links around the addresses in its text.

    Source: GitHub Flavored Markdown 0.29, 6.9.
    """
    if not _may_have_address(html):
        return html
    pieces: list[str] = []
    done = 0
    for match in _WHOLE.finditer(html):
        pieces += (_linked(html[done : match.start()]), match[0])
        done = match.end()
    return "".join([*pieces, _linked(html[done:])])


def _linked(html: str) -> str:
    """Such links in a stretch that holds neither links nor code."""
    return _ADDRESS.sub(_link, html) if _may_have_address(html) else html


def _may_have_address(html: str) -> bool:
    return "://" in html or "www." in html or "@" in html


def _link(match: re.Match[str]) -> str:
    if match["tag"] is not None:
        return match[0]
    if match["mail"] is not None:
        return f'<a href="mailto:{match["mail"]}">{match["mail"]}</a>'
    shown, after = _trimmed(match["rest"])
    host = shown if match["url"] != "www." else f"www.{shown}"
    if not _HOST.match(host):
        return match[0]
    address = f"{match['url']}{shown}"
    prefix = "http://" if match["url"] == "www." else ""
    return f'<a href="{prefix}{address}">{address}</a>{after}'


def _trimmed(text: str) -> tuple[str, str]:
    """The address without the punctuation that belongs to the sentence, and that punctuation."""
    end = len(text)
    unopened = text.count(")") - text.count("(")
    while end:
        trail = _TRAIL.search(text[max(end - 40, 0) : end])
        if trail is not None:
            end -= len(trail[0])
        elif text[end - 1] == ")" and unopened > 0:
            unopened -= 1
            end -= 1
        else:
            break
    return text[:end], text[end:]
