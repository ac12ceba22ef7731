"""What readers of dev.to see is what readers of the original see; Forem's own gems are asked."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from syndicate.adapter import installed_adapters
from syndicate.body.dialect import Dialect
from syndicate.body.render import render
from syndicate.body.soup import attribute, soup_of
from syndicate.source.text import SourceText, Span
from syndicate.testing import Case, read_cases
from syndicate_adapters.devto.dialect import DEVTO, UNFINISHED
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from tests.devto.forem import rendered
from tests.devto.pieces import PIECES, PREFIXES
from tests.devto.reading import read

CASES = Path(__file__).parents[1] / "cases" / "devto.txt"
SEEN = Path(__file__).with_name("seen.txt")
SEEDS = range(5)


def article_of(case: Case) -> str:
    return next(section.text for section in case.sections if section.dialect == "devto")


def test_readers_see_what_every_rule_promises(is_rewriting: bool) -> None:
    cases = read_cases(CASES)
    pages = rendered([article_of(case) for case in cases])
    seen = "\n\n".join(
        "\n".join([case.title, "", *read(page)]) for case, page in zip(cases, pages, strict=True)
    )
    if is_rewriting:
        SEEN.write_text(f"{seen}\n", encoding="utf-8")
    assert f"{seen}\n" == SEEN.read_text(encoding="utf-8")


def test_without_our_guards_forem_refuses_the_braces_that_they_are_for() -> None:
    refused, lost = rendered(["{{ name }}", "{% unknown %}"])
    assert refused == "error: Liquid error: Liquid variables are disabled"
    assert "Liquid syntax error" in lost


@pytest.mark.parametrize("seed", SEEDS)
def test_any_text_reads_alike_on_both_sites(seed: int) -> None:
    sources = list(texts(random.Random(seed), 150))
    pages = rendered([written(source, DEVTO) for source in sources])
    for source, page in zip(sources, pages, strict=True):
        assert read(without_notes(page)) == read(original(source)), source


def texts(chance: random.Random, count: int) -> Sequence[str]:
    """Texts of a few lines, each of a risky piece behind any container."""
    return [
        "\n".join(
            chance.choice(PREFIXES) + chance.choice(PIECES) for _ in range(chance.randint(1, 8))
        )
        for _ in range(count)
    ]


def written(source: str, target: Dialect) -> str:
    text = SourceText("post.md", source)
    settings = MarkdownSettings(has_math=True)
    body = DOCUSAURUS.parse(text, Span(0, len(source)), settings, lambda diagnostic: None)
    return render(body, DOCUSAURUS, target).text


def original(source: str) -> str:
    """The text as HTML, before it is written for dev.to; its notes are compared by a case of their own."""
    soup = soup_of(written(source, UNFINISHED))
    for note in soup.select("div.footnote-definition, sup.footnote-reference"):
        note.extract()
    for line_break in soup.select(":is(h1, h2) br"):
        line_break.replace_with(" ")
    for formula in soup.find_all("x-math"):
        is_block = attribute(formula, "data-display") and not formula.find_parent(["h1", "h2"])
        formula.name = "div" if is_block else "span"
        formula.string = attribute(formula, "data-tex")
    for player in soup.find_all("x-embed"):
        player.name = "iframe"
        player["src"] = attribute(player, "data-url")
    for part in soup.find_all("details"):
        if not part.summary or not part.summary.get_text().strip():
            summary = Tag(name="summary")
            summary.string = "Details"
            part.insert(0, summary)
    return str(soup)


def without_notes(page: str) -> str:
    soup = BeautifulSoup(page, "html.parser")
    for note in soup.select('sup[id^=fnref], sup:has(> a[href^="#fn"])'):
        note.extract()
    first = soup.select_one("li[id^=fn]")
    if first is not None and first.parent is not None:
        rule = first.parent.find_previous("hr")
        assert rule is not None
        rule.extract()
        first.parent.extract()
    return str(soup)


def test_the_adapter_is_installed() -> None:
    assert installed_adapters()["devto"].dialect is DEVTO
