"""The shortcodes that a site has: those it lacks stop the engine, those of its own take the place of Hugo's."""

from __future__ import annotations

from pathlib import Path

import syndicate
from syndicate.adapter import ReadOptions
from syndicate.body.nodes import Component, Figure, Node
from syndicate.diagnostics import Diagnostic
from syndicate_adapters.hugo.reading.site import read_site
from tests.hugo_reading.engine import write

PAGE = "layouts/all.html"


def body_in(
    folder: Path, text: str, files: dict[str, str], *, expands: bool = False
) -> tuple[list[Node], list[Diagnostic]]:
    """The nodes of a post in a site with these files, and what was reported."""
    config = 'baseURL="https://example.org/"\n'
    files = {"hugo.toml": config, "content/p.md": f"---\ntitle: P\n---\n{text}", **files}
    site = read_site(
        write(folder, files), ReadOptions(expands_templates=expands), lambda found: None
    )
    said: list[Diagnostic] = []
    nodes = site.posts[0].body(said.append).nodes
    return list(nodes), said


def test_a_shortcode_without_a_template_stops_the_engine(tmp_path: Path) -> None:
    files = {PAGE: "", "layouts/_shortcodes/ns/b.html": "B"}
    nodes, said = body_in(tmp_path, "{{< nope >}}\n\n{{< NS/b >}}\n", files)
    assert [(found.code, found.line) for found in said] == [("source-text-refused", 4)]
    assert [node.name for node in nodes if isinstance(node, Component)] == ["nope", "ns/b"]


def test_where_a_theme_is_missing_nobody_knows_what_there_is(tmp_path: Path) -> None:
    files = {PAGE: "", "hugo.toml": 'baseURL="https://example.org/"\ntheme="gone"\n'}
    _, said = body_in(tmp_path, "{{< nope >}}\n", files)
    assert said == []


def test_a_template_tells_whether_a_call_has_to_be_closed(tmp_path: Path) -> None:
    files = {
        PAGE: "",
        "layouts/shortcodes/a.html": "{{ .Inner }}",
        "layouts/shortcodes/b.html": "b",
    }
    text = "{{< b >}}x\n\n{{< a >}}y{{< /a >}}\n\n{{< b >}}z{{< /b >}}\n\n{{< a >}}\n"
    _, said = body_in(tmp_path, text, files)
    assert [(found.line, found.message) for found in said] == [
        (8, "the shortcode 'b' has no text inside, and is closed; Hugo stops here"),
        (10, "the shortcode 'a' is not closed; Hugo stops here"),
    ]


def test_a_template_in_place_of_one_of_hugo_is_reported(tmp_path: Path) -> None:
    files = {PAGE: "", "layouts/shortcodes/figure.html": "<img>"}
    nodes, said = body_in(tmp_path, '{{< figure src="a.png" >}}\n', files)
    assert [type(node) for node in nodes] == [Figure]
    assert [(found.code, found.line) for found in said] == [("shortcode-overridden", 4)]


def test_a_template_of_the_site_for_a_name_that_themes_use_is_reported(tmp_path: Path) -> None:
    text = "{{< note >}}a{{< /note >}}\n"
    own = {"layouts/_shortcodes/note.html": "<aside><h4>Mind</h4>{{ .Inner }}</aside>", PAGE: ""}
    nodes, said = body_in(tmp_path / "own", text, own)
    assert [node.KIND for node in nodes] == ["callout"]
    assert [(found.code, found.line) for found in said] == [("shortcode-overridden", 4)]
    assert body_in(tmp_path / "read", text, own, expands=True)[1] == []
    config = 'baseURL="https://example.org/"\ntheme="t"\n'
    theirs = {
        "themes/t/layouts/shortcodes/note.html": "{{ .Inner }}",
        "hugo.toml": config,
        PAGE: "",
    }
    assert body_in(tmp_path / "theirs", text, theirs)[1] == []


def test_what_the_site_makes_of_its_text_by_itself_is_told_once(tmp_path: Path) -> None:
    config = (
        'baseURL="https://example.org/"\ntheme="t"\n[markup.goldmark.extensions]\ntable=false\n'
    )
    files = {
        PAGE: "",
        "hugo.toml": config,
        "content/p.md": "---\ntitle: P\n---\nx\n",
        "layouts/_markup/render-codeblock-x.html": "<pre></pre>",
        "layouts/posts/_markup/render-image.html": "<img>",
        "layouts/_markup/render-blockquote.html": "<aside></aside>",
        "layouts/_partials/render-link.html": "no hook",
        "themes/t/layouts/_default/_markup/render-link.html": "<a></a>",
    }
    site = read_site(write(tmp_path, files), ReadOptions(), lambda found: None)
    told = [(d.path, d.line) for d in site.diagnostics if d.code == "setting-unfollowed"]
    assert told == [
        ("hugo.toml", 4),
        ("layouts/_markup/render-codeblock-x.html", 1),
        ("layouts/posts/_markup/render-image.html", 1),
    ]


def test_a_shortcode_of_a_theme_is_known_too(tmp_path: Path) -> None:
    files = {
        PAGE: "",
        "hugo.toml": 'baseURL="https://example.org/"\ntheme="t"\n',
        "themes/t/layouts/shortcodes/a.html": "a",
    }
    _, said = body_in(tmp_path, "{{< a >}} {{< b >}}\n", files)
    assert [(found.code, found.column) for found in said] == [("source-text-refused", 11)]


def test_the_parameters_of_page_and_site_are_printed(tmp_path: Path) -> None:
    config = 'baseURL="https://example.org/"\n[params]\na="A*"\n[params.b]\nc=3\n'
    nodes, said = body_in(
        tmp_path,
        "{{< param a >}} {{< param b.c >}} {{% param nope %}}\n",
        {PAGE: "", "hugo.toml": config},
    )
    assert [getattr(node, "text", "") for node in nodes] == ["A\\*", "3", "{{% param nope %}}"]
    assert [(found.code, found.column) for found in said] == [("source-text-refused", 35)]


def test_an_address_with_a_part_that_nobody_knows_is_not_called_dead(tmp_path: Path) -> None:
    """What a template would print may lead anywhere; a parameter is said, and a rest that finds a file is that file."""
    text = (
        "[a]({{< hidden >}}gone/for/ever.txt) [b]({{< hidden >}}/img/a.png) "
        "[c]({{< param where >}}) ![d]({{< hidden >}}no.png)\n"
    )
    files = {
        "hugo.toml": 'baseURL = "https://blog.example/"\n[params]\nwhere = "/posts/b/"\n',
        "layouts/all.html": "{{ .Content }}",
        "layouts/_shortcodes/hidden.html": "{{ .Page.File.Path }}",
        "static/img/a.png": "x",
        "content/posts/a.md": f"---\ntitle: A\ndate: 2024-01-02\n---\n{text}",
        "content/posts/b.md": "---\ntitle: B\ndate: 2024-01-02\n---\n",
    }
    site = syndicate.read(write(tmp_path, files))
    found = syndicate.scan(site)
    assert (found.dead_links, found.missing_assets) == ((), ())
    unknown = [each for each in found.diagnostics if each.code == "shortcode-in-address"]
    assert len(unknown) == 1
    assert "3 uses" in unknown[0].message
    written = syndicate.export_post(site, site.posts[0], to="devto").text
    assert "(https://blog.example/posts/b/)" in written
    assert "(https://blog.example/img/a.png)" in written
