"""Authors by the key that the posts of the new site name them by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count

from syndicate.model import Author, Post, Site

AuthorKeys = Mapping[tuple[str, str], str]
"""The key of an author in the new site, by what tells him from others: see `identity`."""


def identity(author: Author) -> tuple[str, str]:
    """What tells an author from others: the key that posts name him by, else his name."""
    return (author.key, "") if author.key else ("", author.name)


def author_keys(
    site: Site, posts: Iterable[Post], folded: Callable[[str], str] = lambda key: key
) -> AuthorKeys:
    """The key of each author; those whom the engine would take for one get a number behind it.

    An author without a key shares that of one who has his very name.
    folded: what the engine makes of a key; two are one to it where this is the same.
    """
    named = {identity(author): author for post in posts for author in post.authors}
    keys: dict[tuple[str, str], str] = {}
    holders: dict[str, tuple[str, str]] = {}
    for who in sorted(named, key=lambda who: not who[0]):  # whoever has a key is to keep it
        author = named[who]
        name = site.authors.get(author.key, author).name
        keys[who] = next(
            holders.setdefault(folded(key), (name, key))[1]
            for key in _candidates(author.key or _slug(name))
            if folded(key) not in holders or (not author.key and holders[folded(key)][0] == name)
        )
    return keys


def _candidates(key: str) -> Iterator[str]:
    yield key
    yield from (f"{key}-{number}" for number in count(2))


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", name.lower())) or "author"


def keys_of(post: Post, keys: AuthorKeys) -> tuple[str, ...]:
    """The keys of the authors of a post."""
    return tuple(dict.fromkeys(keys[identity(author)] for author in post.authors))
