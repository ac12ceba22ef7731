"""When the files of a site were last committed, by one look at its git history.

Source: Hugo 0.168 takes the author's date of the newest commit that is no merge (bep/gitmap 1.9).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from syndicate.source.git import git_log
from syndicate_adapters.hugo.reading.moments import Moment, moment_from


def commit_times(root: Path) -> Mapping[str, Moment]:
    """The author's date of the newest commit of each file, paths relative to `root`; nothing outside of git."""
    words = ("--no-merges", "--name-only", "--format=%x01%ai")
    log = git_log(root, *words, config=("diff.renames=0",))
    found: dict[str, Moment] = {}
    for commit in (log or "").split("\x01")[1:]:
        when, _, names = commit.partition("\0")
        moment = moment_from(datetime.strptime(when.strip(), "%Y-%m-%d %H:%M:%S %z"))
        for name in names.split("\0"):
            found.setdefault(name.strip("\n"), moment)
    return found
