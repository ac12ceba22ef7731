"""Text and numbers as JavaScript sees them, where Python sees them differently."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import quote

SPACE = "\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""The inside of a character class for JavaScript's `\\s`: with the BOM, without the C0 separators."""

LINE_END = "\n\r\u2028\u2029"
"""The inside of a character class for what JavaScript's `.` does not match."""

_WHITE = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_SAFE = ";/?:@&=+$,#-_.!~*'()"  # beside letters and digits
_PLAIN = re.compile(rf"[A-Za-z0-9{re.escape(_SAFE)}]*")
_RESERVED = frozenset(b";/?:@&=+$,#")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LARGEST_EXACT = 2**53


def trim(text: str) -> str:
    """`text.trim()`."""
    return text.strip(_WHITE)


def trim_start(text: str) -> str:
    """`text.trimStart()`."""
    return text.lstrip(_WHITE)


def trim_end(text: str) -> str:
    """`text.trimEnd()`."""
    return text.rstrip(_WHITE)


def is_space(character: str) -> bool:
    """Whether `\\s` matches this character."""
    return character in _WHITE


def number_text(number: int | float) -> str:
    """`String(number)`: no `.0`, an exponent only from 1e21 up and below 1e-6."""
    if isinstance(number, int) and abs(number) <= _LARGEST_EXACT:
        return str(number)
    value = as_double(number)
    if math.isnan(value):
        return "NaN"
    sign = "-" if value < 0 else ""
    if math.isinf(value):
        return f"{sign}Infinity"
    return sign + _digits_text(abs(value)) if value else "0"


def as_double(number: int | float) -> float:
    """The number as a double; an integer too large for one is infinite."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _digits_text(value: float) -> str:
    _, digit_tuple, exponent = Decimal(repr(value)).as_tuple()
    digits = "".join(map(str, digit_tuple))
    point = len(digits) + int(exponent)  # where the decimal point stands, from the first digit
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"


def date_text(value: date | datetime) -> str:
    """`String(date)` in UTC: what a bare YAML date becomes where the engine wants a string."""
    at = as_moment(value)
    day = f"{_WEEKDAYS[at.weekday()]} {_MONTHS[at.month - 1]} {at.day:02} {at.year:04}"
    return f"{day} {at:%H:%M:%S} GMT+0000 (Coordinated Universal Time)"


def as_moment(value: date | datetime) -> datetime:
    """An aware datetime in UTC; what names no zone is UTC, as js-yaml reads it."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def decode_uri(text: str) -> str | None:
    """`decodeURI(text)`: escapes of reserved characters stay; None where it throws."""
    if "%" not in text:
        return text
    pieces: list[str] = []
    end = 0
    for match in _ESCAPES.finditer(text):
        plain = text[end : match.start()]
        try:
            decoded = _decode_run(bytes.fromhex(match[0].replace("%", "")), match[0])
        except UnicodeDecodeError:
            return None
        if "%" in plain:
            return None
        pieces += (plain, decoded)
        end = match.end()
    return None if "%" in text[end:] else "".join(pieces) + text[end:]


def _decode_run(data: bytes, written: str) -> str:
    data.decode()  # the whole run must be UTF-8 before any part of it counts
    parts: list[str] = []
    start = 0
    for at, byte in enumerate(data):
        if byte in _RESERVED:
            parts += (data[start:at].decode(), written[3 * at : 3 * at + 3])
            start = at + 1
    return "".join(parts) + data[start:].decode()


def encode_uri(text: str) -> str:
    """`encodeURI(text)`; a percent sign is encoded as well."""
    if _PLAIN.fullmatch(text):
        return text
    return quote(text, safe=_SAFE, errors="surrogatepass")
