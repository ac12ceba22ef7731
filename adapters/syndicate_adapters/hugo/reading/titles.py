"""Titles that Hugo makes up for sections and terms without pages of their own.

Source: Hugo 0.168 (`pluralizeListTitles`, `capitalizeListTitles`); tests/hugo_reading/vectors/plurals.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SMALL_WORDS: Final = frozenset(
    "a an and as at but by en for if in nor of on or per the to v vs via".split()
)
_SAME: Final = frozenset("data emphasis fish information media news series sheep".split())
_IRREGULAR: Final[Mapping[str, str]] = {
    "alias": "aliases", "alumnus": "alumni", "axis": "axes", "bacterium": "bacteria",
    "bus": "buses", "cactus": "cacti", "calf": "calves", "child": "children",
    "corpus": "corpora", "criterion": "criteria", "datum": "data", "echo": "echoes",
    "fez": "fezzes", "focus": "foci", "foot": "feet", "genus": "genera", "go": "goes",
    "goose": "geese", "half": "halves", "hero": "heroes", "index": "indices", "knife": "knives",
    "leaf": "leaves", "life": "lives", "man": "men", "matrix": "matrices", "medium": "media",
    "mouse": "mice", "octopus": "octupuses", "ox": "oxen", "person": "people",
    "potato": "potatoes", "quiz": "quizzes", "radius": "radii", "self": "selves",
    "shelf": "shelves", "syllabus": "syllabi", "tomato": "tomatoes", "tooth": "teeth",
    "video": "videoes", "wife": "wives", "wolf": "wolves", "woman": "women",
}  # fmt: skip


def plural(name: str) -> str:
    """The plural that Hugo makes of a name, which it takes for an English noun."""
    word = name.lower()
    if word in _SAME:
        return name
    if word in _IRREGULAR:
        return _like(name, _IRREGULAR[word])
    if word.endswith("sis"):
        return f"{name[:-2]}es"
    if word.endswith(("ss", "us", "x", "ch", "sh")) or (word[-1:] == "z" and word[-2:-1].isalpha()):
        return f"{name}es"
    if word.endswith("s"):
        return name
    if word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"


def _like(name: str, word: str) -> str:
    """`word` with a capital where `name` has one."""
    return word[:1].upper() + word[1:] if name[:1].isupper() else word


def titled(name: str) -> str:
    """A name as newspapers write titles."""
    words = name.split(" ")
    return " ".join(_capital(word, position, len(words)) for position, word in enumerate(words))


def _capital(word: str, position: int, count: int) -> str:
    if word.lower() in _SMALL_WORDS and 0 < position < count - 1:
        return word.lower()
    parts = word.split("-")
    return "-".join(part[:1].upper() + part[1:] for part in parts)
