"""Pages that are no Markdown: HTML is written in Markdown with its shortcodes, other markup stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.adapter import ReadOptions
from syndicate.body.nodes import Insert
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic
from syndicate.model import Site
from syndicate_adapters.devto import ADAPTER as DEVTO
from syndicate_adapters.hugo.dialect import HUGO
from syndicate_adapters.hugo.reading.site import read_site
from syndicate_adapters.jekyll.dialect import JEKYLL
from tests.hugo_reading.engine import write

CONFIG = 'baseURL = "https://example.org/"\n[security]\nallowContent = [".*"]\n'


def site_with(folder: Path, name: str, text: str) -> Site:
    """A site with one page, which was allowed to be anything."""
    files = {"hugo.toml": CONFIG, f"content/{name}": f"---\ntitle: P\n---\n{text}"}
    return read_site(write(folder, files), ReadOptions(), lambda found: None)


def test_html_becomes_markdown_with_its_shortcodes_and_players(tmp_path: Path) -> None:
    text = (
        "<p>a {{< x user=u id=5 >}} <b>c</b></p>\n<!--more-->\n<ul><li>a_b</li></ul>\n"
        '<p><iframe src="https://x.example/p"></iframe></p>\n<pre>{{</* y */>}}</pre>'
    )
    post = site_with(tmp_path, "p.html", text).posts[0]
    written = render(post.body(), HUGO, HUGO).text
    assert written.lstrip("\n") == text
    body = post.body()
    (whole,) = (node for node in body.nodes if isinstance(node, Insert))
    assert whole.body.text == (
        "a {{< x user=u id=5 >}} **c**\n\n<!--more-->\n\n- a_b\n\n"
        '<iframe src="https://x.example/p"></iframe>\n\n```\n{{</* y */>}}\n```'
    )
    assert "{% embed https://x.com/u/status/5 %}" in render(body, HUGO, DEVTO.dialect).text


def test_html_that_is_indented_or_parted_by_empty_paragraphs_stays_text(tmp_path: Path) -> None:
    text = (
        "      a<p></p> b<p></p>\n<object data='/p'><param name=m>\n<param name=n></object><p>c</p>"
    )
    body = site_with(tmp_path, "p.html", text).posts[0].body()
    (whole,) = (node for node in body.nodes if isinstance(node, Insert))
    assert body.source.text[body.span.start : whole.span.start].strip("\n") == ""
    assert whole.body.text == (
        "a\n\nb\n\n<object data='/p'><param name=m> <param name=n></object>\n\nc"
    )


def test_a_page_of_html_keeps_its_signs_its_players_and_no_break_beside_them(
    tmp_path: Path,
) -> None:
    text = (
        "<p>--- a -- b... <code>--c...</code> d--</p><ul><li>e:<br>"
        '{{< gist u abcdef0 "f g.sh" >}}</li></ul>\n'
        '<p>h:<br><iframe src="https://x.example/p"></iframe><br>i</p>'
        "<embed src='https://x.example/q'></embed>"
    )
    post = site_with(tmp_path, "p.html", text).posts[0]
    (whole,) = (node for node in post.body().nodes if isinstance(node, Insert))
    assert whole.body.text == (
        "\\-\\-\\- a \\-\\- b\\.\\.\\. `--c...` d\\-\\-\n\n- e:\n"
        '  {{< gist u abcdef0 "f g.sh" >}}\n\n'
        'h:\n\n<iframe src="https://x.example/p"></iframe>\n\ni\n\n'
        "<embed src='https://x.example/q'></embed>"
    )
    assert 'abcdef0.js?file=f%20g.sh"' in render(post.body(), HUGO, JEKYLL).text


def test_what_plays_stands_apart_from_the_lines_around_it(tmp_path: Path) -> None:
    text = (
        '<div>a:<br><iframe src="https://x.example/p"></iframe> b <i>c</i></div>'
        '<p><embed src="/d.swf"></embed><embed src="/e.swf"> f</p>'
        "<script>\n1 < 2;\n</script> <script>\n3;\n</script>"
    )
    body = site_with(tmp_path, "p.html", text).posts[0].body()
    (whole,) = (node for node in body.nodes if isinstance(node, Insert))
    assert whole.body.text == (
        'a:\n\n<iframe src="https://x.example/p"></iframe>\n\nb *c*\n\n'
        '<embed src="/d.swf"></embed>\n\n<embed src="/e.swf">\n\nf\n\n'
        "<script>\n1 < 2;\n</script>\n\n<script>\n3;\n</script>"
    )


@pytest.mark.parametrize(
    "setting", ["pygmentsCodeFencesGuessSyntax = true", "[markup.highlight]\nguessSyntax = true"]
)
def test_code_whose_language_is_guessed_is_told(setting: str, tmp_path: Path) -> None:
    files = {
        "hugo.toml": f'baseURL = "https://example.org/"\n{setting}\n',
        "content/p.md": "---\ntitle: P\n---\n```go\na\n```\n\n```\nb\n```\n",
    }
    found: list[Diagnostic] = []
    (post,) = read_site(write(tmp_path, files), ReadOptions(), found.append).posts
    post.body(found.append)
    assert [(each.code, each.line) for each in found if each.path != "hugo.toml"] == [
        ("language-guessed", 8)
    ]


def test_html_of_an_engine_that_allows_it_is_no_finding(tmp_path: Path) -> None:
    site = site_with(tmp_path, "p.html", "<p>a</p>")
    assert [found.code for found in site.diagnostics if found.path != "hugo.toml"] == []


def test_other_markup_stays_as_it_is_and_is_reported_with_its_address(tmp_path: Path) -> None:
    text = "* A heading\n{{< nope >}}\n"
    site = site_with(tmp_path, "p.org", text)
    assert [(f.code, f.path) for f in site.diagnostics if f.path != "hugo.toml"] == [
        ("format-unread", "content/p.org")
    ]
    assert "https://example.org/p/" in site.diagnostics[-1].message
    assert site.posts[0].body().nodes == ()
