"""The facts of a review where the layouts of a written site look for them: below `book`, or `review`.

What the author's own map says in our words keeps its bytes; what it says otherwise, or not at all, is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from syndicate.review.book import BookReview, text_of
from syndicate.source.frontmatter import Change, Entry, FrontMatter, Set, SetText, respelled
from syndicate.source.yaml import Value, YamlError, YamlRules, load

_INDENT: Final = re.compile(r"[ \t]*(?:\r\n?|\n)((?: )+)\Z")


def review_change(
    front: FrontMatter,
    review: BookReview | None,
    read: Mapping[str, object],
    rules: YamlRules,
    relocated: Callable[[str], str],
) -> Change | None:
    """What to set in the header; None where the post is no review, or says all of it already.

    The value is the map of `layout_facts`. A layout finds texts, lists of texts and numbers in it,
    and no date: engines disagree on what a date without quotes is.
    read, rules: what the engine makes of the header that it is written for, and how it reads YAML.
    relocated: the new address of a file of the site, given the old one.
    """
    if review is None:
        return None
    key, facts = layout_facts(review, relocated)
    entry = front.find(key)
    if entry is None:
        is_taken = any(other.lower() == key for other in front.entries)
        return Set(key, facts) if facts and not is_taken else None
    if not isinstance(entry.value, dict):
        return None  # the name of a series, perhaps
    given = _as_read(front, entry, read, rules)
    found = given or entry.value
    missing = {name: fact for name, fact in facts.items() if not _says(found, name, fact)}
    return _extended(front, entry, given, missing, rules) if missing else None


def layout_facts(
    review: BookReview, relocated: Callable[[str], str]
) -> tuple[str, dict[str, Value]]:
    """The key (`book`, `review`) and the map that the layouts of a site print the review from.

    Keys: `item_type` (below `review`), `title`, `name` (as a reader sees the title, without the
    original one behind it; only where that is not `title`), the other facts of a `Book`, `rating`,
    `best_rating`, `worst_rating`. What is unknown has no key, nor has a date that is none. What
    `jsonld.review_node` makes of them is what a layout has to print; a test holds each engine to that.
    """
    key, facts = review.as_front_matter()
    if isinstance(cover := facts.get("cover"), str):
        facts["cover"] = relocated(cover)
    if not review.book.published:  # the words of the author are no date
        facts.pop("published", None)
    if review.book.name == review.book.title:
        return key, facts
    named: dict[str, Value] = {}
    for fact, value in facts.items():
        named |= {fact: value, "name": review.book.name} if fact == "title" else {fact: value}
    return key, named


def _as_read(
    front: FrontMatter, entry: Entry, read: Mapping[str, object], rules: YamlRules
) -> Mapping[str, Value] | None:
    """The author's map as the engine that we write for reads its lines, if it can without the others."""
    if front.format != "yaml":
        return _loaded(f" {respelled(entry.value)}", rules)
    found = read.get(entry.key)
    if isinstance(found, dict) and not entry.aliases:
        return found
    return _loaded(_lines_of(front, entry), rules)


def _lines_of(front: FrontMatter, entry: Entry) -> str:
    """What stands behind the colon of a key."""
    return front.source.text[entry.key_span.end : entry.value_span.end].partition(":")[2]


def _says(given: Mapping[str, Value], name: str, fact: Value) -> bool:
    """Whether a layout finds the fact in the map as it is."""
    value = given.get(name)
    if isinstance(fact, str):
        return not isinstance(value, dict | list | date) and text_of(value) == fact
    return not isinstance(value, bool) and value == fact


def _extended(
    front: FrontMatter,
    entry: Entry,
    given: Mapping[str, Value] | None,
    missing: Mapping[str, Value],
    rules: YamlRules,
) -> Change:
    """The map with the missing facts: below its lines, which are `given`, where these can stay as they are."""
    assert isinstance(entry.value, dict)
    start, end = entry.value_span
    indent = _INDENT.search(front.source.text[entry.key_span.end : start])
    if front.format == "yaml" and indent and not any(name in entry.value for name in missing):
        old = f"\n{indent[1]}{front.source.text[start:end].rstrip()}"
        added = "".join(f"\n{indent[1]}{name}: {respelled(fact)}" for name, fact in missing.items())
        known = given if old == _lines_of(front, entry) else _loaded(old, rules)
        if known is not None and _loaded(old + added, rules) == {**known, **missing}:
            return SetText(entry.key, old + added)
    texts = {k: text_of(v) if isinstance(v, date) else v for k, v in entry.value.items()}
    return Set(entry.key, {**texts, **missing})


def _loaded(text: str, rules: YamlRules) -> dict[str, Value] | None:
    """The map that `text` is to the engine behind a key; None where it is none."""
    try:
        values = load(f"x:{text}\n", rules)
    except YamlError:
        return None
    found = values.get("x") if isinstance(values, dict) else None
    return found if isinstance(found, dict) else None
