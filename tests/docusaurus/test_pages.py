"""Pages beside the blogs: read where they are plain, told of where not, and the same to the real engines."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import syndicate
from syndicate.body.nodes import Destination
from syndicate.source.text import Span
from syndicate.verify import PageVerdict, Status, verify
from syndicate.web.links import PageLink
from syndicate_adapters.docusaurus.links import resolve
from syndicate_adapters.docusaurus.pages import slug_of
from tests.engines import builds
from tests.notes.site import run_syndicate

SITE = Path(__file__).with_name("pages")


@pytest.fixture(scope="module")
def site() -> syndicate.Site:
    return syndicate.read(SITE, pages=True)


def left_behind(site: syndicate.Site) -> dict[str, str]:
    return {d.path: d.message for d in site.diagnostics if d.code == "left-behind"}


def test_what_stays_behind_is_told_once_for_each_kind() -> None:
    site = syndicate.read(SITE)
    assert left_behind(site) == {
        "src/pages/about.md": "7 pages are not converted: src/pages/about.md, src/pages/index.md, "
        "src/pages/marks.md and 4 more; --pages carries 5 of plain Markdown",
        "docs/02-guide/04_named.md": "9 documents are not converted: docs/02-guide/04_named.md, "
        "docs/02-guide/1.5-version.md, docs/02-guide/2024-01-02-day.md and 6 more",
        "src/components/Box.js": "2 files of the theme are not converted: src/components/Box.js, "
        "src/css/site.css",
    }
    assert not any(post.is_page for post in site.posts)
    assert [post.source for post in site.posts if post.lang == "en"] == ["blog/first.md"]


def test_plain_pages_are_read_where_the_engine_serves_them(site: syndicate.Site) -> None:
    pages = [post for post in site.posts if post.is_page]
    assert {(p.path, p.title, p.source) for p in pages} == {
        ("/base/", "Welcome", "src/pages/index.md"),
        ("/base/fr/", "Welcome", "src/pages/index.md"),
        ("/base/about", "About us", "src/pages/about.md"),
        ("/base/team/", "Who writes here", "src/pages/team/index.md"),
        ("/base/marks", "**Marks** of us", "src/pages/marks.md"),
        ("/base/fr/marks", "**Marks** of us", "src/pages/marks.md"),
        ("/base/people/mina", "Mina", "src/pages/team/mina.mdx"),
        ("/base/fr/about", "About us", "src/pages/about.md"),
        (
            "/base/fr/team/",
            "Qui écrit ici",
            "i18n/fr/docusaurus-plugin-content-pages/team/index.md",
        ),
        ("/base/fr/people/mina", "Mina", "src/pages/team/mina.mdx"),
    }
    assert {p.path for p in pages if not p.shows_title and p.lang == "en"} == {
        "/base/people/mina",
        "/base/marks",
    }
    assert "src/pages/shop.js" in left_behind(site)
    message = left_behind(site)["src/pages/shop.js"]
    assert message == "2 pages are not converted: src/pages/shop.js, src/pages/widget.mdx"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("about.md", "/about"),
        ("index.mdx", "/"),
        ("team/index.md", "/team/"),
        ("team/Index.MD", "/team/"),
        ("a b/ä.md", "/a%20b/%C3%A4"),
        ("x.test.md", "/x.test"),
        ("reindex.md", "/reindex"),
    ],
)
def test_a_page_is_served_where_its_file_says(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.fixture(scope="module")
def verdicts(
    build_once: Callable[..., Path], hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, PageVerdict]:
    """What became of each page, judged by both engines."""
    folder = tmp_path_factory.mktemp("pages")
    plan = syndicate.convert(syndicate.read(SITE, pages=True), to="hugo", out=folder / "hugo")
    plan.run()
    hugo = builds.build_hugo(folder / "hugo", folder / "public", "--printPathWarnings")
    assert hugo.is_ok, hugo.log
    assert hugo.warnings == ()
    heard: list[PageVerdict] = []
    verify(build_once("docusaurus", SITE), folder / "public", report=heard.append)
    return {page.address: page for page in heard}


@pytest.mark.parametrize("path", ["", "about", "team", "people/mina", "fr/team", "blog/first"])
def test_pages_read_the_same_on_the_new_site(verdicts: dict[str, PageVerdict], path: str) -> None:
    page = verdicts[f"/{path}/" if path else "/"]
    assert page.status is Status.SAME
    assert page.differences == ()


DOCS = (
    "intro",
    "guide",
    "guide/start",
    "guide/2024-01-02-day",
    "guide/other",
    "guide/1.5-version",
    "shelf",
    "far/away",
    "boxes/one",
    "category/all-boxes",
    "tags",
    "tags/oak",
)


def test_only_what_stays_behind_is_missing(verdicts: dict[str, PageVerdict]) -> None:
    missing = {page.address for page in verdicts.values() if page.status is Status.MISSING}
    wanted = {f"{prefix}/{name}/" for prefix in ("", "/fr") for name in (*DOCS, "shop", "widget")}
    assert missing == wanted


def test_what_the_engine_serves_is_known(build_once: Callable[..., Path]) -> None:
    """And what it does not serve is not, though docs stand at the root of the site."""
    site = syndicate.read(SITE)
    public = build_once("docusaurus", SITE)
    served = [file.relative_to(public).as_posix() for file in public.rglob("*.html")]
    served += ["sitemap.xml", "fr/blog/atom.xml", "old", "news"]

    def is_known(path: str) -> bool:
        link = Destination(span=Span(0, 0), url=f"/base/{path.removesuffix('index.html')}")
        found = resolve(site, site.posts[0], link)
        return not isinstance(found, PageLink) or found.is_known

    assert {"guide/start/index.html", "fr/tags/oak/index.html", "shop/index.html"} <= {*served}
    assert [path for path in served if not is_known(path)] == []
    gone = (
        "gone",
        "fr/gone",
        "02-guide",
        "guide/03-start",
        "guide/named",
        "shelf/moved",
        "docs/intro",
    )
    assert not [path for path in gone if is_known(path)]
    assert not [path for path in gone if (public / path / "index.html").exists()]


def test_pages_stand_in_no_list(tmp_path: Path, hugo_binary: Path) -> None:
    site = syndicate.read(SITE, pages=True)
    syndicate.convert(site, to="hugo", out=tmp_path / "out").run()
    builds.build_hugo(tmp_path / "out", tmp_path / "public")
    for name in ("blog/index.html", "blog/archive/index.html", "blog/atom.xml"):
        text = (tmp_path / "public" / name).read_text(encoding="utf-8")
        assert not re.search("About us|The team", text), name
    home = (tmp_path / "public/index.html").read_text(encoding="utf-8")
    assert "Welcome" in home
    assert "First" not in home
    about = (tmp_path / "out/content/about.md").read_text(encoding="utf-8")
    assert about.startswith("---\ntitle: About us\n")
    team = (tmp_path / "out/content/team.md").read_text(encoding="utf-8")
    assert team.startswith("---\ntitle: Who writes here\n")
    assert "title_meta: The team\n" in team
    assert "[her page](/base/people/mina/#pen)" in team
    mina = (tmp_path / "out/content/people-mina.md").read_text(encoding="utf-8")
    assert "hideTitle: true" in mina
    marks = (tmp_path / "out/content/marks.md").read_text(encoding="utf-8")
    assert "# **Marks** of us" in marks
    left = [d.message for d in site.diagnostics if d.code == "link-left-behind"]
    assert left == []


def test_the_command_takes_pages_along(tmp_path: Path) -> None:
    done = run_syndicate("list", SITE, "--pages", "--lang", "en")
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "/base/blog/first",
        *("/base/about", "/base/", "/base/marks", "/base/team/", "/base/people/mina"),
    ]
    done = run_syndicate("convert", SITE, tmp_path / "out", "--to", "hugo", "--pages", "-n")
    assert "12 posts from docusaurus" in done.stderr
