"""Text that Liquid would run, written so that it comes out as it is. Liquid goes first, in code too.

Source: Liquid 4.0.4 and 5.4 (`tags/raw.rb`); tests/jekyll_writing/test_same_text.py asks the engine.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate_adapters.jekyll.writing.hazards import NO_DIVIDER

NOTHING: Final = "{% raw %}{% endraw %}"
"""Prints nothing, wherever it stands."""

_OPENING: Final = re.compile(r"\{[{%]")
_LINE: Final = re.compile(r"\{[{%][^\n]*")
_OPENED: Final = re.compile(r"\{[{%][^\n{%]*")

_ENDRAW: Final = re.compile(r"\{%-?\s*endraw")


def has_liquid(text: str) -> bool:
    """Whether Liquid would run anything of a text."""
    return "{{" in text or "{%" in text


def guarded(text: str) -> str:
    """`text` as Liquid prints it."""
    if has_liquid(text):
        text = _LINE.sub(lambda match: _guarded_line(match[0]), text)
    return (
        text.replace(f"<!--{NO_DIVIDER}more", f"<!--{NOTHING}more") if NO_DIVIDER in text else text
    )


def _guarded_line(text: str) -> str:
    """A line from its first pair of braces on: what goes to its last pair at once, then whatever opens."""
    last = max(text.rfind("}}", 2), text.rfind("%}", 2))
    end = last + 2 if last >= 0 else 0
    whole = _raw(text[:end]) if end else ""
    return whole + _OPENED.sub(lambda match: _raw(match[0]), text[end:])


def _raw(text: str) -> str:
    if _ENDRAW.search(text) is not None or text.endswith("{"):
        # Nothing may end the raw text too early, and no brace at its end may open something with what follows.
        return _OPENING.sub(lambda match: f'{{{{ "{match[0]}" }}}}', text)
    return f"{{% raw %}}{text}{{% endraw %}}"
