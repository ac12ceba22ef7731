"""Bare addresses of another dialect: the real Hugo links those that were links, to where they led, and no others."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from syndicate.body.nodes import Autolink
from syndicate.body.render import render
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.hugo.dialect import HUGO
from tests.hugo.pages import PLAIN_PUNCTUATION, built_pages

CONFIG = (
    PLAIN_PUNCTUATION + '[markup.goldmark.extensions]\nlinkify = true\nlinkifyProtocol = "http"\n'
)
TEXTS = {
    "usual": "See https://example.com/a?b=1#c, www.example.com and me@example.com.",
    "letters": "主页：https://example.com/a 和 http://localhost:3000 (https://example.com/한글).",
    "packages": "Use babel-eslint@7.1.1 and a@b, and npm@10.2.",
    "brackets": "Is it http://localhost:3000/a_(b)? Or http://localhost:3000/x), or http://localhost:1!",
    "entities": "https://a.example/?b=1&copy=2 and https://a.example/b&amp; and https://a.example/&lt;",
    "signs": "https://a.example/?x[1]=2&copy=3 and www.a.example/?lt=1&lt=2 and https://a.example/&amp;b",
    "marks": "*https://a.example/b* **https://a.example/c** _https://a.example/d_ (https://a.example/e)",
    "code": "`https://a.example/b` [c](https://a.example/d) <https://a.example/e>",
    "ends": 'https://a.example/b. https://a.example/c... https://a.example/d, "https://a.example/e"',
    "ports": "http://a.example:80/b https://a.example:8080 HTTP://A.EXAMPLE/B",
    "other": "ftp://a.example/b and mailto:a@b.example and xhttps://a.example/c",
}


def links_of(page: str) -> list[tuple[str, str]]:
    """Where each link leads, and what it says."""
    found = re.findall(r'<a href="([^"]*)">(.*?)</a>', page)
    return [(unescape(url), unescape(re.sub(r"<[^>]*>", "", said))) for url, said in found]


@pytest.fixture(scope="module")
def moved() -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """What is written for Hugo, and the bare addresses that are links in Docusaurus."""
    settings = MarkdownSettings(is_mdx=False, has_heading_ids=False)
    found = {}
    for name, source in TEXTS.items():
        text = SourceText("post.md", source)
        body = DOCUSAURUS.parse(text, Span(0, len(source)), settings, lambda found: None)
        bare = [(node.url, node.shown) for node in body.nodes if isinstance(node, Autolink)]
        found[name] = (render(body, DOCUSAURUS, HUGO).text, bare)
    return found


@pytest.fixture(scope="module")
def shown(
    moved: dict[str, tuple[str, list[tuple[str, str]]]],
    hugo_binary: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, str]:
    pages = {name: written for name, (written, _) in moved.items()}
    return built_pages(tmp_path_factory.mktemp("linkify"), pages, CONFIG)


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "code"])
def test_the_engine_links_what_was_linked(
    name: str, moved: dict[str, tuple[str, list[tuple[str, str]]]], shown: dict[str, str]
) -> None:
    assert links_of(shown[name]) == moved[name][1]


def test_written_links_stay_those_that_they_are(shown: dict[str, str]) -> None:
    assert links_of(shown["code"]) == [
        ("https://a.example/d", "c"),
        ("https://a.example/e", "https://a.example/e"),
    ]
