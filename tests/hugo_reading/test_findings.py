"""What is said of a site whose addresses chance decides on, or code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hugo_reading.engine import write
from tests.hugo_reading.test_read import BASE, page, read, sources

PATTERNS = '[permalinks.page]\nposts = "/a/:slug/"\n"{posts,notes}" = "/b/:slug/"\n'
A = page("title: A", "date: 2024-01-01")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"content/posts/_content.gotmpl": "{{ .AddPage }}\n"},
            ("content/posts/_content.gotmpl", "pages-made"),
        ),
        ({"hugo.toml": BASE + PATTERNS}, ("hugo.toml", "source-permalink-ambiguous")),
        ({"content/posts/a/index.md": A}, ("content/posts/a.md", "source-page-hidden")),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_it_is_told_where_it_is(
    files: dict[str, str], said: tuple[str, str], tmp_path: Path
) -> None:
    site, found = read(write(tmp_path, {"hugo.toml": BASE, "content/posts/a.md": A, **files}))
    told = [(each.path, each.code) for each in found if each.code != "engine-newest"]
    assert told == [said]
    assert len(sources(site)) == 1
