"""The sample blog moves to Hugo, and its readers notice nothing; the two engines are the judges."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

import syndicate
from syndicate.verify import Status
from syndicate.verify.pages import PageKind
from tests.notes.site import ROOT, run_syndicate, times, tree
from tests.sites.conftest import Built
from tests.sites.moving import SAMPLE, Moved, head_of

EXPECTED = ROOT / "samples" / "hugo"
POSTS = 16
"""Published ones; one more is a draft."""


def test_the_hugo_site_is_the_one_that_was_reviewed(
    moved_sample: Moved, is_rewriting: bool
) -> None:
    if is_rewriting:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(moved_sample.out, EXPECTED, ignore=shutil.ignore_patterns(".syndicate"))
    expected, written = tree(EXPECTED), tree(moved_sample.out)
    assert sorted(written) == sorted(expected)
    assert [path for path in written if written[path] != expected[path]] == []


def test_what_was_said_of_it_is_all_that_there_is_to_say(moved_sample: Moved) -> None:
    said = [
        f"{found.path}:{found.line}:{found.column} {found.code}"
        for found in moved_sample.result.diagnostics
    ]
    assert said == [
        # Hugo gives these keys a meaning; the blog does not.
        "blog/2025-11-14-year-in-books.md:10:1 key-moved",
        "blog/2025-11-14-year-in-books.md:11:1 key-moved",
        "blog/2025-11-14-year-in-books.md:12:1 key-moved",
        # A title that one author has for one post only.
        "blog/reviews/2024-02-11-patient-debugging.md:3:1 author-details-lost",
    ]
    assert moved_sample.result.exit_code() == 0
    assert moved_sample.result.exit_code(is_strict=True) == 1


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    words = ("convert", SAMPLE, tmp_path / "out", "--to", "hugo")
    assert run_syndicate(*words).returncode == 0
    before = times(tmp_path)
    again = run_syndicate(*words)
    assert again.returncode == 0
    assert "0 written" in again.stderr
    assert times(tmp_path) == before


def test_a_dry_run_tells_all_and_touches_nothing(moved_sample: Moved, tmp_path: Path) -> None:
    plan = syndicate.convert(moved_sample.site, to="hugo", out=tmp_path / "out")
    dry = plan.dry_run()
    assert "content/blog/welcome.md" in "".join(plan.diff())
    assert list(tmp_path.iterdir()) == []
    assert dry.is_dry
    assert dry.posts == moved_sample.result.posts
    assert dry.diagnostics == moved_sample.result.diagnostics
    assert sorted(dry.written) == sorted(moved_sample.result.written)
    # in a folder that holds half of it already
    plan.run()
    (tmp_path / "out/content/blog/welcome.md").unlink()
    before = times(tmp_path)
    assert plan.dry_run().written == ("content/blog/welcome.md",)
    assert times(tmp_path) == before


def test_every_post_is_where_it_was_and_reads_as_it_did(sample: Built) -> None:
    verdict = sample.judgement.verdict
    assert (verdict.posts, verdict.posts_kept) == (POSTS, POSTS), verdict.summary()
    assert verdict.kinds == {}, verdict.summary()
    assert verdict.unsaid == {}
    assert not verdict.is_worse
    posts = [page for page in sample.judgement.pages.values() if page.kind is PageKind.POST]
    assert {page.status for page in posts} == {Status.SAME}


def test_no_list_of_posts_is_missing(sample: Built) -> None:
    lists = [page for page in sample.judgement.pages.values() if page.kind is PageKind.LIST]
    assert len(lists) > POSTS
    assert [page.address for page in lists if page.status is Status.MISSING] == []


def test_feeds_keep_the_ids_of_their_entries(sample: Built) -> None:
    feeds = sample.judgement.verdict.feeds
    assert [feed.address for feed in feeds] == ["/blog/atom.xml", "/blog/rss.xml"]
    assert all(feed.is_found for feed in feeds)
    assert [feed.differences for feed in feeds] == [(), ()]


def published(site: syndicate.Site) -> list[syndicate.Post]:
    return [post for post in site.posts if post.url is not None]


def test_pages_say_of_themselves_what_they_said(sample: Built) -> None:
    posts = published(sample.moved.site)
    assert len(posts) == POSTS
    different = set()
    for post in posts:
        was, now = (
            asdict(head_of(sample.old, post.output)),
            asdict(head_of(sample.new, post.output)),
        )
        different |= {(post.source, fact) for fact in was if was[fact] != now[fact]}
        assert post.canonical_url == now["canonical"]
    assert different == set()


@pytest.mark.parametrize("path", ["blog/2025/12/01/half-finished", "blog/half-finished"])
def test_a_draft_stays_one(sample: Built, path: str) -> None:
    assert not (sample.old / path).exists()
    assert not (sample.new / path).exists()
