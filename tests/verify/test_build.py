"""The source of a site is built by its engine, in a copy, and only where that is allowed."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from syndicate.diagnostics import SyndicateError, UsageError
from syndicate.verify import verify
from tests.engines import builds
from tests.verify.conftest import BLOG

Sites = Callable[..., Path]
PAGE = "<main><article><h1>T</h1><p>a</p></article></main>"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts a program on the PATH that stands for an engine."""

    def put(name: str, script: str) -> None:
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    return put


def test_a_source_is_not_built_unless_that_is_allowed(site: Sites) -> None:
    source, built = site("source", {"hugo.toml": ""}), site("built", {"a.html": PAGE})
    with pytest.raises(UsageError, match=r"source of a Hugo site.*\(public\).*--build"):
        verify(source, built)


def test_a_folder_with_the_signs_of_two_engines_is_refused(site: Sites) -> None:
    source, built = site("s", {"hugo.toml": "", "_config.yml": ""}), site("b", {"a.html": PAGE})
    with pytest.raises(SyndicateError, match="source of Hugo and Jekyll"):
        verify(source, built, build=True)


def test_an_engine_that_fails_is_quoted(site: Sites, engine: Callable[[str, str], None]) -> None:
    engine("hugo", "echo 'no such layout' >&2; exit 1")
    source, built = site("source", {"hugo.toml": ""}), site("built", {"a.html": PAGE})
    with pytest.raises(SyndicateError, match=r"Hugo could not build.*\nno such layout"):
        verify(source, built, build=True)


def test_an_engine_that_is_not_there_is_named(
    site: Sites, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    source, built = site("source", {"_config.yml": ""}), site("built", {"a.html": PAGE})
    with pytest.raises(SyndicateError, match="jekyll is not on the PATH"):
        verify(source, built, build=True)
    with pytest.raises(SyndicateError, match="has no node_modules"):
        verify(site("d", {"docusaurus.config.js": ""}), built, build=True)


def test_the_engine_gets_a_copy_without_links_that_lead_out(
    site: Sites, engine: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stand-in publishes all that it was given, and the variables that it sees."""
    engine("hugo", 'mkdir "$4" && cp -R "$2"/. "$4" && env > "$4/env.html"; touch "$2/touched"')
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    files = {"hugo.toml": "", "a.html": PAGE, "public/old.html": PAGE, ".git/x.html": PAGE}
    source = site("source", files)
    (tmp_path / "outside.html").write_text(PAGE, encoding="utf-8")
    (source / "out.html").symlink_to(tmp_path / "outside.html")
    (source / "in.html").symlink_to("a.html")
    heard: list[str] = []

    built = site("built", {"a.html": PAGE})
    verify(built, source, build=True, report=lambda page: heard.append(page.address))

    assert sorted(heard) == ["/a.html", "/env.html", "/in.html"]
    assert not (source / "touched").exists()


def test_an_engine_may_ask_the_history_of_a_source(
    site: Sites, engine: Callable[[str, str], None]
) -> None:
    """The stand-in builds only what git knows, as Docusaurus does with a post that has no date."""
    engine("hugo", 'cd "$2" && test "$(git log --format=%s -- a.html)" = Written && cp -R . "$4"')
    source = site("source", {"web/hugo.toml": "", "web/a.html": PAGE})
    git = ["git", "-C", str(source), "-c", "user.name=n", "-c", "user.email=n@n.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Written"]):
        subprocess.run([*git, *words], check=True)
    verdict = verify(source / "web", source / "web", build=True)
    assert verdict.score == 1


def test_what_failed_is_quoted_and_not_where_in_the_engine(
    site: Sites, engine: Callable[[str, str], None]
) -> None:
    trace = "for n in $(seq 30); do printf '\\tfrom a.rb:%s:in `b\\n' $n >&2; done"
    said = (
        "'\\033[31m  ------\\033[0m\\na.rb:9: Could not find \\033[1mgithub-pages-207\\033[0m\\n'"
    )
    engine("jekyll", f"printf {said} >&2; {trace}; exit 1")
    with pytest.raises(SyndicateError, match=r":\na\.rb:9: Could not find github-pages-207$"):
        verify(site("s", {"_config.yml": ""}), site("b", {"a.html": PAGE}), build=True)


def test_of_a_long_log_the_errors_are_quoted(
    site: Sites, engine: Callable[[str, str], None]
) -> None:
    lines = "echo '[ERROR] Error: no such post'; for n in $(seq 30); do echo \"  key: $n,\"; done"
    engine("hugo", f"{lines}; exit 1")
    with pytest.raises(
        SyndicateError, match=r"could not build .*:\n\[ERROR\] Error: no such post$"
    ):
        verify(site("s", {"hugo.toml": ""}), site("b", {"a.html": PAGE}), build=True)


@pytest.mark.parametrize("name", ["hugo", "jekyll"])
def test_the_real_engines_build_a_source(
    name: str, built_blog: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    built = built_blog(name)
    binary = {"hugo": builds.find_hugo, "jekyll": builds.find_jekyll}[name]()
    monkeypatch.setenv("PATH", f"{binary.parent}{os.pathsep}{os.environ['PATH']}")
    verdict = verify(built, BLOG / name, build=True)
    assert verdict.score == 1
    assert not verdict.is_worse, verdict.summary()
