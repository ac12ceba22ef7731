"""How Hugo names translations: which file one is, and which prefix its addresses have.

Source: Hugo 0.168, translation by file name; tests/hugo/test_write.py asks the engine.
"""

from __future__ import annotations

from syndicate.writing.languages import Languages


def suffix(languages: Languages, lang: str) -> str:
    """What stands before the ending of a file in this language."""
    return "" if languages.is_first(lang) else f".{key_of(lang)}"


def prefix(languages: Languages, lang: str) -> str:
    """What Hugo puts before the paths of this language."""
    return "" if languages.is_first(lang) else f"/{key_of(lang)}"


def key_of(lang: str) -> str:
    """A language as Hugo's configuration names it."""
    return lang.lower()
