"""The options of kramdown that change what readers see.

Source: kramdown 2.4.0 as Jekyll 4.3.1 sets it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from syndicate.source.yaml import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class KramdownOptions:
    """The section `kramdown` of a config over Jekyll's defaults.

    is_gfm: `input: GFM`. has_quirks: lists and headings may follow a paragraph without a blank line.
    has_dashes: `--` and `...` are typographic. has_math: formulas are marked for a script to set.
    offset: is added to the level of headings. prefix: of their ids.
    """

    is_gfm: bool = True
    has_quirks: bool = True
    has_dashes: bool = True
    has_ids: bool = True
    has_hard_wraps: bool = False
    has_math: bool = True
    parses_html: bool = False
    parses_inline_html: bool = True
    offset: int = 0
    prefix: str = ""
    toc_levels: frozenset[int] = frozenset(range(1, 7))


DEFAULT: Final = KramdownOptions()


def options_of(section: Mapping[str, Value]) -> KramdownOptions:
    """The options in the config's section."""
    if not section:
        return DEFAULT
    quirks = _words(section.get("gfm_quirks", "paragraph_end"))
    is_gfm = section.get("input", "GFM") != "kramdown"
    offset = section.get("header_offset", 0)
    return KramdownOptions(
        is_gfm=is_gfm,
        has_quirks=is_gfm and "paragraph_end" in quirks,
        has_dashes="no_auto_typographic" not in quirks,
        has_ids=_is_on(section.get("auto_ids", True)),
        has_hard_wraps=is_gfm and _is_on(section.get("hard_wrap", False)),
        has_math="math_engine" not in section or section["math_engine"] is not None,
        parses_html=_is_on(section.get("parse_block_html", False)),
        parses_inline_html=_is_on(section.get("parse_span_html", True)),
        offset=offset if isinstance(offset, int) else 0,
        prefix=str(section.get("auto_id_prefix") or ""),
        toc_levels=_levels(section.get("toc_levels")),
    )


def overridden(options: KramdownOptions, said: Mapping[str, str]) -> KramdownOptions:
    """The options with those that the text itself sets, from there on."""
    is_on = {key: value.lower() != "false" for key, value in said.items()}
    return replace(
        options,
        has_ids=is_on.get("auto_ids", options.has_ids),
        parses_html=is_on.get("parse_block_html", options.parses_html),
        parses_inline_html=is_on.get("parse_span_html", options.parses_inline_html),
    )


def has_curly_quotes(said: Mapping[str, Value]) -> bool:
    """Whether the section `kramdown` leaves quotes to be set as kramdown sets them of itself."""
    return _words(said.get("smart_quotes", _QUOTES)) == _QUOTES.split(",")


_QUOTES: Final = "lsquo,rsquo,ldquo,rdquo"


def _is_on(value: Value) -> bool:
    return value is not None and str(value).lower() != "false"


def _words(value: Value) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    return str(value or "").replace(",", " ").split()


def _levels(value: Value) -> frozenset[int]:
    """The levels in "2..3", "1,2" or a list."""
    if isinstance(value, list):
        return frozenset(int(str(each)) for each in value if str(each).isdigit())
    text = str(value or "").strip()
    first, dots, last = text.partition("..")
    if dots and first.isdigit() and last.strip(".").isdigit():
        return frozenset(range(int(first), int(last.strip(".")) + 1))
    found = [int(each) for each in text.replace(",", " ").split() if each.isdigit()]
    return frozenset(found) or frozenset(range(1, 7))
