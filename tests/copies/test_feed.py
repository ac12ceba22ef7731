"""The feed of a site as text, as a file and in a folder."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import syndicate
from syndicate.copies.feed import feed, write_feed
from syndicate.copies.files import write_parts
from syndicate.diagnostics import UsageError
from syndicate.source.text import UnwritableTarget

SAMPLE = Path(__file__).parents[2] / "samples" / "docusaurus"


@pytest.fixture(scope="module")
def site() -> syndicate.Site:
    return syndicate.read(SAMPLE)


def test_a_feed_is_text_that_parses(site: syndicate.Site) -> None:
    said = json.loads(feed(site, options={"format": "json", "limit": "3"}).text)
    assert [item["id"] for item in said["items"]] == [
        "https://reviews.example/blog/year-in-books-2025",
        "https://reviews.example/blog/night-shift",
        "https://reviews.example/blog/2025/02/02/shelf-numbers",
    ]


def test_chosen_posts_make_a_feed_of_their_own(site: syndicate.Site) -> None:
    posts = [post for post in site.posts if "databases" in {tag.name for tag in post.tags}]
    text = feed(site, posts=posts, options={"format": "json"}).text
    assert [item["title"] for item in json.loads(text)["items"]] == [post.title for post in posts]


def test_what_was_found_in_reading_is_said_too(site: syndicate.Site) -> None:
    found = feed(site).diagnostics
    assert list(found) == sorted(found)
    assert {*site.diagnostics} <= {*found}
    assert "asset-without-url" in {each.code for each in found}


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("feed.json", '{"version"'),
        ("feed.rss", "<?xml"),
        ("my-rss.xml", "<?xml"),
        ("atom.xml", "<?xml"),
        ("deep/er/index.xml", "<?xml"),
    ],
)
def test_the_ending_of_a_file_names_the_format(
    site: syndicate.Site, tmp_path: Path, name: str, begins: str
) -> None:
    out = tmp_path / name
    result = write_feed(site, out, options={"limit": "1"})
    assert result.files == (out,)
    text = out.read_text("utf-8")
    assert text.startswith(begins)
    assert ("<rss" in text) == ("rss" in name)
    assert [file.name for file in out.parent.iterdir()] == [out.name]


def test_a_folder_takes_several(site: syndicate.Site, tmp_path: Path) -> None:
    result = write_feed(site, tmp_path / "feeds", options={"format": "rss,atom,json"})
    assert [file.name for file in result.files] == ["rss.xml", "atom.xml", "feed.json"]
    assert all(file.stat().st_size > 10_000 for file in result.files)
    assert len({*result.diagnostics}) == len(result.diagnostics)


def test_a_feed_that_is_there_is_replaced_and_anything_else_is_not(
    site: syndicate.Site, tmp_path: Path
) -> None:
    out = tmp_path / "atom.xml"
    write_feed(site, out, options={"limit": "1"})
    out.chmod(0o600)
    first = out.read_bytes()
    write_feed(site, out, options={"limit": "2"})
    assert len(out.read_bytes()) > len(first)
    assert out.stat().st_mode & 0o777 == 0o600
    out.write_text("<html>mine</html>")
    with pytest.raises(UsageError, match="is no feed"):
        write_feed(site, out)
    assert out.read_text() == "<html>mine</html>"


def test_several_formats_need_a_folder(site: syndicate.Site, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"):
        write_feed(site, tmp_path / "x.xml", options={"format": "rss,atom"})
    with pytest.raises(UsageError, match="folder"):
        feed(site, options={"format": "rss,atom"})


def test_a_site_in_two_languages_has_a_feed_of_the_first(site: syndicate.Site) -> None:
    shown = [post for post in site.posts if post.url is not None and not post.is_unlisted]
    both = [*shown[:2], *(replace(post, lang="ko") for post in shown[2:4])]
    text = feed(replace(site, posts=tuple(both)), options={"format": "json"}).text
    assert len(json.loads(text)["items"]) == 2


def test_a_run_that_breaks_leaves_what_was_there(tmp_path: Path) -> None:
    old, new = tmp_path / "old.xml", tmp_path / "new.xml"
    old.write_text("before")

    def parts() -> Iterator[tuple[str, str]]:
        yield "a", "text"
        yield "b", "text"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_parts({"a": old, "b": new}, parts())
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("old.xml", "before")]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableTarget, match="cannot write"):
        write_parts({"a": tmp_path / "file" / "feed.xml"}, [("a", "text")])


def test_a_disk_that_is_read_only_is_an_error_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    (tmp_path / "a.xml").write_text("<feed/>")
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(UnwritableTarget, match="Read-only"):
        write_parts({"a.xml": tmp_path / "a.xml"}, [("a.xml", "x")])
