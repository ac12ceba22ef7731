"""The adapter that docs/adapters.md builds does what the page says, and Eleventy agrees."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import syndicate
from syndicate.adapter import GROUP, installed_adapters
from syndicate.web.urls import page_key, unquote_path
from tests.docs.pages import ROOT
from tests.engines import builds

EXAMPLE = ROOT / "docs" / "eleventy"
SAMPLE = ROOT / "samples" / "docusaurus"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path that says the example is installed, as pip would."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]
    points = project["entry-points"][GROUP].items()
    about = tmp_path / "path" / "syndicate_eleventy-0.1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0\n")
    lines = "".join(f"{name} = {value}\n" for name, value in points)
    (about / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}")
    monkeypatch.syspath_prepend(str(EXAMPLE))
    monkeypatch.syspath_prepend(str(about.parent))
    installed_adapters.cache_clear()
    yield about.parent
    installed_adapters.cache_clear()


def test_it_is_short() -> None:
    modules = sorted((EXAMPLE / "eleventy_adapter").rglob("*.py"))
    lines = sum(len(module.read_text(encoding="utf-8").splitlines()) for module in modules)
    assert modules
    assert lines < 300


def test_it_leans_on_nothing_but_public_modules() -> None:
    imported = {name for module in EXAMPLE.rglob("*.py") for name in imports_of(module)}
    ours = {name for name in imported if name.split(".")[0].startswith("syndicate")}
    assert ours == {"syndicate", "syndicate.kit", "syndicate.testing"}


def imports_of(module: Path) -> Iterator[str]:
    """The modules that a file imports, or imports names from."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_its_own_tests_pass(installed: Path, tmp_path: Path) -> None:
    path = os.pathsep.join((str(installed), str(EXAMPLE), *sys.path))
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", EXAMPLE / "pyproject.toml")
    done = subprocess.run(
        [sys.executable, *words, EXAMPLE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_writes_a_site_that_it_reads_back(installed: Path, tmp_path: Path) -> None:
    old = syndicate.read(SAMPLE)
    result = syndicate.convert(old, to="eleventy", out=tmp_path / "new").run()
    assert {post.is_kept for post in result.posts if post.url} == {True}
    assert {found.code for found in result.diagnostics} <= {
        "callout-degraded",
        "callout-kind-lost",
        "code-first-number-lost",
        "code-highlighted-lost",
        "code-title-lost",
        "link-left-behind",
    }
    new = syndicate.read(tmp_path / "new", url=old.url)
    assert new.engine == "eleventy"
    assert new.diagnostics == ()
    assert facts_of(new) == facts_of(old)


@pytest.mark.parametrize("engine", ["docusaurus", "hugo", "jekyll"])
def test_posts_of_every_engine_keep_their_address(
    engine: str, installed: Path, tmp_path: Path
) -> None:
    old = syndicate.read(ROOT / "samples" / engine)
    result = syndicate.convert(old, to="eleventy", out=tmp_path / "new").run()
    assert [found for found in result.diagnostics if found.code == "url-changed"] == []
    new = syndicate.read(tmp_path / "new", url=old.url)
    assert facts_of(new).keys() == facts_of(old).keys()


def test_links_below_a_base_path_are_read_back(installed: Path, tmp_path: Path) -> None:
    url = "https://blog.example/base"
    front = "---\ntitle: T\n---\n"
    files = {
        "eleventy.config.js": "",
        "posts/a.md": f"{front}[b](/base/posts/b/) ![p](/base/p.png)\n",
        "posts/b.md": f"{front}x",
        "static/p.png": "p",
    }
    site = syndicate.read(write(tmp_path / "old", files), url=url)
    assert {post.path for post in site.posts} == {"/base/posts/a/", "/base/posts/b/"}
    result = syndicate.convert(site, to="eleventy", out=tmp_path / "new").run()
    assert list(result.diagnostics) == []
    assert (
        "[b](/base/posts/b/) ![p](/base/p.png)" in (tmp_path / "new/posts/posts/a.md").read_text()
    )
    assert facts_of(syndicate.read(tmp_path / "new", url=url)) == facts_of(site)


def test_static_files_that_no_post_shows_come_along(installed: Path, tmp_path: Path) -> None:
    syndicate.convert(syndicate.read(SAMPLE), to="eleventy", out=tmp_path / "new").run()
    theirs = {file.relative_to(SAMPLE) for file in SAMPLE.glob("static/**/*") if file.is_file()}
    assert theirs
    assert [name for name in theirs if not (tmp_path / "new" / name).is_file()] == []


def facts_of(site: syndicate.Site) -> dict[str, tuple[str, object]]:
    """Title and date of each published post, by its address."""
    published = (post for post in site.posts if post.url)
    return {page_key(post.url or ""): (post.title, post.date) for post in published}


def test_it_converts_what_it_reads(installed: Path, tmp_path: Path) -> None:
    syndicate.convert(syndicate.read(SAMPLE), to="eleventy", out=tmp_path / "eleventy").run()
    back = syndicate.read(tmp_path / "eleventy", url="https://reviews.example")
    result = syndicate.convert(back, to="hugo", out=tmp_path / "hugo").run()
    assert [found for found in result.diagnostics if found.severity != "note"] == []
    assert {post.is_kept for post in result.posts if post.url} == {True}
    text = (tmp_path / "hugo/content/posts/blog/2023-01-15-boxes-in-the-margin.md").read_text()
    assert "> [!TIP] Take a pencil\n> The title can stand" in text
    assert "](/blog/hello/)" in text


# -- what the engine says -------------------------------------------------------------------------

DUMP = """\
export default class {
  data() { return { permalink: "dump.json", eleventyExcludeFromCollections: true }; }
  render(data) {
    return JSON.stringify(data.collections.all.map((page) => [
      page.inputPath, page.url, page.date, page.data.title, page.data.tags ?? [],
    ]));
  }
}
"""
BLOG = {
    "package.json": '{"type": "module"}',
    "eleventy.config.js": "export default function () {}",
    "dump.11ty.js": DUMP,
    "posts/posts.json": '{"tags": ["posts"], "permalink": "/blog/{{ page.fileSlug }}/", "m": {"a": 1}}',
    "posts/posts.11tydata.json": '{"title": "No title", "tags": ["posts", "all"]}',
    "posts/2024-01-01-one.md": "---\ntitle: One\n---\nx",
    "posts/2024-02-02-bundle/index.md": "---\ntitle: In a folder\n---\nx",
    "posts/2024-02-03-nameless.md": "x",
    "posts/deep/deep.11tydata.json": (
        '{"tags": ["deep"], "permalink": '
        '"/deep/{{ title | slugify }}-{{ page.date | date: \\"%Y-%m\\" }}.html"}'
    ),
    "posts/deep/two.md": "---\ntitle: Two, in Words!\ntags: [mine]\ndate: 2023-05-06\n---\nx",
    "posts/deep/three.md": "---\ntitle: T\ndate: 2023-05-07T10:00:00Z\n---\nx",
    "posts/deep/three.11tydata.json": '{"permalink": "own/three/index.html"}',
    "posts/deep/hidden.md": "---\ntitle: H\ndate: 2023-05-08\npermalink: false\n---\nx",
    "posts/stem.md": "---\ntitle: S\ndate: 2023-05-09\npermalink: '{{ page.filePathStem }}.html'\n---\nx",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def build(site: Path) -> Path:
    """The folder that the real Eleventy builds a site into."""
    command = builds.NODE_MODULES / "@11ty" / "eleventy" / "cmd.cjs"
    if not command.is_file():
        builds.missing("Eleventy", "npm ci in tests/engines")
    done = subprocess.run(
        ["node", command, "--quiet", "--output=_site"],
        cwd=site,
        env={**builds.ENVIRONMENT},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site / "_site"


def test_the_cascade_of_data_is_read_as_eleventy_reads_it(installed: Path, tmp_path: Path) -> None:
    root = write(tmp_path, BLOG)
    site = syndicate.read(root, url="https://blog.example")
    assert site.diagnostics == ()
    said = json.loads((build(root) / "dump.json").read_text(encoding="utf-8"))
    theirs = {  # it keeps a tag twice, and lists the post once under it
        path.removeprefix("./"): [*facts, list(dict.fromkeys(tags))] for path, *facts, tags in said
    }
    assert {
        post.source: [
            unquote_path(post.path) if post.url else False,
            post.date.strftime("%Y-%m-%dT%H:%M:%S.000Z") if post.date else None,
            post.title,
            [tag.name for tag in post.tags],
        ]
        for post in site.posts
    } == theirs


def test_an_address_that_only_code_can_tell_is_reported(installed: Path, tmp_path: Path) -> None:
    code = "---\ntitle: C\npermalink: '{{ collections.all | size }}/'\n---\nx"
    broken = {**BLOG, "posts/code.md": code, "posts/2024-02-02-bundle/index.json": "{"}
    site = syndicate.read(write(tmp_path, broken), url="https://blog.example")
    assert [(d.path, d.line, d.code) for d in site.diagnostics] == [
        ("posts/2024-02-02-bundle/index.md", 1, "data-unread"),
        ("posts/code.md", 3, "data-unread"),
    ]


def test_eleventy_serves_each_post_of_the_sample_where_it_was(
    installed: Path, tmp_path: Path
) -> None:
    old = syndicate.read(SAMPLE)
    syndicate.convert(old, to="eleventy", out=tmp_path / "new").run()
    built = build(tmp_path / "new")
    pages = {
        f"/{page.relative_to(built).as_posix()}".removesuffix("index.html").removesuffix("/")
        for page in built.rglob("*.html")
    }
    paths = {unquote_path(post.path).rstrip("/") for post in old.posts if post.url}
    assert paths - pages == set()
    assert not any(
        "{% callout" in page.read_text(encoding="utf-8") for page in built.rglob("*.html")
    )
