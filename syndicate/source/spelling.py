"""YAML that js-yaml, goccy/go-yaml, SafeYAML and PyYAML read as the same value."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from typing import Final

from syndicate.source.scalars import (
    Value,
    resolve_goccy,
    resolve_js_3,
    resolve_js_4,
    resolve_psych,
)

# YAML 1.1 in full has words that none of our engines knows, but other readers of the file may.
_WORDS: Final = frozenset(
    spelled
    for word in ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nil")
    for spelled in (word, word.upper(), word.capitalize())
)
# Letters, digits and marks that mean nothing to YAML; beyond ASCII all but spaces and breaks. The
# alternatives have no character in common, so that no text is tried in more than one way.
_ASCII = "A-Za-z0-9_"
_OTHER = r"|[^\0-\xa0\s]"
_PLAIN = re.compile(
    rf"(?:[{_ASCII}/.($+]{_OTHER})(?:[{_ASCII} ./()+?;=$%,!&'\"-]{_OTHER}|(?<! ):(?! |$))*+\Z"
)
_PLAIN_IN_FLOW = re.compile(rf"(?:[{_ASCII}/.]{_OTHER})(?:[{_ASCII} ./()+-]{_OTHER})*+\Z")
_LETTER_OF_WORDS = re.compile(r"[^\W\d_eExXoObBtTzZ]")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile(f'{_UNSAFE.pattern[:-1]}\\\\"]')
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LITERAL = re.compile(r"(?:[^\s](?:[^\n]*[^\s])?\n(?:[ ]*[^\s](?:[^\n]*[^\s])?\n|\n(?!\Z))*)\Z")
_RESOLVERS: Final = (resolve_js_4, resolve_goccy, resolve_psych, resolve_js_3)


def dump(value: Value, *, indent: int = 0) -> str:
    """`value` as block YAML, each line indented by `indent` blanks; ends with a newline.

    Strings are quoted wherever any reader would retype or refuse them; text is kept raw beyond
    ASCII. A datetime is RFC 3339 unquoted: strings to Hugo, moments to the others.
    """
    pad = " " * indent
    match value:
        case dict() if value:
            lines = (f"{pad}{_key(key)}:{after_colon(value[key], indent)}" for key in value)
            return "".join(lines)
        case list() if value:
            return "".join(f"{pad}-{_item(item, indent)}" for item in value)
    return f"{pad}{string(value) if isinstance(value, str) else flow(value)}\n"


def after_colon(value: Value, indent: int = 0) -> str:
    """What follows `key:` where the key stands at column `indent`; ends with a newline."""
    match value:
        case dict() | list() if value:
            return "\n" + dump(value, indent=indent + 2)
        case str():
            return _literal(value, indent + 2) or f" {string(value)}\n"
    return f" {flow(value)}\n"


def _item(value: Value, indent: int) -> str:
    if isinstance(value, dict | list) and value:
        # The first line stands right after the dash.
        return " " + dump(value, indent=indent + 2)[indent + 2 :]
    return after_colon(value, indent)


def flow(value: Value) -> str:
    """`value` on one line, good in every place that takes a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return number(value)
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case str():
            return string(value, is_flow=True)
        case dict():
            return "{" + ", ".join(f"{_key(key)}: {flow(value[key])}" for key in value) + "}"
        case list():
            return "[" + ", ".join(flow(item) for item in value) + "]"


def number(value: float) -> str:
    """A float with a point, and a sign in its exponent, which YAML 1.1 asks for."""
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return "-.inf" if value < 0 else ".inf"
    digits, e, exponent = repr(value).partition("e")
    digits = digits if "." in digits else f"{digits}.0"
    return f"{digits}e{int(exponent):+d}" if e else digits


def moment(value: datetime) -> str:
    """RFC 3339 with "Z" for UTC; a time without a zone is taken for UTC."""
    zoned = value if value.tzinfo else value.replace(tzinfo=UTC)
    return zoned.isoformat().replace("+00:00", "Z")


def _key(text: str) -> str:
    return string(text, is_flow=True)


def string(text: str, *, is_flow: bool = False) -> str:
    """A string, plain only where every reader takes it for that very string."""
    if is_plain(text, is_flow=is_flow):
        return text
    if not _UNSAFE.search(text) and "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return f'"{_ESCAPED.sub(_escape, text)}"'


def is_plain(text: str, *, is_flow: bool = False) -> bool:
    """Whether `text` needs no quotes as a value of its own, or inside a flow collection."""
    if not (_PLAIN_IN_FLOW if is_flow else _PLAIN).match(text) or text[-1] == " ":
        return False
    if text in _WORDS or text.startswith("..") or _UNSAFE.search(text):
        return False
    if text[0] not in "+.0123456789":
        return True
    # Numbers and dates of some reader: only a letter that none of them has makes it a word.
    return bool(_LETTER_OF_WORDS.search(text)) and all(read(text) == text for read in _RESOLVERS)


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\x{ord(char):02x}" if char < "\x80" else f"\\u{ord(char):04x}"


def _literal(text: str, indent: int) -> str | None:
    """`text` as a literal block with its header; None where quotes are safer."""
    chomp = "" if text.endswith("\n") else "-"
    lines = text if not chomp else text + "\n"
    if "\n" not in text or _UNSAFE.search(text.replace("\n", "")) or not _LITERAL.match(lines):
        return None
    pad = " " * indent
    return f" |{chomp}\n" + "".join(
        pad + line if line != "\n" else line for line in lines.splitlines(keepends=True)
    )
