"""The command that writes copies for services: what it prints where, and what it gives back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run

SAMPLE = Path(__file__).parents[2] / "samples" / "docusaurus"


def test_one_copy_on_stdout_is_nothing_but_the_copy(run: Run) -> None:
    done = run("export", SAMPLE, "-", "--to", "devto", "--post", "hello")
    article = json.loads(done.stdout)["article"]
    assert article["canonical_url"] == "https://reviews.example/blog/hello"
    assert article["published"] is False
    assert done.returncode == 0


def test_several_copies_do_not_fit_on_stdout(run: Run) -> None:
    done = run("export", SAMPLE, "-", "--to", "medium", "--since", "2024")
    assert done.returncode == 2
    assert "choose with --post" in done.stderr
    assert done.stdout == ""


def test_a_folder_gets_the_files_and_the_report_what_was_lost(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    words = ("--tag", "craft", "--report", report)
    done = run("export", SAMPLE, tmp_path / "out", "--to", "medium", *words)
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert {"hello.md", "hello.html"} < names
    assert f"exported to {tmp_path}/out for medium" in done.stderr
    assert "table-degraded" in report.read_text("utf-8") or "callout-degraded" in report.read_text(
        "utf-8"
    )


def test_without_a_choice_drafts_stay_at_home(run: Run, tmp_path: Path) -> None:
    done = run("export", SAMPLE, tmp_path / "out", "--to", "devto")
    assert "are drafts or unlisted; choose them with --post" in done.stderr
    assert not (tmp_path / "out" / "half-finished.json").exists()


def test_an_option_reaches_the_adapter(run: Run) -> None:
    words = ("--to", "devto", "--post", "hello", "-O", "tags=craft=writing")
    done = run("export", SAMPLE, "-", *words)
    assert json.loads(done.stdout)["article"]["tags"] == ["writing"]


def test_what_makes_no_sense_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    for words in (("--to", "hugo"), ("--to", "devto", "-O", "colour=red")):
        done = run("export", SAMPLE, tmp_path / "out", *words)
        assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_adapters_are_named_without_the_libraries_that_only_exports_need() -> None:
    script = (
        "import sys; from syndicate.adapter import installed_adapters; installed_adapters()\n"
        "import syndicate.copies.export\n"
        "print(sorted({'bs4', 'markdownify', 'nh3', 'pyromark', 'emoji'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
