"""Shortcodes as Hugo reads them, before any Markdown: writing calls, and keeping other text from being one.

Source: Hugo 0.168, parser/pageparser; tests/hugo/test_hazards.py asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from syndicate.source.text import Span

NOTHING: Final = "{{% nothing.inline /%}}"
"""Prints nothing. It may stand inside of code and addresses, and no template is needed for it."""

DIVIDER: Final = "<!--more-->"

OPENING: Final = re.compile(r"\{\{(?:<([^{]*?)>|%([^{]*?)%)\}\}|\{\{[<%]")
"""A whole tag, or what opens one. Each brace ends a try, so that no text is looked at twice."""


def escaped(tag: str) -> str:
    """`tag`, a match of `OPENING`, so that Hugo prints it and calls nothing."""
    if len(tag) == 3:
        return f"{{{NOTHING}{tag[1:]}"
    return f"{tag[:3]}/*{tag[3:-3]}*/{tag[-3:]}"


def guarded(text: str) -> str:
    """`text` without anything that Hugo would run or split at, wherever it is put."""
    if "{{" in text:
        text = OPENING.sub(lambda match: escaped(match[0]), text)
    return text.replace(DIVIDER, f"<!--{NOTHING}more-->")


def call(name: str, *values: str, **named: str) -> str:
    """An opening tag. Values are all positional or all named; a named one that is "" is left out."""
    words = [_word(value) for value in values]
    words += [f"{key}={_value(value)}" for key, value in named.items() if value]
    return f"{{{{< {' '.join((name, *words))} >}}}}"


def closing(name: str) -> str:
    """The tag that ends what `call(name)` began."""
    return f"{{{{< /{name} >}}}}"


_BARE: Final = re.compile(r"[\w.-]+", re.ASCII)


def _word(value: str) -> str:
    return value if _BARE.fullmatch(value) else _value(value)


def _value(value: str) -> str:
    if value in ("true", "false"):
        return value
    if "\\" not in value and "\n" not in value:
        return '"' + value.replace('"', '\\"') + '"'
    # Quotes drop every backslash; between backticks all stands as it is.
    return "`" + value.replace("`", "&#96;") + "`"


# -- reading ------------------------------------------------------------------------------------------

PARAMETER: Final = re.compile(
    r'\s*(?:([\w-]+)\s*=\s*)?(?:"((?:\\.|[^"\\\n])*)"|`([^`]*)`|([^\s"`>%]+))', re.DOTALL
)
_BACKSLASHES: Final = re.compile(r"\\(.)", re.DOTALL)


def parameters(text: str) -> tuple[list[str], dict[str, str]]:
    """What stands between a shortcode's name and its end: positional values, and named ones."""
    values: list[str] = []
    named: dict[str, str] = {}
    for match in PARAMETER.finditer(text):
        name, quoted, raw, bare = match.groups()
        value = raw if raw is not None else bare
        if quoted is not None:
            value = _BACKSLASHES.sub(r"\1", quoted)
        if name is None:
            values.append(value)
        else:
            named[name] = value
    return values, named


class Tag(NamedTuple):
    """One tag; `text` is what an escaped one prints, None for one that calls something."""

    span: Span
    name: str
    text: str | None = None
    is_closing: bool = False
    values: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


_NAME: Final = re.compile(r"\s*(/?)\s*([^\s/>%\"`=][^\s>%\"`=]*)")
_END: Final = re.compile(r"\s*(/?)([>%])\}\}")


def scan(text: str, span: Span) -> Iterator[Tag]:
    """The tags in order, as Hugo finds them; the first that is broken ends the search, as it ends a build."""
    position = span.start
    while (start := _next(text, position, span.end)) >= 0:
        mark = text[start + 2]
        if text.startswith("/*", start + 3):
            end = text.find(f"*/{'>' if mark == '<' else '%'}}}}}", start + 5, span.end)
            if end < 0:
                return
            shown = f"{text[start : start + 3]}{text[start + 5 : end]}{text[end + 2 : end + 5]}"
            tag = Tag(Span(start, end + 5), "", text=shown)
        else:
            found = _tag(text, start, span.end)
            if found is None:
                return
            tag = found
        yield tag
        position = tag.span.end


def _next(text: str, position: int, end: int) -> int:
    while (start := text.find("{{", position, end)) >= 0:
        if text.startswith(("<", "%"), start + 2):
            return start
        position = start + 1
    return -1


def _tag(text: str, start: int, limit: int) -> Tag | None:
    name = _NAME.match(text, start + 3, limit)
    if name is None:
        return None
    position = name.end()
    while True:
        end = _END.match(text, position, limit)
        if end is not None:
            break
        parameter = PARAMETER.match(text, position, limit)
        if parameter is None:
            return None
        position = parameter.end()
    values, named = parameters(text[name.end() : end.start()])
    return Tag(
        Span(start, end.end()),
        name[2].lower(),
        is_closing=bool(name[1]),
        values=tuple(values),
        named=tuple(named.items()),
    )
