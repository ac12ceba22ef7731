"""The same blog in three engines, moved from each to each: the engines build it, and readers notice nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import syndicate
from syndicate.diagnostics import Severity
from syndicate.verify import Status
from tests.notes.site import ROOT
from tests.sites.moving import Judgement, judge

ENGINES = ("docusaurus", "hugo", "jekyll")
PAIRS = [(source, target) for source in ENGINES for target in ENGINES if source != target]
SAMPLES = {engine: ROOT / "samples" / engine for engine in ENGINES}
POSTS = 16
"""Published ones of the sample; one more is a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """A sample in another engine, as that engine built it, and what its readers see."""

    out: Path
    result: syndicate.Result
    judgement: Judgement


def converted(source: Path, from_: str, to: str, out: Path) -> syndicate.Result:
    site = syndicate.read(source, from_=from_)
    return syndicate.convert(site, to=to, out=out).run()


@pytest.fixture(scope="module", params=PAIRS, ids=" to ".join)
def direction(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    build_once: Callable[..., Path],
) -> Direction:
    source, target = request.param
    out = tmp_path_factory.mktemp(f"{source}-{target}") / "site"
    result = converted(SAMPLES[source], source, target, out)
    old, new = build_once(source, SAMPLES[source]), build_once(target, out)
    return Direction(out=out, result=result, judgement=judge(old, new))


def test_every_post_is_where_it_was_and_reads_as_it_did(direction: Direction) -> None:
    urls = [post.url for post in direction.result.posts if post.url]
    posts = [direction.judgement.pages[urlsplit(url).path] for url in urls]
    assert len(posts) == POSTS
    assert [page.address for page in posts if page.status is not Status.SAME] == []
    assert [page.as_json() for page in posts if page.differences] == []


def test_nothing_was_lost(direction: Direction) -> None:
    lost = [found for found in direction.result.diagnostics if found.severity is not Severity.NOTE]
    # The name that one author has for one post only: Hugo's taxonomy has one page for him.
    assert {found.code for found in lost} <= {"author-details-lost"}


def test_feeds_keep_the_ids_of_their_entries(direction: Direction) -> None:
    feeds = direction.judgement.verdict.feeds
    assert len(feeds) == 2
    assert all(feed.is_found for feed in feeds)
    assert [feed.differences for feed in feeds] == [(), ()]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_blog_that_stays_with_its_engine_keeps_every_byte(engine: str, tmp_path: Path) -> None:
    result = converted(SAMPLES[engine], engine, engine, tmp_path / "out")
    assert len(result.posts) == POSTS + 1
    for post in result.posts:
        assert post.target is not None
        written = (tmp_path / "out" / post.target).read_bytes()
        assert written == (SAMPLES[engine] / post.source).read_bytes(), post.source


# -- there and back -------------------------------------------------------------------------------

KEPT = {
    ("docusaurus", "hugo"): 0.86,
    ("docusaurus", "jekyll"): 0.84,
    ("hugo", "docusaurus"): 0.99,
    ("hugo", "jekyll"): 0.95,
    ("jekyll", "docusaurus"): 0.97,
    ("jekyll", "hugo"): 0.96,
}
"""The share of lines that a body has again after two moves; the others are said in other words of the
engine, name a file by its address, or have lost what the engine between has no words for."""


def lines_of(site: syndicate.Site) -> dict[str, list[str]]:
    """The lines of each published post's body, by its path without a final slash."""
    found = {}
    for post in site.posts:
        if post.url:
            text = post.read().text[post.front.body_start :]
            found[post.path.rstrip("/")] = text.strip("\n").split("\n")
    return found


@pytest.mark.parametrize(("first", "between"), PAIRS, ids=str)
def test_a_blog_that_comes_back_has_its_text_again(
    first: str, between: str, tmp_path: Path
) -> None:
    site = syndicate.read(SAMPLES[first], from_=first)
    converted(SAMPLES[first], first, between, tmp_path / between)
    converted(tmp_path / between, between, first, tmp_path / first)
    before, after = lines_of(site), lines_of(syndicate.read(tmp_path / first, from_=first))
    assert after.keys() == before.keys()
    kept = sum(
        block.size
        for path, lines in before.items()
        for block in SequenceMatcher(None, lines, after[path], autojunk=False).get_matching_blocks()
    )
    share = kept / sum(map(len, before.values()))
    assert share >= KEPT[first, between]
