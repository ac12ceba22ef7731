"""Reviews on pages that the real Hugo builds: parsed back, they are what the model knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

import syndicate
from syndicate.copies.context import context_of
from syndicate.original import posting_of
from syndicate.review import BookReview, Posting, review_node
from syndicate.review.front_matter import review_change
from syndicate.source.yaml import GOCCY, load
from syndicate.web.urls import unquote_path
from tests.engines import builds
from tests.hugo.test_write import PIXEL, laid_down
from tests.review.linked import from_microformats, h_reviews, linked_reviews

HEAD = (
    "title: {}\ndate: 2024-01-02T03:04:05+09:00\nauthors: [{{name: Jo Roe}}, {{name: Mina Han}}]\n"
)


def post(name: str, header: str = "", body: str = "Text.\n") -> str:
    return f"---\n{HEAD.format(name)}{header}---\n\n{body}"


INFO = """\
## Book Info

[![Book]({cover})](https://s.example/S1?a=b&barcode=9791199999992)

- **Title**: {title}
- Authors: Koki Saitoh(사이토 고키), "Ben" & <Tan>
- Translator: Kim Bora
- Editors: Lee Sol
- Publisher: **Lamp & Sons**
- Published: May 24, 2023
- Rating: ★★★★☆
"""
OWN = """\
# Our own map.
book:   # with a remark
  name: 'It''s "quiet" </script><b>'
  author: Ina Moll, Ben Tan
  year: 2014   # the first edition
  rating: 7.5/10
  image: ./cover.png
  shelf: {row: 3}
draft: false
"""
FILES: dict[str, str | bytes] = {
    "blog/section.md": post(
        "A 'section' & more",
        "tags: [Book Review]\n",
        INFO.format(title="조용한 대기열 (*The Quiet Queue*)", cover="/img/queue.png"),
    ),
    "blog/markup.md": post(
        "Markup", "", INFO.format(title=r"**A\*** & [B](https://b.example)", cover="./queue.png")
    ),
    "blog/queue.png": PIXEL,
    "blog/own/index.md": post("Own", OWN),
    "blog/own/cover.png": PIXEL,
    "blog/both.md": post(
        "Both",
        "book: {title: 조용한 대기열, published: 'May 24, 2023', isbn13: 979-11-99999-99-2}\n",
        INFO.format(title="조용한 대기열 (*The Quiet Queue*)", cover="/img/queue.png"),
    ),
    "blog/item.md": post(
        "Item",
        "review:\n  reviewRating: {ratingValue: 4, bestRating: 5, worstRating: 1}\n"
        "  itemReviewed: {'@type': Book, name: X, author: {name: Ina}}\n",
    ),
    "blog/list.md": post(
        "List", "reviews:\n- {type: Book, name: X, author: Ina, isbn: 9791199999992, rating: 0}\n"
    ),
    "blog/flat.md": post("Flat", "book_title: X\nbook_author: [Ina, Ben]\nrating: 4\n"),
    "blog/film.md": post("Film", "review: {type: Movie, name: It, rating: 3, author: Ina}\n"),
    "blog/paper.md": post("Paper", "review: {type: ScholarlyArticle, title: On It, year: 2019-05}\n"),
    "blog/product.md": post(
        "Product", "review: {type: Product, name: Lamp, publisher: L, published: 2020-01-02}\n"
    ),
    "blog/software.md": post("Software", "review: {type: software, name: Db, publisher: L}\n"),
    "blog/thing.md": post("Thing", "review: {name: Pub, rating: 5, url: https://pub.example/}\n"),
    "blog/plain.md": post("Plain", "book: handbook\nreview: {state: done}\nrating: 4\n"),
    "blog/papers.md": post("Papers", "", "## Paper Info\n\n- Title: X\n- Authors: Y\n"),
    "static/img/queue.png": PIXEL,
}  # fmt: skip
NO_REVIEWS = ("plain", "papers")
REVIEWS = sorted(
    {path.removeprefix("blog/").partition(".")[0].removesuffix("/index") for path in FILES
     if path.endswith(".md")} - {*NO_REVIEWS}
)  # fmt: skip


class Moved:
    """The site, and the pages that Hugo built of it."""

    def __init__(self, folder: Path) -> None:
        self.site = syndicate.read(laid_down(folder, FILES))
        self.out, self.public = folder / "out", folder / "public"
        syndicate.convert(self.site, to="hugo", out=self.out).run()
        built = builds.build_hugo(self.out, self.public, "--printPathWarnings")
        assert built.is_ok, built.log
        assert built.warnings == (), built.log

    def post(self, name: str) -> syndicate.Post:
        (found,) = (
            post
            for post in self.site.posts
            if post.source in (f"blog/{name}.md", f"blog/{name}/index.md")
        )
        return found

    def page(self, name: str) -> str:
        path = unquote_path(self.post(name).path).strip("/")
        return (self.public / path / "index.html").read_text("utf-8")

    def header(self, name: str) -> str:
        (file,) = (
            file for file in (self.out / "content").rglob("*.md")
            if file.relative_to(self.out / "content").as_posix()
            in (f"blog/{name}.md", f"blog/{name}/index.md")
        )  # fmt: skip
        return file.read_text("utf-8").split("---\n")[1]

    def expected(self, name: str) -> tuple[BookReview, Posting]:
        """The review in the model, and its posting with the cover where Hugo serves it."""
        chosen = self.post(name)
        review = chosen.review
        assert review is not None
        posting = posting_of(self.site, chosen, review, context_of(self.site).relink)
        file = review.book.cover.rpartition("/")[2]
        served = [p.relative_to(self.public).as_posix() for p in self.public.rglob(file or "?")]
        covers = [p for p in served if ("img/" in p) == review.book.cover.startswith("/img/")]
        cover = f"https://blog.example/{covers[0]}" if file else ""
        return review, replace(posting, cover=cover)


def in_utc(moment: str) -> str:
    """The moment as Docusaurus knows it: without the zone of the author."""
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat().replace("+00:00", "Z")


@pytest.fixture(scope="module")
def moved(hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Moved:
    return Moved(tmp_path_factory.mktemp("reviews"))


@pytest.mark.parametrize("name", REVIEWS)
def test_the_linked_data_of_a_page_is_the_model(moved: Moved, name: str) -> None:
    review, posting = moved.expected(name)
    (node,) = linked_reviews(moved.page(name))
    node = {**node, "datePublished": in_utc(node["datePublished"])}
    assert node == {"@context": "https://schema.org", **(review_node(review, posting) or {})}


@pytest.mark.parametrize("name", REVIEWS)
def test_the_h_review_of_a_page_is_the_model(moved: Moved, name: str) -> None:
    review, posting = moved.expected(name)
    (item,) = h_reviews(moved.page(name))
    found, found_posting = from_microformats(item)
    found_posting = replace(found_posting, published=in_utc(found_posting.published))
    assert found.book.title == review.book.name
    assert (found.rating is None) == (review.rating is None)
    if found.rating and review.rating:
        assert found.rating.as_json() == review.rating.as_json()
    same = ("isbn13", "store_url")
    same += (
        ("authors", "publisher", "published")
        if review.item_type in ("book", "film", "paper")
        else ()
    )
    assert [getattr(found.book, f) for f in same] == [getattr(review.book, f) for f in same]
    same = ("url", "title", "published", "authors", "cover")
    assert [getattr(found_posting, f) for f in same] == [getattr(posting, f) for f in same]


@pytest.mark.parametrize("name", NO_REVIEWS)
def test_a_page_that_is_no_review_says_of_none(moved: Moved, name: str) -> None:
    assert linked_reviews(moved.page(name)) == []
    assert h_reviews(moved.page(name)) == []


def test_lists_of_posts_are_no_reviews(moved: Moved) -> None:
    page = (moved.public / "blog" / "index.html").read_text("utf-8")
    assert linked_reviews(page) == h_reviews(page) == []


# -- the header -----------------------------------------------------------------------------------


def test_a_map_that_says_a_fact_otherwise_is_spelled_anew(moved: Moved) -> None:
    values = load(moved.header("own"), GOCCY)
    assert isinstance(values, dict)
    assert values["book"] == {
        "name": 'It\'s "quiet" </script><b>',
        "author": "Ina Moll, Ben Tan",
        "year": 2014,
        "rating": 7.5,
        "image": "./cover.png",
        "shelf": {"row": 3},
        "title": 'It\'s "quiet" </script><b>',
        "authors": ["Ina Moll", "Ben Tan"],
        "published": "2014",
        "cover": "./cover.png",
        "best_rating": 10,
    }


def test_a_map_that_lacks_a_fact_keeps_its_lines() -> None:
    text = post("X", "book:  # a remark\n  title: X  # the title\n\n  # who\n  author: [Ina]\n")
    assert changed_header(text) == (
        "book:  # a remark\n  title: X  # the title\n\n  # who\n  author: [Ina]\n  authors: [Ina]\n"
    )


def changed_header(text: str) -> str:
    header = converted(text).split("---\n")[1]
    return header[header.index("book:") : header.index("canonicalURL:")]


def converted(text: str) -> str:
    return syndicate.convert_text(
        text, from_="docusaurus", to="hugo", path="x.md", url="https://blog.example"
    ).text


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("book: {title: X, authors: [Ina], rating: 4}\n", None),
        ("book:\n  title: X\n  published: 2023-05-24\n  isbn13: '9791199999992'\n", None),
        (
            "book:\n  title: X\n  published: 2023-5-4\n",
            "book:\n  title: X\n  published: '2023-05-04'\n",
        ),
        (
            "book:\n  title: X\n  rating: ★★★☆☆\n",
            "book:\n  title: X\n  rating: 3\n  best_rating: 5\n",
        ),
        ("book:\n  - X\n", None),
        ("Book: {title: X}\nisbn: '9791199999992'\n", None),
    ],
)
def test_a_map_is_changed_only_where_a_layout_would_not_understand_it(
    given: str, written: str | None
) -> None:
    text = converted(post("X", given))
    assert (written or given).replace("'", '"') in text.replace("'", '"')


def test_a_post_that_says_all_of_it_is_not_touched(moved: Moved) -> None:
    chosen = moved.post("item")
    assert (
        review_change(chosen.front, chosen.review, chosen.front.values, GOCCY, lambda url: url)
        is not None
    )
    chosen = moved.post("plain")
    assert (
        review_change(chosen.front, chosen.review, chosen.front.values, GOCCY, lambda url: url)
        is None
    )


# -- the feed of the site -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def entries(moved: Moved) -> dict[str, str]:
    """The contents of the entries by their addresses."""
    feed = etree.parse(moved.public / "blog" / "rss.xml")
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    return {item.findtext("link") or "": item.findtext(content) or "" for item in feed.iter("item")}


@pytest.mark.parametrize("name", REVIEWS)
def test_the_entry_of_the_sites_own_feed_is_an_h_review(
    moved: Moved, entries: dict[str, str], name: str
) -> None:
    _, posting = moved.expected(name)
    (item,) = h_reviews(entries[posting.url])
    found, said = from_microformats(item)
    assert (said.title, said.url, said.authors) == (posting.title, posting.url, posting.authors)
    assert in_utc(said.published) == posting.published
    review = moved.post(name).review
    assert review is not None
    assert found.book.title == review.book.name
    assert "content" in item["properties"]


@pytest.mark.parametrize("name", NO_REVIEWS)
def test_other_entries_are_none(moved: Moved, entries: dict[str, str], name: str) -> None:
    assert h_reviews(entries[moved.post(name).url or ""]) == []
