"""When the files of a site were last committed, by one look at its git history.

Source: Hugo 0.168 takes the author's date of the newest commit that is no merge (bep/gitmap 1.9).
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from syndicate_adapters.hugo.reading.moments import Moment, moment_from

# Nothing that a repository's own config names may run: no signature check, no monitor, no external diff.
_GIT = (
    "git", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false",
    "-c", "diff.renames=0", "log", "--no-merges", "--no-ext-diff", "--no-textconv", "--name-only",
    "--relative", "-z", "--format=%x01%ai",
)  # fmt: skip


def commit_times(root: Path) -> Mapping[str, Moment]:
    """The author's date of the newest commit of each file, paths relative to `root`; nothing outside of git."""
    try:
        run = subprocess.run(_GIT, cwd=root, capture_output=True, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    if run.returncode != 0:
        return {}
    found: dict[str, Moment] = {}
    for commit in run.stdout.decode(errors="replace").split("\x01")[1:]:
        when, _, names = commit.partition("\0")
        moment = moment_from(datetime.strptime(when.strip(), "%Y-%m-%d %H:%M:%S %z"))
        for name in names.split("\0"):
            found.setdefault(name.strip("\n"), moment)
    return found
