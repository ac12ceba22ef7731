"""The laws of a body: at home nothing changes; elsewhere nothing changes that has no need to, and losses are told."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from syndicate.adapter import Adapter, installed_adapters
from syndicate.body import nodes
from syndicate.body.commonmark import COMMONMARK
from syndicate.body.dialect import Dialect
from syndicate.body.nodes import Body, Node
from syndicate.body.render import plain_body, render
from syndicate.catalogue import CODES
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span, decode_source
from tests.body.documents import FILES, ROOT, documents
from tests.fuzz.laws import TABLES, safe_stretches

READERS = [a for a in installed_adapters().values() if a.read is not None]
TARGETS = [a.dialect for a in installed_adapters().values()]


def body_of(text: SourceText, adapter: Adapter) -> Body:
    dialect = adapter.dialect
    return dialect.parse(text, Span(0, len(text.text)), dialect.settings, lambda diagnostic: None)


def source(text: str) -> SourceText:
    return SourceText("post.md", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
@pytest.mark.parametrize("adapter", READERS, ids=lambda adapter: adapter.name)
def test_every_sample_comes_back_character_for_character(path: Path, adapter: Adapter) -> None:
    text = decode_source(path.read_bytes(), path.name)
    body = body_of(text, adapter)
    rendered = render(body, adapter.dialect, adapter.dialect)
    assert rendered.text == text.text
    assert rendered.kept == len(text.text.encode())


@pytest.mark.parametrize("adapter", READERS, ids=lambda adapter: adapter.name)
@given(text=documents())
def test_any_document_comes_back_character_for_character(adapter: Adapter, text: str) -> None:
    assert render(body_of(source(text), adapter), adapter.dialect, adapter.dialect).text == text


@pytest.mark.parametrize("target", TABLES, ids=lambda target: target.name)
@pytest.mark.parametrize("adapter", READERS, ids=lambda adapter: adapter.name)
@given(text=documents())
def test_text_outside_of_nodes_and_hazards_is_carried_over(
    adapter: Adapter, target: Dialect, text: str
) -> None:
    body = body_of(source(text), adapter)
    written = render(body, adapter.dialect, target).text
    position = 0
    for stretch in safe_stretches(body, target):
        found = written.find(stretch, position)
        assert found >= 0, f"{stretch!r} is not in {written[position:]!r}"
        position = found + len(stretch)


@pytest.mark.parametrize("target", TARGETS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_kept_bytes_never_exceed_what_is_written(path: Path, target: Dialect) -> None:
    text = decode_source(path.read_bytes(), path.name)
    adapter = next(a for a in READERS if a.name == "docusaurus")
    rendered = render(body_of(text, adapter), adapter.dialect, target)
    assert 0 <= rendered.kept <= len(text.text.encode())


KINDS = [
    kind
    for kind in vars(nodes).values()
    if isinstance(kind, type) and issubclass(kind, Node) and kind in COMMONMARK
]


def test_every_kind_of_node_has_words_in_the_base_table() -> None:
    concrete = {
        kind for kind in vars(nodes).values() if isinstance(kind, type) and issubclass(kind, Node)
    } - {nodes.Node, nodes.Container}
    assert concrete == set(COMMONMARK)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.KIND)
def test_what_a_target_cannot_say_is_reported(kind: type[Node]) -> None:
    """A dialect without words: each field that matters is said by the base table, or reported by name."""
    silent = Dialect(name="silent", parse=lambda *_: plain_body(""))
    other = Dialect(name="other", parse=lambda *_: plain_body(""))
    text = source("x" * 40)
    node = _filled(kind, text)
    body = Body(source=text, span=Span(0, 40), nodes=(node,))
    said: list[Diagnostic] = []
    render(body, other, silent, report=said.append)
    codes = {diagnostic.code for diagnostic in said}
    assert codes <= set(CODES)
    row = COMMONMARK[kind]
    for name in kind.SAID:
        if name not in row.fields and kind is not nodes.Heading:
            assert f"{kind.KIND}-{name.removeprefix('is_').replace('_', '-')}-lost" in codes
    assert (f"{kind.KIND}-degraded" in codes) == bool(row.degrades_to)


VALUES = {
    "str": "x",
    "bool": True,
    "int": 2,
    "Body | None": plain_body("x"),
    "Body": plain_body("x"),
    "str | None": "x",
    "int | None": 7,
    "tuple[tuple[int, int], ...]": ((1, 2),),
    "tuple[tuple[str, str], ...]": (("id", "x"),),
    "tuple[tuple[str, str | None], ...]": (("id", "x"),),
    "Role": nodes.Role.LINK,
}


def _filled(kind: type[Node], text: SourceText) -> Node:
    """A node all of whose fields hold something."""
    where = {"span": Span(5, 25), "inner": Span(10, 20), "prefix": "", "place": nodes.Place.BLOCK}
    values: dict[str, object] = {}
    for field in dataclasses.fields(kind):
        if field.name in ("children",):
            continue
        values[field.name] = where.get(field.name, VALUES.get(str(field.type)))
    make: Callable[..., Node] = kind
    return make(**values)
