"""A site as the model has it: which pages are posts, what they are called, what stands around them."""

from __future__ import annotations

import pickle
import re
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest

from syndicate.adapter import ReadOptions
from syndicate.diagnostics import Diagnostic, SyndicateError
from syndicate.model import Author, Post, PostList, Redirect, Site, SiteFeed, Term
from syndicate_adapters.hugo.reading.site import read_site
from tests.hugo_reading.engine import CLOCK, SITES, lay_out, write

BASE = 'baseURL = "https://example.org/b/"\ntitle = "Blog"\n'


def page(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", "Text.", ""))


def read(
    folder: Path, now: datetime = CLOCK, url: str = "", **overrides: str
) -> tuple[Site, list[Diagnostic]]:
    found: list[Diagnostic] = []
    options = ReadOptions(url=url, overrides=overrides)
    return read_site(folder, options, found.append, now=now), found


def sources(site: Site) -> list[str]:
    return [post.source for post in site.posts]


def only(site: Site) -> Post:
    (post,) = site.posts
    return post


THREE = {
    "hugo.toml": BASE,
    "content/about.md": page("title: About"),
    "content/posts/a.md": page("title: A", "date: 2024-01-01"),
    "content/posts/b.md": page("title: B", "date: 2024-02-01"),
    "content/notes/n.md": page("title: N", "date: 2024-03-01"),
}


def test_posts_are_the_pages_of_all_sections_with_dates(tmp_path: Path) -> None:
    site, _ = read(write(tmp_path, THREE))
    assert sources(site) == ["content/notes/n.md", "content/posts/b.md", "content/posts/a.md"]


def test_without_any_date_they_are_those_of_the_largest_section(tmp_path: Path) -> None:
    undated = {path: re.sub("date.*\n", "", text) for path, text in THREE.items()}
    site, _ = read(write(tmp_path, undated))
    assert {PurePosixPath(source).parent.name for source in sources(site)} == {"posts"}


@pytest.mark.parametrize(
    ("config", "overrides", "count"),
    [
        ('mainSections = ["notes"]', {}, 1),
        ('[params]\nmainSections = "notes"', {}, 1),
        ("", {"mainSections": "[notes, posts]"}, 3),
        ("", {"mainSections": "['*']"}, 4),
        ("", {"mainSections": "['']"}, 1),
        ('mainSections = ["nothing"]', {}, 4),
    ],
)
def test_the_sections_of_posts_may_be_named(
    config: str, overrides: dict[str, str], count: int, tmp_path: Path
) -> None:
    site, _ = read(write(tmp_path, {**THREE, "hugo.toml": BASE + config}), **overrides)
    assert len(site.posts) == count


def test_sections_of_one_size_are_all_taken_and_reported(tmp_path: Path) -> None:
    texts = {**THREE, "content/notes/o.md": page("title: O")}
    site, found = read(write(tmp_path, {p: re.sub("date.*\n", "", t) for p, t in texts.items()}))
    assert len(site.posts) == 4
    assert [d.code for d in found if d.code == "source-sections-tied"] == ["source-sections-tied"]


def test_without_sections_all_regular_pages_are_posts(tmp_path: Path) -> None:
    site, _ = read(write(tmp_path, {"hugo.toml": BASE, "content/a.md": page("title: A")}))
    assert sources(site) == ["content/a.md"]


def test_a_post_has_what_its_header_says(tmp_path: Path) -> None:
    header = page(
        "title: Hello",
        "date: 2024-01-02T03:04:05+09:00",
        "lastmod: 2024-02-03",
        "description: About it",
        "tags: [Go, C#, Go]",
        "categories: One",
        "keywords: [k]",
        "aliases: [/old/, rel, /x.html]",
        "author: {name: Me, email: me@example.org, url: https://me.example.org/}",
        "canonicalURL: https://first.example.org/",
        "cover: {image: c.png, relative: true}",
    )
    files = {"hugo.toml": BASE, "content/posts/a/index.md": header, "content/posts/a/c.png": "x"}
    post = only(read(write(tmp_path, files))[0])
    assert (post.url, post.path) == ("https://example.org/b/posts/a/", "/b/posts/a/")
    assert post.output == "posts/a/index.html"
    assert (post.title, post.description, post.keywords) == ("Hello", "About it", ("k",))
    assert post.date is not None
    assert post.date.isoformat() == "2024-01-02T03:04:05+09:00"
    assert post.updated == datetime(2024, 2, 3, tzinfo=UTC)
    assert post.tags == (
        Term(name="Go", slug="go", path="/b/tags/go/"),
        Term(name="C#", slug="c%23", path="/b/tags/c%23/"),
    )
    assert post.categories == (Term(name="One", slug="one", path="/b/categories/one/"),)
    assert post.aliases == ("/b/old/", "/b/posts/rel/", "/b/x.html")
    assert post.authors == (
        Author(name="Me", email="me@example.org", url="https://me.example.org/"),
    )
    assert post.canonical_url == "https://first.example.org/"
    assert post.image == "c.png"
    assert post.feed_id == post.url
    assert post.front.source.text == header[: -len("Text.\n")]
    assert post.body().source.text == header


def test_the_clock_decides_about_what_is_published_and_nothing_else(tmp_path: Path) -> None:
    files = {
        "hugo.toml": BASE,
        "content/p/draft.md": page("draft: true"),
        "content/p/future.md": page("date: 2025-01-01"),
        "content/p/later.md": page("date: 2024-01-01", "publishDate: 2025-06-01"),
        "content/p/over.md": page("date: 2024-01-01", "expiryDate: 2024-06-01"),
        "content/p/live.md": page("date: 2024-01-01"),
        "content/p/unlisted.md": page("build: {list: never}"),
        "content/p/hidden.md": page("build: {render: never}"),
    }
    write(tmp_path, files)
    early = read(tmp_path, datetime(2024, 3, 1, tzinfo=UTC))[0]
    late = read(tmp_path, datetime(2026, 1, 1, tzinfo=UTC))[0]
    assert [(p.source, p.path, p.date) for p in sorted(early.posts, key=lambda p: p.source)] == [
        (p.source, p.path, p.date) for p in sorted(late.posts, key=lambda p: p.source)
    ]

    def live(site: Site) -> set[str]:
        return {Path(post.source).stem for post in site.posts if post.url is not None}

    assert live(early) == {"live", "over", "unlisted"}
    assert live(late) == {"live", "future", "later", "unlisted"}
    marked = {Path(p.source).stem: (p.is_draft, p.is_unlisted) for p in late.posts}
    assert marked["draft"] == (True, False)
    assert marked["unlisted"] == (False, True)
    everything = read(tmp_path, CLOCK, buildDrafts="true", buildFuture="true", buildExpired="true")
    assert live(everything[0]) == {"draft", "future", "later", "over", "live", "unlisted"}


def test_posts_stand_in_the_order_of_the_engine(tmp_path: Path) -> None:
    files = {
        "hugo.toml": BASE,
        "content/p/old.md": page("date: 2024-01-01", "title: Z"),
        "content/p/new.md": page("date: 2024-02-01"),
        "content/p/same.md": page("date: 2024-01-01", "title: A"),
        "content/p/heavy.md": page("weight: 2"),
        "content/p/light.md": page("weight: 1"),
        "content/p/undated.md": page("title: x"),
    }
    site, _ = read(write(tmp_path, files))
    assert [Path(source).stem for source in sources(site)] == [
        "light", "heavy", "new", "same", "old", "undated",
    ]  # fmt: skip


def test_a_refused_post_is_listed_and_has_no_address(tmp_path: Path) -> None:
    files = {"hugo.toml": BASE, "content/p/a.md": page("title: A", "date: 2024/01/02")}
    site, found = read(write(tmp_path, files))
    assert (only(site).is_refused, only(site).url) == (True, None)
    assert [(d.path, d.line) for d in found if d.code == "source-page-refused"] == [
        ("content/p/a.md", 3)
    ]


@pytest.mark.parametrize(
    ("config", "url", "expected"),
    [
        ("", "", (None, "/posts/a/")),
        ("", "https://new.example.org", ("https://new.example.org/posts/a/", "/posts/a/")),
        ('baseURL = "/"', "", (None, "/posts/a/")),
        (
            'baseURL = "https://old.example.org/sub/"',
            "https://new.example.org/",
            ("https://new.example.org/sub/posts/a/", "/sub/posts/a/"),
        ),
        (
            'baseURL = "https://old.example.org/sub/"',
            "https://new.example.org/other",
            ("https://new.example.org/other/posts/a/", "/other/posts/a/"),
        ),
    ],
)
def test_the_origin_may_be_given(
    config: str, url: str, expected: tuple[str | None, str], tmp_path: Path
) -> None:
    write(tmp_path, {"hugo.toml": config, "content/posts/a.md": page("title: A")})
    site, _ = read(tmp_path, url=url)
    assert (only(site).url, only(site).path) == expected
    assert (site.url == "") is (expected[0] is None)


def test_translations_know_their_original(tmp_path: Path) -> None:
    config = BASE + 'defaultContentLanguage = "ko"\n[languages.ko]\n[languages.en]\n'
    files = {
        "hugo.toml": config,
        "content/posts/a.md": page("title: 가"),
        "content/posts/a.en.md": page("title: A"),
        "content/posts/b.md": page("translationKey: same"),
        "content/posts/c.en.md": page("translationKey: same"),
        "content/posts/d.en.md": page("title: D"),
    }
    site, _ = read(write(tmp_path, files))
    assert {(p.lang, p.source): p.translation_of for p in site.posts} == {
        ("ko", "content/posts/a.md"): "",
        ("ko", "content/posts/b.md"): "",
        ("en", "content/posts/a.en.md"): "content/posts/a.md",
        ("en", "content/posts/c.en.md"): "content/posts/b.md",
        ("en", "content/posts/d.en.md"): "",
    }
    assert [p.url for p in site.posts if p.source == "content/posts/a.en.md"] == [
        "https://example.org/b/en/posts/a/"
    ]


def test_what_stands_around_the_posts(tmp_path: Path) -> None:
    config = """
[params]
description = "Words"
[pagination]
pagerSize = 5
[taxonomies]
tag = "tags"
author = "authors"
[services.rss]
limit = 7
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
inline = [["$", "$"]]
"""
    files = {
        "hugo.toml": BASE + config,
        "content/about.md": page("title: About", "aliases: [/me/]"),
        "content/posts/_index.md": page("title: Posts", "description: All"),
        "content/posts/a.md": page("authors: [Jane Doe]", "tags: [x]"),
        "content/authors/jane-doe/_index.md": page("title: Jane D.", "avatar: /j.png"),
        "static/j.png": "x",
        "themes/t/static/t.css": "x",
    }
    site, _ = read(write(tmp_path, files), theme="t")
    assert (site.title, site.description, site.url) == ("Blog", "Words", "https://example.org/b")
    assert (site.engine, site.lang, site.has_math) == ("hugo", "en", True)
    assert site.blog_dirs == ("content/posts",)
    assert site.static_dirs == ("static", "themes/t/static")
    assert site.redirects == (Redirect(path="/b/me/", target="/b/about/"),)
    assert site.feeds == (
        SiteFeed(path="/b/index.xml", format="rss", title="Blog", limit=7),
        SiteFeed(path="/b/posts/index.xml", format="rss", title="Posts on Blog", limit=7),
    )
    assert site.lists == (
        PostList(
            kind="posts",
            path="/b/posts/",
            folder="content/posts",
            lang="en",
            title="Posts",
            description="All",
            size=5,
        ),
        PostList(kind="tags", path="/b/tags/", folder="content/posts", lang="en"),
        PostList(kind="authors", path="/b/authors/", folder="content/posts", lang="en"),
    )
    jane = Author(name="Jane D.", key="Jane Doe", image="/j.png", path="/b/authors/jane-doe/")
    assert site.authors == {"Jane Doe": jane}
    assert only(site).authors == (jane,)
    assert pickle.loads(pickle.dumps(site)).posts[0].title == ""


@pytest.mark.parametrize(
    ("lines", "files", "base", "image"),
    [
        (["cover: {image: img/c.png}"], {}, "/b", "/b/img/c.png"),
        (["cover: {image: img/c.png}"], {}, "", "/img/c.png"),
        (["cover: {image: c.png}"], {"c.png": "x"}, "/b", "c.png"),
        (["cover: https://x.org/c.png"], {}, "/b", "https://x.org/c.png"),
        (["image: /img/s.png"], {}, "/b", "/b/img/s.png"),
        (["image: /b/img/s.png"], {}, "/b", "/b/img/s.png"),
        (["image: {caption: words}"], {"featured.jpg": "x"}, "/b", "featured.jpg"),
        (["featuredImage: /x.png"], {}, "/b", "/x.png"),
        (["thumbnail: {src: t.png}"], {}, "", "/t.png"),
        (["images: [one.png, two.png]"], {}, "", "/one.png"),
        (["params: {cover: c.png}"], {}, "", "/c.png"),
        ([], {"Feature One.webp": "x", "cover.txt": "x"}, "", "Feature%20One.webp"),
        (["image: true"], {}, "", ""),
        ([], {"other.png": "x"}, "", ""),
    ],
)
def test_the_picture_of_a_post_is_found_as_themes_have_it(
    lines: list[str], files: dict[str, str], base: str, image: str, tmp_path: Path
) -> None:
    site = {
        "hugo.toml": f'baseURL = "https://example.org{base}/"',
        "content/posts/a/index.md": page(*lines),
        "static/img/s.png": "x",
        **{f"content/posts/a/{name}": text for name, text in files.items()},
    }
    assert only(read(write(tmp_path, site))[0]).image == image


def test_shared_addresses_are_reported(tmp_path: Path) -> None:
    files = {
        "hugo.toml": BASE,
        "content/p/a.md": page("slug: same"),
        "content/p/b.md": page("slug: same"),
        "content/p/c.md": page("aliases: [/p/same/]"),
    }
    _, found = read(write(tmp_path, files))
    shared = [(d.path, d.line) for d in found if d.code == "source-url-shared"]
    assert shared == [("content/p/b.md", 2), ("content/p/c.md", 2)]


def test_a_folder_without_a_config_is_posts(tmp_path: Path) -> None:
    write(tmp_path, {"x/a.md": page("title: A"), "b.md": page("title: B", "slug: bee")})
    site, found = read(tmp_path, url="https://example.org")
    assert {p.source: p.url for p in site.posts} == {
        "b.md": "https://example.org/bee/",
        "x/a.md": "https://example.org/x/a/",
    }
    assert found == []


@pytest.mark.parametrize(
    ("name", "source", "path"),
    [
        ("posts/a.md", "a.md", "/a/"),
        ("posts/leaf/index.md", "leaf/index.md", "/leaf/"),
    ],
)
def test_one_file_is_a_site_of_one_post(name: str, source: str, path: str, tmp_path: Path) -> None:
    write(tmp_path, {name: page("title: A"), "posts/other.md": page("title: B")})
    site, _ = read(tmp_path / name)
    assert (only(site).source, only(site).path, site.is_one_post) == (source, path, True)
    assert (site.root / only(site).source).samefile(tmp_path / name)


def test_nothing_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(SyndicateError, match="neither a folder nor a file"):
        read(tmp_path / "gone")


@pytest.mark.parametrize("site", SITES)
def test_every_vector_site_is_read_whole(site: str, tmp_path: Path) -> None:
    found, _ = read(lay_out(site, tmp_path), mainSections="['*']")
    assert found.engine == "hugo"
    for post in found.posts:
        assert post.file.is_file()
        assert post.front.body_start <= len(post.read().text)
        assert post.url is None or post.url.endswith(post.path)
