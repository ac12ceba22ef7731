"""What addresses in posts of the vector site point at, and where the built site serves files."""

from __future__ import annotations

import re

import pytest

from syndicate.adapter import ReadOptions
from syndicate.body.nodes import Destination, Role
from syndicate.model import Post, Site
from syndicate.source.text import Span
from syndicate.web.links import AssetLink, Dead, Elsewhere, LinkTarget, PageLink, PostLink
from syndicate_adapters.docusaurus.links import asset_url, resolve
from syndicate_adapters.docusaurus.read import read_site
from tests.docusaurus.engine import SITE, said


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(SITE, ReadOptions(), lambda diagnostic: None)


def post_of(site: Site, source: str) -> Post:
    return next(post for post in site.posts if post.source == source and post.lang == "en")


def target(site: Site, url: str, role: Role = Role.LINK) -> LinkTarget:
    post = post_of(site, "blog/md/links.mdx")
    return resolve(site, post, Destination(span=Span(0, 1), url=url, role=role))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("./headings.mdx#a", PostLink(source="blog/md/headings.mdx", suffix="#a", lang="en")),
        ("headings.mdx?x=1#y", PostLink(source="blog/md/headings.mdx", suffix="?x=1#y", lang="en")),
        (
            "../2019-05-28-first-post.md",
            PostLink(source="blog/2019-05-28-first-post.md", lang="en"),
        ),
        ("@site/blog/plain.md", PostLink(source="blog/plain.md", lang="en")),
        ("/plain.md", PostLink(source="blog/plain.md", lang="en")),
        ("/blog/plain", PostLink(source="blog/plain.md", lang="en")),
        ("/blog/plain/", PostLink(source="blog/plain.md", lang="en")),
        ("/docs/x#y", PageLink(path="/docs/x", suffix="#y", is_known=False)),
        ("https://e.com/a.md", Elsewhere(url="https://e.com/a.md")),
        ("#here", Elsewhere(url="#here")),
        ("mailto:a@b.c", Elsewhere(url="mailto:a@b.c")),
    ],
)
def test_a_link_leads_where_the_engine_leads_it(url: str, expected: LinkTarget, site: Site) -> None:
    assert target(site, url) == expected


@pytest.mark.parametrize("url", ["./missing.md", "news/2022-01-01-hello.md", "../../README.md"])
def test_markdown_of_no_post_is_a_dead_link(url: str, site: Site) -> None:
    assert isinstance(target(site, url), Dead)


@pytest.mark.parametrize("url", ["../../../../etc/passwd", "@site/../../x.png", "/../../x.png"])
def test_nothing_outside_of_the_site_is_looked_at(url: str, site: Site) -> None:
    found = target(site, url, Role.IMAGE)
    assert isinstance(found, Dead)
    assert found.is_outside


def test_files_of_the_site_are_found_in_the_folder_and_among_the_static_ones(site: Site) -> None:
    for url in ("./local.png", "local.png", "@site/blog/md/local.png"):
        found = target(site, url, Role.IMAGE)
        assert isinstance(found, AssetLink)
        assert found.path == "blog/md/local.png"
    static = target(site, "/img/pixel.png", Role.IMAGE)
    assert isinstance(static, AssetLink)
    assert static.path == "static/img/pixel.png"


def test_a_bundled_file_is_served_under_the_name_that_the_build_gives_it(site: Site) -> None:
    post = post_of(site, "blog/md/links.mdx")
    asset = target(site, "./notes.txt")
    assert isinstance(asset, AssetLink)
    html = said("render")["posts"]["blog/md/links.mdx"]["html"]
    (built,) = set(re.findall(r"/assets/files/notes-[0-9a-f]+\.txt", html))
    assert asset_url(site, post, asset) == f"https://site.example{built}"


def test_a_small_image_is_in_the_page_and_has_no_address(site: Site) -> None:
    post = post_of(site, "blog/md/links.mdx")
    asset = target(site, "./local.png", Role.IMAGE)
    assert isinstance(asset, AssetLink)
    assert asset_url(site, post, asset) is None
