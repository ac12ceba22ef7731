"""What is read line by line is what the parser gives, places included."""

from __future__ import annotations

from random import Random

import pytest

from syndicate.source.documents import Document, parse_document
from syndicate.source.frontmatter import (
    FrontMatter,
    FrontMatterError,
    docusaurus,
    read_front_matter,
)
from syndicate.source.lines import read_lines
from syndicate.source.text import SourceText
from syndicate.source.yaml import GOCCY, JS_YAML_3, JS_YAML_4, PSYCH, YamlError, YamlRules
from syndicate.writing.header import as_read

from .vectors import vectors

RULES = (JS_YAML_4, JS_YAML_3, GOCCY, PSYCH)
HEADER = """---
layout: post
title: "It's: a title # of ours"
subtitle: 'so "quoted"'
# a comment

date: 2020-01-02 10:30:00
tags: [one, two words, 3]
categories:
  - first
  - "second, last"
authors:
- me
image: /img/a#b.png?x=1
draft: false
weight: 010
summary: >-
  so: "folded" # no comment
  into a line
kept: |
    as it
    stands
book:
  title: "A: book"
  pages: 010
  authors: [A, "B"]
  isbn:
people:
  - name: One
    url: https://example.org/one
  - name: Two
    tags: []
more:
"""
WORDS = (
    *("a", "b c", "1", "010", "1:30", "2020-01-02", "2020-01-02 10:00:00", "yes", "null", "~"),
    *(
        "x: y",
        "x:y",
        "a #b",
        "a#b",
        "#c",
        "",
        '"q"',
        "'q'",
        '"a',
        'a"b',
        "it's",
        "'it''s'",
        '"q" x',
    ),
    *("[a, b]", "[]", "[ ]", "[ a,b ]", "[a, ]", '[1, "x"]', "[a] b", "[-1]", "[a: b]", "[~, 08]"),
    *(
        "- x",
        "-x",
        "? x",
        "?x",
        "é 😀",
        "{a: b}",
        "&x a",
        "*x",
        "!t a",
        "|",
        ">",
        "<<",
        "=",
        "1_000",
    ),
    *(
        "a:",
        "a: ",
        "http://x.y/z?q=1",
        "a, b",
        "a]",
        "\\",
        "a\tb",
        "\x85",
        "\xa0x",
        "...",
        "---",
        "1,000",
    ),
)
KEYS = (
    "a",
    "b",
    "title",
    "yes",
    "on",
    "null",
    "x-y",
    "1a",
    "é",
    '"q"',
    "<<",
    "a b",
    "true",
    "a.b",
    "Y",
)
FIELDS = ("a", "b", "yes", "x-y", "1a", '"q"', "a b", "- a", "-  b", "- yes")
LINES = ("", "  ", "# c", "  # c", "text", "  text", "---", "...", "a:", "b:", "tags:")
STYLES = (">", ">-", "|", "|-", ">+", ">- # c", "|2", "> ")
BELOW = (
    "    ",
    "  a b",
    "  a b",
    "  c: d",
    "   x",
    "  - x",
    "  # c",
    "",
    "  y ",
    "\tz",
    " 1",
    "x: y",
)


def line(random: Random) -> str:
    word = random.choice(WORDS)
    match random.choice("kkkkiiobf"):
        case "k":
            return random.choice(KEYS) + ":" + random.choice(("", " ", " ", "  ")) + word
        case "b":
            below = (random.choice(BELOW) for _ in range(random.randint(0, 3)))
            return "\n".join((f"{random.choice(KEYS)}: {random.choice(STYLES)}", *below))
        case "f":
            fields = (
                random.choice(("  ", "  ", "  ", "    ", "   ", ""))
                + f"{random.choice(FIELDS)}: {random.choice(WORDS)}"
                for _ in range(random.randint(1, 4))
            )
            return "\n".join((f"{random.choice(KEYS)}:", *fields))
        case "i":
            return random.choice(("", "", "  ", "   ")) + random.choice(("- ", "-  ", "-")) + word
    return random.choice(LINES)


def written(random: Random) -> str:
    lines = [
        line(random) + random.choice(("", "", " ", " # c")) for _ in range(random.randint(1, 5))
    ]
    start = random.choice(("", "---\n", "\n", "--- \n"))
    newline = random.choice(("\n", "\n", "\n", "\r\n"))
    return (start + "\n".join(lines)).replace("\n", newline) + random.choice(("", newline))


def alike(a: Document, b: Document) -> bool:
    a, b = a._replace(is_simple=False), b._replace(is_simple=False)
    return repr(a) == repr(b)  # which tells 1 from True, and has mappings in their order


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.name)
def test_a_usual_header_needs_no_parser(rules: YamlRules) -> None:
    found = read_lines(HEADER, rules)
    assert found is not None
    assert alike(found, parse_document(HEADER, rules))
    assert found.value["tags"] == ["one", "two words", 3]
    assert found.value["categories"] == ["first", "second, last"]
    assert found.value["summary"] == 'so: "folded" # no comment into a line'
    assert found.value["kept"] == "as it\nstands\n"
    assert list(found.value["book"]) == ["title", "pages", "authors", "isbn"]
    assert found.value["people"][1] == {"name": "Two", "tags": []}


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.name)
def test_lines_may_end_as_on_windows(rules: YamlRules) -> None:
    text = HEADER.partition("summary")[0].replace("\n", "\r\n")
    found = read_lines(text, rules)
    assert found is not None
    assert alike(found, parse_document(text, rules))


@pytest.mark.parametrize("seed", range(8))
def test_it_reads_as_the_parser_does(seed: int) -> None:
    random = Random(seed)
    taken = 0
    for text in (written(random) for _ in range(2000)):
        for rules in RULES:
            found = read_lines(text, rules)
            if found is not None:
                taken += 1
                assert alike(found, parse_document(text, rules)), (rules.name, text)
    assert taken > 100


@pytest.mark.parametrize("seed", range(4))
def test_another_engine_reads_a_simple_header_as_its_parser_does(seed: int) -> None:
    random = Random(seed)
    taken = 0
    for text in (written(random) for _ in range(1000)):
        source = SourceText("x.md", f"---\n{text}\n---\n")
        for own in (JS_YAML_4, GOCCY, PSYCH):
            front = front_of(source, own)
            if front is None or not front.is_simple:
                continue
            for other in RULES:
                found = as_read(front, other)
                start, end = front.content
                try:
                    parsed = parse_document(source.text[start:end], other).value
                except YamlError:
                    continue
                taken += 1
                assert repr(found) == repr(parsed), (own.name, other.name, text)
    assert taken > 50


def front_of(source: SourceText, rules: YamlRules) -> FrontMatter | None:
    try:
        return read_front_matter(source, docusaurus(rules))
    except FrontMatterError:
        return None


def test_what_engines_were_asked_is_read_as_the_parser_does() -> None:
    texts = [row["yaml"] for row in vectors("readers.json")]
    taken = [(text, rules) for text in texts for rules in RULES if read_lines(text, rules)]
    for text, rules in taken:
        assert alike(
            read_lines(text, rules) or parse_document("", rules), parse_document(text, rules)
        )
    assert taken


def test_no_line_takes_the_square_of_its_length() -> None:
    for piece in (" ", ": ", " #", "a :", "[", ",", "- ", "'", '"', "\n b", "\n  b"):
        for start in ("a: b", "a: [b", "- b", "a:\n- b", "a: >-\n  b", "a:\n  b: c", "a:\n- b: [c"):
            read_lines(start + piece * 100_000 + "\tx", PSYCH)
            read_lines(start + piece * 100_000 + ": x", PSYCH)
