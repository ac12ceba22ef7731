"""What is said of a site that Docusaurus itself would not build."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.adapter import ReadOptions
from syndicate.diagnostics import Diagnostic
from syndicate.model import Site
from syndicate_adapters.docusaurus.read import read_site

CONFIG = """\
module.exports = {title: 'T', url: 'https://blog.example', baseUrl: '/',
  presets: [['classic', {docs: false, blog: {path: '%s'}}]]};
"""


def read(root: Path, header: str, folder: str = "blog") -> tuple[Site, list[Diagnostic]]:
    (root / "blog").mkdir()
    (root / "docusaurus.config.js").write_text(CONFIG % folder)
    (root / "blog/2024-01-02-a.md").write_text(f"---\ntitle: A\n{header}\n---\n\nText.\n")
    found: list[Diagnostic] = []
    return read_site(root, ReadOptions(), found.append), found


@pytest.mark.parametrize(
    "header", ["slug: [a]", "hide_table_of_contents: perhaps", "date: some day"]
)
def test_a_header_that_the_engine_refuses_is_told_at_its_key(tmp_path: Path, header: str) -> None:
    site, found = read(tmp_path, header)
    said = [(each.path, each.line, each.code) for each in found if each.path.endswith(".md")]
    assert said == [("blog/2024-01-02-a.md", 3, "source-header-refused")]
    assert [post.title for post in site.posts] == ["A"]


def test_a_blog_whose_folder_is_not_there_is_told(tmp_path: Path) -> None:
    site, found = read(tmp_path, "draft: false", folder="news")
    assert site.posts == ()
    assert [(each.path, each.code) for each in found if each.code != "engine-unknown"] == [
        ("news", "blog-missing")
    ]
