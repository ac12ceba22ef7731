"""Whole blogs move to Jekyll, and their readers notice nothing; the engines are the judges."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

import syndicate
from syndicate.verify import Status
from syndicate.verify.pages import PageKind
from tests.engines import builds
from tests.jekyll_writing.moving import (
    DOCUSAURUS_SAMPLE,
    HUGO_SAMPLE,
    SAME_BLOG,
    Judgement,
    Moved,
    judged,
    moved,
)
from tests.notes.site import ROOT, tree
from tests.review.linked import linked_reviews
from tests.sites.moving import head_of

EXPECTED = ROOT / "samples" / "jekyll"
POSTS = 16
"""Published ones of the sample; one more is a draft."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    return moved(DOCUSAURUS_SAMPLE, tmp_path_factory.mktemp("sample"), "docusaurus")


@pytest.fixture(scope="module")
def old(build_once: Callable[..., Path]) -> Path:
    return build_once("docusaurus", DOCUSAURUS_SAMPLE)


@pytest.fixture(scope="module")
def judgement(sample: Moved, old: Path) -> Judgement:
    return judged(old, sample.public)


def test_the_site_is_the_one_that_was_reviewed(sample: Moved, is_rewriting: bool) -> None:
    if is_rewriting:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(sample.out, EXPECTED, ignore=shutil.ignore_patterns(".syndicate"))
    expected, written = tree(EXPECTED), tree(sample.out)
    assert sorted(written) == sorted(expected)
    assert [path for path in written if written[path] != expected[path]] == []


def test_what_was_said_of_it_is_all_that_there_is_to_say(sample: Moved) -> None:
    # The only key that Jekyll gives a meaning and the blog does not.
    assert sample.said == ["blog/2025-11-14-year-in-books.md:10:1 key-renamed"]
    assert sample.result.exit_code(is_strict=True) == 0


def test_every_post_is_where_it_was_and_reads_as_it_did(judgement: Judgement) -> None:
    verdict = judgement.verdict
    assert (verdict.posts, verdict.posts_kept) == (POSTS, POSTS), verdict.summary()
    assert verdict.kinds == {}, verdict.summary()
    assert verdict.unsaid == {}
    assert not verdict.is_worse
    posts = [page for page in judgement.pages.values() if page.kind is PageKind.POST]
    assert {page.status for page in posts} == {Status.SAME}


def test_no_list_of_posts_is_missing(judgement: Judgement) -> None:
    lists = [page for page in judgement.pages.values() if page.kind is PageKind.LIST]
    assert len(lists) > POSTS
    assert [page.address for page in lists if page.status is Status.MISSING] == []


def test_feeds_keep_the_ids_of_their_entries(judgement: Judgement) -> None:
    feeds = judgement.verdict.feeds
    assert [feed.address for feed in feeds] == ["/blog/atom.xml", "/blog/rss.xml"]
    assert all(feed.is_found for feed in feeds)
    assert [feed.differences for feed in feeds] == [(), ()]


def test_pages_say_of_themselves_what_they_said(sample: Moved, old: Path) -> None:
    posts = [post for post in sample.site.posts if post.url is not None]
    assert len(posts) == POSTS
    different = set()
    for post in posts:
        was = asdict(head_of(old, post.output))
        now = asdict(head_of(sample.public, post.output))
        different |= {(post.source, fact) for fact in was if was[fact] != now[fact]}
    assert different == set()


def test_a_review_is_linked_data_on_its_page(sample: Moved) -> None:
    post = next(p for p in sample.site.posts if p.source.endswith("2023-03-12-quiet-pipelines.md"))
    review = post.review
    assert review is not None
    (found,) = linked_reviews((sample.public / post.output).read_text(encoding="utf-8"))
    assert found["url"] == post.canonical_url
    assert found["name"] == post.title
    assert found["itemReviewed"]["@type"] == "Book"
    assert found["itemReviewed"].get("isbn", "") == review.book.isbn13
    people = [person["name"] for person in found["itemReviewed"]["author"]]
    assert people == list(review.book.authors)


def test_only_reviews_are_linked_data(sample: Moved) -> None:
    found = {
        post.source
        for post in sample.site.posts
        if post.url and linked_reviews((sample.public / post.output).read_text(encoding="utf-8"))
    }
    assert found == {p.source for p in sample.site.posts if p.url and p.review is not None}


@pytest.mark.parametrize("path", ["blog/2025/12/01/half-finished", "blog/half-finished"])
def test_a_draft_stays_one(sample: Moved, path: str) -> None:
    assert not (sample.public / path).exists()
    assert (sample.out / "_drafts/2025-12-01-half-finished.md").is_file()


# -- other blogs ----------------------------------------------------------------------------------


def test_the_blog_that_three_engines_have_reads_the_same(
    tmp_path: Path, build_once: Callable[..., Path]
) -> None:
    new = moved(SAME_BLOG / "docusaurus", tmp_path, "docusaurus")
    verdict = judged(build_once("docusaurus", SAME_BLOG / "docusaurus"), new.public).verdict
    assert verdict.posts == verdict.posts_kept == 8
    assert not verdict.kinds, verdict.summary()
    assert [line for line in new.said if "engine-unknown" not in line] == []


def test_hugos_sample_reads_the_same(tmp_path: Path, build_once: Callable[..., Path]) -> None:
    new = moved(HUGO_SAMPLE, tmp_path, "hugo")
    judgement = judged(build_once("hugo", HUGO_SAMPLE), new.public)
    posts = [page for page in judgement.pages.values() if page.kind is PageKind.POST]
    assert len(posts) > POSTS - 1
    assert [page.address for page in posts if page.differences] == []


CONFIG = """\
url: https://blog.example
permalink: /:categories/:title/
kramdown: {input: GFM}
"""
POST = """\
---
title:  'Odd'   # a comment
tags: a b
layout: bare
---
{% include note.html text="x" %}

* a | b
{: .x}
"""


def test_a_blog_of_jekyll_stays_as_it_is(tmp_path: Path) -> None:
    files = {
        "_config.yml": CONFIG,
        "_posts/2024-01-02-odd.md": POST,
        "cat/_posts/2024-01-03-other.md": POST.replace("\n", "\r\n"),
        "_drafts/half.md": "Text.\n",
        "_includes/note.html": "<b>{{ include.text }}</b>\n",
        "_layouts/bare.html": "{{ content }}\n",
        "index.html": "---\n---\n{{ site.posts.size }}\n",
        "_site/index.html": "made by a build\n",
    }
    for path, text in files.items():
        file = tmp_path / "blog" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    site = syndicate.read(tmp_path / "blog", from_="jekyll")
    result = syndicate.convert(site, to="jekyll", out=tmp_path / "out").run()
    assert result.exit_code(is_strict=True) == 0
    written = tree(tmp_path / "out")
    del files["_site/index.html"]
    assert {path: written[path] for path in files} == {p: t.encode() for p, t in files.items()}
    assert set(written) == set(files)


def test_posts_for_a_site_that_is_there_say_more_and_touch_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "_config.yml").write_text("title: Mine\n", encoding="utf-8")
    site = syndicate.read(DOCUSAURUS_SAMPLE, from_="docusaurus")
    plan = syndicate.convert(site, to="jekyll", out=out, options={"callouts": "prompt"})
    result = plan.run()
    assert (out / "_config.yml").read_text(encoding="utf-8") == "title: Mine\n"
    assert not (out / "_layouts").exists()
    text = (out / "_posts/2024-08-15-letter-from-windows.md").read_bytes().decode()
    assert "layout: post" in text
    assert "permalink: /blog/2024/08/15/letter-from-windows/" in text
    assert any("redirect_from" in sentence for sentence in result.advice)
    assert any("excerpt_separator" in sentence for sentence in result.advice)


def test_an_unknown_convention_of_callouts_is_refused(tmp_path: Path) -> None:
    site = syndicate.read(DOCUSAURUS_SAMPLE, from_="docusaurus")
    with pytest.raises(syndicate.UsageError, match="must be one of: note, prompt, notice, quote"):
        syndicate.convert(site, to="jekyll", out=tmp_path, options={"callouts": "box"})


def test_lists_of_a_large_blog_are_paged_where_they_were(tmp_path: Path) -> None:
    config = {
        "title": "Site",
        "url": "https://blog.example",
        "baseUrl": "/notes/",
        "i18n": {"defaultLocale": "en", "locales": ["en", "ko"]},
        "presets": [["classic", {"docs": False, "blog": {"postsPerPage": 2}}]],
    }
    files = {"docusaurus.config.js": f"module.exports = {json.dumps(config)};\n"}
    files |= {
        f"blog/2024-01-0{day}-post-{day}.md": f"---\ntags: [T]\n---\nPost {day}.\n"
        for day in range(1, 6)
    }
    files["i18n/ko/docusaurus-plugin-content-blog/2024-01-01-post-1.md"] = (
        "---\ntags: [T]\n---\n글.\n"
    )
    for path, text in files.items():
        file = tmp_path / "blog" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    new = moved(tmp_path / "blog", tmp_path, "docusaurus")
    pages = {file.relative_to(new.public).as_posix() for file in new.public.rglob("index.html")}
    assert {
        "blog/index.html",
        "blog/page/2/index.html",
        "blog/page/3/index.html",
        "blog/tags/t/page/3/index.html",
        "ko/blog/2024/01/01/post-1/index.html",
        "ko/blog/index.html",
    } <= pages
    third = (new.public / "blog/page/3/index.html").read_text(encoding="utf-8")
    assert "/notes/blog/2024/01/01/post-1/" in third
    assert 'rel="prev" href="/notes/blog/page/2/"' in third
    korean = (new.public / "ko/blog/2024/01/01/post-1/index.html").read_text(encoding="utf-8")
    assert '<html lang="ko">' in korean
    assert "글." in korean


def test_the_engine_needs_no_gem_for_it() -> None:
    config = (EXPECTED / "_config.yml").read_text(encoding="utf-8")
    assert "plugins" not in config
    assert "theme" not in config
    assert builds.JEKYLL_VERSION == "4.3."
