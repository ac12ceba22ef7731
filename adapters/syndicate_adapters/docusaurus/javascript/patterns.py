"""Regular expressions of a config, where they are plain enough to be safe and to mean the same to Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from syndicate_adapters.docusaurus.ecmascript import SPACE
from syndicate_adapters.docusaurus.javascript.calls import Call, Implementation
from syndicate_adapters.docusaurus.javascript.values import Pattern, Scalar, Undefined, Value

_LONGEST: Final = 1_000  # characters that a pattern of the site is tried on
_RISKY = re.compile(r"(?<!\\)\)[*+{]|(?:^|\|)(?:\.|\\[sSwWdD])[*+]|\(\?<?[=!]|\\[pPkbB1-9]|\[\^?\]")
_LETTERS = {r"\/": "/", r"\s": f"[{SPACE}]", r"\d": "[0-9]", r"\w": "[0-9A-Za-z_]"}
_REFERENCE = re.compile(r"\$([$&]|[1-9](?![0-9]))")


def python_pattern(pattern: Pattern) -> re.Pattern[str] | None:
    """The pattern for Python; None where it is not plain enough to be safe and to mean the same."""
    source = pattern.source
    if _RISKY.search(source) or set(pattern.flags) - set("gimu") or r"[\s" in source:
        return None
    source = re.sub(r"\\[/sdw]", lambda match: _LETTERS[match[0]], source)
    flags = re.IGNORECASE if "i" in pattern.flags else re.NOFLAG
    try:
        return re.compile(source, flags | (re.MULTILINE if "m" in pattern.flags else re.NOFLAG))
    except (re.error, RecursionError, OverflowError):
        return None


def applied(pattern: Pattern, text: str) -> re.Pattern[str] | None:
    """The pattern for Python, if it may be tried on this text of one line."""
    is_short = len(text) <= _LONGEST and not {"\n", "\r", "\u2028", "\u2029"} & set(text)
    return python_pattern(pattern) if is_short else None


def _test(call: Call) -> Value:
    match call.bound, call.text(0):
        case Pattern(flags=flags) as pattern, str() as text if "g" not in flags:
            if found := applied(pattern, text):
                return call.scalar(found.search(text) is not None)
    return call.unknown("this pattern is not followed")


def _match(call: Call) -> Value:
    """The whole and the groups, null where there is none; all wholes where the pattern is global."""
    match call.bound, call.argument(0):
        case Scalar(value=str() as text), Pattern(flags=flags) as pattern:
            found = applied(pattern, text)
            if found is None:
                return call.unknown("this pattern is not followed")
            if "g" in flags:
                wholes: list[Value] = [call.scalar(m[0]) for m in found.finditer(text)]
                return call.sequence(wholes) if wholes else call.scalar(None)
            first = found.search(text)
            if first is None:
                return call.scalar(None)
            groups = (first[0], *first.groups())
            return call.sequence(
                [Undefined(call.place) if group is None else call.scalar(group) for group in groups]
            )
    return call.unknown()


def replaced(call: Call, text: str, pattern: Pattern, new: str) -> Value:
    """`text.replace(pattern, new)`; `$1`, `$&` and `$$` in `new` stand for what they do in JavaScript."""
    found = applied(pattern, text)
    if found is None:
        return call.unknown("this pattern is not followed")

    def said(match: re.Match[str]) -> str:
        return _REFERENCE.sub(lambda reference: _meant(reference, match), new)

    return call.machine.paid_text(found.sub(said, text, count="g" not in pattern.flags), call.place)


def _meant(reference: re.Match[str], match: re.Match[str]) -> str:
    name = reference[1]
    if name == "$":
        return "$"
    number = 0 if name == "&" else int(name)
    is_group = number <= (match.re.groups or 0)
    return (match[number] or "") if is_group else reference[0]


PATTERN_METHODS: Final[Mapping[str, Implementation]] = {
    "RegExp.prototype.test": _test,
    "String.prototype.match": _match,
}
