"""The facts of a review where the layouts of the written site look for them: below `book`, or `review`.

What the author's own map says in our words keeps its bytes; what it says otherwise, or not at all, is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from syndicate.model import Post
from syndicate.review.book import text_of
from syndicate.source.frontmatter import Change, Entry, FrontMatter, Set, SetText, respelled
from syndicate.source.text import SourceText
from syndicate.source.yaml import GOCCY, Value, YamlError, load

_INDENT: Final = re.compile(r"[ \t]*(?:\r\n?|\n)((?: )+)\Z")


def review_change(post: Post, source: SourceText, relocated: Callable[[str], str]) -> Change | None:
    """What to set in the header; None where the post is no review, or says all of it already.

    relocated: the new address of a file of the site, given the old one.
    """
    review = post.review_in(source)
    if review is None:
        return None
    key, facts = review.as_front_matter()
    if isinstance(cover := facts.get("cover"), str):
        facts["cover"] = relocated(cover)
    entry = post.front.find(key)
    if entry is None:
        is_taken = any(other.lower() == key for other in post.front.entries)
        return Set(key, facts) if facts and not is_taken else None
    if not isinstance(entry.value, dict):
        return None  # the name of a series, perhaps
    missing = {name: fact for name, fact in facts.items() if not _says(entry.value, name, fact)}
    return _extended(post.front, entry, missing) if missing else None


def _says(given: Mapping[str, Value], name: str, fact: Value) -> bool:
    """Whether a layout finds the fact in the map as it is."""
    value = given.get(name)
    if isinstance(fact, str):
        return not isinstance(value, dict | list) and text_of(value) == fact
    return not isinstance(value, bool) and value == fact


def _extended(front: FrontMatter, entry: Entry, missing: Mapping[str, Value]) -> Change:
    """The map with the missing facts: below its lines where these can stay as they are."""
    assert isinstance(entry.value, dict)
    start, end = entry.value_span
    indent = _INDENT.search(front.source.text[entry.key_span.end : start])
    if front.format == "yaml" and indent and not any(name in entry.value for name in missing):
        old = f"\n{indent[1]}{front.source.text[start:end].rstrip()}"
        added = "".join(f"\n{indent[1]}{name}: {respelled(fact)}" for name, fact in missing.items())
        known = _loaded(old)
        if known is not None and _loaded(old + added) == {**known, **missing}:
            return SetText(entry.key, old + added)
    # Engines disagree on what a date without quotes is.
    texts = {k: text_of(v) if isinstance(v, date) else v for k, v in entry.value.items()}
    return Set(entry.key, {**texts, **missing})


def _loaded(text: str) -> dict[str, Value] | None:
    """The map that `text` is to Hugo behind a key; None where it is none."""
    try:
        values = load(f"x:{text}\n", GOCCY)
    except YamlError:
        return None
    found = values.get("x") if isinstance(values, dict) else None
    return found if isinstance(found, dict) else None
