"""The command that writes feeds: what it prints where, and what it gives back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run

SAMPLE = Path(__file__).parents[2] / "samples" / "docusaurus"


def test_a_feed_on_stdout_is_nothing_but_the_feed(run: Run) -> None:
    done = run("feed", SAMPLE, "-", "--format", "json", "--limit", "1", "--post", "hello")
    said = json.loads(done.stdout)
    assert [item["url"] for item in said["items"]] == ["https://reviews.example/blog/hello"]
    assert "feed-address-unknown" in done.stderr
    assert done.returncode == 0


def test_several_formats_go_to_a_folder(run: Run, tmp_path: Path) -> None:
    formats = ("--format", "atom", "--format", "rss")
    done = run("feed", SAMPLE, tmp_path / "out", *formats, "--summary", "--limit", "0")
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"atom.xml", "rss.xml"}
    assert f"wrote {tmp_path}/out/atom.xml" in done.stderr
    assert "<content" not in (tmp_path / "out" / "atom.xml").read_text("utf-8")


def test_the_report_and_the_exit_code_tell_what_was_lost(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    words = ("--post", "desk-tour", "--report", report, "-q")
    done = run("feed", SAMPLE, tmp_path / "feed.xml", *words)
    said = json.loads(report.read_text("utf-8"))
    assert said["summary"]["errors"] > 0
    assert done.returncode == 1
    assert "wrote" not in done.stderr


def test_an_old_address_is_named_with_its_redirect(run: Run, tmp_path: Path) -> None:
    new = "https://reviews.example/feed.xml"
    done = run("feed", SAMPLE, tmp_path / "feed.xml", "--self", new, "--id", "canonical")
    assert f"/blog/atom.xml {new} 301" in done.stderr


def test_options_that_make_no_sense_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    for words in (("--format", "rdf"), ("--id", "guess"), ("-O", "colour=red")):
        done = run("feed", SAMPLE, tmp_path / "feed.xml", *words)
        assert done.returncode == 2
        assert words[1].partition("=")[0] in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_needs_no_library_that_only_feeds_need(tmp_path: Path) -> None:
    script = (
        "import sys; from syndicate.cli import app; from syndicate.copies.feed import feed\n"
        "from syndicate_adapters.feed import ADAPTER\n"
        "print(sorted({'feedgen', 'lxml', 'nh3', 'pyromark', 'dateutil'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
