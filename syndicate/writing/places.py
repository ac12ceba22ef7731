"""Which post is meant, where the files go that posts show, and what other files a text came from."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from syndicate.body.nodes import Body, Container, Insert, Node
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.model import Post, Site
from syndicate.source.files import LeftOut, files_below
from syndicate.source.text import SourceText

PostKey = tuple[str, str]
"""Source and language: one text may be served in several languages."""


def key_of(post: Post) -> PostKey:
    """What tells a post from all others."""
    return post.source, post.lang


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetPlace:
    """Where a file of the site goes, and the path that it is served at, raw and without the base path.

    name: its path beside the post, if that is where it goes; "" elsewhere.
    """

    file: str
    path: str
    name: str = ""


def below_statics(site: Site, path: str) -> str | None:
    """The path below which a static file is served, without a slash before it; None for other files."""
    for folder in site.static_dirs:
        if path.startswith(f"{folder}/"):
            return path.removeprefix(f"{folder}/")
    return None


def static_files(site: Site, folder: str, report: Report) -> Iterator[tuple[str, str]]:
    """Every static file of the site: its path in the site, and its path in the output, below `folder`."""
    placed: dict[str, str] = {}
    for source in site.static_dirs:
        if (site.root / source).is_dir():
            left_out = partial(_report_left_out, source, report)
            names = files_below(site.root / source, site.root, left_out, skipped=frozenset())
            placed.update(
                (posixpath.join(folder, name), posixpath.join(source, name)) for name in names
            )
    for target, file in placed.items():
        yield file, target


def _report_left_out(folder: str, report: Report, found: LeftOut) -> None:
    place = SourceText(posixpath.normpath(posixpath.join(folder, found.path)), "")
    report(place.diagnostic(0, CODES[found.code], found.message))


def inputs_of(body: Body) -> Iterator[str]:
    """The other files whose text went into a body, as paths in the site, each once."""
    known = {body.source.path}
    pending: list[Node] = list(body.nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, Insert):
            if (path := node.body.source.path) not in known:
                known.add(path)
                yield path
            pending += node.body.nodes
        elif isinstance(node, Container):
            pending += node.children
