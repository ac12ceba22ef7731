"""A blog made on the spot, of posts that a test gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import syndicate
from syndicate.model import Post, Site

CONFIG = """\
export default {
  title: 'Small Blog',
  url: 'https://small.example',
  baseUrl: '/',
  presets: [['classic', { docs: false, blog: { showReadingTime: false } }]],
};
"""


def make_blog(root: Path, posts: Mapping[str, str | bytes]) -> Site:
    """A Docusaurus site with these files, by their paths below `blog` or from "/"."""
    files = {"/docusaurus.config.mjs": CONFIG, **posts}
    for path, content in files.items():
        file = root / path[1:] if path.startswith("/") else root / "blog" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return syndicate.read(root)


def post_of(site: Site, source: str = "") -> Post:
    """The only post, or the one whose path ends so."""
    found = [post for post in site.posts if post.source.endswith(source)]
    assert len(found) == 1
    return found[0]
