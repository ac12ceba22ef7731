"""Where the posts, pages and documents of a site are served, for the tags that name them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Addresses:
    """paths: of a post or page as the engine names it -> its address without the base path.

    posts: the name of a file without its extension -> the posts that are called so.
    """

    paths: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def addresses_of(posts: Mapping[str, str], pages: Mapping[str, str]) -> Addresses:
    """The addresses of posts, and of pages and documents, by path."""
    named: dict[str, list[str]] = {}
    for path in posts:
        stem = posixpath.basename(path).rpartition(".")[0]
        named.setdefault(stem, []).append(path)
    return Addresses({**pages, **posts}, {stem: tuple(paths) for stem, paths in named.items()})
