"""The map that layouts print a review from: texts and numbers only, and no byte changed for nothing."""

from __future__ import annotations

import pytest

from syndicate.review import find_review
from syndicate.review.front_matter import review_change
from syndicate.source.frontmatter import DOCUSAURUS, HUGO, edit_as_yaml, read_front_matter
from syndicate.source.text import SourceText
from syndicate.source.yaml import GOCCY, JS_YAML_4, PSYCH, YamlRules, load
from syndicate.writing.header import as_read

INFO = """\
## Book Info

- Title: 조용한 대기열 (*The Quiet Queue*)
- Author: Ina Moll
- Published: May 24, 2023
"""


def header_for(rules: YamlRules, text: str) -> str:
    """The header as it is written for an engine that reads YAML by `rules`."""
    source = SourceText("post.md", text)
    front = read_front_matter(source, HUGO if text.startswith("+++") else DOCUSAURUS)
    review = find_review(front, source, tags=["Book Review"])
    change = review_change(front, review, as_read(front, rules), rules, lambda url: f"/moved{url}")
    return edit_as_yaml(front, [change] if change else [])


def book_in(header: str, rules: YamlRules) -> object:
    values = load(header.strip("-\n"), rules)
    assert isinstance(values, dict)
    return values["book"]


@pytest.mark.parametrize("rules", [GOCCY, JS_YAML_4, PSYCH], ids=lambda rules: rules.name)
def test_what_the_text_says_is_put_in_the_header(rules: YamlRules) -> None:
    header = header_for(rules, f"---\ntitle: X\n---\n{INFO}")
    assert book_in(header, rules) == {
        "title": "조용한 대기열 (*The Quiet Queue*)",
        "title_original": "The Quiet Queue",
        "authors": ["Ina Moll"],
        "published": "2023-05-24",
        "name": "조용한 대기열",
    }
    assert header_for(rules, f"{header}{INFO}") == header


@pytest.mark.parametrize(
    "text",
    [
        "---\nbook:  # ours\n  title: X\n  published: 2023-05-24\n  cover: /a.png\n---\n",
        '+++\n[book]\ntitle = "X"\npublished = 2023-05-24\ncover = "/a.png"\n+++\n',
        '{"book": {"title": "X", "published": "2023-05-24", "cover": "/a.png"}}\n',
    ],
    ids=["yaml", "toml", "json"],
)
@pytest.mark.parametrize("rules", [GOCCY, JS_YAML_4, PSYCH], ids=lambda rules: rules.name)
def test_a_layout_finds_texts_and_no_dates(rules: YamlRules, text: str) -> None:
    front = "---json\n" if text.startswith("{") else ""
    said = book_in(header_for(rules, f"{front}{text}{'---' if front else ''}"), rules)
    assert said == {"title": "X", "published": "2023-05-24", "cover": "/moved/a.png"}


def test_a_name_is_not_taken_for_the_title_beside_it() -> None:
    text = "---\nbook:\n  name: 조용한 대기열\n  title: 조용한 대기열 (*The Quiet Queue*)\n---\n"
    header = header_for(JS_YAML_4, text)
    assert header_for(JS_YAML_4, header) == header
    source = SourceText("post.md", header)
    review = find_review(read_front_matter(source, DOCUSAURUS), source, tags=[])
    assert review is not None
    assert review.book.title_original == "The Quiet Queue"
    assert review.book.places["title"].span.start == header.index("title:")
