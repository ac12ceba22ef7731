"""The posts that a user means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeAlias

from syndicate.diagnostics import UsageError
from syndicate.model import Post, Site, Term
from syndicate.web.urls import same_page, unquote_path

Test: TypeAlias = Callable[[Post], bool]


def selected(
    site: Site, *, names: Sequence[str] = (), since: str = "", lang: str = "", tag: str = ""
) -> tuple[Post, ...] | None:
    """The posts that fit everything that was asked for; None if nothing was.

    Raises UsageError where a name fits no post, or `since` is no date.
    """
    tests = [
        *([_named(site, names)] if names else []),
        *([_since(since)] if since else []),
        *([_in_language(lang)] if lang else []),
        *([_tagged(tag)] if tag else []),
    ]
    if not tests:
        return None
    return tuple(post for post in site.posts if all(test(post) for test in tests))


def _named(site: Site, names: Sequence[str]) -> Test:
    chosen: set[str] = set()
    for name in names:
        found = {post.source for post in site.posts if is_called(post, name)}
        if not found:
            raise UsageError(
                f"no post is called {name!r}; give its path, its slug, its URL, or a pattern "
                "with *, and see `syndicate list` for what there is"
            )
        chosen |= found
    return lambda post: post.source in chosen


def is_called(post: Post, name: str) -> bool:
    """Whether `name` is the path of a post, its slug, its URL, or a pattern for one of these."""
    path = unquote_path(post.path)
    slug = path.rstrip("/").rpartition("/")[2]
    if name in (post.source, slug) or _is_file(post, name):
        return True
    if post.url is not None and ("/" in name) and same_page(post.url, name):
        return True
    if name.startswith("/") and same_page(path, unquote_path(name)):
        return True
    if not set(name) & set("*?["):
        return False
    return any(fnmatchcase(text, name) for text in (post.source, slug, path, post.url or ""))


def _is_file(post: Post, name: str) -> bool:
    try:
        return Path(name).resolve() == post.file.resolve()
    except (OSError, ValueError, RuntimeError):
        return False


def _since(text: str) -> Test:
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", text)
    try:
        if parts is None:
            raise ValueError("it is not written like 2024, 2024-05 or 2024-05-17")
        first = date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError as error:
        raise UsageError(f"--since {text!r} is no date: {error}") from error
    return lambda post: post.date is not None and post.date.date() >= first


def _in_language(lang: str) -> Test:
    return lambda post: post.lang.lower() == lang.lower()


def _tagged(tag: str) -> Test:
    wanted = tag.casefold()

    def is_tagged(terms: Iterable[Term]) -> bool:
        return any(wanted in (term.name.casefold(), term.slug.casefold()) for term in terms)

    return lambda post: is_tagged(post.tags)
