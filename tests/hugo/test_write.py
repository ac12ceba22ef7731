"""A whole blog of Docusaurus becomes a Hugo site that the real Hugo builds, every file where it was."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import syndicate
from syndicate.diagnostics import Diagnostic
from syndicate.model import Site
from tests.engines import builds

PIXEL = b"\x89PNG\r\n\x1a\n"
POST = "---\ntitle: {title}\ndate: 2024-01-02\n---\n\n{text}\n"

CONFIG = """\
export default {{
  title: 'Notes', tagline: 'Small things', url: 'https://blog.example', baseUrl: '{base}',
  trailingSlash: {slash}, i18n: {{defaultLocale: 'en', locales: {locales}}},
  presets: [['classic', {{docs: false, blog: {blog}}}]],
}};
"""
FILES: dict[str, str | bytes] = {
    "package.json": '{"dependencies": {"@docusaurus/core": "3.10.2"}}',
    "blog/2024-01-01-plain.md": POST.format(
        title="Plain",
        text="[other](./tour/index.md#x) ![s](/img/s.png) ![r](../shared/r.png) [web](https://e.example)\n"
        "[url](/blog/tour) [list](/blog) [tag](/blog/tags/c) [page](/about) [gone](./gone.md)",
    ),
    "blog/tour/index.md": "---\ntitle: Tour\ndate: 2024-01-02\nslug: tour\nimage: ./pic.png\ntags: [C++, .NET, plain]\n"
    "authors: [{name: Jo Roe, url: https://jo.example}]\n---\n\n"
    '![p](./pic.png) ![p](pic.png) [n](./notes.txt) [h](./page.org) <img src="/img/s.png" />\n\n'
    "## Head {#x}\n",
    "blog/tour/pic.png": PIXEL,
    "blog/tour/unused.png": PIXEL,
    "blog/tour/notes.txt": "notes",
    "blog/tour/page.org": "* page",
    "blog/two/a.md": POST.format(title="A", text="![b](./b.png)"),
    "blog/two/index.md": POST.format(title="Two", text="![b](./b.png)"),
    "blog/two/b.png": PIXEL,
    "blog/alone/story.md": POST.format(title="Story", text="![c](./c.png)"),
    "blog/alone/c.png": PIXEL,
    "blog/same.md": POST.format(title="Same", text="one"),
    "blog/Same/index.md": POST.format(title="Other", text="two").replace("date", "slug: x\ndate"),
    "blog/draft.md": POST.format(title="Draft", text="x").replace("date", "draft: true\ndate"),
    "blog/index.md": POST.format(title="Index", text="x"),
    "blog/simple.md": POST.format(title="Simple", text="x"),
    "blog/later.md": "---\ntitle: Later\ndate: 2999-01-02\n---\n\nx\n",
    "shared/r.png": PIXEL,
    "static/img/s.png": PIXEL,
    "static/CNAME": "blog.example",
}


@dataclass(frozen=True)
class Built:
    """A converted site: what was written, what was said, and what Hugo made of it."""

    out: Path
    public: Path
    said: list[Diagnostic]

    def text(self, path: str) -> str:
        return (self.out / path).read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        return (self.public / path).read_text(encoding="utf-8")

    def codes(self, source: str) -> list[str]:
        return sorted(found.code for found in self.said if found.path == source)


def laid_down(folder: Path, files: Mapping[str, str | bytes], **config: str) -> Path:
    values = {"base": "/", "slash": "undefined", "locales": "['en']", "blog": "{}", **config}
    site = folder / "site"
    for name, content in {**files, "docusaurus.config.mjs": CONFIG.format(**values)}.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return site


def built(folder: Path, files: Mapping[str, str | bytes], **config: str) -> Built:
    return converted(laid_down(folder, files, **config), folder)


def converted(source: Path, folder: Path) -> Built:
    plan = syndicate.convert(syndicate.read(source), to="hugo", out=folder / "out")
    result = plan.run()
    hugo = builds.build_hugo(folder / "out", folder / "public", "--printPathWarnings")
    assert hugo.is_ok, hugo.log
    assert hugo.warnings == (), hugo.log
    return Built(folder / "out", folder / "public", list(result.diagnostics))


@pytest.fixture(scope="module")
def site(hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("write"), FILES)


# -- addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "file",
    ["blog/2024/01/01/plain", "blog/tour", "blog/two/a", "blog/two", "blog/alone/story", "blog/same",
     "blog/x", "blog/index", "blog/simple", "blog/later", "blog", "blog/tags", "blog/tags/c", "blog/tags/net",
     "blog/tags/plain", "blog/archive", "blog/authors"],
)  # fmt: skip
def test_every_page_is_the_file_it_was(file: str, site: Built) -> None:
    assert (site.public / file / "index.html").is_file()


def test_a_draft_is_written_and_not_published(site: Built) -> None:
    assert "draft: true" in site.text("content/blog/draft.md")
    assert not (site.public / "blog/draft").exists()


def test_a_url_that_hugo_makes_itself_is_not_said(site: Built) -> None:
    assert "url:" not in site.text("content/blog/simple.md").replace("canonicalURL:", "")
    assert "url: /blog/2024/01/01/plain/\n" in site.text("content/blog/2024-01-01-plain.md")


def test_the_first_address_stays_the_canonical_one(site: Built) -> None:
    page = site.page("blog/tour/index.html")
    assert '<link rel="canonical" href="https://blog.example/blog/tour">' in page
    assert site.codes("blog/tour/index.md") == []  # the very file: nothing to tell


def test_feeds_are_where_they_were(site: Built) -> None:
    assert (site.public / "blog/rss.xml").is_file()
    assert (site.public / "blog/atom.xml").is_file()


def test_a_tag_page_lists_its_posts(site: Built) -> None:
    for tag in ("c", "net", "plain"):
        assert 'href="/blog/tour/"' in site.page(f"blog/tags/{tag}/index.html")


def test_an_inline_author_gets_a_page(site: Built) -> None:
    assert "title: Jo Roe\n" in site.text("content/authors/jo-roe/_index.md")
    assert "authors:\n  - jo-roe\n" in site.text("content/blog/tour/index.md") or (
        "authors: [jo-roe]" in site.text("content/blog/tour/index.md")
    )


# -- files ----------------------------------------------------------------------------------------


def test_files_of_a_post_come_along_in_its_folder(site: Built) -> None:
    text = site.text("content/blog/tour/index.md")
    assert "![p](./pic.png) ![p](pic.png) [n](./notes.txt)" in text
    assert "image: ./pic.png" in text
    assert (site.out / "content/blog/tour/pic.png").read_bytes() == PIXEL
    assert (site.public / "blog/tour/pic.png").is_file()
    assert not (site.out / "content/blog/tour/unused.png").exists()


def test_a_file_that_hugo_takes_for_a_page_is_static(site: Built) -> None:
    assert "[h](/blog/tour/page.org)" in site.text("content/blog/tour/index.md")
    assert (site.public / "blog/tour/page.org").read_text() == "* page"


def test_a_post_with_files_of_its_own_becomes_a_folder(site: Built) -> None:
    assert "![c](./c.png)" in site.text("content/blog/alone/index.md")
    assert (site.public / "blog/alone/story/c.png").is_file()


def test_files_that_several_posts_show_are_static_and_there_once(site: Built) -> None:
    for name in ("two/a.md", "two.md"):
        assert "![b](/blog/two/b.png)" in site.text(f"content/blog/{name}")
    assert (site.public / "blog/two/b.png").is_file()
    assert [path.relative_to(site.out).as_posix() for path in site.out.rglob("b.png")] == [
        "static/blog/two/b.png"
    ]


def test_no_page_swallows_its_neighbours(site: Built) -> None:
    names = {p.relative_to(site.out / "content").as_posix() for p in site.out.rglob("*.md")}
    assert "blog/index.md" not in names
    assert {"blog/blog.md", "blog/two.md", "blog/two/a.md"} <= names


def test_two_posts_with_one_logical_path_are_kept_apart(site: Built) -> None:
    assert "one" in site.page("blog/same/index.html")
    assert "two" in site.page("blog/x/index.html")


def test_every_static_file_comes_along(site: Built) -> None:
    assert (site.public / "CNAME").read_text() == "blog.example"
    assert (site.public / "img/s.png").read_bytes() == PIXEL


# -- links ----------------------------------------------------------------------------------------


def test_links_lead_where_they_led(site: Built) -> None:
    text = site.text("content/blog/2024-01-01-plain.md")
    assert "[other](/blog/tour/#x)" in text
    assert "![s](/img/s.png) ![r](/shared/r.png)" in text
    assert "[url](/blog/tour) [list](/blog) [tag](/blog/tags/c) [page](/about)" in text
    assert (site.public / "shared/r.png").is_file()


def test_what_stays_behind_and_what_is_dead_is_told(site: Built) -> None:
    found = {(d.code, d.line) for d in site.said if d.path == "blog/2024-01-01-plain.md"}
    assert ("link-unknown", 7) in found
    assert ("source-link-dead", 7) in found
    assert len([code for code, _ in found if code.startswith("link")]) == 1


def test_a_link_that_stays_behind_is_told_once_and_for_what_it_is(tmp_path: Path) -> None:
    text = "[d](/docs/v1.2) [p](/about.html)\n\n<img src='/gone/x.png' />\n\n[z](/docs/a%20b)\n"
    files: dict[str, str | bytes] = {"blog/a.md": POST.format(title="A", text=text)}
    files |= {"src/pages/docs/v1.2.js": "", "src/pages/about.md": "", "src/pages/docs/a b.jsx": ""}
    site = syndicate.read(laid_down(tmp_path, files, locales="['en', 'fr']"))
    result = syndicate.convert(site, to="hugo", out=tmp_path / "out").run()
    assert [d.message for d in result.diagnostics if d.code == "link-left-behind"] == [
        "/docs/v1.2 is a page that is not converted",
        "/about.html is a page that is not converted",
        "/gone/x.png is a file that is not in the site",
        "/docs/a b is a page that is not converted",
    ]
    assert "[z](/docs/a%20b)" in (tmp_path / "out/content/blog/a.md").read_text(encoding="utf-8")


# -- other sites ----------------------------------------------------------------------------------


def test_a_site_without_slashes_keeps_its_files(hugo_binary: Path, tmp_path: Path) -> None:
    files = {name: content for name, content in FILES.items() if name != "blog/index.md"}
    site = built(tmp_path, files, slash="false", base="/base/")
    assert (site.public / "blog/tour.html").is_file()
    assert (site.public / "blog/2024/01/01/plain.html").is_file()
    assert (site.public / "blog/tags/c/index.html").is_file()
    tour = site.page("blog/tour.html")
    assert '<link rel="canonical" href="https://blog.example/base/blog/tour">' in tour
    for source in re.findall(r'<img src="([^"]+)"', tour):
        assert (site.public / source.removeprefix("/base/")).is_file(), source
    text = site.text("content/blog/2024-01-01-plain.md")
    assert "[other](/base/blog/tour.html#x)" in text
    assert "![s](/base/img/s.png)" in text


def test_every_language_keeps_its_addresses(hugo_binary: Path, tmp_path: Path) -> None:
    translated = {
        "i18n/fr/docusaurus-plugin-content-blog/tour/index.md": "---\ntitle: Visite\nslug: visite\n"
        "date: 2024-01-02\ntags: [C++]\n---\n\n[plain](2024-01-01-plain.md)\n",
    }
    site = built(tmp_path, {**FILES, **translated}, locales="['en', 'fr']")
    assert "Visite" in site.page("fr/blog/visite/index.html")
    assert 'href="/fr/blog/2024/01/01/plain/"' in site.page("fr/blog/visite/index.html")
    fallback = site.page("fr/blog/alone/story/index.html")
    assert "Story" in fallback
    assert 'src="/blog/alone/story/c.png"' in fallback
    assert 'href="/blog/tour/#x"' in site.page("blog/2024/01/01/plain/index.html")
    for file in ("fr/blog", "fr/blog/tags/c", "fr/blog/archive", "blog/tour"):
        assert (site.public / file / "index.html").is_file(), file
    assert 'href="/fr/blog/visite/"' in site.page("fr/blog/tags/c/index.html")


def test_a_blog_at_the_root(hugo_binary: Path, tmp_path: Path) -> None:
    site = built(tmp_path, FILES, blog="{routeBasePath: '/'}")
    assert (site.public / "tour/index.html").is_file()
    assert (site.public / "rss.xml").is_file()
    assert (site.public / "tags/c/index.html").is_file()
    assert 'href="/tour/"' in site.page("index.html")


def test_a_site_that_is_there_gets_posts_only(tmp_path: Path) -> None:
    source = syndicate.read(laid_down(tmp_path, FILES))
    out = tmp_path / "out"
    out.mkdir()
    (out / "hugo.toml").write_text('title = "Mine"\n')
    plan = syndicate.convert(source, to="hugo", out=out, options={"section": "posts"})
    result = plan.run()
    written = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert (out / "hugo.toml").read_text() == 'title = "Mine"\n'
    assert not any(name.startswith(("layouts/", "assets/", "content/tags")) for name in written)
    assert "content/posts/simple.md" in written
    assert "url: /blog/simple/" in (out / "content/posts/simple.md").read_text()
    assert "static/img/s.png" in written
    assert "static/CNAME" not in written
    advice = " ".join(plan.conversion.advice)
    assert "unsafe = true" in advice
    assert "render-blockquote" in advice
    assert result is not None


@pytest.mark.parametrize(
    ("bundles", "file"),
    [("always", "content/blog/simple/index.md"), ("never", "content/blog/simple.md")],
)
def test_bundles_are_a_choice(bundles: str, file: str, tmp_path: Path) -> None:
    plan = syndicate.convert(
        syndicate.read(laid_down(tmp_path, FILES)),
        to="hugo",
        out=tmp_path / "out",
        options={"bundles": bundles},
    )
    plan.run()
    assert (tmp_path / "out" / file).is_file()
    assert (tmp_path / "out/content/blog/tour.md").exists() == (bundles == "never")


def test_an_unknown_choice_is_refused(tmp_path: Path) -> None:
    site = syndicate.read(laid_down(tmp_path, FILES))
    with pytest.raises(syndicate.UsageError, match="bundles='some' must be one of"):
        syndicate.convert(site, to="hugo", out=tmp_path / "out", options={"bundles": "some"})


def test_rendering_travels_between_processes(tmp_path: Path) -> None:
    site: Site = syndicate.read(laid_down(tmp_path, FILES))
    plan = syndicate.convert(site, to="hugo", out=tmp_path / "out")
    render = pickle.loads(pickle.dumps(plan.conversion.render))
    writes = [a for a in plan.conversion.actions if hasattr(a, "post")]
    for write in writes:
        ours, theirs = plan.conversion.render(write, print), render(write, print)
        assert ours == theirs


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    source = syndicate.read(laid_down(tmp_path, FILES))
    for _ in range(2):
        plan = syndicate.convert(source, to="hugo", out=tmp_path / "out")
        plan.run()
    stamps = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.md")}
    syndicate.convert(source, to="hugo", out=tmp_path / "out").run()
    assert stamps == {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.md")}
    assert json.dumps(sorted(p.name for p in stamps))


def description(page: str) -> list[str]:
    return re.findall(r'<meta name="description" content="([^"]*)">', page)


def test_a_post_describes_itself_where_its_first_line_does_not(
    hugo_binary: Path, tmp_path: Path
) -> None:
    texts = {
        "line": ("Only *this* line\nand not that one.", ["Only this line"]),
        "picture": ("![A lamp](/img/s.png)\n\nText.", ["A lamp"]),
        "other": ("<Box title='x'>First\n\n</Box>\n\n:smile:\n\n- *b*", ["First"]),
        "none": ("<Box />\n\n```js\nx\n```", []),
        "head": ("{/* note */}\n\nText.", ["{/ note /}"]),
    }
    files: dict[str, str | bytes] = {
        f"blog/{name}.md": POST.format(title="T", text=text) for name, (text, _) in texts.items()
    }
    files["blog/own.md"] = "---\ntitle: T\ndate: 2024-01-02\ndescription: Own\n---\n\nText.\n"
    site = built(tmp_path, {**files, "static/img/s.png": PIXEL})
    for name, (_, said) in texts.items():
        assert description(site.page(f"blog/{name}/index.html")) == said, name
    assert description(site.page("blog/own/index.html")) == ["Own"]
    written = {name: "description:" in site.text(f"content/blog/{name}.md") for name in texts}
    assert written == dict.fromkeys(texts, False) | {"head": True}


# -- comments -------------------------------------------------------------------------------------

COMMENTED: dict[str, str | bytes] = {
    "package.json": '{"dependencies": {"@docusaurus/core": "3.10.2", "@giscus/react": "3"}}',
    "blog/a.md": POST.format(title="A", text="a").replace("date", "disqus_identifier: 12 a\ndate"),
}


def comments(folder: Path, component: str, **config: str) -> list[Diagnostic]:
    files = {**COMMENTED, "src/theme/Comments.jsx": component}
    site = syndicate.read(laid_down(folder, files, **config))
    plan = syndicate.convert(site, to="hugo", out=folder / "out")
    return [found for found in plan.run().diagnostics if found.code == "comments-to-set-up"]


@pytest.mark.parametrize(
    ("component", "slash", "words"),
    [
        (
            "<Giscus mapping='pathname' />",
            "undefined",
            'data-term="{{ partial "old-path.html" . }}"',
        ),
        ("<Giscus mapping='pathname' />", "true", "by its path, which is as it was"),
        ("<Giscus mapping='url' />", "undefined", 'data-term="{{ partial "canonical.html" . }}"'),
        ("<Giscus mapping='title' />", "undefined", "by its title, which is as it was"),
        ("<Giscus mapping='og:title' />", "undefined", "take its title instead"),
        ("<Giscus />", "undefined", "1 of 1 posts have another one now"),
    ],
)
def test_how_old_comments_are_found_is_told_once(
    component: str, slash: str, words: str, tmp_path: Path
) -> None:
    (found,) = comments(tmp_path, component, slash=slash)
    assert words in found.message
    assert "layouts/_partials/comments.html" in found.message
    assert (found.path, found.line) == ("src/theme/Comments.jsx", 1)


def test_the_old_path_of_a_page_is_what_its_comments_hang_on(
    hugo_binary: Path, tmp_path: Path
) -> None:
    comments(tmp_path, "<Giscus />")
    text = (tmp_path / "out/content/blog/a.md").read_text()
    assert "disqus_identifier: 12 a\n" in text
    layout = tmp_path / "out/layouts/_partials/comments.html"
    layout.write_text('<i data-term="{{ partial "old-path.html" . }}"></i>')
    builds.build_hugo(tmp_path / "out", tmp_path / "public")
    page = (tmp_path / "public/blog/a/index.html").read_text()
    assert '<i data-term="blog/a"></i>' in page


# -- terms, authors and feeds ---------------------------------------------------------------------

TERMS: dict[str, str | bytes] = {
    "blog/tags.yml": "craft: {label: The craft, permalink: /making, description: How it is made}\n",
    "blog/authors.yml": "mina: {name: Mina Han, title: Reader, page: true, image_url: /img/m.png,\n"
    "  socials: {github: mina}}\n",
    "blog/a.md": "---\ntitle: A\ndate: 2024-01-02\ntags: [iOS, craft]\nauthors: mina\n---\n\na\n",
    "blog/b.md": "---\ntitle: B\ndate: 2024-01-03\ntags: [IOS]\n"
    "authors: [{key: mina, title: Guest}, {name: Jo}]\n---\n\nb\n",
    "blog/c.md": "---\ntitle: C\ndate: 2024-01-04\n"
    "authors: [{name: Jo, url: https://jo.example}]\n---\n\nc\n",
}


@pytest.fixture(scope="module")
def terms(hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    blog = "{feedOptions: {type: 'all'}}"
    return built(tmp_path_factory.mktemp("terms"), TERMS, blog=blog)


def test_two_tags_that_hugo_makes_one_keep_both_addresses(terms: Built) -> None:
    page = terms.page("blog/tags/ios/index.html")
    assert 'href="/blog/a/"' in page
    assert 'href="/blog/b/"' in page
    assert "/blog/tags/ios/" in terms.page("blog/tags/i-os/index.html")
    assert "tags-merged" in terms.codes("blog/a.md")


def test_a_tag_keeps_its_name_address_and_description(terms: Built) -> None:
    page = terms.page("blog/tags/making/index.html")
    assert "The craft" in page
    assert "How it is made" in page
    assert "tags: [iOS, The craft]" in terms.text("content/blog/a.md")


def test_an_author_has_one_page_whatever_posts_say(terms: Built) -> None:
    assert "authors: mina\n" in terms.text("content/blog/a.md")
    page = terms.page("blog/authors/mina/index.html")
    assert "Mina Han" in page
    assert 'href="/blog/b/"' in page
    assert [d.message for d in terms.said if d.path == "blog/b.md"] == [
        "Mina Han has the title 'Guest' here, and the title 'Reader' on the page that all posts share"
    ]


def test_an_author_of_posts_alone_is_described_by_all_of_them(terms: Built) -> None:
    assert "url: https://jo.example" in terms.text("content/authors/jo/_index.md")
    assert terms.codes("blog/c.md") == []


def test_each_language_describes_its_authors(hugo_binary: Path, tmp_path: Path) -> None:
    folder = "i18n/fr/docusaurus-plugin-content-blog"
    files: dict[str, str | bytes] = {
        "blog/authors.yml": "mina: {name: Mina, title: Reader, image_url: /img/s.png}\n",
        f"{folder}/authors.yml": "mina: {name: Mina, title: Lectrice, image_url: /img/s.png}\n",
        "blog/a.md": POST.format(title="A", text="a").replace("date", "authors: mina\ndate"),
        "static/img/s.png": PIXEL,
    }
    site = built(tmp_path, files, locales="['en', 'fr']")
    assert site.codes("blog/a.md") == []
    for path, role in (("", "Reader"), ("fr/", "Lectrice")):
        page = site.page(f"{path}blog/authors/mina/index.html")
        assert role in page
        assert 'src="/img/s.png"' in page


def test_two_authors_whom_hugo_takes_for_one_have_a_page_each(
    hugo_binary: Path, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        "blog/authors.yml": "Jo: {name: Jo, page: true}\njo: {name: Jo Roe, page: {permalink: /roe}}\n",
        "blog/a.md": POST.format(title="A", text="a").replace("date", "authors: Jo\ndate"),
        "blog/b.md": POST.format(title="B", text="b").replace("date", "authors: [jo]\ndate"),
        "blog/c.md": POST.format(title="C", text="c").replace(
            "date", "authors: [{name: jo}]\ndate"
        ),
        "blog/d.md": POST.format(title="D", text="d").replace("date", "authors: {name: Jo}\ndate"),
    }
    site = built(tmp_path, files)
    assert [d.code for d in site.said if d.code in ("path-collision", "author-details-lost")] == []
    for post, name in (("a", "Jo"), ("b", "Jo Roe"), ("c", "jo"), ("d", "Jo")):
        page = site.page(f"blog/{post}/index.html")
        assert re.findall(r'rel="author" href="[^"]*">([^<]*)<', page) == [name]
    for path, posts in (("jo", "ad"), ("roe", "b"), ("jo-3", "c")):
        page = site.page(f"blog/authors/{path}/index.html")
        assert re.findall(r'"p-name"><a class="u-url" href="/blog/(\w)/"', page) == list(posts)


def feed_ids(site: Built, path: str) -> list[str]:
    return [str(item["id"]) for item in json.loads(site.page(path))["items"]]


def test_every_feed_is_where_it_was(terms: Built) -> None:
    assert [d.message for d in terms.said if d.code == "feed-left-out"] == []
    assert all((terms.public / "blog" / name).is_file() for name in ("atom.xml", "rss.xml"))
    assert feed_ids(terms, "blog/feed.json") == [f"https://blog.example/blog/{x}" for x in "cba"]


def test_a_feed_of_its_own_stays_beside_a_front_page_that_lists_nothing(
    hugo_binary: Path, tmp_path: Path
) -> None:
    files = {
        "_config.yml": "title: N\nurl: https://n.example\n",
        "index.html": "---\n---\n<p>Hello.</p>\n",
        "feed.xml": "---\n---\n<rss>{% for post in site.posts limit:3 %}{{ post.url }}{% endfor %}</rss>\n",
        "_posts/2024-01-02-a.md": "---\ntitle: A\n---\nText.\n",
    }
    for name, text in files.items():
        file = tmp_path / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    site = converted(tmp_path / "source", tmp_path)
    assert "<link>https://n.example/2024/01/02/a.html</link>" in site.page("feed.xml")


def test_what_feeds_call_posts_is_read_back(terms: Built) -> None:
    """That is the address each was first published at, and Hugo serves it at another spelling."""
    again = syndicate.read(terms.out)
    assert {post.feed_id for post in again.posts} == {*feed_ids(terms, "blog/feed.json")}
    assert not {post.url for post in again.posts} & {post.feed_id for post in again.posts}
    file = terms.out / again.posts[0].source
    said = file.read_bytes().replace(b"---\n", b"---\nfeedID: urn:uuid:1\n", 1)
    copy = terms.out.parent / "said" / again.posts[0].source
    copy.parent.mkdir(parents=True)
    copy.write_bytes(said)
    (alone,) = syndicate.read(copy, from_="hugo").posts
    assert alone.feed_id == "urn:uuid:1"


def test_posts_of_one_moment_keep_the_order_that_the_engine_found_them_in(
    hugo_binary: Path, tmp_path: Path
) -> None:
    # a file before those of folders, both by name; Hugo by itself would go by the title
    names = ("z.md", "B/y.md", "a/c/x.md", "a/y.md")
    files: dict[str, str | bytes] = {
        f"blog/{name}": POST.format(title=f"Title {number}", text="x").replace(
            "date", f"slug: s{number}\ndate"
        )
        for number, name in enumerate(names)
    }
    site = built(tmp_path, files, blog="{feedOptions: {type: 'json', limit: 3, title: 'All'}}")
    assert feed_ids(site, "blog/feed.json") == [
        f"https://blog.example/blog/s{n}" for n in (0, 1, 3)
    ]
    titles = re.findall(r"Title \d", site.page("blog/index.html"))
    assert list(dict.fromkeys(titles)) == ["Title 0", "Title 1", "Title 3", "Title 2"]
    assert "date: 2024-01-02\ndateOrder: 1\n" in site.text("content/blog/z.md")
    assert "dateOrder" not in site.text("content/blog/a/c/x.md")
    assert not list(site.public.rglob("atom.xml"))


def test_a_blog_that_begins_with_the_oldest_post_goes_on_so(
    hugo_binary: Path, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        f"blog/{name}.md": f"---\ntitle: T\ndate: {date}\n---\n\nx\n"
        for name, date in (("a", "2024-01-01"), ("b", "2024-01-01"), ("c", "2023-01-01"))
    }
    blog = "{sortPosts: 'ascending', feedOptions: {type: 'json', limit: null}}"
    site = built(tmp_path, files, blog=blog)
    assert feed_ids(site, "blog/feed.json") == [f"https://blog.example/blog/{x}" for x in "cba"]
    assert "limit = -1" in site.text("hugo.toml")


def two_blogs(tmp_path: Path, text: str) -> Built:
    files: dict[str, str | bytes] = {
        "blog/a.md": POST.format(title="A", text=text),
        "news/b.md": POST.format(title="B", text="b"),
    }
    config = "export default {title: 'Notes', url: 'https://blog.example', baseUrl: '/',\n"
    config += "presets: [['classic', {docs: false}]],\nplugins: [\n"
    config += "  ['content-blog', {id: 'news', path: 'news', routeBasePath: 'news',\n"
    config += "  feedOptions: {type: 'json', title: 'News', limit: 5}}]]};\n"
    folder = laid_down(tmp_path, files)
    (folder / "docusaurus.config.mjs").write_text(config)
    return converted(folder, tmp_path)


def test_links_between_blogs_and_languages_lead_on(hugo_binary: Path, tmp_path: Path) -> None:
    site = two_blogs(
        tmp_path / "blogs", '[b](/news/b) <a href="/news/b#x">b</a> [no](../news/b.md)'
    )
    text = site.text("content/blog/a.md")
    assert text.endswith('[b](/news/b) <a href="/news/b#x">b</a> [no](../news/b.md)\n')
    assert site.codes("blog/a.md") == ["source-link-dead"]
    files: dict[str, str | bytes] = {
        "blog/a.md": POST.format(title="A", text="[fr](/fr/blog/b) [en](/blog/b)"),
        "blog/b.md": POST.format(title="B", text="b"),
    }
    site = built(tmp_path / "langs", files, locales="['en', 'fr']", slash="false")
    assert site.text("content/blog/a.md").endswith("[fr](/fr/blog/b) [en](/blog/b)\n")
    assert site.codes("blog/a.md") == []


def test_each_blog_keeps_its_own_feeds(hugo_binary: Path, tmp_path: Path) -> None:
    site = two_blogs(tmp_path, "a")
    assert sorted(p.name for p in (site.public / "blog").iterdir() if p.is_file()) == [
        "atom.xml", "index.html", "rss.xml"
    ]  # fmt: skip
    assert sorted(p.name for p in (site.public / "news").iterdir() if p.is_file()) == [
        "feed.json", "index.html"
    ]  # fmt: skip
    feed = json.loads(site.page("news/feed.json"))
    assert (feed["title"], feed["description"]) == ("News", "Notes Blog")
    assert "feedLimit: 5" in site.text("content/news/_index.md")
    assert [d for d in site.said if d.code == "feed-left-out"] == []
