"""Every variant of a review in two languages, what is odd about some, and posts that are none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import syndicate
from syndicate.review import Book, Role
from syndicate.shelf import Shelf, Shelved
from tests.cli.conftest import Run, run
from tests.shelf.blog import DETAIL, ENGLISH, KOREAN, NO_REVIEWS, STORE

__all__ = ["run"]


@pytest.fixture(scope="module")
def whole(site: syndicate.Site) -> Shelf:
    return syndicate.reviews(site)


def of(whole: Shelf, name: str, lang: str = "ko") -> Shelved:
    (found,) = (
        each
        for each in whole.reviews
        if each.post.lang == lang and each.post.source.endswith(f"-{name}.md")
    )
    return found


def test_every_review_is_there_once_in_each_of_its_languages(whole: Shelf) -> None:
    found = {(each.post.lang, each.post.source.rpartition("/")[2]) for each in whole.reviews}
    assert len(whole.reviews) == len(found)
    assert found == {
        *(("ko", f"{name}.md") for name in KOREAN),
        *(("en", f"{name}.md") for name in ENGLISH),
    }
    assert not any(name in source for name in NO_REVIEWS for _, source in found)


BOOKS = {
    ("ko", "plain"): Book(
        title="조용한 대기열", authors=("몰이나",), publisher="한빛등불", published="2022-12-01",
        published_text="2022-12-01", cover="/img/plain.png", store_url=DETAIL.format("01"),
    ),
    ("en", "plain"): Book(
        title="조용한 대기열 (*The Quiet Queue*)", title_original="The Quiet Queue",
        authors=("Ina Moll",), publisher="Lamp & Sons", published="2022-12-01",
        published_text="December 1, 2022", cover="/img/plain.png", store_url=DETAIL.format("01"),
    ),
    ("ko", "icon"): Book(
        title="등불 아래에서", authors=("Koki Saitoh(사이토 고키)", "개앞맵시(이복연)"),
        translators=("박해선 (Park Haesun)",), publisher="한빛등불", published="2023-01-09",
        published_text="2023-01-09", isbn13="9791199999992", isbn_text="9791199999992",
        cover="/img/icon.png", store_url=STORE.format("9791199999992"),
    ),
    ("en", "icon"): Book(
        title="Under the Lamp", authors=("Koki Saitoh(사이토 고키)", "개앞맵시(이복연)"),
        translators=("박해선 (Park Haesun)",), publisher="Lamp & Sons", published="2023-01-09",
        published_text="January 9, 2023", isbn13="9791199999992", isbn_text="9791199999992",
        cover="/img/icon.png", store_url=STORE.format("9791199999992"),
    ),
    ("en", "noblank"): Book(
        title="Tables on Sand", authors=("Eden Lee",), publisher="Lamp & Sons",
        published="2023-02-20", published_text="February 20, 2023", cover="/img/noblank.png",
        store_url=DETAIL.format("03"),
    ),
    ("ko", "people"): Book(
        title="둘이서 쓰는 코드", authors=("전시진", "이해봄"), translators=("가온", "나래"),
        editors=("다솜",), publisher="한빛등불", published="2023-03-03", published_text="2023-03-03",
        isbn13="9791199999008", isbn_text="9791199999008", cover="/img/people.png",
        store_url=STORE.format("9791199999008"),
    ),
    ("en", "people"): Book(
        title="둘이서 쓰는 코드 (Code for Two)", title_original="Code for Two",
        authors=("전시진 (Seonjin Jeon)", "이해봄 (Haebom Lee)"), translators=("Gaon", "Narae"),
        editors=("Dasom",), publisher="Lamp & Sons", published="2023-03-03",
        published_text="2023-03-03", isbn13="9791199999008", isbn_text="9791199999008",
        cover="/img/people.png", store_url=STORE.format("9791199999008"),
    ),
    ("ko", "header"): Book(
        title="머리말만 있는 책", authors=("하루",), publisher="한빛등불", published="2023-07-07",
        published_text="2023-07-07",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "name"), BOOKS)
def test_the_facts_of_each_spelling(whole: Shelf, lang: str, name: str) -> None:
    assert of(whole, name, lang).review.book == BOOKS[lang, name]


def test_the_roles_of_the_parts_and_the_disclosures(whole: Shelf) -> None:
    roles = [Role.INFO, Role.INTRO, Role.REVIEW, Role.AUDIENCE, Role.CONCLUSION]
    for lang in ("ko", "en"):
        review = of(whole, "plain", lang).review
        assert [part.role for part in review.sections] == roles
        assert review.lang == lang
        assert review.disclosure is not None
        assert review.disclosure.is_above_fold
    assert of(whole, "noblank").review.disclosure is None


ODD = {
    "blog/2023-03-01-noblank.md": ["19:1 source-review-line-stray"],
    "blog/2023-05-01-slip.md": ["21:7 source-review-title-differs"],
    "blog/2023-06-01-copied.md": [
        "21:1 source-review-line-stray",
        "23:7 source-review-title-copied",
    ],
    "blog/2023-09-01-both.md": ["7:3 source-review-contradicted"],
    "blog/2023-10-01-untagged.md": [
        "7:1 source-review-tag-missing",
        "13:7 source-review-fact-missing",
        "14:7 source-review-fact-missing",
    ],
    "blog/2023-11-01-late.md": ["18:1 source-disclosure-late"],
    "blog/2024-01-04-tagged.md": ["4:1 source-review-section-missing"],
    "blog/2024-01-05-several.md": ["4:1 source-review-several"],
    "2023-03-01-noblank.md": ["19:1 source-review-line-stray"],
    "2023-07-01-barcode.md": ["13:26 source-isbn-invalid"],
}


def test_what_is_odd_is_said_where_it_stands_and_nothing_else(whole: Shelf) -> None:
    said: dict[str, list[str]] = {}
    for found in whole.diagnostics:
        if found.code != "rich-result-incomplete":
            path = found.path.removeprefix("i18n/en/docusaurus-plugin-content-blog/")
            said.setdefault(path, []).append(f"{found.line}:{found.column} {found.code}")
    assert said == ODD


def messages(whole: Shelf) -> dict[str, str]:
    return {found.code: found.message for found in whole.diagnostics}


def test_an_oddity_names_all_of_its_places(whole: Shelf) -> None:
    said = messages(whole)
    assert said["source-review-contradicted"] == (
        "publisher is '다른 출판사' in the front matter, which wins, and '한빛등불' at 16:8"
    )
    assert "blog/2023-01-01-plain.md:21" in said["source-review-title-copied"]
    assert "it has 12 digits" in said["source-isbn-invalid"]
    assert said["source-review-several"].endswith(": 하나, 둘")


def test_google_would_need_a_rating_and_nobody_makes_one_up(whole: Shelf) -> None:
    needy = {f.path for f in whole.diagnostics if f.code == "rich-result-incomplete"}
    rated = {each.post.source for each in whole.reviews if each.review.rating}
    assert rated == {"blog/2023-08-01-header.md", "blog/2023-09-01-both.md"}
    assert needy == {each.post.source for each in whole.reviews} - rated


def test_few_reviews_have_no_custom(site: syndicate.Site) -> None:
    some = [post for post in site.posts if post.lang == "ko" and "slip" in post.source]
    codes = {found.code for found in syndicate.reviews(site, some).diagnostics}
    assert codes == {"rich-result-incomplete"}


def test_one_book_may_be_reviewed_twice(site: syndicate.Site, tmp_path: Path) -> None:
    (post,) = (post for post in site.posts if post.source == "blog/2023-01-01-plain.md")
    again = replace(post, source="blog/again.md", title="Another look at it")
    codes = {found.code for found in syndicate.reviews(site, [post, again]).diagnostics}
    assert "source-review-title-copied" not in codes


def test_a_wrong_check_digit_is_told_from_a_lost_digit(
    site: syndicate.Site, tmp_path: Path
) -> None:
    (post,) = (post for post in site.posts if post.source == "blog/2023-07-01-barcode.md")
    file = tmp_path / "post.md"
    file.write_text(post.read().text.replace("9791199999015", "9791199999016"), encoding="utf-8")
    (found,) = (
        found
        for found in syndicate.reviews(site, [replace(post, file=file)]).diagnostics
        if found.code == "source-isbn-invalid"
    )
    assert "check digit" in found.message


# -- the command ----------------------------------------------------------------------------------


def test_the_table_names_each_book_with_its_line(blog: Path, run: Run) -> None:
    done = run("reviews", blog, "--lang", "en", "-q")
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == len(ENGLISH)
    assert lines[-1].split("  ")[-1] == "Ina Moll"
    assert "2023-01-01-plain.md:19 " in lines[-1]


def test_json_has_every_fact_and_its_line(blog: Path, run: Run) -> None:
    done = run("reviews", blog, "--json", "--post", "blog/2023-09-01-both.md")
    said = json.loads(done.stdout)
    (review,) = said["reviews"]
    assert review["source"] == "blog/2023-09-01-both.md"
    assert review["book"]["publisher"] == "다른 출판사"
    assert review["rating"] == {"value": 4, "best": 5, "worst": None}
    assert review["lines"] == {
        "title": 6, "publisher": 7, "store_url": 12, "cover": 12, "authors": 15, "published": 17,
    }  # fmt: skip
    assert [found["code"] for found in said["diagnostics"]] == ["source-review-contradicted"]
    assert "[source-review-contradicted]" in done.stderr


def test_a_site_without_reviews_has_an_empty_shelf(blog: Path, run: Run) -> None:
    done = run("reviews", blog, "--post", "blog/2024-01-01-paper.md")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
