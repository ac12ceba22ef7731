"""What is said of posts that Jekyll serves nowhere in particular."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.adapter import ReadOptions
from syndicate.diagnostics import Diagnostic
from syndicate.model import Redirect, Site
from syndicate_adapters.jekyll.read import read_site
from tests.jekyll.engine import laid

FILES = {
    "_config.yml": "url: https://e.org\nplugins: [jekyll-redirect-from]\n",
    "Gemfile.lock": "GEM\n  specs:\n    jekyll (4.3.2)\n    jekyll-redirect-from (0.16.0)\n",
}


def read(root: Path, name: str, header: str) -> tuple[Site, list[Diagnostic]]:
    found: list[Diagnostic] = []
    laid(root, {**FILES, name: f"---\n{header}\n---\n\nText.\n"})
    return read_site(root, ReadOptions(), found.append), found


def test_a_post_that_only_leads_elsewhere_is_a_redirect(tmp_path: Path) -> None:
    site, found = read(tmp_path, "_posts/2024-01-02-a.md", "redirect_to: https://other.example/x")
    assert site.posts == ()
    assert site.redirects == (
        Redirect(path="/2024/01/02/a.html", target="https://other.example/x"),
    )
    assert [(each.path, each.line, each.code) for each in found] == [
        ("_posts/2024-01-02-a.md", 2, "post-redirects")
    ]


def test_a_post_whose_header_nobody_reads_has_another_address_each_day(tmp_path: Path) -> None:
    site, found = read(tmp_path, "_posts/2024-01-02-a.md", "title: [A")
    assert [post.url for post in site.posts] == [None]
    assert [(each.line, each.code) for each in found] == [(3, "header-ignored")]


def test_html_in_a_title_is_read_without_and_told(tmp_path: Path) -> None:
    header = 'tags: [x]\ntitle: "A <i>small <b>b</b></i>&#160;c<br/>d <time> &amp; R&D"'
    site, found = read(tmp_path, "_posts/2024-01-02-a.md", header)
    assert [post.title for post in site.posts] == ["A small b\u00a0c d <time> & R&D"]
    assert [(each.line, each.code) for each in found] == [(3, "title-html")]


def test_signs_in_a_title_are_no_html(tmp_path: Path) -> None:
    site, found = read(tmp_path, "_posts/2024-01-02-a.md", 'title: "Vec<T> & a < b > c"')
    assert [post.title for post in site.posts] == ["Vec<T> & a < b > c"]
    assert not found


MATHJAX = (
    "MathJax.Hub.Config({tex2jax: {inlineMath: [['$','$'], ['\\\\(','\\\\)']]}});",
    "MathJax = { tex: { inlineMath: [\n  ['$', '$'],\n  ['\\\\(', '\\\\)'] ] } };",
    'renderMathInElement(document.body, {delimiters: [{left: "$", right: "$", display: false}]});',
)


@pytest.mark.parametrize("script", MATHJAX)
def test_formulas_that_a_script_of_the_theme_sets_are_told(tmp_path: Path, script: str) -> None:
    laid(tmp_path, {"_includes/foot.html": f"<script>{script}</script>"})
    header = "tags: [x]\n---\n\nPrices: $5 and $6, \\$7 and `$x$`.\n\nSee $a_1$."
    _, found = read(tmp_path, "_posts/2024-01-02-a.md", header)
    assert [(each.line, each.column, each.code) for each in found] == [(7, 5, "dollars-text")]
    assert "_includes/foot.html" in found[0].message


@pytest.mark.parametrize(("header", "codes"), [("math: true", ["dollars-text"]), ("a: b", [])])
def test_a_key_of_the_header_may_switch_formulas_on(
    tmp_path: Path, header: str, codes: list[str]
) -> None:
    files = {
        "_includes/math.html": MATHJAX[0],
        "_layouts/post.html": "{% if page.math %}{% include math.html %}{% endif %}{{ content }}",
    }
    laid(tmp_path, files)
    _, found = read(tmp_path, "_posts/2024-01-02-a.md", f"{header}\n---\n\nSee $a_1$.")
    assert [each.code for each in found] == codes


def test_dollars_are_text_where_no_script_reads_them(tmp_path: Path) -> None:
    laid(tmp_path, {"_includes/math.html": "inlineMath: [['\\\\(','\\\\)']]"})
    _, found = read(tmp_path, "_posts/2024-01-02-a.md", "a: b\n---\n\nSee $a_1$.")
    assert not found
