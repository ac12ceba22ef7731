"""Whole sites: which files are documents, and what each is, under 47 configurations."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from syndicate.adapter import ReadOptions
from syndicate.body.markdown import to_html
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic
from syndicate.source.yaml import Value
from syndicate.verify import compare_articles
from syndicate_adapters.jekyll.contents import Placed, Status, read_contents
from syndicate_adapters.jekyll.dialect import JEKYLL
from syndicate_adapters.jekyll.read import read_site
from tests.jekyll.engine import (
    ABSENT,
    NOW,
    configured,
    contents,
    documents,
    laid,
    laid_site,
    said,
    spoken,
    upstream,
)
from tests.jekyll_body.reading import PLAIN, as_page

SITES = said("urls")["sites"]
VARIANTS = [(site, variant) for site in SITES for variant in SITES[site]]
FACTS = ("url", "id", "date", "title", "categories", "tags", "draft", "slug", "ext", "dest")
ERRORS = said("errors")
BODIES = tuple(
    f"{part}-" for part in "highlight include kramdown link liquid markdown post_url raw".split()
)
"""Cases of errors.json that are about bodies."""


def wanted(site: str, variant: str) -> dict[str, dict[str, Any]]:
    """What the engine says of each document."""
    base = SITES[site]["base"]["docs"]
    record = SITES[site][variant]
    gone = record.get("gone", ())
    docs = {path: dict(facts) for path, facts in base.items() if path not in gone}
    for path, facts in record.get("changed", {}).items():
        docs.setdefault(path, {}).update(facts)
    for (_, where, which, _, *place), value in upstream("urls").items():
        if (where, which) == (site, variant):
            docs[place[0]][place[1]] = value
    return docs


def plain(value: Any) -> Any:
    """A value of the vectors with its dates as text."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value["v"] if isinstance(value, dict) and "!" in value else value


def facts_of(placed: Placed) -> dict[str, Any]:
    document, address = placed.document, placed.address
    assert address is not None
    assert document.moment is not None
    return {
        "url": address.url,
        "id": address.id,
        "date": spoken(document.moment.time),
        "title": document.title,
        "categories": document.categories,
        "tags": [tag.isoformat() if isinstance(tag, date) else tag for tag in document.tags],
        "draft": bool(document.data.get("draft")),
        "slug": document.data.get("slug"),
        "ext": document.data.get("ext"),
        "dest": address.output,
    }


def facts_wanted(facts: Mapping[str, Any]) -> dict[str, Any]:
    url = facts["url"]
    said_of = {name: plain(facts.get(name)) for name in FACTS}
    # A post without its header has no tags, rather than an empty list of them.
    said_of["tags"] = said_of["tags"] or []
    said_of["dest"] = facts.get("dest") or (
        unquote(url)[1:] + ("index.html" if url.endswith("/") else "")
    )
    return said_of


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {site: laid_site(tmp_path_factory.mktemp(site), site) for site in SITES}


@pytest.mark.parametrize(("site", "variant"), VARIANTS)
def test_every_document_is_what_the_engine_says(
    roots: dict[str, Path], site: str, variant: str
) -> None:
    _, read = contents(roots[site], "" if variant == "base" else variant)
    found = documents(read)
    docs = wanted(site, variant)
    assert sorted(found) == sorted(docs)
    for path, facts in docs.items():
        assert facts_of(found[path]) == facts_wanted(facts), path
    assert {page.source: page.url for page in read.pages} == SITES[site][variant]["pages"]


@pytest.mark.parametrize(("site", "variant"), VARIANTS)
def test_version_3_serves_posts_where_it_does(
    roots: dict[str, Path], site: str, variant: str
) -> None:
    lock = roots[site] / "Gemfile.lock"
    lock.write_text("GEM\n  specs:\n    jekyll (3.10.0)\n")
    try:
        _, read = contents(roots[site], "" if variant == "base" else variant)
    finally:
        lock.unlink()
    urls = {path: facts["url"] for path, facts in wanted(site, variant).items()}
    urls |= said("version3").get(site, {}).get(variant, {})
    collections = {each.document.path for each in read.documents}
    found = {}
    for post in read.posts:
        if post.status is Status.FATAL:
            found[post.document.path] = "stops"
        elif post.status is Status.PUBLISHED and post.address is not None:
            found[post.document.path] = post.address.url
    assert found == {
        path: url for path, url in urls.items() if path not in collections and url != "not read"
    }


def test_static_files_are_told_from_pages(roots: dict[str, Path]) -> None:
    _, read = contents(roots["urls"])
    statics = {f"/{file.source}" for file in read.files.statics if not file.label}
    assert statics - {f"/_variants/{name}.yml" for name in SITES["urls"]} == set(
        SITES["urls"]["base"]["static"]
    )


# -- headers --------------------------------------------------------------------------------------

HEADERS = said("frontmatter")["docs"]
COMPUTED = ("excerpt", "slug", "ext", "title", "categories", "tags", "draft", "date")


def typed(value: Value) -> Any:
    """A value as the vectors spell it."""
    match value:
        case datetime():
            return {"!": "time", "v": value.replace(microsecond=0)}
        case date():
            return {"!": "date", "v": value.isoformat()}
        case float() if not math.isfinite(value):
            return {"!": "float", "v": "NaN" if math.isnan(value) else "Infinity"}
        case list():
            return [typed(item) for item in value]
        case dict():
            return {key: typed(item) for key, item in value.items()}
    return value


def revived(value: Any) -> Any:
    match value:
        case {"!": "time", "v": str() as moment}:
            moment = moment.replace("Z", "+00:00")
            return {"!": "time", "v": datetime.fromisoformat(moment)}
        case dict():
            # Keys that are no text are their text to us.
            return {_bare(key): revived(item) for key, item in value.items()}
        case list():
            return [revived(item) for item in value]
    return value


def _bare(key: str) -> str:
    return key.rpartition(":")[2] if key.startswith("!") and len(key) > 1 else key


@pytest.fixture(scope="module")
def headers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Placed]:
    root = laid_site(tmp_path_factory.mktemp("frontmatter"), "frontmatter")
    return documents(contents(root)[1])


def header_wanted(path: str) -> dict[str, Any]:
    facts = {**HEADERS[path], "data": dict(HEADERS[path]["data"])}
    for (_, where, *place), value in upstream("frontmatter").items():
        if where != path:
            continue
        into = facts
        for key in place[:-1]:
            into = into[key]
        if value == ABSENT:
            into.pop(place[-1], None)
        else:
            into[place[-1]] = value
    return facts


@pytest.mark.parametrize("path", HEADERS)
def test_a_header_gives_what_the_engine_says(headers: dict[str, Placed], path: str) -> None:
    facts, placed = header_wanted(path), headers[path]
    document = placed.document
    assert placed.address is not None
    assert document.moment is not None
    data = {key: value for key, value in document.data.items() if key not in COMPUTED}
    assert typed({**data, "title": document.data.get("title")}) == revived(facts["data"])
    assert placed.address.url == facts["url"]
    assert spoken(document.moment.time) == facts["date"]
    assert document.title == facts["title"]
    assert document.categories == facts["categories"]
    assert document.tags == (facts["tags"] or [])
    assert document.data.get("slug") == facts["slug"]


# -- what stops a build ---------------------------------------------------------------------------


IN_HEADERS = [name for name in ERRORS if not name.startswith(BODIES)]


@pytest.mark.parametrize("name", IN_HEADERS)
def test_a_post_stops_the_build_where_the_engine_does(tmp_path: Path, name: str) -> None:
    case = ERRORS[name]
    root = laid(tmp_path, {**said("sites")["empty"], **case["files"]})
    read = read_contents(root, configured(root), NOW)
    published = {post.document.path: post for post in read.posts if post.status is Status.PUBLISHED}
    if case["exit"]:
        assert [post.status for post in read.posts] == [Status.FATAL]
        assert read.posts[0].reason
        return
    assert sorted(published) == sorted(case["docs"])
    for path, facts in case["docs"].items():
        address = published[path].address
        assert address is not None
        assert (address.url, published[path].document.title) == (facts["url"], facts["title"])


IN_BODIES = [name for name in ERRORS if name.startswith(BODIES) and ERRORS[name]["exit"]]


@pytest.mark.parametrize("name", IN_BODIES)
def test_what_stops_the_engine_in_a_text_is_told(tmp_path: Path, name: str) -> None:
    root = laid(tmp_path, {**said("sites")["empty"], **ERRORS[name]["files"]})
    told: list[Diagnostic] = []
    for post in read_site(root, ReadOptions(), told.append).posts:
        post.body(told.append)
    stopping = [found for found in told if found.code in ("template-unread", "source-config-wrong")]
    assert stopping
    assert all(found.line for found in stopping)


BUILT = [(name, path) for name in ERRORS for path in ERRORS[name].get("docs") or ()]

EMPTY_ALL_THE_SAME = {
    "liquid-hugo": "what no template can be, of which the engine prints nothing",
    "liquid-jinja": "what no template can be, of which the engine prints nothing",
    "liquid-jsx-braces": "what no template can be, of which the engine prints nothing",
    "liquid-unknown-filter": "a filter that nobody knows, which the engine leaves out",
}
"""What stays in the text as it stands, and is told."""


@pytest.mark.parametrize(("name", "path"), BUILT)
def test_the_text_of_an_odd_post_reads_as_the_engines(tmp_path: Path, name: str, path: str) -> None:
    root = laid(tmp_path, {**said("sites")["empty"], **ERRORS[name]["files"]})
    site = read_site(root, ReadOptions(), lambda found: None)
    post = next(post for post in site.posts if post.source == path)
    told: list[Diagnostic] = []
    text = render(post.body(told.append), JEKYLL, PLAIN).text
    found = compare_articles(as_page(ERRORS[name]["docs"][path]["html"]), as_page(to_html(text)))
    is_told = any(each.code == "template-unread" for each in told)
    assert bool(found) == is_told == (name in EMPTY_ALL_THE_SAME), text
