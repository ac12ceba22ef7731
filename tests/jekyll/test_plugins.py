"""What common plugins make of posts, as they made it of the site `plugins`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from syndicate.adapter import ReadOptions
from syndicate.model import Post, Site
from syndicate_adapters.jekyll.excerpts import excerpt_of
from syndicate_adapters.jekyll.plugins import title_in
from syndicate_adapters.jekyll.read import read_site
from tests.jekyll.engine import laid, laid_site, said

VARIANTS = said("plugins")
_ENTRY = re.compile(r"<entry.*?</entry>", re.DOTALL)


def read(root: Path, variant: str) -> Site:
    files = f"_config.yml,_variants/{variant}.yml"
    options = ReadOptions(config_file=None if variant == "base" else Path(files))
    return read_site(root, options, lambda found: None)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    root = laid_site(tmp_path_factory.mktemp("plugins"), "plugins")
    return {variant: read(root, variant) for variant in VARIANTS}


def by_source(site: Site) -> dict[str, Post]:
    return {post.source: post for post in site.posts}


@pytest.mark.parametrize("variant", VARIANTS)
def test_posts_have_their_paths_and_titles(sites: dict[str, Site], variant: str) -> None:
    site = sites[variant]
    base = "" if variant == "no-baseurl" else "/b"
    posts = by_source(site)
    redirects = {redirect.path for redirect in site.redirects}
    for source, facts in VARIANTS[variant]["docs"].items():
        path = f"{base}{facts['url']}"
        if source in posts:
            assert (posts[source].path, posts[source].title) == (path, facts["title"])
        else:
            assert path in redirects
            assert not facts["html"].strip()  # the plugin empties what only leads elsewhere


@pytest.mark.parametrize("variant", VARIANTS)
def test_old_paths_lead_to_their_posts(sites: dict[str, Site], variant: str) -> None:
    base = "" if variant == "no-baseurl" else "/b"
    pages = VARIANTS[variant]["pages"]
    wanted = {
        f"{base}{page.partition(' -> ')[2]}" for page in pages if page.startswith("redirect.html")
    }
    assert {alias for post in sites[variant].posts for alias in post.aliases} == wanted


def test_a_post_that_only_redirects_is_a_redirect(sites: dict[str, Site]) -> None:
    targets = {redirect.path: redirect.target for redirect in sites["base"].redirects}
    assert targets == {
        "/b/2024/01/06/redirto/": "https://else.example/x",
        "/b/2024/01/07/redirto-list/": "https://example.org/b/local/",
    }


@pytest.mark.parametrize("variant", ["base", "no-baseurl", "no-url"])
def test_ids_and_links_are_those_of_the_feed(sites: dict[str, Site], variant: str) -> None:
    feed: str = VARIANTS[variant]["pages"]["feed.xml -> /feed.xml"]
    posts = {post.feed_id: post for post in sites[variant].posts}
    entries = _ENTRY.findall(feed)  # the vectors hold the beginning of the feed
    assert len(entries) > 5
    for entry in entries:
        found = re.search(r"<link href=\"([^\"]*)\".*<id>([^<]*)</id>", entry)
        assert found is not None
        post = posts[found[2]]
        assert found[1] in (post.url, post.path)
        assert post.date is not None
        published = re.search(r"<published>([^<]*)", entry)
        assert published is not None
        assert post.date.isoformat() == published[1]


def test_the_feeds_that_the_plugin_writes_are_told(sites: dict[str, Site]) -> None:
    assert [(feed.path, feed.limit) for feed in sites["base"].feeds] == [("/b/feed.xml", 50)]
    assert [feed.path for feed in sites["feedopts"].feeds] == ["/b/atom.xml", "/b/feed/Cat One.xml"]
    written = {page.partition(" -> ")[0] for page in VARIANTS["feedopts"]["pages"]}
    assert {"atom.xml", "feed/Cat One.xml"} <= written


@pytest.mark.parametrize("variant", VARIANTS)
def test_pages_without_headers_and_readmes_are_pages(sites: dict[str, Site], variant: str) -> None:
    wanted = dict(
        page.split(" -> ")
        for page in VARIANTS[variant]["pages"]
        if page.startswith(("README", "about", "docs/"))
    )
    assert sites[variant].config.files == wanted


def test_authors_are_looked_up_in_the_data(sites: dict[str, Site]) -> None:
    posts = by_source(sites["base"])
    jane = sites["base"].authors["jane"]
    assert (jane.name, jane.email, jane.url) == ("Jane Doe", "j@x", "https://j")
    assert posts["_posts/2024-01-02-author.md"].authors == (jane,)
    both = posts["_posts/2024-01-03-authors.md"]
    assert [author.name for author in both.authors] == ["Jane Doe", "joe"]
    assert both.canonical_url == "https://orig.example/p"
    assert both.image == "/b/img/y.png"
    assert posts["_posts/2024-01-02-author.md"].updated is not None


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Heading *Title*\n\nText", "Heading Title"),
        ("\n\n### `code` & more ###\n", "code & more"),
        ("Setext\n===\n", "Setext"),
        ("A [link](x)[^1]\r\n--\r\n", "A link"),
        ("#### too deep\n", ""),
        ("Text first\n\n# Later\n", ""),
        ("#tag\n", ""),
        ("", ""),
        (" " * 50_000, ""),
        ("\n" * 50_000 + "x", ""),
    ],
)
def test_the_heading_that_a_body_begins_with_is_a_title(body: str, title: str) -> None:
    assert title_in(body) == title


# -- excerpts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("body", "separator", "excerpt"), said("units")["excerpts"])
def test_an_excerpt_ends_at_the_separator(body: str, separator: str, excerpt: str) -> None:
    assert excerpt_of(body, separator) == excerpt


def test_version_3_adds_all_definitions_to_an_excerpt() -> None:
    body = "see [a]\n\ntail\n\n[a]: /a\n[b]: /b\n"
    assert excerpt_of(body, "\n\n", is_old=True) == "see [a]\n\n[a]: /a\n[b]: /b"
    assert excerpt_of("{% if a %}x", "\n\n", is_old=True) == "{% if a %}x\n{% endif %}"


def test_there_is_no_excerpt_without_a_separator() -> None:
    assert excerpt_of("a\n\nb", "") is None


def test_a_text_full_of_tags_is_cut_in_no_time() -> None:
    for piece in ("{% a ", "{%a %}", "{% if x %}", "[a]: ", "%}"):
        assert excerpt_of(piece * 20_000 + "\n\nx", "\n\n")


# -- pages of terms -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "paths"),
    [
        ("{enabled: [tags, categories]}", ["/b/tag/two-words/", "/b/category/cafe/"]),
        ("{enabled: all, slug_mode: latin}", ["/b/tag/two-words/", "/b/category/cafe/"]),
        (
            "{enabled: [categories], permalinks: {category: '/c/:name.html'}}",
            ["", "/b/c/cafe.html"],
        ),
        ("{}", ["", ""]),
    ],
)
def test_terms_have_pages_where_a_plugin_writes_them(
    tmp_path: Path, options: str, paths: list[Any]
) -> None:
    config = f"plugins: [jekyll-archives]\nbaseurl: /b\njekyll-archives: {options}\n"
    post = "---\ntags: [Two Words]\ncategory: Cafe\n---\n"
    root = laid(tmp_path, {"_config.yml": config, "_posts/2024-01-01-x.md": post})
    (found,) = read_site(root, ReadOptions(), lambda found: None).posts
    assert [term.path for term in (*found.tags, *found.categories)] == paths
