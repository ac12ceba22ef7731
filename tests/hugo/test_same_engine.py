"""A site of Hugo that stays one keeps every byte; posts in another site of Hugo keep theirs, and their addresses."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

import syndicate
from syndicate.adapter import Write
from tests.engines import builds
from tests.notes.site import tree

PIXEL = b"\x89PNG\r\n\x1a\n"
HEAD = "---\ntitle: {0}\ndate: 2024-01-02T03:04:05Z\n---\n"
CONFIG = """\
baseURL = "https://blog.example/"
title = "T"
publishDir = "built"
defaultContentLanguage = "en"
[permalinks.page]
posts = "/:year/:month/:slug/"
[languages.en]
weight = 1
[languages.ko]
weight = 2
[markup.goldmark.renderer]
unsafe = true
"""
FILES: dict[str, str | bytes] = {
    "hugo.toml": CONFIG,
    ".gitignore": "built/\n",
    "archetypes/default.md": "---\ntitle: x\n---\n",
    "data/people.yaml": "- a\n",
    "i18n/ko.toml": '[more]\nother = "더"\n',
    "layouts/all.html": "<main>{{ .Title }} {{ .Content }}</main>",
    "layouts/_shortcodes/box.html": '<b>{{ partial "inside.html" . }}</b>',
    "layouts/_shortcodes/own/deep.html": "<i>deep</i>",
    "layouts/_shortcodes/idle.html": "idle",
    "layouts/_shortcodes/above.html": "above",
    "layouts/_partials/inside.html": '{{ partial "leaf" . }}',
    "layouts/_partials/leaf.html": "<u>leaf</u>",
    "layouts/_markup/render-link.html": '<a href="{{ .Destination }}">{{ .Text }}</a>',
    "static/img/s.png": PIXEL,
    "static/img/shown.png": PIXEL,
    "static/img/idle.png": PIXEL,
    "assets/a.css": "a{}",
    "content/_index.md": "---\ntitle: Home\n---\nhome {{< idle >}}\n",
    "content/about.md": HEAD.format("About") + "about\n",
    "content/posts/_index.md": "---\ntitle: Posts\ncascade:\n  params: {mood: calm}\n---\n{{< above >}}\n",
    "content/posts/plain.md": HEAD.format("Plain")
    + '[b](bundle/) [c](../about.md#x) ![s](/img/s.png) {{< ref "bundle" >}} {{< box >}}\n\n'
    '{{< figure src="/img/shown.png" >}}\n\n{{< own/deep >}} {{</* gone */>}}\n',
    "content/posts/bundle/index.md": HEAD.format("Bundle") + "![p](Pic.PNG) [x](sub/data.csv)\n",
    "content/posts/bundle/index.ko.md": HEAD.format("묶음") + "![p](Pic.PNG)\n",
    "content/posts/bundle/Pic.PNG": PIXEL,
    "content/posts/bundle/part.md": "---\ntitle: Part\n---\npart\n",
    "content/posts/bundle/sub/data.csv": "a,b\n",
    "content/posts/quiet/index.md": "---\ntitle: Quiet\nheadless: true\n---\nquiet\n",
    "content/posts/toml.md": b"\xef\xbb\xbf+++\r\ntitle = 'Toml'\r\ndate = 2024-01-03\r\n+++\r\n\r\ntext\r\n",
    "content/posts/json.md": '{"title": "Json", "date": "2024-01-04", "draft": true}\n\ntext',
    "content/posts/bytes.md": HEAD.format("Bytes").encode() + b"caf\xe9 \xff\n",
    "content/posts/said.md": HEAD.format("Said").replace("date", "url: /else/where.html\ndate"),
    "content/posts/dots.md": HEAD.format("Well...").replace("date", "aliases: [/old/]\ndate"),
    "built/index.html": "made",
    "node_modules/x/y.js": "z",
    ".git/HEAD": "ref",
}
MADE = ("built/", "node_modules/", ".git/")


def laid_down(folder: Path, files: dict[str, str | bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def test_a_whole_site_is_the_same_to_the_byte(tmp_path: Path) -> None:
    source, out = laid_down(tmp_path / "site", FILES), tmp_path / "out"
    (source / "static/img/linked.png").symlink_to("s.png")
    (source / "content/posts/linked.md").symlink_to("plain.md")
    result = syndicate.convert(syndicate.read(source), to="hugo", out=out).run()
    wanted = {path: data for path, data in tree(source).items() if not path.startswith(MADE)}
    del wanted["content/posts/linked.md"]  # Hugo does not follow it, and would the copy
    assert tree(out) == wanted
    told = [found.message for found in result.diagnostics if found.code == "left-behind"]
    assert told == [
        "1 folder of built pages is not converted: built",
        "1 link, which Hugo does not follow, is not converted: content/posts/linked.md",
    ]
    assert {post.is_kept for post in result.posts} == {True, None}
    assert syndicate.convert(syndicate.read(source), to="hugo", out=out).run().written == ()


@pytest.mark.parametrize("engine", ["hugo", "jekyll"])
def test_files_of_secrets_stay_where_they_are(engine: str, tmp_path: Path) -> None:
    names = (".env", "tools/.env.production", ".env.example")
    text = HEAD.format("A") + "a\n"
    site = {"hugo.toml": CONFIG, "content/a.md": text} if engine == "hugo" else {}
    site = site or {"_config.yml": "title: T\n", "_posts/2024-01-02-a.md": text}
    source = laid_down(tmp_path / "site", {**site, **dict.fromkeys(names, "TOKEN=x\n")})
    result = syndicate.convert(syndicate.read(source), to=engine, out=tmp_path / "out").run()
    assert tree(tmp_path / "out").keys() == {*site, ".env.example"}
    (told,) = (found for found in result.diagnostics if found.code == "left-behind")
    assert told.message == (
        "2 files that may hold secrets are not converted: .env, tools/.env.production"
    )


def test_a_text_alone_is_printed_as_it_is(tmp_path: Path) -> None:
    site = syndicate.read(laid_down(tmp_path, FILES))
    post = next(post for post in site.posts if post.source.endswith("plain.md"))
    printed = syndicate.convert(site, to="hugo", out=tmp_path.parent / "none", posts=[post])
    (write,) = (a for a in printed.conversion.actions if isinstance(a, Write))
    written = printed.conversion.render(write, lambda found: None)
    assert written.text == FILES["content/posts/plain.md"]


def test_rules_are_for_other_engines(tmp_path: Path) -> None:
    rules = "[shortcodes.box]\nhtml = '<b>box</b>'\n"
    source = laid_down(tmp_path / "site", {**FILES, "syndicate.toml": rules})
    result = syndicate.convert(syndicate.read(source), to="hugo", out=tmp_path / "out").run()
    codes = {found.code for found in result.diagnostics}
    assert not codes & {"rule-followed", "rule-unused"}
    assert any("keeps its own shortcodes" in line for line in result.advice)


# -- in a site that is there ----------------------------------------------------------------------

THERE: dict[str, str | bytes] = {
    "hugo.toml": CONFIG.replace("/:year/:month/:slug/", "/:section/:slug/"),
    "layouts/all.html": "<article>{{ .Title }} {{ .Content }}</article>",
    "layouts/_shortcodes/above.html": "<p>mine</p>",
    "layouts/_markup/render-link.html": FILES["layouts/_markup/render-link.html"],
    "content/posts/_index.md": "---\ntitle: Mine\n---\n",
}
CHANGED = {"plain.md", "index.md", "index.ko.md", "toml.md", "json.md", "bytes.md", "dots.md"}


@dataclass(frozen=True)
class Joined:
    source: Path
    out: Path
    result: syndicate.Result


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Joined:
    folder = tmp_path_factory.mktemp("joined")
    source, out = laid_down(folder / "site", FILES), laid_down(folder / "out", THERE)
    plan = syndicate.convert(syndicate.read(source), to="hugo", out=out)
    pickle.dumps(plan.conversion.render)
    return Joined(source=source, out=out, result=plan.run())


def test_only_an_address_is_added_and_only_where_it_is_needed(joined: Joined) -> None:
    for post in joined.result.posts:
        assert post.target == post.source
        before = (joined.source / post.source).read_bytes()
        after = (joined.out / post.target).read_bytes()
        if Path(post.source).name in CHANGED and "quiet" not in post.source:
            assert after != before
            if b'{"' not in before:
                lines = [line for line in after.splitlines() if b"url" not in line]
                assert lines == before.splitlines()
        else:
            assert after == before


def test_what_posts_need_comes_along_and_nothing_is_overwritten(joined: Joined) -> None:
    there = tree(joined.out)
    old = tree(joined.source)
    came = {path for path in there if path not in THERE and not path.endswith(".md")}
    assert came == {
        "content/posts/bundle/Pic.PNG",
        "content/posts/bundle/sub/data.csv",
        "layouts/_shortcodes/box.html",
        "layouts/_shortcodes/own/deep.html",
        "layouts/_partials/inside.html",
        "layouts/_partials/leaf.html",
        "static/img/s.png",
        "static/img/shown.png",
    }
    assert all(there[path] == old[path] for path in came)
    assert there["content/posts/bundle/part.md"] == old["content/posts/bundle/part.md"]
    for path, data in THERE.items():
        assert there[path] == (data if isinstance(data, bytes) else data.encode())
    foreign = {
        found.message.split()[0]
        for found in joined.result.diagnostics
        if found.code == "file-foreign"
    }
    assert foreign == {"content/posts/_index.md", "layouts/_shortcodes/above.html"}
    assert "layouts/_markup/render-link.html" in " ".join(joined.result.advice)


def test_the_engine_serves_every_post_where_it_was(joined: Joined, tmp_path: Path) -> None:
    builds_of = []
    for site in (joined.source, joined.out):
        built = builds.build_hugo(site, tmp_path / site.name)
        assert built.is_ok, built.log
        builds_of.append(tmp_path / site.name)
    urls = [post.url for post in joined.result.posts if post.url]
    assert len(urls) == 8
    for url in urls:
        path = unquote(url.removeprefix("https://blog.example/"))
        file = path if path.endswith(".html") else f"{path}index.html"
        old, new = ((folder / file).read_bytes() for folder in builds_of)
        assert new == old.replace(b"main>", b"article>")


def test_a_language_that_the_other_site_lacks_is_told(tmp_path: Path) -> None:
    source = laid_down(tmp_path / "site", FILES)
    config = CONFIG.replace("[languages.ko]\nweight = 2\n", "")
    out = laid_down(tmp_path / "out", {**THERE, "hugo.toml": config})
    result = syndicate.convert(syndicate.read(source), to="hugo", out=out).run()
    told = [found for found in result.diagnostics if found.code == "url-changed"]
    assert [found.path for found in told] == ["content/posts/bundle/index.ko.md"]
    assert "no language 'ko'" in told[0].message
    post = next(post for post in result.posts if post.source == told[0].path)
    assert (post.url, post.is_kept) == (None, False)
