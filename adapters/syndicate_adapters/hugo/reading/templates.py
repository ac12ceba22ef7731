"""The shortcodes and partials that a site and its themes bring, as text; none of it is run.

Source: Hugo 0.168 (tpl/tplimpl): `layouts/_shortcodes`, before 0.146 `layouts/shortcodes`; what the site has wins.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from syndicate.source.files import is_file_inside
from syndicate.source.text import UnreadableSource, read_source
from syndicate_adapters.hugo.reading.modules import Mount
from syndicate_adapters.hugo.settings import OwnShortcode

_FOLDERS: Final = ("_shortcodes", "shortcodes")
_PARTIALS: Final = ("_partials", "partials")
_ENDINGS: Final = (".html", ".md", ".htm")
_MOST: Final = 64_000
"""Characters of a template; a longer one shows nothing that can be read without running it."""


def own_shortcodes(root: Path, mounts: Iterable[Mount]) -> dict[str, OwnShortcode]:
    """The templates by the name that calls them ("ns/inner"), in small letters."""
    return _own(root, mounts, _FOLDERS)


def own_partials(root: Path, mounts: Iterable[Mount]) -> dict[str, str]:
    """The texts of partials by their names without an ending, in small letters."""
    found = _own(root, mounts, _PARTIALS)
    return {name: template.text for name, template in found.items()}


def _own(root: Path, mounts: Iterable[Mount], folders: Sequence[str]) -> dict[str, OwnShortcode]:
    found: dict[str, OwnShortcode] = {}
    layouts = [mount for mount in mounts if mount.component == "layouts"]
    for mount in sorted(layouts, key=lambda mount: mount.order):
        for folder in folders:
            for file in _files(root, f"{mount.source}/{folder}"):
                name = file.removeprefix(f"{mount.source}/{folder}/")
                name, _, ending = name.lower().partition(".")
                if f".{ending.rpartition('.')[2]}" in _ENDINGS and name not in found:
                    found[name] = _read(root, file)
    return found


_HOOK: Final = re.compile(r"layouts/(?:[^/]+/){0,3}_markup/render-(?!blockquote)[\w.-]+\.html")


def own_hooks(root: Path, mounts: Iterable[Mount]) -> Iterator[str]:
    """The files in which the site itself, not a theme of it, says how parts of a text are shown, posix.

    Those for quotes are left out: they show callouts, which are known.
    """
    for mount in mounts:
        if mount.component == "layouts" and mount.order == 0:
            for file in _files(root, mount.source):
                below = file.removeprefix(f"{mount.source}/")
                if _HOOK.fullmatch(f"layouts/{below}"):
                    yield file


def _files(root: Path, folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(root / folder):
        folders.sort()
        for name in sorted(names):
            file = Path(here, name)
            if is_file_inside(file, root):
                yield file.relative_to(root).as_posix()


def _read(root: Path, source: str) -> OwnShortcode:
    try:
        text = read_source(root / source, source).text
    except UnreadableSource:
        text = ""
    return OwnShortcode(source=source, text=text[:_MOST])
