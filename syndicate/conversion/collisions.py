"""Two files that want one path, two posts that want one URL."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from syndicate.adapter import Action, Copy
from syndicate.conversion.chunk import finding
from syndicate.diagnostics import Diagnostic
from syndicate.model import Post
from syndicate.web.urls import page_key


def folded(path: str) -> str:
    """What `path` and all paths that some file system takes for it have in common."""
    found = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
    return path if found == path else found  # one text of the two is held


@dataclass(frozen=True, slots=True)
class Claims:
    """Which action has which path: the first one that asked for it."""

    _by_path: dict[str, Action] = field(default_factory=dict)

    def grant(self, action: Action) -> Action:
        """The action that has the path of `action`: itself, or the first one that asked for it."""
        return self._by_path.setdefault(folded(action.path), action)

    def holder(self, path: str) -> Action | None:
        """The action that has `path`, whatever its case; None if it is free."""
        return self._by_path.get(folded(path))


def path_collision(action: Action, first: Action, owner: str) -> Diagnostic | None:
    """What is to be said of `action`, whose path `first` has; None if both copy the same file."""
    if isinstance(action, Copy) and action == first:
        return None
    other = "is wanted twice" if first.path == action.path else f"is taken by {first.path}"
    return finding("path-collision", owner, f"{action.path} {other}; the second is left out")


def url_collisions(
    served: Iterable[tuple[Post, str]], said: Iterable[Diagnostic] = ()
) -> Iterator[Diagnostic]:
    """What is to be said of posts that get one URL, given each post and its new URL; not what was said already."""
    told = {found.path for found in said if found.code == "source-url-shared"}
    firsts: dict[str, Post] = {}
    for post, url in served:
        first = firsts.setdefault(page_key(url), post)
        if first is post:
            continue
        if _shared_before(first, post):
            if {first.source, post.source} & told:
                continue
            message = f"has the address of {first.source} in the source already: {post.url}"
            yield finding("source-url-shared", post.source, message)
        else:
            yield finding("url-collision", post.source, f"{url} is the address of {first.source}")


def _shared_before(first: Post, second: Post) -> bool:
    return bool(first.url and second.url) and page_key(first.url or "") == page_key(
        second.url or ""
    )
