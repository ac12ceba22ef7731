"""The substitutions that make a description of a line of Markdown, each in one pass over the line.

Each does what the regular expression in its first line does in JavaScript; those are quadratic on hostile lines.
Source: Docusaurus 3.10.2, `createExcerpt`; tests/docusaurus/test_headline.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from syndicate_adapters.docusaurus.ecmascript import LINE_END, SPACE, is_space, trim

_START = rf"(?:\A|(?<=[{LINE_END}]))"
_HASH_WORD = re.compile(rf"{_START}#[^#]+#?")
_HASHES = re.compile(rf"{_START}#{{1,6}}[{SPACE}]*#{{0,6}}")
_QUOTE = re.compile(rf"\A[{SPACE}]{{0,3}}>[{SPACE}]?")
_DIRECTIVE = re.compile(f":::[^{LINE_END}]*")
_HEADING_ID = re.compile(r"\{#*[0-9A-Za-z_-]+\}")
_EMPHASIS = re.compile("[*_]")
_MARKS = re.compile(r"[<#*_~!\[`:>{]")  # without any of them no step finds anything
_ODD_LINE_ENDS = re.compile(f"([{LINE_END}])")


def clean_line(line: str) -> str:
    """The line as the engine shows it in a description, trimmed: tags, emphasis, links, ticks, emoji names gone."""
    if _MARKS.search(line) is None:
        return trim(line)
    line = _without_tags(line)
    line = _HASHES.sub("", _HASH_WORD.sub("", line))
    for step in (_without_emphasis, _without_strikes, _without_images):
        line = _on_each_line(step, line)
    line = _without_footnotes(line)
    for step in (_without_links, _without_ticks):
        line = _on_each_line(step, line)
    line = _DIRECTIVE.sub("", _QUOTE.sub("", line), count=1)
    return trim(_HEADING_ID.sub("", _without_emoji(line), count=1))


def _on_each_line(step: Callable[[str], str], text: str) -> str:
    """`step` on the parts between line ends that only JavaScript sees; nearly always the whole text."""
    if not _ODD_LINE_ENDS.search(text):
        return step(text)
    parts = _ODD_LINE_ENDS.split(text)
    return "".join(step(part) if index % 2 == 0 else part for index, part in enumerate(parts))


def _without_tags(text: str) -> str:
    """`<[^>]*>` taken away."""
    pieces: list[str] = []
    position = 0
    while (start := text.find("<", position)) >= 0 and (end := text.find(">", start)) >= 0:
        pieces.append(text[position:start])
        position = end + 1
    return "".join(pieces) + text[position:]


def _without_emphasis(text: str) -> str:
    """`([*_]{1,3})(.*?)\\1` replaced by what stands inside; the longest marker that has a partner counts."""
    last: dict[str, int] = {}
    pieces: list[str] = []
    position = 0
    for start in (match.start() for match in _EMPHASIS.finditer(text)):
        if start < position:
            continue
        for marker in _markers(text, start):
            inner = start + len(marker)
            if marker not in last:
                last[marker] = text.rfind(marker)
            if last[marker] >= inner:
                end = text.find(marker, inner)
                pieces += (text[position:start], text[inner:end])
                position = end + len(marker)
                break
    return "".join(pieces) + text[position:]


def _markers(text: str, start: int) -> Iterator[str]:
    run = text[start : start + 3]
    length = len(run) - len(run.lstrip("*_"))
    return (run[:size] for size in range(length, 0, -1))


def _without_strikes(text: str) -> str:
    """`~~(\\S.*\\S)~~` replaced by what stands inside, up to the last partner on the line."""
    end = text.rfind("~~")
    while end > 0 and is_space(text[end - 1]):
        end = text.rfind("~~", 0, end + 1)
    start = text.find("~~")
    while start >= 0 and start + 2 < len(text) and is_space(text[start + 2]):
        start = text.find("~~", start + 1)
    if start < 0 or end < start + 4:
        return text
    return text[:start] + text[start + 2 : end] + text[end + 2 :]


def _without_images(text: str) -> str:
    """`!\\[(.*?)\\][[(].*?[\\])]` replaced by the text in the first brackets."""
    return _without_targets(text, "![")


def _without_links(text: str) -> str:
    """`\\[(.*?)\\][[(].*?[\\])]` replaced by the text in the first brackets."""
    return _without_targets(text, "[")


_TARGET = re.compile(r"\][\[(]")
_TARGET_END = re.compile(r"[\])]")


def _without_targets(text: str, opening: str) -> str:
    pieces: list[str] = []
    position = 0
    while (start := text.find(opening, position)) >= 0:
        inner = start + len(opening)
        target = _TARGET.search(text, inner)
        end = target and _TARGET_END.search(text, target.end())
        if not target or not end:
            break
        pieces += (text[position:start], text[inner : target.start()])
        position = end.end()
    return "".join(pieces) + text[position:]


def _without_footnotes(text: str) -> str:
    """`\\[\\^.+?\\](?:: .*$)?` taken away; behind a definition the whole rest."""
    pieces: list[str] = []
    position = 0
    while (start := text.find("[^", position)) >= 0:
        end = text.find("]", start + 3)
        if end < 0:
            break
        if _ODD_LINE_ENDS.search(text, start, end):
            pieces.append(text[position : start + 2])
            position = start + 2
            continue
        pieces.append(text[position:start])
        position = end + 1
        if text.startswith(": ", position) and not _ODD_LINE_ENDS.search(text, position):
            position = len(text)
    return "".join(pieces) + text[position:]


def _without_ticks(text: str) -> str:
    """`` `(.+?)` `` replaced by what stands inside."""
    pieces: list[str] = []
    position = 0
    while (start := text.find("`", position)) >= 0 and (end := text.find("`", start + 2)) >= 0:
        pieces += (text[position:start], text[start + 1 : end])
        position = end + 1
    return "".join(pieces) + text[position:]


def _without_emoji(text: str) -> str:
    """`\\s?:(?:::|[^:\\n])+:` taken away: from a colon to the last single one before a colon that ends it."""
    pieces: list[str] = []
    position = 0
    while (start := text.find(":", position)) >= 0:
        end = _emoji_end(text, start)
        if end < 0:
            pieces.append(text[position : start + 1])
            position = start + 1
            continue
        if start > position and is_space(text[start - 1]):
            start -= 1
        pieces.append(text[position:start])
        position = end
    return "".join(pieces) + text[position:]


def _emoji_end(text: str, start: int) -> int:
    """Behind the closing colon, or -1; pairs of colons may stand in between."""
    end = -1
    place = start + 1
    while (colon := text.find(":", place)) >= 0:
        if colon > start + 1:
            end = colon + 1
        if not text.startswith("::", colon):
            break
        place = colon + 2
    return end
