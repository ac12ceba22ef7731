"""Writing calls of shortcodes, and keeping other text from being one; markdown/tags.py reads them.

Source: Hugo 0.168, parser/pageparser; tests/hugo/test_hazards.py asks the engine.
"""

from __future__ import annotations

import re
from typing import Final

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
