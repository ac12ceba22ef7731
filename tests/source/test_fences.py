"""Front matter begins and ends where each engine sees it begin and end."""

from __future__ import annotations

from typing import Any

import pytest

from syndicate.source.frontmatter import (
    DOCUSAURUS,
    HUGO,
    JEKYLL,
    FrontMatter,
    FrontMatterError,
    FrontMatterRules,
    read_front_matter,
)
from syndicate.source.text import SourceText

from .vectors import same_as, vectors

ROWS = vectors("fences.json")
ENGINES = (DOCUSAURUS, HUGO, JEKYLL)
APART = {
    # Org keywords are not read, but their lines are no body.
    "#+TITLE: x\n#+X: y\nBody": "hugo",
    "#+title: x": "hugo",
    # goccy/go-yaml minds what follows "..." only where it is no mapping.
    "---\ntitle: x\n... \nBody\n---\n": "hugo",
}


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: repr(row["text"])[:60])
def test_the_body_begins_where_the_engine_begins_it(
    row: dict[str, Any], engine: FrontMatterRules
) -> None:
    expected, source = row[engine.name], SourceText("post.md", row["text"])
    is_mapping = expected.get("data") is None or isinstance(expected["data"], dict)
    if APART.get(source.text) == engine.name:
        assert ("title" in read_front_matter(source, engine)) != expected["ok"]
        return
    if not expected["ok"] or not is_mapping:
        with pytest.raises(FrontMatterError) as caught:
            read_front_matter(source, engine)
        body = source.text[caught.value.body_start :]
        assert body == expected.get("body", body)
        return
    front = read_front_matter(source, engine)
    assert source.text[front.body_start :] == expected["body"]
    if engine is HUGO:
        assert (front.get("title") or "") == expected["title"]
    else:
        assert same_as(front.values, expected["data"] or {})


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: repr(row["text"])[:60])
def test_the_parts_lie_in_order(row: dict[str, Any], engine: FrontMatterRules) -> None:
    found = engine.find(row["text"]) if row[engine.name]["ok"] else 0
    if not isinstance(found, int):
        places = (0, *found.content, found.block_end, found.body_start, len(row["text"]))
        assert list(places) == sorted(places)
        assert found.parsed.end == found.content.end


def test_javascript_is_never_run() -> None:
    source = SourceText("post.md", "---js\n{title: process.exit(1)}\n---\nBody\n")
    with pytest.raises(FrontMatterError, match="JavaScript, which is not run") as caught:
        read_front_matter(source, DOCUSAURUS)
    assert source.text[caught.value.body_start :] == "Body\n"


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "x" * 2_000_000,
        "---\na: b\n---\n" + "x" * 2_000_000,
        "---" + "\n" * 1_000_000,
        "---\n" + "--- x\n" * 200_000,
        "---\n" + "\r" * 1_000_000 + "\n---\n",
        "{" * 1_000_000,
        '{"' + "\\" * 1_000_000,
        "+++\n" + "a = [" * 200_000,
        "#+" * 500_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_read_or_refused(text: str, engine: FrontMatterRules) -> None:
    found: FrontMatter | FrontMatterError
    try:
        found = read_front_matter(SourceText("post.md", text), engine)
    except FrontMatterError as error:
        found = error
    assert 0 <= found.body_start <= len(text)
