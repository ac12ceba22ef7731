"""`syndicate verify` prints a judgement and gives it back as an exit code."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<link rel="canonical" href="https://notes.example{path}"></head>
<body><main><article><h1>{title}</h1><time datetime="2024-01-02">2 January</time>
<p>{text}</p></article></main></body></html>
"""


def build(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        file = folder / name / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(PAGE.format(title=name.title(), path=f"/{name}/", text=text))
    return folder


@pytest.fixture
def put_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts a program of these lines on the PATH."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")

    def put(name: str, lines: str) -> None:
        (programs / name).write_text(f"#!/bin/sh\n{lines}\n")
        (programs / name).chmod(0o755)

    return put


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return build(tmp_path / "old", first="Some words.", second="More words.")


def test_equal_sites_are_fine(run: Run, old: Path, tmp_path: Path) -> None:
    new = build(tmp_path / "new", first="Some words.", second="More words.")
    done = run("verify", old, new)
    assert done.returncode == 0
    assert "2 of 2 posts have the same address and read the same" in done.stdout
    assert done.stderr == ""
    assert run("verify", old, new, "-q").stdout == ""


def test_a_difference_is_shown_and_told_by_the_exit_code(
    run: Run, old: Path, tmp_path: Path
) -> None:
    new = build(tmp_path / "new", first="Other words.")
    done = run("verify", old, new, "-v")
    assert done.returncode == 1
    assert "0 of 2 posts" in done.stdout
    lines = done.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["/first/", "/second/"]
    assert lines[1] == "/second/: missing"
    done = run("verify", old, new, "--json")
    assert json.loads(done.stdout)["worse"] is True
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("old", "nowhere"), 3, "not a folder"),
        (("old",), 2, "NEW"),
        (("source", "old"), 2, "--build"),
        (("source", "old", "--build"), 3, ":\nno such layout\n"),
        (("old", "old", "--select", "[["), 2, "select"),
    ],
)
def test_what_cannot_be_judged_is_told(
    run: Run,
    old: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    put_on_path: Callable[[str, str], None],
    words: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/hugo.toml").touch()
    put_on_path("hugo", "echo no such layout; echo '    at build.go:1:2'; exit 1")
    monkeypatch.chdir(tmp_path)
    done = run("verify", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr


# -- a conversion and its judgement at once -------------------------------------------------------

CONFIG = """\
export default {title: 'Notes', url: 'https://blog.example', baseUrl: '/', onBrokenLinks: 'ignore',
  presets: [['classic', {docs: false, blog: {feedOptions: {type: null}}}]]};
"""
OLD_PAGE = """<!doctype html><html lang="en"><head><title>First | Notes</title>
<link rel="canonical" href="https://blog.example/blog/first"></head>
<body><main><article><h1>First</h1><time datetime="2024-01-02T00:00:00.000Z">2 January</time>
<p>Some {words}.</p></article></main></body></html>
"""


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """The source of a blog of one post."""
    folder = tmp_path / "blog-source"
    (folder / "blog").mkdir(parents=True)
    (folder / "docusaurus.config.mjs").write_text(CONFIG)
    (folder / "blog/first.md").write_text(
        "---\ntitle: First\ndate: 2024-01-02\n---\n\nSome *words*.\n"
    )
    return folder


def built_by_hand(folder: Path, words: str = "<em>words</em>") -> Path:
    file = folder / "blog/first/index.html"
    file.parent.mkdir(parents=True)
    file.write_text(OLD_PAGE.format(words=words))
    return folder


@pytest.fixture
def hugo_on_path(hugo_binary: Path, put_on_path: Callable[[str, str], None]) -> None:
    """Puts the real Hugo on the PATH, as its users have it."""
    put_on_path("hugo", f'exec "{hugo_binary}" "$@"')


def test_a_conversion_is_compared_with_a_built_site(
    run: Run, blog: Path, tmp_path: Path, hugo_on_path: None
) -> None:
    words = ("convert", blog, tmp_path / "out", "--to", "hugo", "--verify", "--built")
    done = run(*words, built_by_hand(tmp_path / "good"))
    assert "1 of 1 posts have the same address and read the same (100 %)" in done.stdout
    assert done.returncode == 0
    assert "next" not in done.stderr
    done = run(*words, built_by_hand(tmp_path / "other", "<b>words</b>"))
    assert "0 of 1 posts" in done.stdout
    assert done.returncode == 1
    assert run(*words, tmp_path / "good", "-q").stdout == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("out", "--verify"), "run what is in it with --build"),
        (("out", "--verify"), "--built FOLDER"),
        (("out", "--build"), "say --verify too"),
        (("out", "--built", "x"), "say --verify too"),
        (("out", "--verify", "--build", "--built", "x"), "leave --build out"),
        (("out", "--verify", "--built", "x", "-n"), "into a folder"),
        (("out", "--verify", "--built", "x", "--diff"), "into a folder"),
        (("-", "--verify", "--built", "x"), "into a folder"),
        (("out", "--verify", "--built", "x", "--post", "first"), "a whole site"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused_before_anything_is_written(
    run: Run,
    blog: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("convert", blog, *words, "--to", "hugo")
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_no_engine_builds_is_told(run: Run, blog: Path, tmp_path: Path) -> None:
    words = ("--from", "docusaurus", "--to", "hugo", "--verify", "--build")
    done = run("convert", blog / "blog", tmp_path / "out", *words)
    assert done.returncode == 2
    assert "no source that an engine builds" in done.stderr


def test_both_engines_build_what_was_converted(
    run: Run, blog: Path, tmp_path: Path, hugo_on_path: None, docusaurus_modules: Path
) -> None:
    (blog / "node_modules").symlink_to(docusaurus_modules)
    done = run("convert", blog, tmp_path / "out", "--to", "hugo", "--verify", "--build")
    assert "1 of 1 posts have the same address and read the same (100 %)" in done.stdout, done
    assert done.returncode == 0
