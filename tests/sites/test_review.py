"""One review of a real blog's shape: its facts are found, its text is left alone, nothing is claimed to be lost."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

import syndicate
from syndicate.review import BookReview
from syndicate.source.yaml import GOCCY, Value, load
from tests.sites.moving import DATA, Moved, build, config, move, write

POST = DATA / "review" / "2024-09-08-plain-tables.md"
SITE = {
    "docusaurus.config.js": config(title="Shelf", url="https://shelf.example"),
    "package.json": '{"dependencies": {"@docusaurus/core": "3.10.2"}}',
    "blog/authors.yml": "mina: {name: Mina Arden}\n",
}
SOURCE = f"blog/reviews/{POST.name}"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """A site that holds the review alone, without its pictures."""
    folder = tmp_path_factory.mktemp("review")
    write(folder / "site", {**SITE, SOURCE: POST.read_bytes()})
    return move(folder / "site", folder / "hugo")


def header_of(text: str) -> dict[str, Value]:
    values = load(text.split("---\n")[1], GOCCY)
    assert isinstance(values, dict)
    return values


def test_only_its_pictures_are_missing_and_that_was_so_before(moved: Moved) -> None:
    assert [str(found) for found in moved.result.diagnostics] == [
        f"{SOURCE}:21:22: note: there is no file ../assets/second-shelf-2024.jpg in the site"
        " [source-asset-missing]",
        f"{SOURCE}:29:10: note: there is no file ../assets/review/plain-tables.jpg in the site"
        " [source-asset-missing]",
    ]
    assert moved.result.exit_code(is_strict=True) == 0


def test_its_facts_stand_in_the_header(moved: Moved) -> None:
    assert header_of(moved.text(SOURCE))["book"] == {
        "title": "표는 조용하다 (*Plain Tables*)",
        "name": "표는 조용하다",
        "title_original": "Plain Tables",
        "authors": ["Ida Ferro", "Samir Holt"],
        "translators": ["Haneul Seo", "Yuna Ki", "Daon Min"],
        "publisher": "Paper Lantern Press",
        "published": "2024-06-17",
        "cover": "../assets/review/plain-tables.jpg",
        "store_url": "https://product.kyobobook.co.kr/detail/S000000000017",
    }


def test_the_model_knows_them_and_that_the_book_was_given(moved: Moved) -> None:
    review = moved.site.posts[0].review
    assert isinstance(review, BookReview)
    assert review.book.name == "표는 조용하다"
    assert review.disclosure is not None
    assert review.disclosure.text.startswith("This review belongs to the *Second Shelf* circle")
    assert [section.heading for section in review.sections] == [
        "Book Info",
        "Intro",
        "Book Review",
        "Target Audience",
    ]


def test_all_else_is_what_the_author_wrote(moved: Moved) -> None:
    old, new = POST.read_text("utf-8"), moved.text(SOURCE)
    changes = [
        line
        for line in unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    box = "This review belongs to the *Second Shelf* circle of Paper Lantern Press, which sent us the book without"
    assert [line for line in changes if not line.startswith("+  ")] == [
        "-slug: /plain-Tables",
        "+url: /blog/plain-Tables/",
        "+canonicalURL: https://shelf.example/blog/plain-Tables",
        "+book:",
        "-:::info  ",
        f"-{box} asking for anything but an opinion.  ",
        "-:::",
        "+> [!INFO]",
        f"+> {box} asking for anything but an opinion.",
        "-:::tip  ",
        "-Click the cover to look inside the book at the store!  ",
        "-:::",
        "+> [!TIP]",
        "+> Click the cover to look inside the book at the store!",
        "-{/* truncate */}",
        "+<!--more-->",
    ]
    (post,) = moved.result.posts
    assert post.kept_bytes / post.body_bytes > 0.98


def test_hugo_builds_it_where_it_was(moved: Moved, tmp_path: Path) -> None:
    public = build(moved, tmp_path / "public")
    assert (public / moved.site.posts[0].output).is_file()


def test_a_lone_post_gives_the_same_text(moved: Moved) -> None:
    result = syndicate.convert_text(
        POST.read_text("utf-8"),
        from_="docusaurus",
        to="hugo",
        path=POST.name,
        url="https://shelf.example",
    )
    assert result.text == moved.text(SOURCE)
    assert [(found.line, found.code) for found in result.diagnostics] == [
        (21, "source-asset-missing"),
        (29, "source-asset-missing"),
    ]
