"""Tags and categories as Hugo's taxonomies: names in posts, and pages for those whose address differs.

Source: Hugo 0.168; tests/hugo/test_write.py asks the engine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from syndicate.adapter import WriteText
from syndicate.diagnostics import Report
from syndicate.model import Post, Term
from syndicate.source.yaml import Value, dump
from syndicate_adapters.hugo.codes import TERMS_MERGED
from syndicate_adapters.hugo.places import list_output
from syndicate_adapters.hugo.urls import address_of

_KEPT: Final = frozenset("./\\_#+~-@")
_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
PLAIN: Final = re.compile(r"[a-z0-9_-]+")
"""Names that Hugo makes no other path of."""


@lru_cache(maxsize=1024)
def sanitized(text: str) -> str:
    """The path that Hugo makes of a name: letters, marks, digits and `./\\_#+~-@`, blanks as `-`, small.

    Most names are of terms that many posts have.
    """
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
    if PLAIN.fullmatch(path) is None or free[0].path != f"{where.folder}{path}/":
        keys["url"] = free[0].url
    if len(free) > 1:
        keys["aliases"] = [address.path.removeprefix(where.prefix) for address in free[1:]]
    return keys
