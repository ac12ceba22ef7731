"""Asking a repository for its history runs nothing that the repository names."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from syndicate.source.git import git_log

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *words: str) -> str:
    who = ("-c", "user.name=Mina", "-c", "user.email=mina@a.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *words], cwd=root, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    root.mkdir()
    git(root, "init", "-q")
    for name in ("a.md", "b.md"):
        (root / name).write_text(f"{name}\n" * 20)
        git(root, "add", ".")
        git(root, "commit", "-qm", name)
    git(root, "mv", "a.md", "c.md")
    (root / "c.md").write_text("a.md\n" * 19 + "other\n")
    git(root, "commit", "-qam", "moved")
    return root


def test_the_history_is_told(repository: Path) -> None:
    log = git_log(repository, "--name-only", "--format=%x01%s")
    assert log is not None
    assert [part.partition("\0")[0] for part in log.split("\x01")[1:]] == ["moved", "b.md", "a.md"]


def test_where_there_is_no_repository_there_is_no_history(tmp_path: Path) -> None:
    assert git_log(tmp_path, "--format=%ct") is None


def test_no_program_of_the_repository_runs(repository: Path, tmp_path: Path) -> None:
    owned = tmp_path / "owned"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {owned}\n")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "diff.external", "gpg.program",
        "remote.origin.uploadpack", "core.alternateRefsCommand", "core.askPass", "credential.helper",
    ):  # fmt: skip
        git(repository, "config", key, str(program))
    for key, value in {
        "log.showSignature": "true",
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none",
        "remote.origin.url": str(repository),
    }.items():
        git(repository, "config", key, value)
    blob = git(repository, "rev-parse", "HEAD:c.md")
    (
        repository / ".git/objects" / blob[:2] / blob[2:]
    ).unlink()  # git would fetch it for the comparison
    git_log(repository, "--diff-filter=AR", "--find-renames", "--name-status", "--format=%x01%ct")
    git_log(repository, "--name-only", "--format=%x01%ai")
    assert not owned.exists()
