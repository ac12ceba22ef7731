"""Real processes over HTTP: killed at random moments, two at once, and a disk that is full."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from syndicate.publishing.ledger import read_ledger
from tests.copies.blog import make_blog
from tests.publish.desk import KEY, MINA, post
from tests.services.forem import Forem
from tests.services.loopback import Reply, served

POSTS = 50
KILLS = 5
ROOT = Path(__file__).parents[2]


def child(root: Path, api: str, *, limit: int | None = None) -> subprocess.Popen[str]:
    """A run over the site at `root`. limit: bytes that a file may have there."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    program = [sys.executable, str(Path(__file__).with_name("child.py")), str(root), f"{api}/api"]
    if limit is not None:
        lines = (
            "import resource, runpy, signal, sys",
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)",
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))",
            "sys.argv = sys.argv[1:]",
            "runpy.run_path(sys.argv[0], run_name='__main__')",
        )
        program[1:2] = ["-B", "-c", "\n".join(lines), program[1]]
    return subprocess.Popen(
        program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def must_be_right(forem: Forem, root: Path) -> None:
    """Every post once, and the ledger says so."""
    urls = sorted(str(article.canonical_url) for article in forem.articles.values())
    assert urls == sorted(f"https://small.example/blog/p{n}" for n in range(POSTS))
    lines = read_ledger(root / ".syndicate/ledger.txt").entries
    assert sorted(line.canonical_url for line in lines) == urls
    assert {int(line.id) for line in lines} == set(forem.articles)
    assert not any(line.is_intent for line in lines)
    assert [file for file in root.rglob("*.tmp") if "ledger" in file.name] == []


@pytest.fixture
def forem() -> Forem:
    return Forem(users={KEY: MINA}, now=lambda: datetime.now(UTC), throttles=False, checks=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_blog(tmp_path, {f"{n}.md": post(f"Post {n}", slug=f"/p{n}") for n in range(POSTS)})
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_run_leaves_nothing_that_the_next_does_not_put_right(
    forem: Forem, root: Path
) -> None:
    random = Random(1)
    reached = threading.Event()
    stop = 0
    done = 0

    def answer(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply | None:
        nonlocal done
        reply = forem.answer(method, path, headers, body)
        done += method != "GET"
        if stop and done >= stop:
            reached.set()
            if random.random() < 0.5:
                reached.wait(0.05)
                return None  # done, and the answer is lost with the process
        return reply

    with served(answer) as api:
        for _ in range(KILLS):
            reached.clear()
            stop = done + random.randrange(1, 12)
            run = child(root, api)
            try:
                assert reached.wait(60)
                threading.Event().wait(random.random() * 0.01)
            finally:
                run.send_signal(signal.SIGKILL)
                run.communicate()
        stop = 0
        assert 0 < len(forem.articles) < POSTS
        last = child(root, api)
        told = last.communicate(timeout=120)
        assert last.returncode == 0, told
    must_be_right(forem, root)


def test_of_two_runs_at_once_one_is_sent_away(forem: Forem, root: Path) -> None:
    with served(forem.answer) as api:
        runs = [child(root, api) for _ in range(2)]
        told = [run.communicate(timeout=120)[1] for run in runs]
        assert sum(run.returncode == 0 for run in runs) >= 1, told
        assert all(
            "LedgerBusy" in text for run, text in zip(runs, told, strict=True) if run.returncode
        )
        assert KEY not in "".join(told)
    must_be_right(forem, root)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_full_disk_is_told_and_nothing_is_lost(forem: Forem, root: Path) -> None:
    with served(forem.answer) as api:
        run = child(root, api, limit=2500)
        told = run.communicate(timeout=120)[1]
        assert run.returncode != 0
        assert "check the free space" in told
        made = len(forem.articles)
        assert 0 < made < POSTS
        run = child(root, api)
        told = run.communicate(timeout=120)[1]
        assert run.returncode == 0, told
    must_be_right(forem, root)
