"""When the files of a site were added, by one look at its git history.

Source: Docusaurus 3.10.2 asks `git log --follow --diff-filter=A` for each undated post; one log answers for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from syndicate.source.git import git_log


def added_dates(root: Path, wanted: Iterable[str]) -> Mapping[str, datetime]:
    """The committer dates (UTC) of the commits that added the files `wanted`, paths relative to `root`.

    A file that git does not know, or a folder outside of any repository, has none.
    """
    names = {
        path: path for path in wanted
    }  # what each was called as far back as we are -> what it is called now
    if not names:
        return {}
    words = ("--diff-filter=AR", "--find-renames", "--name-status", "--format=%x01%ct")
    log = git_log(root, *words)
    return _dates(log, names) if log is not None else {}


def _dates(log: str, names: dict[str, str]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for commit in log.split("\x01")[1:]:
        seconds, _, changes = commit.partition("\0")
        when = datetime.fromtimestamp(int(seconds.strip()), tz=UTC)
        fields = [field.strip("\n") for field in changes.split("\0") if field.strip("\n")]
        position = 0
        while position < len(fields):
            status = fields[position]
            if status.startswith("R") and position + 2 < len(fields):
                old, new = fields[position + 1 : position + 3]
                if new in names:
                    names[old] = names.pop(new)
                position += 3
            else:
                path = fields[position + 1] if position + 1 < len(fields) else ""
                if path in names:
                    found[names[path]] = when
                position += 2
    return found
