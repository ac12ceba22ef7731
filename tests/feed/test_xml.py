"""RSS and Atom through feedgen: each of its defects is kept out of the feeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from syndicate.model import Author
from syndicate_adapters.feed.channel import Channel
from syndicate_adapters.feed.entry import Entry
from syndicate_adapters.feed.pictures import Picture
from syndicate_adapters.feed.xml import XmlWriter, atom_writer, rss_writer
from tests.feed.blog import moment
from tests.feed.rules import ATOM, CONTENT, DC

CHANNEL = Channel(
    id="https://example.org/blog",
    title="Title",
    home="https://example.org/blog",
    updated=moment("2024-01-02T03:04:05+00:00"),
    description="About",
    author="Me",
    address="https://example.org/blog/feed.xml",
    language="en",
    hub="https://hub.example.org/?a=1&b=2",
)
ENTRY = Entry(
    id="https://example.org/blog/a",
    url="https://example.org/blog/a",
    title="A",
    published=moment("2024-01-02T03:04:05+00:00"),
    updated=moment("2024-01-02T03:04:05+00:00"),
    content="<p>one<br>two ]]&gt; &amp;nbsp;</p>",
    is_whole=True,
    summary="s",
)
WRITERS = pytest.mark.parametrize("make", [atom_writer, rss_writer])


def whole(writer: XmlWriter, *entries: Entry) -> etree._Element:
    items = "".join(writer.item(entry, index) for index, entry in enumerate(entries))
    return etree.fromstring((writer.head + items + writer.tail).encode())


def rss(*entries: Entry) -> etree._Element:
    return whole(rss_writer(CHANNEL), *entries)[0]


def atom(*entries: Entry) -> etree._Element:
    return whole(atom_writer(CHANNEL), *entries)


@WRITERS
def test_pieces_make_what_feedgen_makes_in_one(make: Callable[[Channel], XmlWriter]) -> None:
    writer = make(replace(CHANNEL, hub=""))
    first, second = ENTRY, replace(ENTRY, id="urn:b", title="B")
    together = writer.head + writer.item(first, 0) + writer.item(second, 1) + writer.tail
    for entry in (first, second):
        writer.fill(writer.generator.add_entry(order="append"), entry)
    tags = re.compile(r"<link [^>]*>")
    assert tags.sub("", writer.written().decode()) == tags.sub("", together)


@WRITERS
def test_no_date_is_that_of_the_run(make: Callable[[Channel], XmlWriter]) -> None:
    writer = make(CHANNEL)
    text = writer.head + writer.item(ENTRY, 0) + writer.tail
    years = set(re.findall(r"\b(?:19|20)\d\d(?=-\d\d-\d\dT| \d\d:\d\d)", text))
    assert years == {"2024"}


def test_entries_keep_their_order() -> None:
    entries = [replace(ENTRY, id=f"urn:{n}") for n in range(3)]
    assert [e.findtext("guid") for e in rss(*entries).findall("item")] == [
        "urn:0",
        "urn:1",
        "urn:2",
    ]


def test_atom_content_is_html_and_not_markup() -> None:
    (entry,) = atom(ENTRY).findall(f"{ATOM}entry")
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert (content.get("type"), content.text) == ("html", ENTRY.content)
    assert entry.findtext(f"{ATOM}summary") == "s"


def test_rss_has_the_article_beside_the_summary() -> None:
    (item,) = rss(ENTRY).findall("item")
    assert (item.findtext("description"), item.findtext(CONTENT)) == ("s", ENTRY.content)


def test_an_excerpt_is_all_there_is() -> None:
    teaser = replace(ENTRY, is_whole=False, content="<p>above</p>")
    (item,) = rss(teaser).findall("item")
    assert (item.findtext("description"), item.find(CONTENT)) == ("<p>above</p>", None)
    (entry,) = atom(teaser).findall(f"{ATOM}entry")
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None
    assert (summary.get("type"), summary.text) == ("html", "<p>above</p>")
    assert entry.find(f"{ATOM}content") is None


def test_rss_names_authors_without_an_address_for_mail() -> None:
    named = Author(name="Ann")
    mailed = Author(name="Bo", email="bo@example.org")
    (item,) = rss(replace(ENTRY, authors=(named,))).findall("item")
    assert ([e.text for e in item.findall(DC)], item.find("author")) == (["Ann"], None)
    (item,) = rss(replace(ENTRY, authors=(mailed,))).findall("item")
    assert (item.findall(DC), item.findtext("author")) == ([], "bo@example.org (Bo)")
    (item,) = rss(replace(ENTRY, authors=(mailed, named))).findall("item")
    assert ([e.text for e in item.findall(DC)], item.find("author")) == (["Bo", "Ann"], None)


def test_the_link_of_a_channel_is_its_page() -> None:
    channel = rss(ENTRY)
    assert channel.findtext("link") == "https://example.org/blog"
    links = {link.get("rel"): link.get("href") for link in channel.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://example.org/blog/feed.xml",
        "hub": "https://hub.example.org/?a=1&b=2",
    }


def test_links_of_entries_say_what_they_are() -> None:
    picture = Picture(url="https://example.org/a.png", type="image/png", size=0)
    (entry,) = atom(replace(ENTRY, picture=picture)).findall(f"{ATOM}entry")
    assert [dict(link.attrib) for link in entry.findall(f"{ATOM}link")] == [
        {"href": ENTRY.url, "rel": "alternate", "type": "text/html"},
        {"href": picture.url, "rel": "enclosure", "type": "image/png", "length": "0"},
    ]


def test_an_enclosure_has_its_size_or_is_none() -> None:
    picture = Picture(url="https://example.org/a.png", type="image/png", size=12)
    (item,) = rss(replace(ENTRY, picture=picture)).findall("item")
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert dict(enclosure.attrib) == {
        "url": picture.url,
        "length": "12",
        "type": "image/png",
    }
    for unknown in (replace(picture, size=None), replace(picture, type="")):
        (item,) = rss(replace(ENTRY, picture=unknown)).findall("item")
        assert item.find("enclosure") is None


def test_categories_are_terms() -> None:
    entry = replace(ENTRY, categories=("a & b", "한글"))
    (item,) = rss(entry).findall("item")
    assert [category.text for category in item.findall("category")] == ["a & b", "한글"]
    (made,) = atom(entry).findall(f"{ATOM}entry")
    assert [c.get("term") for c in made.findall(f"{ATOM}category")] == ["a & b", "한글"]


def test_text_that_looks_like_our_own_frame_stays_text() -> None:
    odd = replace(ENTRY, title='</feed>\n <link href="x"/>', summary="</channel></rss>\n")
    assert atom(odd).findtext(f"{ATOM}entry/{ATOM}title") == odd.title
    (entry,) = atom(odd).findall(f"{ATOM}entry")
    assert len(entry.findall(f"{ATOM}link")) == 1
    assert rss(odd).findtext("item/title") == odd.title
