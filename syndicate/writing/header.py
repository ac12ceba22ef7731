"""What the values of a header say to the engine that it is written for, and the changes to it.

A writer compares what the model means with what the new engine would read, and changes a key only
where that is something else: `as_read`, then `as_text`, `as_texts` or `is_alike`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from syndicate.source.frontmatter import Change, FrontMatter, Set
from syndicate.source.scalars import Resolver
from syndicate.source.yaml import Value, YamlError, YamlRules, load


class Refused:
    """Stands for a value that makes the engine stop; there is one, `REFUSED`."""


REFUSED: Final = Refused()

Read = Mapping[str, "Value | Refused"]
"""What the engine reads from each key, where the file stays as it is."""


def as_read(front: FrontMatter, rules: YamlRules) -> Read:
    """Every key with what YAML under `rules` makes of its text; one at a time where the whole is refused.

    Of a header in another language than YAML, which is spelled anew, what it says.
    """
    if front.format != "yaml" or front.rules.yaml is rules:
        return front.values
    if front.is_simple and (resolved := _resolved(front, rules)) is not None:
        return resolved
    text = front.source.text
    values = _loaded(text[front.content.start : front.content.end], rules)
    if isinstance(values, dict):
        return values
    found: dict[str, Value | Refused] = {}
    for key, entry in front.entries.items():
        alone = _loaded(text[entry.span.start : entry.span.end], rules)
        found[key] = alone.get(key) if isinstance(alone, dict) else REFUSED
    return found


_QUOTED: Final = ('"', "'", "|", ">")


def _resolved(front: FrontMatter, rules: YamlRules) -> Read | None:
    """The values of a simple header, of which only words without quotes can be something else to another engine.

    None where it has to be read to tell.
    """
    text, resolve = front.source.text, rules.resolve
    found: dict[str, Value] = {}
    try:
        for key, entry in front.entries.items():
            value, (start, end) = entry.value, entry.value_span
            if isinstance(value, list | dict):
                if not _has_same_words(value, resolve):
                    return None
            elif not text.startswith(_QUOTED, start):
                value = resolve(text[start:end])
            if resolve(key) != key:
                return None
            found[key] = value
    except (ValueError, OverflowError):
        return None
    return found


def _has_same_words(value: Value, resolve: Resolver) -> bool:
    """Whether all in a collection is this very text to an engine, in quotes or without."""
    if isinstance(value, dict):
        return all(_has_same_words(each, resolve) for pair in value.items() for each in pair)
    if isinstance(value, list):
        return all(_has_same_words(item, resolve) for item in value)
    return isinstance(value, str) and (not value or resolve(value) == value)


def _loaded(text: str, rules: YamlRules) -> Value | Refused:
    try:
        return load(text, rules)
    except YamlError:
        return REFUSED


def is_alike(ours: Value, theirs: Value | Refused) -> bool:
    """Whether both engines read the same. A date that is a text to the other one is no loss."""
    if isinstance(ours, date):  # a datetime is one too
        return isinstance(theirs, str) or ours == theirs
    if type(ours) is not type(theirs):
        return False
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return list(ours) == list(theirs) and all(is_alike(ours[k], theirs[k]) for k in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(is_alike, ours, theirs))
    return ours == theirs


def as_text(value: Value | Refused) -> str | None:
    """The value as engines cast it to a text; None where we are not sure."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else None


def as_texts(value: Value | Refused) -> list[str] | None:
    """The value as engines cast it to a list of texts: one text is one of them, nothing is none."""
    if isinstance(value, list):
        texts = [as_text(item) for item in value if item not in (None, "")]
        return None if None in texts else [text for text in texts if text is not None]
    text = as_text(value)
    return text if text is None else [text] if text else []


def respelled(front: FrontMatter, read: Read, known: Iterable[str]) -> Iterator[Change]:
    """Values that the engine would read as something else, or refuse.

    known: keys in lower case that the writer sets itself where it has to.
    """
    own = frozenset(known)
    for key, entry in front.entries.items():
        is_ours = key.lower() in own or entry.is_merge
        if not is_ours and not is_alike(entry.value, read.get(key)):
            yield Set(key, entry.value)


def merged(changes: Iterable[Change]) -> list[Change]:
    """The changes, of several for one key the last, which knows more."""
    by_key: dict[str, Change] = {}
    for change in changes:
        by_key.pop(change.key, None)
        by_key[change.key] = change
    return list(by_key.values())


def with_plain_fence(block: str) -> str:
    """`block` whose first line is `---` alone: few engines know `---yaml`."""
    line, newline, rest = block.partition("\n")
    fence = "---\r" if line.endswith("\r") else "---"
    return f"{fence}{newline}{rest}" if line.strip() != "---" else block


def day_or_moment(moment: datetime) -> date | datetime:
    """`moment` as it is to be written: only the day where it is a midnight of UTC."""
    if moment.utcoffset() == timedelta(0) and moment.time() == datetime.min.time():
        return moment.date()
    return moment
