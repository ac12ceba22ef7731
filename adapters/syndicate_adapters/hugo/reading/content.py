"""Which files of a site are pages, bundles, resources: what its mounts lay together.

Source: Hugo 0.168 (hugofs, hugolib/pages_capture.go); the sites of tests/hugo_reading/vectors.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate_adapters.hugo.reading.codes import PAGES_MERGED, finding
from syndicate_adapters.hugo.reading.globs import matches
from syndicate_adapters.hugo.reading.modules import Mount
from syndicate_adapters.hugo.reading.names import ContentName, parse_name
from syndicate_adapters.hugo.reading.settings import HugoConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFile:
    """One file as content. source: posix, below the root. lang: the language it is for. order: of its module."""

    file: Path
    source: str
    name: ContentName
    lang: str
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """pages: by language, then by key. resources: those of leaf bundles and of branches, by key and language.

    templates: files that make pages when they are run.
    """

    pages: Mapping[str, Mapping[str, ContentFile]]
    resources: Mapping[str, Mapping[str, ContentFile]]
    bundled: Sequence[ContentFile] = ()
    templates: Sequence[ContentFile] = ()


@dataclass(slots=True, kw_only=True)
class _Folder:
    files: list[ContentFile] = field(default_factory=list)
    is_leaf: bool = False


def read_content(root: Path, config: HugoConfig, report: Report) -> Content:
    """All content of a site."""
    folders: dict[str, _Folder] = {}
    seen: set[tuple[str, str]] = set()
    for mount in config.mounts:
        if mount.component != "content":
            continue
        for file in _mounted(root, mount, config, report):
            # What two modules have at one place, the first of them has.
            place = (file.name.path, file.lang)
            if place not in seen and not file.name.is_disabled:
                seen.add(place)
                folder = folders.setdefault(file.name.folder, _Folder())
                folder.files.append(file)
                folder.is_leaf = folder.is_leaf or file.name.role == "leaf"
    return _sorted_out(folders, config, report)


def _mounted(root: Path, mount: Mount, config: HugoConfig, report: Report) -> Iterator[ContentFile]:
    languages = frozenset(language.key for language in config.languages)
    for rest, file in mounted_files(root, mount, config, report):
        path = mount.folder + rest
        name = parse_name(path, languages, config.disabled)
        if mount.lang and mount.lang not in languages and not name.lang:
            continue
        yield ContentFile(
            file=file,
            source=f"{mount.source}{rest}".removeprefix("./"),
            name=name,
            lang=name.lang or mount.lang or config.first.key,
            order=mount.order,
        )


def mounted_files(
    root: Path, mount: Mount, config: HugoConfig, report: Report
) -> Iterator[tuple[str, Path]]:
    """The files of a mount: "/x/y.md" below its source ("" for a mount of one file), and where they lie.

    Links are not followed; a source outside of the site is reported.
    """
    place = root / mount.source
    if mount.source.startswith(("..", "/")) or not _is_inside(place, root):
        if "\0" not in mount.source and os.path.lexists(place):
            path, line = config.config.place("mounts")
            message = f"{mount.source} lies outside of the site's folder, where we do not look"
            report(finding(CODES["asset-outside"], path, line, message))
        return
    if place.is_file():
        yield "", place
        return
    for rest, file in _walk(place, "", config):
        if is_wanted(rest[1:], mount.files):
            yield rest, file


def _is_inside(place: Path, root: Path) -> bool:
    try:
        return place.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _walk(folder: Path, below: str, config: HugoConfig) -> Iterator[tuple[str, Path]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if is_ignored(entry.name) or any(p.search(entry.path) for p in config.ignored):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{below}/{entry.name}", config)
        elif entry.is_file(follow_symlinks=False):
            yield f"{below}/{entry.name}", Path(entry.path)


def is_ignored(name: str) -> bool:
    """Whether Hugo passes over a file or folder for its name alone."""
    return name.startswith((".", "#")) or name.endswith("~")


def is_wanted(path: str, globs: Sequence[str]) -> bool:
    """Whether the filter of a mount lets a path below its source through."""
    excluded = [glob[2:] for glob in globs if glob.startswith("! ")]
    wanted = [glob for glob in globs if not glob.startswith("! ")]
    if any(matches(path, glob.lstrip("/")) for glob in excluded):
        return False
    return not wanted or any(matches(path, glob.lstrip("/")) for glob in wanted)


def _sorted_out(folders: Mapping[str, _Folder], config: HugoConfig, report: Report) -> Content:
    pages: dict[str, dict[str, ContentFile]] = {each.key: {} for each in config.languages}
    resources: dict[str, dict[str, ContentFile]] = {}
    bundled, templates = [], []
    for path in sorted(folders):
        bundle = _bundle_of(path, folders)
        for file in _by_rank(folders[path].files):
            is_inside = bundle is not None and (bundle != path or file.name.role != "leaf")
            if file.name.role == "pages" and not is_inside:
                templates.append(file)
            elif is_inside or file.name.role in ("file", "pages"):
                file = replace(file, name=_as_resource(file.name)) if is_inside else file
                resources.setdefault(file.name.key, {}).setdefault(file.lang, file)
                bundled.append(file)
            else:
                _add(pages[file.lang], file, report)
    return Content(pages=pages, resources=resources, bundled=bundled, templates=templates)


def _bundle_of(path: str, folders: Mapping[str, _Folder]) -> str | None:
    """The highest folder on the way to `path` that is a leaf bundle; all below belongs to it."""
    parts = path.split("/")
    for end in range(1, len(parts) + 1):
        folder = "/".join(parts[:end])
        if folder in folders and folders[folder].is_leaf:
            return folder
    return None


def _as_resource(name: ContentName) -> ContentName:
    return replace(name, role="file")


def _by_rank(files: Iterable[ContentFile]) -> list[ContentFile]:
    """In the order in which Hugo takes files for one page: its language said, the later ending, the name."""
    ranked = sorted(files, key=lambda file: (file.name.ending, file.name.path))
    ranked.sort(key=lambda file: file.name.ending, reverse=True)
    return sorted(ranked, key=lambda file: (file.order, not file.name.lang))


def _add(pages: dict[str, ContentFile], file: ContentFile, report: Report) -> None:
    older = pages.get(file.name.key)
    if older is None or (older.name.role == "single" and file.name.role != "single"):
        pages[file.name.key] = file
    if older is not None and older.order == file.order:
        kept, hidden = pages[file.name.key], older if pages[file.name.key] is file else file
        message = f"this is the page of {kept.source} too, which is taken"
        report(finding(PAGES_MERGED, hidden.source, 1, message))
