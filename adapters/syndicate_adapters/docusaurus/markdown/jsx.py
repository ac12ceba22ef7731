"""The attributes of JSX tags, and how HTML says them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from syndicate.source.text import Span

_NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute as written. `value` is a text, None where none is given; `code` is JavaScript, "" if none.

    value_span: the characters of a quoted value, without its quotes; empty where it is no text.
    """

    name: str
    value: str | None = None
    code: str = ""
    value_span: Span = _NOWHERE


_NAME: Final = re.compile(r"\s*([A-Za-z_$@:][\w$.:@-]*)")
_EQUALS: Final = re.compile(r"\s*=\s*")
_SPREAD: Final = re.compile(r"\s*\{")


def attributes_in(
    text: str, span: Span, closing_brace: Callable[[int], int]
) -> Iterator[Attribute]:
    """The attributes that stand in `span`, in order. A spread is one without a name."""
    position = span.start
    while position < span.end:
        if spread := _SPREAD.match(text, position, span.end):
            close = closing_brace(spread.end() - 1)
            yield Attribute(name="", code=text[spread.end() : close])
            position = close + 1
            continue
        name = _NAME.match(text, position, span.end)
        if name is None:
            return
        equals = _EQUALS.match(text, name.end(), span.end)
        if equals is None:
            yield Attribute(name=name.group(1))
            position = name.end()
            continue
        first = equals.end()
        if text[first] == "{":
            close = closing_brace(first)
            yield Attribute(name=name.group(1), code=text[first + 1 : close].strip())
        else:
            close = text.index(text[first], first + 1)
            yield Attribute(
                name=name.group(1),
                value=html.unescape(text[first + 1 : close]),
                value_span=Span(first + 1, close),
            )
        position = close + 1


_STRING: Final = re.compile(
    r"""(["'])((?:(?!\1)[^\\\n]|\\.)*)\1|`((?:[^`\\$]|\\.|\$(?!\{))*)`""", re.DOTALL
)
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_REQUIRE: Final = re.compile(r"""require\(\s*(["'`])([^"'`]+)\1\s*\)(?:\.default)?""")
_BASE_URL: Final = re.compile(r"""useBaseUrl\(\s*(["'`])([^"'`]+)\1\s*\)""")
_ESCAPE: Final = re.compile(
    r"\\(u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|\n|.)", re.DOTALL
)
_ESCAPED: Final = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "0": "\0",
    "\n": "",
}


def literal(code: str) -> str | bool | None:
    """What a literal of JavaScript shows: its text, or a boolean; None where it is no literal."""
    code = code.strip()
    if code in ("true", "false"):
        return code == "true"
    if _NUMBER.fullmatch(code):
        return code
    match = _STRING.fullmatch(code)
    if match is None:
        return None
    return _ESCAPE.sub(_unescaped, match.group(2) if match.group(2) is not None else match.group(3))


def _unescaped(match: re.Match[str]) -> str:
    found = match.group(1)
    if found[0] in "ux" and len(found) > 1:
        return chr(min(int(found[1:].strip("{}"), 16), 0x10FFFF))
    return _ESCAPED.get(found, found)


def file_named_by(code: str, imports: Mapping[str, str]) -> str | None:
    """The address that an expression stands for: `require('./x.png').default`, an imported name, `useBaseUrl('/x')`."""
    code = code.strip()
    if match := _REQUIRE.fullmatch(code) or _BASE_URL.fullmatch(code):
        return match.group(2)
    return imports.get(code)


# React's names for what HTML calls otherwise; all others differ in case alone or are written alike.
HTML_NAMES: Final = {
    "className": "class",
    "htmlFor": "for",
    "acceptCharset": "accept-charset",
    "httpEquiv": "http-equiv",
}
_KEBAB: Final = re.compile(r"[A-Z]")
_SVG_CASED: Final = frozenset(
    {"viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform"}
)
_SVG_DASHED: Final = re.compile(r"(?:stroke|fill|clip|font|text|stop|marker)[A-Z]\w*")


def html_name(name: str) -> str:
    """What HTML calls a JSX attribute."""
    if name in HTML_NAMES:
        return HTML_NAMES[name]
    if name in _SVG_CASED or "-" in name or ":" in name:
        return name
    if _SVG_DASHED.fullmatch(name):
        return _dashed(name)
    return name.lower()


def is_html_attribute(attribute: Attribute) -> bool:
    """Whether HTML reads the attribute as it is written."""
    return (
        not attribute.code and attribute.name != "" and html_name(attribute.name) == attribute.name
    )


_PAIR: Final = re.compile(
    r"""\s*(["']?)([\w-]+)\1\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?[\d.]+)\s*(?:,|$)"""
)
_UNITLESS: Final = frozenset(
    "opacity zIndex fontWeight lineHeight flex flexGrow flexShrink order zoom columnCount aspectRatio".split()
)


def css(code: str) -> str | None:
    """The style that an object literal says (`{width: 50}` -> "width: 50px"); None where it is not that plain."""
    code = code.strip()
    if not (code.startswith("{") and code.endswith("}")):
        return None
    inside, position, rules = code[1:-1].strip(), 0, []
    while position < len(inside):
        match = _PAIR.match(inside, position)
        if match is None:
            return None
        name, raw = match.group(2), match.group(3)
        value = literal(raw)
        if not isinstance(value, str):
            return None
        is_length = raw[0] not in "\"'" and value != "0" and name not in _UNITLESS
        rules.append(f"{_dashed(name)}: {value}{'px' if is_length else ''}")
        position = match.end()
    return "; ".join(rules)


def _dashed(name: str) -> str:
    return _KEBAB.sub(lambda match: f"-{match.group().lower()}", name)
