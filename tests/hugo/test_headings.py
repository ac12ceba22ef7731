"""Ids of headings as Hugo makes them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from syndicate.body.nodes import Heading
from syndicate.body.render import render
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.docusaurus.markdown.settings import (
    MarkdownSettings as MarkdownOfDocusaurus,
)
from syndicate_adapters.hugo.dialect import HUGO
from syndicate_adapters.hugo.headings import HeadingIds, anchor
from syndicate_adapters.hugo.settings import MarkdownSettings
from tests.hugo.pages import PLAIN_PUNCTUATION, built_pages
from tests.hugo.written import read_back

VECTORS = Path(__file__).with_name("vectors")
ODD = [
    "A &amp; B", "A &#123; B", "A&nbsp;B", "A ![alt text](x.png) B", "![](x.png)",
    "A <https://e.example/x> B", "A https://e.example/x B", "A www.e.example B", "mail a@e.example",
    "A [^1] B", "a :smile: b", "A <b>x</b> B", "x <!-- y --> z", "x <br> y", "İstanbul ẞ Σς",
    "é NFD é", "हिन्दी", "ไทย", "한글 제목", "a\u00a0b", "a\tb", "a  b", "½ ² ①", "a_b __c__ ~~d~~",
    "\"q\" it's -- x ... y --- z", "a\u200bb", "🎉", "a\\*b\\_c", "`a  b` c", "`a--b`", "\\# x",
    "A | B", "x.y.z/1:2", "  lead", "ɐ ʰ ª", "𝐀 𐐀", "ǅ", "--", "_", "- ", "“q”", "ＡＢ１", "٣ ৩", "Ⅷ",
    "Twice", "Twice", "Twice 1", "Twice", "🎉", "heading", "x {#y}", "y", "[l](/u) *e*", "C++ & C#",
]  # fmt: skip


def headings_in(text: str, *, has_typographer: bool) -> list[Heading]:
    body = read_back(text, MarkdownSettings(has_typographer=has_typographer))
    return [node for node in body.nodes if isinstance(node, Heading)]


@pytest.mark.parametrize("site", ["typographer", "plain"])
def test_ids_are_those_of_the_vectors(site: str) -> None:
    expected = json.loads((VECTORS / "heading_ids.json").read_text(encoding="utf-8"))[site]
    text = (VECTORS / "headings.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    found = headings_in(text, has_typographer=site == "typographer")
    assert [heading.id or "" for heading in found] == expected


def test_letters_are_mapped_one_to_one() -> None:
    assert anchor("İ ΑΣ ß ẞ") == "i-ας-ß-ß".replace("ς", "σ")


@pytest.mark.parametrize("has_typographer", [True, False])
def test_every_heading_keeps_the_id_it_had(
    has_typographer: bool, hugo_binary: Path, tmp_path: Path
) -> None:
    """The ids that Docusaurus gave are those of the page that the real Hugo builds."""
    text = "".join(f"## {line}\n\n" for line in ODD) + "[^1]: note\n"
    source = MarkdownOfDocusaurus(is_mdx=False)
    body = DOCUSAURUS.parse(
        SourceText("post.md", text), Span(0, len(text)), source, lambda found: None
    )
    settings = MarkdownSettings(has_typographer=has_typographer)
    written = render(body, DOCUSAURUS, HUGO, settings=settings).text
    config = "" if has_typographer else PLAIN_PUNCTUATION
    page = built_pages(tmp_path, {"page": written}, config)["page"]
    engine = [html.unescape(id_) for id_ in re.findall(r'<h2(?: id="([^"]*)")?', page)]
    wanted = [node.id for node in body.nodes if isinstance(node, Heading)]
    assert len(engine) == len(wanted) == len(ODD)
    assert [
        pair for pair in zip(wanted, engine, strict=True) if pair[0] and pair[0] != pair[1]
    ] == []
    assert written.count("{#") < len(ODD) / 2


def test_an_id_that_is_said_is_taken_and_the_engines_own_is_free() -> None:
    ids = HeadingIds(has_typographer=False)
    assert not ids.makes(_heading("A", id="b"), "A")
    assert ids.makes(_heading("A", id="a"), "A")
    assert ids.makes(_heading("B", id="b-1"), "B")
    assert not ids.makes(_heading("A", id="a"), "A")
    assert ids.makes(_heading("A", id="a-1"), "A")


def test_a_heading_without_id_takes_the_engines_own() -> None:
    ids = HeadingIds(has_typographer=False)
    assert ids.makes(_heading("A", id=None), "A")
    assert ids.makes(_heading("A", id="a-1"), "A")


def test_ten_thousand_times_the_same_heading() -> None:
    ids = HeadingIds()
    found = [ids.next_id("Same") for _ in range(10_000)]
    assert found[0] == "same"
    assert found[-1] == "same-9999"


def _heading(text: str, id: str | None) -> Heading:
    return Heading(span=Span(0, 1), inner=Span(0, 1), level=2, id=id, text=text)
