"""Where Hugo serves a page with a `url:`, and what to say to have a given file written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from syndicate.source.yaml import dump
from syndicate_adapters.hugo.urls import (
    address_of,
    is_default,
    resources_of,
    served_at,
)
from tests.engines import builds

SERVED = {
    "/my/a/": ("/my/a/", "my/a/index.html"),
    "/my/b": ("/my/b/", "my/b/index.html"),
    "/my/page.html": ("/my/page.html", "my/page.html"),
    "/old.php": ("/old.php", "old.php"),
    "/v1.2/page": ("/v1.2/page", "v1.2/page"),
    "/v1.3/page/": ("/v1.3/page/", "v1.3/page/index.html"),
    "/idx/index.html": ("/idx/", "idx/index.html"),
    "/up/../over/": ("/over/", "over/index.html"),
    "/dot/./same/": ("/dot/same/", "dot/same/index.html"),
    "/two//slashes/": ("/two/slashes/", "two/slashes/index.html"),
    "/Case/Kept/": ("/Case/Kept/", "Case/Kept/index.html"),
    "/한글/é x/": ("/한글/é x/", "한글/é x/index.html"),
    "/한글 2.html": ("/한글 2.html", "한글 2.html"),
    "/q/?a=b/": ("/q/?a=b/", "q/?a=b/index.html"),
    "/h/a#b/": ("/h/a#b/", "h/a#b/index.html"),
    "/c++/a+b/": ("/c++/a+b/", "c++/a+b/index.html"),
    "/p/x-(y)/": ("/p/x-(y)/", "p/x-(y)/index.html"),
    "/.dot/end./": ("/.dot/end./", ".dot/end./index.html"),
    "/t/12\\:30/": ("/t/12:30/", "t/12:30/index.html"),
    "/t/a: b/": ("/t/a: b/", "t/a: b/index.html"),
    "/t/a: b+c/": ("/t/a: b c/", "t/a: b c/index.html"),
    "/t/11\\:30%2Bx/": ("/t/11:30+x/", "t/11:30+x/index.html"),
    "/🚀/~x/@y/it's/": ("/🚀/~x/@y/it's/", "🚀/~x/@y/it's/index.html"),
    "/deep/er.htm": ("/deep/er.htm", "deep/er.htm"),
    "/up.../": ("/up...", "up..."),
    "/so../on/": ("/so../on", "so../on"),
    "/so.../index.html": ("/so.../", "so.../index.html"),
}
OUTPUTS = [
    "index.html", "blog/a/index.html", "blog/b.html", "blog/v1.2/c/index.html", "blog/v1.2/d.html",
    "blog/한글 글/index.html", "blog/a:b/index.html", "blog/10:30.html", "blog/Up/index.html",
    "blog/e.htm", "blog/x.html/index.html", "blog/.f/index.html", "blog/q?r/index.html",
    "blog/#s/index.html", "blog/a:b+c d.html", "blog/a+b & c/index.html",
    "blog/well.../index.html", "blog/a..b/c/index.html", "blog/d..e.html",
]  # fmt: skip


@pytest.fixture(scope="module")
def served(hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the real Hugo gives for each `url:`: the path, with the file that holds the page."""
    folder = tmp_path_factory.mktemp("urls")
    site = folder / "site"
    urls = [*SERVED, *(address_of(output).url for output in OUTPUTS)]
    for number, url in enumerate(urls):
        page = site / f"content/n{number}/p.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"---\n{dump({'title': f'n{number}', 'url': url})}---\n", encoding="utf-8")
    (site / "layouts").mkdir()
    (site / "layouts/page.html").write_text("{{ dict `n` .Title `path` .RelPermalink | jsonify }}")
    config = 'baseURL = "https://blog.example/base/"\n'
    config += 'disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap"]\n'
    (site / "hugo.toml").write_text(config)
    built = builds.build_hugo(site, folder / "out")
    assert built.is_ok, built.log
    found = {}
    for file in (folder / "out").rglob("*"):
        if file.is_file():
            page = json.loads(file.read_text(encoding="utf-8"))
            found[urls[int(page["n"][1:])]] = file.relative_to(folder / "out").as_posix()
            assert page["path"].startswith("/base/")
    return found


@pytest.mark.parametrize("url", SERVED)
def test_a_page_is_written_where_we_say(url: str, served: dict[str, str]) -> None:
    assert served_at(url) == SERVED[url]
    assert served[url] == SERVED[url][1]


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_file_of_the_first_engine_is_written(output: str, served: dict[str, str]) -> None:
    address = address_of(output)
    assert address.is_exact
    assert address.output == output == served[address.url]


@pytest.mark.parametrize("output", ["blog/100%/index.html", "blog/%ED%95%9C.html"])
def test_a_percent_sign_cannot_be_served(output: str) -> None:
    address = address_of(output)
    assert not address.is_exact
    assert "%" not in address.url


def test_the_folder_of_a_bundle() -> None:
    assert resources_of("/blog/a/") == "/blog/a/"
    assert resources_of("/blog/a.b.html") == "/blog/a.b/"


def test_what_needs_no_url() -> None:
    assert is_default(address_of("blog/a-b/index.html"), "blog/a-b")
    assert not is_default(address_of("blog/a-b.html"), "blog/a-b")
    assert not is_default(address_of("blog/A/index.html"), "blog/A")
    assert not is_default(address_of("blog/c/index.html"), "blog/a-b")
