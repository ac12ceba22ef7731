"""Files of a Jekyll site that no post shows: told once where they stay behind."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from tests.sites.moving import write

OWN: dict[str, str | bytes] = {
    "_config.yml": "url: https://blog.example\n",
    "_posts/2024-01-01-one.md": "---\ntitle: One\n---\n![m](/m.png)\n",
    "m.png": b"\x89PNG",
    "Gemfile": "source 'https://rubygems.org'\n",
    "README.md": "Read me.\n",
    "LICENSE": "MIT\n",
    "feed.xml": "<rss/>\n",
    "assets/main.css": "a {}\n",
    "assets/site.js": "1\n",
    ".nojekyll": "",
    "_layouts/default.html": "{{ content }}\n",
}
LOOSE: dict[str, str | bytes] = {
    "CNAME": "blog.example\n",
    "files/talk.pdf": b"%PDF",
    "robots.txt": "User-agent: *\n",
    "favicon.ico": b"\x00",
}


def told(root: Path, to: str, out: Path) -> list[str]:
    result = syndicate.convert(syndicate.read(root), to=to, out=out).run()
    return [d.message for d in result.diagnostics if d.code == "left-behind"]


@pytest.mark.parametrize("to", ["docusaurus", "hugo"])
def test_files_that_no_post_shows_are_told_once(to: str, tmp_path: Path) -> None:
    root = write(tmp_path / "old", {**OWN, **LOOSE})
    for _ in range(2):  # the second run renders nothing
        (message,) = told(root, to, tmp_path / "new")
        count, _, names = message.partition(": ")
        assert count == "4 files that no post shows are not converted"
        assert {*names.removesuffix(" and 1 more").split(", ")} < {*LOOSE}


@pytest.mark.parametrize("to", ["docusaurus", "hugo", "jekyll"])
def test_what_every_site_makes_anew_is_not_named(to: str, tmp_path: Path) -> None:
    assert told(write(tmp_path / "old", OWN), to, tmp_path / "new") == []


def test_a_site_that_stays_with_jekyll_keeps_its_files(tmp_path: Path) -> None:
    assert told(write(tmp_path / "old", {**OWN, **LOOSE}), "jekyll", tmp_path / "new") == []
