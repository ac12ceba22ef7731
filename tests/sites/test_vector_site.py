"""The site of all oddities, moved to Hugo: a reader notices what the report told, and nothing else.

The real Docusaurus and the real Hugo build the two; what differs is matched with what was said about
that post. The tables below hold the rest, with reasons; a line too many fails as one too few does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from syndicate.verify import PageVerdict, Status
from syndicate.verify.sites import url_of
from syndicate.web.urls import split_url
from tests.docusaurus.engine import SITE
from tests.sites.conftest import Built
from tests.sites.moving import build, head_of, judge, move

MATCHED: Mapping[str, frozenset[str]] = {
    "code-lang-lost": frozenset({"code-language"}),
    "component-degraded": frozenset({"callout", "link", "list", "list-item", "marks", "text"}),
    "expression-degraded": frozenset({"list", "list-item", "text"}),
    "source-link-dead": frozenset({"link"}),
    # The source shows "Page Not Found" there.
    "source-slug-unserved": frozenset({"text", "title"}),
    "url-changed": frozenset({"missing"}),
}
"""The kinds of difference that a code announces."""


@pytest.fixture(scope="module")
def vectors(build_once: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The vector site before and after."""
    folder = tmp_path_factory.mktemp("vectors")
    moved = move(SITE, folder / "hugo")
    old, new = build_once("docusaurus", SITE), build(moved, folder / "public")
    return Built(moved=moved, old=old, new=new, judgement=judge(old, new))


def kinds_of(page: PageVerdict) -> set[str]:
    """What is different about a page, in words."""
    status = set() if page.status is Status.SAME else {page.status.value}
    return status | {difference.kind for difference in page.differences}


def unannounced(built: Built, lang: str) -> dict[str, set[str]]:
    """For each post of a language, the differences that nothing said about it announces."""
    found: dict[str, set[str]] = {}
    codes = defaultdict(set)
    for diagnostic in built.moved.result.diagnostics:
        codes[diagnostic.path].add(diagnostic.code)
    for post in built.moved.site.posts:
        if post.lang != lang or post.url is None:
            continue
        page = built.judgement.pages[url_of(post.output)]
        rest = kinds_of(page).difference(*(MATCHED.get(c, ()) for c in codes[post.source]))
        if rest:
            found[post.source] = rest
    return found


NO_TITLE = "a post without any title has an empty heading there, and none here"
SHOWN_HEADER = "its two readers of front matter disagree, so Docusaurus shows the header as text"
SHADOWED = "Docusaurus takes the slug /a:b for a pattern, and shows that post in place of this one"

KNOWN: Mapping[str, tuple[set[str], str]] = {
    "blog/2019-06-16.md": ({"title"}, NO_TITLE),
    "blog/2019-06-17-.md": ({"title"}, NO_TITLE),
    "blog/post-2019-06-24.md": ({"title"}, NO_TITLE),
    "blog/titles/2019-09-15-empty.md": ({"title"}, NO_TITLE),
    "blog/md/details.mdx": ({"text"}, "a summary that MDX loses stands in a paragraph of its own"),
    "blog/md/images.mdx": ({"picture"}, "a picture by reference, which Docusaurus does not find"),
    "blog/md/jsx.mdx": ({"text"}, "bare text between blocks has a paragraph of its own here"),
    "blog/misc/2020-01-08-fm-dashes.md": ({"heading", "list", "list-item", "rule"}, SHOWN_HEADER),
    "blog/misc/2020-01-09-fm-yaml-lang.md": ({"heading"}, SHOWN_HEADER),
    "blog/tags/2019-12-14-dup.md": ({"tags"}, "a tag that is given twice is shown twice there"),
}
"""Differences of posts that no diagnostic announces, in both languages."""

ENGLISH: Mapping[str, tuple[set[str], str]] = {
    **KNOWN,
    "blog/slugs/2019-08-01-slug-abs.md": ({"date", "text", "title"}, SHADOWED),
}

FRENCH: Mapping[str, tuple[set[str], str]] = {
    **KNOWN,
    "i18n/fr/docusaurus-plugin-content-blog/slugs/2019-08-01-slug-abs.md": (
        {"date", "text", "title"},
        SHADOWED,
    ),
}


@pytest.mark.parametrize(("lang", "known"), [("en", ENGLISH), ("fr", FRENCH)])
def test_a_post_differs_where_the_report_says_so(
    vectors: Built, lang: str, known: Mapping[str, tuple[set[str], str]]
) -> None:
    assert unannounced(vectors, lang) == {source: kinds for source, (kinds, _) in known.items()}


def test_pages_say_of_themselves_what_they_said(vectors: Built) -> None:
    unserved = {
        found.path
        for found in vectors.moved.result.diagnostics
        if found.code in ("source-slug-unserved", "url-changed")
    }
    shadowed = [source for source in (*ENGLISH, *FRENCH) if "slug-abs" in source]
    different = []
    for post in vectors.moved.site.posts:
        if post.url is None or post.source in (*unserved, *shadowed):
            continue
        if head_of(vectors.old, post.output) != head_of(vectors.new, post.output):
            different.append(post.source)
    assert different == []


def test_most_posts_have_no_difference_at_all(vectors: Built) -> None:
    verdict = vectors.judgement.verdict
    assert verdict.posts == 397
    assert verdict.posts_kept >= 366, verdict.summary()


OTHER_PAGES = {
    "/": "a page of the source site that is no post; here the front page lists the posts",
    "/fr/": "the same in French",
    "/blog/archive/": SHADOWED,
    "/blog/authors/": SHADOWED,
    "/fr/blog/archive/": SHADOWED,
    "/fr/blog/authors/": SHADOWED,
    "/fr/blog/tags/net/": "Hugo reads no file .net, and the template that adds it knows one language",
    "/journal/news/authors/": "leads to /blog/authors/, where those of all blogs are listed",
    "/fr/journal/news/authors/": "the same in French",
}
"""Old pages that are no posts, and have become others or are gone."""


def test_pages_around_the_posts_are_there(vectors: Built) -> None:
    posts = {url_of(post.output) for post in vectors.moved.site.posts}
    changed = {
        address
        for address, page in vectors.judgement.pages.items()
        if address not in posts and page.status is not Status.EXTRA and kinds_of(page)
    }
    assert changed == set(OTHER_PAGES)


def test_what_is_added_are_pages_of_terms_and_new_addresses(vectors: Built) -> None:
    served = {split_url(post.url or "").path for post in vectors.moved.result.posts}
    added = {a for a, page in vectors.judgement.pages.items() if page.status is Status.EXTRA}
    others = added - served
    assert len(added) - len(others) == 6  # url-changed, three posts in two languages
    assert {address.split("/")[-3] for address in others} == {"authors", "tags"}


def test_feeds_are_there_and_keep_their_ids(vectors: Built) -> None:
    feeds = vectors.judgement.verdict.feeds
    assert [feed.address for feed in feeds if feed.is_found] == [
        f"{lang}/{blog}/{name}"
        for lang, blog, names in (
            ("", "blog", ("atom.xml", "feed.json", "rss.xml")),
            ("/fr", "blog", ("atom.xml", "feed.json", "rss.xml")),
            ("/fr", "journal/news", ("atom.xml", "rss.xml")),
            ("", "journal/news", ("atom.xml", "rss.xml")),
        )
        for name in names
    ]
    assert {feed.address: feed.differences for feed in feeds if feed.differences} == {}


def test_the_vector_site_has_the_errors_that_it_deserves(vectors: Built) -> None:
    errors = Counter(
        found.code for found in vectors.moved.result.diagnostics if found.severity == "error"
    )
    assert errors == {"url-changed": 6, "post-undated": 1}
