"""The front matter of a post under its engine's rules, with the place of every key.

`read_front_matter` reads it, `edit` changes it in place. The parts are defined in `header`, the
fences in `fences`; this module is what the rest of the tool imports.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from typing import Final

from syndicate.source.braces import JsonError, JsonPair, read_json
from syndicate.source.editing import edit, edit_as_yaml
from syndicate.source.fences import (
    Fences,
    Format,
    FrontMatterError,
    find_gray_matter,
    find_hugo,
    find_jekyll,
)
from syndicate.source.header import (
    Change,
    Drop,
    Entries,
    Entry,
    FrontMatter,
    FrontMatterRules,
    Rename,
    Set,
    SetText,
)
from syndicate.source.spelling import flow as respelled
from syndicate.source.text import SourceText, Span
from syndicate.source.toml import Line, TomlError, read_toml
from syndicate.source.yaml import (
    GOCCY,
    JS_YAML_4,
    PSYCH,
    Alias,
    Document,
    Pair,
    Value,
    YamlError,
    YamlRules,
    load,
    read_document,
)

__all__ = [
    "DOCUSAURUS",
    "HUGO",
    "JEKYLL",
    "Change",
    "Drop",
    "Entry",
    "Format",
    "FrontMatter",
    "FrontMatterError",
    "FrontMatterRules",
    "Rename",
    "Set",
    "SetText",
    "docusaurus",
    "edit",
    "edit_as_yaml",
    "read_front_matter",
    "respelled",
    "same_under",
]


def docusaurus(rules: YamlRules) -> FrontMatterRules:
    """Docusaurus with the YAML reader of the version in question."""
    return FrontMatterRules(name="docusaurus", yaml=rules, find=find_gray_matter)


DOCUSAURUS: Final = docusaurus(JS_YAML_4)
HUGO: Final = FrontMatterRules(name="hugo", yaml=GOCCY, find=find_hugo, folds_case=True)
JEKYLL: Final = FrontMatterRules(name="jekyll", yaml=PSYCH, find=find_jekyll)


def read_front_matter(source: SourceText, engine: FrontMatterRules) -> FrontMatter:
    """The front matter of a post, with `format` None where it has none.

    Raises FrontMatterError where the engine refuses it.
    """
    found = engine.find(source.text)
    if isinstance(found, int):
        return FrontMatter(
            source=source,
            rules=engine,
            format=None,
            block=Span(0, found),
            content=Span(found, found),
            body_start=found,
        )
    match found.format:
        case "yaml":
            return _read_yaml(source, engine, found)
        case "toml":
            return _read_toml(source, engine, found)
        case "json":
            return _read_json(source, engine, found)


def _read_yaml(source: SourceText, engine: FrontMatterRules, fences: Fences) -> FrontMatter:
    start, end = fences.parsed
    try:
        document = read_document(source.text[start:end], engine.yaml)
    except YamlError as error:
        at = start + error.offset
        raise FrontMatterError(error.reason, at, fences.body_start, error.remedy) from error
    root = Span(document.root.start + start, document.root.end + start)
    if not isinstance(document.value, dict) and not _is_nothing(document, engine):
        raise FrontMatterError(
            "it holds no keys, but a list or a text",
            max(root.start, fences.content.start),
            fences.body_start,
            "write it as `key: value`, or put an empty pair of --- lines first",
        )
    return FrontMatter(
        source=source,
        rules=engine,
        format="yaml",
        block=Span(0, fences.block_end),
        content=fences.content,
        body_start=fences.body_start,
        entries=_yaml_entries(source.text, document, fences),
        values=document.value if isinstance(document.value, dict) else {},
        root=root,
        is_flow=document.is_flow,
        is_simple=document.is_simple,
    )


def _is_nothing(document: Document, engine: FrontMatterRules) -> bool:
    """Jekyll takes nil and false for no front matter, gray-matter null; Hugo wants no text."""
    if engine.yaml is GOCCY:
        return document.value is None and document.root.start == document.root.end
    return document.value is None or (document.value is False and engine.yaml is PSYCH)


_QUESTION = re.compile(r"\?[ \t\r\n]*\Z")
_LINE_BREAK = re.compile(r"[^\r\n]*(?:\r\n?|\n)?")
_OTHER_LINE = re.compile(r"([ \t]*)(#)?[^\r\n]*(?:\r\n?|\n)?")


def _yaml_entries(text: str, document: Document, fences: Fences) -> Mapping[str, Entry]:
    """The entries in order; the last of several with one key has the others in `more`."""
    places = _yaml_places(text, document, fences)
    pairs, values = document.pairs, document.value
    if isinstance(values, dict) and len(values) == len(pairs) and all(map(_is_usual, pairs)):
        return Entries(values, places)
    last = {pair.key: number for number, pair in enumerate(pairs)}
    earlier: dict[str, list[Span]] = {}
    entries: dict[str, Entry] = {}
    for number, pair in enumerate(pairs):
        numbers = places[6 * number : 6 * number + 6]
        span = Span(*numbers[:2])
        if number < last[pair.key]:
            earlier.setdefault(pair.key, []).append(span)
            continue
        entries[pair.key] = Entry(
            key=pair.key,
            value=pair.value,
            span=span,
            key_span=Span(*numbers[2:4]),
            value_span=Span(*numbers[4:]),
            more=tuple(earlier.get(pair.key, ())),
            aliases=tuple(_moved(a, fences.parsed.start) for a in pair.aliases),
            is_merge=pair.is_merge,
        )
    return entries


def _is_usual(pair: Pair) -> bool:
    return not (pair.aliases or pair.is_merge)


def _yaml_places(text: str, document: Document, fences: Fences) -> array[int]:
    """Six numbers for each pair: the spans of its lines, its key, its value."""
    shift, before = fences.parsed.start, fences.content.start
    pairs = document.pairs
    following = [*(pair.key_span.start + shift for pair in pairs[1:]), fences.content.end]
    places = array("I")
    for pair, next_key in zip(pairs, following, strict=False):
        key_start, key_end = pair.key_span.start + shift, pair.key_span.end + shift
        start, end = pair.value_span.start + shift, pair.value_span.end + shift
        if document.is_flow:
            span = Span(key_start, max(key_end, end))
        else:
            span = _lines_of(text, before, key_start, max(key_end, end), next_key)
            before = span.end
        places.extend((*span, key_start, key_end, start, end))
    return places


def _moved(alias: Alias, shift: int) -> Alias:
    return alias._replace(span=_shifted(alias.span, shift), owner=alias.owner + shift)


def _lines_of(text: str, before: int, start: int, end: int, following: int) -> Span:
    """The lines from a key's start to its value's end, and the deeper comments right below.

    before: the end of the entry before it. following: the start of the next key, or the end.
    """
    line = max(text.rfind("\n", before, start), text.rfind("\r", before, start)) + 1 or before
    question = _QUESTION.search(text, before, start) if "?" in text[before:start] else None
    if question and question.start() < line:
        line = max(text.rfind("\n", before, question.start()) + 1, before)
    found = _LINE_BREAK.match(text, end)
    end = min(found.end() if found else end, max(following, end))
    if text.find("#", end, following) < 0:
        return Span(line, end)
    at = end
    while at < following and (other := _OTHER_LINE.match(text, at)):
        if other[2] and len(other[1]) <= start - line:
            break
        at = other.end()
        end = min(at, following) if other[2] else end
    return Span(line, end)


def _read_toml(source: SourceText, engine: FrontMatterRules, fences: Fences) -> FrontMatter:
    start, end = fences.content
    try:
        values, lines = read_toml(source.text[start:end])
    except TomlError as error:
        at = start + error.offset
        raise FrontMatterError(error.reason, at, fences.body_start, "correct the TOML") from error
    return FrontMatter(
        source=source,
        rules=engine,
        format="toml",
        block=Span(0, fences.block_end),
        content=fences.content,
        body_start=fences.body_start,
        entries=_toml_entries(values, lines, start),
        values=values,
        root=fences.content,
    )


def _toml_entries(
    values: dict[str, Value], lines: Sequence[Line], start: int
) -> Mapping[str, Entry]:
    """The entries in order; what stands in several places has the later ones in `more`."""
    if list(values) == [line.key for line in lines]:
        numbers = ((*line.span, *line.key_span, *line.value_span) for line in lines)
        return Entries(values, array("I", [place + start for each in numbers for place in each]))
    first: dict[str, Line] = {}
    later: dict[str, list[Span]] = {}
    for line in lines:
        if first.setdefault(line.key, line) is not line:
            later.setdefault(line.key, []).append(_shifted(line.span, start))
    return {
        key: Entry(
            key=key,
            value=values[key],
            span=_shifted(line.span, start),
            key_span=_shifted(line.key_span, start),
            value_span=_shifted(line.value_span, start),
            more=tuple(later.get(key, ())),
        )
        for key, line in first.items()
    }


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _read_json(source: SourceText, engine: FrontMatterRules, fences: Fences) -> FrontMatter:
    start, end = fences.content
    try:
        pairs = read_json(source.text[start:end])
    except JsonError as error:
        at = start + error.offset
        raise FrontMatterError(error.reason, at, fences.body_start, "correct the JSON") from error
    values: dict[str, Value] = {}
    for pair in pairs:
        values.pop(pair.key, None)
        values[pair.key] = pair.value
    entries = _json_entries(values, pairs, start)
    return FrontMatter(
        source=source,
        rules=engine,
        format="json",
        block=Span(0, fences.block_end),
        content=fences.content,
        body_start=fences.body_start,
        entries=entries,
        values=values,
        root=fences.content,
        is_flow=True,
    )


def _json_entries(
    values: dict[str, Value], pairs: Sequence[JsonPair], start: int
) -> Mapping[str, Entry]:
    """The entries in order; the last of several with one key has the others in `more`."""
    if len(values) == len(pairs):
        spans = ((p.key_span.start, p.value_span.end, *p.key_span, *p.value_span) for p in pairs)
        return Entries(values, array("I", [place + start for each in spans for place in each]))
    last = {pair.key: pair for pair in pairs}
    earlier: dict[str, list[Span]] = {}
    entries: dict[str, Entry] = {}
    for pair in pairs:
        key, value = _shifted(pair.key_span, start), _shifted(pair.value_span, start)
        span = Span(key.start, value.end)
        if pair is not last[pair.key]:
            earlier.setdefault(pair.key, []).append(span)
            continue
        entries[pair.key] = Entry(
            key=pair.key,
            value=pair.value,
            span=span,
            key_span=key,
            value_span=value,
            more=tuple(earlier.get(pair.key, ())),
        )
    return entries


_NOT_PLAIN: Final = frozenset("\"'[{&*!|>-?:")


def same_under(entry: Entry, front: FrontMatter, a: YamlRules, b: YamlRules) -> bool:
    """Whether rules `b` read the value, as it is written, as rules `a` do, types included.

    False where either refuses it, and for TOML and JSON, whose text is not YAML to carry over.
    """
    if front.format != "yaml":
        return False
    try:
        plain = _plain_text(entry, front)
        if plain is not None:
            return is_same(a.resolve(plain), b.resolve(plain))
        return is_same(_under(entry, front, a), _under(entry, front, b))
    except (YamlError, ValueError, OverflowError):
        return False


def _plain_text(entry: Entry, front: FrontMatter) -> str | None:
    """The text of a plain scalar on one line, which needs no parser; None for all else."""
    if isinstance(entry.value, dict | list):
        return None
    text = front.source.text[slice(*entry.value_span)]
    is_plain = text and text.isprintable() and text[0] not in _NOT_PLAIN
    return text if is_plain else None


def _under(entry: Entry, front: FrontMatter, rules: YamlRules) -> Value:
    text = front.source.text
    if entry.aliases:
        start, end = front.content
        values = load(text[start:end], rules)
        return values.get(entry.key) if isinstance(values, dict) else None
    return load(text[entry.span.start : entry.span.end], rules)


def is_same(a: Value, b: Value) -> bool:
    """Whether two values are equal and of one type, all the way down; 1 is not True, nor 1.0."""
    if type(a) is not type(b):
        return False
    match a, b:
        case dict(), dict():
            return list(a) == list(b) and all(is_same(a[key], b[key]) for key in a)
        case list(), list():
            return len(a) == len(b) and all(map(is_same, a, b))
    return a == b or (a != a and b != b)
