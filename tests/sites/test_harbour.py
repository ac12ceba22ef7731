"""Two blogs in two languages, with line ends, marks and names of every sort, move to Hugo as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from syndicate.verify import Status
from syndicate.verify.pages import PageKind
from tests.sites.conftest import Built
from tests.sites.moving import DATA, build, head_of, judge, move

SITE = DATA / "harbour"
TRANSLATED = "i18n/ko/docusaurus-plugin-content-blog/2024-03-01-lines.md"


@pytest.fixture(scope="module")
def harbour(build_once: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site before and after."""
    folder = tmp_path_factory.mktemp("harbour")
    moved = move(SITE, folder / "hugo")
    old, new = build_once("docusaurus", SITE), build(moved, folder / "public")
    return Built(moved=moved, old=old, new=new, judgement=judge(old, new))


def test_nothing_has_to_be_said(harbour: Built) -> None:
    assert harbour.moved.result.diagnostics == ()
    assert len(harbour.moved.result.posts) == 16


def test_every_post_is_where_it_was_in_both_languages(harbour: Built) -> None:
    posts = {a: p for a, p in harbour.judgement.pages.items() if p.kind is PageKind.POST}
    assert {page.status for page in posts.values()} == {Status.SAME}
    assert sorted(posts) == [
        "/captain/log/2024/04/01/sail/",
        "/captain/log/2024/04/02/anchor/",
        "/ko/captain/log/%ED%95%AD%ED%95%B4/",
        "/ko/captain/log/2024/04/02/anchor/",
        "/ko/notes/2024/03/01/lines/",
        "/ko/notes/2024/03/02/mark/",
        "/ko/notes/2024/03/03/name%20with%20spaces/",
        "/ko/notes/2024/03/04/%EB%93%B1%EB%8C%80/",
        "/ko/notes/2024/03/05/%F0%9F%9A%A2-ship/",
        "/ko/notes/half-full/",
        "/notes/2024/03/01/lines/",
        "/notes/2024/03/02/mark/",
        "/notes/2024/03/03/name%20with%20spaces/",
        "/notes/2024/03/04/%EB%93%B1%EB%8C%80/",
        "/notes/2024/03/05/%F0%9F%9A%A2-ship/",
        "/notes/half-full/",
    ]
    different = {address: page.differences for address, page in posts.items() if page.differences}
    # "../" leads to the translation here; Docusaurus looks for it beside the other translations only.
    (link,) = different.pop("/ko/captain/log/2024/04/02/anchor/")
    assert (link.kind, link.new) == (
        "link",
        "See [yesterday](/ko/captain/log/%ED%95%AD%ED%95%B4).",
    )
    assert different == {}


def test_lists_are_found_where_they_were(harbour: Built) -> None:
    lists = {a: p for a, p in harbour.judgement.pages.items() if p.kind is PageKind.LIST}
    lost = {a for a, p in lists.items() if p.status not in (Status.SAME, Status.EXTRA)}
    # Hugo has one page for the tags of all blogs; from the other it sends readers on.
    assert {address: lists[address].new_address for address in lost} == {
        "/captain/log/authors/": "/notes/authors/",
        "/captain/log/tags/": "/notes/tags/",
        "/ko/captain/log/authors/": "/ko/notes/authors/",
        "/notes/tags/ropes/": "/captain/log/tags/ropes/",
    }


def test_feeds_of_both_blogs_keep_their_ids(harbour: Built) -> None:
    feeds = {feed.address: feed for feed in harbour.judgement.verdict.feeds}
    assert sorted(feeds) == [
        f"{lang}/{blog}/{name}.xml"
        for lang, blog in (
            ("", "captain/log"),
            ("/ko", "captain/log"),
            ("/ko", "notes"),
            ("", "notes"),
        )
        for name in ("atom", "rss")
    ]
    assert all(feed.is_found and not feed.differences for feed in feeds.values())


def test_pages_say_of_themselves_what_they_said(harbour: Built) -> None:
    for post in harbour.moved.site.posts:
        was, now = head_of(harbour.old, post.output), head_of(harbour.new, post.output)
        assert (now.title, now.canonical) == (was.title, was.canonical)


@pytest.mark.parametrize("source", ["blog/2024-03-01-lines.md", TRANSLATED])
def test_lines_end_as_they_did(harbour: Built, source: str) -> None:
    text = harbour.moved.text(source)
    assert text.count("\r\n") == text.count("\n") > 15
    assert "\r\r" not in text
    assert "> [!TIP]" in text


def test_a_mark_before_the_first_line_is_no_text(harbour: Built) -> None:
    source = "blog/2024-03-02-mark.md"
    assert (SITE / source).read_bytes().startswith(b"\xef\xbb\xbf---")
    assert "\ufeff" not in harbour.moved.text(source)


def test_files_keep_their_names(harbour: Built) -> None:
    assert (harbour.new / "blog/깃발 1.png").is_file()
    assert (harbour.new / "blog/50%.png").is_file()
    assert "![The gauge](/harbour/blog/50%25.png)" in harbour.moved.text(
        "blog/2024-03-06-half%20full.md"
    )
