"""What addresses in posts point at, as the built site shows it."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

import syndicate
from syndicate.adapter import ReadOptions
from syndicate.body.nodes import Destination, Role
from syndicate.diagnostics import Diagnostic
from syndicate.model import Post, Site
from syndicate.source.text import Span
from syndicate.web.links import AssetLink, Dead, Elsewhere, LinkTarget, PageLink, PostLink
from syndicate_adapters.jekyll import ADAPTER
from syndicate_adapters.jekyll.links import asset_url, post_named, resolve
from syndicate_adapters.jekyll.read import read_site
from tests.jekyll.engine import laid, laid_site, said

CONFIG = """\
url: https://e.org
baseurl: /b
permalink: /:year/:title/
plugins: [jekyll-redirect-from]
exclude: [private]
collections: {notes: {output: true}, hidden: {}}
"""
FILES = {
    "_config.yml": CONFIG,
    "_posts/2024-01-01-one.md": "---\nredirect_from: /old/\n---\n",
    "_posts/2024-01-02-two.md": "---\nslug: zwei\n---\n",
    "_posts/2024-01-02-photo.png": "",
    "_posts/beside.png": "",
    "cat/_posts/2024-01-03-three.md": "",
    "_posts/sub/2024-01-04-four.md": "",
    "_drafts/d.md": "",
    "about.md": "---\n---\n",
    "plain.md": "no header",
    "img/a b.png": "x",
    "img/_hidden.png": "x",
    "private/x.png": "x",
    "_notes/n.md": "---\n---\n",
    "_notes/file.txt": "x",
    "_hidden/h.md": "---\n---\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = laid(tmp_path_factory.mktemp("links"), FILES)
    (root.parent / "outside.png").write_text("x")
    return read_site(root, ReadOptions(), lambda found: None)


def post_of(site: Site, name: str) -> Post:
    return next(post for post in site.posts if post.source.endswith(f"{name}.md"))


def target(site: Site, url: str, role: Role = Role.LINK, source: str = "one") -> LinkTarget:
    node = Destination(span=Span(0, 0), url=url, role=role)
    return resolve(site, post_of(site, source), node)


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("/b/2024/zwei/", "_posts/2024-01-02-two.md"),
        ("/b/2024/zwei", "_posts/2024-01-02-two.md"),
        ("/b/2024/zwei/index.html", "_posts/2024-01-02-two.md"),
        ("../zwei/", "_posts/2024-01-02-two.md"),
        ("../three/", "cat/_posts/2024-01-03-three.md"),
        ("/b/old/", "_posts/2024-01-01-one.md"),
        ("/b/old", "_posts/2024-01-01-one.md"),
    ],
)
def test_an_address_that_serves_a_post_is_that_post(site: Site, url: str, source: str) -> None:
    assert target(site, url) == PostLink(source=source)
    assert target(site, f"{url}?a#b") == PostLink(source=source, suffix="?a#b")


@pytest.mark.parametrize(
    "url", ["https://e.org/x", "mailto:a@b.c", "#top", "//cdn/x.png", "", "?x=1"]
)
def test_other_sites_and_this_page_are_elsewhere(site: Site, url: str) -> None:
    assert target(site, url) == Elsewhere(url=url)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/b/img/a%20b.png", "img/a b.png"),
        ("../../img/a b.png", "img/a b.png"),
        ("/b/plain.md", "plain.md"),
    ],
)
def test_a_file_of_the_site_is_an_asset(site: Site, url: str, path: str) -> None:
    for role in (Role.IMAGE, Role.LINK, Role.ATTRIBUTE):
        asset = target(site, url, role)
        assert asset == AssetLink(path=path, file=site.root / path)
        assert isinstance(asset, AssetLink)
        quoted = path.replace(" ", "%20")
        assert asset_url(site, post_of(site, "one"), asset) == f"https://e.org/b/{quoted}"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("beside.png", "does not serve _posts/beside.png"),
        ("2024-01-02-two.md", "does not serve _posts/2024-01-02-two.md"),
        ("/b/img/_hidden.png", "no file"),
        ("/b/private/x.png", "no file"),
        ("/b/_posts/beside.png", "no file"),
        ("/b/nope.png", "no file"),
        ("/b/about.md", "source files"),
        ("/b/../../outside.png", "leaves the folder"),
        ("/b/..%2F..%2Foutside.png", "leaves the folder"),
    ],
)
def test_what_the_site_does_not_serve_is_dead(site: Site, url: str, reason: str) -> None:
    found = target(site, url, Role.IMAGE)
    if "../" in url:
        assert isinstance(found, PageLink)  # a browser takes it to another site of the host
        return
    assert isinstance(found, Dead)
    assert reason in found.reason
    assert found.is_outside == ("leaves" in reason)


@pytest.mark.parametrize(
    ("url", "is_known"),
    [
        ("/b/about.html", True),
        ("/b/about/", True),
        ("/b/notes/n", True),
        ("/b/", True),
        ("/b/tags/x/", False),
        ("/other/x.png", False),
    ],
)
def test_other_pages_stay_paths(site: Site, url: str, is_known: bool) -> None:
    assert target(site, f"{url}#x") == PageLink(path=url, suffix="#x", is_known=is_known)


def test_the_path_of_a_page_is_raw(site: Site) -> None:
    found = target(site, "/b/files/a%20b.zip")
    assert found == PageLink(path="/b/files/a b.zip", is_known=False)


def test_pages_of_plugins_are_known(tmp_path: Path) -> None:
    config = (
        "plugins: [jekyll-archives, jekyll-sitemap, jekyll-feed]\njekyll-archives: {enabled: all}\n"
    )
    post = "---\ntags: [A b]\n---\n"
    site = read_site(
        laid(tmp_path, {"_config.yml": config, "_posts/2024-01-01-x.md": post}),
        ReadOptions(),
        lambda found: None,
    )
    for url, is_known in (
        ("/tag/a-b/", True),
        ("/sitemap.xml", True),
        ("/feed.xml", True),
        ("/tag/c/", False),
    ):
        found = resolve(site, site.posts[0], Destination(span=Span(0, 0), url=url))
        assert found == PageLink(path=url, is_known=is_known)


def test_a_link_to_nowhere_known_is_kept_and_told(tmp_path: Path) -> None:
    post = "---\ntitle: X\n---\n\n[a](/gone/) and [b](/about/)\n"
    page = "---\npermalink: /about/\n---\n"
    root = laid(
        tmp_path / "old", {"_config.yml": "", "_posts/2024-01-01-x.md": post, "about.md": page}
    )
    result = syndicate.convert(syndicate.read(root), to="hugo", out=tmp_path / "new").run()
    told = {each.code: each.message for each in result.diagnostics if each.line == 5}
    assert told == {
        "link-left-behind": "/about/ is a page that is not converted",
        "link-unknown": "nothing that we know is served at /gone/; the link is kept",
    }
    (written,) = (tmp_path / "new").rglob("2024-01-01-x.md")
    assert "[a](/gone/) and [b](/about/)" in written.read_text("utf-8")


# -- tags of Liquid -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("2024-01-01-one", "_posts/2024-01-01-one.md"),
        ("/2024-01-01-one", "_posts/2024-01-01-one.md"),
        ("2024-01-02-two", "_posts/2024-01-02-two.md"),
        ("2024-01-02-zwei", "_posts/2024-01-02-two.md"),  # the old way, which the engine warns of
        ("2024-1-02-zwei", "_posts/2024-01-02-two.md"),
        ("cat/2024-01-03-three", "cat/_posts/2024-01-03-three.md"),
        ("2024-01-03-three", "cat/_posts/2024-01-03-three.md"),
        ("sub/2024-01-04-four", "_posts/sub/2024-01-04-four.md"),
        ("2024-01-04-four", "_posts/sub/2024-01-04-four.md"),
    ],
)
def test_post_url_names_a_post_by_its_file(site: Site, name: str, source: str) -> None:
    assert post_named(site.config, name) == PostLink(source=source)
    assert target(site, f"{{% post_url {name} %}}#x") == PostLink(source=source, suffix="#x")


@pytest.mark.parametrize("name", ["nope", "2024-01-01-two", "2024-01-01", "x/2024-01-05-y", ""])
def test_post_url_without_a_post_is_dead(site: Site, name: str) -> None:
    found = target(site, f"{{%- post_url {name} -%}}")
    assert isinstance(found, Dead)
    assert "Jekyll stops" in found.reason


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("_posts/2024-01-01-one.md", PostLink(source="_posts/2024-01-01-one.md", suffix="#x")),
        ("about.md", PageLink(path="/b/about", suffix="#x")),
        ("_notes/n.md", PageLink(path="/b/notes/n/", suffix="#x")),
    ],
)
def test_link_names_a_file_by_its_path(site: Site, name: str, wanted: LinkTarget) -> None:
    if isinstance(wanted, PageLink):
        wanted = PageLink(path=f"/b{site.config.files[name]}", suffix="#x")
    assert target(site, f"{{% link {name} %}}#x") == wanted


def test_link_may_name_a_static_file(site: Site) -> None:
    path = "img/a b.png"
    assert target(site, f"{{% link {path} %}}") == AssetLink(path=path, file=site.root / path)
    assert isinstance(target(site, "{% link _hidden/h.md %}"), Dead)


def test_a_hostile_address_is_read_in_no_time(site: Site) -> None:
    for url in ("{% link" + " " * 50_000, "a/" * 20_000, "{% post_url " + "a/" * 20_000 + " %}"):
        assert isinstance(target(site, url), Dead | PageLink)


# -- jekyll-relative-links ------------------------------------------------------------------------


def test_relative_links_are_those_of_the_built_page(tmp_path: Path) -> None:
    root = laid_site(tmp_path, "plugins")
    site = read_site(root, ReadOptions(), lambda found: None)
    post = post_of(site, "rel")
    html = said("plugins")["base"]["docs"][post.source]["html"]
    shown = re.findall(r"(?:href|src)=\"([^\"]*)\"", html)
    found = [node for node in post.body().nodes if isinstance(node, Destination)]
    paths = {each.source: each.path for each in site.posts}
    made = []
    for node in found:
        match resolve(site, post, node):
            case PostLink(source=source, suffix=suffix):
                made.append(f"{paths[source]}{suffix}")
            case PageLink(path=path, suffix=suffix):
                made.append(f"{path}{suffix}")
            case AssetLink(path=path):
                made.append(f"/b/{path}")
            case Dead(url=url):
                made.append(url)
    elsewhere = ("https://x/y.md",)
    assert [each for each in shown if each not in elsewhere][: len(made)][:6] == made[:6]
    assert set(made) <= set(shown)
    assert len(made) > 12


# -- the adapter ----------------------------------------------------------------------------------


def test_a_theme_may_put_a_folder_before_media(tmp_path: Path) -> None:
    files = {
        "_config.yml": "url: https://e.org\n",
        "_posts/2024-01-01-x.md": "---\nmedia_subpath: /media/x/\nimage: cover.png\n---\n![a](a.png)\n",
        "media/x/a.png": "x",
        "media/x/cover.png": "x",
    }
    site = read_site(laid(tmp_path, files), ReadOptions(), lambda found: None)
    (post,) = site.posts
    assert post.image == "/media/x/cover.png"
    (node,) = post.body().nodes
    assert isinstance(node, Destination)
    assert resolve(site, post, node) == AssetLink(
        path="media/x/a.png", file=site.root / "media/x/a.png"
    )


def test_a_site_travels_to_other_processes(site: Site) -> None:
    found: list[Diagnostic] = []
    assert ADAPTER.read is not None
    read = ADAPTER.read(site.root, ReadOptions(), found.append)
    assert pickle.loads(pickle.dumps(read.config)) == read.config
