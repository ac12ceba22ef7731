"""Texts as the real Hugo shows them, and as we say that it does: one site of many pages, built once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from syndicate.adapter import ExportContext, ReadOptions
from syndicate.body.html import article_of
from syndicate.verify.compare import Difference
from syndicate.verify.judge import compare_articles
from syndicate_adapters.hugo import ADAPTER
from syndicate_adapters.hugo.reading.links import asset_url, resolve
from syndicate_adapters.hugo.reading.site import read_site
from tests.engines import builds
from tests.hugo_reading.engine import write

PAGE = "<html><head></head><body><main><article>{{ .Content }}</article></main></body></html>"
BASE = "https://blog.example"


def differences(
    folder: Path,
    pages: Mapping[str, str],
    files: Mapping[str, str],
    config: str = "",
    *,
    expands: bool = False,
) -> dict[str, tuple[Difference, ...]]:
    """What readers of each of `pages` (name to Markdown) see otherwise with us than with Hugo; only those that differ.

    Fails where Hugo fails, and where a text is reported as refused.
    """
    texts = {
        f"content/{name}.md": f"---\ntitle: {name}\n---\n{text}" for name, text in pages.items()
    }
    config = f'baseURL = "{BASE}/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n{config}'
    site = write(folder / "site", {"hugo.toml": config, "layouts/all.html": PAGE, **files, **texts})
    built = builds.build_hugo(site, folder / "out")
    assert built.is_ok, built.log
    read = read_site(site, ReadOptions(expands_templates=expands), lambda found: None)
    context = ExportContext(site=read, source=ADAPTER.dialect, resolve=resolve, asset_url=asset_url)
    found = {}
    for post in read.posts:
        body = post.body()
        article = article_of(
            body,
            post.dialect,
            base=post.url or "",
            relink=context.relink(post, lambda said: None),
            has_players=True,
        )
        theirs = (folder / "out" / post.output).read_text(encoding="utf-8")
        ours = PAGE.replace("{{ .Content }}", article.html).replace(f'href="{post.url}#', 'href="#')
        compared = compare_articles(
            theirs.replace(f"{BASE}/", "/"), ours.replace(f"{BASE}/", "/"), address=post.path
        )
        if compared:
            found[Path(post.source).stem] = compared
    assert len(read.posts) == len(pages)
    return found
