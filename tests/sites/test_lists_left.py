"""What Hugo's lists say above their posts: told where it stays behind, silent where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from tests.sites.moving import write

SITE: dict[str, str | bytes] = {
    "hugo.toml": 'baseURL = "https://blog.example/"\n[params]\nmainSections = ["posts"]\n',
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/posts/_index.md": "---\ntitle: All posts\n---\n",
    "content/posts/one.md": "---\ntitle: One\ndate: 2024-01-01\ntags: [Go, sql]\n---\ntext\n",
    "content/posts/late/_index.md": "---\ndraft: true\ntitle: Later\n---\ntext\n",
    "content/tags/_index.md": "---\ntitle: Topics\n---\n",
    "content/tags/go/_index.md": "---\ntitle: go\n---\n\n",
}


def told(root: Path, to: str, out: Path) -> list[str]:
    result = syndicate.convert(syndicate.read(root), to=to, out=out).run()
    return [d.message for d in result.diagnostics if d.code == "left-behind"]


def test_lists_that_say_no_more_than_their_posts_leave_nothing(tmp_path: Path) -> None:
    root = write(tmp_path / "old", SITE)
    assert told(root, "jekyll", tmp_path / "new") == []


@pytest.mark.parametrize("to", ["docusaurus", "jekyll"])
def test_texts_and_titles_of_lists_are_told_once(to: str, tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {
        "content/posts/_index.md": "---\ntitle: All posts\n---\nWhat we **wrote**.\n",
        "content/posts/2024/_index.md": "---\ntitle: The good year\n---\n",
        "content/tags/go/_index.md": "+++\n+++\nA language.\n",
        "content/tags/sql/_index.md": "---\ntitle: Databases\n---\n",
        "content/_index.md": "Welcome.\n",
    }
    root = write(tmp_path / "old", {**SITE, **more})
    (message,) = told(root, to, tmp_path / "new")
    count, _, names = message.partition(": ")
    assert count == "5 lists with a title or text of their own are not converted"
    places = names.removesuffix(" and 2 more").split(", ")
    assert len(places) <= len(more)
    assert {*places} <= {*more}


def test_a_site_that_stays_with_hugo_keeps_its_lists(tmp_path: Path) -> None:
    root = write(tmp_path / "old", {**SITE, "content/tags/go/_index.md": "A language.\n"})
    assert told(root, "hugo", tmp_path / "new") == []
