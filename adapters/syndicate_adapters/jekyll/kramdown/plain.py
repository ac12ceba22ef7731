"""The blocks of a text that neither kramdown nor CommonMark has to read, and what keeps them apart from the others.

A word stands for them while the rest is read. That it comes back as a paragraph at the top shows that nothing above
has taken it in. What looks ahead for its end, and does not find it where blocks are left out, is not told by that:
where such a thing may begin, everything is read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from syndicate.body.nodes import Destination, Node, Role
from syndicate.body.settled import ALONE, NOTHING, STAND_IN, Settled, settled
from syndicate.source.text import Span
from syndicate.web.links import is_elsewhere
from syndicate_adapters.jekyll.kramdown.addresses import attribute_node, tag_addresses
from syndicate_adapters.jekyll.kramdown.document import Reading
from syndicate_adapters.jekyll.kramdown.patterns import SPAN_TAGS
from syndicate_adapters.jekyll.kramdown.seen import is_open_element
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.kramdown.tokens import STAND_IN as TOKEN
from syndicate_adapters.jekyll.kramdown.tree import Block, Fragment

_OPEN: Final = re.compile(
    rf" {{0,3}}(?:```|~~~|<(?!/|(?:{'|'.join(sorted(SPAN_TAGS))})\b|[a-z]+:|[\w.-]+@))",
    re.IGNORECASE,
)
"""Text that would begin code, a comment or an element if its end were found further down."""

_OPEN_LINE: Final = re.compile(rf"^{_OPEN.pattern}", re.IGNORECASE | re.MULTILINE)
_FORMULA: Final = re.compile(r"\\?\$\$")
_RETURN: Final = re.compile(r"\r(?=\n)")
_HEAD: Final = re.compile(r"<(?=[^>\n]*\bmarkdown\b)[^>\n]*\bclass\b")
"""What may be a callout, whose title is the paragraph below."""

_SILENT: Final = rf"<{TOKEN}[0-9]+/>|<!--(?:[\w .,:;!?/()=\"']|-(?!-))*+(?<!-)-->"
_ALONE: Final = re.compile(rf"(?:{_SILENT}){ALONE}")
"""A stand-in for what Liquid made, or a comment: both are written as they stand, and nobody sees more in them."""

_TEXT: Final = r"[^\x00-\x1f\x7f\x85\xa0<>`$\\|{}\[\]\u2028\u2029]"
_TAG_END: Final = rf"(?: (?!markdown)[a-z][a-z-]*+(?:=\"(?:(?!\"){_TEXT})*+\")?)*+"
_INSIDE: Final = "|".join(
    (
        rf"{_TEXT}++|<(?:br|img){_TAG_END} ?/?>",
        *(
            rf"<{name}{_TAG_END}>(?:{_TEXT}++|<(?:br|img){_TAG_END} ?/?>)*+</{name}>"
            for name in ("a", "b", "em", "figcaption", "i", "small", "span", "strong")
        ),
    )
)
_ELEMENT: Final = "|".join(
    rf"<{name}{_TAG_END}>(?:{_INSIDE})*+</{name}>" for name in ("div", "figure", "iframe", "p")
)
_ALONE_RAW: Final = re.compile(rf"(?:{_SILENT}|{_ELEMENT}){ALONE}")
"""The same, or an element of which both know the end, where nothing in it is Markdown."""

_DEFINITION: Final = re.compile(r"^(?! {0,3}\[\^)[^\n]*\]:", re.MULTILINE)
_MOST: Final = 25_000
"""Characters that definitions may add to a text of any length; in longer ones they may add as many as these have."""


def settled_in(text: str, span: Span, options: KramdownOptions, *, keeps_title: bool) -> Settled:
    """The settled blocks of a stretch of a file. keeps_title: see `settled`."""
    start, end = span
    if not options.has_quirks or options.has_hard_wraps or options.offset:
        return NOTHING
    brace = text.find("{", start, end)
    if brace >= 0 and text.find("{::", brace, end) >= 0:
        return NOTHING
    others = _ALONE if options.parses_html else _ALONE_RAW
    if text.find("\r", start, end) >= 0:
        found = _settled_in_returns(text, span, others, keeps_title=keeps_title)
    else:
        found = settled(text, span, keeps_title=keeps_title, heads=_HEAD, others=others)
    if (
        found is None
        or not found.runs
        or (end - start > _MOST and _may_be_too_much(text, span, found))
    ):
        return NOTHING
    return found


def _may_be_too_much(text: str, span: Span, apart: Settled) -> bool:
    """Whether definitions could be used so often that a parser stops in a short text, though not in the whole one.

    None is in settled blocks, nor is it used there.
    """
    firsts = [*(run.start for run in apart.runs), span.end]
    gaps = list(zip([span.start, *(run.end for run in apart.runs)], firsts, strict=True))
    longest = behind = 0
    for first, last in gaps:
        for found in _DEFINITION.finditer(text, first, last):
            if found.start() >= behind:
                blank = text.find("\n\n", found.start(), last)
                behind = blank if blank >= 0 else last
                longest = max(longest, behind - found.start())
    return longest * sum(text.count("]", *gap) for gap in gaps) > _MOST


def _settled_in_returns(
    text: str, span: Span, others: re.Pattern[str], *, keeps_title: bool
) -> Settled | None:
    """The same where lines end as on Windows: what newlines alone would settle, at its place in the file."""
    start = span.start
    stretch = text[start : span.end]
    plain = stretch.replace("\r\n", "\n")
    if "\r" in plain or (start and text[start - 1] != "\n"):
        return None
    returns = [each.start() - number for number, each in enumerate(_RETURN.finditer(stretch))]

    def place(offset: int) -> int:
        return start + offset + bisect_left(returns, offset)

    def moved(where: Span) -> Span:
        return Span(place(where.start), place(where.end))

    found = settled(plain, Span(0, len(plain)), keeps_title=keeps_title, heads=_HEAD, others=others)
    if found is None:
        return None
    return Settled(
        runs=list(map(moved, found.runs)),
        others=list(map(moved, found.others)),
        code=list(map(moved, found.code)),
        addresses=[each._replace(span=moved(each.span)) for each in found.addresses],
        headlines=[
            each._replace(span=moved(each.span), inner=moved(each.inner))
            for each in found.headlines
        ],
    )


class Reached(Exception):
    """Something that is not settled reaches into what seemed to be."""


def stand_ins_of(reading: Reading, apart: Settled) -> frozenset[int]:
    """The `id()` of the paragraphs that stand for runs. Raises Reached where one has another place, or may have one."""
    if not apart.runs:
        return frozenset()
    if reading.document.abbreviations:
        raise Reached
    ends = dict(apart.runs)
    headlines = [each.span.start for each in apart.headlines]
    found: set[int] = set()
    for block, is_inside in _outer(reading.root.children, is_inside=False):
        if block.kind == "html" and (block.strays or not block.is_closed):
            raise Reached
        if block.kind != "p":
            continue
        place = block.frag.origin(block.start)
        if place not in ends:
            if _may_reach(block):
                raise Reached
        elif not _is_stand_in(block):
            raise Reached
        elif is_inside and bisect_left(headlines, place) < bisect_left(headlines, ends[place]):
            raise Reached  # headings in elements have ids of another kind
        else:
            found.add(id(block))
    if len(found) != len(apart.runs):
        raise Reached
    return frozenset(found)


def _may_reach(block: Block) -> bool:
    """Whether a paragraph would be something else if what it looks for stood further down."""
    text, end = block.frag.text, block.end
    if _FORMULA.match(text, block.text_start):
        return text.count("$$", block.text_start, end) % 2 == 1
    if _OPEN.match(text, block.start, end) is not None:  # a block may begin behind a tag
        return True
    return _OPEN_LINE.search(text, block.start, end) is not None


def _is_stand_in(block: Block) -> bool:
    return block.text_end - block.text_start == len(STAND_IN) and block.ial is None


def _outer(blocks: Iterable[Block], *, is_inside: bool) -> Iterator[tuple[Block, bool]]:
    """The blocks at the top and in elements that are read like it; whether they are in one."""
    for block in blocks:
        yield block, is_inside
        if is_open_element(block) and block.ial is None and not _may_be_titled(block):
            yield from _outer(block.children, is_inside=True)


def _may_be_titled(block: Block) -> bool:
    """Whether an element may be a callout that begins with what may stand for blocks."""
    first = next((each for each in block.children if each.kind != "blank"), None)
    if "class" not in block.attributes or first is None:
        return False
    return first.kind == "p" and _is_stand_in(first)


def headings_of(text: str, apart: Settled) -> list[Block]:
    """The headings in settled blocks, as kramdown reads them."""
    frag = Fragment(text, [0], [0])
    return [
        Block(
            "h",
            frag,
            *span,
            text_start=inner.start,
            text_end=inner.end,
            level=level,
        )
        for span, inner, level in apart.headlines
    ]


def tokens_of(text: str, apart: Settled) -> Iterator[Block]:
    """The stand-ins of Liquid's among settled blocks, as kramdown reads them."""
    frag = Fragment(text, [0], [0])
    for start, end in apart.others:
        if text.startswith(TOKEN, start + 1):
            yield Block("token", frag, start, end, text_start=start, text_end=end)


def html_of(text: str, apart: Settled) -> Iterator[Span]:
    """The comments and elements among them."""
    return (each for each in apart.others if not text.startswith(TOKEN, each.start + 1))


def is_all(text: str, span: Span, apart: Settled) -> bool:
    """Whether nothing but blanks stands around the settled blocks."""
    if len(apart.runs) != 1:
        return False
    first, last = apart.runs[0]
    return not text[span.start : first].strip(" \t\r\n") and not text[last : span.end].strip(
        " \t\r\n"
    )


def addresses_of(text: str, apart: Settled) -> Iterator[Node]:
    """The nodes in settled blocks."""
    for span, url, is_image in apart.addresses:
        if not is_elsewhere(url):
            yield Destination(span=span, url=url, role=Role.IMAGE if is_image else Role.LINK)
    for each in html_of(text, apart):
        for first, last, url in tag_addresses(text, *each):
            if (node := attribute_node(Span(first, last), url)) is not None:
                yield node
