"""What stands in a line: marks, code, links, tags, formulas, as kramdown reads them.

There are no runs of delimiters and no flanks: the first mark opens, the next one that may close does.
Source: kramdown 2.4.0, `parser/kramdown/*.rb`; tests/jekyll_body/test_kramdown.py compares with the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from syndicate_adapters.jekyll.kramdown.level import Document
from syndicate_adapters.jekyll.kramdown.links import parse_link
from syndicate_adapters.jekyll.kramdown.patterns import (
    BLOCK_TAGS,
    CLOSING,
    ID,
    KNOWN_TAGS,
    LIST,
    MODELS,
    SPACES,
    TAG,
    VOID_TAGS,
    content_of,
    is_for_html,
    read_attributes,
    tag_attributes,
)
from syndicate_adapters.jekyll.kramdown.tree import Attributes, Fragment, Inline

Accept = Callable[[int], bool]
"""Whether what might close a construct at this offset does so."""

_SPECIAL: Final = re.compile(r"[*_`<\[\\]|!\[|\$\$|\{:|~~| {2}(?=\n)")
_SPECIAL_IN_LINK: Final = re.compile(r"[*_`<\[\]\\]|!\[|\$\$|\{:|~~| {2}(?=\n)")
_SPECIAL_WRAPPED: Final = re.compile(r"[*_`<\[\]\\\n]|!\[|\$\$|\{:|~~")
_AUTOLINK: Final = re.compile(r"<((mailto|https?|ftps?):[^\n]+?|[\w.-]+?@[\w.-]+?)>")
_NOTE: Final = re.compile(rf"\[\^({ID})\]")
_MATH: Final = re.compile(r"\$\$(.*?)\$\$", re.DOTALL)
_STRUCK_END: Final = re.compile(r"[^\s~]~~")
_RUN: Final = re.compile(r"`+")
_LIST: Final = re.compile(rf"\{{:({LIST})\}}")
_EXTENSION: Final = re.compile(rf"\{{::([A-Za-z0-9_]+)(?:{SPACES}((?:\\\}}|[^}}])*?)|)(/)?\}}")
_ESCAPED: Final = frozenset("\\.*_+`<>()[]{}#!:|\"'$=-~")
_MARK_END: Final = re.compile(r"(?:[\"']|--|\.\.\.|<<|>>|&(?:\w+|\#\d+|\#x[0-9a-fA-F]+);)\Z")
_DEEPEST: Final = 40


_STEPS: Final = 6
"""Looks at marks for each character of a line; ordinary text takes less than one."""


class Exhausted(Exception):
    """The line has so many marks that reading them as kramdown does would take too long."""


@dataclass(slots=True)
class Line:
    """One run over a line. open: the kinds of what is open around this place.

    in_element: it stands in an element of HTML, where a backslash breaks no line.
    """

    document: Document
    frag: Fragment
    begin: int
    end: int
    pos: int = 0
    text: str = ""
    open: list[str] = field(default_factory=list)
    in_link: bool = False
    in_element: bool = False
    steps: int = 0
    has_struck: bool = True  # something may end a `~~`

    def __post_init__(self) -> None:
        self.text = self.frag.text
        self.pos = self.begin

    def pay(self, steps: int) -> None:
        """Counts what was looked at. Raises Exhausted."""
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted

    def comment_end(self) -> int:
        """Behind the comment that begins here, 0 for none."""
        if not self.text.startswith("<!--", self.pos):
            return 0
        end = self.text.find("-->", self.pos + 4, self.end)
        return end + 3 if end >= 0 else 0


def parse_line(
    document: Document, frag: Fragment, start: int, end: int, *, in_element: bool = False
) -> list[Inline]:
    """What stands in a stretch of a fragment. Raises Exhausted."""
    line = Line(document, frag, start, end, in_element=in_element)
    line.steps = _STEPS * (end - start) + 2000
    found: list[Inline] = []
    _parse(line, found, None, None)
    return found


def _parse(
    line: Line, into: list[Inline], stop: re.Pattern[str] | None, accept: Accept | None
) -> bool:
    """Reads up to what `stop` matches and `accept` takes; without one up to the end. Whether it was found."""
    text, end = line.text, line.end
    special = _SPECIAL_IN_LINK if line.in_link else _SPECIAL
    if line.document.options.has_hard_wraps:
        special = _SPECIAL_WRAPPED
    while (match := special.search(text, line.pos, end)) is not None:
        line.pay(1)
        pos = line.pos = match.start()
        if stop is not None and stop.match(text, pos, end) and (accept is None or accept(pos)):
            return True
        if not _CONSTRUCTS[text[pos]](line, into):
            line.pos = max(line.pos, pos + 1)
    if stop is None:
        line.pos = end
    return False


# -- marks ----------------------------------------------------------------------------------------


def _emphasis(line: Line, into: list[Inline]) -> bool:
    text, pos = line.text, line.pos
    mark = text[pos]
    size = 2 if text.startswith(mark, pos + 1) and pos + 1 < line.end else 1
    after = text[pos + size] if pos + size < line.end else ""
    kind = "strong" if size == 2 else "em"
    if (
        (mark == "_" and _is_in_word(line, pos))
        or (after in " \t\n\v\f\r" and after)
        or kind in line.open
    ):
        line.pos = pos + size
        return True
    found = _marked(line, pos, mark, size, kind)
    if found is None and size == 2 and line.open[-1:] != ["em"]:
        found = _marked(line, pos, mark, 1, "em")
    if found is None:
        line.pos = pos + size
        return True
    into.append(found)
    return True


def _is_in_word(line: Line, pos: int) -> bool:
    """Whether a letter stands before an underscore, or a letter and a hyphen."""
    if pos == line.begin:
        return False
    before = line.text[pos - 1]
    if before.isalpha():
        return True
    return before == "-" and pos - 1 > line.begin and line.text[pos - 2].isalpha()


def _marked(line: Line, pos: int, mark: str, size: int, kind: str) -> Inline | None:
    """The construct that begins with a mark; None where nothing closes it."""
    text = line.text
    delimiter = mark * size
    if text.find(delimiter, pos + size, line.end) < 0 or len(line.open) > _DEEPEST:
        return None
    inline = Inline(kind, pos, pos, pos + size)

    def accept(at: int) -> bool:
        if at == inline.inner_start or text[at - 1] in " \t\n\v\f\r":
            return False
        if kind == "em" and text.startswith(mark * 2, at) and at + 1 < line.end:
            is_longer = text.startswith(mark, at + 2) and at + 2 < line.end
            if not is_longer:
                return False
        behind = text[at + size] if at + size < line.end else ""
        return mark != "_" or not behind.isalnum()

    line.pos = pos + size
    line.open.append(kind)
    is_found = _parse(line, inline.children, _STOPS[delimiter], accept)
    line.open.pop()
    if not is_found:
        return None
    inline.inner_end = line.pos
    inline.end = line.pos = line.pos + size
    return inline


_STOPS: Final = {mark: re.compile(re.escape(mark)) for mark in ("*", "**", "_", "__")}


def _struck(line: Line, into: list[Inline]) -> bool:
    text, start = line.text, line.pos
    if not line.document.options.is_gfm or not line.has_struck:
        return False
    if text[start + 2 : start + 3].strip() in ("", "~"):
        return False
    close = _STRUCK_END.search(text, start + 2, line.end)
    if close is None:
        line.has_struck = False
        return False
    end = close.end()
    inner = Line(line.document, line.frag, start + 2, end - 2, in_element=True, steps=line.steps)
    inline = Inline("del", start, end, start + 2, end - 2)
    _parse(inner, inline.children, None, None)
    line.steps = inner.steps
    into.append(inline)
    line.pos = end
    return True


def _code(line: Line, into: list[Inline]) -> bool:
    text, pos = line.text, line.pos
    run = _RUN.match(text, pos, line.end)
    if run is None:
        return False
    size = run.end() - pos
    is_first = pos == line.begin or text[pos - 1] in " \t\n\v\f\r"
    line.pos = run.end()
    behind = text[line.pos] if line.pos < line.end else ""
    if size == 1 and is_first and behind and behind in " \t\n\v\f\r":
        return True
    close = text.find(run[0], line.pos, line.end)
    if close < 0:
        return True
    start, end = run.end(), close
    if size > 1:
        start += text.startswith(" ", start) and start < end
        end -= end > start and text[end - 1] == " "
    into.append(Inline("code", pos, close + size, start, end))
    line.pos = close + size
    return True


def _break(line: Line, into: list[Inline]) -> bool:
    into.append(Inline("br", line.pos, line.pos + 2))
    line.pos += 2
    return True


def _newline(line: Line, into: list[Inline]) -> bool:
    into.append(Inline("br", line.pos, line.pos))
    line.pos += 1
    return True


def _escape(line: Line, into: list[Inline]) -> bool:
    text, pos = line.text, line.pos
    following = text[pos + 1] if pos + 1 < line.end else ""
    options = line.document.options
    in_element = line.in_element or not {"html", "raw"}.isdisjoint(line.open)
    if following == "\n" and (options.has_hard_wraps or in_element):
        line.pos = pos + 1
    elif following == "\n" and options.is_gfm:
        into.append(Inline("br", pos, pos + 1))
        line.pos = pos + 1
    elif (
        following == "\\"
        and text.startswith("\n", pos + 2)
        and pos + 2 < line.end
        and not options.has_hard_wraps
    ):
        into.append(Inline("br", pos, pos + 2))
        line.pos = pos + 2
    else:
        line.pos = pos + (2 if following and following in _ESCAPED else 1)
    return True


def _math(line: Line, into: list[Inline]) -> bool:
    match = _MATH.match(line.text, line.pos, line.end)
    if match is None:
        return False
    into.append(Inline("math", match.start(), match.end(), *match.span(1)))
    line.pos = match.end()
    return True


# -- what stands in brackets ----------------------------------------------------------------------


def _bracket(line: Line, into: list[Inline]) -> bool:
    text, pos = line.text, line.pos
    note = _NOTE.match(text, pos, line.end)
    if note is not None:
        if note[1] in line.document.notes:
            into.append(Inline("note", pos, note.end(), name=note[1]))
        line.pos = note.end()
        return True
    if text.startswith("^", pos + 1) or pos + 1 >= line.end:
        return False
    parse_link(line, into, _parse)
    return True


def _bang(line: Line, into: list[Inline]) -> bool:
    if line.text.startswith("^", line.pos + 2) or line.pos + 2 >= line.end:
        return False
    parse_link(line, into, _parse)
    return True


def _braces(line: Line, into: list[Inline]) -> bool:
    """An attribute list behind something that is no text, or an extension."""
    text, pos = line.text, line.pos
    close = text.find("}", pos, line.end)
    if close < 0:
        return False
    line.pay((close - pos) // 32)
    extension = _EXTENSION.match(text, pos, line.end)
    if extension is not None:
        return _extension(line, into, extension)
    match = _LIST.match(text, pos, line.end)
    if match is None:
        return False
    last = _last_before(into, pos)
    if last is not None:
        last.ial = last.ial or Attributes()
        read_attributes(match[1], last.ial)
        last.ial.spans.append(line.frag.span(pos, match.end()))
    elif _MARK_END.search(text, max(line.begin, pos - 12), pos) is None:
        return False
    into.append(Inline("hidden", pos, match.end()))
    line.pos = match.end()
    return True


def _last_before(into: list[Inline], pos: int) -> Inline | None:
    """What ends at `pos`, or at lists that end there."""
    for inline in reversed(into):
        if inline.end != pos:
            return None
        if inline.kind != "hidden":
            return inline
        pos = inline.start
    return None


def _extension(line: Line, into: list[Inline], match: re.Match[str]) -> bool:
    text, name = line.text, match[1]
    if name not in ("comment", "nomarkdown", "options"):
        return False
    body_end = end = match.end()
    if not match[3]:
        close = re.compile(rf"\{{:/(?:{name})?\}}").search(text, match.end(), line.end)
        if close is None:
            return False
        body_end, end = close.span()
    kind = {"comment": "remark", "nomarkdown": "raw"}.get(name, "hidden")
    if kind == "raw" and not is_for_html(match[2] or ""):
        kind = "hidden"
    into.append(Inline(kind, match.start(), end, match.end(), body_end))
    line.pos = end
    return True


# -- tags -----------------------------------------------------------------------------------------


def _angle(line: Line, into: list[Inline]) -> bool:
    text, pos = line.text, line.pos
    if (close := text.find(">", pos, line.end)) < 0:
        line.pos = pos + (2 if text.startswith("<<", pos) else 1)
        return True
    line.pay((close - pos) // 32)
    auto = _AUTOLINK.match(text, pos, line.end)
    if auto is not None:
        url = auto[1] if auto[2] else f"mailto:{auto[1]}"
        into.append(Inline("autolink", pos, auto.end(), *auto.span(1), url=url))
        line.pos = auto.end()
        return True
    if comment := line.comment_end():
        into.append(Inline("comment", pos, comment, pos + 4, comment - 3))
        line.pos = comment
        return True
    closing = CLOSING.match(text, pos, line.end)
    if closing is not None:  # of nothing that is open here: text
        line.pos = closing.end()
        return True
    tag = TAG.match(text, pos, line.end)
    if tag is not None:
        return _tag(line, into, tag)
    line.pos = pos + (2 if text.startswith("<<", pos) else 1)
    return True


def _tag(line: Line, into: list[Inline], tag: re.Match[str]) -> bool:
    name = tag["name"].lower() if tag["name"].lower() in KNOWN_TAGS else tag["name"]
    line.pos = tag.end()
    if name in BLOCK_TAGS:
        return True  # shown as text
    attributes = tag_attributes(tag["attributes"], is_known=name in KNOWN_TAGS)
    is_raw = content_of(name) == "raw"
    parses = line.document.options.parses_inline_html and not is_raw and "raw" not in line.open
    asked = MODELS.get(attributes.pop("markdown", ""))
    if asked in ("span", "raw"):
        parses = asked == "span"
    elif asked == "default":
        parses = not is_raw
    inline = Inline("html", tag.start(), tag.end(), tag.end(), tag.end(), name=name)
    inline.attributes = attributes
    inline.is_raw = not parses
    into.append(inline)
    if tag["slash"] or name in VOID_TAGS:
        return True
    if len(line.open) > _DEEPEST:
        raise Exhausted
    stop = re.compile(rf"</{re.escape(name)}{SPACES}*>", re.IGNORECASE if name in KNOWN_TAGS else 0)
    line.open.append("html" if parses else "raw")
    is_found = _parse(line, inline.children, stop, None) if parses else _skip(line, inline, stop)
    line.open.pop()
    close = stop.match(line.text, line.pos, line.end) if is_found else None
    inline.inner_end = line.pos if close is not None else line.end
    inline.end = line.pos = close.end() if close is not None else line.end
    return True


def _skip(line: Line, inline: Inline, stop: re.Pattern[str]) -> bool:
    """Raw content: only tags count in it."""
    text = line.text
    while (at := text.find("<", line.pos, line.end)) >= 0:
        line.pay(1)
        line.pos = at
        if stop.match(text, at, line.end):
            return True
        comment = line.comment_end()
        tag = TAG.match(text, at, line.end) if not comment else None
        if comment:
            line.pos = comment
        elif tag is not None:
            _tag(line, inline.children, tag)
        else:
            line.pos = at + 1
    return False


_Construct = Callable[[Line, list[Inline]], bool]
_CONSTRUCTS: Final[dict[str, _Construct]] = {
    "*": _emphasis,
    "_": _emphasis,
    "`": _code,
    "<": _angle,
    "[": _bracket,
    "!": _bang,
    "]": lambda line, into: False,
    "\\": _escape,
    "$": _math,
    "{": _braces,
    "~": _struck,
    " ": _break,
    "\n": _newline,
}
