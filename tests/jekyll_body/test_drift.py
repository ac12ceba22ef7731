"""Every construct of Jekyll's, written for Hugo and built by it, reads as Jekyll's page does, or it is told."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from syndicate.adapter import ReadOptions
from syndicate.body.nodes import Body
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic, Severity
from syndicate.verify import compare_articles
from syndicate_adapters.hugo.dialect import dialect_for
from syndicate_adapters.hugo.settings import MarkdownSettings
from syndicate_adapters.jekyll.dialect import JEKYLL
from syndicate_adapters.jekyll.read import read_site
from tests.engines import builds
from tests.hugo.pages import CONFIG as PAGES
from tests.hugo.pages import MATH, PLAIN_PUNCTUATION
from tests.hugo.small_blog import SITE
from tests.jekyll_body.reading import as_page, body, kramdown_vectors, said

CONFIG = f"""\
{PAGES}
{PLAIN_PUNCTUATION}
{MATH}
[markup.goldmark.extensions]
linkify = false
definitionList = false
[markup.goldmark.parser.attribute]
title = true
"""
HUGO = dialect_for(
    MarkdownSettings(has_math=True, has_definition_lists=False, has_typographer=False)
)

TITLE = "the name of a file over code, which Jekyll leaves to the theme, is shown"
FORMULAS = "a site that sets formulas with another script has them as formulas too"
KNOWN = {
    "fence-ial": TITLE,
    "ial-callouts": TITLE,
    "math-null-header-ids": FORMULAS,
    "math-null-math-noblank": FORMULAS,
    "math-null-math": FORMULAS,
}
"""Why a page reads otherwise though nothing was lost, by the name of its text, or of its variant and text."""


class Article(NamedTuple):
    """What Jekyll recorded, what we write, and the losses that were told."""

    html: str
    text: str
    losses: list[Diagnostic]


def written(html: str, read: Body, told: list[Diagnostic]) -> Article:
    text = render(read, JEKYLL, HUGO, settings=HUGO.settings, report=told.append).text
    return Article(html, text, [each for each in told if each.severity is not Severity.NOTE])


def constructs() -> Iterator[tuple[str, Article]]:
    for vector in kramdown_vectors():
        read = body(vector.liquid_free, vector.settings)
        yield str(vector), written(vector.html, read, [])


def templates(folder: Path) -> Iterator[tuple[str, Article]]:
    for path, text in said("liquid")["files"].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    site = read_site(folder, ReadOptions(), lambda found: None)
    for post in site.posts:
        told: list[Diagnostic] = []
        name = re.sub(r"\W+", "-", post.source)
        yield (
            f"liquid-{name}",
            written(said("liquid")["html"][post.source], post.body(told.append), told),
        )


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Article]:
    return dict([*constructs(), *templates(tmp_path_factory.mktemp("liquid"))])


@pytest.fixture(scope="module")
def pages(
    articles: dict[str, Article], hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("hugo")
    site, out = folder / "site", folder / "out"
    shutil.copytree(SITE, site, ignore=shutil.ignore_patterns("*.template"))
    (site / "layouts/page.html").write_text("{{ .Content }}", encoding="utf-8")
    (site / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    (site / "content").mkdir()
    (site / "assets/css").mkdir(parents=True)
    (site / "assets/css/site.css").touch()  # a new site has that of all engines
    for name, article in articles.items():
        text = f"---\ntitle: {name}\n---\n{article.text}"
        (site / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    built = builds.build_hugo(site, out)
    assert built.is_ok, built.log
    files = {name: out / name / "index.html" for name in articles}
    return {
        name: file.read_text("utf-8") if file.exists() else ""  # Hugo writes no page of nothing
        for name, file in files.items()
    }


def test_what_reads_otherwise_is_told_or_known(
    articles: dict[str, Article], pages: dict[str, str]
) -> None:
    equal = 0
    unexplained, told = [], []
    for name, article in articles.items():
        found = compare_articles(as_page(article.html), as_page(pages[name]))
        equal += not found
        is_known = any(name == each or name.endswith(f"-{each}") for each in KNOWN)
        told += [f"{name} ({article.losses[0].code})"] if found and article.losses else []
        if found and not (article.losses or is_known):
            unexplained.append((name, [str(each) for each in found[:3]]))
    sys.stdout.write(f"equal: {equal} of {len(articles)}; told: {', '.join(told)}\n")
    assert not unexplained
    assert equal >= 0.94 * len(articles)
