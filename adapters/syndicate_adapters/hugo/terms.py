"""Tags, categories and authors as Hugo's taxonomies: names in posts, and pages for those whose address differs.

Source: Hugo 0.168; tests/hugo/test_terms.py asks the engine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from syndicate.adapter import WriteText
from syndicate.diagnostics import Report
from syndicate.model import Author, Post, Site, Term
from syndicate.source.yaml import Value, dump
from syndicate_adapters.hugo.codes import AUTHOR_DETAILS, TERMS_MERGED
from syndicate_adapters.hugo.places import list_output
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where the terms of one taxonomy are, in one language.

    base: the base path. folder: the path below which Hugo serves terms by itself, between slashes.
    suffix, prefix: of the language.
    """

    base: str
    folder: str
    suffix: str = ""
    prefix: str = ""


def term_pages(
    uses: Iterable[tuple[Term, Post]], taxonomy: str, where: Where, report: Report
) -> Iterator[WriteText]:
    """Pages for the terms that Hugo would serve elsewhere, or that have a description.

    uses: each term with a post that has it.
    """
    groups: dict[str, dict[str, tuple[Term, Post]]] = {}
    for term, post in uses:
        groups.setdefault(sanitized(term.name), {}).setdefault(term.path, (term, post))
    served: set[str] = set()
    unreadable: dict[str, dict[str, Value]] = {}
    for path, group in groups.items():
        first, *others = group.values()
        for term, post in others:
            if term.slug != first[0].slug:
                message = f"{term.name!r} and {first[0].name!r} are one to hugo, and share a page"
                report(post.front.source.diagnostic(post.front.at(taxonomy), TERMS_MERGED, message))
        keys = _term([term for term, _ in group.values()], path, where, served)
        if len(keys) == 1 or not path:
            continue
        if path.startswith("."):
            unreadable[path] = keys
        else:
            file = f"content/{taxonomy}/{path}/_index{where.suffix}.md"
            yield WriteText(path=file, text=f"---\n{dump(keys)}---\n")
    if unreadable and not where.suffix:
        yield WriteText(path=f"content/{taxonomy}/_content.gotmpl", text=_added(unreadable))


def _added(pages: dict[str, dict[str, Value]]) -> str:
    """A template that adds pages of terms."""
    lines = ["{{- /* Hugo reads no file whose name begins with a dot. */ -}}"]
    for path, keys in pages.items():
        words = {"path": path, "kind": "term", **keys}
        said = " ".join(
            f"{json.dumps(key)} {json.dumps(value, ensure_ascii=False)}"
            for key, value in words.items()
            if isinstance(value, str)
        )
        lines.append(f"{{{{ .AddPage (dict {said}) }}}}")
    return "\n".join(lines) + "\n"


def _term(terms: list[Term], path: str, where: Where, served: set[str]) -> dict[str, Value]:
    keys: dict[str, Value] = {"title": terms[0].name}
    if description := next((term.description for term in terms if term.description), ""):
        keys["description"] = description
    outputs = [list_output(term.path.removeprefix(where.base)) for term in terms if term.path]
    free = [address_of(output) for output in outputs if output not in served]
    served.update(outputs)
    if not free:
        return keys
    if _PLAIN.fullmatch(path) is None or free[0].path != f"{where.folder}{path}/":
        keys["url"] = free[0].url
    if len(free) > 1:
        keys["aliases"] = [address.path.removeprefix(where.prefix) for address in free[1:]]
    return keys


def authors_of(site: Site, posts: Iterable[Post], report: Report) -> dict[str, Author]:
    """Every author of a post by his key; what a post says otherwise about him is reported.

    An author whom only posts describe is described by all that they say.
    """
    posts = list(posts)
    found: dict[str, Author] = {}
    for author in (author for post in posts for author in post.authors):
        key = author_key(author)
        if key in site.authors and author.path == site.authors[key].path:
            found[key] = site.authors[key]
        else:
            found[key] = _filled(found[key], author) if key in found else author
    for post in posts:
        for author in post.authors:
            page = found[author_key(author)]
            if _filled(author, page) != page:
                message = f"{author.name} is described otherwise than on the page of {page.name}"
                place = post.front.at("authors" if "authors" in post.front else "author")
                report(post.front.source.diagnostic(place, AUTHOR_DETAILS, message))
    return found


def _filled(author: Author, other: Author) -> Author:
    """`author` with what only `other` knows."""
    known = {field.name: getattr(author, field.name) for field in fields(Author)}
    missing = {name: getattr(other, name) for name, value in known.items() if not value}
    return replace(author, **missing)


def author_pages(authors: dict[str, Author], where: Where) -> Iterator[WriteText]:
    """The page of each author."""
    for key, author in authors.items():
        path = sanitized(key)
        if not path or path.startswith("."):
            continue
        keys: dict[str, Value] = {"title": author.name or key}
        said = {
            "description": author.description,
            "image": author.image.removeprefix(where.base),
            "role": author.title,
            "email": author.email,
        }
        keys |= {name: value for name, value in said.items() if value}
        if author.path:
            address = address_of(list_output(author.path.removeprefix(where.base)))
            if address.path != f"{where.folder}{path}/" or not _PLAIN.fullmatch(path):
                keys["url"] = address.url
        if author.url:
            keys["params"] = {"url": author.url}
        if author.socials:
            keys["socials"] = dict(author.socials)
        text = f"---\n{dump(keys)}---\n"
        yield WriteText(path=f"content/authors/{path}/_index{where.suffix}.md", text=text)
