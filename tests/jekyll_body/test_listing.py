"""What templates look up of the whole site is what the engine looks up."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from syndicate.adapter import ReadOptions
from syndicate.body.markdown import to_html
from syndicate.body.nodes import Insert
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic
from syndicate.model import Post
from syndicate.verify import compare_articles
from syndicate_adapters.jekyll.dialect import JEKYLL
from syndicate_adapters.jekyll.liquid.drops import document_of
from syndicate_adapters.jekyll.liquid.listing import Includes
from syndicate_adapters.jekyll.liquid.scene import Scene
from syndicate_adapters.jekyll.read import read_site
from syndicate_adapters.jekyll.settings import JekyllSettings
from tests.jekyll.engine import laid, laid_site
from tests.jekyll_body.reading import PLAIN, as_page, said

CONFIG = """\
url: https://e.example
baseurl: /b
title: T
time: 2026-01-01 00:00:00 +0000
plugins: []
collections:
  recipes: {output: true}
  notes:
"""
TITLES = "map: 'title' | join: ', '"
ASKED = {
    "posts": f"site.posts | {TITLES}",
    "first": "site.posts.first.url",
    "size": "site.posts.size",
    "tags": "for tag in site.tags",
    "tag": f"site.tags.two | {TITLES}",
    "category": f"site.categories['Deep Cat'] | {TITLES}",
    "related": f"site.related_posts | {TITLES}",
    "series": f"site.posts | where: 'series', page.series | sort: 'part' | {TITLES}",
    "years": "site.posts | group_by_exp: 'p', \"p.date | date: '%Y'\" | map: 'name' | join: ', '",
    "before": "page.previous.url",
    "after": "page.next.title",
    "none": "site.posts.last.previous.title",
    "chain": "site.posts.first.previous.previous.title",
    "excerpt": "site.posts.first.excerpt",
    "own excerpt": "page.next.excerpt",
    "content": "page.content | size",
    "recipes": f"site.recipes | {TITLES}",
    "recipe": "site.recipes.first.url",
    "empty": "site.notes.size",
    "pages": "site.pages | map: 'url' | join: ' '",
    "html": "site.html_pages | map: 'path' | join: ' '",
    "dir": "site.pages | map: 'dir' | join: ' '",
    "files": "site.static_files | map: 'path' | join: ' '",
    "file": "site.static_files.first.extname",
    "data": "site.data.people.ann.name",
    "github": "site.github.url",
    "layout": "layout.kind",
    "time": "site.time | date: '%Y'",
    "name": "page.name",
    "draft": "page.draft",
}
FILES = {
    "_config.yml": CONFIG,
    "Gemfile.lock": "GEM\n  specs:\n    jekyll (4.3.2)\n",
    "_layouts/post.html": "---\nkind: plain\n---\n{{ content }}",
    "_data/people.yml": "ann: {name: Ann}\n",
    "_posts/2023-05-01-a.md": "---\ntitle: A\ntags: [one, two]\nseries: s\npart: 2\n---\nText of *a*.\n\nMore.\n",
    "_posts/2024-05-01-b.md": (
        "---\ntitle: B\ntags: two\ncategories: [Deep Cat]\nseries: s\npart: 1\nexcerpt: own *words*\n---\nB.\n"
    ),
    "Up/_posts/2024-05-01-c.md": "---\ntitle: C\n---\nSee [x] in {{ site.title }}.\n\n[x]: https://x.example\n",
    "_posts/2025-05-01-hidden.md": "---\ntitle: H\npublished: false\n---\nH.\n",
    "_posts/2027-05-01-later.md": "---\ntitle: L\n---\nL.\n",
    "_recipes/soup.md": "---\ntitle: Soup\ndate: 2024-01-01\n---\nS.\n",
    "_recipes/bread.md": "---\ntitle: Bread\ndate: 2024-01-02\n---\nB.\n",
    "about.md": "---\n---\nA.\n",
    "docs/index.html": "---\n---\nD.\n",
    "docs/feed.xml": "---\n---\nF.\n",
    "img/b.png": "b",
    "a.css": "a",
}
TAGS = "{% for tag in site.tags %}{{ tag[0] }}: {{ tag[1].size }}; {% endfor %}"


def expression(name: str) -> str:
    return TAGS if name == "tags" else f"{{{{ {ASKED[name]} }}}}"


PAGE = "---\ntitle: Q\nlayout: post\nseries: s\n---\n" + "".join(
    f"{name}= {expression(name)} =\n\n" for name in ASKED
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid(tmp_path_factory.mktemp("listing"), {**FILES, "_posts/2024-01-01-q.html": PAGE})


def post_of(root: Path) -> Post:
    site = read_site(root, ReadOptions(), lambda found: None)
    return next(post for post in site.posts if post.title == "Q")


def shown(post: Post) -> tuple[str, list[Diagnostic]]:
    found: list[Diagnostic] = []
    (node, *_) = post.body(found.append).nodes
    assert isinstance(node, Insert)
    return node.body.source.text, found


def parts(text: str) -> dict[str, str]:
    found = {}
    for name in ASKED:
        start = text.index(f"{name}= ") + len(name) + 2
        found[name] = text[start : text.index(" =\n", start)].strip()
    return found


def test_every_list_is_the_engines(root: Path, build_once: Callable[..., Path]) -> None:
    text, found = shown(post_of(root))
    built = build_once("jekyll", root) / "2024/01/01/q.html"
    assert parts(text) == parts(built.read_text("utf-8"))
    assert found == []


def test_another_process_reads_the_site_again(root: Path) -> None:
    post = post_of(root)
    settings = pickle.loads(pickle.dumps(post.settings))
    assert isinstance(settings, JekyllSettings)
    assert settings.listing is not None
    assert [item["title"] for item in settings.listing.lists.posts] == ["A", "Q", "C", "B"]
    assert len(pickle.dumps(post.settings)) < 10_000


def test_what_a_text_takes_from_other_files_is_an_input_of_it(root: Path) -> None:
    paths = {
        node.body.source.path for node in post_of(root).body().nodes if isinstance(node, Insert)
    }
    assert {"_posts/2023-05-01-a.md", "Up/_posts/2024-05-01-c.md", "_data/people.yml"} <= paths


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("site.posts.first.content", "undefined"),
        ("site.pages.first.content", "undefined"),
        ("site.posts.first | jsonify", "not all of a page"),
        ("site.collections | size", "undefined"),
        ("site.source", "undefined"),
    ],
)
def test_what_depends_on_the_build_is_told(tmp_path: Path, expression: str, reason: str) -> None:
    text = f"---\ntitle: Q\n---\n{{{{ {expression} }}}}\n"
    root = laid(tmp_path, {**FILES, "_posts/2024-01-01-q.html": text})
    _, (found,) = shown(post_of(root))
    assert (found.code, found.line) == ("template-unread", 4)
    assert reason in found.message


def test_lists_that_plugins_change_are_told(tmp_path: Path) -> None:
    config = CONFIG.replace("plugins: []", "plugins: [jekyll-sitemap]\ntheme: minima")
    text = "---\ntitle: Q\n---\n{{ site.pages.size }}\n\n{{ site.static_files.size }}\n"
    files = {**FILES, "_config.yml": config, "_posts/2024-01-01-q.html": text}
    _, found = shown(post_of(laid(tmp_path, files)))
    assert [(each.line, each.code) for each in found] == [
        (4, "template-unread"),
        (6, "template-unread"),
    ]


def test_a_post_is_named_by_the_slug_and_the_day_of_its_header(
    tmp_path: Path, build_once: Callable[..., Path]
) -> None:
    moved = "---\ntitle: M\nslug: other\ndate: 2022-02-02\n---\nM.\n"
    text = "---\ntitle: Q\n---\n{% post_url 2022-02-02-other %} {% post_url 2022-03-03-moved %}\n"
    files = {"_posts/2022-03-03-moved.md": moved, "_posts/2024-01-01-q.html": text}
    root = laid(tmp_path, {**FILES, **files})
    said, found = shown(post_of(root))
    built = build_once("jekyll", root) / "2024/01/01/q.html"
    assert (
        said.strip()
        == built.read_text("utf-8").strip()
        == " ".join(["/b/2022/02/02/other.html"] * 2)
    )
    assert found == []


def test_excerpts_that_show_each_other_come_to_an_end(tmp_path: Path) -> None:
    text = (
        "---\ntitle: {}\n---\n{{% for post in site.posts %}}{{{{ post.excerpt }}}}{{% endfor %}}\n"
    )
    posts = {f"_posts/2024-01-{day:02}-p.md": text.format(f"P{day}") for day in range(1, 21)}
    site = read_site(
        laid(tmp_path, {"_config.yml": "", **posts}), ReadOptions(), lambda found: None
    )
    told: list[Diagnostic] = []
    site.posts[0].body(told.append)
    assert [each.code for each in told] == ["template-unread"]


# -- excerpts -------------------------------------------------------------------------------------

EXCERPTS = said("excerpts")


@pytest.mark.parametrize("variant", EXCERPTS)
def test_an_excerpt_is_the_page_that_the_beginning_of_a_text_makes(
    tmp_path: Path, variant: str
) -> None:
    root = laid_site(tmp_path, "excerpts")
    files = "_config.yml" if variant == "base" else f"_config.yml,_variants/{variant}.yml"
    site = read_site(root, ReadOptions(config_file=Path(files)), lambda found: None)
    posts = {post.source: post for post in site.posts}
    for path, recorded in EXCERPTS[variant].items():
        if path.endswith("-footnote.md"):
            continue  # our stand-in for an engine prints footnotes where they are defined
        settings, source = posts[path].settings, posts[path].read()
        assert isinstance(settings, JekyllSettings)
        excerpt = document_of(settings.page, Scene(settings, source), path)["excerpt"]
        assert isinstance(excerpt, str)
        found = compare_articles(as_page(recorded["excerpt"] or ""), as_page(excerpt))
        assert not found, (path, recorded["excerpt"], excerpt)
        page = as_page(to_html(render(posts[path].body(), JEKYLL, PLAIN).text))
        assert not compare_articles(as_page(recorded["html"]), page), path


def test_included_texts_are_read_once_while_they_are_as_they_were() -> None:
    texts, read = {"a": "one", "b": "two"}, list[str]()

    def text(path: str) -> str:
        read.append(path)
        return texts[path]

    includes = Includes()
    assert [includes.text(path, (0, 0, 0, 3), text) for path in "abab"] == ["one", "two"] * 2
    assert read == ["a", "b"]
    texts["a"] = "four"
    assert includes.text("a", (0, 0, 1, 4), text) == "four"
    assert includes.text("b", (0, 0, 0, 3), text) == "two"
    assert read == ["a", "b", "a"]


def test_no_more_of_included_texts_is_held_than_was_allowed() -> None:
    read = list[str]()

    def text(path: str) -> str:
        read.append(path)
        return "x" * (11 if path == "large" else 4)

    includes = Includes(most=10)
    for path in ("a", "b", "c", "b", "c", "a", "large", "large", "c", "a"):
        includes.text(path, (0, 0, 0, 0), text)
    assert read == ["a", "b", "c", "a", "large", "large"]
