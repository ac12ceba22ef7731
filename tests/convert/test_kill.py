"""A run that is killed leaves no half file; the next run completes it."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from syndicate.conversion.manifest import journal_files, manifest_file
from syndicate.conversion.output import Output, sweep
from syndicate.conversion.stamps import stamp_of
from tests.notes.site import command, environment, make_site, note, run_syndicate, times, tree

POSTS = 200
RUNS = int(os.environ.get("KILLS", "4"))
"""Runs that are killed; `make kill` has 200."""


def arguments(site: Path, out: Path) -> tuple[str | Path, ...]:
    return ("convert", site, out, "--to", "pages", "--url", "https://notes.example", "-q")


FOREIGN = {"pages/mine.md": b"mine", "pages/007.md": b"foreign"}
EDITED = {"pages/011.md": b"edited"}


def posts(words: str, numbers: range) -> dict[str, str | bytes]:
    """Notes with pictures; `words` are in all of them."""
    files: dict[str, str | bytes] = {}
    for n in numbers:
        files[f"{n:03}.md"] = note(f"Note {n}", f"{words * 2000}\nimage: {n}.png\n")
        files[f"{n}.png"] = f"{words}{n} ".encode() * 5000
    return files


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder of another state of the site, in which a file was edited since."""
    folder = tmp_path_factory.mktemp("kill")
    site, out = folder / "site", folder / "earlier"
    make_site(site, posts("old ", range(20, POSTS + 20)) | posts("old ", range(11, 12)))
    make_site(out, dict(FOREIGN.items()))
    (out / "notes.cfg").unlink()
    assert run_syndicate(*arguments(site, out)).returncode == 0
    for path, data in EDITED.items():
        (out / path).write_bytes(data)
    shutil.rmtree(site)
    return out


@pytest.fixture(scope="module")
def site(earlier: Path) -> Path:
    return make_site(earlier.parent / "site", posts("words ", range(POSTS)))


@pytest.fixture(scope="module")
def whole(site: Path) -> dict[str, bytes]:
    """What a run that nobody kills writes."""
    out = site.parent / "whole"
    assert run_syndicate(*arguments(site, out)).returncode == 0
    return tree(out)


def kill_after(seconds: float, site: Path, out: Path) -> bool:
    """Starts a run and kills it that long after it began to write; whether that was in time."""
    with subprocess.Popen(command(*arguments(site, out)), env=environment()) as process:
        deadline = time.monotonic() + 30
        while not (out / ".syndicate").exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    return process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_killed_run_is_completed_by_the_next(
    site: Path, whole: dict[str, bytes], earlier: Path, seed: int
) -> None:
    is_first = seed % 2 == 0
    out = earlier.parent / f"out-{seed}"
    said = ["007.md:1:1: error: pages/007.md is not from us; left alone [file-foreign]"]
    expected = {path: data for path, data in whole.items() if path.startswith("pages/")} | FOREIGN
    before = {} if is_first else tree(earlier)
    if is_first:
        make_site(out, dict(FOREIGN.items()))
        (out / "notes.cfg").unlink()
    else:
        shutil.copytree(earlier, out)
        expected |= EDITED
        said += [
            "011.md:1:1: error: pages/011.md was edited since we wrote it; left alone [file-edited]"
        ]
    for most in (0.12, 0.08):
        kill_after(random.Random(f"{seed} {most}").uniform(0, most), site, out)
        for path, data in tree(out).items():
            known = (before.get(path), expected.get(path))
            assert path.endswith(".tmp") or data in known, f"{path} is half written"
        assert FOREIGN.items() <= tree(out).items()
        assert is_first or EDITED.items() <= tree(out).items()
    done = run_syndicate(*arguments(site, out))
    assert done.stderr.splitlines() == said
    assert tree(out) == expected
    assert list(journal_files(out)) == []
    unchanged = times(out)
    assert run_syndicate(*arguments(site, out)).returncode == 1
    assert times(out) == unchanged
    shutil.rmtree(out)


def test_what_a_killed_run_wrote_is_ours_though_the_source_changed(
    tmp_path: Path,
) -> None:
    """The manifest was not written yet: the journal alone says whose the files are."""
    site = make_site(tmp_path / "site", {"a.md": note("Old"), "b.md": note("Gone")})
    out = tmp_path / "out"
    run_syndicate(*arguments(site, out))
    first = manifest_file(out).read_bytes()
    journal = json.dumps(hashes(out, "pages/a.md", "pages/b.md", ".syndicate/url-map.json"))
    manifest_file(out).write_bytes(without_files(first))
    (out / ".syndicate/journal-killed-0.json").write_text(journal)
    (out / "pages/.0123456789abcdef.tmp").write_text("half")
    (out / "pages/.gitkeep.tmp").write_text("mine")
    (site / "a.md").write_text(note("New"))
    (site / "b.md").unlink()
    done = run_syndicate(*arguments(site, out))
    assert (
        done.stderr == "urls.txt:1:1: error: urls.txt is not from us; left alone [file-foreign]\n"
    )
    assert tree(out)["pages/a.md"] == b"Title: New\n\nText.\n"
    assert sorted(path for path in tree(out) if path.startswith("pages/")) == [
        "pages/.gitkeep.tmp",
        "pages/a.md",
    ]
    assert list(journal_files(out)) == []


def hashes(out: Path, *paths: str) -> dict[str, str]:
    return {path: stamp_of(out / path).sha256 for path in paths}


def without_files(manifest: bytes) -> bytes:
    return json.dumps({**json.loads(manifest), "files": {}, "posts": {}}).encode()


def test_sweeping_follows_no_path_that_leaves_the_folder(tmp_path: Path) -> None:
    half = tmp_path / ".0123456789abcdef.tmp"
    half.touch()
    (tmp_path / "out").mkdir()
    sweep(Output(tmp_path / "out"), ["../x.md", str(tmp_path / "x.md"), "gone/x.md"])
    assert half.exists()


@pytest.fixture
def heeds_interrupts() -> Iterator[None]:
    """What we start takes an interrupt as from a terminal, also where a shell runs us in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupted_run_says_so(tmp_path: Path, heeds_interrupts: None) -> None:
    # Outside of the site, whose files are looked at before anything is rendered.
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    site = make_site(
        tmp_path / "site", {"a.md": note("A"), "b.md": note("B", "include: ../pipe\n")}
    )
    words = command(*arguments(site, tmp_path / "out"))
    with subprocess.Popen(words, env=environment(), stderr=subprocess.PIPE) as process:
        with pipe.open("w"):  # opens when the run reads it
            process.send_signal(signal.SIGINT)
        # Closed again: a signal that comes right before a read does not end it.
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert b"Traceback" not in said
