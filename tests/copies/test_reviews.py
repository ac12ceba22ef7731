"""Copies of reviews: marked up as such, with the cover for a picture, and never without their disclosure."""

from __future__ import annotations

import json

import feedparser
import pytest

import syndicate
from syndicate.copies.export import export_post
from syndicate.copies.feed import feed
from syndicate.original import posting_of
from syndicate.review import BookReview, Posting
from tests.review.linked import from_microformats, h_reviews

CONFIG = """\
export default {title: 'Shelf', url: 'https://shelf.example', baseUrl: '/',
  presets: [['classic', {docs: false, blog: {}}]]};
"""
INFO = """\
## Book Info

[![Book](/img/queue.jpg)](https://s.example/S1?barcode=9791199999992)

- Title: The Quiet Queue
- Author: Ina Moll
- Rating: 4/5

"""
TOLD = ":::info\nThe *press* sent this & more.\n:::\n\n"
HEADER = "---\ntitle: A queue\ndate: 2024-01-02\nauthors: [{{name: Mina}}]\ntags: [Book Review]\n{}---\n\n"
POSTS = {
    "above": HEADER.format("") + TOLD + INFO + "<!-- truncate -->\n\nGood.\n",
    "below": HEADER.format("") + INFO + "Hm.\n\n<!-- truncate -->\n\n## More\n\n"
    ":::note\nI received this book.\n:::\n",
    "header": HEADER.format('disclosure: "The *press* sent it."\ndescription: It waits.\n') + INFO,
    "nothing": HEADER.format("image: /img/own.png\n") + INFO,
    "no-review": HEADER.format("") + "I received this book.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> syndicate.Site:
    root = tmp_path_factory.mktemp("shelf")
    files = {f"blog/{name}.md": text for name, text in POSTS.items()}
    pictures = {"static/img/queue.jpg": "x", "static/img/own.png": "x"}
    package = '{"dependencies": {"@docusaurus/core": "3.10.2"}}'
    files |= {"docusaurus.config.mjs": CONFIG, "package.json": package, **pictures}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return syndicate.read(root)


def post(site: syndicate.Site, name: str) -> syndicate.Post:
    (found,) = (post for post in site.posts if post.source == f"blog/{name}.md")
    return found


def fed(site: syndicate.Site, name: str, **options: str) -> dict[str, str]:
    text = feed(site, posts=[post(site, name)], options={"format": "json", **options}).text
    (item,) = json.loads(text)["items"]
    found: dict[str, str] = item
    return found


def expected(review: BookReview, posting: Posting) -> None:
    assert review.book.as_front_matter() == {
        "title": "The Quiet Queue",
        "authors": ["Ina Moll"],
        "isbn13": "9791199999992",
        "cover": "https://shelf.example/img/queue.jpg",
        "store_url": "https://s.example/S1?barcode=9791199999992",
    }
    assert review.rating is not None
    assert (review.rating.value, review.rating.best, review.rating.worst) == (4, 5, None)
    assert posting.title == "A queue"
    assert posting.authors == ("Mina",)
    assert posting.published == "2024-01-02T00:00:00Z"


@pytest.mark.parametrize("format", ["atom", "rss", "json"])
@pytest.mark.parametrize("summary", ["true", "false"])
def test_a_review_is_one_in_every_feed(site: syndicate.Site, format: str, summary: str) -> None:
    options = {"format": format, "summary": summary}
    text = feed(site, posts=[post(site, "above")], options=options).text
    if format == "json":
        content = json.loads(text)["items"][0]["content_html"]
    else:
        (entry,) = feedparser.parse(text, sanitize_html=False).entries
        content = entry.content[0].value if "content" in entry else entry.summary
    (item,) = h_reviews(content)
    review, posting = from_microformats(item)
    expected(review, posting)
    assert posting.url == post(site, "above").url


def test_a_post_that_is_no_review_is_none_in_a_copy(site: syndicate.Site) -> None:
    assert h_reviews(fed(site, "no-review")["content_html"]) == []
    page = export_post(site, post(site, "no-review"), to="medium").files[1].text
    assert "h-review" not in page
    assert "main_image" not in export_post(site, post(site, "no-review"), to="devto").text


def test_the_page_for_medium_is_an_h_review(site: syndicate.Site) -> None:
    (item,) = h_reviews(export_post(site, post(site, "above"), to="medium").files[1].text)
    expected(*from_microformats(item))
    assert "Good." in item["properties"]["content"][0]["value"]


# -- the cover ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "picture"),
    [("above", "queue.jpg"), ("nothing", "own.png")],
)
def test_the_cover_is_the_picture_of_a_post_that_has_none(
    site: syndicate.Site, name: str, picture: str
) -> None:
    url = f"https://shelf.example/img/{picture}"
    assert export_post(site, post(site, name), to="devto").payload["article"]["main_image"] == url
    assert fed(site, name)["image"] == url
    assert f"Preview image: {url}" in export_post(site, post(site, name), to="medium").text


# -- the disclosure -------------------------------------------------------------------------------

SAID = {
    "above": "The press sent this & more.",
    "below": "I received this book.",
    "header": "The press sent it.",
}


@pytest.mark.parametrize("name", SAID)
def test_a_copy_begins_with_the_disclosure(site: syndicate.Site, name: str) -> None:
    told = SAID[name].replace("&", "&amp;").replace("press", "<em>press</em>")
    for summary in ("true", "false"):
        item = fed(site, name, summary=summary)
        assert item["summary"].count(SAID[name]) == 1
        if summary == "false" or name != "header":  # else the summary is the content
            assert told in item["content_html"].partition("Book Info")[0]
        assert SAID[name] in item["content_html"].replace("<em>", "").replace("</em>", "").replace(
            "&amp;", "&"
        )
    for to in ("medium", "devto"):
        options = {"header": "false", "subtitle": "false"} if to == "medium" else {}
        copy = export_post(site, post(site, name), to=to, options=options)
        text = copy.text if to == "medium" else copy.payload["article"]["body_markdown"]
        above = text.partition("Book Info")[0]
        assert SAID[name].partition("&")[0] in above.replace("*", "").replace("_", "")


def test_nothing_is_disclosed_that_the_author_did_not(site: syndicate.Site) -> None:
    item = fed(site, "nothing")
    assert "sent" not in item["summary"]
    assert "<blockquote" not in item["content_html"]


def test_the_posting_is_what_the_post_says(site: syndicate.Site) -> None:
    chosen = post(site, "above")
    review = chosen.review
    assert review is not None
    posting = posting_of(site, chosen, review, lambda post, report: lambda source, node: None)
    assert posting == Posting(
        url="https://shelf.example/blog/above",
        title="A queue",
        lang="en",
        published="2024-01-02T00:00:00Z",
        authors=("Mina",),
        site="Shelf",
        cover="",
    )
