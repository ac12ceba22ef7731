"""Values as Ruby says, splits and compares them.

Source: Ruby 3.1; tests/jekyll/test_ruby.py holds what it gave.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from syndicate.source.yaml import Value

_SPACES: Final = re.compile(r"[ \t\n\v\f\r]+")
_WINGS: Final = " \t\n\v\f\r"
_ESCAPES: Final = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r",
    "\v": "\\v", "\f": "\\f", "\b": "\\b", "\a": "\\a", "\x1b": "\\e",
}  # fmt: skip
_LIVE: Final = re.compile(r"#(?=[{$@])")


def words(text: str) -> list[str]:
    """`String#split`: at ASCII blanks only, so that U+3000 does not part two words."""
    stripped = text.strip(_WINGS)
    return _SPACES.split(stripped) if stripped else []


def downcase(text: str) -> str:
    """`String#downcase`: letter by letter, without the sigma that ends a Greek word."""
    if text.isascii():
        return text.lower()
    return "".join(char.lower() for char in text)


def capitalize(text: str) -> str:
    """`String#capitalize`: the first letter as in a title, the rest small."""
    return text[:1].title() + downcase(text[1:])


def to_s(value: Value) -> str:
    """`to_s`; a list or a mapping is inspected, nil is the empty string."""
    match value:
        case None:
            return ""
        case str():
            return value
        case datetime():
            # The C library writes the year 99 without zeros.
            return f"{value.year:04}-{value:%m-%d %H:%M:%S} {_zone(value)}"
        case date():
            return value.isoformat()
    return inspect(value)


def inspect(value: Value) -> str:
    """`inspect`, as values appear inside of lists and mappings."""
    match value:
        case None:
            return "nil"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _float(value)
        case str():
            return _quoted(value)
        case datetime():
            return to_s(value)
        case date():
            return f"#<Date: {value.isoformat()}>"
        case list():
            return f"[{', '.join(map(inspect, value))}]"
        case dict():
            return f"{{{', '.join(f'{_quoted(k)}=>{inspect(v)}' for k, v in value.items())}}}"


def _zone(moment: datetime) -> str:
    """The offset at the end of `Time#to_s`, cut to minutes."""
    seconds = int((moment.utcoffset() or timedelta()).total_seconds())
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{minutes % 60:02}"


def _float(value: float) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    text = repr(value)
    if "e" not in text and abs(value) < 1e15:
        return text
    digits, _, power = text.partition("e")
    if not power:  # Python waits one digit longer with the exponent
        whole = digits.removesuffix(".0").lstrip("-").replace(".", "")
        sign = "-" if value < 0 else ""
        power = f"+{len(digits.partition('.')[0].lstrip('-')) - 1}"
        digits = f"{sign}{whole[0]}.{whole[1:].rstrip('0') or '0'}"
    return f"{digits if '.' in digits else digits + '.0'}e{power[0]}{power[1:].zfill(2)}"


def _quoted(text: str) -> str:
    said = "".join(_ESCAPES.get(char, char) for char in text)
    if not said.isprintable():
        said = "".join(char if _is_printable(char) else _escape(char) for char in said)
    said = _LIVE.sub(r"\\#", said)
    return f'"{said}"'


def _is_printable(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) in ("Zs", "Cf")


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\u{{{code:X}}}"


def flattened(values: Iterable[Value]) -> Iterator[Value]:
    """`Array#flatten`: the values of lists in lists, mappings untouched."""
    for value in values:
        if isinstance(value, list):
            yield from flattened(value)
        else:
            yield value


def union(*lists: Iterable[Value]) -> list[Value]:
    """`Array#|`: each value once, where it stood first; 1, 1.0 and true are three."""
    found: dict[object, Value] = {}
    for values in lists:
        for value in values:
            found.setdefault(_identity(value), value)
    return list(found.values())


def _identity(value: Value) -> object:
    match value:
        case list():
            return (list, tuple(map(_identity, value)))
        case dict():
            return (dict, frozenset((key, _identity(item)) for key, item in value.items()))
    return (type(value), value)


def is_truthy(value: Value) -> bool:
    """Whether Ruby takes a value for true: all but nil and false."""
    return value is not None and value is not False


def split_extension(name: str) -> tuple[str, str]:
    """A file's base name without its extension, and the extension with its dot (`File.extname`)."""
    dots = len(name) - len(name.lstrip("."))
    at = name.rfind(".", dots)
    if at < max(dots, 1):
        return name, ""
    return name[:at], name[at:]
