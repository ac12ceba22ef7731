"""Tags, categories and authors as Hugo's taxonomies: names in posts, and pages for those whose address differs.

Source: Hugo 0.168; tests/hugo/test_terms.py asks the engine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from syndicate.adapter import WriteText
from syndicate.diagnostics import Diagnostic, Report
from syndicate.model import Author, Post, Site, Term
from syndicate.source.yaml import Value, dump
from syndicate_adapters.hugo.codes import AUTHOR_DETAILS, TERM_PAGE
from syndicate_adapters.hugo.places import output_of
from syndicate_adapters.hugo.urls import address_of

_KEPT: Final = frozenset("./\\_#+~-@")
_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_PLAIN: Final = re.compile(r"[a-z0-9_-]+")


def sanitized(text: str) -> str:
    """The path that Hugo makes of a name: letters, marks, digits and `./\\_#+~-@`, blanks as `-`, small."""
    text = text.replace(" ", "-").lower()
    found: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character in _KEPT or unicodedata.category(character)[0] in "LM" or character.isdigit():
            found.append(character)
        elif character.isspace():
            if found and found[-1] != "-":
                found.append("-")
        elif escape := _PERCENT.match(text, position):
            found.append(escape[0])
            position = escape.end() - 1
        position += 1
    return "".join(found)


def author_key(author: Author) -> str:
    """The name under which posts have an author: his key, else his name in letters, digits and `-`."""
    if author.key:
        return author.key
    words = re.findall(r"[^\W_]+", author.name.lower())
    return "-".join(words) or "author"


def term_pages(
    terms: Iterable[Term], taxonomy: str, base: str, folder: str, *, is_file: bool, report: Report
) -> Iterator[WriteText]:
    """Pages for the terms that Hugo would serve elsewhere, or that have a description.

    folder: the path below which it serves terms by itself. Terms of one name are one.
    """
    by_path: dict[str, Term] = {}
    served: dict[str, Term] = {}
    for term in terms:
        path = sanitized(term.name)
        first = by_path.setdefault(path, term)
        if first is not term:
            if first.path != term.path:
                report(_split(term, first))
            continue
        keys = _term(term, path, base, folder, served, is_file=is_file)
        # A dot file is not read; such a term keeps the address that Hugo gives it.
        if len(keys) > 1 and path and not path.startswith("."):
            text = f"---\n{dump(keys)}---\n"
            yield WriteText(path=f"content/{taxonomy}/{path}/_index.md", text=text)


def _term(
    term: Term, path: str, base: str, folder: str, served: dict[str, Term], *, is_file: bool
) -> dict[str, Value]:
    keys: dict[str, Value] = {"title": term.name}
    if term.description:
        keys["description"] = term.description
    if term.path:
        address = address_of(output_of(term.path, base, is_file=is_file))
        is_own = _PLAIN.fullmatch(path) is not None and address.path == f"{folder}{path}/"
        is_first = served.setdefault(address.output, term) is term
        if is_first and not is_own:
            keys["url"] = address.url
    return keys


def _split(term: Term, first: Term) -> Diagnostic:
    return Diagnostic(
        path="",
        line=1,
        column=1,
        severity=TERM_PAGE.severity,
        code=TERM_PAGE.name,
        message=f"{term.name!r} and {first.name!r} are one tag to hugo, at the page of the latter",
    )


def authors_of(site: Site, posts: Iterable[Post], report: Report) -> dict[str, Author]:
    """Every author of a post by his key; what a post says otherwise about him is reported."""
    found: dict[str, Author] = {}
    for post in posts:
        for author in post.authors:
            key = author_key(author)
            known = site.authors.get(key)
            first = found.setdefault(key, known if known is not None else author)
            if first != author:
                message = f"{author.name} is described otherwise than elsewhere; the page of {key!r} says less"
                place = post.front.at("authors" if "authors" in post.front else "author")
                report(post.front.source.diagnostic(place, AUTHOR_DETAILS, message))
    return found


def author_pages(
    authors: dict[str, Author], base: str, folder: str, *, is_file: bool
) -> Iterator[WriteText]:
    """The page of each author."""
    for key, author in authors.items():
        path = sanitized(key)
        if not path or path.startswith("."):
            continue
        keys: dict[str, Value] = {"title": author.name or key}
        said = {
            "description": author.description,
            "image": author.image.removeprefix(base) if base else author.image,
            "role": author.title,
            "email": author.email,
        }
        keys |= {name: value for name, value in said.items() if value}
        if author.path:
            address = address_of(output_of(author.path, base, is_file=is_file))
            if address.path != f"{folder}{path}/" or not _PLAIN.fullmatch(path):
                keys["url"] = address.url
        if author.url:
            keys["params"] = {"url": author.url}
        if author.socials:
            keys["socials"] = dict(author.socials)
        text = f"---\n{dump(keys)}---\n"
        yield WriteText(path=f"content/authors/{path}/_index.md", text=text)
