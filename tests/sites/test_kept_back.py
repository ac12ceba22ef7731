"""What an engine does not show, or not yet, is not shown by the next one either; and nothing else is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from tests.jekyll.engine import laid

SHOWN = "---\ntitle: Shown\ndate: 2024-01-02\n---\nText\n"
LATER = "---\ntitle: Later\ndate: 2999-01-02\n---\nText\n"
HUGO = {"content/posts/shown.md": SHOWN, "content/posts/later.md": LATER}
JEKYLL = {"_posts/2024-01-02-shown.md": SHOWN, "_posts/2999-01-02-later.md": LATER}
BLOGS = {
    "hugo": ("hugo.toml", 'baseURL = "https://e.example/"\n', HUGO),
    "jekyll": ("_config.yml", "url: https://e.example\n", JEKYLL),
}


def headers(folder: Path, engine: str, to: str, *, has_origin: bool) -> dict[str, str]:
    """The headers that are written for `to`, by title."""
    name, config, files = BLOGS[engine]
    site = laid(folder / "site", {name: config if has_origin else "", **files})
    syndicate.convert(syndicate.read(site), to=to, out=folder / "out").run()
    texts = [file.read_text(encoding="utf-8") for file in (folder / "out").rglob("*.md")]
    found = (text.split("---\n")[1] for text in texts if text.startswith("---\n"))
    return {title: text for text in found for title in ("Shown", "Later") if f"title: {title}" in text}


@pytest.mark.parametrize(
    ("engine", "to", "word"),
    [
        ("hugo", "docusaurus", "draft: true"),
        ("jekyll", "docusaurus", "draft: true"),
        ("hugo", "jekyll", "published: false"),
    ],
)
def test_what_is_dated_later_is_not_shown_at_once(
    tmp_path: Path, engine: str, to: str, word: str
) -> None:
    said = headers(tmp_path, engine, to, has_origin=True)
    assert {title: word in header for title, header in said.items()} == {
        "Shown": False,
        "Later": True,
    }


@pytest.mark.parametrize("to", ["docusaurus", "jekyll"])
def test_a_site_that_names_no_origin_is_shown_all_the_same(tmp_path: Path, to: str) -> None:
    said = headers(tmp_path, "hugo", to, has_origin=False)
    assert "draft: true" not in said["Shown"]
    assert "published: false" not in said["Shown"]
