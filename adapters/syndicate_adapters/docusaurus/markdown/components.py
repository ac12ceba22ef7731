"""Nodes for tags: components that mean something elsewhere, and HTML that CommonMark reads otherwise."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from syndicate.body.nodes import (
    ADDRESSES,
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
from syndicate.body.unread import UNREAD
from syndicate.source.text import Span
from syndicate_adapters.docusaurus.markdown.fences import line_ranges
from syndicate_adapters.docusaurus.markdown.jsx import (
    Attribute,
    css,
    file_named_by,
    html_name,
    literal,
)
from syndicate_adapters.docusaurus.markdown.mdx import Token
from syndicate_adapters.docusaurus.markdown.pictures import picture_of
from syndicate_adapters.docusaurus.markdown.plain import (
    HTML_BLOCKS,
    ends_its_block,
    is_plain,
    is_plain_block,
)
from syndicate_adapters.docusaurus.markdown.tags import Pair, Reading, attributes_of


def nodes_of(pairs: Sequence[Pair], tags: Sequence[Token], reading: Reading) -> Iterator[Node]:
    """A node for each pair that CommonMark would read otherwise, and the addresses in the tags it reads alike."""
    plain_until = -1
    for pair in pairs:
        if pair.span.start >= plain_until and is_plain_block(pair, tags, reading):
            plain_until = pair.span.end
        if pair.span.start < plain_until or is_plain(pair, reading):
            yield from _addresses(pair.open, reading)
            continue
        node = _node(pair, reading)
        if isinstance(node, Component) and pair.is_void:
            yield from _with_picture(node, pair, reading)
        else:
            yield node


def _with_picture(node: Component, pair: Pair, reading: Reading) -> Iterator[Node]:
    """A component without text inside; where an attribute names a picture, that stands inside."""
    found = picture_of(attributes_of(pair.open, reading), partial(_text_of, reading=reading))
    if found is None:
        yield node
        return
    where = pair.open.attributes
    yield replace(node, inner=where)
    yield Element(
        span=where,
        inner=Span(where.end, where.end),
        place=node.place,
        prefix=node.prefix,
        name="img",
        attributes=(("src", found[0]), ("alt", found[1])),
    )


def _addresses(tag: Token, reading: Reading) -> Iterator[Node]:
    if tag.attributes.start == tag.attributes.end:
        return
    for attribute in attributes_of(tag, reading):
        if attribute.name in ADDRESSES and attribute.value:
            yield Destination(
                span=attribute.value_span,
                url=attribute.value,
                role=Role.ATTRIBUTE,
                place=Place.HTML,
            )


def _node(pair: Pair, reading: Reading) -> Node:
    attributes = attributes_of(pair.open, reading)
    maker = _MAKERS.get(pair.name, _component if pair.name[:1].isupper() else _element)
    return maker(pair, attributes, reading)


def _place(pair: Pair, reading: Reading) -> Place:
    """Whether a pair stands among blocks: on lines of its own, or where CommonMark would begin a block."""
    if pair.open.is_flow:
        return Place.BLOCK
    if pair.name in UNREAD and is_first_on_line(reading.text, pair.span.start):
        return Place.BLOCK
    is_inline = pair.name not in HTML_BLOCKS and pair.name[:1].islower()
    if not is_inline and _is_alone(pair, reading.text, reading.flow_edges):
        return Place.BLOCK
    # Inside a line of tags, one at which CommonMark begins a block needs lines of its own.
    is_among_tags = pair.name in HTML_BLOCKS and reading.text[pair.open.span.start - 1] == ">"
    return Place.BLOCK if is_among_tags else Place.INLINE


def _is_alone(pair: Pair, text: str, flow_edges: frozenset[int]) -> bool:
    """Whether the pair is a paragraph of its own, which MDX then unwraps."""
    if not is_first_on_line(text, pair.span.start):
        return False
    start = text.rfind("\n", 0, pair.span.start) + 1
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    is_begun = not before.strip(" \t\r\n>") or start - 1 in flow_edges
    return is_begun and (
        ends_its_block(text, pair.span.end) or _line_end(text, pair.span.end) in flow_edges
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
    elif place is Place.BLOCK and pair.open.is_flow and pair.name not in UNREAD:
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
