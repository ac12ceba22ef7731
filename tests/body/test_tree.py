"""Nodes found one by one become a tree, and blocks know what their container puts before their lines."""

from __future__ import annotations

import pytest

from syndicate.body.markdown import ParserFailure
from syndicate.body.nodes import Callout, Container, Heading, More, Node
from syndicate.body.tree import DEEPEST, is_first_on_line, nested, prefix_at
from syndicate.source.text import Span


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("X", ""),
        ("- X", "  "),
        ("> X", "> "),
        ("> - X", ">   "),
        ("  10. X", "      "),
        ("a\n\n  X", "  "),
        (">> X", ">> "),
        ("> a\r\n> X", "> "),
        ("> a\r\r- X", "  "),  # as on old Macs
    ],
)
def test_further_lines_of_a_block_carry_the_containers_prefix(text: str, prefix: str) -> None:
    assert prefix_at(text, text.index("X")) == prefix


@pytest.mark.parametrize(
    ("text", "is_first"),
    [("X", True), ("- X", True), ("> 1. X", True), ("a X", False), ("-X", False), ("- - X", True)],
)
def test_a_block_begins_behind_markers_alone(text: str, is_first: bool) -> None:
    assert is_first_on_line(text, text.index("X")) is is_first


def callout(start: int, end: int) -> Callout:
    inner = Span(start + 1, end - 1)
    return Callout(span=Span(start, end), inner=inner, kind="note", name="note")


def shape(nodes: tuple[Node, ...]) -> list[object]:
    return [
        (n.span, shape(n.children)) if isinstance(n, Container) and n.children else n.span
        for n in nodes
    ]


def test_nodes_stand_in_the_innermost_container_that_holds_them() -> None:
    nodes = [More(span=Span(6, 7)), callout(4, 9), callout(0, 20), More(span=Span(12, 13))]
    assert shape(nested(nodes)) == [((0, 20), [((4, 9), [(6, 7)]), (12, 13)])]


def test_what_lies_in_a_node_but_not_in_its_text_is_left_out() -> None:
    heading = Heading(span=Span(0, 10), inner=Span(2, 6), level=2, id="x", text="x")
    assert shape(nested([heading, More(span=Span(7, 9)), More(span=Span(3, 4))])) == [
        ((0, 10), [(3, 4)])
    ]


def test_nodes_nest_as_deeply_as_they_can_be_written() -> None:
    nodes = [callout(level, 1000 - level) for level in range(DEEPEST)]
    assert len(nested(nodes)) == 1
    with pytest.raises(ParserFailure, match=f"nest deeper than {DEEPEST}"):
        nested([*nodes, More(span=Span(500, 501))])
