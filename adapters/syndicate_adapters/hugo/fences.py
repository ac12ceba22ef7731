"""Fenced code with attributes, as Hugo reads the words behind the fence.

Source: Hugo 0.168; tests/hugo/test_rows.py asks the engine.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from syndicate.body.commonmark import fenced
from syndicate.body.dialect import Partly
from syndicate.body.nodes import Code


def code(node: Code, inner: str) -> str | Partly:
    """The block; a title or language with a brace in it would fail the build and is left out."""
    lost = tuple(
        name
        for name in ("lang", "title")
        if "{" in getattr(node, name) or "}" in getattr(node, name)
    )
    lang = "" if "lang" in lost else node.lang
    title = "" if "title" in lost else node.title
    attributes = " ".join(_attributes(node, title))
    info = f"{lang} {{{attributes}}}".lstrip() if attributes else lang
    # The info string of a backtick fence holds no backtick.
    text = fenced(inner, info, "~~~" if "`" in info else node.fence)
    return Partly(text, lost) if lost else text


def _attributes(node: Code, title: str) -> list[str]:
    found = []
    if title:
        found.append(f"title={_quoted(title)}")
    if node.highlighted:
        ranges = (f"{a}" if a == b else f"{a}-{b}" for a, b in node.highlighted)
        found.append(f'hl_lines="{" ".join(ranges)}"')
    if node.first_number is not None:
        found.append("linenos=true")
        if node.first_number != 1:
            found.append(f"linenostart={node.first_number}")
    return found


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# -- reading ------------------------------------------------------------------------------------------


class Info(NamedTuple):
    """What the words behind a fence say; `rest` are words and attributes that we have no name for."""

    lang: str
    title: str = ""
    highlighted: tuple[tuple[int, int], ...] = ()
    first_number: int | None = None
    rest: str = ""


_ATTRIBUTE: Final = re.compile(
    r'\s*+(?:,\s*+)?(?:([\w-]+)\s*+=\s*+("(?:\\.|[^"\\])*"|\[[^\]]*\]|[^\s,}"]+)|([.#][^\s,}]+))'
)
_RANGE: Final = re.compile(r"(\d+)(?:-(\d+))?")


def read_info(info: str) -> Info:
    """The language and what the attributes in braces say."""
    words, brace, attributes = info.strip().partition("{")
    lang, _, rest = words.strip().partition(" ")
    if not brace or not attributes.rstrip().endswith("}"):
        return Info(lang=lang, rest=" ".join((rest, brace + attributes)).strip())
    named: dict[str, str] = {}
    unknown = [rest] if rest else []
    for key, value, bare in _ATTRIBUTE.findall(attributes.rstrip()[:-1]):
        if key.lower() in ("title", "hl_lines", "linenos", "linenostart"):
            named[key.lower()] = _plain(value)
        else:
            unknown.append(bare or f"{key}={value}")
    is_numbered = named.get("linenos", "false") != "false"
    return Info(
        lang=lang,
        title=named.get("title", ""),
        highlighted=tuple(
            (int(first), int(last or first))
            for first, last in _RANGE.findall(named.get("hl_lines", ""))
        ),
        first_number=int(named.get("linenostart", "1")) if is_numbered else None,
        rest=" ".join(unknown),
    )


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
