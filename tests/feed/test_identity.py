"""What posts are called in feeds: a program that knows a post must know it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from syndicate.model import Site
from syndicate_adapters.feed.identity import jekyll_id
from tests.feed.blog import ORIGIN, feed, findings, moment, post, site


def ids(blog: Site, **options: str) -> list[str]:
    return [item["id"] for item in json.loads(feed(blog, "json", **options))["items"]]


def test_a_post_is_called_as_the_engine_calls_it(tmp_path: Path) -> None:
    posts = [post(tmp_path, "a", feed_id="https://old.example.org/%7Ea"), post(tmp_path, "b")]
    assert ids(site(tmp_path, *posts)) == ["https://old.example.org/%7Ea", f"{ORIGIN}/blog/b"]


def test_a_converted_post_keeps_the_id_of_its_first_engine(tmp_path: Path) -> None:
    first = "https://first.example.org/2020/a"
    posts = [
        post(
            tmp_path, "a", f"---\nfeedID: {first}\n---\ntext", feed_id="https://now.example.org/a"
        ),
        post(tmp_path, "b", f"---\nparams:\n  feed_id: {first}/b\n---\ntext"),
        post(tmp_path, "c", "---\nfeed_id: [1]\nparams: 7\n---\ntext"),
    ]
    assert ids(site(tmp_path, *posts)) == [first, f"{first}/b", f"{ORIGIN}/blog/c"]


def test_a_new_feed_may_call_posts_by_their_addresses(tmp_path: Path) -> None:
    posts = [post(tmp_path, "a", "---\nfeed_id: x\n---\ntext", feed_id="https://old.example.org/a")]
    assert ids(site(tmp_path, *posts), ids="canonical") == [f"{ORIGIN}/blog/a"]


def test_of_posts_with_one_id_the_oldest_keeps_it_and_the_others_have_their_addresses(
    tmp_path: Path,
) -> None:
    posts = [
        post(tmp_path, "old", feed_id="urn:x", date=moment("2020-01-01T00:00:00Z")),
        post(tmp_path, "new", feed_id="urn:x"),
        post(tmp_path, "older", feed_id="urn:x", date=moment("2019-01-01T00:00:00Z")),
    ]
    blog = site(tmp_path, *posts)
    assert ids(blog) == [f"{ORIGIN}/blog/new", f"{ORIGIN}/blog/old", "urn:x"]
    said = "has the id urn:x of blog/older.md; its address is its id in the feed"
    assert [(d.path, d.code, d.message) for d in findings(blog)] == [
        ("blog/old.md", "feed-id-shared", said),
        ("blog/new.md", "feed-id-shared", said),
    ]


def test_two_posts_at_one_address_are_one_in_the_feed(tmp_path: Path) -> None:
    posts = [
        post(tmp_path, "old", url=f"{ORIGIN}/a", date=moment("2020-01-01T00:00:00Z")),
        post(tmp_path, "new", url=f"{ORIGIN}/a"),
    ]
    blog = site(tmp_path, *posts)
    assert ids(blog) == [f"{ORIGIN}/a"]
    assert [d.message for d in findings(blog)] == [
        f"has the id {ORIGIN}/a of blog/old.md; left out of the feed"
    ]


def test_an_id_that_is_no_address_is_no_permalink(tmp_path: Path) -> None:
    posts = [post(tmp_path, "a", feed_id="urn:uuid:1"), post(tmp_path, "b")]
    text = feed(site(tmp_path, *posts), "rss")
    assert '<guid isPermaLink="false">urn:uuid:1</guid>' in text
    assert f'<guid isPermaLink="true">{ORIGIN}/blog/b</guid>' in text


@pytest.mark.parametrize(
    ("url", "slug", "id"),
    [
        ("/2024/01/01/title.html", "title", "/2024/01/01/title"),
        ("/2024/01/01/title/", "title", "/2024/01/01/title"),
        ("/foo/", "title", "/title"),
        ("/base/cat/x", "한글", "/base/cat/%ED%95%9C%EA%B8%80"),
    ],
)
def test_jekyll_calls_a_post_by_its_folder_and_its_slug(url: str, slug: str, id: str) -> None:
    assert jekyll_id(f"https://example.org{url}", slug) == f"https://example.org{id}"


def test_the_slug_of_a_jekyll_post_is_chosen_or_that_of_its_file(tmp_path: Path) -> None:
    url = f"{ORIGIN}/2024/01/02/x.html"
    posts = [
        post(tmp_path, "2024-01-02-title", url=url),
        post(tmp_path, "2024-01-03-b", "---\nslug: own\n---\n", url=f"{ORIGIN}/b/"),
    ]
    assert ids(site(tmp_path, *posts, engine="jekyll")) == [
        f"{ORIGIN}/2024/01/02/title",
        f"{ORIGIN}/own",
    ]
