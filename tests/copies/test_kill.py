"""A feed or an export that is killed leaves whole files only; the next run completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.notes.site import command, environment, make_site, note, run_syndicate, tree

POSTS = 60
RUNS = int(os.environ.get("KILLS", "4"))
"""Runs of each command; `make kill` has 200."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        f"_posts/2024-01-{day:02}-p{number}.md": note(f"P{number}", f"{'words ' * 2000}\n")
        for number in range(POSTS)
        for day in [number % 28 + 1]
    }
    root = make_site(tmp_path_factory.mktemp("kill") / "site", files)
    (root / "notes.cfg").unlink()
    (root / "_config.yml").write_text("title: T\nurl: https://a.example\ntimezone: UTC\n")
    return root


def words(command_name: str, site: Path, out: Path) -> tuple[str | Path, ...]:
    if command_name == "feed":
        return ("feed", site, out, "--format", "atom", "--format", "json", "--limit", "0", "-q")
    return ("export", site, out, "--to", "devto", "-q")


@pytest.fixture(scope="module")
def whole(site: Path) -> dict[str, dict[str, bytes]]:
    """What runs that nobody kills write, by command."""
    found = {}
    for name in ("feed", "export"):
        out = site.parent / name
        out.mkdir()
        assert run_syndicate(*words(name, site, out)).returncode in (0, 1)
        found[name] = tree(out)
    return found


@pytest.mark.parametrize("seed", range(RUNS))
@pytest.mark.parametrize("name", ["feed", "export"])
def test_a_killed_run_leaves_whole_files_and_is_completed(
    site: Path, whole: dict[str, dict[str, bytes]], tmp_path: Path, name: str, seed: int
) -> None:
    out = tmp_path / "out"
    foreign = {"mine.md": b"mine"} | ({"p7.json": b"foreign"} if name == "export" else {})
    make_site(out, dict(foreign.items()))
    (out / "notes.cfg").unlink()
    expected = {**whole[name], **foreign}
    if name == "export":
        del expected["p7.md"]  # of the post whose place is taken
    with subprocess.Popen(command(*words(name, site, out)), env=environment()) as process:
        time.sleep(random.Random(f"{name} {seed}").uniform(0.2, 2.5))
        process.send_signal(signal.SIGKILL)
    for path, data in tree(out).items():
        assert path.endswith(".tmp") or data == expected[path], f"{path} is half written"
    assert run_syndicate(*words(name, site, out)).returncode in (0, 1)
    assert tree(out) == expected
