"""Nodes for headings and fenced code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from syndicate.body.markdown import Construct
from syndicate.body.nodes import Code, Dropped, Heading, Node, Place, Title, Verbatim
from syndicate.source.text import Span
from syndicate_adapters.docusaurus.markdown import fences
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.docusaurus.markdown.structure import Structure
from syndicate_adapters.docusaurus.slugs import HeadingIds

_ATX: Final = re.compile(r"#{1,6}(?:[ \t]+|$)(?P<text>[^\n]*?)(?:[ \t]+#+)?[ \t\r]*$")
_EXPLICIT_ID: Final = re.compile(
    r"\{#(?P<id>[^}]+)\}[ \t]*$|\{\s*/\*\s*#(?P<comment>[^\s*]+)[^\n]*?\*/\s*\}[ \t]*$"
)
_ID_IN_TEXT: Final = re.compile(r"\\?\{#[^}]+\}\s*$")
_PLAIN_LANG: Final = re.compile(r"[\w+#.-]*")
_NO_INFO: Final = fences.Info("")[1:]
_FENCE: Final = re.compile(r"`{3,}|~{3,}")
_ID_IN_CODE: Final = re.compile(r"^#{1,6}[^\n]*?\{#", re.MULTILINE)
_TITLE_IN_CODE: Final = re.compile(
    r"^[ \t>]*:{3,}(?P<name>[\w-]+)[ \t]+(?P<title>[^\s{[][^\n]*)", re.MULTILINE
)
_BLANK_LINES: Final = re.compile(r"[ \t]*(?:\r?\n[ \t]*(?=\r?\n))*(?:\r?\n)?")


def heading_node(
    construct: Construct, structure: Structure, settings: MarkdownSettings, ids: HeadingIds
) -> Heading:
    """A heading with the id that the engine gives it, or that its author chose."""
    text = structure.text
    span = _trimmed(text, construct.span)
    level = int(construct.detail or 1)
    inner, is_atx = _words(text, span)
    brace = text.rfind("{", inner.start, inner.end)
    chosen = _EXPLICIT_ID.match(text, brace, inner.end) if is_atx and brace >= 0 else None
    prefix = structure.prefix(span.start)
    if chosen is not None and (
        settings.has_heading_ids or chosen["comment"] or text[brace - 1] == "\\"
    ):
        words = text[inner.start : brace].removesuffix("\\").rstrip()
        return Heading(
            span=span,
            inner=Span(inner.start, inner.start + len(words)),
            level=level,
            id=(chosen["id"] or chosen["comment"]).split()[0],
            text=_ID_IN_TEXT.sub("", construct.text).rstrip(),
            is_explicit=True,
            prefix=prefix,
        )
    own = ids.next_id(construct.text) if level > 1 else ""  # the first level has none
    return Heading(
        span=span, inner=inner, level=level, id=own or None, text=construct.text, prefix=prefix
    )


def title_node(construct: Construct, structure: Structure) -> Title:
    """The heading that the engine takes out of the article, with the blank lines below."""
    span = _trimmed(structure.text, construct.span)
    prefix = structure.prefix(span.start)
    if not prefix:
        span = with_blank_lines(structure.text, span, structure.span.end)
    return Title(span=span, text=construct.text, prefix=prefix)


def with_blank_lines(text: str, span: Span, limit: int) -> Span:
    """`span` with its newline and the blank lines below, which nothing needs when it goes."""
    match = _BLANK_LINES.match(text, span.end, limit)
    return Span(span.start, match.end() if match else span.end)


def _trimmed(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return span if end == span.end else Span(span.start, end)


def _words(text: str, span: Span) -> tuple[Span, bool]:
    """Where the words of a heading stand, and whether it is one of number signs."""
    match = _ATX.match(text, span.start, span.end)
    if match is not None:
        return Span(*match.span("text")), True
    underline = text.rfind("\n", span.start, span.end)
    return _trimmed(text, Span(span.start, max(underline, span.start))), False


def is_closed(text: str, code: Span) -> bool:
    """Whether a fenced block ends with a fence; else it runs to the end of its container."""
    span = _trimmed(text, code)
    fence = _FENCE.match(text, span.start)
    last_line = text.rfind("\n", span.start, span.end)
    if fence is None or last_line < 0:
        return False
    end = text[last_line + 1 : span.end].strip(" \t>")
    return len(end) >= len(fence[0]) and not end.strip(fence[0][0])


def code_nodes(
    construct: Construct, structure: Structure, settings: MarkdownSettings, *, is_open: bool
) -> Iterator[Node]:
    """A fence that says more than its language, or whose lines are marked by comments; none for a plain one.

    is_open: nothing closes it.
    """
    text = structure.text
    span = _trimmed(text, construct.span)
    first_line = text.find("\n", span.start, span.end)
    fence = _FENCE.match(text, span.start)
    if first_line < 0 or fence is None:
        return
    info = fences.read_info(str(construct.detail))
    last_line = text.rfind("\n", 0, span.end) + 1
    inner = Span(first_line + 1, span.end if is_open else last_line)
    marked: tuple[tuple[int, int], ...] = ()
    dropped: list[Span] = []
    if not info.highlighted and _has_word(text, inner, settings.magic_comments):
        marked, dropped = fences.magic_comments(text, info.lang, inner, settings.magic_comments)
    respelled = list(_respelled(text, inner, settings))
    is_plain = info[1:] == _NO_INFO and _PLAIN_LANG.fullmatch(info.lang)
    if is_plain and not (dropped or respelled):
        return
    yield Code(
        span=span,
        inner=inner,
        prefix=structure.lead(span.start),
        fence=fence[0],
        lang=info.lang,
        title=info.title,
        highlighted=info.highlighted or marked,
        first_number=info.first_number,
        meta=info.rest,
    )
    yield from (Dropped(span=line, place=Place.INLINE) for line in dropped)
    yield from respelled


def _has_word(text: str, inner: Span, comments: tuple[fences.MagicComment, ...]) -> bool:
    for comment in comments:
        for word in comment[:3]:
            if word and text.find(word, inner.start, inner.end) >= 0:
                return True
    return False


def _respelled(text: str, inner: Span, settings: MarkdownSettings) -> Iterator[Node]:
    """What readers see in code otherwise than it is written: the engine's pre-pass knows no fences."""
    if settings.has_heading_ids and text.find("{#", inner.start, inner.end) >= 0:
        for match in _ID_IN_CODE.finditer(text, inner.start, inner.end):
            span = Span(match.end() - 2, match.end())
            yield Verbatim(span=span, text="\\{#", place=Place.INLINE)
    if settings.has_plain_titles and text.find(":::", inner.start, inner.end) >= 0:
        for match in _TITLE_IN_CODE.finditer(text, inner.start, inner.end):
            if match["name"] in settings.admonitions:
                span = Span(match.end("name"), match.end())
                yield Verbatim(span=span, text=f"[{match['title'].rstrip()}]", place=Place.INLINE)
