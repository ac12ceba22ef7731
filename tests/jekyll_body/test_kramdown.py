"""What kramdown makes of a text is what CommonMark makes of it as we write it; Jekyll recorded the pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

import pytest

from syndicate.body.nodes import Container, Heading, Insert, Node
from syndicate.body.render import render
from syndicate.verify import compare_articles
from syndicate_adapters.jekyll.dialect import JEKYLL
from tests.jekyll_body.reading import (
    Vector,
    as_page,
    body,
    in_commonmark,
    kramdown_vectors,
    page_of,
)

VECTORS = list(kramdown_vectors())

FOOTNOTES = "our stand-in for an engine prints footnotes where they are defined"
CALLOUTS = "callouts are quotes with a title in CommonMark"
FORMULAS = "a site that sets formulas with another script has them as formulas too"
KNOWN = {
    "footnotes": FOOTNOTES,
    "footnote-multi": FOOTNOTES,
    "footnote-order": FOOTNOTES,
    "footnote-repeat": FOOTNOTES,
    "footnote-in-list": FOOTNOTES,
    "ial-callouts": CALLOUTS,
    "ial-block": CALLOUTS,
    "math-null-header-ids": FORMULAS,
    "math-null-math-noblank": FORMULAS,
    "math-null-math": FORMULAS,
}
"""Why a text reads otherwise, by its name, or by its variant and name."""


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_every_text_comes_back_character_for_character(vector: Vector) -> None:
    assert render(body(vector.text, vector.settings), JEKYLL, JEKYLL).text == vector.text


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_the_page_reads_as_jekylls(vector: Vector) -> None:
    page = page_of(vector.liquid_free, vector.settings)
    found = compare_articles(as_page(vector.html), page)
    is_known = vector.name in KNOWN or str(vector) in KNOWN
    assert bool(found) == is_known, page


def test_elements_that_touch_stay_as_they_stand() -> None:
    text = "<p>One *a*</p>\n<p>Two</p>\n<!-- c -->\n<ul>\n<li>b</li>\n</ul>\n\n<p>Three</p>\n"
    assert in_commonmark(text) == text


def test_the_ids_of_headings_are_those_of_the_engine() -> None:
    for vector in VECTORS:
        if "markdown=" in vector.text or "::options" in vector.text or "toc" in vector.name:
            continue  # the others hold headings in elements, which are nodes inside of nodes
        read = [
            (node.level, node.id)
            for node in nodes_of(body(vector.liquid_free, vector.settings).nodes)
            if isinstance(node, Heading)
        ]
        assert read == list(_headings(vector.html)), str(vector)


def nodes_of(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from nodes_of(node.children if isinstance(node, Container) else ())
        if isinstance(node, Insert):
            yield from nodes_of(node.body.nodes)


def _headings(page: str) -> Iterator[tuple[int, str | None]]:
    for level, attributes in re.findall(r"<h([1-6])([^>]*)>", page):
        found = re.search(r' id="([^"]*)"', attributes)
        yield int(level), html.unescape(found[1]) if found else None


@pytest.mark.parametrize(
    "piece",
    ["*a ", "**a ", "_a ", "[", "[a](", "[a]", "`a ", "<a ", "<b>", "<div>", "<!--", "<!-- -->", "$$ ", "{:",
     "{: .a}", "~~a", "~~~x\n", "|", "a|b\n", "- a\n", "> ", "- ", "1. ", "# a\n", "```a\n", "    a\n", ": a\n",
     "a\n: b\n", "[^1]: a\n", "[a]: b \"", "&", "a\n---\n", "^\n", "<http://", "한**글(a)**",
     "<div markdown=\"1\">\n", "{{", "{%", "{{ a", "{% if a %}", "{% raw %}", "{% comment %}", "{% highlight a %}"],
)  # fmt: skip
def test_any_text_comes_to_an_end(piece: str) -> None:
    """Twenty thousand characters of anything are read in a second; squares would run into the suite's limit."""
    text = piece * (20_000 // len(piece))
    assert render(body(text), JEKYLL, JEKYLL).text == text
