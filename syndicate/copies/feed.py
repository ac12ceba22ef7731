"""A feed of a site: as text, as a file, or as a folder of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from syndicate.adapter import WriteParts, WriteText, adapter_named, chosen_options
from syndicate.copies.context import context_of
from syndicate.copies.files import write_parts
from syndicate.diagnostics import Diagnostic, Report, SyndicateError, UsageError, in_order
from syndicate.model import Post, Site

_BY_ENDING: Final = {".json": "json", ".rss": "rss", ".atom": "atom"}
_SIGNS: Final = (b"<rss", b"<feed", b"https://jsonfeed.org/version/")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedResult:
    """Feeds that were written. files: where, in the order of the formats; diagnostics: those of reading included."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedText:
    """A feed as text; diagnostics: those of reading included."""

    text: str
    diagnostics: tuple[Diagnostic, ...]

    def __str__(self) -> str:
        return self.text


def feed(
    site: Site, *, posts: Sequence[Post] | None = None, options: Mapping[str, str] | None = None
) -> FeedText:
    """The feed of `site` as text. options: as `syndicate adapters feed` lists them, "format" for example.

    posts: those to choose from; without them all in the first language of the site.
    Raises UsageError, SyndicateError where there is nothing to be fed.
    """
    found: list[Diagnostic] = []
    action = _action(site, posts, options or {}, found.append)
    if len(action.paths) != 1:
        raise UsageError("several feeds make several files: name a folder, or one format")
    text = "".join(part for _, part in action.parts())
    return FeedText(text=text, diagnostics=in_order(site.diagnostics, found))


def write_feed(
    site: Site,
    out: Path,
    *,
    posts: Sequence[Post] | None = None,
    options: Mapping[str, str] | None = None,
) -> FeedResult:
    """Writes the feed of `site` to a file, whose ending may name the format, or into a folder.

    A file that is there is replaced if it is a feed. Raises as `feed` does, UnwritableTarget.
    """
    options = dict(options or {})
    is_folder = out.is_dir() or not out.suffix
    if not is_folder and "format" not in options:
        options["format"] = _format_of(out)
    found: list[Diagnostic] = []
    action = _action(site, posts, options, found.append)
    if not is_folder and len(action.paths) != 1:
        raise UsageError(f"{out} is one file; name a folder for several feeds")
    files = {path: out / path if is_folder else out for path in action.paths}
    for file in files.values():
        if file.exists() and not _is_feed(file):
            raise UsageError(
                f"{file} is there and is no feed; move it away, or choose another name"
            )
    write_parts(files, action.parts())
    return FeedResult(files=tuple(files.values()), diagnostics=in_order(site.diagnostics, found))


def _format_of(file: Path) -> str:
    if file.suffix.lower() in _BY_ENDING:
        return _BY_ENDING[file.suffix.lower()]
    return "rss" if "rss" in file.stem.lower() else "atom"


def _is_feed(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            start = stream.read(2000)
    except OSError:
        return False
    return not start.strip() or any(sign in start for sign in _SIGNS)


def _action(
    site: Site, posts: Sequence[Post] | None, options: Mapping[str, str], report: Report
) -> WriteParts:
    adapter = adapter_named("feed")
    if adapter.collect is None:
        raise SyndicateError("the adapter called feed makes no feeds; reinstall syndicate")
    chosen = tuple(_first_language(site)) if posts is None else posts
    given: Any = chosen_options(adapter, site, options)
    return _merged(adapter.collect(context_of(site), chosen, given, report))


def _first_language(site: Site) -> Iterable[Post]:
    """The posts of the site's first language: in a feed of all, each would stand once for each language."""
    return (p for p in site.posts if not p.is_page and (not p.lang or p.lang == site.lang))


def _merged(actions: Sequence[WriteText | WriteParts]) -> WriteParts:
    """All files as one action."""

    def parts() -> Iterator[tuple[str, str]]:
        for action in actions:
            if isinstance(action, WriteText):
                yield action.path, action.text
            else:
                yield from action.parts()

    paths = [
        path
        for action in actions
        for path in ((action.path,) if isinstance(action, WriteText) else action.paths)
    ]
    return WriteParts(paths=tuple(paths), parts=parts)
