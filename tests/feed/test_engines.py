"""The feeds of the engines beside ours: a program that follows one of them sees no post twice in the other."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest

from syndicate.adapter import ExportContext, WriteParts
from syndicate.adapter import read as read_site
from syndicate.model import SiteFeed
from syndicate_adapters.docusaurus import ADAPTER as DOCUSAURUS
from syndicate_adapters.feed import ADAPTER
from syndicate_adapters.feed.options import FeedOptions
from tests.engines import builds
from tests.feed.blog import feed, post, site
from tests.feed.conftest import SAMPLE
from tests.feed.rules import FAULTS

FACTS = {
    "rss": ("id", "title", "summary", "published_parsed"),
    # The engine gives Atom no date of first publication.
    "atom": ("id", "title", "summary", "updated_parsed"),
}


@pytest.mark.parametrize("format", ["rss", "atom"])
def test_docusaurus(built_sample: Path, format: str) -> None:
    theirs = feedparser.parse((built_sample / "blog" / f"{format}.xml").read_bytes())
    blog = read_site(SAMPLE, from_="docusaurus")
    resolve, asset_url, collect = DOCUSAURUS.resolve, DOCUSAURUS.asset_url, ADAPTER.collect
    assert resolve is not None
    assert asset_url is not None
    assert collect is not None
    context = ExportContext(
        site=blog, source=DOCUSAURUS.dialect, resolve=resolve, asset_url=asset_url
    )
    (action,) = collect(context, blog.posts, FeedOptions(format=format), lambda d: None)
    assert isinstance(action, WriteParts)
    text = "".join(part for _, part in action.parts())
    assert list(FAULTS[format](text)) == []
    ours = feedparser.parse(text)
    by_url = {each.url: each for each in blog.posts}
    shown = [by_url[entry.link] for entry in ours.entries]
    assert ours.feed.title == theirs.feed.title
    assert ours.feed.link == theirs.feed.link
    assert ours.feed.get("id") == theirs.feed.get("id")
    for mine, its, source in zip(ours.entries, theirs.entries, shown, strict=True):
        facts = FACTS[format]
        told = source.review and source.review.disclosure
        if told:  # ours never leaves it out
            assert mine.summary.endswith(f" {its.summary}")
            assert mine.summary.split()[0] == told.text.split()[0]
            mine["summary"] = its.summary
        assert {f: mine.get(f) for f in facts} == {f: its.get(f) for f in facts}
        assert [t.term for t in mine.get("tags", [])] == [t.term for t in its.get("tags", [])]


JEKYLL = {
    "2024-01-01-title.md": ("---\n---\n", "/base/2024/01/01/title.html"),
    "2024-01-02-foo.md": ("---\npermalink: /foo/\n---\n", "/base/foo/"),
    "2024-01-03-own-name.md": ("---\nslug: chosen\n---\n", "/base/2024/01/03/chosen.html"),
    "2024-01-04-한글 이름.md": (
        '---\npermalink: "/:year/:title/"\n---\n',
        "/base/2024/%ED%95%9C%EA%B8%80-%EC%9D%B4%EB%A6%84/",
    ),
    "2024-01-06-deep.md": (
        "---\npermalink: /a/b/page.html\nslug: Sl Ug\n---\n",
        "/base/a/b/page.html",
    ),
}
ORIGIN = "https://example.org"


def test_jekyll(tmp_path: Path, jekyll_binary: Path) -> None:
    folder = tmp_path / "site"
    (folder / "_posts").mkdir(parents=True)
    config = f"url: {ORIGIN}\nbaseurl: /base\nplugins: [jekyll-feed]\n"
    (folder / "_config.yml").write_text(config)
    for name, (text, _) in JEKYLL.items():
        (folder / "_posts" / name).write_text(f"{text}x\n", encoding="utf-8")
    built = builds.build_jekyll(folder, tmp_path / "out")
    if "jekyll-feed" in built.log and not built.is_ok:
        builds.missing("jekyll-feed", "apt-get install ruby-jekyll-feed")
    assert built.is_ok, built.log
    theirs = feedparser.parse((tmp_path / "out" / "feed.xml").read_bytes())
    posts = [
        post(tmp_path, name.removesuffix(".md"), text, url=f"{ORIGIN}{path}", path=path)
        for name, (text, path) in JEKYLL.items()
    ]
    blog = site(
        tmp_path,
        *posts,
        engine="jekyll",
        url=f"{ORIGIN}/base",
        feeds=(SiteFeed(path="/base/feed.xml", format="atom"),),
    )
    ours = feedparser.parse(feed(blog))
    assert {e.link: e.id for e in ours.entries} == {e.link: e.id for e in theirs.entries}
    assert (ours.feed.id, ours.feed.link) == (theirs.feed.id, theirs.feed.link)


def test_hugo(tmp_path: Path, hugo_binary: Path) -> None:
    folder = tmp_path / "site"
    posts = folder / "content" / "blog"
    posts.mkdir(parents=True)
    config = f'baseURL = "{ORIGIN}/base/"\ntitle = "T"\ndisableKinds = ["taxonomy", "term"]\n'
    (folder / "hugo.toml").write_text(config)
    names = {"plain": "plain", "한글 Name": "%ED%95%9C%EA%B8%80-name"}
    for name in names:
        header = "---\ndate: 2024-01-01\n---\n"
        (posts / f"{name}.md").write_text(f"{header}x\n", encoding="utf-8")
    built = builds.build_hugo(folder, tmp_path / "out")
    assert built.is_ok, built.log
    theirs = feedparser.parse((tmp_path / "out" / "index.xml").read_bytes())
    blog = site(
        tmp_path,
        *(
            post(tmp_path, name, url=f"{ORIGIN}/base/blog/{path}/", path=f"/base/blog/{path}/")
            for name, path in names.items()
        ),
        engine="hugo",
        url=f"{ORIGIN}/base",
        feeds=(SiteFeed(path="/base/index.xml", format="rss"),),
    )
    ours = feedparser.parse(feed(blog, "rss"))
    assert {e.id for e in ours.entries} == {e.id for e in theirs.entries}
    assert ours.feed.link == theirs.feed.link
