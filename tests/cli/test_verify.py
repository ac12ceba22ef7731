"""`syndicate verify` prints a judgement and gives it back as an exit code."""

from __future__ import annotations

import json
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
        (("old", "old", "--select", "[["), 2, "select"),
    ],
)
def test_what_cannot_be_judged_is_told(
    run: Run,
    old: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/hugo.toml").touch()
    monkeypatch.chdir(tmp_path)
    done = run("verify", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
