"""The shelf in two languages as Hugo builds it: every page, parsed back, says what the model knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import syndicate
from syndicate.body.nodes import Destination
from syndicate.original import posting_of
from syndicate.review import BookReview, review_node
from syndicate.source.text import SourceText
from syndicate.web.urls import page_key, unquote_path
from tests.engines import builds
from tests.review.linked import from_microformats, h_reviews, linked_reviews
from tests.shelf.blog import ENGLISH, KOREAN


@pytest.fixture(scope="module")
def moved(site: syndicate.Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shelf as a Hugo site."""
    out = tmp_path_factory.mktemp("hugo") / "out"
    syndicate.convert(site, to="hugo", out=out).run()
    return out


@pytest.fixture(scope="module")
def public(moved: Path, hugo_binary: Path) -> Path:
    """The shelf as a Hugo site, built."""
    built = builds.build_hugo(moved, moved.parent / "public", "--printPathWarnings")
    assert built.is_ok, built.log
    assert built.warnings == (), built.log
    return moved.parent / "public"


def as_it_is(source: SourceText, node: Destination) -> str:
    return node.url


def page_of(public: Path, post: syndicate.Post) -> str:
    return (public / unquote_path(post.path).strip("/") / "index.html").read_text("utf-8")


def test_every_page_that_hugo_builds_says_what_the_model_knows(
    site: syndicate.Site, public: Path
) -> None:
    found = 0
    for post in site.posts:
        if post.is_fallback:
            continue
        page, review = page_of(public, post), post.review
        if review is None:
            assert linked_reviews(page) == h_reviews(page) == []
            continue
        found += 1
        posting = posting_of(site, post, review, lambda post, report: as_it_is)
        expected = review_node(review, posting) or {}
        (node,) = linked_reviews(page)
        assert isinstance(expected["itemReviewed"], dict)
        if review.book.cover:
            assert (public / review.book.cover.strip("/")).is_file()
            expected["itemReviewed"]["image"] = f"https://shelf.example{review.book.cover}"
        assert node == {"@context": "https://schema.org", **expected}
        (item,) = h_reviews(page)
        said, _ = from_microformats(item)
        assert said.book.title == review.book.name
        assert said.book.authors == review.book.authors
    assert found == len(KOREAN) + len(ENGLISH)


def test_the_hugo_site_holds_the_same_reviews(site: syndicate.Site, moved: Path) -> None:
    again = {page_key(post.path): post for post in syndicate.read(moved).posts}
    for post in site.posts:
        if post.is_fallback:
            continue
        old, new = post.review, again[page_key(post.path)].review
        assert (old is None) == (new is None)
        if old is None or new is None:
            continue
        assert [part.role for part in new.sections] == [part.role for part in old.sections]
        assert (new.item_type, new.rating) == (old.item_type, old.rating)
        assert told_by(new) == told_by(old)
        assert replace(new.book, published_text="", isbn_text="") == (
            replace(old.book, published_text="", isbn_text="")
        )


def told_by(review: BookReview) -> tuple[str, bool] | None:
    told = review.disclosure
    return (told.text, told.is_above_fold) if told else None
