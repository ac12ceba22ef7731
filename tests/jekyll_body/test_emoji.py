"""Names of emoji are what the plugin jemoji shows, and stay names at home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from syndicate.body.nodes import Body, Insert
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate_adapters.jekyll.dialect import JEKYLL, parse
from tests.jekyll_body.reading import PLAIN, SETTINGS

LOADED = replace(SETTINGS, has_emoji=True, page={"title": "T :cat:"})


def read(text: str) -> tuple[Body, list[Diagnostic]]:
    found: list[Diagnostic] = []
    source = SourceText("_posts/2024-01-01-x.md", text)
    return parse(source, Span(0, len(text)), LOADED, found.append), found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Well :smile: and :+1:!\n", "Well \U0001f604 and \U0001f44d!\n"),
        ("# Head :rocket:\n\n- :cat:\n", "# Head \U0001f680\n\n- \U0001f431\n"),
        ("a :nosuchthing: 10:20:30 b\n", "a :nosuchthing: 10:20:30 b\n"),
        ("`:cat:`\n\n```\n:cat:\n```\n", "`:cat:`\n\n```\n:cat:\n```\n"),
        ('<img alt=":cat:" src="/a.png"> :cat:\n', '<img alt=":cat:" src="/a.png"> \U0001f431\n'),
        ("[a](https://e.example/:cat:/b)\n", "[a](https://e.example/:cat:/b)\n"),
        (
            ":octocat:\n",
            "![:octocat:](https://github.githubassets.com/images/icons/emoji/octocat.png)\n",
        ),
        ("{{ page.title | upcase }} :dog:\n", "T :CAT: \U0001f436\n"),
    ],
)
def test_names_are_shown_as_emoji(text: str, shown: str) -> None:
    body, found = read(text)
    assert render(body, JEKYLL, PLAIN).text == shown
    assert render(body, JEKYLL, JEKYLL).text == text
    assert not found


def test_places_behind_an_emoji_are_those_of_the_file() -> None:
    text = "One :smile: two\n\n:cat: {% nosuch x %} {{ 'a' | nosuch }}\n"
    body, found = read(text)
    assert [(each.line, each.column, each.code) for each in found] == [
        (3, 7, "template-unread"),
        (3, 22, "template-unread"),
    ]
    assert [text[slice(*call.span)] for call in body.calls] == ["{% nosuch x %}"]


def test_what_names_no_emoji_is_left_alone() -> None:
    body, _ = read("Plain: text\n")
    assert not any(isinstance(node, Insert) for node in body.nodes)


def test_only_the_emoji_count_as_changed() -> None:
    text = "Well :smile: then.\n"
    assert render(read(text)[0], JEKYLL, PLAIN).kept == len("Well  then.\n")
