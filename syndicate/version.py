"""The version of this installation; it stands in `pyproject.toml` only."""

from __future__ import annotations

import os
import sys

DISTRIBUTION = "blog-syndicate"
_HEAD, _TAIL = "blog_syndicate-", ".dist-info"  # how installers name the folder with our metadata


def version() -> str:
    """The version that is installed; "0" for a checkout that is not."""
    # importlib.metadata takes four times as long as Python's own start.
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:
            continue
        for name in names:
            if name.startswith(_HEAD) and name.endswith(_TAIL):
                return name[len(_HEAD) : -len(_TAIL)]
    return _version_elsewhere()


def _version_elsewhere() -> str:
    """As the import system knows it, for installations that are no plain folders (zip files)."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed_version

    try:
        return installed_version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0"
