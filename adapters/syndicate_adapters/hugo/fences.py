"""Fenced code with attributes, as Hugo reads the words behind the fence.

Source: Hugo 0.168; tests/hugo/test_rows.py asks the engine.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from syndicate.body.commonmark import fenced
from syndicate.body.dialect import Partly
from syndicate.body.nodes import Code
from syndicate_adapters.hugo.markdown.attributes import Attribute, read_attributes


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


_RANGE: Final = re.compile(r"(\d+)(?:-(\d+))?")
_KNOWN: Final = frozenset({"title", "hl_lines", "linenos", "linenostart"})


def read_info(info: str) -> Info | None:
    """The language and what the attributes in braces say; None where Hugo refuses these, and the build.

    A brace that nothing closes is a word like others.
    """
    words, brace, attributes = info.strip().partition("{")
    lang, _, rest = words.strip().partition(" ")
    if not brace or "}" not in attributes:
        return Info(lang=lang, rest=" ".join((rest, brace + attributes)).strip())
    text = brace + attributes
    found = read_attributes(text, 0, len(text))
    if found is None:
        return None
    unknown = [rest] if rest else []
    unknown += [_spelled(each) for each in found.found if each.key.lower() not in _KNOWN]
    return _told(lang, found.last, " ".join(unknown))


def numbered(lang: str, options: str) -> Info:
    """What the options of the shortcode `highlight` say ("linenos=table,hl_lines=8 15-17")."""
    said = dict(_OPTION.findall(options))
    return _told(lang, {key.lower(): value.strip('"') for key, value in said.items()})


_OPTION: Final = re.compile(r"(\w+)\s*+=\s*+(\"[^\"]*+\"|\[[^\]]*+\]|[^,]*+)")


def _told(lang: str, named: dict[str, str], rest: str = "") -> Info:
    is_numbered = named.get("linenos", "false").lower() != "false"
    first = re.match(r"\d{1,9}", named.get("linenostart", "1"))
    return Info(
        lang=lang,
        title=named.get("title", ""),
        highlighted=tuple(
            (int(first), int(last or first))
            for first, last in _RANGE.findall(named.get("hl_lines", ""))
        ),
        first_number=int(first[0] if first else 1) if is_numbered else None,
        rest=rest,
    )


def _spelled(attribute: Attribute) -> str:
    if attribute.key in ("id", "class"):
        return f"{'#' if attribute.key == 'id' else '.'}{attribute.value}"
    return f"{attribute.key}={attribute.value}"
