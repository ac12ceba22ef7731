"""The git history of a site, asked so that nothing runs which the repository itself names."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

_GIT: Final = (
    "git", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false",
)  # fmt: skip
"""No signature check, no monitor: a repository's own config may name programs for both."""

_LOG: Final = ("--no-ext-diff", "--no-textconv", "--relative", "-z")

_ALONE: Final = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}
"""What is missing is not fetched: a repository's config may say by which program."""


def git_log(root: Path, *words: str, config: tuple[str, ...] = ()) -> str | None:
    """What `git log` prints in `root`; None outside of a repository, and where git is missing or fails.

    config: further settings, as "diff.renames=0".
    """
    settings = [word for each in config for word in ("-c", each)]
    try:
        run = subprocess.run(
            [*_GIT, *settings, "log", *_LOG, *words],
            cwd=root,
            env={**os.environ, **_ALONE},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=600,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return run.stdout.decode(errors="replace") if run.returncode == 0 else None
