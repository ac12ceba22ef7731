"""Addresses in posts: where the engine's pages lead, with its hooks and without, and what `ref` finds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from syndicate.adapter import ExportContext, ReadOptions
from syndicate.body.nodes import Destination, Role
from syndicate.model import Post, Site
from syndicate.source.text import Span
from syndicate.web.links import AssetLink, Dead, Elsewhere, LinkTarget, PageLink, PostLink
from syndicate.web.urls import join_url, page_key, quote_path, split_url
from syndicate_adapters.hugo.dialect import HUGO
from syndicate_adapters.hugo.reading.links import asset_url, find_page, resolve
from syndicate_adapters.hugo.reading.site import read_site
from tests.engines import builds
from tests.hugo_reading.engine import CLOCK, SITES, lay_out, said, write

ALL = {"mainSections": "['*']"}
_SHOWN = re.compile(r'<(?:a href|img src)="([^"]*)"')
_WRITTEN = re.compile(r"(!?)\[[^\]]*\]\((?:<([^>]*)>|([^\s)]*))")


def site_in(folder: Path, **options: str) -> Site:
    overrides = {**ALL, **options}
    return read_site(folder, ReadOptions(overrides=overrides), lambda d: None, now=CLOCK)


def aim(site: Site, post: Post, url: str, role: Role = Role.LINK) -> LinkTarget:
    return resolve(site, post, Destination(span=Span(0, 0), url=url, role=role))


def links_in(post: Post) -> Iterator[tuple[str, Role]]:
    """The addresses in a post of the vector sites, which hold nothing else."""
    for found in _WRITTEN.finditer(post.read().text):
        url = (found[2] or found[3]).replace(" ", "%20")
        yield url, Role.IMAGE if found[1] else Role.LINK


def address(site: Site, post: Post, target: LinkTarget) -> str:
    """Where a target is served."""
    match target:
        case PostLink():
            lang = target.lang or post.lang
            path = next(p.path for p in site.posts if (p.source, p.lang) == (target.source, lang))
            return f"{path}{target.suffix}"
        case AssetLink():
            url = asset_url(site, post, target)
            path = split_url(url).path if url else f"/sub/{target.path.removeprefix('assets/')}"
            return f"{path}{target.suffix}"
        case PageLink():
            return f"{target.path}{target.suffix}"
        case Elsewhere() if target.url.startswith("#"):
            return f"{post.path}{target.url}"
        case Elsewhere():
            return target.url
    return ""


def is_served(path: str, site: str) -> bool:
    """Whether the engine wrote something at a path; its home pages lie below /sub/."""
    below = unquote(split_url(path).path).removeprefix("/sub/")
    files = said("urls")[site]["files"]
    pages = {page_key(page["permalink"]) for page in said("urls")[site]["pages"]}
    return below in files or page_key(f"https://example.org{split_url(path).path}") in pages


@pytest.mark.parametrize("name", sorted(said("links")))
def test_a_link_leads_where_the_engine_leads_it(name: str, tmp_path: Path) -> None:
    site = site_in(lay_out(name, tmp_path))
    checked = 0
    for post in site.posts:
        shown = _SHOWN.findall(said("links")[name].get(post.source, ""))
        wrong = []
        for (url, role), href in zip(links_in(post) if shown else (), shown, strict=True):
            target = aim(site, post, url, role)
            theirs = join_url(post.path, href) if href else ""
            checked += 1
            if isinstance(target, Dead):
                if theirs and is_served(theirs, name):
                    wrong.append((url, target.reason, theirs))
            elif address(site, post, target) != theirs:
                wrong.append((url, address(site, post, target), theirs))
        assert wrong == []
    assert checked > 50


@pytest.fixture
def blog(tmp_path: Path) -> Site:
    page = "---\ntitle: {}\ndate: 2024-01-02\n{}---\n"
    return site_in(
        write(
            tmp_path,
            {
                "hugo.toml": 'baseURL = "https://example.org/b/"',
                "content/_index.md": page.format("Home", ""),
                "content/posts/_index.md": page.format("Posts", ""),
                "content/posts/a.md": page.format("A", "aliases: [/old/a/]\n"),
                "content/posts/Big Name.md": page.format("B", "slug: b\n"),
                "content/posts/leaf/index.md": page.format("Leaf", "url: /moved/here/\n"),
                "content/posts/leaf/Pic 1.PNG": "x",
                "content/posts/deep/more/c.md": page.format("C", ""),
                "content/posts/deep/more/d.png": "x",
                "content/notes/c.md": page.format("Other C", ""),
                "content/notes/only.md": page.format("Only", ""),
                "static/img/s.png": "x",
                "static/about.html": "x",
                "assets/x.png": "x",
            },
        )
    )


def post_named(site: Site, source: str) -> Post:
    return next(post for post in site.posts if post.source == source)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/b/posts/a/", PostLink(source="content/posts/a.md", lang="en")),
        ("/b/posts/a", PostLink(source="content/posts/a.md", lang="en")),
        ("/b/old/a/#x", PostLink(source="content/posts/a.md", lang="en", suffix="#x")),
        ("../b/?q=1", PostLink(source="content/posts/Big Name.md", lang="en", suffix="?q=1")),
        ("/b/moved/here/", PostLink(source="content/posts/leaf/index.md", lang="en")),
        ("/b/posts/", PageLink(path="/b/posts/")),
        ("/b/tags/", PageLink(path="/b/tags/")),
        ("/b/unknown/", PageLink(path="/b/unknown/", is_known=False)),
        ("/elsewhere/", PageLink(path="/elsewhere/", is_known=False)),
        ("https://x.org/", Elsewhere(url="https://x.org/")),
        ("#frag", Elsewhere(url="#frag")),
    ],
)
def test_a_path_is_what_is_served_there(url: str, target: LinkTarget, blog: Site) -> None:
    assert aim(blog, post_named(blog, "content/posts/a.md"), url) == target


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("/b/img/s.png", "static/img/s.png"),
        ("../../img/s.png", "static/img/s.png"),
        ("/b/about.html", "static/about.html"),
        ("/b/moved/here/Pic%201.PNG", "content/posts/leaf/Pic 1.PNG"),
        ("/b/posts/deep/more/d.png", "content/posts/deep/more/d.png"),
    ],
)
def test_a_file_is_found_where_it_is_served(url: str, place: str, blog: Site) -> None:
    post = post_named(blog, "content/posts/a.md")
    target = aim(blog, post, url, Role.IMAGE)
    assert isinstance(target, AssetLink)
    assert target.path == place
    served = asset_url(blog, post, target)
    assert served is not None
    assert unquote(served) == unquote(join_url("https://example.org/b/posts/a/", url))


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("other.md", Role.LINK),
        ("/img/s.png", Role.IMAGE),
        ("s.png", Role.IMAGE),
        ("/b/img/../../../hugo.toml", Role.IMAGE),
        ("/b/files/gone.pdf", Role.LINK),
    ],
)
def test_what_is_not_served_is_dead(url: str, role: Role, blog: Site) -> None:
    assert isinstance(aim(blog, post_named(blog, "content/posts/a.md"), url, role), Dead)


_MADE = ("asset.png", "qr_81147d6b2e78e3ea.png", "qr_74168d3aa6fee6a2.png")
"""What templates publish: only running them tells."""


@pytest.mark.parametrize("name", SITES)
def test_nothing_that_the_engine_serves_is_taken_for_unknown(name: str, tmp_path: Path) -> None:
    site = site_in(lay_out(name, tmp_path))
    hosts = site.config.config.is_multihost
    for post in [] if hosts else site.posts[:1]:  # else a path is one of several hosts
        base = site.config.links_of(post).base
        for file in said("urls")[name]["files"]:
            if file.endswith(_MADE):
                continue
            url = quote_path(f"{base}/{file.removesuffix('index.html')}")
            found = aim(site, post, url)
            assert not isinstance(found, Dead), url
            assert not isinstance(found, PageLink) or found.is_known, url


def test_what_stands_beside_pages_is_known(tmp_path: Path) -> None:
    """What the engine writes beside pages, and what it does not though it looks like that."""
    page = "---\ntitle: T\ndate: 2024-01-0{}\ntags: [x]\n---\n"
    files = {
        "hugo.toml": """
baseURL = "https://e.example/b/"
enableRobotsTXT = true
defaultContentLanguage = "en"
[pagination]
pagerSize = 1
path = "seite"
[outputs]
page = ["html", "amp", "json"]
[languages.en]
weight = 1
[languages.ko]
weight = 2
""",
        "layouts/all.html": "x{{ if not .IsPage }}{{ range (.Paginate .Pages).Pages }}{{ end }}{{ end }}",
        "layouts/single.amp.html": "x",
        "layouts/single.json": "{}",
        "layouts/404.html": "x",
        "layouts/robots.txt": "x",
        "content/posts/a.md": page.format(1),
        "content/posts/b.md": page.format(2),
        "content/posts/a.ko.md": page.format(3),
        "static/demo/index.html": "x",
    }
    site = site_in(write(tmp_path / "site", files))
    built = builds.build_hugo(tmp_path / "site", tmp_path / "out")
    assert built.is_ok, built.log
    served = sorted(
        f.relative_to(tmp_path / "out").as_posix() for f in (tmp_path / "out").rglob("*.*")
    )
    post = post_named(site, "content/posts/a.md")
    known = {
        name: found.is_known if isinstance(found, PageLink) else not isinstance(found, Dead)
        for name in (*served, *_NOT_SERVED)
        for found in [aim(site, post, f"/b/{name.removesuffix('index.html')}")]
    }
    assert {"posts/seite/2/index.html", "amp/posts/a/index.html", "tags/x/index.xml"} <= {*served}
    assert not {*served} & {*_NOT_SERVED}
    assert {name for name, is_known in known.items() if is_known} == {*served}


_NOT_SERVED = (
    "gone/index.html",
    "gone/seite/2/index.html",
    "posts/page/2/index.html",
    "posts/a/index.xml",
    "posts/index.json",
    "amp/posts/index.html",
    "posts/sitemap.xml",
    "demo/more/index.html",
)


@pytest.mark.parametrize(
    ("ref", "key"),
    [
        ("/posts/a", "/posts/a"),
        ("/posts/a.md", "/posts/a"),
        ("/posts/A.MD", "/posts/a"),
        ("a.md", "/posts/a"),
        ("./a", "/posts/a"),
        ("../notes/c.md", "/notes/c"),
        ("leaf", "/posts/leaf"),
        ("leaf/index.md", "/posts/leaf"),
        ("big name.md", "/posts/big-name"),
        ("only", "/notes/only"),
        ("only.md", "/notes/only"),
        ("/", ""),
        ("/posts/", "/posts"),
        ("/posts/_index.md", "/posts"),
        ("a/", "/posts/a"),
        ("/c/x", None),
        ("c", None),
        ("./only", None),
        ("nope.md", None),
    ],
)
def test_a_reference_finds_a_page(ref: str, key: str | None, blog: Site) -> None:
    post = post_named(blog, "content/posts/a.md")
    assert find_page(blog.config, post, ref, is_ref=True) == key


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ('{{< ref "only.md" >}}', PostLink(source="content/notes/only.md", lang="en")),
        ("{{% relref `only` %}}#x", PostLink(source="content/notes/only.md", lang="en", suffix="#x")),
        (
            '{{<relref path="/posts/a#frag" lang="en">}}',
            PostLink(source="content/posts/a.md", lang="en", suffix="#frag"),
        ),
        ("{{< ref only >}}", PostLink(source="content/notes/only.md", lang="en")),
        ('{{< ref "/posts" >}}', PageLink(path="/b/posts/")),
        ('{{< ref "#here" >}}', Elsewhere(url="#here")),
    ],
)  # fmt: skip
def test_an_address_may_be_a_reference(url: str, target: LinkTarget, blog: Site) -> None:
    assert aim(blog, post_named(blog, "content/posts/a.md"), url) == target


def test_a_reference_to_nothing_is_dead(blog: Site) -> None:
    target = aim(blog, post_named(blog, "content/posts/a.md"), '{{< ref "nope.md" >}}')
    assert isinstance(target, Dead)
    assert "nope.md" in target.reason


def test_a_hook_of_the_site_is_taken_to_find_pages(tmp_path: Path) -> None:
    page = "---\ntitle: x\n---\n"
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"',
        "content/posts/a.md": page,
        "content/posts/b.md": page,
        "layouts/_default/_markup/render-link.html": "x",
    }
    site = site_in(write(tmp_path, files))
    target = aim(site, post_named(site, "content/posts/a.md"), "b.md")
    assert target == PostLink(source="content/posts/b.md", lang="en")


def test_a_file_outside_of_the_site_is_never_given(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(root, {"hugo.toml": "", "content/a.md": "---\n---\n", "static/x.png": "x"})
    (tmp_path / "secret.png").write_text("x")
    (root / "static" / "link.png").symlink_to(tmp_path / "secret.png")
    site = site_in(root)
    for url in ("/link.png", "/../secret.png", "/%2e%2e/%2e%2e/secret.png"):
        assert isinstance(aim(site, site.posts[0], url, Role.IMAGE), Dead), posixpath.basename(url)


def test_a_file_lies_where_the_page_of_its_language_is(tmp_path: Path) -> None:
    page = "---\ntitle: x\n---\n"
    config = (
        'baseURL = "https://example.org/"\n[languages.en]\nweight = 1\n[languages.ko]\nweight = 2'
    )
    files = {
        "hugo.toml": config,
        "content/both/index.md": page,
        "content/both/index.ko.md": page,
        "content/both/a.png": "x",
        "content/both/b.ko.png": "x",
        "content/korean/index.ko.md": page,
        "content/korean/c.png": "x",  # of the first language, which has no such page
        "content/posts/p.md": page,
        "content/posts/p.ko.md": page,
        "content/posts/d.png": "x",
    }
    site = site_in(write(tmp_path, files))
    served = {
        path: source for links in site.config.links.values() for path, source in links.files.items()
    }
    assert served == {
        "/both/a.png": "content/both/a.png",
        "/ko/both/b.ko.png": "content/both/b.ko.png",
        "/posts/d.png": "content/posts/d.png",
    }
    korean = next(p for p in site.posts if (p.source, p.lang) == ("content/both/index.ko.md", "ko"))
    target = aim(site, korean, "a.png", Role.IMAGE)
    assert isinstance(target, AssetLink)
    assert asset_url(site, korean, target) == "https://example.org/both/a.png"


def test_a_page_in_other_letters_is_named_by_its_raw_path(tmp_path: Path) -> None:
    """Writers encode what they have to: an encoded path would be encoded twice."""
    files = {
        "hugo.toml": 'baseURL="https://example.org/"\n',
        "content/p.md": "---\ntitle: P\ntags: [Maëlle]\n---\n[a](/tags/maëlle)\n",
    }
    site = read_site(write(tmp_path, files), ReadOptions(), lambda found: None)
    post = site.posts[0]
    found = resolve(site, post, Destination(span=Span(0, 0), url="/tags/maëlle"))
    assert found == PageLink(path="/tags/maëlle/")
    context = ExportContext(site=site, source=HUGO, resolve=resolve, asset_url=asset_url)
    absolute = context.relink(post, lambda said: None)
    link = Destination(span=Span(0, 0), url="/tags/maëlle")
    assert absolute(post.read(), link) == "https://example.org/tags/ma%C3%ABlle/"


LANGUAGES = {
    "none": "",
    "one": "[languages.en]\nweight = 1\n",
    "one-left": "[languages.en]\n[languages.ko]\ndisabled = true\n",
    "hosts": '[languages.en]\nbaseURL = "https://e.example/"\n',
}


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_table_of_languages_has_the_engine_look_for_pages(name: str, tmp_path: Path) -> None:
    """Be it of one language: then the engine's own hooks are used, unless each language has its host."""
    base = f'baseURL = "https://e.example/"\n{LANGUAGES[name]}'
    page = "---\ntitle: T\n---\n"
    files = {
        "hugo.toml": base,
        "layouts/all.html": "{{ .Content }}",
        "content/about.md": page,
        "content/p/b/index.md": f"{page}[a](../../about.md)\n",
    }
    site = site_in(write(tmp_path / "site", files))
    built = builds.build_hugo(tmp_path / "site", tmp_path / "out")
    assert built.is_ok, built.log
    (file,) = (tmp_path / "out").rglob("p/b/index.html")
    (shown,) = _SHOWN.findall(file.read_text(encoding="utf-8"))
    post = next(post for post in site.posts if post.source == "content/p/b/index.md")
    target = aim(site, post, "../../about.md")
    assert isinstance(target, PostLink) is (shown == "/about/")
