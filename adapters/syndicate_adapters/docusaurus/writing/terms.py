"""Tags and authors of a new site: `tags.yml` and `authors.yml`, and what posts call them.

Source: Docusaurus 3.10.2; tests/docusaurus/test_write.py asks the engine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from syndicate.model import Author, Post, Site, Term
from syndicate.source.yaml import Value, dump
from syndicate.web.urls import unquote_path
from syndicate.writing.authors import AuthorKeys, identity
from syndicate_adapters.docusaurus.slugs import kebab_case

TAGS_FILE = "tags.yml"
AUTHORS_FILE = "authors.yml"


def terms_of(post: Post, *, has_categories: bool) -> tuple[Term, ...]:
    """The tags of a post, and its categories as some, if that is wanted; each name once."""
    terms = (*post.tags, *post.categories) if has_categories else post.tags
    found: dict[str, Term] = {}
    for term in terms:
        found.setdefault(term.name, term)
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The tags of a new site. names: of each as the source has it, what posts call it. entries: of the file."""

    names: Mapping[str, str]
    entries: Mapping[str, Value]

    def of(self, terms: Iterable[Term]) -> tuple[str, ...]:
        """What the header of a post lists."""
        return tuple(dict.fromkeys(self.names.get(term.name, term.name) for term in terms))


def tags_of(terms: Iterable[Term], folder: str) -> Tags:
    """The tags whose path or text is not what the engine makes of their names.

    folder: where it serves tags, raw, as in the paths of terms. Two tags of one path are one to it.
    """
    known: dict[str, Term] = {}
    for term in terms:
        if term.name:
            known.setdefault(term.name, term)
    names: dict[str, str] = {}
    entries: dict[str, Value] = {}
    holders: dict[str, str] = {}
    for name, term in known.items():
        permalink = _permalink(term, folder)
        own = f"/{kebab_case(name)}"
        holder = holders.setdefault(permalink or own, name)
        names[name] = holder
        is_plain = permalink in ("", own) and not term.description and name.strip() == name
        if holder == name and not is_plain:
            entry: dict[str, Value] = {"label": name, "permalink": permalink or own}
            if term.description:
                entry["description"] = term.description
            entries[name] = entry
    return Tags(names=names, entries=entries)


def _permalink(term: Term, folder: str) -> str:
    """The path of a tag below the page of tags; "" where it is not below it."""
    path = unquote_path(term.path)
    if not path.startswith(folder):
        slug = unquote_path(term.slug) or kebab_case(term.name)
        return f"/{slug}" if slug != kebab_case(term.name) else ""
    return f"/{path.removeprefix(folder)}" if path != folder else ""


def tags_folder(site: Site, posts: Iterable[Post]) -> str:
    """The path below which the source serves its tags, with a slash at the end; "" if it serves none."""
    listed = next((page.path for page in site.lists if page.kind == "tags"), "")
    if listed:
        return f"{unquote_path(listed).rstrip('/')}/"
    path = next((tag.path for post in posts for tag in post.tags if tag.path), "")
    return f"{posixpath.dirname(unquote_path(path).rstrip('/'))}/" if path else ""


# -- authors ----------------------------------------------------------------------------------------

_SOCIALS = frozenset(
    "twitter github linkedin x bluesky instagram threads mastodon twitch youtube stackoverflow".split()
)


def described(site: Site, posts: Iterable[Post], keys: AuthorKeys) -> dict[str, Author]:
    """Each author of a post by his key: as the site describes him, else by all that posts say."""
    found: dict[str, Author] = {}
    for post in posts:
        for author in post.authors:
            key = keys[identity(author)]
            known = site.authors.get(author.key)
            found[key] = _filled(found[key], author) if key in found else known or author
    return found


def _filled(author: Author, other: Author) -> Author:
    known = {each.name: getattr(author, each.name) for each in fields(Author)}
    return replace(author, **{n: getattr(other, n) for n, value in known.items() if not value})


def entry_of(author: Author, key: str, base: str, image: str = "") -> dict[str, Value]:
    """An author as `authors.yml` or a header describes him; `key` is his name if he has no other."""
    path = unquote_path(author.path).removeprefix(base)
    said: dict[str, Value] = {
        "name": author.name or key,
        "title": author.title,
        "url": author.url,
        "email": author.email,
        "image_url": image,
        "description": author.description,
    }
    entry: dict[str, Value] = {name: value for name, value in said.items() if value}
    if author.socials:
        entry["socials"] = dict(author.socials)
    if path:
        entry["page"] = {"permalink": f"/{posixpath.basename(path.rstrip('/'))}"}
    return entry


def as_file(entries: Mapping[str, Value]) -> Iterator[str]:
    """The text of a file with these entries; nothing without any."""
    if entries:
        yield dump(dict(entries))
