"""What the user of a new site is told that Jekyll does not do by itself."""

from __future__ import annotations

from pathlib import Path

import syndicate
from tests.jekyll_writing import moving


def test_a_new_site_says_that_lists_do_not_grow_by_themselves(tmp_path: Path) -> None:
    site = syndicate.read(moving.HUGO_SAMPLE, from_="hugo")
    result = syndicate.convert(site, to="jekyll", out=tmp_path / "site", options={}).run()
    assert any("needs a file like them" in sentence for sentence in result.advice)
