"""A folder of posts with front matter as posts of the model, and what an address in them points at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from syndicate.body.nodes import Destination, Role
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.model import Post, Site, Term
from syndicate.source.files import files_below, is_file_inside
from syndicate.source.frontmatter import (
    FrontMatter,
    FrontMatterError,
    FrontMatterRules,
    read_front_matter,
)
from syndicate.source.text import SourceText, UnreadableSource, read_source
from syndicate.source.yaml import Value
from syndicate.web.links import (
    AssetLink,
    Dead,
    Elsewhere,
    LinkTarget,
    PageLink,
    PostLink,
    is_elsewhere,
    split_suffix,
)
from syndicate.web.urls import base_path, join_url, page_key, quote_path, unquote_path


def having(*names: str) -> Callable[[Path], str | None]:
    """What `Adapter.detect` takes: the first of the files `names` that lies in a folder, None without any."""
    return partial(_first_of, names)


def _first_of(names: tuple[str, ...], folder: Path) -> str | None:
    return next((name for name in names if (folder / name).is_file()), None)


ReadPost = Callable[[str, FrontMatter], Post | None]
"""Makes a post of its path in the site and its header; None, with a report, where it cannot."""


def read_posts(
    root: Path,
    folder: str,
    rules: FrontMatterRules,
    read_post: ReadPost,
    report: Report,
    *,
    endings: tuple[str, ...] = (".md",),
) -> tuple[Post, ...]:
    """The posts below `folder` of the site at `root`, newest first.

    A file that cannot be read, or whose header is broken, is reported and left out.
    """
    names = (f"{folder}/{name}" for name in files_below(root / folder, root))
    fronts = (
        (name, read_header(root, name, rules, report)) for name in names if name.endswith(endings)
    )
    read = (read_post(name, front) for name, front in fronts if front is not None)
    earliest = datetime.min.replace(tzinfo=UTC)
    posts = (post for post in read if post is not None)
    return tuple(sorted(posts, key=lambda post: post.date or earliest, reverse=True))


def read_header(
    root: Path, name: str, rules: FrontMatterRules, report: Report
) -> FrontMatter | None:
    """The header of one file; None, and a finding, where it cannot be read."""
    try:
        source = read_source(root / name, name)
        return read_front_matter(source, rules)
    except UnreadableSource as broken:
        report(SourceText(name, "").diagnostic(0, CODES["source-unreadable"], str(broken)))
    except FrontMatterError as broken:
        report(source.diagnostic(broken.offset, CODES["front-matter-broken"], str(broken)))
    return None


def terms(value: Value) -> tuple[Term, ...]:
    """The tags or categories that a header lists; none where it is no list."""
    return tuple(Term(name=str(each)) for each in value) if isinstance(value, list) else ()


def by_address(posts: Iterable[Post]) -> Mapping[str, str]:
    """The source of each post by the key of its page: what `resolve_as_written` takes as `Site.config`."""
    return {page_key(post.path): post.source for post in posts}


def resolve_as_written(site: Site, post: Post, node: Destination) -> LinkTarget:
    """What an address points at where the engine leaves addresses as the author wrote them.

    `site.config` has to be what `by_address` gives; files are those of `site.static_dirs`.
    """
    if is_elsewhere(node.url):
        return Elsewhere(url=node.url)
    address, suffix = split_suffix(node.url)
    path = unquote_path(join_url(post.path, address))
    if source := site.config.get(page_key(quote_path(path))):
        return PostLink(source=str(source), suffix=suffix)
    base = base_path(site.url)
    below = path.removeprefix(base) if path.startswith(f"{base}/") else path
    for folder in site.static_dirs:
        file = site.root / f"{folder}{below}"
        if is_file_inside(file, site.root):
            return AssetLink(path=f"{folder}{below}", file=file, suffix=suffix)
    if node.role is Role.IMAGE:
        return Dead(
            url=node.url, reason=f"there is no file {'/'.join(site.static_dirs[:1])}{below}"
        )
    return PageLink(path=quote_path(path), suffix=suffix)


def merged(below: Mapping[str, Value], above: Mapping[str, Value]) -> dict[str, Value]:
    """One layer of data over another: maps become one map, lists one list; of anything else the upper one counts."""
    found = dict(below)
    for key, value in above.items():
        old = found.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            found[key] = merged(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            found[key] = [*old, *(each for each in value if each not in old)]
        else:
            found[key] = value
    return found


def read_data(root: Path, name: str) -> dict[str, Value]:
    """The map in a data file of JSON; empty where there is no such file inside `root`, or no map in it.

    Raises OSError and ValueError where it cannot be read.
    """
    if not is_file_inside(root / name, root):
        return {}
    said = json.loads((root / name).read_text(encoding="utf-8"))
    return said if isinstance(said, dict) else {}
