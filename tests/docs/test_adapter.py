"""The adapter that docs/adapters.md builds does what the page says, as a distribution of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import syndicate
from syndicate.adapter import GROUP, installed_adapters
from syndicate.web.urls import page_key
from tests.docs.pages import ROOT

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
    }
    new = syndicate.read(tmp_path / "new", url=old.url)
    assert new.engine == "eleventy"
    assert new.diagnostics == ()
    assert facts_of(new) == facts_of(old)


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
