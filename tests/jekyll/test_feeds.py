"""Feeds that a page of a Jekyll site is: their paths, how many posts they hold, and what they call them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import feedparser

import syndicate
from syndicate.adapter import ReadOptions
from syndicate.body.render import render
from syndicate.model import Site, SiteFeed
from syndicate_adapters.jekyll.dialect import JEKYLL
from syndicate_adapters.jekyll.read import read_site
from tests.jekyll_body.reading import PLAIN

ATOM = """\
---
layout: null
---
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>{{ site.url }}/</id><title>{{ site.title }}</title>
{% for post in site.posts limit: 2 %}<entry><title>{{ post.title }}</title>
<id>{{ site.url }}{{ site.baseurl }}{{ post.id }}</id><updated>{{ post.date | date_to_xmlschema }}</updated></entry>
{% endfor %}</feed>
"""
RSS = """\
---
layout: feed
title: Just posts
limit: 1
permalink: /rss.xml
---
"""
RSS_LAYOUT = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{{ page.title }}</title><link>{{ site.url }}</link><description>x</description>
{% for post in site.posts limit: page.limit %}<item><title>{{ post.title }}</title>
<guid isPermaLink="true">{{ post.url | absolute_url }}</guid></item>{% endfor %}</channel></rss>
"""
SITEMAP = (
    "---\n---\n<urlset>{% for post in site.posts %}<url>{{ post.url }}</url>{% endfor %}</urlset>\n"
)


def laid_down(folder: Path, **files: str) -> Path:
    texts = {
        "_config.yml": "url: https://a.example\nbaseurl: /b\ntitle: Notes\ntimezone: UTC\n",
        "sitemap.xml": SITEMAP,
        **{f"_posts/2024-01-0{day}-p{day}.md": f"---\ntitle: P{day}\n---\n" for day in (1, 2, 3)},
        **files,
    }
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def read(folder: Path) -> Site:
    return read_site(folder, ReadOptions(), lambda found: None)


def test_a_feed_of_ids_is_as_the_engine_built_it(
    tmp_path: Path, build_once: Callable[..., Path]
) -> None:
    folder = laid_down(tmp_path, **{"atom.xml": ATOM})
    site = read(folder)
    assert site.feeds == (SiteFeed(path="/b/atom.xml", format="atom", title="Notes", limit=2),)
    built = feedparser.parse((build_once("jekyll", folder) / "atom.xml").read_bytes())
    assert [entry.id for entry in built.entries] == [post.feed_id for post in site.posts[:2]]


def test_a_feed_of_addresses_is_as_the_engine_built_it(
    tmp_path: Path, build_once: Callable[..., Path]
) -> None:
    folder = laid_down(tmp_path, **{"rss.html": RSS, "_layouts/feed.xml": RSS_LAYOUT})
    site = read(folder)
    assert site.feeds == (SiteFeed(path="/b/rss.xml", format="rss", title="Just posts", limit=1),)
    built = feedparser.parse((build_once("jekyll", folder) / "rss.xml").read_bytes())
    assert [entry.id for entry in built.entries] == [site.posts[0].url]
    assert [post.feed_id for post in site.posts] == [post.url for post in site.posts]
    feed = syndicate.feed(syndicate.read(folder)).text
    ids = [entry.id for entry in feedparser.parse(feed).entries]
    assert ids[:1] == [entry.id for entry in built.entries]


def test_a_slash_behind_the_origin_is_in_ids_and_links_as_the_engine_has_it(
    tmp_path: Path, build_once: Callable[..., Path]
) -> None:
    config = "url: https://a.example/\ntitle: Notes\ntimezone: UTC\nplugins: [jekyll-feed]\n"
    post = "---\ntitle: P4\n---\n{{ '/x' | absolute_url }} {{ site.url }}y\n"
    files = {"_config.yml": config, "_posts/2024-01-04-p4.txt": post}
    folder = laid_down(tmp_path, **files)
    site, out = read(folder), build_once("jekyll", folder)
    built = feedparser.parse((out / "feed.xml").read_bytes())
    assert [entry.id for entry in built.entries] == [post.feed_id for post in site.posts]
    assert site.posts[0].feed_id == "https://a.example//2024/01/04/p4"
    assert site.posts[0].url == "https://a.example/2024/01/04/p4.txt"
    text = render(site.posts[0].body(), JEKYLL, PLAIN).text
    assert text.strip() == (out / "2024/01/04/p4.txt").read_text().strip()
