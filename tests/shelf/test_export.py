"""The whole shelf as linked data and as a table."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import syndicate
from syndicate.copies.collection import collect, is_collector
from syndicate.diagnostics import UsageError
from syndicate.review import Posting
from tests.cli.conftest import Run, run
from tests.review.linked import from_linked
from tests.shelf.blog import ENGLISH, KOREAN

__all__ = ["run"]


@pytest.fixture(scope="module")
def texts(site: syndicate.Site) -> dict[str, str]:
    return {file.path: file.text for file in collect(site, to="reviews").files}


def test_the_linked_data_is_the_shelf(site: syndicate.Site, texts: dict[str, str]) -> None:
    graph = json.loads(texts["reviews.jsonld"])
    assert graph["@context"] == "https://schema.org"
    found = dict(zip([node["url"] for node in graph["@graph"]], graph["@graph"], strict=True))
    assert len(found) == len(KOREAN) + len(ENGLISH)
    for post in site.posts:
        review = post.review
        if review is None or post.is_fallback:
            assert post.is_fallback or post.url not in found
            continue
        said, posting = from_linked(found[post.url])
        book = review.book
        base = "https://shelf.example" + ("/en" if post.lang == "en" else "")
        cover = f"{base}{book.cover}" if book.cover else ""
        assert posting == Posting(
            url=post.url or "", title=post.title, lang=post.lang, authors=("미나",), site="책꽂이",
            published=posting.published, cover=cover,
        )  # fmt: skip
        facts = replace(book, title=book.name, cover=cover, published_text="", isbn_text="")
        assert said.book == facts
        assert (said.rating is None) == (review.rating is None)


def test_the_table_has_a_line_for_each(texts: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(texts["reviews.csv"])))
    assert len(rows) == len(KOREAN) + len(ENGLISH)
    by_source = {row["source"]: row for row in rows}
    row = by_source["blog/2023-04-01-people.md"]
    assert row["authors"] == "전시진; 이해봄"
    assert row["posted"] == "2023-04-01T16:11:00Z"
    assert row["isbn13"] == "9791199999008"
    assert row["rating"] == row["best_rating"] == ""
    assert row["disclosure"] == "한빛등불로부터 책을 제공받아 작성한 서평입니다."
    assert by_source["blog/2023-09-01-both.md"]["rating"] == "4"
    assert by_source["blog/2023-09-01-both.md"]["best_rating"] == "5"
    assert by_source["blog/2023-10-01-untagged.md"]["published"] == "05/06/2023"


def test_the_command_writes_both_and_again(blog: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out"
    done = run("export", blog, out, "--to", "reviews")
    assert done.returncode == 0
    assert {file.name for file in out.iterdir()} == {"reviews.csv", "reviews.jsonld"}
    assert f"wrote {out}/reviews.jsonld" in done.stderr
    before = (out / "reviews.csv").read_bytes()
    assert run("export", blog, out, "--to", "reviews", "-q", "--lang", "en").returncode == 0
    assert len((out / "reviews.csv").read_bytes()) < len(before)
    printed = run("export", blog, "-", "--to", "reviews", "--lang", "en", "-q").stdout
    assert printed == (out / "reviews.jsonld").read_text("utf-8")


def test_a_file_of_somebody_else_stays(blog: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "reviews.csv").write_text("mine,yours\n")
    done = run("export", blog, tmp_path, "--to", "reviews")
    assert done.returncode == 2
    assert [file.name for file in tmp_path.iterdir()] == ["reviews.csv"]
    assert (tmp_path / "reviews.csv").read_text() == "mine,yours\n"


def test_the_library_does_the_same(site: syndicate.Site, tmp_path: Path) -> None:
    result = syndicate.export(site, tmp_path, to="reviews")
    assert result.files == {".": (tmp_path / "reviews.jsonld", tmp_path / "reviews.csv")}
    with pytest.raises(UsageError, match="many posts at once"):
        syndicate.export_post(site, site.posts[0], to="reviews")


def test_a_service_that_takes_single_posts_collects_nothing(site: syndicate.Site) -> None:
    assert is_collector("reviews")
    assert not is_collector("medium")
    with pytest.raises(UsageError, match="one post at a time"):
        collect(site, to="medium")


def test_a_review_without_a_name_is_in_the_table_only(tmp_path: Path, run: Run) -> None:
    (tmp_path / "post.md").write_text("---\ntitle: X\nisbn: '9791199999992'\n---\n")
    words = ("--to", "reviews", "--from", "docusaurus", "--url", "https://b.example")
    done = run("export", tmp_path / "post.md", tmp_path / "out", *words)
    assert "[review-nameless]" in done.stderr
    assert json.loads((tmp_path / "out" / "reviews.jsonld").read_bytes())["@graph"] == []
    assert "9791199999992" in (tmp_path / "out" / "reviews.csv").read_text()
