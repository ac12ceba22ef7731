"""Pages that stand beside the posts of a blog: carried where they are plain and wanted, else told of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import syndicate
from syndicate.verify import Status
from tests.sites.moving import judge, write

LAYOUT = "<html><head><title>{{ .Title }}</title></head><body><article>{{ .Content }}</article></body></html>"
HUGO: dict[str, str | bytes] = {
    "hugo.toml": 'baseURL = "https://blog.example/"\ntitle = "B"\n[params]\nmainSections = ["posts"]\n',
    "layouts/single.html": LAYOUT,
    "layouts/list.html": LAYOUT,
    "layouts/search.html": LAYOUT,
    "content/posts/one.md": "---\ntitle: One\ndate: 2024-01-01\n---\n"
    "See [about](/about/), [Mina]({{< ref mina >}}) and [search](/search/).\n",
    "content/about.md": "---\ntitle: About\naliases: [/us/]\n---\nWe **write**; see [one](/posts/one/).\n\n- a\n- b\n",
    "content/team/mina.md": "---\ntitle: Mina\n---\nShe reads. ![m](/m.png)\n",
    "content/search.md": "---\ntitle: Search\nlayout: search\n---\n",
    "content/shop.md": "---\ntitle: Shop\n---\n{{< shelf >}}\n",
    "layouts/_shortcodes/shelf.html": "{{ range site.Pages }}x{{ end }}",
    "static/m.png": b"\x89PNG",
}
JEKYLL_LAYOUT = "<html><head><title>{{ page.title }}</title></head><body><article>{{ content }}</article></body></html>"
JEKYLL: dict[str, str | bytes] = {
    "_config.yml": "url: https://blog.example\ntitle: B\n"
    "defaults: [{scope: {path: ''}, values: {layout: default}}]\n",
    "_layouts/default.html": JEKYLL_LAYOUT,
    "_layouts/home.html": JEKYLL_LAYOUT,
    "_posts/2024-01-01-one.md": "---\ntitle: One\n---\n"
    "See [about](/about/), [Mina]({% link team/mina.md %}) and [search](/search.html).\n",
    "about.md": "---\ntitle: About\npermalink: /about/\n---\n"
    "We **write**; see [one](/2024/01/01/one.html).\n\n- a\n- b\n",
    "team/mina.md": "---\ntitle: Mina\n---\nShe reads. ![m](/m.png)\n",
    "search.html": "---\ntitle: Search\n---\n<form></form>\n",
    "index.md": "---\nlayout: home\n---\n",
    "tags.html": "---\ntitle: Tags\n---\n{% for tag in site.tags %}x{% endfor %}\n",
    "404.md": "---\npermalink: /404.html\n---\nNothing.\n",
    "m.png": b"\x89PNG",
}
SITES = {"hugo": HUGO, "jekyll": JEKYLL}
CARRIED = {
    "hugo": {"/about/": "content/about.md", "/team/mina/": "content/team/mina.md"},
    "jekyll": {"/about/": "about.md", "/team/mina.html": "team/mina.md"},
}
LEFT = {"hugo": ("content/search.md", "content/shop.md"), "jekyll": ("search.html",)}


@pytest.fixture(params=sorted(SITES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def root(engine: str, tmp_path: Path) -> Path:
    return write(tmp_path / "old", SITES[engine])


def test_plain_pages_are_read_only_where_they_are_wanted(engine: str, root: Path) -> None:
    assert [post.source for post in syndicate.read(root).posts if post.is_page] == []
    pages = [post for post in syndicate.read(root, pages=True).posts if post.is_page]
    assert {page.path: page.source for page in pages} == CARRIED[engine]
    assert {page.title for page in pages} == {"About", "Mina"}


@pytest.mark.parametrize("pages", [False, True])
def test_pages_that_stay_behind_are_told_once(engine: str, root: Path, pages: bool) -> None:
    told = [d for d in syndicate.read(root, pages=pages).diagnostics if d.code == "left-behind"]
    places = sorted(LEFT[engine] if pages else (*LEFT[engine], *CARRIED[engine].values()))
    (found,) = told
    assert found.path in places
    count = f"{len(places)} pages are" if len(places) > 1 else "1 page is"
    assert found.message.startswith(f"{count} not converted: ")
    assert ("--pages" in found.message) is not pages


def test_a_site_that_stays_with_its_engine_leaves_no_page_behind(
    engine: str, root: Path, tmp_path: Path
) -> None:
    result = syndicate.convert(syndicate.read(root), to=engine, out=tmp_path / "new").run()
    assert [d for d in result.diagnostics if d.code == "left-behind"] == []
    for source in (*LEFT[engine], *CARRIED[engine].values()):
        assert (tmp_path / "new" / source).read_bytes() == (root / source).read_bytes()


@pytest.mark.parametrize("source", ["about.md", "content/about.md"])
def test_old_addresses_of_a_page_that_comes_along_are_its_own(source: str, tmp_path: Path) -> None:
    is_hugo = source.startswith("content/")
    root = write(tmp_path, HUGO if is_hugo else JEKYLL)
    if not is_hugo:
        (root / "_config.yml").write_text("plugins: [jekyll-redirect-from]\n", encoding="utf-8")
        header = "---\npermalink: /about/\nredirect_from: /us/\n---\nWe.\n"
        (root / source).write_text(header, encoding="utf-8")
    (old,) = syndicate.read(root).redirects
    assert (old.path.rstrip("/"), old.target) == ("/us", "/about/")
    site = syndicate.read(root, pages=True)
    assert site.redirects == ()
    (page,) = (post for post in site.posts if post.source == source)
    assert [alias.rstrip("/") for alias in page.aliases] == ["/us"]


@pytest.mark.parametrize(
    ("engine", "to"),
    [(a, b) for a in sorted(SITES) for b in ("docusaurus", "hugo", "jekyll") if a != b],
)
def test_pages_read_the_same_on_the_new_site(
    engine: str, to: str, tmp_path: Path, build_once: Callable[..., Path]
) -> None:
    root = write(tmp_path / "old", SITES[engine])
    site = syndicate.read(root, pages=True)
    result = syndicate.convert(site, to=to, out=tmp_path / "new").run()
    links = [d.message for d in result.diagnostics if d.code.startswith("link-")]
    assert [message.split("/")[1].split(".")[0] for message in links] == ["search"]
    judgement = judge(build_once(engine, root), build_once(to, tmp_path / "new"))
    for post in site.posts:
        page = judgement.pages[post.path]
        assert page.status in (Status.SAME, Status.RESPELLED), (post.path, page.status)
        assert page.differences == (), page.as_json()
