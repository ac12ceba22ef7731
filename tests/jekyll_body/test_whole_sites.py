"""What a site that is written needs to know of how the posts were shown, and what Hugo makes of it."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

import syndicate
from syndicate.adapter import ReadOptions
from syndicate.body.markdown import to_html
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic
from syndicate.verify import compare_articles
from syndicate_adapters.jekyll.dialect import JEKYLL
from syndicate_adapters.jekyll.read import read_site
from tests.engines import builds
from tests.jekyll.engine import laid
from tests.jekyll_body.reading import PLAIN, as_page

BODY = """"Quoted" -- it's https://bare.example and jo@mail.example...

The value $5 and $6, and $$e = mc^2$$.
"""
SHOWN = "<p>\u201cQuoted\u201d \u2013 it\u2019s https://bare.example and jo@mail.example\u2026</p>"


def source(folder: Path, config: str = "", body: str = BODY) -> Path:
    return laid(
        folder,
        {
            "Gemfile.lock": "GEM\n  specs:\n    jekyll (4.3.2)\n\nDEPENDENCIES\n  jekyll\n",
            "_config.yml": f"title: T\nurl: https://e.example\n{config}",
            "_posts/2024-01-02-a.md": f"---\ntitle: A\n---\n\n{body}",
        },
    )


@pytest.mark.parametrize(
    ("config", "body", "math", "typographer", "autolinks"),
    [
        ("", BODY, True, True, False),
        ("", "plain\n", False, True, False),
        ("kramdown: {smart_quotes: 'apos,apos,quot,quot'}\n", BODY, True, False, False),
        ("kramdown: {smart_quotes: 'lsquo,rsquo,ldquo,rdquo'}\n", BODY, True, True, False),
        ("markdown: CommonMark\nplugins: [jekyll-commonmark]\n", "plain\n", False, False, True),
        ("markdown: CommonMark\n", "plain\n", False, True, False),
    ],
)
def test_what_a_site_shows_is_known(
    tmp_path: Path, config: str, body: str, math: bool, typographer: bool, autolinks: bool
) -> None:
    site = read_site(source(tmp_path, config, body), ReadOptions(), lambda found: None)
    assert (site.has_math, site.has_typographer, site.has_autolinks) == (
        math,
        typographer,
        autolinks,
    )


def test_a_new_hugo_site_shows_quotes_and_addresses_as_kramdown_did(
    hugo_binary: Path, tmp_path: Path
) -> None:
    read = syndicate.read(source(tmp_path / "site"))
    syndicate.convert(read, to="hugo", out=tmp_path / "out").run()
    built = builds.build_hugo(tmp_path / "out", tmp_path / "public")
    assert built.is_ok, built.log
    page = (tmp_path / "public/2024/01/02/a.html").read_text(encoding="utf-8")
    assert SHOWN in html.unescape(page)
    assert "The value $5 and $6, and" in page
    assert "<math" in page


def test_a_key_that_stands_twice_does_not_stop_the_build(hugo_binary: Path, tmp_path: Path) -> None:
    site = source(tmp_path / "site")
    post = "---\ntitle: B\nsubtitle: one\nsubtitle: two\n---\nText\n"
    (site / "_posts/2024-01-03-b.md").write_text(post, encoding="utf-8")
    syndicate.convert(syndicate.read(site), to="hugo", out=tmp_path / "out").run()
    (written,) = (tmp_path / "out").rglob("2024-01-03-b.md")
    assert "one" not in written.read_text(encoding="utf-8")
    built = builds.build_hugo(tmp_path / "out", tmp_path / "public")
    assert built.is_ok, built.log


def test_files_that_are_named_by_their_whole_address_come_along(tmp_path: Path) -> None:
    body = "See [a](https://e.example/b/a.json), https://e.example/b/gone.json and https://e.example/bb/c.txt."
    site = source(tmp_path / "site", "baseurl: /b\n", body)
    for name in ("a.json", "c.txt", "unnamed.txt"):
        (site / name).write_text("x", encoding="utf-8")
    syndicate.convert(syndicate.read(site), to="hugo", out=tmp_path / "out").run()
    names = {file.name for file in (tmp_path / "out/static").rglob("*") if file.is_file()}
    assert "a.json" in names
    assert not names & {"c.txt", "unnamed.txt", "gone.json"}
    (post,) = (tmp_path / "out/content").rglob("2024-01-02-a.md")
    assert "[a](https://e.example/b/a.json)" in post.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [  # the two texts of the vectors that are no Markdown
        ("html-file.html", "# not md {{ page.slug }}\n\n*x*\n", "# not md html-file\n\n*x*\n"),
        ("txt-file.txt", "*x* {{ page.slug }}\n", "*x* txt-file\n"),
    ],
)
def test_what_is_no_markdown_is_not_read_as_such(
    tmp_path: Path, name: str, text: str, shown: str
) -> None:
    root = laid(tmp_path, {"_config.yml": "", f"_posts/2024-01-01-{name}": f"---\n---\n{text}"})
    told: list[Diagnostic] = []
    (post,) = read_site(root, ReadOptions(), told.append).posts
    page = as_page(to_html(render(post.body(), JEKYLL, PLAIN).text))
    # What the engine copies as it stands has no page, and is told instead.
    is_unread = "markup-unread" in [each.code for each in told]
    assert is_unread != (not compare_articles(as_page(shown), page))


def test_markup_that_only_a_plugin_reads_is_told_with_its_address(tmp_path: Path) -> None:
    files = {
        f"_posts/2024-01-0{n}-x{n}{ending}": "---\n---\nh1. Hello\n"
        for n, ending in enumerate((".textile", ".adoc", ".org", ".rst"), 1)
    }
    root = laid(tmp_path, {"_config.yml": "url: https://e.example\n", **files})
    told: list[Diagnostic] = []
    site = read_site(root, ReadOptions(), told.append)
    assert {each.path for each in told if each.code == "markup-unread"} == set(files)
    assert {post.source for post in site.posts if post.url} == set(files)
