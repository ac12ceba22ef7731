"""Words of reviews that a site adds to ours, in other languages or in the ones we know.

[review.labels.pt]
title = ["Título"]
authors = ["Autor", "Autora"]

[review.headings.pt]
info = ["Ficha do livro"]

[review.tags]
pt = ["Resenha"]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from syndicate.review.book import Book
from syndicate.review.labels import Role, Words, key
from syndicate.rules.file import RulesFile

KINDS: Final = ("labels", "headings", "tags", "disclosure", "months")
"""What can be added, each as a table by language."""

_NO_LABELS: Final = frozenset({"published_text", "isbn_text", "cover", "store_url", "places"})
FACTS: Final = (*(f.name for f in fields(Book) if f.name not in _NO_LABELS), "rating")
_ROLES: Final = tuple(role.value for role in Role if role is not Role.OTHER)


def review_words(rules: RulesFile) -> tuple[Words, ...]:
    """The words of the table `review`, by language. Raises UsageError, which names line and key."""
    rules.check_keys(("review",), KINDS)
    languages = dict.fromkeys(lang for kind in KINDS for lang in rules.table("review", kind))
    return tuple(_words(rules, lang) for lang in languages)


def _words(rules: RulesFile, lang: str) -> Words:
    return Words(
        lang=lang,
        tags=_listed(rules, "tags", lang),
        disclosures=_listed(rules, "disclosure", lang),
        statements=_listed(rules, "disclosure", lang),
        months=_months(rules, lang),
        headings=tuple(
            (Role(role), said) for role, said in _named(rules, "headings", lang, _ROLES)
        ),
        labels=tuple(_named(rules, "labels", lang, FACTS)),
    )


def _listed(rules: RulesFile, kind: str, lang: str) -> tuple[str, ...]:
    return rules.texts("review", kind, lang) if lang in rules.table("review", kind) else ()


def _named(
    rules: RulesFile, kind: str, lang: str, known: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words of a language by what they name; none may be without letters, or name two things."""
    path = ("review", kind, lang)
    rules.check_keys(path, known)
    meanings: dict[str, str] = {}
    for name in rules.table(*path):
        words = rules.texts(*path, name)
        for word in words:
            if not key(word):
                raise rules.error((*path, name), f"{word!r} can never be found in a text")
            other = meanings.setdefault(key(word), name)
            if other != name:
                raise rules.error((*path, name), f"{word!r} is {other} already")
        yield name, words


def _months(rules: RulesFile, lang: str) -> tuple[tuple[str, ...], ...]:
    """Twelve names, each alone or with its short form behind a blank ("maio mai")."""
    names = _listed(rules, "months", lang)
    if names and len(names) != 12:
        raise rules.error(("review", "months", lang), "these must be twelve")
    return tuple(tuple(name.split()) for name in names)
