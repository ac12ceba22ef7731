"""The commands that speak with services, over HTTP on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from syndicate.publishing.http import Pace
from tests.cli.conftest import Run
from tests.copies.blog import make_blog
from tests.publish.desk import KEY, MINA, post
from tests.services.forem import Forem
from tests.services.loopback import Reply, served


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


@pytest.mark.parametrize("status", [200, 201, 301, 401, 404, 422, 429, 500, -200, None])
@pytest.mark.parametrize("command", ["publish", "reconcile"])
def test_a_service_that_repeats_the_key_makes_nobody_repeat_it(
    run: Run,
    blog: Path,
    forem: Forem,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    status: int | None,
    command: str,
) -> None:
    """status: of its answers to all but the first question, who the key belongs to; None cuts the connection."""
    monkeypatch.setenv("DEVTO_API_KEY", KEY)
    monkeypatch.setitem(vars(Pace)["__init__"].__kwdefaults__, "sleep", lambda seconds: None)

    def echo(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply | None:
        good, said, text = forem.answer(method, path, headers, body)
        if path.endswith("/users/me"):
            return good, {**said, "x-key": KEY}, text.replace('"name"', f'"key": "{KEY}", "name"')
        if status is None:
            return None
        if status in (200, 201):
            return good, {**said, "x-key": KEY}, text.replace("small.example", f"{KEY}.example")
        told = {"Location": f"/{KEY}", "Retry-After": "0", "x-key": KEY}
        return status, told, f'{{"error": "{KEY} {quote(KEY)}", "status": {abs(status)}}}'

    report = tmp_path / "report.json"
    with served(echo) as address:
        words = [command, blog, "--to", "devto", "--api-url", f"{address}/api", "-v"]
        words += ["--all", "--no-check", "--report", report] if command == "publish" else []
        done = run(*words)
    files = [file for file in (*blog.rglob("*"), report) if file.is_file()]
    texts = [done.stdout, done.stderr, *(file.read_text("utf-8") for file in files)]
    assert [text for text in texts if KEY in text] == []
    assert "Traceback" not in done.stderr


def test_a_ledger_that_leads_out_of_the_site_is_left_alone(
    run: Run, blog: Path, api: str, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("precious")
    words = (blog, "--to", "devto", "--api-url", api)
    for name, target in (
        (".syndicate", outside),
        (".syndicate/ledger.lock", outside / "precious"),
        (".syndicate/ledger.txt", outside / "precious"),
    ):
        link = blog / name
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(target)
        for done in (run("publish", *words, "--all", "--no-check"), run("reconcile", *words)):
            assert done.returncode == 2
            assert "is a symbolic link" in done.stderr
        link.unlink()
    assert [file.name for file in outside.iterdir()] == ["precious"]
    assert (outside / "precious").read_text() == "precious"


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
