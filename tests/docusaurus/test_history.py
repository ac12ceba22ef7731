"""Dates of files by git: added, renamed, unknown."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndicate_adapters.docusaurus.history import added_dates


def git(folder: Path, *arguments: str, date: str = "2020-01-01T00:00:00Z") -> None:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example"}
    who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.example"}
    when = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env=os.environ | who | when,
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "repository" / "site"
    (site / "blog").mkdir(parents=True)
    git(site.parent, "init", "-q")
    (site / "blog" / "old name.md").write_text("# A long enough text to be recognised\n" * 5)
    git(site.parent, "add", ".")
    git(site.parent, "commit", "-qm", "one", date="2021-02-03T04:05:06Z")
    git(site.parent, "mv", "site/blog/old name.md", "site/blog/새 이름.md")
    (site / "blog" / "b.md").write_text("b\n")
    git(site.parent, "add", ".")
    git(site.parent, "commit", "-qm", "two", date="2022-02-03T04:05:06Z")
    return site


def test_a_file_has_the_date_of_the_commit_that_added_it_under_any_name(site: Path) -> None:
    found = added_dates(site, ["blog/새 이름.md", "blog/b.md", "blog/untracked.md"])
    assert found == {
        "blog/새 이름.md": datetime(2021, 2, 3, 4, 5, 6, tzinfo=UTC),
        "blog/b.md": datetime(2022, 2, 3, 4, 5, 6, tzinfo=UTC),
    }


def test_outside_of_a_repository_there_are_no_dates(tmp_path: Path) -> None:
    assert added_dates(tmp_path, ["a.md"]) == {}


def test_the_config_of_a_repository_runs_nothing(site: Path) -> None:
    witness = site / "ran"
    git(site, "config", "gpg.program", f"sh -c 'touch {witness}'")
    git(site, "config", "log.showSignature", "true")
    git(site, "config", "core.fsmonitor", f"touch {witness}")
    assert added_dates(site, ["blog/b.md"])
    assert not witness.exists()
