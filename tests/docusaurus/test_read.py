"""The vector site read as a whole: addresses, dates, titles and tags as 14 builds by the engine have them."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any

import pytest

from syndicate.adapter import ReadOptions
from syndicate.body.nodes import Code, Container
from syndicate.diagnostics import Diagnostic
from syndicate.model import Site
from syndicate_adapters.docusaurus.read import read_site
from tests.docusaurus.engine import SITE, said, spoken


def read(run: dict[str, Any]) -> tuple[Site, list[Diagnostic]]:
    """The vector site under the settings of one run; its config takes them from the environment."""
    overrides = {"baseUrl": run["configBaseUrl"], "blog.routeBasePath": f"'{run['routeBasePath']}'"}
    if run["trailingSlash"] != "undefined":
        overrides["trailingSlash"] = str(run["trailingSlash"]).lower()
    found: list[Diagnostic] = []
    return read_site(SITE, ReadOptions(overrides=overrides), found.append), found


@pytest.mark.parametrize(
    "run",
    said("urls")["runs"],
    ids=lambda r: (
        f"{r['trailingSlash']} {r['configBaseUrl']} {r['routeBasePath'] or 'root'} {r['locale']}"
    ),
)
def test_every_post_is_where_the_engine_serves_it(run: dict[str, Any]) -> None:
    site, _ = read(run)
    posts = {p.source: p for p in site.posts if p.lang == run["locale"]}
    missing = set(run["posts"]) - set(posts)
    assert not missing
    wrong = {}
    for key, expected in run["posts"].items():
        post = posts[key]
        file = (
            post.output.removeprefix(f"{run['locale']}/") if run["locale"] != "en" else post.output
        )
        ours = (post.path, file, post.url)
        built = posixpath.normpath(expected["file"]) if expected["file"] else file
        theirs = (expected["route"], built, expected["sitemap"] or post.url)
        if ours != theirs:
            wrong[key] = (ours, theirs)
    assert wrong == {}


def test_titles_dates_and_descriptions_are_those_of_the_engine() -> None:
    run = said("urls")["runs"][0]
    site, _ = read(run)
    posts = {p.source: p for p in site.posts if p.lang == "en"}
    wrong = {}
    for key, expected in said("render")["metadata"].items():
        if key not in posts:
            continue
        post = posts[key]
        ours = (post.title, spoken(post.date), post.description, post.is_unlisted)
        theirs = tuple(expected[name] for name in ("title", "date", "description", "unlisted"))
        if ours != theirs:
            wrong[key] = (ours, theirs)
    assert wrong == {}


def test_only_drafts_and_broken_posts_have_no_address() -> None:
    site, _ = read(said("urls")["runs"][0])
    built = said("urls")["runs"][0]["posts"]
    unpublished = {p.source for p in site.posts if p.lang == "en" and p.url is None}
    assert unpublished
    assert not unpublished & set(built)


def test_the_vector_site_has_no_errors_but_those_the_engine_has() -> None:
    _, found = read(said("urls")["runs"][0])
    assert {d.code for d in found if d.severity == "error"} <= {
        "url-collision",
        "post-undated",  # one, which the engine dated by its checkout
    }


CONFIG = """\
export default {title: 'Notes', tagline: 'Small', url: 'https://blog.example', baseUrl: '/',
  themeConfig: {image: 'img/card.png'}, presets: [
  ['classic', {blog: {feedOptions: {type: ['json', 'rss'], limit: 7, description: 'All of it'}}}]], plugins: [
  ['content-blog', {id: 'news', path: 'news', routeBasePath: 'news', feedOptions: {limit: false}}],
  ['content-blog', {id: 'gone', path: 'gone', routeBasePath: 'gone'}]]};
"""


def laid_down(folder: Path, *posts: str) -> Site:
    for post in posts:
        file = folder / post
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\ndate: 2024-01-01\n---\n\nx\n")
    (folder / "docusaurus.config.mjs").write_text(CONFIG)
    return read_site(folder, ReadOptions(), lambda found: None)


def test_feeds_are_those_of_blogs_with_posts(tmp_path: Path) -> None:
    site = laid_down(tmp_path, "blog/a.md", "news/b.md")
    said = [(feed.path, feed.title, feed.description, feed.limit) for feed in site.feeds]
    assert said == [
        ("/blog/rss.xml", "Notes Blog", "All of it", 7),
        ("/blog/feed.json", "Notes Blog", "All of it", 7),
        ("/news/rss.xml", "Notes Blog", "Notes Blog", None),
        ("/news/atom.xml", "Notes Blog", "Notes Blog", None),
    ]
    assert {page.folder for page in site.lists} == {"blog", "news"}
    assert site.image == "img/card.png"


def test_posts_of_one_moment_come_folder_by_folder(tmp_path: Path) -> None:
    names = ("z.md", "B/q.md", "a/x.md", "a/c/b.md")
    site = laid_down(tmp_path, *(f"blog/{name}" for name in reversed(names)))
    assert [post.source for post in site.posts] == [f"blog/{name}" for name in names]


def test_comments_that_the_site_itself_chose_are_taken_out_of_code(tmp_path: Path) -> None:
    config = "themeConfig: {prism: {magicComments: [{className: 'error', line: 'this-is-wrong'}]}}"
    (tmp_path / "docusaurus.config.js").write_text(
        f"module.exports = {{url: 'https://x.example', baseUrl: '/', presets: [['classic', {{}}]], {config}}};"
    )
    (tmp_path / "blog").mkdir()
    code = "```js\n// this-is-wrong\na\n// highlight-next-line\nb\n```\n"
    (tmp_path / "blog" / "2024-01-02-a.md").write_text(code)
    (post,) = read_site(tmp_path, ReadOptions(), lambda diagnostic: None).posts
    body = post.body()
    (block,) = body.nodes
    assert isinstance(block, Code)
    hidden = [body.source.text[n.span.start : n.span.end] for n in block.children]
    assert hidden == ["// this-is-wrong\n"]


def test_braces_are_text_to_versions_before_3(tmp_path: Path) -> None:
    package = '{"dependencies": {"@docusaurus/core": "2.4.3"}}'
    (tmp_path / "package.json").write_text(package)
    (tmp_path / "docusaurus.config.js").write_text(
        "export default {url: 'https://a.example', baseUrl: '/', presets: ['classic']};"
    )
    (tmp_path / "blog").mkdir()
    text = "Under {a.b} it is.\n\n<b>{'c'}</b>\n"
    (tmp_path / "blog" / "2024-01-02-a.md").write_text(text)
    (post,) = read_site(tmp_path, ReadOptions(), lambda diagnostic: None).posts
    (tag,) = post.body().nodes
    assert isinstance(tag, Container)
    assert [text[each.span.start : each.span.end] for each in tag.children] == ["{'c'}"]
