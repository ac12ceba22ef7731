"""Liquid runs before Markdown: what it gives is what readers of the engine's pages see."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from syndicate.adapter import ReadOptions
from syndicate.body.markdown import to_html
from syndicate.body.nodes import Body, Code, Container, Embed, Figure, Insert, Node
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic
from syndicate.model import Site
from syndicate.source.text import SourceText, Span
from syndicate.verify import compare_articles
from syndicate_adapters.hugo.dialect import dialect_for
from syndicate_adapters.hugo.settings import MarkdownSettings
from syndicate_adapters.jekyll.dialect import JEKYLL, parse
from syndicate_adapters.jekyll.liquid.addresses import addresses_of
from syndicate_adapters.jekyll.liquid.pieces import Kind, pieces_of
from syndicate_adapters.jekyll.read import read_site
from syndicate_adapters.jekyll.settings import JekyllSettings
from tests.jekyll_body.reading import PLAIN, as_page, said

HTML: dict[str, str] = said("liquid")["html"]

REPORTED = {
    "_posts/2024-01-01-in-code-fence.md": "what no template can be, of which the engine prints nothing",
}
"""Why a page differs, which is told."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("liquid")
    for path, text in said("liquid")["files"].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_site(folder, ReadOptions(), lambda found: None)


@pytest.mark.parametrize("path", HTML)
def test_the_page_reads_as_jekylls(site: Site, path: str) -> None:
    post = next(post for post in site.posts if post.source == path)
    found: list[Diagnostic] = []
    body = post.body(found.append)
    page = as_page(to_html(render(body, JEKYLL, PLAIN).text))
    differences = compare_articles(as_page(HTML[path]), page)
    unread = [each for each in found if each.code == "template-unread"]
    assert bool(differences) == (path in REPORTED) == bool(unread), page
    assert {each.code for each in found} <= {"template-unread", "source-template-empty"}


@pytest.mark.parametrize("path", HTML)
def test_at_home_every_text_comes_back(site: Site, path: str) -> None:
    post = next(post for post in site.posts if post.source == path)
    text = post.read().text[post.front.body_start :]
    assert render(post.body(), JEKYLL, JEKYLL).text == text


# -- what is done with it -------------------------------------------------------------------------

SETTINGS = JekyllSettings(
    site={"title": "Site T"},
    page={"title": "T", "list": ["a", "b"], "gallery": [{"image_path": "/a.png", "alt": "A"}]},
    baseurl="/base",
    addresses=addresses_of({"_posts/2024-01-02-x.md": "/2024/x/"}, {"about.md": "/about/"}),
)


def read(text: str, settings: JekyllSettings = SETTINGS) -> tuple[Body, list[Diagnostic]]:
    found: list[Diagnostic] = []
    source = SourceText("_posts/2024-01-01-p.md", text)
    return parse(source, Span(0, len(text)), settings, found.append), found


def in_commonmark(text: str, settings: JekyllSettings = SETTINGS) -> str:
    return render(read(text, settings)[0], JEKYLL, PLAIN).text


def nodes_in(body: Body) -> list[Node]:
    found: list[Node] = []
    pending = list(body.nodes)
    while pending:
        node = pending.pop(0)
        found.append(node)
        if isinstance(node, Container):
            pending += node.children
        if isinstance(node, Insert):
            pending += node.body.nodes
    return found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ page.title }} of {{ site.title }}\n", "T of Site T\n"),
        ("[a]({% post_url 2024-01-02-x %})\n", "[a](/base/2024/x/)\n"),
        ("[a]({{ site.baseurl }}{% link about.md %})\n", "[a](/base/base/about/)\n"),
        ("![a]({{ '/i.png' | relative_url }})\n", "![a](/base/i.png)\n"),
        ("{% raw %}{{ x }}{% endraw %} z\n", "{{ x }} z\n"),
        ("a{% comment %} b {% endcomment %}c\n", "ac\n"),
        ("{% for x in page.list %}\n- {{ x }}\n{% endfor %}\n", "\n- a\n\n- b\n\n"),
        ("{% if page.nothing %}a{% else %}b{% endif %}\n", "b\n"),
        ("a {{- 'b' -}} c\n", "abc\n"),
        ("{% capture /dev/null %}a{% endcapture %}b{{ dev }}\n", "ba\n"),
        ("{% capture a b %}a{% endcapture %}b{{ a }}\n", "ba\n"),
        ("{% assign x = 'y' %}{% capture z %}*{{ x }}*{% endcapture %}{{ z }}\n", "*y*\n"),
    ],
)
def test_what_can_be_known_is_shown(text: str, written: str) -> None:
    assert in_commonmark(text) == written
    assert not read(text)[1]


def test_version_3_gives_addresses_without_the_base_path() -> None:
    settings = JekyllSettings(version=(3, 10, 0), baseurl="/b", addresses=SETTINGS.addresses)
    assert in_commonmark("[a]({% post_url 2024-01-02-x %})\n", settings) == "[a](/2024/x/)\n"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a\n\n`{{ secrets.X | upcase }}`\n", 3, 2),
        ("{{ site.posts }}\n", 1, 1),
        ("{{ 'a' | nosuch }}\n", 1, 1),
        ("{% nosuch x %}\n", 1, 1),
        ("a {% if x %}b\n", 1, 3),
        ("a {% endif %}\n", 1, 3),
        ("a {{ x }\n", 1, 3),
        ("{% include nosuch.html %}\n", 1, 1),
        ("{% include ../_config.yml %}\n", 1, 1),
        ("[a]({% post_url 2024-01-03-nosuch %})\n", 1, 5),
    ],
)
def test_what_cannot_stays_and_is_told(text: str, line: int, column: int) -> None:
    body, found = read(text)
    assert [(each.line, each.column, each.code) for each in found] == [
        (line, column, "template-unread")
    ]
    shown = render(body, JEKYLL, PLAIN).text.replace("\\", "")
    opening = next(mark for mark in ("{{", "{%") if mark in text)
    assert opening in shown


def test_the_end_of_a_block_that_nobody_knows_is_told_with_its_beginning() -> None:
    text = "a\n\n{% nosuch x %}\nb\n{% endnosuch %}\n"
    _, found = read(text)
    assert [(each.line, each.code) for each in found] == [(3, "template-unread")]
    assert "{% endnosuch %}" in in_commonmark(text).replace("\\", "")


def test_of_a_name_that_nobody_knows_nothing_is_printed_as_by_the_engine() -> None:
    text = "a\n\n`${{ secrets.X }}` {{- nobody -}} b\n"
    _, found = read(text)
    assert in_commonmark(text) == "a\n\n`$`b\n"
    assert [(each.line, each.column, each.code) for each in found] == [
        (3, 3, "source-template-empty"),
        (3, 20, "source-template-empty"),
    ]


def test_code_between_tags_is_code_liquid_or_not() -> None:
    text = "a\n\n{% highlight ruby linenos %}\n{{ page.title }} *x*\n{% endhighlight %}\n\nb\n"
    body, _ = read(text)
    (code,) = (node for node in nodes_in(body) if isinstance(node, Code))
    assert (code.lang, code.first_number) == ("ruby", 1)
    assert in_commonmark(text) == "a\n\n\n```ruby\nT *x*\n```\n\nb\n"


def test_code_in_a_place_for_html_alone_is_html() -> None:
    text = "<div>\n{% highlight js %}a < b{% endhighlight %}\n</div>\n"
    assert '<code class="language-js" data-lang="js">a &lt; b</code>' in in_commonmark(text)


def test_figures_and_players_of_themes_are_nodes() -> None:
    text = (
        '{% include figure image_path="/a.png" alt="A" caption="*C*" %}\n\n'
        '{% include video id="abc123" provider="youtube" %}\n\n'
        "{% include embed/youtube.html id='abc123' %}\n"
    )
    found = nodes_in(read(text)[0])
    (figure,) = (node for node in found if isinstance(node, Figure))
    assert (figure.src, figure.alt, str(figure.caption)) == ("/base/a.png", "A", "*C*")
    players = [node.url for node in found if isinstance(node, Embed)]
    assert players == ["https://www.youtube.com/watch?v=abc123"] * 2


def test_gists_are_nodes_and_scripts_where_only_html_may_stand() -> None:
    text = (
        "{% gist 28949e1d5ee2273f9fd3 %}\n\n{% gist user/12345 foo.js %}\n\n"
        "{% assign id = '54321' %}{% if true %}{% gist id %}{% endif %}\n\n"
        "<div>\n{% gist 28949e1d5ee2273f9fd3 %}\n</div>\n"
    )
    body, found = read(text)
    assert not found
    assert [node.url for node in nodes_in(body) if isinstance(node, Embed)] == [
        "https://gist.github.com/28949e1d5ee2273f9fd3",
        "https://gist.github.com/user/12345?file=foo.js",
    ]
    written = render(body, JEKYLL, dialect_for(MarkdownSettings())).text
    scripts = re.findall(r'<script src="https://gist\.github\.com/([^"]*)"></script>', written)
    assert scripts == [
        "28949e1d5ee2273f9fd3.js",
        "user/12345.js?file=foo.js",
        "54321.js",
        "28949e1d5ee2273f9fd3.js",
    ]


def test_a_gallery_shows_what_the_header_lists() -> None:
    written = in_commonmark('{% include gallery caption="a **b**" %}\n')
    assert '<img src="/base/a.png" alt="A">' in written
    assert "<figcaption>a <strong>b</strong></figcaption>" in written


def test_an_include_of_the_site_is_what_it_prints_and_not_what_themes_call_so(
    tmp_path: Path,
) -> None:
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes/gallery").write_text("<p>Look: {{ page.gallery.size }}</p>\n")
    (tmp_path / "_includes/figure").write_text(
        '<figure class="x">\n  <img src="{{ include.image_path | relative_url }}" alt="">\n'
        "  <figcaption>{{ include.caption | markdownify | remove: '<p>' | remove: '</p>' }}</figcaption>\n</figure>"
    )
    settings = dataclasses.replace(SETTINGS, root=tmp_path)
    text = '{% include gallery %}\n\n{% include figure image_path="/a.png" caption="*C*" %}\n'
    body, found = read(text, settings)
    assert not found
    (figure,) = (node for node in nodes_in(body) if isinstance(node, Figure))
    assert (figure.src, str(figure.caption)) == ("/base/a.png", "*C*")
    assert in_commonmark(text, settings).startswith("<p>Look: 1</p>\n")


def test_what_liquid_left_alone_is_the_authors() -> None:
    text = "One *two*.\n\n{{ page.title }} and <한> {% raw %}{{ x }}{% endraw %}.\n\nThree.\n"
    rendered = render(read(text)[0], JEKYLL, PLAIN)
    assert rendered.text == "One *two*.\n\nT and <한> {{ x }}.\n\nThree.\n"
    assert rendered.kept == len(rendered.text.encode()) - len("T")


def test_an_include_is_told_as_a_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes/a.html").write_text("<b>{{ include.x }}</b>")
    settings = JekyllSettings(root=tmp_path)
    body, found = read("{% include a.html x='y' %}\n", settings)
    assert not found
    paths = [node.body.source.path for node in body.nodes if isinstance(node, Insert)]
    assert paths == ["_posts/2024-01-01-p.md", "_includes/a.html"]


def test_includes_without_end_are_told(tmp_path: Path) -> None:
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes/a.html").write_text("{% include a.html %}")
    _, found = read("{% include a.html %}\n", JekyllSettings(root=tmp_path))
    assert len(found) == 1
    assert "without end" in found[0].message


def test_nothing_outside_of_the_site_is_included(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "site/_includes").mkdir(parents=True)
    (tmp_path / "site/_includes/a.html").symlink_to(tmp_path / "secret.html")
    body, found = read("{% include a.html %}\n", JekyllSettings(root=tmp_path / "site"))
    assert len(found) == 1
    assert "secret" not in render(body, JEKYLL, PLAIN).text.replace("secret.html", "")


def test_loops_are_bounded() -> None:
    text = "{% for a in (1..1000) %}{% for b in (1..1000) %}x{% endfor %}{% endfor %}\n"
    body, found = read(text)
    assert len(found) == 1
    assert len(render(body, JEKYLL, PLAIN).text) < 1000


def test_a_loss_inside_of_what_was_made_is_told_where_it_comes_from() -> None:
    text = "{{ page.title }}\n\n```js\na\n```\n{: .nolineno }\n"
    found: list[Diagnostic] = []
    render(read(text)[0], JEKYLL, PLAIN, report=found.append)
    assert [(each.line, each.code) for each in found] == [(6, "attributes-values-lost")]


def test_pieces_leave_nothing_out() -> None:
    text = "a{{ b }}{% raw %}{{{% endraw %}c{% if d %}{% for e in f %}{% endfor %}{% endif %}{{"
    pieces = pieces_of(text, Span(0, len(text)))
    assert "".join(text[slice(*piece.span)] for piece in pieces) == text
    assert [piece.kind for piece in pieces] == [
        *(Kind.TEXT, Kind.OUTPUT, Kind.BLOCK, Kind.TEXT, Kind.BLOCK, Kind.BROKEN),
    ]
