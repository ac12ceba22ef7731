"""Whatever the site's addresses are like, Hugo writes each post into the file that Docusaurus writes.

Which file that is, follows from rules that 14 builds of the engine prove (tests/docusaurus/test_read.py).
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from tests.sites.moving import build, config, head_of, move, write

POSTS = {
    "2024-01-01-dated.md": "",
    "2024-01-02-folder/index.md": "",
    "deep/2024-01-03-deeper.md": "",
    "2024-01-04.md": "title: Only a date\n",
    "plain.md": "date: 2024-01-05\n",
    "slug.md": "date: 2024-01-06\nslug: Chosen\n",
    "slash.md": "date: 2024-01-07\nslug: /with/slash/\n",
    "page.md": "date: 2024-01-08\nslug: /old/page.html\n",
    "dots.md": "date: 2024-01-09\nslug: v1.2\n",
    "hangul.md": "date: 2024-01-10\nslug: 한글 슬러그\n",
    "other.md": "date: 2024-01-12\nslug: a+b&c\n",
}
SLASHES = (None, True, False)
BASES = ("/", "/base/", "/two/parts/")
ROUTES = ("blog", "/", "deep/er")


def site_of(folder: Path, posts: dict[str, str], **values: object) -> Path:
    files = {
        f"blog/{name}": f"---\n{header}---\n\nThis is {name}.\n" for name, header in posts.items()
    }
    package = '{"dependencies": {"@docusaurus/core": "3.10.2"}}'
    return write(
        folder, {"docusaurus.config.js": config(**values), "package.json": package, **files}
    )


def settings(slash: bool | None) -> dict[str, object]:
    return {} if slash is None else {"trailingSlash": slash}


@pytest.mark.parametrize(("slash", "base", "route"), [*product(SLASHES, BASES, ROUTES)])
def test_hugo_writes_the_files_that_docusaurus_writes(
    slash: bool | None, base: str, route: str, tmp_path: Path
) -> None:
    blog = {"routeBasePath": route}
    site = site_of(tmp_path / "site", POSTS, baseUrl=base, blog=blog, **settings(slash))
    moved = move(site, tmp_path / "out")
    assert [found for found in moved.result.diagnostics if found.severity == "error"] == []
    public = build(moved, tmp_path / "public")
    assert len(moved.site.posts) == len(POSTS)
    for post in moved.site.posts:
        page = (public / post.output).read_bytes().decode()
        assert f"<p>This is {post.source.removeprefix('blog/')}.</p>" in page
        assert head_of(public, post.output).canonical == post.canonical_url
    assert [post.is_kept for post in moved.result.posts] == [True] * len(POSTS)


@pytest.mark.parametrize("slash", SLASHES)
def test_a_post_called_index_is_told_where_hugo_needs_its_file_for_the_list(
    slash: bool | None, tmp_path: Path
) -> None:
    site = site_of(tmp_path / "site", {"index.md": "date: 2024-01-11\n"}, **settings(slash))
    moved = move(site, tmp_path / "out")
    (post,) = moved.site.posts
    if slash is False:
        assert post.output == "blog/index.html"
        assert [found.code for found in moved.result.diagnostics] == ["url-changed"]
    else:
        assert post.output == "blog/index/index.html"
        assert moved.result.diagnostics == ()
        assert (build(moved, tmp_path / "public") / post.output).is_file()
