"""Paths, permalinks, routes and files, as 14 builds by the engine have them."""

from __future__ import annotations

import posixpath
from typing import Any

import pytest

from syndicate.source.files import files_below
from syndicate_adapters.docusaurus.files import is_post
from syndicate_adapters.docusaurus.header.schema import validate
from syndicate_adapters.docusaurus.urls import (
    apply_trailing_slash,
    canonical_url,
    encoded_url,
    is_servable,
    normalize_url,
    output_file,
    parse_file_name,
    permalink,
    route_of,
)
from tests.docusaurus.engine import SITE, header_and_body, instances, localized, said, spoken

URL = "https://site.example"
UNLISTED_HERE = ("blog/md/", "blog/descriptions/", "blog/titles/")
"""Folders whose posts the URL vectors leave out, but for one file."""


@pytest.mark.parametrize("path", said("units")["filenames"])
def test_a_path_gives_date_text_and_slug(path: str) -> None:
    name = parse_file_name(path)
    date = spoken(name.date) if name.has_date else None
    assert {"date": date, "text": name.text, "slug": name.slug} == said("units")["filenames"][path]


@pytest.mark.parametrize(("parts", "url"), said("units")["normalizeUrl"])
def test_parts_are_joined_to_a_url(parts: list[str], url: str) -> None:
    assert normalize_url(parts) == url


@pytest.mark.parametrize(
    ("parts", "url"),
    [
        (["", "/x"], "/x"),
        (["file:", "/home", "x"], "file:///home/x"),
        (["http:", "a.b", "/c/"], "http://a.b/c/"),
        (["filex:", "/a"], "filex://a"),
        (["/", "a?b", "c?d"], "/a?b/c&d"),
        (["//a//", "//b//"], "/a/b/"),
        (["/a/#!b"], "/a/#!b"),
        (["a:b/c:d"], "a://b/c:d"),
        (["/", "a/", ""], "/a/"),
        (["/", "blog", "/a/&b"], "/blog/a&b"),
    ],
)
def test_parts_that_no_site_should_have_are_joined_as_the_engine_does(
    parts: list[str], url: str
) -> None:
    assert normalize_url(parts) == url


@pytest.mark.parametrize("case", said("units")["trailingSlash"])
def test_the_trailing_slash_follows_the_option(case: dict[str, str]) -> None:
    for name, option in (("undefined", None), ("true", True), ("false", False)):
        assert apply_trailing_slash(case["path"], option, case["baseUrl"]) == case[name]


def test_a_dollar_sign_in_a_path_is_taken_for_a_replacement_pattern() -> None:
    assert apply_trailing_slash("/blog/a$$b", True, "/") == "/blog/a$b/"
    assert apply_trailing_slash("/blog/a$$b", None, "/") == "/blog/a$$b"


def posts_of(run: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    """Permalink, route and file of every post of one run, computed from the files of the site."""
    base_url = run["baseUrl"]
    trailing_slash = None if run["trailingSlash"] == "undefined" else run["trailingSlash"]
    posts = {}
    for folder, plugin, own_route in instances():
        route_base = run["routeBasePath"] if own_route is None else own_route
        for path in files_below(SITE / folder, SITE):
            if not is_post(path):
                continue
            file = localized(path, folder, plugin, run["locale"])
            front = validate(header_and_body(file)[0]).front
            if front.is_draft:
                continue
            slug = front.slug or parse_file_name(path).slug
            route = route_of(
                slug, base_url=base_url, route_base_path=route_base, trailing_slash=trailing_slash
            )
            source = file.relative_to(SITE).as_posix()
            if not source.startswith(UNLISTED_HERE) or source == "blog/md/links.mdx":
                file_name = output_file(route, trailing_slash, base_url)
                posts[source] = (permalink(base_url, route_base, slug), route, file_name)
    return posts


def title_of_run(run: dict[str, Any]) -> str:
    return f"{run['trailingSlash']} {run['baseUrl']} {run['routeBasePath']}"


@pytest.mark.parametrize("run", said("urls")["runs"], ids=title_of_run)
def test_every_post_of_a_run_is_served_where_the_engine_serves_it(run: dict[str, Any]) -> None:
    expected = {
        source: (post["permalink"], post["route"], posixpath.normpath(post["file"]))
        for source, post in run["posts"].items()
    }
    assert posts_of(run) == expected


def test_the_runs_are_all_there() -> None:
    assert sum(len(run["posts"]) for run in said("urls")["runs"]) == 1645


@pytest.mark.parametrize("run", said("urls")["runs"], ids=title_of_run)
def test_addresses_are_spelled_three_ways(run: dict[str, Any]) -> None:
    for post in run["posts"].values():
        if post["file"] == "index.html" and post["route"].endswith("/index"):
            continue  # the home page lies in this file
        assert post["canonical"] == canonical_url(URL, post["route"])
        assert post["sitemap"] in (None, encoded_url(URL, post["route"]))
        assert is_servable(post["route"]) is not post.get("notFoundPage", False)


@pytest.mark.parametrize("route", ["/blog/100%", "/blog/a#b", "/blog/a?b", r"/blog/a\(b"])
def test_what_breaks_the_build_or_cannot_be_asked_for_is_not_servable(route: str) -> None:
    assert not is_servable(route)


@pytest.mark.parametrize("route", ["/blog/c++", "/blog/a:b", "/blog/한글", "/blog/a b", "/blog/()"])
def test_odd_characters_alone_do_not_hurt(route: str) -> None:
    assert is_servable(route)
