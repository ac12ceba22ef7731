"""Where blocks are settled without a parser, the nodes are those that both parsers find in the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import add
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.body.nodes import Comment, Node
from syndicate.body.settled import NOTHING
from syndicate.source.text import SourceText, Span
from syndicate_adapters.jekyll.kramdown.callouts import NAMES
from syndicate_adapters.jekyll.kramdown.plain import settled_in
from syndicate_adapters.jekyll.kramdown.reader import Found, Syntax, read_around, read_nodes
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.kramdown.tokens import Tokens
from tests.jekyll_body.plain_texts import TEXTS
from tests.jekyll_body.reading import kramdown_vectors

SAMPLES = sorted((Path(__file__).parents[2] / "samples").rglob("*.md"))


def said(found: Found) -> tuple[list[str], object, object]:
    return sorted(map(repr, found.nodes)), found.code, found.html


def both(text: str, syntax: Syntax) -> tuple[object, object]:
    source, span = SourceText("post.md", text), Span(0, len(text))
    tokens = [Tokens(stand_ins_in(text)) for _ in range(2)]
    full = read_around(source, span, replace(syntax, tokens=tokens[0]), NOTHING)
    quick = read_nodes(source, span, replace(syntax, tokens=tokens[1]))
    return (said(quick), tokens[1].used), (said(full), tokens[0].used)


def stand_ins_in(text: str) -> dict[int, Node]:
    """A node for each stand-in of Liquid's in a text."""
    return {
        each.start(): Comment(span=Span(*each.span()), text=each[0])
        for each in re.finditer("<x-liquid-[0-9]+/>", text)
    }


def syntaxes() -> Iterator[Syntax]:
    for options in (
        KramdownOptions(),
        KramdownOptions(parses_html=True),
        KramdownOptions(has_dashes=False, has_math=False, prefix="p-"),
    ):
        for strips_title in (False, True):
            yield Syntax(options=options, names=NAMES, strips_title=strips_title)


@given(TEXTS, st.sampled_from(list(syntaxes())))
def test_texts_of_any_blocks_have_the_same_nodes(text: str, syntax: Syntax) -> None:
    quick, full = both(text, syntax)
    assert quick == full


@given(TEXTS, st.sampled_from(list(syntaxes())), st.randoms(use_true_random=False))
def test_texts_with_returns_have_the_same_nodes(text: str, syntax: Syntax, dice: Random) -> None:
    lines = text.replace("\r", "").split("\n")
    kept = dice.choice((0.0, 0.1))
    ends = ("\n" if dice.random() < kept else "\r\n" for _ in lines)
    quick, full = both("".join(map(add, lines, ends)), syntax)
    assert quick == full


@pytest.mark.parametrize("text", sorted({vector.text for vector in kramdown_vectors()}))
def test_the_vectors_have_the_same_nodes(text: str) -> None:
    for syntax in syntaxes():
        quick, full = both(text, syntax)
        assert quick == full


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_samples_have_the_same_nodes(path: Path) -> None:
    quick, full = both(path.read_text(), Syntax(options=KramdownOptions(), names=NAMES))
    assert quick == full


@pytest.mark.parametrize(
    "text", ["# a # \n", "# a#\n", "# a #b\n", "a \\![b](c)\n", "[a](b) c!", "![a](b) c!", "!\n"]
)
def test_what_looks_like_the_end_of_a_heading_or_an_image(text: str) -> None:
    quick, full = both(text, Syntax(options=KramdownOptions(), names=NAMES))
    assert quick == full


@pytest.mark.parametrize(
    "text",
    [
        "<!-- a -->* b\n\n* c\n",
        "<x/>* \n\n- c\n",
        "<x/>* \n\n- [ ] c",
        "t\n<x-liquid-3/>\n    -\n\n<x-liquid-0/>\n\n    o",
        "<x/>```\n\n```\na\n```\n",
    ],
)
def test_blocks_that_begin_behind_a_tag_reach_further(text: str) -> None:
    quick, full = both(text, Syntax(options=KramdownOptions(), names=NAMES))
    assert quick == full


@pytest.mark.parametrize(("uses", "is_settled"), [(20, True), (300, False)])
def test_a_long_text_is_settled_where_its_definitions_add_little(
    uses: int, is_settled: bool
) -> None:
    text = f"{'Plain words. ' * 3000}\n\n{'[a] ' * uses}[a]\n\n[a]: /{'b' * 1000}\n"
    found = settled_in(text, Span(0, len(text)), KramdownOptions(), keeps_title=True)
    assert bool(found.runs) == is_settled
    quick, full = both(text, Syntax(options=KramdownOptions(), names=NAMES))
    assert quick == full


def test_most_of_a_plain_text_is_settled() -> None:
    text = (
        "# A title\n\nWords, *marked* and [linked](/a?b=1&c=2), and `code`.\n\n- one\n  - two\n- three\n\n"
        "```js\nlet a;\n\nlet b;\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n> quoted\n\n"
        "Words <b>otherwise</b>.\n\n***\n\nThe end.\n"
    )
    found = settled_in(text, Span(0, len(text)), KramdownOptions(), keeps_title=True)
    left = "".join(
        text[one.end : other.start]
        for one, other in zip(
            found.runs, [*found.runs[1:], Span(len(text), len(text))], strict=True
        )
    )
    assert left.split("\n") == ["", "", "Words <b>otherwise</b>.", "", "", ""]
    assert [(text[slice(*each.inner)], each.level) for each in found.headlines] == [("A title", 1)]
    assert [each.url for each in found.addresses] == ["/a?b=1&c=2"]
    assert [text[slice(*span)] for span in found.code] == ["`code`", "```js\nlet a;\n\nlet b;\n```"]
