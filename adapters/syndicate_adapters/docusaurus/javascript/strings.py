"""Methods of strings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from syndicate_adapters.docusaurus.ecmascript import trim, trim_end, trim_start
from syndicate_adapters.docusaurus.javascript.calls import Call, Implementation, bounds_of
from syndicate_adapters.docusaurus.javascript.patterns import replaced
from syndicate_adapters.docusaurus.javascript.values import Pattern, Scalar, Value, text_of


def _on_text(function: Callable[[str], str]) -> Implementation:
    def implementation(call: Call) -> Value:
        match call.bound:
            case Scalar(value=str() as text):
                return call.scalar(function(text))
        return call.unknown()

    return implementation


def _with_text(function: Callable[[str, str], bool]) -> Implementation:
    def implementation(call: Call) -> Value:
        match call.bound, call.text(0):
            case Scalar(value=str() as text), str() as other if len(call.arguments) == 1:
                return call.scalar(function(text, other))
        return call.unknown()

    return implementation


def _replace(call: Call) -> Value:
    """Replaces a string or a pattern by a string; functions are not followed."""
    match call.bound, call.argument(0), call.text(1):
        case Scalar(value=str() as text), Pattern() as pattern, str() as new:
            return replaced(call, text, pattern, new)
    match call.bound, call.text(0), call.text(1):
        case Scalar(value=str() as text), str() as old, str() as new if "$" not in new and old:
            count = -1 if call.name.endswith("All") else 1
            return call.machine.paid_text(text.replace(old, new, count), call.place)
    return call.unknown()


def _split(call: Call) -> Value:
    match call.bound, call.text(0):
        case Scalar(value=str() as text), str() as separator if len(call.arguments) == 1:
            parts = text.split(separator) if separator else list(text)
            return call.sequence([call.scalar(part) for part in parts])
    return call.unknown()


def _text_slice(call: Call) -> Value:
    match call.bound:
        case Scalar(value=str() as text) if bounds := bounds_of(call, len(text)):
            return call.scalar(text[bounds[0] : bounds[1]])
    return call.unknown()


def _text_concat(call: Call) -> Value:
    texts = [text_of(part) for part in (call.bound, *call.arguments) if part is not None]
    known = [text for text in texts if text is not None]
    if len(known) < len(texts):
        return call.unknown()
    return call.machine.paid_text("".join(known), call.place)


def to_text(call: Call) -> Value:
    value = call.bound if call.bound is not None else call.argument(0)
    text = text_of(value)
    return call.unknown() if text is None else call.machine.paid_text(text, call.place)


STRING_METHODS: Final[Mapping[str, Implementation]] = {
    "String.prototype.toLowerCase": _on_text(str.lower),
    "String.prototype.toUpperCase": _on_text(str.upper),
    "String.prototype.trim": _on_text(trim),
    "String.prototype.trimStart": _on_text(trim_start),
    "String.prototype.trimEnd": _on_text(trim_end),
    "String.prototype.startsWith": _with_text(str.startswith),
    "String.prototype.endsWith": _with_text(str.endswith),
    "String.prototype.includes": _with_text(str.__contains__),
    "String.prototype.replace": _replace,
    "String.prototype.replaceAll": _replace,
    "String.prototype.split": _split,
    "String.prototype.slice": _text_slice,
    "String.prototype.concat": _text_concat,
    "String.prototype.toString": to_text,
}
