"""The seam to the YAML parser: its events, with offsets into the text as it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from syndicate.diagnostics import SyndicateError

# The parser alone: a loader would also set up what makes values of events, which nobody asks for here.
# Without libyaml: some ten times slower, and a tab after a colon is refused.
_PARSER: Final[Any] = getattr(getattr(yaml, "cyaml", None), "CParser", yaml.SafeLoader)

_REMEDIES: Final = (
    ("mapping values are not allowed", "put the value in quotes, or indent it under its key"),
    ("cannot start any token", "put the value in quotes; indent with spaces, not tabs"),
    ("unknown escape character", 'write the backslash twice, or use single quotes instead of "'),
    ("alphabetic or numeric character", "put a value that begins with * or & in quotes"),
    ("expected ':'", "put a colon and a blank after the key, or indent the line"),
    ("expected <block end>", "put the whole value in quotes, or align it with its neighbours"),
    ("expected key", "put the whole value in quotes, or align the line with its neighbours"),
    ("block sequence entries", "put the list on lines of its own, or the value in quotes"),
    ("control characters", "remove the invisible character"),
    ("special characters", "remove the invisible character"),
    ("end of stream", "close the quotes or the bracket that is open"),
    ("tab character", "indent with spaces"),
)


class YamlError(SyndicateError):
    """The engine would refuse this YAML.

    offset: characters of the text that was given. reason: what is wrong, without the next step.
    """

    def __init__(self, reason: str, offset: int, remedy: str = "correct the YAML here") -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.offset = offset
        self.remedy = remedy


def parse(text: str, *, is_yaml_12: bool, has_controls: bool = False) -> Iterator[Any]:
    """The events of PyYAML for `text`, up to the end of the stream.

    is_yaml_12: U+0085, U+2028 and U+2029 end no line, and "\\ud83d\\udcd6" is one character.
    has_controls: control characters are allowed. Raises YamlError.
    """
    mask = _mask(text, has_controls=has_controls) if is_yaml_12 else None
    try:
        parser = _PARSER(mask.text if mask else text)
        try:
            next_event = parser.get_event
            while type(event := next_event()) is not yaml.StreamEndEvent:
                if mask and isinstance(event, yaml.ScalarEvent):
                    event.value = mask.restore(event.value)
                yield event
        finally:
            parser.dispose()
    except yaml.YAMLError as error:
        raise _refusal(error, text) from error
    except UnicodeEncodeError as error:
        raise YamlError("a lone surrogate", error.start, "remove the character") from error


def _refusal(error: yaml.YAMLError, text: str) -> YamlError:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or "no YAML"
        offset = mark.index if mark else 0
    else:
        reason = str(getattr(error, "reason", error))
        found = _FORBIDDEN.search(text)
        offset = found.start() if found else 0
    remedy = next((step for sign, step in _REMEDIES if sign in reason), "correct the YAML here")
    return YamlError(reason, min(offset, len(text)), remedy)


# --- what libyaml, a YAML 1.1 parser, would not read as the others do ----------------------------

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("[\x85\u2028\u2029]")
_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_SURROGATE = re.compile(r"(\\u)([dD][89a-fA-F])(?=[0-9a-fA-F]{2})")
_SHIFTED = re.compile(r"(\\u)(e[0-7])(?=[0-9a-fA-F]{2})")
_PRIVATE = re.compile("[\ue000-\ue7ff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mask:
    """A text of the same length that libyaml accepts, and the way back for its scalars."""

    text: str
    back: dict[int, str]
    has_surrogates: bool

    def restore(self, value: str) -> str:
        """The scalar as it would be without the mask."""
        if self.has_surrogates:
            value = _SHIFTED.sub(_unshift, _join_surrogates(value))
        return value.translate(self.back) if self.back else value


def _mask(text: str, *, has_controls: bool) -> _Mask | None:
    """None where there is nothing to hide, as nearly always."""
    live = set((_CONTROLS if has_controls else _BREAKS).findall(text))
    has_surrogates = "\\u" in text and bool(_SURROGATE.search(text))
    has_surrogates = has_surrogates and not (_PRIVATE.search(text) or _SHIFTED.search(text))
    if not live and not has_surrogates:
        return None
    taken = set(text) | {chr(code) for code in range(0xE000, 0xE800)}
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in taken)
    there = dict(zip(sorted(live), free, strict=False))
    masked = text.translate(str.maketrans(there))
    if has_surrogates:
        masked = _SURROGATE.sub(_shift, masked)
    back = {ord(hidden): plain for plain, hidden in there.items()}
    return _Mask(text=masked, back=back, has_surrogates=has_surrogates)


def _shift(found: re.Match[str]) -> str:
    return f"{found[1]}e{int(found[2][1], 16) - 8}"


def _unshift(found: re.Match[str]) -> str:
    return f"{found[1]}d{int(found[2][1]) + 8:x}"


def _join_surrogates(value: str) -> str:
    """Pairs of shifted halves become their character; a half alone becomes U+FFFD."""
    halves = _PRIVATE.sub(lambda found: chr(ord(found.group()) - 0x800), value)
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
