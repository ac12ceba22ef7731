"""Pages built by the real Hugo with the hooks and shortcodes that a new site gets, many at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tests.engines import builds
from tests.hugo.small_blog import lay_down_layouts

CONFIG = """\
baseURL = "https://blog.example/"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
"""
PLAIN_PUNCTUATION = "[markup.goldmark.extensions.typographer]\ndisable = true\n"
MATH = """\
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [["$$", "$$"]]
inline = [["$", "$"]]
"""


def built_pages(
    folder: Path, pages: Mapping[str, str], config: str = PLAIN_PUNCTUATION
) -> dict[str, str]:
    """The HTML of each of `pages` (name to Markdown), white space between tags folded.

    Fails where Hugo fails or warns.
    """
    site = folder / "site"
    lay_down_layouts(site)
    (site / "layouts/page.html").write_text("{{ .Content }}", encoding="utf-8")
    (site / "hugo.toml").write_text(CONFIG + config, encoding="utf-8")
    for name, text in pages.items():
        path = site / "content" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {name}\n---\n{text}", encoding="utf-8")
    built = builds.build_hugo(site, folder / "out")
    assert built.is_ok, built.log
    assert not built.warnings, built.log
    return {name: _page(folder / "out", name) for name in pages}


def _page(out: Path, name: str) -> str:
    html = (out / name / "index.html").read_text(encoding="utf-8")
    return re.sub(r">\s+<", "><", html).strip()
