"""The commands that speak with services, over HTTP on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.copies.blog import make_blog
from tests.publish.desk import KEY, MINA, post
from tests.services.forem import Forem
from tests.services.loopback import served


@pytest.fixture
def forem() -> Forem:
    return Forem(users={KEY: MINA}, now=lambda: datetime.now(UTC), throttles=False)


@pytest.fixture
def api(forem: Forem, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("DEVTO_API_KEY", KEY)
    with served(forem.answer) as address:
        yield f"{address}/api"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    make_blog(tmp_path / "blog", {"a.md": post("First", slug="/a")})
    return tmp_path / "blog"


def test_a_post_is_published_and_updated(run: Run, blog: Path, api: str, forem: Forem) -> None:
    words = ("publish", blog, "--to", "devto", "--api-url", api, "--no-check")
    done = run(*words)
    assert (done.returncode, forem.articles) == (0, {})
    assert "nothing is chosen" in done.stdout
    done = run(*words, "--post", "a")
    assert "create     blog/a.md  'First'" in done.stdout
    assert "    title: 'First'" in done.stdout
    assert "created  blog/a.md  https://dev.to/mina/" in done.stderr
    make_blog(blog, {"a.md": post("First", "Other words.", slug="/a")})
    done = run(*words, "-n")
    assert "    -Hello." in done.stdout
    assert "    +Other words." in done.stdout
    plan = done.stdout
    done = run(*words)
    assert done.stdout == plan
    (article,) = forem.articles.values()
    assert article.body.strip() == "Other words."


def test_the_key_is_nowhere(
    run: Run, blog: Path, api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEVTO_API_KEY", "wrong-key")
    done = run("publish", blog, "--to", "devto", "--api-url", api, "--all", "--no-check", "-v")
    assert done.returncode == 3
    assert "dev.to does not accept the key" in done.stderr
    files = [file for file in blog.rglob("*") if file.is_file()]
    texts = [done.stdout, done.stderr, *(file.read_text("utf-8") for file in files)]
    assert [text for text in texts if "wrong-key" in text] == []


def test_a_plan_needs_no_key_and_no_network(
    run: Run, blog: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DEVTO_API_KEY", raising=False)
    report = tmp_path / "report.json"
    done = run("publish", blog, "--to", "devto", "--all", "-n", "--offline", "--report", report)
    assert done.returncode == 0
    assert json.loads(report.read_text("utf-8"))["summary"]["create"] == 1
    done = run("publish", blog, "--to", "devto", "--all")
    assert done.returncode == 2
    assert "DEVTO_API_KEY" in done.stderr


def test_what_makes_no_sense_is_wrong_usage(run: Run, blog: Path, api: str) -> None:
    assert "devto, medium" in run("publish", blog, "--to", "hugo").stderr
    done = run("publish", blog, "--to", "devto", "--api-url", "http://dev.example/api", "--all")
    assert (done.returncode, "for everybody to read" in done.stderr) == (2, True)
    assert run("reconcile", blog, "--to", "medium").returncode == 2


def test_a_title_cannot_drive_the_terminal(run: Run, blog: Path, api: str) -> None:
    make_blog(blog, {"a.md": post('"\\e[2Jx"', slug="/a")})
    done = run("publish", blog, "--to", "devto", "--api-url", api, "--all", "--no-check")
    assert "\x1b" not in done.stdout + done.stderr


def test_reconcile_makes_the_ledger_anew(run: Run, blog: Path, api: str) -> None:
    words = (blog, "--to", "devto", "--api-url", api)
    run("publish", *words, "--all", "--no-check")
    ledger = blog / ".syndicate/ledger.txt"
    line = ledger.read_text("utf-8").splitlines()[1].split("\t")[:5]
    ledger.unlink()
    done = run("reconcile", *words, "-n")
    assert done.stdout.startswith("+ https://small.example/blog/a  https://dev.to/mina/")
    assert not ledger.exists()
    run("reconcile", *words)
    assert ledger.read_text("utf-8").splitlines()[1].split("\t")[:5] == line
    assert run("reconcile", *words).stdout == ""
