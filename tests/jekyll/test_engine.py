"""A site of ours, built by the real Jekyll: the files that it writes are those that we foretell."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.adapter import ReadOptions
from syndicate_adapters.jekyll.read import read_site
from tests.engines.builds import build_jekyll
from tests.jekyll.engine import laid

CONFIG = """\
url: https://e.org
baseurl: /base
timezone: Asia/Seoul
exclude: [left]
defaults:
  - {scope: {path: _posts/notes}, values: {permalink: "/n/:slug/", categories: note}}
"""
FILES = {
    "_posts/2024-01-05-Hello World.md": "---\ntags: a b\n---\n",
    "_posts/2024-03-10-\ud55c\uae00 caf\u00e9.markdown": "---\ncategories: [C++, \uc0dd\uac01]\n---\n",
    "_posts/2024-07-04-late.md": "---\ndate: 2024-07-04 23:30:00\n---\n",
    "_posts/2024-07-04-quoted.md": '---\ndate: "2024-07-04 23:30:00"\n---\n',
    "_posts/24-2-3-short.html": "",
    "_posts/2024-05-05-own.md": "---\npermalink: /own/:year/x.php\n---\n",
    "_posts/2024-05-06-plain.txt": "",
    "_posts/notes/2024-05-07-n_o.t-e.md": "---\ncategory: x\n---\n",
    "top/_posts/2024-05-08-broken.md": "---\npublished: false\n---\n",
    "top/_posts/2024-05-09-in.md": "---\nslug: Other Slug\n---\n",
    "left/_posts/2024-05-10-out.md": "",
    "_posts/2024-02-30-day.md": "",
}


@pytest.mark.parametrize("permalink", ["date", "pretty", "/:categories/:y_day-:short_month/:title"])
def test_the_engine_writes_the_files_that_we_foretell(
    tmp_path: Path, jekyll_binary: Path, permalink: str
) -> None:
    site, out = tmp_path / "site", tmp_path / "out"
    laid(site, {"_config.yml": f'{CONFIG}permalink: "{permalink}"\n', **FILES})
    result = build_jekyll(site, out)
    assert result.is_ok, result.log
    written = {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}
    read = read_site(site, ReadOptions(), lambda found: None)
    assert {post.output for post in read.posts if post.url is not None} == written
    assert len(written) == 10
