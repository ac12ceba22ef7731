"""Feeds: which posts they hold, what they say of them, and what readers' programs see."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import feedparser
import pytest

import syndicate
from syndicate.adapter import WriteParts
from syndicate.diagnostics import SyndicateError, UsageError
from syndicate.model import Author, Site, SiteFeed
from syndicate_adapters.feed import ADAPTER
from syndicate_adapters.feed.options import FeedOptions
from tests.feed.blog import (
    MINA,
    ORIGIN,
    context,
    fed,
    feed,
    findings,
    full_post,
    moment,
    post,
    site,
)
from tests.feed.rules import FAULTS

FORMATS = ("atom", "rss", "json")


def titles(text: str) -> list[str]:
    if text.startswith("{"):
        return [item["title"] for item in json.loads(text)["items"]]
    return [entry.title for entry in feedparser.parse(text).entries]


@pytest.fixture
def blog(tmp_path: Path) -> Site:
    """One post with everything, one with nothing, one of plain text."""
    return site(
        tmp_path,
        full_post(tmp_path),
        post(tmp_path, "empty", "\n", date=moment("2023-05-06T23:59:59-11:30")),
        post(tmp_path, "plain", authors=(MINA,)),
        feeds=tuple(SiteFeed(path=f"/blog/{f}.feed", format=f, title="The Feed") for f in FORMATS),
    )


# -- every format ------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("summary", [False, True])
def test_a_feed_breaks_no_rule_of_its_format(blog: Site, format: str, summary: bool) -> None:
    text = feed(blog, format, summary=summary, hub="https://hub.example.org/")
    assert list(FAULTS[format](text)) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_feed_is_the_same_at_every_run(blog: Site, format: str) -> None:
    text = feed(blog, format)
    assert feed(replace(blog, posts=blog.posts[::-1]), format) == text
    assert str(datetime.now(UTC).year) not in text


@pytest.mark.parametrize("format", FORMATS)
def test_posts_come_newest_first_and_at_one_time_by_their_files(
    tmp_path: Path, format: str
) -> None:
    late = moment("2024-05-01T00:00:00+02:00")
    posts = [
        post(tmp_path, "b", date=late),
        post(tmp_path, "old", date=late - timedelta(days=1)),
        post(tmp_path, "a", date=late.astimezone(UTC)),
    ]
    assert titles(feed(site(tmp_path, *posts), format)) == ["A", "B", "Old"]
    assert titles(feed(site(tmp_path, *posts), format, limit=2)) == ["A", "B"]


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_not_for_everybody_stays_out(tmp_path: Path, format: str) -> None:
    posts = [
        post(tmp_path, "future", url=None),
        post(tmp_path, "draft", is_draft=True),
        post(tmp_path, "unlisted", is_unlisted=True),
        post(tmp_path, "shown"),
    ]
    assert titles(feed(site(tmp_path, *posts), format)) == ["Shown"]


def test_twenty_posts_unless_asked_for_all(tmp_path: Path) -> None:
    blog = site(tmp_path, *(post(tmp_path, f"p{n:02}") for n in range(25)))
    assert len(titles(feed(blog))) == 20
    assert len(titles(feed(blog, limit=0))) == 25


def test_several_formats_are_written_in_one_pass(blog: Site) -> None:
    together = fed(blog, format="rss, atom,json")
    assert list(together) == ["rss.xml", "atom.xml", "feed.json"]
    for name, format in zip(together, ("rss", "atom", "json"), strict=True):
        assert together[name] == feed(blog, format)


# -- what readers' programs see ----------------------------------------------------------------------


@pytest.mark.parametrize("format", ["atom", "rss"])
def test_every_field_is_read_back(blog: Site, format: str) -> None:
    seen = feedparser.parse(feed(blog, format, hub="https://hub.example.org/"))
    assert not seen.bozo
    assert seen.feed.title == "The Feed"
    assert seen.feed.link == f"{ORIGIN}/blog"
    assert seen.feed.subtitle == "About things"
    assert seen.feed.language == "en"
    links = {(link.rel, link.href) for link in seen.feed.links}
    assert ("self", f"{ORIGIN}/blog/{format}.feed") in links
    assert ("hub", "https://hub.example.org/") in links
    assert seen.feed.updated_parsed[:6] == (2024, 2, 4, 0, 0, 0)

    entry = seen.entries[0]
    assert entry.id == "https://old.example.org/full"
    assert entry.link == f"{ORIGIN}/blog/full"
    assert entry.published_parsed[:6] == (2024, 2, 2, 19, 5, 6)
    assert [tag.term for tag in entry.tags] == ["News", "C++ & co", "한글"]
    assert [author.name for author in entry.authors] == ["Mina Doe", "Tomás & Söhne <x>"]
    assert entry.media_thumbnail == [{"url": f"{ORIGIN}/img/cover.png"}]
    (enclosure,) = entry.enclosures
    assert (enclosure.href, enclosure.type, enclosure.length) == (
        f"{ORIGIN}/img/cover.png",
        "image/png",
        "1234",
    )
    (content,) = entry.content
    assert content.type == "text/html"
    assert '<a href="https://blog.example.org/blog/b?x&amp;y#z">link</a>' in content.value
    assert "<code>a &lt; b</code>" in content.value
    assert "]]&gt; and ©" in content.value


def test_a_title_is_text_that_is_escaped_once(blog: Site) -> None:
    for format in ("atom", "rss"):
        assert "<title>Vec&lt;T&gt; &amp; \ufffdfriends</title>" in feed(blog, format)
    assert feedparser.parse(feed(blog)).entries[0].title == "Vec<T> & \ufffdfriends"


def test_a_summary_is_html_in_rss_and_text_in_atom(blog: Site) -> None:
    assert '<summary>What a "post" &lt;has&gt;</summary>' in feed(blog)
    assert '<description>What a "post" &amp;lt;has&amp;gt;</description>' in feed(blog, "rss")


def test_a_json_feed_has_every_field(blog: Site) -> None:
    said = json.loads(feed(blog, "json", hub="https://hub.example.org/"))
    items = said.pop("items")
    assert said == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Feed",
        "home_page_url": f"{ORIGIN}/blog",
        "feed_url": f"{ORIGIN}/blog/json.feed",
        "description": "About things",
        "language": "en",
        "hubs": [{"type": "WebSub", "url": "https://hub.example.org/"}],
    }
    assert items[0].pop("content_html").startswith("<p>First <a href=")
    assert items[0] == {
        "id": "https://old.example.org/full",
        "url": f"{ORIGIN}/blog/full",
        "title": "Vec<T> & \ufffdfriends",
        "summary": 'What a "post" <has>',
        "image": f"{ORIGIN}/img/cover.png",
        "date_published": "2024-02-03T04:05:06+09:00",
        "date_modified": "2024-02-04T00:00:00+00:00",
        "authors": [
            {"name": "Mina Doe", "url": "https://mina.example.org/"},
            {"name": "Tomás & Söhne <x>", "url": f"{ORIGIN}/tomas"},
        ],
        "tags": ["News", "C++ & co", "한글"],
    }


@pytest.mark.parametrize("format", FORMATS)
def test_summaries_only_show_what_stands_above_the_mark(tmp_path: Path, format: str) -> None:
    text = "Some **words**.\n\n<!-- truncate -->\n\nmore\n"
    blog = site(tmp_path, post(tmp_path, "a", text), post(tmp_path, "b", "One.\n\nTwo & more.\n"))
    shown = feed(blog, format, summary=True).replace("&lt;", "<").replace("&gt;", ">")
    assert "<p>Some <strong>words</strong>.</p>" in shown
    assert "<p>One.</p>" in shown
    assert "more" not in shown.lower().replace("<p>one.</p>", "")


def test_a_summary_is_the_description_the_excerpt_or_the_first_paragraph(tmp_path: Path) -> None:
    long = "word " * 100
    posts = [
        post(tmp_path, "a", "text", description="By\n hand"),
        post(tmp_path, "b", "Above the *mark*.\n\n- item\n\n<!-- truncate -->\n\nmore"),
        post(tmp_path, "c", f"![](x.png)\n\n{long}\n\nnext"),
        post(tmp_path, "d", "# only a heading"),
    ]
    items = json.loads(feed(site(tmp_path, *posts), "json"))["items"]
    shown = [item["summary"] for item in items]
    assert shown[:2] == ["By hand", "Above the mark. item"]
    assert re.fullmatch("(word ){59}word…", shown[2])
    assert shown[3] == "D"


# -- dates -------------------------------------------------------------------------------------------


def test_dates_are_those_of_the_posts_and_never_go_backwards(tmp_path: Path) -> None:
    first = moment("2020-01-01T00:00:00Z")
    lone = post(tmp_path, "a", date=first, updated=first - timedelta(days=3))
    (entry,) = json.loads(feed(site(tmp_path, lone), "json"))["items"]
    assert entry["date_modified"] == entry["date_published"] == "2020-01-01T00:00:00+00:00"
    assert "<lastBuildDate>Wed, 01 Jan 2020 00:00:00 +0000<" in feed(site(tmp_path, lone), "rss")


def test_a_zone_with_seconds_is_said_in_utc(tmp_path: Path) -> None:
    zone = timezone(timedelta(hours=8, minutes=27, seconds=52))
    old = post(tmp_path, "a", date=datetime(1900, 1, 1, 8, 27, 52, tzinfo=zone))
    assert "<published>1900-01-01T00:00:00+00:00</published>" in feed(site(tmp_path, old))


def test_a_post_without_a_date_is_left_out_and_named(tmp_path: Path) -> None:
    blog = site(tmp_path, post(tmp_path, "a"), post(tmp_path, "undated", date=None))
    assert titles(feed(blog)) == ["A"]
    assert [(d.path, d.code) for d in findings(blog)] == [("blog/undated.md", "feed-date-missing")]


# -- what a feed says of itself ----------------------------------------------------------------------


def test_the_old_address_is_named_with_its_redirect(blog: Site) -> None:
    found = findings(blog, self_url="https://blog.example.org/new.xml")
    (old,) = [d for d in found if d.code == "feed-address-old"]
    assert "/blog/atom.feed https://blog.example.org/new.xml 301" in old.message
    assert 'href="https://blog.example.org/new.xml" rel="self"' in feed(
        blog, self_url="https://blog.example.org/new.xml"
    )
    assert not [d for d in findings(blog) if d.code == "feed-address-old"]


def test_a_feed_in_another_format_names_the_one_it_follows(tmp_path: Path) -> None:
    feeds = (SiteFeed(path="/index.xml", format="rss"),)
    blog = site(tmp_path, post(tmp_path, "a"), feeds=feeds)
    codes = [d.code for d in findings(blog, self_url="https://blog.example.org/atom.xml")]
    assert codes == ["feed-address-old"]
    assert [d.code for d in findings(blog)] == ["feed-address-unknown"]
    assert 'rel="self"' not in feed(blog)


def test_a_feed_follows_the_one_of_its_own_language(tmp_path: Path) -> None:
    feeds = (
        SiteFeed(path="/atom.xml", format="atom", title="All"),
        SiteFeed(path="/ko/blog/atom.xml", format="atom", title="한국어"),
        SiteFeed(path="/ko/blog/tags/x/atom.xml", format="atom", title="One tag"),
    )
    url = f"{ORIGIN}/ko/blog/a/"
    korean = post(tmp_path, "a", lang="ko", path="/ko/blog/a/", url=url)
    seen = feedparser.parse(feed(site(tmp_path, korean, feeds=feeds)))
    assert (seen.feed.title, seen.feed.language, seen.feed.link, seen.feed.id) == (
        "한국어",
        "ko",
        f"{ORIGIN}/ko/blog/",
        f"{ORIGIN}/ko/blog/",
    )


def test_a_feed_of_jekyll_is_called_by_its_own_address(tmp_path: Path) -> None:
    feeds = (SiteFeed(path="/feed.xml", format="atom"),)
    blog = site(tmp_path, post(tmp_path, "a"), feeds=feeds, engine="jekyll")
    seen = feedparser.parse(feed(blog))
    assert (seen.feed.id, seen.feed.link) == (f"{ORIGIN}/feed.xml", f"{ORIGIN}/")


def test_a_base_path_is_kept(tmp_path: Path) -> None:
    feeds = (SiteFeed(path="/base/blog/atom.xml", format="atom"),)
    lone = post(tmp_path, "a", path="/base/blog/a", url=f"{ORIGIN}/base/blog/a")
    text = feed(site(tmp_path, lone, url=f"{ORIGIN}/base", feeds=feeds))
    assert f'href="{ORIGIN}/base/blog/atom.xml" rel="self"' in text
    assert f"<id>{ORIGIN}/base/blog</id>" in text


def test_options_name_the_feed(blog: Site) -> None:
    options = {"title": "T & U", "description": "D", "author": "Me", "language": "de-AT"}
    seen = feedparser.parse(feed(blog, **options)).feed
    assert (seen.title, seen.subtitle, seen.author, seen.language) == (
        "T & U",
        "D",
        "Me",
        "de-AT",
    )


def test_a_language_that_is_none_is_not_said(tmp_path: Path) -> None:
    assert "xml:lang" not in feed(site(tmp_path, post(tmp_path, "a"), lang="my lang"))


# -- what can go wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"format": "rdf"}, "rdf"),
        ({"ids": "guess"}, "guess"),
        ({"format": "atom,rss", "self_url": "https://x.example/"}, "--self"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    blog: Site, options: dict[str, str], named: str
) -> None:
    with pytest.raises(UsageError, match=named):
        fed(blog, **options)


def test_a_site_without_an_address_or_without_posts_has_no_feed(tmp_path: Path) -> None:
    with pytest.raises(SyndicateError, match="--url"):
        feed(site(tmp_path, post(tmp_path, "a"), url=""))
    with pytest.raises(SyndicateError, match="no published post"):
        feed(site(tmp_path, post(tmp_path, "a", url=None)))


def test_a_post_that_cannot_be_read_is_in_the_feed_with_its_summary(tmp_path: Path) -> None:
    gone = post(tmp_path, "gone", description="What it was about")
    gone.file.unlink()
    blog = site(tmp_path, gone)
    assert [(d.path, d.code) for d in findings(blog)] == [("blog/gone.md", "post-failed")]
    assert "<p>What it was about</p>" in feed(blog, "json")


def test_control_characters_are_named_where_they_stand(blog: Site) -> None:
    found = [d for d in findings(blog, format="rss") if d.code == "character-illegal"]
    assert [(d.path, d.line) for d in found] == [("blog/full.md", 1), ("blog/full.md", 11)]
    for format in FORMATS:
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", feed(blog, format))


def test_lone_surrogates_and_noncharacters_do_not_stop_a_feed(tmp_path: Path) -> None:
    bad = "\ud800 \uffff &#27; &#xFFFE;"
    odd = post(tmp_path, "a", "\uffff &#27; &#xD800;", title=bad, description=bad)
    odd = replace(odd, authors=(Author(name=f"A{bad}"),))
    for format in ("atom", "rss"):
        text = feed(site(tmp_path, odd), format)
        assert list(FAULTS[format](text)) == []
        assert "\ufffd" in text


# -- pictures ----------------------------------------------------------------------------------------


def test_a_picture_elsewhere_has_no_size(tmp_path: Path) -> None:
    there = post(tmp_path, "a", image="https://cdn.example.com/a b.JPG?w=1")
    (entry,) = feedparser.parse(feed(site(tmp_path, there))).entries
    (enclosure,) = entry.enclosures
    assert (enclosure.href, enclosure.type) == (
        "https://cdn.example.com/a%20b.JPG?w=1",
        "image/jpeg",
    )
    assert "length" not in enclosure
    assert "<enclosure" not in feed(site(tmp_path, there), "rss")
    assert '<media:thumbnail url="https://cdn.example.com/a%20b.JPG?w=1"/>' in feed(
        site(tmp_path, there), "rss"
    )


def test_a_picture_without_an_address_is_reported_and_left_out(tmp_path: Path) -> None:
    hidden = post(tmp_path, "a", image="./hidden.png")
    assert [d.code for d in findings(site(tmp_path, hidden))] == ["asset-without-url"]
    assert "thumbnail" not in feed(site(tmp_path, hidden))


def test_a_missing_picture_has_no_size(tmp_path: Path) -> None:
    assert '"image"' in feed(site(tmp_path, post(tmp_path, "a", image="/img/cover.png")), "json")
    assert "<enclosure" not in feed(
        site(tmp_path, post(tmp_path, "a", image="/img/cover.png")), "rss"
    )


def test_a_small_picture_of_a_page_travels_inside_of_the_feed(tmp_path: Path) -> None:
    (tmp_path / "hidden.png").write_bytes(b"png")
    shown = post(tmp_path, "a", "![x](./hidden.png)\n\n[file](./hidden.png)\n")
    text = feed(site(tmp_path, shown), "json")
    assert '<img src=\\"data:image/png;base64,cG5n\\"' in text
    assert [(d.line, d.code) for d in findings(site(tmp_path, shown))] == [(3, "asset-without-url")]


def test_a_large_picture_does_not(tmp_path: Path) -> None:
    (tmp_path / "hidden.png").write_bytes(b"x" * 10_000)
    shown = post(tmp_path, "a", "![x](./hidden.png)\n")
    assert "data:" not in feed(site(tmp_path, shown))
    assert [d.code for d in findings(site(tmp_path, shown))] == ["asset-without-url"]


# -- size --------------------------------------------------------------------------------------------


def test_no_more_than_one_article_is_held_at_a_time(tmp_path: Path) -> None:
    whole = context(site(tmp_path, *(post(tmp_path, f"p{n}") for n in range(3))))
    collect = ADAPTER.collect
    assert collect is not None
    (action,) = collect(whole, whole.site.posts, FeedOptions(format="rss"), lambda d: None)
    assert isinstance(action, WriteParts)
    parts = iter(action.parts())
    assert next(parts)[1].count("<item>") == 0
    assert [next(parts)[1].count("<item>") for _ in range(3)] == [1, 1, 1]
    assert list(parts) == [("rss.xml", "  </channel>\n</rss>\n")]


def test_options_are_described() -> None:
    assert all(field.metadata["doc"] for field in dataclasses.fields(FeedOptions))


def test_a_finding_names_the_feed(tmp_path: Path) -> None:
    text = "---\ntitle: T\ndate: 2024-01-02\n---\n\n```py showLineNumbers=5\nx = 1\n```\n"
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog" / "post.md").write_text(text)
    (tmp_path / "docusaurus.config.mjs").write_text("export default {presets: [['classic', {}]]};")
    blog = syndicate.read(tmp_path, url="https://blog.example")
    (found,) = (d for d in syndicate.feed(blog).diagnostics if d.code == "code-first-number-lost")
    assert found.message.startswith("feed cannot say the first number of a code")
