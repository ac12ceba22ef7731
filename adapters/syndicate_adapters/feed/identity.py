"""What a feed calls a post. Readers' programs know posts by that: whoever changes it shows them all again.

Source: Docusaurus 3.10.2, Hugo 0.168, jekyll-feed 0.17; tests/feed/test_engines.py compares with theirs.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Final

from syndicate.model import Post
from syndicate.source.yaml import Value
from syndicate.web.urls import quote_path, split_url

KEY: Final = "feedid"
"""The key in the header of a post, `feedID` or `feed_id`, under which it keeps the id of its first engine."""

_DATED: Final = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-")


def id_of(post: Post, engine: str, *, is_canonical: bool) -> str:
    """The id of a post that is published: as the engine's own feed says it, or the address of the post.

    A post that was converted before keeps the id of its first engine.
    """
    if is_canonical:
        return post.url or ""
    return kept_id(post) or post.feed_id or _by_rule(post, engine)


def kept_id(post: Post) -> str:
    """The id that an earlier conversion wrote into the header; "" without one."""
    values = post.front.values
    params = values.get("params")
    return _found(values) or (_found(params) if isinstance(params, Mapping) else "")


def _found(values: Mapping[str, Value]) -> str:
    named = (value for key, value in values.items() if key.replace("_", "").lower() == KEY)
    return next((value for value in named if isinstance(value, str)), "")


def _by_rule(post: Post, engine: str) -> str:
    url = post.url or ""
    return jekyll_id(url, _slug(post)) if engine == "jekyll" else url


def jekyll_id(url: str, slug: str) -> str:
    """The folder of the address with the slug behind it, without an ending and without a final slash."""
    parts = split_url(url)
    folder = posixpath.dirname(parts.path.rstrip("/")).rstrip("/")
    return f"{parts.scheme}://{parts.host}{folder}/{quote_path(slug)}"


def _slug(post: Post) -> str:
    chosen = post.front.values.get("slug")
    if isinstance(chosen, str) and chosen:
        return chosen
    name = posixpath.splitext(posixpath.basename(post.source))[0]
    return _DATED.sub("", name, count=1)
