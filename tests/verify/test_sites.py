"""Two small sites: what becomes of addresses, redirects, files, lists, feeds."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from syndicate.diagnostics import SyndicateError, UsageError
from syndicate.verify import PageVerdict, Status, Verdict, verify
from syndicate.verify.pages import PageKind

Sites = Callable[..., Path]


def post(
    text: str = "Words.", *, title: str = "T", date: str = "2024-01-02", canonical: str = ""
) -> str:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f'<html lang="en"><head><title>{title} | Site</title>{link}</head><body><main><article>'
        f'<h1>{title}</h1><time datetime="{date}">then</time>{text}</article></main></body></html>'
    )


def refresh(to: str) -> str:
    return f'<meta http-equiv="refresh" content="0; url={to}">'


@pytest.fixture
def judged(site: Sites) -> Callable[..., Verdict]:
    """The verdict of two sites given as files."""

    def judge(old: Mapping[str, str | bytes], new: Mapping[str, str | bytes]) -> Verdict:
        return verify(site("old", old), site("new", new))

    return judge


Judged = Callable[..., Verdict]


def status_of(verdict: Verdict) -> dict[Status, int]:
    return {s: n for s, n in verdict.pages[PageKind.POST].items() if n}


# -- addresses ------------------------------------------------------------------------------------


def test_a_site_that_does_not_say_where_it_is_served_is_where_the_other_one_is(
    judged: Judged,
) -> None:
    old = {
        "a.html": post("<a href='http://x.example/b.html'>b</a>"),
        "b.html": post("More words."),
    }
    new = {
        "a.html": post("<a href='/b.html'>b</a>", canonical="https://x.example/a.html"),
        "b.html": post("More words.", canonical="https://x.example/b.html"),
    }
    assert judged(old, new).kinds == {}


@pytest.mark.parametrize(
    ("old", "new", "canonical", "status"),
    [
        ("a/index.html", "a/index.html", "", Status.SAME),
        ("a.html", "a/index.html", "https://x.example/a", Status.SAME),
        ("a.html", "a/index.html", "https://x.example/a.html", Status.RESPELLED),
        ("a.html", "a/index.html", "", Status.RESPELLED),
        ("a/index.html", "a.html", "https://x.example/a", Status.SAME),
        ("a/index.html", "a.html", "https://x.example/a/", Status.RESPELLED),
        ("a/index.html", "a.html/index.html", "", Status.RESPELLED),
        ("한글/index.html", "한글/index.html", "https://x.example/%ED%95%9C%EA%B8%80", Status.SAME),
    ],
)
def test_an_address_is_the_same_if_hosts_serve_it(
    old: str, new: str, canonical: str, status: Status, judged: Judged
) -> None:
    verdict = judged({old: post(canonical=canonical)}, {new: post(canonical=canonical)})
    assert status_of(verdict) == {status: 1}
    assert verdict.is_worse is (status is not Status.SAME)


def test_a_redirect_page_leads_to_the_page(judged: Judged) -> None:
    new = {"b/index.html": post(), "a/index.html": refresh("../b/")}
    verdict = judged({"a/index.html": post()}, new)
    assert status_of(verdict) == {Status.REDIRECTED: 1}
    assert verdict.equal == {PageKind.POST: 1}
    assert not verdict.is_worse
    assert verdict.score == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("_redirects", "# moved\n/a  /b/  301\n"),
        ("redirects.json", '{"/a": "https://x.example/b/"}'),
        ("vercel.json", '{"redirects": [{"source": "/a", "destination": "/b"}]}'),
        ("netlify.toml", '[[redirects]]\nfrom = "/a/"\nto = "/b/"\n'),
        (".htaccess", "RewriteEngine on\nRedirect 301 /a/ https://x.example/b/\n"),
    ],
)
def test_a_redirect_file_leads_to_the_page(name: str, content: str, judged: Judged) -> None:
    page = post(canonical="https://x.example/b/")
    verdict = judged({"a/index.html": post()}, {"b/index.html": page, name: content})
    assert status_of(verdict) == {Status.REDIRECTED: 1}


@pytest.mark.parametrize("rule", ["/a /b/ 200", "/* /b/", "/a/:x /b/", "/a /c/"])
def test_a_rule_that_leads_nowhere_or_to_everything_is_none(rule: str, judged: Judged) -> None:
    new = {"b/index.html": post("Other.", title="U"), "_redirects": rule}
    assert status_of(judged({"a/index.html": post()}, new)) == {Status.MISSING: 1, Status.EXTRA: 1}


def test_redirects_in_a_circle_lead_nowhere(judged: Judged) -> None:
    new = {"b/index.html": post("O.", title="U"), "a/index.html": refresh("/c/")}
    new["c/index.html"] = refresh("/a/")
    assert status_of(judged({"a/index.html": post()}, new))[Status.MISSING] == 1


def test_old_redirects_are_to_be_kept(judged: Judged) -> None:
    old = {"a/index.html": post(), "x/index.html": refresh("/a/"), "y/index.html": refresh("/a/")}
    verdict = judged(old, {"a/index.html": post(), "x.html": refresh("/a/")})
    assert (verdict.aliases_kept, verdict.aliases_lost) == (1, 1)
    assert verdict.lost_aliases == ("/y/",)
    assert verdict.is_worse


def test_a_moved_article_is_known_by_its_text_or_by_title_and_date(judged: Judged) -> None:
    old = {"a/index.html": post("One."), "b/index.html": post("Two.", title="B")}
    new = {"c/index.html": post("One.", title="New"), "d/index.html": post("Too.", title="B")}
    verdict = judged(old, new)
    assert status_of(verdict) == {Status.MOVED: 2}
    assert verdict.kinds == {"title": 1, "text": 1}
    assert verdict.is_worse


def test_every_page_is_told_as_soon_as_it_is_judged(site: Sites) -> None:
    heard: list[PageVerdict] = []
    old = site("old", {"a/index.html": post("One."), "b/index.html": post("Two.", title="B")})
    new = site("new", {"a/index.html": post("One!"), "c/index.html": post("Three.", title="C")})
    verify(old, new, report=heard.append)
    told = [(page.address, page.status, [d.kind for d in page.differences]) for page in heard]
    assert told == [
        ("/a/", Status.SAME, ["text"]),
        ("/c/", Status.EXTRA, []),
        ("/b/", Status.MISSING, []),
    ]


# -- links and files ------------------------------------------------------------------------------


def test_links_are_followed_to_where_the_new_site_has_the_page(judged: Judged) -> None:
    old = {
        "a/index.html": post('<p><a href="../b/">x</a></p>'),
        "b/index.html": post("B", title="B"),
    }
    new = {
        "a/index.html": post('<p><a href="/c/">x</a></p>'),
        "c/index.html": post("B", title="B"),
        "b/index.html": refresh("/c/"),
    }
    verdict = judged(old, new)
    assert not verdict.kinds
    assert status_of(verdict) == {Status.SAME: 1, Status.REDIRECTED: 1}


def test_a_redirect_beside_its_page_hides_no_heading(judged: Judged) -> None:
    old = {
        "a/index.html": post('<p><a href="/b#part">x</a></p>'),
        "b/index.html": post('<h2 id="part">Part</h2>', title="B"),
    }
    new = old | {"b.html": refresh("/b/")}
    assert not judged(old, new).kinds


def test_a_base_path_belongs_to_no_address(judged: Judged) -> None:
    def based(base: str, body: str) -> dict[str, str]:
        url = f"https://x.example{base}/a/"
        return {"a/index.html": post(body, canonical=url), "b/index.html": post("B", title="B")}

    old = based("/deep/blog", '<p><a href="/deep/blog/b">x</a> <a href="/c/">y</a></p>')
    new = based("", '<p><a href="https://x.example/b/">x</a> <a href="/c/">y</a></p>')
    verdict = judged(old, new)
    assert verdict.kinds == {"canonical": 1, "link": 1}  # "/c/" was outside, now it is inside


@pytest.mark.parametrize(
    ("page", "more"),
    [
        (post("{0}", canonical="https://x.example/base/a/"), {}),
        (
            post("{0}").replace(
                "<head>", '<meta property="og:url" content="https://x.example/base/a">'
            ),
            {},
        ),
        (post("{0}"), {"sitemap.xml": "<url><loc>https://x.example/base/b/</loc></url>"}),
        (post("{0}"), {}),
    ],
    ids=["canonical", "og:url", "sitemap", "links"],
)
def test_the_base_path_is_read_from_what_pages_say(
    page: str, more: dict[str, str], judged: Judged
) -> None:
    other = {"b/index.html": post("B", title="B")}
    old = {"a/index.html": page.format('<p><a href="/base/b/">x</a></p>'), **other, **more}
    new = {"a/index.html": page.format('<p><a href="../b/">x</a></p>'), **other, **more}
    assert not judged(old, new).kinds


def test_files_are_known_by_their_content_wherever_they_lie(judged: Judged) -> None:
    body = '<p><img src="{0}/p.png"> <a href="{0}/t.csv">t</a></p>'
    old = {"a/index.html": post(body.format("/x")), "x/p.png": b"P", "x/t.csv": b"T"}
    new = {"a/index.html": post(body.format(".")), "a/p.png": b"P", "a/t.csv": b"T"}
    assert not judged(old, new).kinds
    assert judged(old, new | {"a/p.png": b"Q"}).kinds == {"picture": 1}
    assert judged(old, new | {"a/t.csv": b"U"}).kinds == {"link": 1}


@pytest.mark.parametrize(
    ("name", "is_same"),
    [("data.json", True), ("drawing.xml", True), ("feed.json", False), ("sitemap.xml", False)],
)
def test_what_engines_generate_is_known_by_its_address(
    name: str, is_same: bool, judged: Judged
) -> None:
    old = {"a/index.html": post(f'<a href="/x/{name}">t</a>'), f"x/{name}": b"T"}
    new = {"a/index.html": post(f'<a href="/y/{name}">t</a>'), f"y/{name}": b"T"}
    assert judged(old, new).kinds == ({} if is_same else {"link": 1})


def test_a_link_to_another_page_is_compared_by_the_heading_there(judged: Judged) -> None:
    def linked(name: str, fragment: str) -> dict[str, str]:
        body = f'<h2>A</h2><p>a</p><h2 id="{name}">B</h2><p>b</p>'
        return {
            "a/index.html": post(f'<p><a href="/b/#{fragment}">x</a></p>'),
            "b/index.html": post(body, title="B"),
        }

    assert not judged(linked("b", "b"), linked("한글", "%ED%95%9C%EA%B8%80")).kinds
    assert judged(linked("b", "b"), linked("c", "b")).kinds == {"link": 1}


def test_no_file_outside_of_the_site_is_read(judged: Judged, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"S")
    body = '<p><a href="/%2e%2e/secret">x</a></p>'
    old = {"a/index.html": post(body), "secret": b"S"}
    assert judged(old, {"a/index.html": post(body)}).kinds == {}


# -- what is an article ---------------------------------------------------------------------------


LINKS = "".join(f'<li><a href="/p{k}/">Post number {k}</a></li>' for k in range(9))
LISTS = {
    "a list of links": f"<main><h1>Blog</h1><ul>{LINKS}</ul></main>",
    "several articles": "<main><article><h2>A</h2>a</article><article>b</article></main>",
    "an entry that leads to its page": (
        '<main><article><h2><a href="/blog/p1/">A title</a></h2>'
        '<time datetime="2024-01-01">x</time><p>An excerpt of it.</p></article></main>'
    ),
    "an entry that is a link": (
        '<main><article><a href="/p1/"><div><h2>A title</h2><time datetime="2024-01-01">x</time>'
        "</div></a></article></main>"
    ),
    "teasers": (
        '<main><h2><a href="/a/">A</a></h2><p>Some words about it that go on and on.</p>'
        '<h2><a href="/b/">B</a></h2><p>And some words about the other that go on.</p></main>'
    ),
    "Docusaurus": (
        '<html class="plugin-blog blog-tags-post-list-page"><main><article>a</article></main></html>'
    ),
}


@pytest.mark.parametrize("html", LISTS.values(), ids=LISTS.keys())
def test_a_page_that_leads_to_articles_is_a_list(html: str, judged: Judged) -> None:
    verdict = judged({"x/index.html": html}, {"y/index.html": post()})
    assert verdict.pages[PageKind.LIST] == {Status.MISSING: 1}
    assert not verdict.is_worse


ARTICLES = {
    "an article with a header": post(),
    "a main part with many links": (
        '<meta property="og:type" content="article"><main><h1>T</h1><ul>'
        + LINKS
        + "</ul><p>a</p></main>"
    ),
    "a microformat": '<div class="h-entry"><h1 class="p-name">T</h1><div class="e-content">a</div></div>',
    "an article and related ones": (
        '<meta property="og:type" content="article"><main><article><h1>T</h1><p>a</p></article>'
        "<article><h2>Other</h2></article></main>"
    ),
    "a title above an unmarked page": (
        "<title>T</title><div id=main><h1>T</h1><article itemprop=articleBody><p>a</p></article></div>"
    ),
    "a heading that links to itself": (
        '<main><article><h1><a href="/x/">T</a></h1><p>a and more text</p></article></main>'
    ),
}


@pytest.mark.parametrize("html", ARTICLES.values(), ids=ARTICLES.keys())
def test_an_article_is_no_list(html: str, judged: Judged) -> None:
    verdict = judged({"x/index.html": html}, {"x/index.html": html.replace(">a", ">b")})
    changed = verdict.kinds
    assert PageKind.LIST not in verdict.pages
    assert changed in ({"text": 1}, {})
    assert judged({"x/index.html": html}, {"x/index.html": html}).posts_kept == 1


def test_an_article_without_semantics_is_found_by_its_text(judged: Judged) -> None:
    words = "".join(f"<p>{'Many words, and more of them. ' * 9}</p>" for _ in range(6))
    html = (
        "<html><head><title>T</title></head><body><div class=side><a href=/>Home</a></div>"
        f"<div class=inner>{words}</div><div class=foot>2024</div></body></html>"
    )
    verdict = judged({"x/index.html": html}, {"x/index.html": html.replace(">2024", ">2025")})
    assert not verdict.kinds
    changed = html.replace("Many words", "Few words", 1)
    assert judged({"x/index.html": html}, {"x/index.html": changed}).kinds == {"text": 1}


def test_the_user_may_say_what_the_article_is(site: Sites) -> None:
    html = "<div id=words>a<p>b</p></div><main>{0}</main>"
    old, new = (site(n, {"x.html": html.format(n)}) for n in ("old", "new"))
    assert verify(old, new).kinds == {"text": 1}
    assert not verify(old, new, select="#words").kinds
    with pytest.raises(UsageError, match="is not a CSS selector"):
        verify(old, new, select="#words[")


def test_what_a_theme_puts_around_the_words_is_left_out(judged: Judged) -> None:
    old = post(
        '<p>a</p><footer>share</footer><nav>next</nav><p>Tags: <a rel="tag" href="/t/">t</a>'
    )
    new = post("<p>a</p>", date="2024-01-02T10:00:00+09:00").replace(
        "<p>a</p>",
        '<a class="p-category" rel="tag" href="/u/">T</a><div class="e-content"><p>a</p></div>',
    )
    assert not judged({"x/index.html": old}, {"x/index.html": new}).kinds


def test_the_author_may_use_a_word_of_themes(judged: Judged) -> None:
    words = '<p class="meta">2 Jan, Seoul</p><p>a</p>'
    new = post("<p>a</p>").replace("<p>a</p>", f'<div class="e-content">{words}</div>')
    old = post("<p>a</p>").replace("<p>a</p>", words)
    for pages in ((old, new), (new, old)):
        judge = [{"x/index.html": page} for page in pages]
        assert not judged(*judge).kinds
        judge[1] = {"x/index.html": pages[1].replace("<p>a", "<p>b")}
        assert judged(*judge).kinds == {"text": 1}
    assert judged({"x/index.html": new}, {"x/index.html": new.replace("Jan", "May")}).kinds == {
        "text": 1
    }


# -- facts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("2024-01-02", "2024-01-02T23:00:00+09:00", True),
        ("2024-01-02T01:00:00+09:00", "2024-01-01T16:00:00Z", True),
        ("2024-01-02T00:00:00.000Z", "2024-01-02T00:00:00+00:00", True),
        ("2024-01-02", "2024-01-03", False),
        ("2024-01-02T01:00:00Z", "2024-01-02T01:00:00+09:00", False),
        ("Tue, 02 Jan 2024 01:00:00 GMT", "2024-01-02T01:00:00Z", True),
    ],
)
def test_dates_are_compared_as_moments(old: str, new: str, is_same: bool, judged: Judged) -> None:
    verdict = judged({"a/index.html": post(date=old)}, {"a/index.html": post(date=new)})
    assert ("date" not in verdict.kinds) is is_same


def test_what_the_new_theme_never_shows_is_told_apart(judged: Judged) -> None:
    tag = '<p>a</p><p><a rel="tag" href="/t/">t</a></p>'
    old = {"a/index.html": post(tag), "b/index.html": post(tag, title="B")}
    none = {"a/index.html": post("<p>a</p>"), "b/index.html": post("<p>a</p>", title="B")}
    verdict = judged(old, none)
    assert verdict.unsaid == {"tags": 2}
    assert not verdict.kinds
    assert not verdict.is_worse
    assert "shows no tags (of 2)" in verdict.summary()
    assert judged(old, none | {"b/index.html": post(tag, title="B")}).kinds == {"tags": 1}


# -- feeds ----------------------------------------------------------------------------------------


def rss(*items: tuple[str, str, str]) -> str:
    entries = "".join(
        f"<item><guid>{name}</guid><title>{title}</title><pubDate>{date}</pubDate></item>"
        for name, title, date in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'


A = ("https://x.example/a/", "A", "Tue, 02 Jan 2024 01:00:00 GMT")
B = ("https://x.example/b/", "B &amp;amp; b", "Mon, 01 Jan 2024 01:00:00 GMT")
C = ("https://x.example/c/", "C", "Sun, 31 Dec 2023 01:00:00 GMT")


@pytest.mark.parametrize(
    ("new", "kinds"),
    [
        (rss(A, B), []),
        (rss(A, B, C), []),
        (rss(A), []),
        (rss(A, ("https://x.example/b", *B[1:])), ["feed-id"]),
        (rss(B, A), ["feed-order"]),
        (rss(A, (*B[:2], "Mon, 01 Jan 2024 01:00:00 +0900")), ["feed-date"]),
        (rss((A[0], "Other", A[2]), B), ["feed-title"]),
        ("<rss><broken", ["feed-id", "feed-id"]),
        (rss(A, B).replace("<rss", '<!DOCTYPE x [<!ENTITY y "z">]><rss'), ["feed-id", "feed-id"]),
    ],
)
def test_feeds_are_compared_by_what_programs_keep(
    new: str, kinds: list[str], judged: Judged
) -> None:
    page = {"a/index.html": post()}
    verdict = judged(page | {"feed.xml": rss(A, B)}, page | {"feed.xml": new})
    assert [d.kind for feed in verdict.feeds for d in feed.differences] == kinds
    assert verdict.is_worse is bool(kinds)


def test_atom_and_json_feeds_are_read(judged: Judged) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>u:1</id><title>A</title>'
        "<updated>2024-01-02T01:00:00Z</updated><published>{0}</published></entry></feed>"
    )
    json = '{{"items": [{{"id": "u:1", "title": "A", "date_published": "{0}"}}]}}'
    page = {"a/index.html": post()}
    for name, text in (("atom.xml", atom), ("feed.json", json)):
        old, new = (page | {name: text.format(f"2024-01-0{day}T00:00:00Z")} for day in ("2", "3"))
        assert [f.differences for f in judged(old, old).feeds] == [()]
        assert [d.kind for f in judged(old, new).feeds for d in f.differences] == ["feed-date"]


def test_a_lost_feed_is_missed_but_not_that_of_a_tag(judged: Judged) -> None:
    page = {"a/index.html": post()}
    verdict = judged(page | {"index.xml": rss(A), "tags/x/index.xml": rss(A)}, page)
    assert [(feed.address, feed.is_found) for feed in verdict.feeds] == [("/index.xml", False)]
    assert verdict.is_worse


# -- large, broken and hostile sites --------------------------------------------------------------


def test_memory_does_not_grow_with_the_site(site: Sites) -> None:
    words = "".join(f"<p>{'Many words. ' * 200}</p>" for _ in range(10))

    def peak(number: int) -> int:
        pages = {f"{number}-{k}/index.html": post(words + str(k)) for k in range(number)}
        folder = site("site", pages)
        tracemalloc.start()
        verify(folder, folder)
        _, top = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return top

    small, large = peak(20), peak(200)
    assert large < small * 1.5 + 200_000


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000,
        "<ul><li>" * 30_000,
        "<p><b>" * 3_000,
        "<p>" + r"\(" * 50_000,
        "<p>" + "$$ " * 50_000,
        "<table><tr>" + "<td>x" * 20_000,
        "<blockquote>" * 3_000 + "x",
        "<p>x" * 20_000,
    ],
    ids=lambda html: html[:12],
)
def test_any_page_comes_to_an_end(html: str, judged: Judged) -> None:
    judged({"a.html": f"<main>{html}"}, {"a.html": f"<main>{html} changed"})


def test_a_page_that_cannot_be_read_is_counted(judged: Judged) -> None:
    good = {"a.html": post()}
    verdict = judged(good | {"b.html": "<div>" * 60_000}, good | {"b.html": post()})
    assert verdict.unreadable == ("/b.html: elements are nested too deep to be shown",)
    assert verdict.is_worse


def test_a_folder_without_pages_is_no_site(site: Sites, tmp_path: Path) -> None:
    good = site("good", {"a.html": post()})
    with pytest.raises(SyndicateError, match="is not a folder"):
        verify(tmp_path / "none", good)
    with pytest.raises(SyndicateError, match="holds no HTML page"):
        verify(site("empty", {"a.txt": "a"}), good)


def test_pages_of_other_encodings_are_read(judged: Judged) -> None:
    text = post("<p>caf\u00e9</p>")
    latin = text.replace("<head>", '<head><meta charset="iso-8859-1">').encode("latin-1")
    assert not judged({"a.html": text}, {"a.html": latin}).kinds
