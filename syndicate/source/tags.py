"""What explicit tags and keys come to under each engine.

Source: js-yaml 4 (`loader.js`), goccy/go-yaml 1.19.2 (`decode.go`), SafeYAML 1.0.5.
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date, datetime
from typing import Final

from syndicate.source.scalars import Resolver, Value

_CORE: Final = "tag:yaml.org,2002:"
_BASE_64 = re.compile(r"[A-Za-z0-9+/=\r\n]*\Z")


def tagged_js(tag: str, text: str, is_plain: bool, resolve: Resolver) -> Value:
    """The scalar under a tag in js-yaml. Raises ValueError for a tag it does not know."""
    name = tag.removeprefix(_CORE)
    if name in ("str", "merge", "!"):
        return text
    if not text and name in ("map", "seq"):
        return {} if name == "map" else []
    value = resolve(text) if text else None
    is_bool = isinstance(value, bool)
    fits = {
        "null": value is None,
        "bool": is_bool,
        "int": isinstance(value, int) and not is_bool,
        "float": isinstance(value, int | float) and not is_bool,
        "timestamp": isinstance(value, datetime),
        "binary": bool(_BASE_64.match(text)),
    }
    if tag == name or name not in fits:
        raise ValueError(f"the tag {tag} is unknown")
    if not fits[name]:
        raise ValueError(f"{text!r} is no !!{name}")
    return text if name == "binary" else value


def collected_js(tag: str, value: Value) -> Value:
    """The collection under a tag in js-yaml. Raises ValueError for a tag it does not know."""
    name = tag.removeprefix(_CORE)
    allowed = ("map", "set") if isinstance(value, dict) else ("seq", "omap", "pairs")
    if tag == name or name not in allowed:
        raise ValueError(f"the tag {tag} does not go with this value")
    if name == "pairs" and isinstance(value, list):
        pairs = (pair for item in value if isinstance(item, dict) for pair in item.items())
        return [list(pair) for pair in pairs]
    return value


def key_js(value: Value, text: str) -> str:
    """A key as JavaScript's `String` spells it."""
    match value:
        case str():
            return value
        case dict():
            return "[object Object]"
        case list():
            return ",".join(key_js(item, "") for item in value)
        case datetime():
            return f"{value:%a %b %d %Y %H:%M:%S} GMT+0000 (Coordinated Universal Time)"
    return spoken(value)


def tagged_go(tag: str, text: str, is_plain: bool, resolve: Resolver) -> Value:
    """The scalar under a tag in goccy/go-yaml. Raises ValueError for what is no !!bool."""
    name = tag.removeprefix(_CORE)
    value = resolve(text) if is_plain and text else None if is_plain else text
    if value is None or tag == "!":
        return text or None
    match name if name != tag else "":
        case "str":
            return key_go(value, text)
        case "null":
            return None
        case "int":
            return int(value) if isinstance(value, int) else _whole(key_go(value, text))
        case "float":
            return _real(key_go(value, text))
        case "bool":
            return _truth(key_go(value, text))
        case "binary" | "timestamp":
            return text
    return value


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"[-+]?[0-9]{1,18}", text) else 0


def _real(text: str) -> float:
    return float(text) if re.fullmatch(r"[-+]?[0-9]*\.?[0-9]+(e[-+]?[0-9]+)?", text) else 0.0


def _truth(text: str) -> bool:
    truths = {"1": True, "t": True, "true": True, "yes": True}
    truths |= {"0": False, "f": False, "false": False, "no": False}
    if text.lower() not in truths:
        raise ValueError(f"{text!r} is no !!bool")
    return truths[text.lower()]


def collected_go(tag: str, value: Value) -> Value:
    """The collection under a tag in goccy/go-yaml, which looks at few of them."""
    if tag == _CORE + "str":
        raise ValueError("!!str does not go with this value")
    return value


def key_go(value: Value, text: str) -> str:
    """A key as Go's `fmt.Sprint` spells it. Raises ValueError for a collection."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        raise ValueError("a list or a mapping is a key here")
    return spoken(value)


def tagged_ruby(tag: str, text: str, is_plain: bool, resolve: Resolver) -> Value:
    """The scalar under a tag in SafeYAML: any tag but !!binary is as good as none."""
    if tag in (_CORE + "binary", "!binary"):
        try:
            return base64.b64decode(text).decode("utf-8", "replace")
        except binascii.Error:
            return text
    return resolve(text) if text else None


def collected_ruby(tag: str, value: Value) -> Value:
    """The collection under a tag in SafeYAML: the collection."""
    return value


def key_ruby(value: Value, text: str) -> str:
    """A key as Ruby's `to_s` spells it; SafeYAML itself keeps numbers, dates and the like."""
    match value:
        case str():
            return value
        case dict() | list():
            return str(value)
        case date():
            return text
        case float():
            return str(value)
    return spoken(value)


def spoken(value: bool | int | float | date | None) -> str:
    """A scalar in the words that the engines share."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).removesuffix(".0")
