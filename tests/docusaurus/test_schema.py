"""Front matter as the engine accepts, converts and refuses it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from syndicate.source.yaml import JS_YAML_4, load
from syndicate_adapters.docusaurus.header.schema import TagObject, validate
from syndicate_adapters.docusaurus.header.uris import is_uri
from tests.docusaurus.engine import revived, said

READABLE = [case for case in said("units")["frontMatter"] if "raw" in case]


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case["yaml"])
def test_a_header_is_accepted_or_refused_as_by_the_engine(case: dict[str, Any]) -> None:
    found = validate(revived(case["raw"]))
    assert (not found.problems) is case["ok"]
    if case["ok"]:
        assert dict(found.front.values) == revived(case.get("value", case["raw"]))
    else:
        assert all(problem.message in case["error"] for problem in found.problems) or any(
            problem.key in case["error"] for problem in found.problems
        )


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case["yaml"])
def test_what_a_refusal_names_is_left_out_and_the_rest_stays(case: dict[str, Any]) -> None:
    raw = revived(case["raw"])
    if isinstance(raw, dict):
        found = validate({**raw, "layout": "kept"})
        assert found.front.values["layout"] == "kept"
        assert {problem.field for problem in found.problems}.isdisjoint(found.front.values)


def test_the_header_of_a_whole_post_is_typed() -> None:
    yaml = """
        title: 2021
        description: ''
        date: 2021-01-02
        slug: 42
        tags: [a, {label: B, permalink: /b}]
        authors: {name: X, image_url: ./x.png}
        keywords: [k]
        unlisted: 'true'
        toc_max_heading_level: '4'
        last_update: {date: 2021-02-03, author: Y}
        mdx: {format: md}
        extra: kept
    """
    front = validate(load(yaml, JS_YAML_4)).front
    assert (front.title, front.description, front.slug) == ("2021", "", "42")
    assert front.date == datetime(2021, 1, 2, tzinfo=UTC)
    assert front.tags == ("a", TagObject(label="B", permalink="/b"))
    assert dict(front.authors[0]) == {"name": "X", "image_url": "./x.png", "imageURL": "./x.png"}
    assert (front.is_unlisted, front.is_draft, front.toc_max, front.toc_min) == (
        True,
        False,
        4,
        None,
    )
    assert (front.updated, front.updated_by) == (datetime(2021, 2, 3, tzinfo=UTC), "Y")
    assert (front.mdx_format, front.values["extra"], front.author) == ("md", "kept", None)


def test_a_problem_names_its_key() -> None:
    (problem,) = validate({"tags": ["a", {"label": "x"}]}).problems
    assert (problem.field, problem.key, problem.message) == (
        "tags",
        "tags[1].permalink",
        "is required",
    )


@pytest.mark.parametrize(
    "value",
    [{"author": "a", "authors": "b"}, {"author_title": "t", "authorTitle": "u"}, {"mdx": {}}],
)
def test_old_and_new_spellings_may_stand_together(value: dict[str, Any]) -> None:
    assert not validate(value).problems


@pytest.mark.parametrize("value", [{"mdx": {"format": "html"}}, {"mdx": {"x": 1}}, {"mdx": None}])
def test_the_compiler_looks_into_its_own_key(value: dict[str, Any]) -> None:
    assert validate(value).problems


@pytest.mark.parametrize(
    "text",
    [
        "https://x/y z", "https://한.com/한", "mailto:a b", "//cdn/x", "a:b", "?q", "#f", "%zz", "c:\\x",
        "http://[::1]/", "http:\\\\x", "data:image/png;base64,AA==", "http://a:80/x y",
    ],
)  # fmt: skip
def test_what_the_engine_takes_for_a_url(text: str) -> None:
    assert is_uri(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a b", "한.png", "x|y", "{x}", "a#b#c", "https://exa<mple", "http://a:99999 x", "\\x",
        "http://1.2.3.4.5 x", "https://ex ample.com", "http://[x y]/",
    ],
)  # fmt: skip
def test_what_the_engine_takes_for_no_url(text: str) -> None:
    assert not is_uri(text)
