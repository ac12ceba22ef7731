"""Text that Forem takes for its own, and how to say it so that readers see it.

Forem mends the whole body first (`mended`), finds code by a regular expression, renders, runs Liquid, renders again.
Source: forem/forem as of 2026; tests/devto asks Redcarpet 3.5.1 and Liquid 5.4 in the same order.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final

_LIQUID: Final = re.compile(r"\{[{%]|\{+$")
_BRACES: Final = re.compile(r"\}+")
_LONGEST: Final = 300  # characters between braces that are taken for one piece
_MENTION: Final = re.compile(r"@(?=[A-Za-z0-9_-])")
_ADDRESS: Final = re.compile(r"(?<=www)(?=\.)|(?<=:)(?=//)|(?<=mailto)(?=:)", re.IGNORECASE)
_EMOJI: Final = re.compile(r":(?=([a-z0-9_+-]+):)")
_DATA: Final = re.compile(r"(?<=data):(?=text/html)", re.IGNORECASE)
_MARKDOWN: Final = re.compile(r"[&<>\"'*_`~\[\]\\|:.@#^=+!-]")

NOTHING: Final = "<span></span>"
"""A tag that readers do not see, between characters that must not touch."""


def raw(text: str) -> str:
    """`text` with its Liquid in raw blocks: entities and backslashes are gone before Liquid runs."""
    if "{" not in text:
        return text
    said: list[str] = []
    done = 0
    while found := _LIQUID.search(text, done):
        end = _closed(text, found) or found.end()
        said += (
            text[done : found.start()],
            f"{{% raw %}}{text[found.start() : end]}{{% endraw %}}",
        )
        done = end
    return "".join((*said, text[done:]))


def _closed(text: str, opening: re.Match[str]) -> int | None:
    """The end of what begins with two braces, where it is closed on its line and may stand in a raw block."""
    start = opening.end()
    mark = {"{{": "}}", "{%": "%}"}.get(opening[0])
    close = text.find(mark, start, start + _LONGEST + 2) if mark is not None else -1
    inside = text[start:close]
    if close < 0 or "\n" in inside or "endraw" in inside:
        return None
    braces = _BRACES.match(text, close + 1)
    return braces.end() if braces is not None else None


def unread(text: str) -> str:
    """Text in prose without what Forem makes links, pictures or errors of; it holds no address that is a link."""
    if "@" in text:
        text = _MENTION.sub(f"@{NOTHING}", text)
    if "://" in text or "www." in text or "mailto:" in text:
        text = _ADDRESS.sub(NOTHING, text)
    if ":" in text:
        text = _EMOJI.sub(lambda match: f":{NOTHING}" if is_emoji(match[1]) else ":", text)
        text = _DATA.sub("&#58;", text)
    return text


@lru_cache(maxsize=512)
def is_emoji(name: str) -> bool:
    """Whether a word between colons is a picture."""
    from emoji import emojize

    return emojize(f":{name}:", language="alias") != f":{name}:"


def code_html(code: str, *, is_block: bool) -> str:
    """Code for tags; within a line Markdown is still read, so what it could see is an entity."""
    if is_block:
        text = html.escape(code, quote=True).replace("`", "&#96;")
    else:
        text = _MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", code)
    return _DATA.sub("&#58;", text)


def attribute_text(text: str) -> str:
    """Text for an attribute: Liquid runs in there too, and its signs are taken away."""
    return re.sub(r"\{(?=[{%])|%(?=\})", lambda match: f"{match[0]} ", text)


# -- what is mended before anything is read -----------------------------------------------------------

_HEADER: Final = re.compile(r"-{3}.*?-{3}", re.DOTALL)
_QUOTED_KEY: Final = re.compile(r"(?:title|description):")
_TAGS: Final = re.compile(r"\ntags:[^\n]*\n")
_RULE: Final = re.compile(r"^---", re.MULTILINE)


def is_mended(body: str) -> bool:
    """Whether Forem would change the body before it reads it, code included.

    Between the first two runs of three dashes values get quotes, lines of tags lose their signs, further lines of
    dashes grow.
    """
    header = _HEADER.search(body)
    if header is not None and _QUOTED_KEY.search(header[0]):
        return True
    if "tags:" in body and any(
        "#" in found[0] or ":," in found[0] for found in _TAGS.finditer(body)
    ):
        return True
    return len(_RULE.findall(body)) > 2 or body.lstrip().startswith("---")


def undashed(text: str) -> str:
    """`text`, which HTML or Markdown will read, without a run of three dashes and without a line of tags."""
    text = text.replace("---", "-&#45;-")
    return re.sub(r"^tags:", "tags&#58;", text, flags=re.MULTILINE)
