"""A front matter with some keys changed, and every other line as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from syndicate.source.braces import spell_json
from syndicate.source.header import Change, Entry, FrontMatter
from syndicate.source.layout import Sayer, in_braces, in_lines
from syndicate.source.planning import Gone, Item, Meant, Words, planned
from syndicate.source.scalars import Value
from syndicate.source.spelling import after_colon, dump, flow, string
from syndicate.source.text import Span
from syndicate.source.toml import spell_toml, spell_toml_key

_COLON = re.compile(r"[ \t]*:")
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_TAB_LINE = re.compile(r"^[ \t]*\t[ \t]*(?=#|\r?$)", re.MULTILINE)  # libyaml minds the tab
_BREAK = re.compile(r"\r\n?|\n")
_TOML_KEY = re.compile(r"([ \t]*(?:\[\[?[ \t]*)?)(?:[A-Za-z0-9_-]+|\"(?:[^\"\\]|\\.)*\"|'[^']*')")


def edit(front: FrontMatter, changes: Sequence[Change]) -> str:
    """The block after `changes`, fences included; without changes it is the block itself.

    Every line of a key that is not changed keeps its bytes, and so do comments, blank lines and
    fences. A changed value keeps its key's spelling and the comment at the end of its line. A
    value that others borrow by an alias is written out for them when its own key goes. A file
    without front matter gets a YAML block. TOML has no null: a key set to None goes there.
    """
    text = front.source.text
    if not changes:
        return text[front.block.start : front.block.end]
    items = planned(front, changes)
    match front.format:
        case None:
            return _fenced(front, _new_lines(front, items))
        case "toml":
            content = _toml(front, items)
        case "json":
            content = in_braces(front, items, _json_sayer(front))
        case "yaml":
            content = _yaml(front, items)
    before = text[front.block.start : front.content.start]
    return before + content + text[front.content.end : front.block.end]


def edit_as_yaml(front: FrontMatter, changes: Sequence[Change]) -> str:
    """The block after `changes` as YAML between two lines of `---`, for an engine of another kind.

    YAML keeps its lines as under `edit`, whatever the fences were. JSON and TOML are spelled anew;
    of TOML the comments between the keys and behind single values stay. Empty where there is
    neither front matter nor a change.
    """
    if front.format is None and not changes:
        return ""
    items = planned(front, changes)
    match front.format:
        case "yaml":
            content = _yaml(front, items)
        case "toml":
            content = _TAB_LINE.sub("", in_lines(front, items, _toml_as_yaml(front)))
        case _:
            content = _new_lines(front, items)
    return _fenced(front, content)


def _fenced(front: FrontMatter, content: str) -> str:
    newline = front.source.newline
    end = "" if not content or content.endswith(("\n", "\r")) else newline
    return f"---{newline}{content}{end}---{newline}"


def _new_lines(front: FrontMatter, items: Sequence[Item]) -> str:
    return "".join(_new_line(front, item) for item in items)


def _new_line(front: FrontMatter, item: Item, indent: int = 0, comment: str = "") -> str:
    """The lines of an item that the file does not have in YAML, or not at all."""
    key = string(item.key, is_flow=True)
    if item.value is None and item.origin is not None:
        item = Item(key=item.key, value=Meant(item.origin.value))
    first, newline, rest = _after_colon(item, indent).partition("\n")
    return _native(front, f"{' ' * indent}{key}:{first}{comment}{newline}{rest}")


def _toml_as_yaml(front: FrontMatter) -> Sayer:
    def say(item: Item, span: Span) -> str:
        entry = item.origin
        if entry is not None and span != entry.span:
            return ""
        is_single = entry is not None and entry.value_span.start < entry.value_span.end
        comment = _comment(front, entry, "") if entry is not None and is_single else ""
        return _new_line(front, item, comment=comment)

    return say


def _native(front: FrontMatter, text: str) -> str:
    """`text` with the line endings of the file."""
    newline = front.source.newline
    return text if newline == "\n" else _BREAK.sub(newline, text)


def _after_colon(item: Item, indent: int) -> str:
    """The value of an item with what separates it from its colon; ends with a newline."""
    match item.value:
        case Words(text):
            blank = "" if not text or text[0] in "\r\n" else " "
            return f"{blank}{text}" if text.endswith("\n") else f"{blank}{text}\n"
        case Meant(value):
            return after_colon(value, indent)
    return "\n"


# --- YAML ----------------------------------------------------------------------------------------


def _yaml(front: FrontMatter, items: Sequence[Item]) -> str:
    text, content = front.source.text, front.content
    if front.is_flow:
        return in_braces(front, items, _flow_sayer(front, items))
    indent = _indent(front)
    gone = Gone(front, items)

    def say(item: Item, span: Span) -> str:
        entry = item.origin
        if entry is None:
            return _new_line(front, item, indent)
        if item.is_kept:
            return text[slice(*span)] if not entry.aliases else _paid_back(front, entry, span, gone)
        if span != entry.span:  # an earlier line with the same key
            return ""
        if item.value is None:
            return _paid_back(front, entry, span, gone, string(item.key, is_flow=True))
        return _changed(front, item, entry, indent)

    if not front.entries and text[front.root.start : front.root.end].strip():
        return "".join(say(item, content) for item in items)  # the root was a bare `null`
    return in_lines(front, items, say)


def _indent(front: FrontMatter) -> int:
    """The column of the root's keys."""
    for entry in front.entries.values():
        lead = front.source.text[entry.span.start : entry.key_span.start]
        return len(lead) - len(lead.lstrip(" "))
    return 0


def _paid_back(
    front: FrontMatter, entry: Entry, span: Span, gone: Gone, key: str | None = None
) -> str:
    """The text of an entry as it is, but with borrowed values written out whose owner goes."""
    text = front.source.text
    if key is None and not entry.aliases:
        return text[span.start : span.end]
    splices = [(entry.key_span, key)] if key is not None else []
    splices += [(alias.span, flow(alias.value)) for alias in entry.aliases if gone.has(alias)]
    out, at = "", span.start
    for place, words in sorted(splices):
        if span.start <= place.start < span.end:
            out += text[at : place.start] + words
            at = place.end
    return out + text[at : span.end]


def _changed(front: FrontMatter, item: Item, entry: Entry, indent: int) -> str:
    """The lines of an entry with another value."""
    text = front.source.text
    lead = text[entry.span.start : entry.key_span.start]
    gap = text[entry.key_span.end : entry.value_span.start]
    is_renamed = item.key != entry.key
    key = string(item.key, is_flow=True) if is_renamed else text[slice(*entry.key_span)]
    colon = _COLON.match(gap)
    if colon is None or lead.strip():  # "? key" on a line of its own
        return _native(front, f"{' ' * indent}{key}:{_after_colon(item, indent)}")
    first, _, rest = _respelled(front, item, entry, indent).partition("\n")
    comment = _comment(front, entry, gap[colon.end() :])
    return lead + key + colon.group() + first + comment + _native(front, "\n" + rest)


def _comment(front: FrontMatter, entry: Entry, rest: str) -> str:
    """The comment behind an entry's first line, with the blanks before it."""
    text = front.source.text
    if "\n" in rest or "\r" in rest:
        found = _COMMENT.match(rest)
    elif text.startswith(("|", ">"), entry.value_span.start):
        header = _BREAK.split(text[slice(*entry.value_span)], maxsplit=1)[0]
        found = _COMMENT.search(header)
    else:
        found = _COMMENT.match(text, entry.value_span.end, entry.span.end)
    return found.group() if found else ""


def _respelled(front: FrontMatter, item: Item, entry: Entry, indent: int) -> str:
    """The new value in the style of the old one: lists stay inline, or at their column."""
    text = front.source.text
    start = entry.value_span.start
    if isinstance(item.value, Meant) and isinstance(item.value.value, list) and item.value.value:
        if text.startswith("[", start):
            return f" {flow(item.value.value)}\n"
        if text.startswith("-", start) and isinstance(entry.value, list):
            line = max(text.rfind(char, 0, start) for char in "\r\n") + 1
            return "\n" + dump(item.value.value, indent=max(indent, start - line))
    return _after_colon(item, indent)


# --- a mapping in braces -------------------------------------------------------------------------


def _flow_sayer(front: FrontMatter, items: Sequence[Item]) -> Sayer:
    gone = Gone(front, items)

    def say(item: Item, span: Span) -> str:
        if item.origin is not None and item.is_kept:
            return _paid_back(front, item.origin, span, gone)
        if item.origin is not None and item.value is None and span == item.origin.span:
            return _paid_back(front, item.origin, span, gone, string(item.key, is_flow=True))
        return _pair(front, item, span, string(item.key, is_flow=True), flow)

    return say


def _json_sayer(front: FrontMatter) -> Sayer:
    def say(item: Item, span: Span) -> str:
        if item.origin is not None and item.is_kept:
            return front.source.text[span.start : span.end]
        return _pair(front, item, span, spell_json(item.key), spell_json)

    return say


def _pair(
    front: FrontMatter, item: Item, span: Span, key: str, spell: Callable[[Value], str]
) -> str:
    """A pair in braces, with the key and the colon as the file has them."""
    text, entry = front.source.text, item.origin
    value = item.value.text if isinstance(item.value, Words) else ""
    value = spell(item.value.value) if isinstance(item.value, Meant) else value
    if entry is None:
        return f"{key}: {value}"
    if span != entry.span:
        return ""
    gap = text[entry.key_span.end : entry.value_span.start]
    if item.value is None:
        value = text[slice(*entry.value_span)]
    key = text[slice(*entry.key_span)] if item.key == entry.key else key
    return f"{key}{gap if ':' in gap else ': '}{value}"


# --- TOML ----------------------------------------------------------------------------------------


def _toml(front: FrontMatter, items: Sequence[Item]) -> str:
    text, content = front.source.text, front.content
    first_table = min(
        (
            span.start
            for e in front.entries.values()
            for span in (e.span, *e.more)
            if text[span.start : span.end].lstrip().startswith("[")
        ),
        default=content.end,
    )
    placed = [_toml_item(front, item) for item in items if not _is_null(item)]

    def say(item: Item, span: Span) -> str:
        entry = item.origin
        if entry is None:
            return _native(front, f"{spell_toml_key(item.key)} = {_toml_value(item)}\n")
        lines = text[span.start : span.end]
        if item.value is not None:
            start, end = entry.value_span
            lines = text[span.start : start] + _toml_value(item) + text[end : span.end]
        if item.key != entry.key:
            lines = _TOML_KEY.sub(rf"\g<1>{_escaped(spell_toml_key(item.key))}", lines, count=1)
        return lines

    return in_lines(front, placed, say, before=first_table)


def _is_null(item: Item) -> bool:
    return isinstance(item.value, Meant) and item.value.value is None


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\")


def _toml_item(front: FrontMatter, item: Item) -> Item:
    """The item, without its origin where a table or dotted keys have to make way for a pair."""
    entry = item.origin
    if entry is None or item.value is None or entry.value_span.start < entry.value_span.end:
        return item
    return Item(key=item.key, value=item.value)


def _toml_value(item: Item) -> str:
    match item.value:
        case Words(text):
            return text
        case Meant(value):
            return spell_toml(value)
    return ""
