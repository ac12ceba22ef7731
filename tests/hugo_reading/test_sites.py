"""921 pages of 46 sites: address, kind, dates, terms, aliases, published or not, as the engine has them."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from syndicate_adapters.hugo.reading.pages import Edition, Page
from tests.hugo_reading.engine import BUILD_ALL, SITES, by_source, lay_out, read, said, spoken


def facts(page: Page, edition: Edition) -> dict[str, Any]:
    """What we know of a page, in the words of the vectors."""
    fields, dates = page.node.fields, page.node.fields.dates
    terms: dict[str, set[str]] = {}
    base = edition.language.base.url
    for use in page.terms:
        link = edition.pages[use.key].permalink.removeprefix(base)
        terms.setdefault(use.taxonomy, set()).add(f"/{link}")
    return {
        "permalink": page.permalink,
        "kind": page.kind,
        "section": page.node.section,
        "slug": fields.slug,
        "draft": page.is_draft,
        "date": spoken(dates.date),
        "lastmod": spoken(dates.lastmod),
        "publishDate": spoken(dates.publish),
        "expiryDate": spoken(dates.expiry),
        "aliases": list(page.address.aliases),
        "terms": terms,
    }


def expected(page: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """What the engine said of a page, with what the vectors leave out."""
    date = page.get("date")
    base = edition.language.base.path
    return {
        "permalink": page.get("permalink", ""),
        "kind": page["kind"],
        "section": page.get("section", ""),
        "slug": page.get("slug", ""),
        "draft": page.get("draft", False),
        "date": date,
        "lastmod": page.get("lastmod", date),
        "publishDate": page.get("publishDate", date),
        "expiryDate": page.get("expiryDate"),
        "aliases": page.get("aliases", []),
        "terms": {
            name: {term["rel"].removeprefix(base) for term in terms}
            for name, terms in page.get("terms", {}).items()
        },
    }


@pytest.mark.parametrize("site", SITES)
def test_every_page_is_what_the_engine_has(site: str, tmp_path: Path) -> None:
    editions, _ = read(lay_out(site, tmp_path), BUILD_ALL)
    ours = by_source(editions)
    wrong = {}
    for page in said("urls")[site]["pages"]:
        found, edition = ours.pop((page["lang"], page["source"]))
        mine, theirs = facts(found, edition), expected(page, edition)
        if mine != theirs:
            wrong[page["source"]] = [
                (key, mine[key], theirs[key]) for key in theirs if mine[key] != theirs[key]
            ]
    assert wrong == {}
    # What the engine does not list is never listed.
    unlisted = {page.node.fields.listed for page, _ in ours.values()}
    assert unlisted <= {"never"}


def test_the_vectors_are_whole() -> None:
    pages = [page for site in SITES for page in said("urls")[site]["pages"]]
    assert (len(SITES), len(pages)) == (46, 921)


@pytest.mark.parametrize("site", SITES)
def test_a_page_is_published_where_the_engine_publishes_it(site: str, tmp_path: Path) -> None:
    editions, _ = read(lay_out(site, tmp_path))
    ours = by_source(editions)
    for page in said("urls")[site]["pages"]:
        found, _ = ours[page["lang"], page["source"]]
        # The vectors look for links, so they take a page that is only linked for a published one.
        has_file = found.node.fields.render == "always"
        is_broken = found.is_refused
        assert (found.is_published or is_broken) is (page.get("published", True) and has_file)


def test_drafts_future_and_expired_pages_are_told_apart(tmp_path: Path) -> None:
    editions, _ = read(lay_out("urls-default", tmp_path))
    pages = {
        source: page
        for (_, source), (page, _) in sorted(by_source(editions).items(), key=itemgetter(0))
    }
    named = {
        "draft": [s for s, p in pages.items() if p.is_draft],
        "future": [s for s, p in pages.items() if p.is_future],
        "expired": [s for s, p in pages.items() if p.is_expired],
        "unrendered": [s for s, p in pages.items() if p.node.fields.render != "always"],
        "unlisted": [s for s, p in pages.items() if p.node.fields.listed == "never"],
    }
    assert named == {
        "draft": ["content/status/draft-yes.md", "content/status/draft.md"],
        "future": ["content/status/future.md", "content/status/futurepub.md"],
        "expired": ["content/status/expired.md"],
        "unrendered": [
            "content/status/headless/index.md",
            "content/status/linkonly.md",
            "content/status/norender.md",
        ],
        "unlisted": ["content/status/headless/index.md", "content/status/nolist.md"],
    }


@pytest.mark.parametrize("site", SITES)
def test_an_output_is_a_file_that_the_engine_wrote(site: str, tmp_path: Path) -> None:
    editions, _ = read(lay_out(site, tmp_path), BUILD_ALL)
    files = set(said("urls")[site]["files"])
    for page, _ in by_source(editions).values():
        output = page.address.target.output
        if page.is_published and not output.endswith("index.html"):
            assert output in files
