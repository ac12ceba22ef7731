"""Old paths: what the plugin of Docusaurus makes of them, and that they lead on after a move."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import syndicate
from syndicate.diagnostics import Diagnostic
from tests.docusaurus.test_pages import DOCS, SITE
from tests.engines import builds

HEAD = "export default {title: 'T', url: 'https://blog.example', baseUrl: '/', "


def read(folder: Path, options: str, **config: str) -> syndicate.Site:
    (folder / "blog").mkdir(parents=True, exist_ok=True)
    (folder / "blog/a.md").write_text("---\ndate: 2024-01-02\n---\n")
    more = "".join(f"{key}: {value}, " for key, value in config.items())
    (folder / "docusaurus.config.mjs").write_text(
        f"{HEAD}{more}presets: [['classic', {{docs: false, pages: false}}]],\n"
        f"plugins: [['@docusaurus/plugin-client-redirects', {{{options}}}]]}};\n"
    )
    return syndicate.read(folder)


def aliases(site: syndicate.Site) -> dict[str, tuple[str, ...]]:
    return {post.path: post.aliases for post in site.posts}


def others(site: syndicate.Site) -> dict[str, str]:
    return {redirect.path: redirect.target for redirect in site.redirects}


def unknown(site: syndicate.Site) -> list[Diagnostic]:
    return [found for found in site.diagnostics if found.code == "redirects-unknown"]


@pytest.mark.parametrize(
    ("made", "old"),
    [
        ("path => '/old' + path", ("/old/blog/a",)),
        ("path => [path.replace('/blog', '/b'), path.replace(/^\\/blog/, '/c')]", ("/b/a", "/c/a")),
        ("path => path.includes('/tags') ? '/t' : undefined", ()),
        ("path => null", ()),
        ("function (path) { if (path === '/blog/a') { return ['/x', '/x']; } }", ("/x",)),
        ("path => path === '/blog/a' ? '/blog' : []", ()),  # a page is there already
    ],
)
def test_code_that_makes_old_paths_is_followed(
    made: str, old: tuple[str, ...], tmp_path: Path
) -> None:
    site = read(tmp_path, f"createRedirects: {made}")
    assert aliases(site) == {"/blog/a": old}
    assert unknown(site) == []


def test_code_that_cannot_be_followed_is_told_once(tmp_path: Path) -> None:
    site = read(tmp_path, "createRedirects: (path) => path.length > 6 ? old(path) : undefined")
    (found,) = unknown(site)
    assert found.message.startswith(
        "createRedirects() makes old addresses that are not known: of /"
    )
    assert (found.path, found.line, found.severity) == ("docusaurus.config.mjs", 2, "error")
    assert aliases(site) == {"/blog/a": ()}


def test_endless_code_ends(tmp_path: Path) -> None:
    site = read(tmp_path, "createRedirects: function f(path) { return f(path); }")
    assert len(unknown(site)) == 1


def test_each_language_has_redirects_of_its_own(tmp_path: Path) -> None:
    site = read(
        tmp_path,
        "redirects: [{from: '/old', to: '/blog/a'}, {from: '/list', to: '/blog'}]",
        i18n="{defaultLocale: 'en', locales: ['en', 'fr']}",
        trailingSlash="true",
    )
    assert aliases(site) == {"/blog/a/": ("/old",), "/fr/blog/a/": ("/fr/old",)}
    assert others(site) == {"/list": "/blog/", "/fr/list": "/fr/blog/"}


def test_the_first_redirect_from_a_path_counts(tmp_path: Path) -> None:
    site = read(
        tmp_path,
        "redirects: [{from: '/old', to: '/blog'}, {from: '/old', to: '/blog/a'}], fromExtensions: ['html']",
    )
    assert aliases(site) == {"/blog/a": ("/blog/a.html",)}
    assert others(site)["/old"] == "/blog"


# -- the engines ----------------------------------------------------------------------------------


def leads_to(file: Path) -> str:
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', file.read_text("utf-8"))
    assert found is not None, file
    return found[1].replace("&amp;", "&").removeprefix("https://blog.example")


def redirects_in(public: Path) -> dict[str, str]:
    """The pages of a built site that only lead on, and where to, without final slashes."""
    found = {}
    for file in public.rglob("*.html"):
        if file.is_file() and 'http-equiv="refresh"' in file.read_text(encoding="utf-8"):
            path = file.relative_to(public).as_posix().removesuffix("/index.html")
            found[path] = re.sub(r"/(?=$|[?#])", "", leads_to(file))
    return found


def test_every_old_path_leads_where_it_led(
    build_once: Callable[..., Path], hugo_binary: Path, tmp_path: Path
) -> None:
    site = syndicate.read(SITE, pages=True)
    syndicate.convert(site, to="hugo", out=tmp_path / "out").run()
    builds.build_hugo(tmp_path / "out", tmp_path / "public")
    was = redirects_in(build_once("docusaurus", SITE))
    now = redirects_in(tmp_path / "public")
    assert {"old", "news", "journal", "elsewhere", "part", "us", "notes/first", "first.php"} <= set(
        was
    )
    assert {"about.html", "fr/blog/first.html", "fr/us"} <= set(was)
    # of pages that stay behind there is nothing to lead to
    behind = {f"/base/{fr}{name}" for fr in ("", "fr/") for name in (*DOCS, "shop", "widget")}
    assert {old: new for old, new in was.items() if new not in behind}.items() <= now.items()
