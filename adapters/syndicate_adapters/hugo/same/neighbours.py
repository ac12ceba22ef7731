"""What a post of Hugo needs beside it on another Hugo site: files of its bundle, branches above it, shortcodes.

Source: Hugo 0.168 (tpl/tplimpl, hugolib/pages_capture.go); tests/hugo/test_same_engine.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from syndicate.adapter import Copy
from syndicate.model import Post, Site
from syndicate.source.files import is_file_inside
from syndicate.source.text import SourceText, Span, UnreadableSource, read_source
from syndicate_adapters.hugo.markdown.tags import scan
from syndicate_adapters.hugo.reading.content import mounted_files
from syndicate_adapters.hugo.reading.links import HugoSite
from syndicate_adapters.hugo.reading.modules import Mount
from syndicate_adapters.hugo.reading.templates import own_shortcodes
from syndicate_adapters.hugo.settings import OwnShortcode

_PARTIAL: Final = re.compile(r"\bpartial(?:Cached)?\s+[\"`]([^\"`]+)[\"`]")
_FOLDERS: Final = ("_partials", "partials")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Which file of the other site one of this site becomes. ours, theirs: the mounts of both."""

    ours: tuple[Mount, ...]
    theirs: tuple[Mount, ...]

    def place(self, path: str, lang: str = "") -> str:
        """The path in the other site; the same one where it looks into that folder, or where nobody knows."""
        mount = next((m for m in self.ours if path.startswith(f"{m.source}/")), None)
        if mount is None:
            return path
        own = [m for m in self.theirs if m.component == mount.component and not m.order]
        if any(path.startswith(f"{m.source}/") for m in own):
            return path
        rest = f"{mount.folder}{path.removeprefix(mount.source)}"
        there = [m for m in own if not m.folder]
        there.sort(key=lambda m: (m.lang != lang, m.lang != ""))
        return f"{there[0].source if there else mount.component}{rest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What posts of one site need on another; can be pickled.

    shortcodes, templates: those of the one site and of the other. called: path of a branch -> what its text calls.
    """

    folders: Folders
    shortcodes: Mapping[str, OwnShortcode] = field(repr=False)
    templates: Mapping[str, OwnShortcode] = field(repr=False)
    called: Mapping[str, tuple[str, ...]] = field(repr=False)

    def copies(self, site: Site, post: Post, source: SourceText) -> Iterator[Copy]:
        """All of it; a file of another kind at its place is nobody's but the owner's of that site."""
        names = dict.fromkeys(_calls(source, post.front.body_start))
        around = tuple(branches(site, post))
        for path in (*bundled(site, post), *around):
            yield Copy(path=self.folders.place(path, post.lang), source=site.root / path)
        for path in around:
            names |= dict.fromkeys(self.called.get(path, ()))
        for name in names:
            own = self.shortcodes.get(name)
            if own is not None:
                yield from self._template(site, name, own)

    def _template(self, site: Site, name: str, own: OwnShortcode) -> Iterator[Copy]:
        other = self.templates.get(name)
        place = other.source if other is not None else self.folders.place(own.source)
        yield Copy(path=place, source=site.root / own.source)
        for path in _partials(site, own, self.folders.ours):
            yield Copy(path=self.folders.place(path), source=site.root / path)


def neighbours(site: Site, out: Path, theirs: tuple[Mount, ...]) -> Neighbours:
    """What posts of `site` need in the site at `out`."""
    hugo: HugoSite = site.config
    mounts = hugo.config.mounts
    around = {path for post in site.posts for path in branches(site, post)}
    return Neighbours(
        folders=Folders(ours=mounts, theirs=theirs),
        shortcodes=own_shortcodes(site.root, mounts),
        templates=own_shortcodes(out, theirs),
        called={path: tuple(_calls_in(site, path)) for path in sorted(around)},
    )


def _calls_in(site: Site, path: str) -> Iterator[str]:
    try:
        yield from dict.fromkeys(_calls(read_source(site.root / path, path), 0))
    except UnreadableSource:
        return  # copying it tells


def _calls(source: SourceText, start: int) -> Iterator[str]:
    """The names that a text calls, from a place on."""
    tags = scan(source.text, Span(start, len(source.text))).tags
    yield from (tag.name for tag in tags if tag.text is None)


def bundled(site: Site, post: Post) -> Iterator[str]:
    """The files of a post that is a folder, as paths in the site; other texts in it belong to it too."""
    hugo: HugoSite = site.config
    folder, _, name = post.source.rpartition("/")
    if not name.lower().startswith("index."):
        return
    posts = {each.source for each in site.posts}
    beside = Mount(source=folder, target="content")
    for rest, _ in mounted_files(site.root, beside, hugo.config, lambda found: None):
        if f"{folder}{rest}" not in posts:
            yield f"{folder}{rest}"


def branches(site: Site, post: Post) -> Iterator[str]:
    """The files of the sections that a post is in, whose headers may say things for it."""
    hugo: HugoSite = site.config
    links = hugo.links_of(post)
    key = links.sources.get(post.source, "")
    while key:
        key = key.rpartition("/")[0]
        known = links.pages.get(key)
        if key and known is not None and known.source:
            yield known.source


def _partials(site: Site, own: OwnShortcode, mounts: tuple[Mount, ...]) -> Iterator[str]:
    """The partials that a template names, and those that they name, as paths in the site."""
    unread, seen = [own.text], set[str]()
    while unread:
        for name in _PARTIAL.findall(unread.pop()):
            path = _partial(site, name, mounts)
            if path is not None and path not in seen:
                seen.add(path)
                yield path
                try:
                    unread.append(read_source(site.root / path, path).text)
                except UnreadableSource:
                    continue  # copying it tells


def _partial(site: Site, name: str, mounts: tuple[Mount, ...]) -> str | None:
    layouts = sorted((m for m in mounts if m.component == "layouts"), key=lambda m: m.order)
    for mount in layouts:
        for folder in _FOLDERS:
            for ending in ("", ".html"):
                path = f"{mount.source}/{folder}/{name}{ending}"
                if is_file_inside(site.root / path, site.root):
                    return path
    return None
