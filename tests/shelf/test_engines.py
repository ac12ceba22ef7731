"""The shelf in two languages as each engine builds it: every page, parsed back, says what the model knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

import syndicate
from syndicate.adapter import installed_adapters
from syndicate.body.nodes import Destination
from syndicate.original import posting_of
from syndicate.review import BookReview, review_node
from syndicate.source.text import SourceText
from syndicate.web.urls import page_key, unquote_path
from tests.engines import builds
from tests.review.linked import from_microformats, h_reviews, linked_reviews
from tests.shelf.blog import ENGLISH, KOREAN

BUILDS = {
    "docusaurus": builds.build_docusaurus,
    "hugo": builds.build_hugo,
    "jekyll": builds.build_jekyll,
}
WRITTEN = [name for name, adapter in installed_adapters().items() if adapter.write is not None]
FIND = {
    "docusaurus": builds.find_docusaurus,
    "hugo": builds.find_hugo,
    "jekyll": builds.find_jekyll,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The shelf as a site of an engine, and what the engine built of it."""

    engine: str
    folder: Path
    public: Path

    def page(self, post: syndicate.Post) -> str:
        """What is served at the address of a post."""
        path = unquote_path(post.path).strip("/")
        files = (self.public / path / "index.html", self.public / f"{path}.html")
        return next(file for file in files if file.is_file()).read_text("utf-8")

    def is_served(self, url: str) -> bool:
        """Whether a file is there at an absolute address."""
        return (self.public / unquote(urlsplit(url).path).strip("/")).is_file()


@pytest.fixture(scope="module", params=sorted(set(WRITTEN) & BUILDS.keys()))
def moved(
    request: pytest.FixtureRequest, site: syndicate.Site, tmp_path_factory: pytest.TempPathFactory
) -> Moved:
    engine: str = request.param
    FIND[engine]()
    out = tmp_path_factory.mktemp(engine) / "out"
    if engine == site.engine:  # which would keep every byte: it comes from another one
        syndicate.convert(site, to="hugo", out=out.parent / "hugo").run()
        site = syndicate.read(out.parent / "hugo")
    syndicate.convert(site, to=engine, out=out).run()
    public = out.parent / "public"
    built = BUILDS[engine](out, public)
    assert built.is_ok, built.log
    return Moved(engine=engine, folder=out, public=public)


def as_it_is(source: SourceText, node: Destination) -> str:
    return node.url


def comparable(node: Mapping[str, Any]) -> dict[str, Any]:
    """A node without the picture, whose address each engine makes, and its date as a moment."""
    item = {key: value for key, value in node["itemReviewed"].items() if key != "image"}
    moment = datetime.fromisoformat(node["datePublished"])
    return {**node, "itemReviewed": item, "datePublished": moment}


def test_every_page_that_an_engine_builds_says_what_the_model_knows(
    site: syndicate.Site, moved: Moved
) -> None:
    found = 0
    for post in site.posts:
        if post.is_fallback:
            continue
        page, review = moved.page(post), post.review
        if review is None:
            assert linked_reviews(page) == h_reviews(page) == []
            continue
        found += 1
        posting = posting_of(site, post, review, lambda post, report: as_it_is)
        expected = review_node(review, posting)
        assert expected is not None
        (node,) = linked_reviews(page)
        assert comparable(node) == comparable({"@context": "https://schema.org", **expected})
        (item,) = h_reviews(page)
        said, said_posting = from_microformats(item)
        assert said.book.title == review.book.name
        assert said.book.authors == review.book.authors
        assert said.book.isbn13 == review.book.isbn13
        assert (said.rating is None) == (review.rating is None)
        assert said_posting.url == post.url
        for picture in (node["itemReviewed"].get("image"), said.book.cover):
            assert bool(picture) == bool(review.book.cover)
            assert not picture or moved.is_served(picture)
    assert found == len(KOREAN) + len(ENGLISH)


def test_the_written_site_holds_the_same_reviews(site: syndicate.Site, moved: Moved) -> None:
    again = {page_key(post.path): post for post in syndicate.read(moved.folder).posts}
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
        facts = ("title", "title_original", "authors", "translators", "editors", "publisher",
                 "published", "isbn13", "store_url")  # fmt: skip
        assert {f: getattr(new.book, f) for f in facts} == {f: getattr(old.book, f) for f in facts}
        assert new.book.cover.rpartition("/")[2] == old.book.cover.rpartition("/")[2]


def told_by(review: BookReview) -> tuple[str, bool] | None:
    told = review.disclosure
    return (told.text, told.is_above_fold) if told else None
