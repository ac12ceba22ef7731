"""What a conversion wrote, with hashes: `.syndicate/manifest.json` in the output folder.

A run writes the manifest last. Before it writes a file it says so in a journal, so that the next
run knows the files of one that was killed as ours.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from sys import intern
from typing import Any, Final

from syndicate.conversion.stamps import DOUBT, Stamp
from syndicate.diagnostics import Diagnostic, Severity, SyndicateError
from syndicate.source.text import write_atomically, write_in_parts

FOLDER: Final = ".syndicate"
URL_MAP: Final = f"{FOLDER}/url-map.json"
DISQUS_MAP: Final = f"{FOLDER}/url-map.csv"
OWN_FILES: Final = frozenset(
    {URL_MAP, DISQUS_MAP, f"{FOLDER}/nginx-http.conf", f"{FOLDER}/nginx-server.conf"}
)
"""Files of the result that lie in our folder: at the root an engine could publish them."""

FORMAT: Final = 1


class BrokenManifest(SyndicateError):
    """The manifest or a journal of the output folder cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A file of the source site as it was read; `path` is posix, relative to the site's root."""

    path: str
    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file that we wrote; `origin` is what a copy was made from."""

    stamp: Stamp
    is_scaffold: bool = False
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRecord:
    """A post that we rendered: enough to report on it again without rendering it.

    key: of all that its rendering depends on; "" if that cannot be told. inputs: the files it was
    made of, its own first. copies: target path and source path of each file that it shows.
    """

    source: str
    key: str
    inputs: tuple[Origin, ...]
    url: str | None
    body_bytes: int
    kept_bytes: int
    copies: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the output folder holds of ours.

    site: its root, relative to the output folder. is_new: the folder was empty when we began.
    files, posts: by target path. journals: hashes by path of files that a run meant to write that
    never ended. time_ns: when it was written, in nanoseconds since 1970.
    """

    target: str
    engine: str
    site: str
    url: str
    is_new: bool
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    posts: Mapping[str, PostRecord] = field(default_factory=dict)
    journals: Mapping[str, frozenset[str]] = field(default_factory=dict)
    time_ns: int = 0

    @property
    def trusted_until(self) -> int:
        """The time up to which the size and time of a file prove that it is unchanged."""
        return self.time_ns - DOUBT

    def hashes(self, path: str) -> frozenset[str]:
        """Hashes of what we wrote to `path`, or were about to write; empty if it is not ours."""
        record = self.files.get(path)
        pending = self.journals.get(path, frozenset())
        return pending | {record.stamp.sha256} if record is not None else pending


def manifest_file(out: Path) -> Path:
    """Where the manifest of an output folder lies."""
    return out / FOLDER / "manifest.json"


# -- reading ---------------------------------------------------------------------------------------


def read_manifest(out: Path) -> Manifest | None:
    """The manifest of `out` with what interrupted runs left; None if we never wrote there.

    Raises BrokenManifest.
    """
    file = manifest_file(out)
    try:
        written = _as_written(file) or _read(json.loads(file.read_bytes()))
        if written["format"] != FORMAT:
            raise BrokenManifest(
                f"{file} was written by syndicate {written['syndicate']}, in a format that this "
                "version does not know; convert with that version, or into another folder"
            )
        manifest = _manifest(written)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BrokenManifest(f"cannot read {file}: {error.strerror}") from error
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise BrokenManifest(
            f"{file} is damaged ({type(error).__name__}: {error}); restore it, or convert into "
            "another folder"
        ) from error
    return replace(manifest, journals=_read_journals(out))


def _as_written(file: Path) -> dict[str, Any] | None:
    """What we wrote, line by line, so that only records are held; None where it is laid out otherwise."""
    with file.open(encoding="utf-8") as stream:
        lines = (line.removesuffix("\n").removesuffix(",") for line in stream)
        try:
            return _read_lines(lines) if next(lines, "") == "{" else None
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None


def _read_lines(lines: Iterator[str]) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for line in lines:
        if line == "}":
            return found if next(lines, None) is None else None
        if line.endswith(": {"):
            name = json.loads(line.removesuffix(": {"))
            found[name] = dict(_read_table(lines, _SHAPES[name]))
        else:
            found |= json.loads(f"{{{line}}}")
    return None


def _read_table(lines: Iterator[str], shape: Callable[[Any], Any]) -> Iterator[tuple[str, Any]]:
    for line in lines:
        if line == "}":
            return
        ((path, record),) = json.loads(f"{{{line}}}").items()
        yield intern(path), shape(record)
    raise ValueError("the table has no end")


def _read(written: dict[str, Any]) -> dict[str, Any]:
    """What stands in a manifest of our format, with records."""
    if written["format"] != FORMAT:
        return written
    tables = {
        name: {path: shape(record) for path, record in written[name].items()}
        for name, shape in _SHAPES.items()
    }
    return {**written, **tables}


def _manifest(written: dict[str, Any]) -> Manifest:
    return Manifest(
        target=str(written["to"]),
        engine=str(written["from"]),
        site=str(written["site"]),
        url=str(written["url"]),
        is_new=bool(written["is_new"]),
        time_ns=int(written["time_ns"]),
        files=written["files"],
        posts=written["posts"],
    )


def _read_file(record: Any) -> FileRecord:
    origin = record.get("of")
    return FileRecord(
        stamp=_read_stamp(record["stamp"]),
        is_scaffold=record.get("scaffold", False),
        origin=None if origin is None else _read_origin(origin),
    )


def _read_origin(record: Any) -> Origin:
    return Origin(path=intern(str(record["path"])), stamp=_read_stamp(record["stamp"]))


def _read_stamp(record: Any) -> Stamp:
    size, mtime_ns, sha256 = record
    return Stamp(int(size), int(mtime_ns), str(sha256))


def _read_post(record: Any) -> PostRecord:
    return PostRecord(
        source=intern(str(record["source"])),
        key=str(record["key"]),
        inputs=tuple(_read_origin(origin) for origin in record["inputs"]),
        url=None if record["url"] is None else str(record["url"]),
        body_bytes=int(record["bytes"]),
        kept_bytes=int(record["bytes_kept"]),
        copies=tuple((str(path), str(source)) for path, source in record.get("copies", ())),
        diagnostics=tuple(
            Diagnostic(**{**found, "severity": Severity(found["severity"])})
            for found in record.get("diagnostics", ())
        ),
    )


_SHAPES: Final[Mapping[str, Callable[[Any], Any]]] = {"files": _read_file, "posts": _read_post}


# -- writing ---------------------------------------------------------------------------------------


def write_manifest(out: Path, manifest: Manifest, version: str) -> None:
    """Makes `manifest` that of `out`, then forgets the journals. Raises UnwritableTarget."""
    head = {
        "format": FORMAT,
        "syndicate": version,
        "to": manifest.target,
        "from": manifest.engine,
        "site": manifest.site,
        "url": manifest.url,
        "is_new": manifest.is_new,
        "time_ns": time.time_ns(),
    }
    write_in_parts(manifest_file(out), map(str.encode, _lines(head, manifest)))
    forget_journals(out)


def _lines(head: Mapping[str, object], manifest: Manifest) -> Iterator[str]:
    yield "{\n"
    yield from (f"{json.dumps(name)}: {json.dumps(value)},\n" for name, value in head.items())
    yield '"files": '
    yield from _table(manifest.files, _file_json)
    yield ',\n"posts": '
    yield from _table(manifest.posts, _post_json)
    yield "\n}\n"


def _table(records: Mapping[str, Any], shape: Any) -> Iterator[str]:
    """A JSON object with a record on each line, so that a diff of two manifests is readable."""
    before = "{\n"
    for path in sorted(records):
        yield f"{before}{json.dumps(path)}: {json.dumps(shape(records[path]))}"
        before = ",\n"
    yield "\n}" if records else "{}"


def _file_json(record: FileRecord) -> dict[str, object]:
    shape: dict[str, object] = {"stamp": record.stamp}
    if record.is_scaffold:
        shape["scaffold"] = True
    if record.origin is not None:
        shape["of"] = _origin_json(record.origin)
    return shape


def _origin_json(origin: Origin) -> dict[str, object]:
    return {"path": origin.path, "stamp": origin.stamp}


def _post_json(record: PostRecord) -> dict[str, object]:
    shape: dict[str, object] = {
        "source": record.source,
        "key": record.key,
        "inputs": [_origin_json(origin) for origin in record.inputs],
        "url": record.url,
        "bytes": record.body_bytes,
        "bytes_kept": record.kept_bytes,
    }
    if record.copies:
        shape["copies"] = record.copies
    if record.diagnostics:
        shape["diagnostics"] = [found.as_json() for found in record.diagnostics]
    return shape


# -- journals --------------------------------------------------------------------------------------


def write_journal(out: Path, name: str, hashes: Mapping[str, str]) -> None:
    """Says that files are about to be written; `hashes` are by path.

    Raises UnwritableTarget.
    """
    data = json.dumps(dict(hashes), indent=0).encode()
    write_atomically(out / FOLDER / f"journal-{name}.json", data)


def journal_files(out: Path) -> Iterator[Path]:
    """The journals in `out`, in alphabetical order."""
    yield from sorted((out / FOLDER).glob("journal-*.json"))


def _read_journals(out: Path) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for file in journal_files(out):
        try:
            for path, sha256 in json.loads(file.read_bytes()).items():
                found[path] = found.get(path, frozenset()) | {str(sha256)}
        except (OSError, ValueError, AttributeError) as error:
            raise BrokenManifest(f"cannot read {file}: {error}; delete it") from error
    return found


def forget_journals(out: Path) -> None:
    """Takes the journals away."""
    for file in journal_files(out):
        file.unlink(missing_ok=True)
