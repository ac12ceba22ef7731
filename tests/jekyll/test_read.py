"""A site, a folder of posts, or one post, as the canonical model; and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import syndicate
from syndicate.adapter import ReadOptions
from syndicate.body.nodes import Destination, Insert, More
from syndicate.diagnostics import Diagnostic, SyndicateError
from syndicate.model import Post, Site
from syndicate.web.urls import page_key
from syndicate_adapters.evidence import jekyll
from syndicate_adapters.jekyll import ADAPTER
from syndicate_adapters.jekyll.contents import read_contents
from syndicate_adapters.jekyll.gems import LATEST, PAGES, read_engine
from syndicate_adapters.jekyll.read import read_site
from syndicate_adapters.jekyll.settings import JekyllSettings
from tests.jekyll.engine import laid, laid_site, said

URL = "url: https://e.org\n"
LOCK = "GEM\n  specs:\n    jekyll (4.3.2)\n\nDEPENDENCIES\n  jekyll\n"


def site_of(
    folder: Path, files: Mapping[str, str], options: ReadOptions | None = None
) -> tuple[Site, list[Diagnostic]]:
    found: list[Diagnostic] = []
    root = laid(folder, {"Gemfile.lock": LOCK, **files})
    return read_site(root, options or ReadOptions(), found.append), found


def by_name(site: Site) -> dict[str, Post]:
    return {post.source.rpartition("/")[2]: post for post in site.posts}


# -- what is read ---------------------------------------------------------------------------------


def test_the_posts_of_a_site_are_in_the_model(tmp_path: Path) -> None:
    root = laid_site(tmp_path, "urls")
    site = read_site(root, ReadOptions(), lambda found: None)
    docs = said("urls")["sites"]["urls"]["base"]["docs"]
    published = {post.source: post for post in site.posts if post.url is not None}
    assert sorted(published) == sorted(docs)
    for source, facts in docs.items():
        post = published[source]
        assert post.path == facts["url"]
        # A file may have such marks in its name; an address has them encoded.
        served = facts["url"].replace("?", "%3F").replace("#", "%23")
        assert page_key(post.url or "") == page_key(f"https://example.org{served}")
        assert (post.url or " ").isascii()
        assert post.title == facts["title"]
    assert site.blog_dirs[0] == "_posts"
    assert "cat1/_posts" in site.blog_dirs


def test_posts_are_newest_first_and_unpublished_ones_among_them(tmp_path: Path) -> None:
    files = {
        "_config.yml": URL + "time: 2025-01-01\n",
        "_posts/2024-01-01-a.md": "",
        "_posts/2024-01-03-hidden.md": "---\npublished: false\n---\n",
        "_posts/2024-01-02-b.md": "",
        "_posts/2026-01-02-future.md": "",
        "_drafts/draft.md": "---\ndate: 2024-02-02\n---\n",
    }
    site, found = site_of(tmp_path, files)
    names = [post.source.rpartition("/")[2] for post in site.posts]
    assert names == [
        "2026-01-02-future.md",
        "draft.md",
        "2024-01-03-hidden.md",
        "2024-01-02-b.md",
        "2024-01-01-a.md",
    ]
    posts = by_name(site)
    assert [name for name in names if posts[name].url] == names[3:]
    assert [name for name in names if posts[name].is_draft] == ["draft.md", "2024-01-03-hidden.md"]
    assert [str(each) for each in found] == [
        "_posts/2026-01-02-future.md:1:1: note: dated 2026-01-02, later than `time` in the config; "
        "left out until then [post-future]"
    ]


def test_what_jekyll_never_shows_is_a_draft_for_others(tmp_path: Path) -> None:
    files = {
        "_config.yml": URL + "limit_posts: 1\n",
        "_posts/2024-01-01-beyond-the-limit.md": "a\n",
        "_posts/2024-01-02-shown.md": "b\n",
        "_posts/2024-01-03-hidden.md": "---\npublished: no\n---\nc\n",
    }
    site, _ = site_of(tmp_path / "site", files)
    assert {name: post.is_draft for name, post in by_name(site).items()} == {
        "2024-01-01-beyond-the-limit.md": True,
        "2024-01-02-shown.md": False,
        "2024-01-03-hidden.md": True,
    }
    syndicate.convert(site, to="hugo", out=tmp_path / "out").run()
    hidden = (tmp_path / "out/content/posts/2024-01-03-hidden.md").read_text(encoding="utf-8")
    assert "draft: true\n" in hidden


def test_the_clock_decides_on_the_future_where_the_config_is_silent(tmp_path: Path) -> None:
    day = datetime.now(UTC) + timedelta(days=3)
    name = f"_posts/{day:%Y-%m-%d}-x.md"
    site, found = site_of(tmp_path, {"_config.yml": URL, name: "", "_posts/2024-01-01-y.md": ""})
    assert [post.url is None for post in site.posts] == [True, False]
    assert [each.code for each in found] == ["post-future"]
    site, found = site_of(tmp_path, {"_config.yml": URL + "future: true\n"})
    assert all(post.url for post in site.posts)
    assert not found


def test_one_post_is_read_by_the_defaults_of_the_engine(tmp_path: Path) -> None:
    file = laid(tmp_path, {"2024-01-02-a-b.md": "---\ncategory: C\n---\nx"}) / "2024-01-02-a-b.md"
    found: list[Diagnostic] = []
    site = read_site(file, ReadOptions(url="https://e.org/base/"), found.append)
    (post,) = site.posts
    assert site.is_one_post
    assert (post.source, post.title) == ("2024-01-02-a-b.md", "A B")
    assert post.url == "https://e.org/base/c/2024/01/02/a-b.html"
    assert {each.code for each in found} == {"config-absent", "jekyll-version-assumed"}


def test_a_folder_of_posts_is_read_without_a_config(tmp_path: Path) -> None:
    files = {"2024-01-02-a.md": "", "sub/2024-01-03-b.markdown": "", "notes.md": "", ".x.md": ""}
    found: list[Diagnostic] = []
    site = read_site(laid(tmp_path, files), ReadOptions(), found.append)
    assert [post.source for post in site.posts] == ["sub/2024-01-03-b.markdown", "2024-01-02-a.md"]
    assert [post.path for post in site.posts] == ["/2024/01/03/b.html", "/2024/01/02/a.html"]
    assert site.url == ""
    assert {each.code for each in found} == {"config-absent", "jekyll-version-assumed"}


def test_the_host_in_a_file_is_told_where_the_config_is_silent(tmp_path: Path) -> None:
    files = {"_config.yml": "title: T\n", "CNAME": "e.org\n", "_posts/2024-01-02-a.md": ""}
    site, found = site_of(tmp_path, files)
    assert site.posts[0].url is None
    assert [each.code for each in found] == ["host-unused"]
    assert "--url https://e.org" in found[0].message
    _, found = site_of(tmp_path, {"CNAME": "\x1b[31m no host\n"})
    assert not found


def test_a_site_without_a_config_is_known_by_its_posts(tmp_path: Path) -> None:
    laid(tmp_path, {"_posts/2024-01-02-a.md": ""})
    assert jekyll(tmp_path) == "_posts"
    laid(tmp_path, {"_config.yml": ""})
    assert jekyll(tmp_path) == "_config.yml"
    laid(tmp_path, {"package.json": '{"dependencies": {"hexo": "7"}}'})
    assert jekyll(tmp_path) is None
    assert jekyll(tmp_path / "nothing") is None
    assert ADAPTER.detect is jekyll


def test_the_source_may_lie_deeper(tmp_path: Path) -> None:
    files = {"_config.yml": URL + "source: src\n", "src/_posts/2024-01-01-x.md": ""}
    site, _ = site_of(tmp_path, files)
    assert [post.source for post in site.posts] == ["_posts/2024-01-01-x.md"]
    laid(tmp_path, {"_config.yml": "source: ../\n"})
    with pytest.raises(SyndicateError, match="no folder of the site"):
        read_site(tmp_path, ReadOptions(), lambda found: None)


def test_no_link_leads_out_of_the_site(tmp_path: Path) -> None:
    outside = laid(tmp_path / "outside", {"2024-01-01-x.md": ""})
    root = laid(tmp_path / "site", {"_config.yml": URL, "_posts/2024-01-02-y.md": ""})
    (root / "other").mkdir()
    (root / "other" / "_posts").symlink_to(outside)
    (root / "_posts" / "2024-01-03-z.md").symlink_to(outside / "2024-01-01-x.md")
    (root / "loop").symlink_to(root)
    site = read_site(root, ReadOptions(), lambda found: None)
    assert [post.source for post in site.posts] == ["_posts/2024-01-02-y.md"]


# -- the config -----------------------------------------------------------------------------------


def test_config_files_are_merged_in_order(tmp_path: Path) -> None:
    files = {
        "_config.yml": "url: https://a.org\npermalink: /a/:title\nexclude: [one]\nfeed: {path: a.xml}\n",
        "_more.toml": 'url = "https://b.org"\n[feed]\nposts_limit = 3\n',
        "_last.yml": "permalink:\nexclude: [two]\n",
        "_posts/2024-01-01-x.md": "",
    }
    options = ReadOptions(
        config_file=Path("_config.yml,_more.toml,_last.yml"), overrides={"feed.path": "b.xml"}
    )
    site, _ = site_of(tmp_path, files, options)
    config = site.config.config
    assert site.posts[0].url == "https://b.org/a/x"  # nil overrides nothing
    assert config.exclude[0] == "two"
    assert "one" not in config.exclude
    assert config.section("feed") == {"path": "b.xml", "posts_limit": 3}


def test_a_config_that_is_not_there_or_no_yaml_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SyndicateError, match=r"no config file nope\.yml"):
        site_of(tmp_path, {}, ReadOptions(config_file=Path("nope.yml")))
    with pytest.raises(SyndicateError, match="Jekyll stops here too"):
        site_of(tmp_path, {"_config.yml": "title: a: b\n"})


def test_settings_that_the_engine_refuses_are_told(tmp_path: Path) -> None:
    config = URL + "exclude: a\npermalink: 5\ntime: never\ntimezone: Nowhere/City\n"
    site, found = site_of(tmp_path, {"_config.yml": config, "_posts/2024-01-01-x.md": ""})
    assert site.posts[0].path == "/2024/01/01/x.html"
    assert [each.code for each in found] == ["source-timezone-unknown"] + [
        "source-config-wrong"
    ] * 3


def test_dates_of_the_defaults_must_be_texts(tmp_path: Path) -> None:
    config = URL + "defaults: [{scope: {path: x}, values: {date: 2020-02-02}}]\n"
    site, found = site_of(tmp_path, {"_config.yml": config, "_posts/2024-01-01-x.md": ""})
    (post,) = site.posts
    assert post.is_refused
    assert [each.code for each in found] == ["post-skipped"]


def test_the_origin_that_is_given_counts(tmp_path: Path) -> None:
    files = {"_config.yml": URL + "baseurl: /b\n", "_posts/2024-01-01-x.md": ""}
    site, _ = site_of(tmp_path, files, ReadOptions(url="https://new.org"))
    assert site.posts[0].url == "https://new.org/b/2024/01/01/x.html"
    assert site.url == "https://new.org/b"


# -- the engine -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "version", "is_pages"),
    [
        ({}, LATEST, False),
        ({"Gemfile.lock": LOCK}, (4, 3, 2), False),
        ({"Gemfile.lock": "    github-pages (232)\n    jekyll (= 3.10.0)\n"}, PAGES, True),
        ({"Gemfile.lock": "    github-pages (232)\n    jekyll (3.9.5)\n"}, (3, 9, 5), True),
        ({"Gemfile": "gem 'github-pages', group: :jekyll_plugins"}, PAGES, True),
        ({"Gemfile": 'gem "jekyll", "~> 3.8"'}, PAGES, False),
        ({"Gemfile": '# gem "github-pages"\ngem "jekyll", "~> 4.2"'}, LATEST, False),
    ],
)
def test_the_lock_file_tells_the_version(
    tmp_path: Path, files: dict[str, str], version: tuple[int, ...], is_pages: bool
) -> None:
    engine = read_engine(laid(tmp_path, files))
    assert (engine.version, engine.is_pages) == (version, is_pages)


def test_plugins_are_those_of_the_config_and_of_the_gemfile(tmp_path: Path) -> None:
    gemfile = (
        'gem "jekyll-one", group: :jekyll_plugins\ngem "rake"\n'
        'group :jekyll_plugins do\n  gem "jekyll-two"\n  # gem "jekyll-three"\nend\n'
    )
    engine = read_engine(laid(tmp_path, {"Gemfile": gemfile}))
    assert engine.loaded(["jekyll-four"]) == {"jekyll-one", "jekyll-two", "jekyll-four"}
    pages = read_engine(laid(tmp_path, {"Gemfile": 'gem "github-pages"\n'}))
    assert "jekyll-relative-links" in pages.loaded(["jekyll-feed", "jekyll-archives"])
    assert "jekyll-archives" not in pages.loaded(["jekyll-archives"])


@pytest.mark.parametrize(
    ("files", "name", "taken", "is_told"),
    [
        (
            {"Gemfile.lock": "    github-pages (232)\n    jekyll (3.10.0)\n"},
            "rdiscount",
            "kramdown",
            False,
        ),
        ({"Gemfile.lock": "    github-pages (232)\n    jekyll (3.10.0)\n"}, "GFM", "GFM", False),
        ({"Gemfile.lock": LOCK}, "Kramdown", "Kramdown", False),
        ({"Gemfile.lock": LOCK}, "GFM", "kramdown", True),
    ],
)
def test_an_engine_for_markdown_that_nobody_brings_is_told(
    tmp_path: Path, files: dict[str, str], name: str, taken: str, is_told: bool
) -> None:
    found: list[Diagnostic] = []
    root = laid(
        tmp_path, {**files, "_config.yml": f"markdown: {name}\n", "_posts/2024-01-01-x.md": ""}
    )
    (post,) = read_site(root, ReadOptions(), found.append).posts
    assert isinstance(post.settings, JekyllSettings)
    assert post.settings.markdown == taken
    assert ("source-config-wrong" in [each.code for each in found]) == is_told


@pytest.mark.parametrize(
    ("files", "plugins"),
    [
        (
            {
                "Gemfile.lock": f"{LOCK}    my-theme (1.0)\n      jekyll (~> 4.3)\n      jekyll-gist (~> 1)\n"
            },
            {"jekyll-gist"},
        ),
        (
            {"my-theme.gemspec": 'spec.add_runtime_dependency "jekyll-feed", "~> 0.1"\n'},
            {"jekyll-feed"},
        ),
        ({}, set()),
    ],
)
def test_a_theme_loads_what_it_needs(
    tmp_path: Path, files: dict[str, str], plugins: set[str]
) -> None:
    assert read_engine(laid(tmp_path, files), "my-theme").loaded([]) == plugins


def test_what_known_themes_load_is_known(tmp_path: Path) -> None:
    post = "---\nredirect_from: /old/\ntags: [A b]\n---\n"
    config = "theme: jekyll-theme-chirpy\njekyll-archives: {enabled: [tags]}\n"
    root = laid(tmp_path, {"_config.yml": config, "_posts/2024-01-01-x.md": post})
    (found,) = read_site(root, ReadOptions(), lambda found: None).posts
    assert (found.aliases, found.tags[0].path) == (("/old/",), "/tag/a-b/")


def test_version_3_goes_its_own_ways(tmp_path: Path) -> None:
    lock = "    github-pages (232)\n    jekyll (3.10.0)\n"
    config = (
        URL + "exclude: [x]\npermalink: weekdate\n"
        "defaults:\n"
        "  - {scope: {path: _posts/sub}, values: {layout: sub}}\n"
        "  - {scope: {path: _posts/other/}, values: {layout: other}}\n"
    )
    files = {
        "_config.yml": config,
        "Gemfile.lock": lock,
        "_posts/subx/2024-01-01-a.md": "---\nrender_with_liquid: false\n---\n",
        "_posts/sub/2024-01-02-b..md": "---\npermalink: /:slug/\n---\n",
        "_posts/other/2024-01-03-c.md": "---\npermalink: /:long_month/\n---\n",
        "node_modules/_posts/2024-01-04-d.md": "",
    }
    site, found = site_of(tmp_path, files)
    posts = by_name(site)
    assert posts["2024-01-01-a.md"].settings.page.get("layout") is None  # 4.x compares letters
    assert posts["2024-01-02-b..md"].settings.page["layout"] == "sub"
    assert "layout" not in posts["2024-01-03-c.md"].settings.page
    assert posts["2024-01-01-a.md"].settings.has_liquid
    assert posts["2024-01-01-a.md"].path == "/weekdate"
    assert posts["2024-01-02-b..md"].title == "B."
    assert posts["2024-01-03-c.md"].is_refused  # the token is one of version 4
    assert "2024-01-04-d.md" in posts  # the user's list replaces the defaults
    assert "build-stopped" in {each.code for each in found}


# -- what is said ---------------------------------------------------------------------------------


def test_a_header_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    files = {
        "_config.yml": URL + "defaults: [{scope: {path: ''}, values: {permalink: '/:slug/'}}]\n",
        "_posts/2024-01-01-x.md": "---\ntitle: a: b\n---\nBody",
        "_posts/2024-01-02-y.md": "---\ncategories: 5\n---\nBody",
    }
    site, found = site_of(tmp_path, files)
    assert [post.path for post in site.posts] == ["/2024-01-02-y/", "/2024-01-01-x/"]
    assert [(post.title, post.date, post.is_refused) for post in site.posts] == [
        ("", None, False)
    ] * 2
    assert [each.code for each in found] == ["header-ignored"] * 2
    assert [(each.line, each.column) for each in found] == [(2, 9), (2, 1)]
    assert site.posts[0].read().text[site.posts[0].front.body_start :] == "Body"


def test_an_address_that_holds_the_day_of_building_is_none(tmp_path: Path) -> None:
    files = {"_config.yml": URL, "_posts/2024-01-01-x.md": "---\ntitle: a: b\n---\n"}
    site, found = site_of(tmp_path, files)
    (post,) = site.posts
    assert (post.url, post.path, post.is_refused) == (None, "", True)
    assert [each.code for each in found] == ["header-ignored"]


def test_the_zone_of_the_machine_is_told_where_it_matters(tmp_path: Path) -> None:
    files = {
        "_posts/2024-01-01-a.md": "---\ndate: 2024-01-01 23:00:00 +0900\n---\n",
        "_posts/2024-01-02-b.md": "---\ndate: 2024-01-02 10:00\n---\n",
        "_posts/2024-01-03-c.md": "---\ndate: 2024-01-01 23:00:00\npermalink: /c/\n---\n",
    }
    _, found = site_of(tmp_path, {"_config.yml": URL, **files})
    assert [(each.code, each.path) for each in found] == [
        ("timezone-assumed", "_posts/2024-01-01-a.md")
    ]
    site, found = site_of(tmp_path, {"_config.yml": URL + "timezone: Asia/Seoul\n"})
    assert not found
    assert by_name(site)["2024-01-01-a.md"].path == "/2024/01/01/a.html"


def test_what_is_no_post_of_a_blog_is_told(tmp_path: Path) -> None:
    files = {
        "_config.yml": URL + "collections: {notes: {output: true}, drinks: {}}\nlimit_posts: 1\n",
        "_notes/a.md": "---\n---\n",
        "_notes/b.md": "---\n---\n",
        "_drinks/c.md": "---\n---\n",
        "_plugins/x.rb": "",
        "_posts/2024-01-01-x.textile": "h1. x",
        "_posts/2023-01-01-y.md": "",
    }
    site, found = site_of(tmp_path, files)
    assert [(each.code, each.path) for each in found] == [
        ("markup-unread", "_posts/2024-01-01-x.textile"),
        ("posts-limited", "."),
        ("ruby-unfollowed", "."),
        ("collection-left", "."),
    ]
    assert "notes has 2 pages" in found[-1].message
    assert [post.url is None for post in site.posts] == [False, True]


def test_a_picture_that_looks_like_a_post_is_none(tmp_path: Path) -> None:
    root = laid(tmp_path, {"_config.yml": URL, "Gemfile.lock": LOCK, "_posts/x": ""})
    (root / "_posts" / "2024-01-01-pic.png").write_bytes(b"\x89PNG\xff\xfe")
    (root / "_posts" / "2024-01-02-latin.md").write_bytes(b"---\ntitle: \xe9\n---\n")
    found: list[Diagnostic] = []
    site = read_site(root, ReadOptions(), found.append)
    assert [(post.source, post.is_refused) for post in site.posts] == [
        ("_posts/2024-01-02-latin.md", True)
    ]
    assert [each.code for each in found] == ["post-skipped"]


def test_two_posts_at_one_address_are_told(tmp_path: Path) -> None:
    files = {"_posts/2024-01-01-x.md": "", "_posts/2024-01-01-x.markdown": ""}
    _, found = site_of(tmp_path, {"_config.yml": URL, **files})
    assert [(each.code, each.path) for each in found] == [
        ("source-url-shared", "_posts/2024-01-01-x.md")
    ]


def test_a_draft_without_a_date_is_dated_by_its_file(tmp_path: Path) -> None:
    files = {"_config.yml": URL + "show_drafts: true\n", "_drafts/a.md": ""}
    site, found = site_of(tmp_path, files)
    (post,) = site.posts
    assert post.date == datetime.fromtimestamp(int(post.file.stat().st_mtime), tz=UTC)
    assert not post.is_draft
    assert [each.code for each in found] == ["draft-undated", "timezone-assumed"]
    site, found = site_of(tmp_path, {"_config.yml": URL})
    (post,) = site.posts
    assert (post.date, post.is_draft, post.url) == (None, True, None)
    assert not found


# -- headers and bodies ---------------------------------------------------------------------------


def test_the_header_fills_the_model(tmp_path: Path) -> None:
    header = (
        "title: T\ndescription: 'one\n  two'\nlast_modified_at: 2024-05-05\nkeywords: a, b\n"
        "header: {teaser: /t.png}\nauthor: {name: Jo, twitter: jo, bio: x}\ntags: [1, '', a, a]\n"
    )
    files = {"_config.yml": URL, "_posts/2024-01-01-x.md": f"---\n{header}---\n"}
    (post,) = site_of(tmp_path, files)[0].posts
    assert (post.description, post.image, post.keywords) == ("one two", "/t.png", ("a", "b"))
    assert post.updated == datetime(2024, 5, 5, tzinfo=UTC)
    assert [tag.name for tag in post.tags] == ["1", "a"]
    (author,) = post.authors
    assert (author.name, author.description, author.socials) == ("Jo", "x", (("twitter", "jo"),))


def test_authors_may_be_files_or_a_collection(tmp_path: Path) -> None:
    files = {
        "_config.yml": URL + "collections: {authors: {output: true}}\n",
        "_data/authors/ann.yml": "name: Ann\n",
        "_data/authors.json": '{"bob": {"display_name": "Bob", "avatar": "/b.png"}}',
        "_authors/cy.md": "---\nshort_name: cyrus\nname: Cy\nposition: Chef\n---\n",
        "_posts/2024-01-01-x.md": "---\nauthors: [ann, bob, cyrus, Dee]\n---\n",
    }
    site, found = site_of(tmp_path, files)
    names = [author.name for author in site.posts[0].authors]
    assert names == ["Ann", "Bob", "Cy", "Dee"]
    assert not found
    site, found = site_of(tmp_path, {"_data/authors.json": "{a: [}"})
    assert [each.code for each in found] == ["source-data-broken"]


def test_a_body_has_its_addresses_and_the_end_of_its_excerpt(tmp_path: Path) -> None:
    body = "[a](x.md) ![b](/b.png)\n\n<!--more-->\n\n`[c](d)`\n"
    files = {
        "_config.yml": URL + "excerpt_separator: <!--more-->\n",
        "_posts/2024-01-01-x.md": body,
        "_posts/2024-01-02-y.html": f"---\nrender_with_liquid: false\n---\n{body}",
    }
    html, post = site_of(tmp_path, files)[0].posts
    found: list[Diagnostic] = []
    nodes = post.body(found.append).nodes
    assert [type(node) for node in nodes] == [Destination, Destination, More]
    assert not found
    assert [type(node) for node in html.body(found.append).nodes] == [Insert]
    assert not found


def test_of_the_text_of_a_post_only_its_header_stays_in_memory(tmp_path: Path) -> None:
    plugin = "plugins: [jekyll-titles-from-headings]\ntitles_from_headings: {collections: true}\n"
    text = "---\nlayout: post\n---\n# Of the text\n\n$$x$$\n"
    laid(tmp_path, {"_config.yml": f"{URL}{plugin}", "_posts/2024-01-02-a.md": text})
    site = read_site(tmp_path, ReadOptions(), [].append)
    assert [post.front.source.text for post in site.posts] == ["---\nlayout: post\n---\n"]
    assert ([post.title for post in site.posts], site.has_math) == (["Of the text"], True)
    (placed,) = read_contents(tmp_path, site.config.config, datetime.now(UTC)).posts
    assert placed.document.front.source.text == "---\nlayout: post\n---\n"
