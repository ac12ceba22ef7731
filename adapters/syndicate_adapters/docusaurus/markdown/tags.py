"""Tags of JSX and HTML: which belong together, and which of them CommonMark reads otherwise."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from syndicate.body.commonmark import VOID
from syndicate.body.nodes import (
    ADDRESSES,
    Body,
    Callout,
    Code,
    Component,
    Container,
    Destination,
    Details,
    Dropped,
    Element,
    Insert,
    Node,
    Place,
    Role,
    Tab,
    Tabs,
)
from syndicate.body.render import plain_body
from syndicate.body.tree import is_first_on_line
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.markdown.fences import line_ranges
from syndicate_adapters.docusaurus.markdown.jsx import (
    Attribute,
    attributes_in,
    css,
    file_named_by,
    html_name,
    is_html_attribute,
    literal,
)
from syndicate_adapters.docusaurus.markdown.mdx import Kind, Token
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the makers of nodes may know about the text they work on.

    body: reads a stretch of the text as inline Markdown. braces: where the brace at an offset closes.
    partial: reads another file of the site as a body, given its address; None where that is none.
    imports: name -> file that the post imports under it. prefix: what further lines of a block at an offset need.
    block_start: where such a block begins with the blanks that are free.
    is_reindented: some of the indentation is not counted.
    flow_edges: the line ends before and behind tags that have their lines for themselves.
    """

    source: SourceText
    settings: MarkdownSettings
    body: Callable[[Span], Body]
    partial: Callable[[str], Body | None]
    braces: Callable[[int], int]
    imports: Mapping[str, str]
    prefix: Callable[[int], str]
    block_start: Callable[[int], int]
    is_reindented: bool = False
    flow_edges: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        return self.source.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A tag with its closing one; a void tag is its own end."""

    open: Token
    close: Token

    @property
    def span(self) -> Span:
        return Span(self.open.span.start, self.close.span.end)

    @property
    def name(self) -> str:
        return self.open.name

    @property
    def is_void(self) -> bool:
        return self.open is self.close


def paired(
    tokens: Sequence[Token], container_of: Callable[[int], int]
) -> tuple[list[Pair], list[Token]]:
    """The tags that belong together, and those without another half; a pair never leaves its container."""
    pairs: list[Pair] = []
    open_: list[Token] = []
    depth: dict[str, int] = {}
    left: list[Token] = []
    for token in tokens:
        if token.kind is Kind.VOID:
            pairs.append(Pair(open=token, close=token))
        elif token.kind is Kind.OPEN:
            open_.append(token)
            depth[token.name] = depth.get(token.name, 0) + 1
        elif token.kind is Kind.CLOSE:
            if not depth.get(token.name):
                left.append(token)
                continue
            while open_:
                opening = open_.pop()
                depth[opening.name] -= 1
                if opening.name == token.name:
                    break
                left.append(opening)
            is_pair = opening.is_flow == token.is_flow and container_of(
                opening.span.start
            ) == container_of(token.span.start)
            if is_pair:
                pairs.append(Pair(open=opening, close=token))
            else:
                left += (opening, token)
    pairs.sort(key=lambda pair: pair.span.start)
    return pairs, left + open_


# Names at which CommonMark begins a block of HTML that runs to the next blank line (section 4.6, kind 6).
_HTML_BLOCKS: Final = frozenset(
    """address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link
    main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead
    title tr track ul""".split()
)
_MARKDOWN: Final = re.compile(
    r"[*_`\[\\~{]|://|www\.|\w@\w|:[\w+-]+:|^[ \t>]*(?:[-+=>#|]|\d+[.)])", re.MULTILINE
)
_BLANK: Final = re.compile(r"\n[ \t\r>]*\n")
_DETAILS: Final = frozenset({"details", "summary"})
_GAP_FIRST: Final = re.compile(r"[ \t\r]*\n[ \t\r>]*\n")
_GAP_LAST: Final = re.compile(r"\n[ \t\r>]*\n[ \t>]*$")


def nodes_of(pairs: Sequence[Pair], tags: Sequence[Token], reading: Reading) -> Iterator[Node]:
    """A node for each pair that CommonMark would read otherwise, and the addresses in the tags it reads alike."""
    plain_until = -1
    for pair in pairs:
        if pair.span.start >= plain_until and _is_plain_block(pair, tags, reading):
            plain_until = pair.span.end
        if pair.span.start < plain_until or _is_plain(pair, reading):
            yield from _addresses(pair.open, reading)
            continue
        yield _node(pair, reading)


def _attributes(tag: Token, reading: Reading) -> list[Attribute]:
    return list(attributes_in(reading.text, tag.attributes, reading.braces))


def _is_plain_tag(tag: Token, reading: Reading) -> bool:
    if not tag.name or not tag.name.islower() or "." in tag.name:
        return False
    if tag.kind is Kind.VOID and tag.name not in VOID:
        return False
    return all(is_html_attribute(attribute) for attribute in _attributes(tag, reading))


def _is_plain_block(pair: Pair, tags: Sequence[Token], reading: Reading) -> bool:
    """Whether the pair is one block of raw HTML for CommonMark, with nothing in it that Markdown would change."""
    text = reading.text
    if not is_first_on_line(text, pair.span.start) or not _is_plain_tag(pair.open, reading):
        return False
    if pair.name in _DETAILS:
        return False
    if not (pair.name in _HTML_BLOCKS or pair.open.is_flow):
        return False
    whole = text[pair.span.start : pair.span.end]
    if _BLANK.search(whole) or not _ends_its_block(text, pair.span.end):
        return False
    first = bisect_left(tags, pair.span.start, key=lambda tag: tag.span.start)
    last = bisect_left(tags, pair.span.end, key=lambda tag: tag.span.start)
    inside = tags[first:last]
    if any(t.name in _DETAILS for t in inside):
        return False
    if not all(t.kind is Kind.CLOSE or _is_plain_tag(t, reading) for t in inside):
        return False
    position, words = pair.open.span.end, []
    for tag in inside:
        words.append(text[position : max(tag.span.start, position)])
        position = max(position, tag.span.end)
    return not _MARKDOWN.search("\n".join(words))


def _ends_its_block(text: str, offset: int) -> bool:
    """Whether nothing that Markdown reads follows before the next blank line."""
    line_end = text.find("\n", offset)
    if line_end < 0:
        return not text[offset:].strip()
    next_end = text.find("\n", line_end + 1)
    return not text[offset : next_end if next_end >= 0 else len(text)].strip(" \t\r\n>")


def _is_plain(pair: Pair, reading: Reading) -> bool:
    """Whether CommonMark reads the tags as they stand, and the text between them as MDX does."""
    if pair.name in _DETAILS and not pair.is_void:
        return False
    if not _is_plain_tag(pair.open, reading):
        return False
    text = reading.text
    if not pair.open.is_flow:
        begins_block = pair.name in _HTML_BLOCKS and (
            text[pair.span.start - 1] == ">" or is_first_on_line(text, pair.span.start)
        )
        return not begins_block or not _MARKDOWN.search(
            text[pair.open.span.end : pair.close.span.start]
        )
    if pair.is_void:
        return _ends_its_block(text, pair.span.end)
    inner = text[pair.open.span.end : pair.close.span.start]
    has_gaps = _GAP_FIRST.match(inner) is not None and _GAP_LAST.search(inner[-200:]) is not None
    return has_gaps and not reading.is_reindented


def _addresses(tag: Token, reading: Reading) -> Iterator[Node]:
    if tag.attributes.start == tag.attributes.end:
        return
    for attribute in _attributes(tag, reading):
        if attribute.name in ADDRESSES and attribute.value:
            yield Destination(
                span=attribute.value_span,
                url=attribute.value,
                role=Role.ATTRIBUTE,
                place=Place.HTML,
            )


def _node(pair: Pair, reading: Reading) -> Node:
    attributes = _attributes(pair.open, reading)
    maker = _MAKERS.get(pair.name, _component if pair.name[:1].isupper() else _element)
    return maker(pair, attributes, reading)


def _place(pair: Pair, reading: Reading) -> Place:
    """Whether a pair stands among blocks: on lines of its own, or where CommonMark would begin a block."""
    if pair.open.is_flow:
        return Place.BLOCK
    is_inline = pair.name not in _HTML_BLOCKS and pair.name[:1].islower()
    if not is_inline and _is_alone(pair, reading.text, reading.flow_edges):
        return Place.BLOCK
    # Inside a line of tags, one at which CommonMark begins a block needs lines of its own.
    is_among_tags = pair.name in _HTML_BLOCKS and reading.text[pair.open.span.start - 1] == ">"
    return Place.BLOCK if is_among_tags else Place.INLINE


def _is_alone(pair: Pair, text: str, flow_edges: frozenset[int]) -> bool:
    """Whether the pair is a paragraph of its own, which MDX then unwraps."""
    if not is_first_on_line(text, pair.span.start):
        return False
    start = text.rfind("\n", 0, pair.span.start) + 1
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    is_begun = not before.strip(" \t\r\n>") or start - 1 in flow_edges
    return is_begun and (
        _ends_its_block(text, pair.span.end) or _line_end(text, pair.span.end) in flow_edges
    )


def _line_end(text: str, offset: int) -> int:
    """Where the line ends, if nothing but blanks follows on it; -1 if something does."""
    end = text.find("\n", offset)
    end = end if end >= 0 else len(text)
    return end if not text[offset:end].strip() else -1


def _where(pair: Pair, reading: Reading) -> dict[str, Any]:
    """The fields that say where a container stands."""
    place = _place(pair, reading)
    text = reading.text
    first, last = pair.open.span.end, pair.close.span.start
    if pair.is_void:
        first = last = pair.span.end
    elif place is Place.BLOCK and pair.open.is_flow:
        first, last = _whole_lines(text, first, last)
    prefix, span = "", pair.span
    if place is Place.BLOCK:
        prefix = reading.prefix(pair.span.start)
        span = Span(reading.block_start(pair.span.start), pair.span.end)
    return {"span": span, "inner": Span(first, last), "place": place, "prefix": prefix}


def _whole_lines(text: str, first: int, last: int) -> tuple[int, int]:
    """What stands between two tags, without the rest of their lines where that is blank."""
    newline = text.find("\n", first, last)
    if newline < 0:
        return first, last
    if not text[first:newline].strip():
        first = newline + 1
    before = text.rfind("\n", first, last)
    if before >= 0 and not text[before:last].strip(" \t\r\n>"):
        last = before
    return first, last


def _text_of(attribute: Attribute, reading: Reading) -> str | None:
    """What an attribute says, where that can be known without running code."""
    if not attribute.code:
        return attribute.value
    named = file_named_by(attribute.code, reading.imports)
    if named is not None:
        return _in_site(named, reading.source.path)
    value = literal(attribute.code)
    return ("true" if value else "false") if isinstance(value, bool) else value


def _in_site(named: str, path: str) -> str:
    """A file that code names, as an address that does not depend on where it is used."""
    if not named.startswith("."):
        return named
    return f"@site/{posixpath.normpath(posixpath.join(posixpath.dirname(path), named))}"


def _value(attributes: Sequence[Attribute], name: str, reading: Reading) -> str:
    found = next((a for a in attributes if a.name == name), None)
    return (_text_of(found, reading) or "") if found is not None else ""


def _has(attributes: Sequence[Attribute], name: str, reading: Reading) -> bool:
    found = next((a for a in attributes if a.name == name), None)
    return found is not None and _text_of(found, reading) != "false"


def _html_attributes(
    attributes: Sequence[Attribute], reading: Reading
) -> tuple[tuple[str, str | None], ...]:
    """The attributes as HTML has them; what only React can compute is left out (and so reported as lost)."""
    found: list[tuple[str, str | None]] = []
    for attribute in attributes:
        name = html_name(attribute.name)
        if not attribute.name or name == "key":
            continue
        if name == "style" and attribute.code:
            rules = css(attribute.code)
            found += [("style", rules)] if rules else []
            continue
        if attribute.code and (value := literal(attribute.code)) in (True, False):
            found += [(name, None)] if value else []
            continue
        text = _text_of(attribute, reading)
        if text is not None or not attribute.code:
            found.append((name, text))
    return tuple(found)


Maker = Callable[[Pair, Sequence[Attribute], Reading], Node]


def _element(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    return _container(
        Element, pair, reading, name=pair.name, attributes=_html_attributes(attributes, reading)
    )


def _component(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    file = reading.imports.get(pair.name, "")
    if file.endswith((".md", ".mdx")) and (
        body := reading.partial(_in_site(file, reading.source.path))
    ):
        where = _where(pair, reading)
        del where["inner"]
        return Insert(body=body, name=pair.name, **where)
    return _container(
        Component, pair, reading, name=pair.name, attributes=_html_attributes(attributes, reading)
    )


def _container(
    node: Callable[..., Container], pair: Pair, reading: Reading, **fields: object
) -> Container:
    return node(**_where(pair, reading), **fields)


def _text_alone(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    return _container(Element, pair, reading, name="")


def _admonition(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    name = _value(attributes, "type", reading) or "note"
    title = next((a for a in attributes if a.name == "title" and a.value_span.end), None)
    return _container(
        Callout,
        pair,
        reading,
        kind=reading.settings.admonitions.get(name, name),
        name=name,
        title=reading.body(title.value_span) if title else None,
    )


def _tabs(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    return _container(Tabs, pair, reading, group=_value(attributes, "groupId", reading))


def _tab(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    value = _value(attributes, "value", reading)
    label = _value(attributes, "label", reading) or value
    is_default = _has(attributes, "default", reading)
    return _container(Tab, pair, reading, label=label, value=value, is_default=is_default)


# A summary counts where nothing but a blank line or a tag follows; else it is a part of a paragraph.
_SUMMARY: Final = re.compile(
    r"\s*<summary(?:\s[^<>]*)?>(?P<text>.*?)</summary>(?P<rest>[ \t]*\r?\n(?=[ \t>]*(?:\r?\n|<))|(?=</details>))",
    re.DOTALL,
)
_SUMMARY_INLINE: Final = re.compile(
    r"\s*<summary(?:\s[^<>]*)?>(?P<text>[^<\n]*(?:<(?!/summary)[^<\n]*)*)</summary>"
)


def _details(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    where = _where(pair, reading)
    first, last = pair.open.span.end, pair.close.span.start
    pattern = _SUMMARY if pair.open.is_flow else _SUMMARY_INLINE
    match = pattern.match(reading.text, first, last)
    if match is not None:
        summary = reading.body(Span(*match.span("text")))
        where["inner"] = Span(match.end(), max(match.end(), where["inner"].end))
    else:
        summary = plain_body("Details")  # what the engine shows then
    return Details(**where, summary=summary, is_open=_has(attributes, "open", reading))


_TEMPLATE: Final = re.compile(r"\s*\{\s*`\n?((?:[^`\\$]|\\.|\$(?!\{))*)`\s*\}\s*", re.DOTALL)


def _code_block(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    ranges = _value(attributes, "metastring", reading)
    found = re.search(r"\{([\d,-]+)\}", ranges)
    where = _where(pair, reading)
    if template := _TEMPLATE.fullmatch(reading.text, pair.open.span.end, pair.close.span.start):
        where["inner"] = Span(*template.span(1))
    return Code(
        **where,
        lang=_value(attributes, "language", reading),
        title=_value(attributes, "title", reading),
        highlighted=line_ranges(found[1]) if found else (),
        first_number=1 if _has(attributes, "showLineNumbers", reading) else None,
    )


def _link(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    renamed = [
        Attribute(name="href", value=a.value, code=a.code, value_span=a.value_span)
        if a.name == "to"
        else a
        for a in attributes
    ]
    return _container(
        Element, pair, reading, name="a", attributes=_html_attributes(renamed, reading)
    )


def _head(pair: Pair, attributes: Sequence[Attribute], reading: Reading) -> Node:
    return Dropped(span=pair.span, place=_place(pair, reading))


_MAKERS: Final[Mapping[str, Maker]] = {
    "": _text_alone,
    "summary": _text_alone,  # one that no details takes: the browser shows its text
    "Admonition": _admonition,
    "Tabs": _tabs,
    "TabItem": _tab,
    "details": _details,
    "Details": _details,
    "CodeBlock": _code_block,
    "Link": _link,
    "head": _head,
    "Head": _head,
}
