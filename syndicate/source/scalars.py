"""What a plain YAML scalar means to each engine's reader.

Source: js-yaml 3.14.1 and 4 (`lib/type`), goccy/go-yaml 1.19.2 (`token.ToNumber`), SafeYAML 1.0.5
(`transform`); tests/source/vectors holds what the engines gave.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, TypeAlias

Value: TypeAlias = (
    "bool | int | float | str | datetime | date | list[Value] | dict[str, Value] | None"
)
"""What YAML, TOML and JSON can say. A `datetime` is always aware; mappings keep their order."""

MAX_DEPTH: Final = 100
"""How deep values may nest; js-yaml 4 stops there too."""

Resolver: TypeAlias = Callable[[str], Value]

_NULLS: Final[dict[str, Value]] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_BOOLS: Final[dict[str, Value]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS: Final = frozenset("+-.0123456789")
_YAML_12_WORDS: Final[dict[str, Value]] = {**_NULLS, **_BOOLS}

_INF: Final[dict[str, float]] = {
    f"{sign}.{word}": value
    for sign, value in (("", math.inf), ("-", -math.inf))
    for word in ("inf", "Inf", "INF")
}
_NAN: Final[dict[str, float]] = dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan)


# --- js-yaml -------------------------------------------------------------------------------------

_JS_INT_4 = re.compile(r"[-+]?(?:0b[01]+|0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)\Z")
_JS_FLOAT_4 = re.compile(r"(?:[-+]?[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_JS_INT_3 = re.compile(
    r"[-+]?(?:0|0b_*[01](?:_*[01])*|0x_*[0-9a-fA-F](?:_*[0-9a-fA-F])*|0_*[0-7](?:_*[0-7])*"
    r"|[1-9](?:_*[0-9])*(?:_*(?::[0-5]?[0-9])+)?)\Z"
)
_JS_FLOAT_3 = re.compile(
    r"(?:[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|\.[0-9_]+(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)(?<!_)\Z"
)
_JS_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_JS_TIME = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.([0-9]*))?(?:[ \t]*(?:Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?\Z"
)
_JS_SPECIAL: Final[dict[str, float]] = {
    **_INF,
    **_NAN,
    **{"+" + k: _INF[k] for k in list(_INF)[:3]},
}


def js_number(value: float) -> int | float:
    """A JavaScript number: whole ones are `int`, as `String(1.0)` is "1" there."""
    if math.isfinite(value) and value == int(value) and abs(value) < 1e21:
        return int(value)
    return value


def resolve_js_4(text: str) -> Value:
    """A plain scalar as js-yaml 4 reads it: YAML 1.2 numbers, and dates."""
    if text in _YAML_12_WORDS:
        return _YAML_12_WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _JS_INT_4.match(text):
        whole = _js_int(text, octal="0o")
        return text if whole is None else whole
    if _JS_FLOAT_4.match(text):
        number = float(text)
        return js_number(number) if math.isfinite(number) else text
    return _js_special(text)


def resolve_js_3(text: str) -> Value:
    """A plain scalar as js-yaml 3 reads it: YAML 1.1 numbers, and dates."""
    if text in _YAML_12_WORDS:
        return _YAML_12_WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _JS_INT_3.match(text):
        digits = text.replace("_", "")
        if ":" in digits:
            return js_number(_sexagesimal(digits))
        whole = _js_int(digits, octal="0")
        return math.inf if whole is None else whole
    if _JS_FLOAT_3.match(text):
        digits = text.replace("_", "")
        return js_number(_sexagesimal(digits) if ":" in digits else _js_float(digits))
    return _js_special(text)


def _js_int(text: str, *, octal: str) -> int | float | None:
    """The number in `text`, rounded as JavaScript does; None where it is too big for a double."""
    digits = text.lstrip("+-")
    prefix = digits[:2].lower()
    base = 2 if prefix == "0b" else 16 if prefix == "0x" else 10
    if base == 10 and len(digits) > 1 and digits.startswith(octal):
        base = 8
    if len(digits) > 400:  # beyond any double; int() refuses long digits anyway
        return None
    try:
        number = float(int(digits.removeprefix("0o") if base == 8 else digits, base))
    except OverflowError:
        return None
    return js_number(-number if text[0] == "-" else number)


def _js_float(digits: str) -> float:
    """`parseFloat`: the longest prefix that is a number; "." alone is NaN."""
    return float(digits) if any("0" <= c <= "9" for c in digits.split("e")[0]) else math.nan


def _js_special(text: str) -> Value:
    if text in _JS_SPECIAL:
        return _JS_SPECIAL[text]
    found = _JS_DATE.match(text) or _JS_TIME.match(text)
    return _js_date(found) if found else text


def _js_date(found: re.Match[str]) -> datetime:
    """A JavaScript `Date`, in UTC: fields that are too big roll over, years 0-99 are 19xx.

    Raises OverflowError beyond the year 9999, which Python cannot say.
    """
    fields = found.groups()
    year, month, day = (int(field) for field in fields[:3])
    year = year + 1900 if year < 100 else year
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    moment = datetime(year, month, 1, tzinfo=UTC) + timedelta(days=day - 1)
    if len(fields) == 3:
        return moment
    moment += timedelta(hours=int(fields[3]), minutes=int(fields[4]), seconds=int(fields[5]))
    moment += timedelta(milliseconds=int((fields[6] or "")[:3].ljust(3, "0")))
    offset = timedelta(hours=int(fields[8] or 0), minutes=int(fields[9] or 0))
    return moment + offset if fields[7] == "-" else moment - offset


def _sexagesimal(digits: str) -> float:
    """Base 60: "1:30" is 90. The sign counts once, for the whole."""
    total = 0.0
    for part in digits.lstrip("+-").split(":"):
        total = total * 60 + float(part)
    return -total if digits[0] == "-" else total


# --- goccy/go-yaml -------------------------------------------------------------------------------

_GO_INT = {
    2: re.compile(r"[01]+\Z"),
    8: re.compile(r"[0-7]+\Z"),
    10: re.compile(r"[0-9]+\Z"),
    16: re.compile(r"[0-9a-fA-F]+\Z"),
}
_GO_FLOAT = re.compile(r"(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_GO_WORDS: Final[dict[str, Value]] = {**_YAML_12_WORDS, **_INF, **_NAN}


def resolve_goccy(text: str) -> Value:
    """A plain scalar as Hugo reads it since 0.152: dates are strings, "010" is 8, "08" is not.

    Tabs inside it vanish.
    """
    text = text.replace("\t", "")
    if text in _GO_WORDS:
        return _GO_WORDS[text]
    if text[0] not in _NUMBER_STARTS or text.count(".") > 1:
        return text
    is_negative = text[0] == "-"
    digits = text.removeprefix("+").removeprefix("-").replace("_", "")
    prefix = digits[:2]
    if prefix in ("0x", "0o", "0b"):
        digits, base = digits[2:], {"0x": 16, "0o": 8, "0b": 2}[prefix]
    elif "." in text:
        number = float(digits) if _GO_FLOAT.match(digits) else math.inf
        return (-number if is_negative else number) if math.isfinite(number) else text
    else:
        base = 8 if len(digits) > 1 and digits[0] == "0" else 10
    # 64 binary digits are the longest number there is, but zeros in front may be many.
    digits = digits.lstrip("0") or digits[:1]
    if len(digits) > 64 or not _GO_INT[base].match(digits):
        return text
    whole = int(digits, base)
    if whole > (2**63 if is_negative else 2**64 - 1):
        return text
    return -whole if is_negative else whole


# --- SafeYAML over Psych -------------------------------------------------------------------------

_RUBY_WORDS: Final[dict[str, Value]] = {
    **dict.fromkeys(("", "~", "null")),
    **dict.fromkeys(("yes", "on", "true"), True),
    **dict.fromkeys(("no", "off", "false"), False),
}
_RUBY_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\n?\Z")
_RUBY_INT = re.compile(r"(?:(0[0-7]+)|0[xX]([0-9a-fA-F]+)|0b([01]+))\n?\Z")
_RUBY_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.[0-9_]+(?:[eE][-+][0-9]+)?\n?\Z")
_RUBY_UNDERSCORES = re.compile(r"(?<![0-9])_|_(?![0-9])")
_RUBY_HEX = re.compile(r"[-+]?0x[0-9a-fA-F]+\n?\Z")
_RUBY_BASE_60 = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\n?\Z")
_RUBY_BASE_60_FLOAT = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*\n?\Z")
_RUBY_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\n?\Z")
_RUBY_TIME = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t\r\n\f\v]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.([0-9]*))?[ \t\r\n\f\v]*(?:Z|([-+])([0-9]{1,2})(?::?([0-9]{2}))?)?\n?\Z"
)
_RUBY_SPECIAL: Final[dict[str, float]] = {**_INF, **_NAN}


def resolve_psych(text: str) -> Value:
    """A plain scalar as Jekyll reads it: YAML 1.1, with SafeYAML's own ideas ("1,000" is 1000).

    Raises ValueError where Ruby's `Float` does ("1_.5").
    """
    if len(text) <= 5 and text.lower() in _RUBY_WORDS:
        return _RUBY_WORDS[text.lower()]
    # Commas and underscores go before SafeYAML looks for an integer, so "_,1" is 1.
    digits = text.replace("_", "").replace(",", "") if text[0] in "_,+-.0123456789" else ""
    if not digits:
        return text
    whole = _ruby_int(digits)
    if whole is not None:
        return whole
    if _RUBY_FLOAT.match(text):
        return _ruby_float(text)
    if text in _RUBY_SPECIAL:
        return _RUBY_SPECIAL[text]
    if _RUBY_BASE_60_FLOAT.match(text):
        return _ruby_base_60(text)
    return _ruby_date(text)


def _ruby_int(digits: str) -> int | float | None:
    if len(digits) > 3_500:  # Python would print no such number
        return None
    if _RUBY_DECIMAL.match(digits):
        return int(digits)
    found = _RUBY_INT.match(digits)
    if found:
        octal, hexadecimal, binary = found.groups()
        return int(octal or hexadecimal or binary, 8 if octal else 16 if hexadecimal else 2)
    if _RUBY_HEX.match(digits):
        return int(digits, 16)
    return _ruby_base_60(digits) if _RUBY_BASE_60.match(digits) else None


def _ruby_float(text: str) -> float:
    if _RUBY_UNDERSCORES.search(text):
        raise ValueError(f"{text!r} is no number to Ruby")
    return float(text.replace("_", ""))


def _ruby_base_60(text: str) -> float:
    """Base 60 with SafeYAML's sign: only the first part is negative, and then the whole again."""
    whole, _, fraction = text.strip().partition(".")
    total, scale = 0.0, 1.0
    for part in reversed(whole.split(":")):
        total += _ruby_float(part) * scale
        scale *= 60
    if fraction:
        total += _ruby_float("." + fraction)
    return -total if text[0] == "-" else total


def _ruby_date(text: str) -> Value:
    """A Ruby `Date` or `Time`; what is no date in the calendar stays text."""
    found = _RUBY_DATE.match(text) or _RUBY_TIME.match(text)
    if not found:
        return text
    fields = found.groups()
    try:
        day = date(int(fields[0]), int(fields[1]), int(fields[2]))
        return day if len(fields) == 3 else _ruby_time(day, fields)
    except (ValueError, OverflowError):
        return text


def _ruby_time(day: date, fields: tuple[str | None, ...]) -> datetime:
    hour, minute, second = (int(field or 0) for field in fields[3:6])
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError("no time of day")
    offset = timedelta(hours=int(fields[8] or 0), minutes=int(fields[9] or 0))
    if offset == timedelta(hours=24):
        raise ValueError("no time zone")
    offset = timedelta(0) if offset > timedelta(hours=24) else offset
    zone = timezone(-offset if fields[7] == "-" else offset) if offset else UTC
    moment = datetime(day.year, day.month, day.day, tzinfo=zone)
    moment += timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    return moment + timedelta(microseconds=int((fields[6] or "")[:6].ljust(6, "0")))
