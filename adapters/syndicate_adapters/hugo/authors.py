"""Authors as one of Hugo's taxonomies: the key that posts name them by, and a page for each.

Source: Hugo 0.168; tests/hugo/test_write.py asks the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from syndicate.adapter import WriteText
from syndicate.diagnostics import Report
from syndicate.model import Author, Post, Site
from syndicate.source.yaml import Value, dump
from syndicate.writing.authors import AuthorKeys, identity
from syndicate_adapters.hugo.codes import AUTHOR_DETAILS
from syndicate_adapters.hugo.places import list_output
from syndicate_adapters.hugo.terms import PLAIN, Where, sanitized
from syndicate_adapters.hugo.urls import address_of


def authors_of(
    site: Site, lang: str, posts: Iterable[Post], keys: AuthorKeys, report: Report
) -> dict[str, Author]:
    """Every author of a post in a language by his key; what a post says otherwise about him is reported.

    An author whom only posts describe is described by all that they say, the newest first.
    """
    posts, known = list(posts), site.translated_authors.get(lang, site.authors)
    found: dict[str, Author] = {}
    for author in (author for post in posts for author in post.authors):
        key = keys[identity(author)]
        if author.key in known and author.path == known[author.key].path:
            found[key] = known[author.key]
        else:
            found[key] = _filled(found[key], author) if key in found else author
    for post in posts:
        for author in post.authors:
            _report_details(post, author, found[keys[identity(author)]], report)
    return found


def _report_details(post: Post, author: Author, page: Author, report: Report) -> None:
    if author == page:  # as nearly always
        return
    own = _filled(author, page)
    names = [f.name for f in fields(Author) if f.name not in ("key", "path")]
    lost = [name for name in names if getattr(own, name) != getattr(page, name)]
    if lost:
        said, shown = (", ".join(_detail(who, name) for name in lost) for who in (own, page))
        message = f"{author.name} has {said} here, and {shown} on the page that all posts share"
        place = post.front.at("authors" if "authors" in post.front else "author")
        report(post.front.source.diagnostic(place, AUTHOR_DETAILS, message))


def _detail(author: Author, name: str) -> str:
    value = getattr(author, name)
    if name == "socials":
        value = ", ".join(address for _, address in value)
    return f"the {name} {value!r}" if value else f"no {name}"


def _filled(author: Author, other: Author) -> Author:
    """`author` with what only `other` knows."""
    known = {field.name: getattr(author, field.name) for field in fields(Author)}
    missing = {name: getattr(other, name) for name, value in known.items() if not value}
    return replace(author, **missing)


def _image(image: str, where: Where) -> str:
    """The address of a picture, which is there once for all languages."""
    path = image.removeprefix(where.base)
    return path.removeprefix(where.prefix) if path.startswith(f"{where.prefix}/") else path


def author_pages(authors: dict[str, Author], where: Where) -> Iterator[WriteText]:
    """The page of each author."""
    for key, author in authors.items():
        path = sanitized(key)
        if not path or path.startswith("."):
            continue
        keys: dict[str, Value] = {"title": author.name or key}
        said = {
            "description": author.description,
            "image": _image(author.image, where),
            "role": author.title,
            "email": author.email,
        }
        keys |= {name: value for name, value in said.items() if value}
        if author.path:
            address = address_of(list_output(author.path.removeprefix(where.base)))
            if address.path != f"{where.folder}{path}/" or not PLAIN.fullmatch(path):
                keys["url"] = address.url
        if author.url:
            keys["params"] = {"url": author.url}
        if author.socials:
            keys["socials"] = dict(author.socials)
        text = f"---\n{dump(keys)}---\n"
        yield WriteText(path=f"content/authors/{path}/_index{where.suffix}.md", text=text)
