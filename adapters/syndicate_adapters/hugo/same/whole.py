"""A whole Hugo site in an empty folder: every file as it is, at the same place.

Source: Hugo 0.168; tests/hugo/test_same_engine.py has the engine build both.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from syndicate.adapter import Action, Conversion, Copy, Write, WriteContext, Written
from syndicate.diagnostics import Report
from syndicate.leftovers import SECRETS, holds_secrets, left_behind
from syndicate.model import Post, Site
from syndicate_adapters.hugo.reading.links import HugoSite
from syndicate_adapters.hugo.reading.modules import Mount
from syndicate_adapters.hugo.reading.params import text_of

_OF_TOOLS: Final = frozenset(
    {".git", ".hugo_build.lock", ".syndicate", ".DS_Store", "node_modules"}
)
"""What lies in a site's folder and is made by tools, or belongs to one checkout."""

RULES_UNUSED: Final = (
    "a site that stays with Hugo keeps its own shortcodes and their calls: rules in `syndicate.toml` and --expand "
    "change nothing in it"
)


def write_whole(context: WriteContext, report: Report) -> Conversion:
    """The plan: the posts, and whatever else the site is made of, its layouts, config and themes too."""
    site = context.site
    posts = {post.source: post for post in site.posts if not post.is_refused}
    hugo: HugoSite = site.config
    files = _Files(root=site.root, published=_published(hugo), mounts=hugo.config.mounts)
    actions: list[Action] = [
        Copy(path=path, source=site.root / path) for path in files.below("") if path not in posts
    ]
    actions += (Write(path=source, post=post) for source, post in posts.items())
    for kind, places in (
        (("link, which Hugo does not follow,", "links, which Hugo does not follow,"), files.links),
        (("folder of built pages", "folders of built pages"), files.built),
        (SECRETS, files.secrets),
    ):
        if places:
            report(left_behind(kind, sorted(places)))
    return Conversion(
        actions=tuple(actions),
        render=render_same,
        advice=(RULES_UNUSED,) if site.rules or expands(site) else (),
        key="hugo to hugo",
        static=next(iter(site.static_dirs), "static"),
        is_verbatim=True,
        brings_all=True,
    )


def render_same(write: Write, report: Report) -> Written:
    """One post, byte for byte. Raises UnreadableSource."""
    post = write.post
    source = post.read()
    size = len(source.text[post.front.body_start :].encode("utf-8", "surrogatepass"))
    return Written(
        text=source.text,
        body_bytes=size,
        kept_bytes=size,
        url=post.url,
        data=post.file.read_bytes() if source.has_bom or source.replaced else None,
    )


def expands(site: Site) -> bool:
    """Whether somebody asked to have the site's own shortcodes expanded."""
    first: Post | None = next(iter(site.posts), None)
    return first is not None and first.settings.site.expands


def _published(hugo: HugoSite) -> str:
    """The folder that the engine builds into, as a path in the site."""
    said = text_of(hugo.config.config.values.get("publishdir")) or "public"
    return posixpath.normpath(said)


@dataclass(slots=True, kw_only=True)
class _Files:
    """One walk over a site. published: the folder of built pages. mounts: folders that Hugo looks into.

    links, built, secrets: what was passed over.
    """

    root: Path
    published: str
    mounts: tuple[Mount, ...]
    links: list[str] = field(default_factory=list)
    built: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)

    def below(self, folder: str) -> Iterator[str]:
        """The files below a folder, as paths in the site, in order."""
        try:
            entries = sorted(os.scandir(self.root / folder), key=lambda entry: entry.name)
        except OSError:
            return  # reading told of it, where it is a folder of the site's content
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name in _OF_TOOLS:
                continue
            if entry.is_symlink() and not self._is_followed(entry, path):
                self.links.append(path)
            elif entry.is_dir():
                if path == self.published:
                    self.built.append(path)
                else:
                    yield from self.below(path)
            elif entry.is_file():
                if holds_secrets(entry.name):
                    self.secrets.append(path)
                else:
                    yield path

    def _is_followed(self, entry: os.DirEntry[str], path: str) -> bool:
        """Whether what a link leads to comes along: folders that Hugo follows, and single files that it served once.

        A file among texts or layouts would become one that today's Hugo does not see.
        """
        place = os.path.realpath(self.root / path)
        if not place.startswith(f"{os.path.realpath(self.root)}{os.sep}"):
            return False
        if any(f"{mount.source}/".startswith(f"{path}/") for mount in self.mounts):
            return True
        served = (m.source for m in self.mounts if m.component in ("static", "assets"))
        return entry.is_file() and any(path.startswith(f"{source}/") for source in served)
