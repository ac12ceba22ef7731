"""Sites of Hugo and Jekyll become sites of Docusaurus that the real one builds, and readers notice nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import syndicate
from syndicate.verify import PageVerdict, Status, verify
from syndicate.verify.pages import PageKind
from tests.engines import builds
from tests.notes.site import ROOT
from tests.review.linked import from_linked, linked_reviews
from tests.sites.moving import judge

HUGO_SAMPLE = ROOT / "samples" / "hugo"
JEKYLL_SAMPLE = ROOT / "samples" / "jekyll"
JEKYLL_BLOG = ROOT / "tests" / "verify" / "same_blog" / "jekyll"
DOCUSAURUS_SAMPLE = ROOT / "samples" / "docusaurus"


def moved(source: Path, out: Path, from_: str, **options: str) -> syndicate.Result:
    site = syndicate.read(source, from_=from_)
    return syndicate.convert(site, to="docusaurus", out=out, options=options).run()


def built(site: Path, public: Path) -> Path:
    result = builds.build_docusaurus(site, public)
    assert result.is_ok, result.log
    return public


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample of Hugo as a site of Docusaurus, and what the engine built of it."""
    folder = tmp_path_factory.mktemp("to-docusaurus")
    result = moved(HUGO_SAMPLE, folder / "site", "hugo")
    assert [post for post in result.posts if post.target is None] == []
    return folder / "site", built(folder / "site", folder / "public")


def test_a_hugo_blog_reads_as_it_did(
    sample: tuple[Path, Path], build_once: Callable[..., Path]
) -> None:
    pages: list[PageVerdict] = []
    verify(build_once("hugo", HUGO_SAMPLE), sample[1], report=pages.append)
    posts = [page for page in pages if page.kind is PageKind.POST]
    assert [page.address for page in posts if page.status is not Status.SAME] == []
    assert len(posts) >= 16


def test_posts_read_the_same_where_all_are_mdx(
    tmp_path: Path, build_once: Callable[..., Path]
) -> None:
    result = moved(JEKYLL_SAMPLE, tmp_path / "site", "jekyll", mdx="always")
    assert not list((tmp_path / "site/blog").rglob("*.md"))
    public = built(tmp_path / "site", tmp_path / "public")
    judgement = judge(build_once("jekyll", JEKYLL_SAMPLE), public)
    posts = [judgement.pages[urlsplit(post.url).path] for post in result.posts if post.url]
    assert len(posts) == 16
    assert {page.status for page in posts} == {Status.SAME}
    assert [page.as_json() for page in posts if page.differences] == []


def test_reviews_are_linked_data(sample: tuple[Path, Path]) -> None:
    site = syndicate.read(HUGO_SAMPLE, from_="hugo")
    reviews = [post for post in site.posts if post.review is not None and post.url is not None]
    assert reviews
    for post in reviews:
        html = (sample[1] / post.output).read_text(encoding="utf-8")
        (node,) = linked_reviews(html)
        review, posting = from_linked(node)
        expected = post.review
        assert expected is not None
        assert review.book.title == expected.book.name
        assert review.book.authors == expected.book.authors
        assert review.book.isbn13 == expected.book.isbn13
        assert posting.url == (post.canonical_url or post.url)


def test_a_jekyll_blog_reads_as_it_did(tmp_path: Path, build_once: Callable[..., Path]) -> None:
    moved(JEKYLL_BLOG, tmp_path / "site", "jekyll")
    public = built(tmp_path / "site", tmp_path / "public")
    verdict = verify(build_once("jekyll", JEKYLL_BLOG), public, report=lambda page: None)
    assert verdict.posts_kept == verdict.posts, verdict.summary()


def test_posts_of_docusaurus_keep_every_byte(tmp_path: Path) -> None:
    result = moved(DOCUSAURUS_SAMPLE, tmp_path / "site", "docusaurus")
    for post in result.posts:
        assert post.target is not None
        assert (tmp_path / "site" / post.target).read_bytes() == (
            DOCUSAURUS_SAMPLE / post.source
        ).read_bytes()


def test_categories_are_tags(tmp_path: Path) -> None:
    source = tmp_path / "blog"
    (source / "_posts").mkdir(parents=True)
    (source / "_config.yml").write_text("url: https://a.example\n")
    text = "---\ntitle: A\ncategories: [Old News]\n---\n\nx\n"
    (source / "_posts/2024-01-02-a.md").write_text(text)
    result = moved(source, tmp_path / "kept", "jekyll")
    assert "categories-as-tags" in [found.code for found in result.diagnostics]
    assert "- Old News\n" in (tmp_path / "kept/blog/2024-01-02-a.md").read_text()
    moved(source, tmp_path / "dropped", "jekyll", categories="drop")
    assert "tags:" not in (tmp_path / "dropped/blog/2024-01-02-a.md").read_text()


def test_what_readers_know_a_post_by_comes_back(tmp_path: Path) -> None:
    source = tmp_path / "blog"
    (source / "_posts").mkdir(parents=True)
    (source / "_config.yml").write_text(
        "url: https://a.example\npermalink: /:title.html\nplugins: [jekyll-feed]\n"
    )
    extra = "canonical_url: https://b.example/first\nfeed_id: tag:b.example,2024:1"
    header = "---\ntitle: A\n{}\n---\n\nx\n"
    (source / "_posts/2024-01-02-a.md").write_text(header.format(extra))
    (source / "_posts/2024-01-03-b.md").write_text(header.format(extra.split("\n")[0]))
    (source / "_posts/2024-01-04-c.md").write_text(header.format("tags: [t]"))
    moved(source, tmp_path / "site", "jekyll")
    first = {post.title + post.path: post for post in syndicate.read(source, from_="jekyll").posts}
    again = {post.title + post.path: post for post in syndicate.read(tmp_path / "site").posts}
    assert first.keys() == again.keys()
    for key, post in first.items():
        assert again[key].canonical_url == (post.canonical_url or post.url), key
    (known,) = (post for post in again.values() if post.path == "/a.html")
    assert known.feed_id == "tag:b.example,2024:1"
    assert {post.feed_id for post in again.values()} == {post.feed_id for post in first.values()}


def test_a_post_without_a_date_is_a_page(tmp_path: Path) -> None:
    source = tmp_path / "blog"
    (source / "content").mkdir(parents=True)
    (source / "hugo.toml").write_text('baseURL = "https://a.example/base/"\n')
    (source / "content/plain.md").write_text("---\ntitle: Plain\n---\n\nx\n")
    (source / "content/tool.md").write_text("---\ntitle: T\nurl: /tools/tool.html\n---\n\nz\n")
    (source / "content/dated.md").write_text("---\ntitle: Dated\ndate: 2024-01-02\n---\n\ny\n")
    result = moved(source, tmp_path / "site", "hugo")
    targets = {post.source: post.target for post in result.posts}
    assert targets["content/plain.md"] == "src/pages/plain.md"
    assert targets["content/tool.md"] == "src/pages/tools/tool.html.md"
    assert targets["content/dated.md"] == "blog/dated.md"
    codes = [(found.path, found.code) for found in result.diagnostics]
    assert ("content/plain.md", "undated-as-page") in codes
