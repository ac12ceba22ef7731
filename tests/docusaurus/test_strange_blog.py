"""A blog of Hugo in two languages, with odd headers and texts, as the real Docusaurus builds it in both formats."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

import syndicate
from syndicate.verify import PageVerdict, Status, Verdict, verify
from syndicate.verify.pages import PageKind
from tests.docusaurus.strange_blog import write_blog
from tests.engines import builds


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The blog in its new engine. pages: of the old one, by address."""

    source: syndicate.Site
    out: Path
    public: Path
    verdict: Verdict
    pages: dict[str, PageVerdict]


@pytest.fixture(scope="module", params=["auto", "always"])
def moved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """The blog converted and built, as plain Markdown where it can be, and all as MDX."""
    folder = tmp_path_factory.mktemp(request.param)
    blog = write_blog(folder / "blog")
    old = builds.build_hugo(blog, folder / "old")
    assert old.is_ok, old.log
    site = syndicate.read(blog, from_="hugo")
    out, public = folder / "site", folder / "public"
    options = {"mdx": request.param}
    syndicate.convert(site, to="docusaurus", out=out, options=options).run()
    new = builds.build_docusaurus(out, public)
    assert new.is_ok, new.log
    pages: list[PageVerdict] = []
    verdict = verify(folder / "old", public, report=pages.append)
    by_address = {page.address: page for page in pages}
    return Moved(source=site, out=out, public=public, verdict=verdict, pages=by_address)


def test_readers_of_both_languages_notice_nothing(moved: Moved) -> None:
    posts = [page for page in moved.pages.values() if page.kind is PageKind.POST]
    changed = [
        page.as_json()
        for page in posts
        if page.status is not Status.SAME or not page.is_article_equal
    ]
    assert changed == []
    assert len(posts) == 11
    assert {"/de/posts/first/", "/de/posts/nur/"} <= {page.address for page in posts}


def test_a_post_without_a_date_is_a_page_whose_broken_link_leads_nowhere(moved: Moved) -> None:
    page = moved.pages["/posts/undated/"]
    assert page.status is Status.SAME
    assert page.kind is PageKind.PAGE
    assert [(d.kind, d.new) for d in page.differences] == [
        ("link", "[nowhere](about:invalid#http://a.example.1/) and text.")
    ]


def test_a_page_of_a_file_is_that_file(moved: Moved) -> None:
    page = moved.pages["/tools/tool.html"]
    assert page.status is Status.SAME
    assert page.differences == ()
    shown = (moved.public / "tools/tool.html").read_text(encoding="utf-8")
    assert re.search(r'<script>\s*window\.at\s*=\s*"http://a\.b/";?\s*</script>', shown)


def test_the_engine_reads_what_the_headers_say(moved: Moved) -> None:
    for post in moved.source.posts:
        if post.url is None or post.is_page or post.date is None:
            continue
        page = html.fromstring((moved.public / post.output).read_text(encoding="utf-8"))
        (posting,) = (
            node
            for text in page.xpath("//script[@type='application/ld+json']/text()")
            if (node := json.loads(text)).get("@type") == "BlogPosting"
        )
        assert posting["headline"] == post.title
        assert seconds(posting["datePublished"]) == post.date.timestamp()
        names = posting.get("author", [])
        names = [each["name"] for each in (names if isinstance(names, list) else [names])]
        assert names == [author.name for author in post.authors]
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == (post.canonical_url or post.url)
        if post.description:
            assert page.xpath("//meta[@name='description']/@content") == [post.description]
        said = page.xpath("//meta[@property='article:tag']/@content")
        wanted = [tag.name for tag in post.tags]
        assert said == ([",".join(wanted)] if wanted else [])


def seconds(text: str) -> float:
    """A moment of the engine in seconds since 1970."""
    from datetime import datetime

    return datetime.fromisoformat(text).timestamp()


def test_old_addresses_and_feeds_answer(moved: Moved) -> None:
    for path in ("old/first/index.html", "older-first.html", "de/de/alt/index.html"):
        assert "refresh" in (moved.public / path).read_text(encoding="utf-8"), path
    for path in ("index.xml", "de/index.xml"):
        assert "<rss" in (moved.public / path).read_text(encoding="utf-8"), path


def test_drafts_are_not_built_and_unlisted_posts_only_at_their_address(moved: Moved) -> None:
    assert not (moved.public / "posts/draft/index.html").exists()
    assert (moved.public / "posts/hidden/index.html").is_file()
    assert "/posts/hidden" not in (moved.public / "rss.xml").read_text(encoding="utf-8")
