"""161 pages of 17 sites as the engine renders them: what we show of each is the same, or a line tells why not.

vectors/render.json: site -> file -> HTML, of the sites in tests/hugo_reading/vectors, from Hugo 0.168. Their only
template shows the text; `expands_templates` is on, so that their own shortcodes are read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from syndicate.adapter import ExportContext, ReadOptions
from syndicate.body.html import article_of
from syndicate.verify.judge import compare_articles
from syndicate_adapters.hugo import ADAPTER
from syndicate_adapters.hugo.reading.links import asset_url, resolve
from syndicate_adapters.hugo.reading.site import read_site
from tests.hugo_body.shown import PAGE
from tests.hugo_reading.engine import BUILD_ALL, CLOCK, lay_out

PAGES: Final[dict[str, dict[str, str]]] = json.loads(
    (Path(__file__).parent / "vectors" / "render.json").read_text(encoding="utf-8")
)
ORIGIN: Final = "https://example.org/"

DEAD: Final = frozenset({"source-link-dead", "source-asset-missing"})
OFF: Final = frozenset({"setting-unfollowed"})
UNREAD: Final = frozenset({"shortcode-unread"})
OMITTED: Final = frozenset({"source-html-omitted"})
OTHER_MARKUP: Final = frozenset({"format-unread"})
BOXES: Final = "a copy has no boxes to tick, but signs for them"

DIFFERENT: Final[dict[str, dict[str, frozenset[str] | str]]] = {
    "render-alerts-hook": {
        "content/c/alerts.md": "the hooks of this site print what they are given, and no article",
        "content/c/code.md": frozenset({"diagram-as-text"}),
    },
    "render-frontmatter": {"content/c/org.org": OTHER_MARKUP},
    "render-links-fallback": {
        "content/about.md": DEAD,
        "content/l/bundle/index.md": DEAD,
        "content/l/page.md": DEAD,
    },
    "render-links-multilingual": {
        "content/about.md": DEAD,
        "content/l/bundle/index.ko.md": DEAD,
        "content/l/bundle/index.md": DEAD,
        "content/l/page.ko.md": DEAD,
        "content/l/page.md": DEAD,
    },
    "render-links-plain": {
        "content/about.md": DEAD,
        "content/l/bundle/index.md": DEAD,
        "content/l/page.md": DEAD,
    },
    "render-markdown-default": {
        "content/c/alerts.md": frozenset({"source-callout-plain"}),
        "content/c/autolinks.md": "addresses that run code are no links in a copy, with Hugo they lead nowhere",
        "content/c/code.md": frozenset({"diagram-as-text"}),
        "content/c/tasks.md": BOXES,
    },
    "render-markdown-noids": {
        "content/c/footnotes.md": OFF,
        "content/c/headings.md": OFF,
        "content/c/tables.md": OFF,
        "content/c/tasks.md": OFF,
    },
    "render-markdown-options": {
        "content/c/alerts.md": frozenset({"source-callout-plain"}),
        "content/c/math.md": "a copy shows formulas as HTML or their source, Hugo leaves them to a script",
    },
    "render-org-summary": {
        "content/c/more.org": OTHER_MARKUP,
        "content/c/nomore.org": OTHER_MARKUP,
    },
    "render-shortcodes": {
        "content/c/custom.md": UNREAD,
        "content/c/details.md": "HTML that a call with % prints is left out by Hugo, and shown by us",
        "content/c/escapes.md": UNREAD,
        "content/c/footnote-in.md": OMITTED,
        "content/c/instagram.md": "a player is a link in a copy",
        "content/c/multi-para.md": OMITTED,
        "content/c/qr.md": "a code for scanners is a link to where it leads",
        "content/c/summary.md": UNREAD,
        "content/c/unicode.md": UNREAD,
        "content/c/whitespace.md": "blanks of a text that a template quotes",
    },
    "render-shortcodes-unsafe": {
        "content/c/custom.md": UNREAD,
        "content/c/escapes.md": UNREAD,
        "content/c/inline.md": UNREAD,
        "content/c/multi-para.md": "what a call with % prints ends a quote, whose second line has no sign",
        "content/c/whitespace.md": "blanks of a text that a template quotes",
    },
    "render-summary": {
        "content/s/manual-in-inline-code.md": "the divider tears code in two; we leave the code whole",
    },
}
"""Pages that we show otherwise: the codes of which one tells so, or why there is none."""


def differences(site: str, folder: Path) -> dict[str, tuple[set[str], list[str]]]:
    """The pages of a site that we show otherwise: what is told of each, and what readers see."""
    root = lay_out(site, folder)
    (root / "layouts").mkdir(exist_ok=True)
    (root / "layouts" / "all.html").write_text("{{ .Content }}")
    options = ReadOptions(overrides={**BUILD_ALL, "mainSections": "['*']"}, expands_templates=True)
    read = read_site(root, options, lambda found: None, now=CLOCK)
    context = ExportContext(site=read, source=ADAPTER.dialect, resolve=resolve, asset_url=asset_url)
    found = {}
    for post in read.posts:
        told = [each for each in read.diagnostics if each.path in (post.source, "hugo.yaml")]
        article = article_of(
            post.body(told.append),
            post.dialect,
            base=post.url or "",
            relink=context.relink(post, told.append),
            has_players=True,
        )
        ours = article.html.replace(f'href="{post.url}#', 'href="#')
        theirs, ours = (
            PAGE.replace("{{ .Content }}", text).replace(ORIGIN, "/")
            for text in (PAGES[site][post.source], ours)
        )
        compared = compare_articles(theirs, ours, address=post.path)
        if compared:
            found[post.source] = ({each.code for each in told}, [str(each) for each in compared])
    missing = PAGES[site].keys() - {post.source for post in read.posts}
    assert {Path(source).stem for source in missing} <= {"_index"}  # pages of lists
    return found


@pytest.mark.parametrize("site", PAGES)
def test_a_page_reads_as_the_engine_shows_it(site: str, tmp_path: Path) -> None:
    found = differences(site, tmp_path)
    expected = DIFFERENT.get(site, {})
    assert {source: said for source, (_, said) in found.items() if source not in expected} == {}
    assert expected.keys() == found.keys()
    for source, codes in expected.items():
        if isinstance(codes, frozenset):
            assert codes & found[source][0], f"{source}: nothing of {codes} is told"


def test_the_vectors_are_whole() -> None:
    assert (len(PAGES), sum(map(len, PAGES.values()))) == (17, 161)
