"""Whether a conversion would find everything as its last run left it, told without reading the site.

A run notes what it depended on: size and times of all files of the site and of the output folder, git's history,
what was asked, our own code. Where all of that is as it was, the next run would write nothing, and what there is to
say of it is known. Where anything is not, or cannot be told, the site is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from syndicate.conversion.manifest import FOLDER
from syndicate.conversion.sight import Sight, around, hashes_of, look, state_of
from syndicate.diagnostics import Diagnostic, Severity

FORMAT: Final = 1
CACHE: Final = f"{FOLDER}/cache"
"""The folder of our notes in the output folder. They are about one machine, and no part of the result."""

NAME: Final = "last-run.json"
_VARIABLES: Final = ("GIT_DIR", "GIT_WORK_TREE", "TZ")
_NOT_OURS: Final = frozenset({".git", "node_modules"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked of a conversion. words: all that is no file. files: those that may lie anywhere."""

    site: Path
    out: Path
    words: tuple[object, ...]
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a run depends on, as it was before the site was read.

    young: hashes of files that could still change without showing it.
    """

    request: Request
    site: Sight
    young: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What there is to say of a run that would change nothing. root: of the site. figures: as in a report."""

    root: Path
    figures: Mapping[str, str | int]
    advice: tuple[str, ...]
    is_one_post: bool
    _lines: Sequence[bytes] = field(repr=False)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, in order."""
        found = json.loads(self._lines[0])
        return tuple(Diagnostic(**{**d, "severity": Severity(d["severity"])}) for d in found)

    @property
    def posts(self) -> list[dict[str, str | int | None]]:
        """The posts as in a report, in the order of the plan."""
        found: list[dict[str, str | int | None]] = json.loads(self._lines[1])
        return found


def standstill(request: Request) -> Told | Seen | None:
    """What there is to say of a run that would change nothing; else what it depends on, to be noted when it ended.

    None where nobody can tell what it depends on.
    """
    site = look(request.site, skipped=_NOT_OURS)
    if site is None:
        return None
    return _told(request, site) or Seen(
        request=request, site=site, young=hashes_of(request.site, site.young)
    )


def _told(request: Request, site: Sight) -> Told | None:
    try:
        with (request.out / CACHE / NAME).open("rb") as stream:
            head, *lines = stream.read().split(b"\n")
        noted = json.loads(head)
        if noted["format"] != FORMAT or not _holds(noted, request, site):
            return None
        return Told(
            root=request.site / noted["root"],
            figures=noted["figures"],
            advice=tuple(noted["advice"]),
            is_one_post=bool(noted["is_one_post"]),
            _lines=lines,
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None  # there is none, or none of ours


def _holds(noted: Any, request: Request, site: Sight) -> bool:
    """Whether everything is as it was noted; the cheapest question first."""
    if noted["until_ns"] <= time.time_ns() or noted["site"] != site.digest:
        return False
    if noted["asked"] != asked(request, noted["modules"]):
        return False
    out = look_at_output(request.out, noted["built"])
    if out is None or noted["out"] != out.digest:
        return False
    young = ((request.site, noted["young"]["site"]), (request.out, noted["young"]["out"]))
    return all(hashes_of(folder, hashes) == hashes for folder, hashes in young)


def look_at_output(
    out: Path, built: Iterable[str], expected: Mapping[str, Any] | None = None
) -> Sight | None:
    """The output folder without `built`, what engines make at its top."""
    skipped = _NOT_OURS | {f"/{name}" for name in built}
    return look(out, skipped=skipped, left_out={f"{CACHE}/{NAME}"}, expected=expected)


def asked(request: Request, modules: Iterable[str]) -> str:
    """A digest of what was asked, of the code that answers, and of what git would say.

    modules: packages of adapters that are needed; the core is one of them.
    """
    installed = [path for path in sys.path if path.endswith("-packages")]
    parts: list[object] = [
        (str(request.site), str(request.out), request.words),
        (sys.version, sys.path[1:], [os.environ.get(name) for name in _VARIABLES]),
        [(path, state_of(Path(path))) for path in (*map(str, request.files), *installed)],
        around(request.site),
        [
            (name, [look(Path(place), skipped={"__pycache__"}) for place in _places(name)])
            for name in modules
        ],
    ]
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _places(module: str) -> Sequence[str]:
    """The folders of a package, without importing it."""
    from importlib.util import find_spec

    spec = find_spec(module)
    return () if spec is None else spec.submodule_search_locations or ()
