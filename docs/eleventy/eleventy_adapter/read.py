"""An Eleventy site as the canonical model: the posts in `posts/`, static files in `static/`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from eleventy_adapter.cascade import cascade, day_of, path_of
from eleventy_adapter.dialect import ELEVENTY
from eleventy_adapter.moments import moment
from syndicate.adapter import ReadOptions
from syndicate.body.nodes import Destination, Role
from syndicate.catalogue import CODES, error
from syndicate.diagnostics import Report
from syndicate.model import Post, Site, Term
from syndicate.source.files import files_below, is_file_inside
from syndicate.source.frontmatter import DOCUSAURUS, FrontMatterError, read_front_matter
from syndicate.source.text import SourceText, UnreadableSource, read_source
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
from syndicate.web.urls import join_url, page_key, quote_path, unquote_path

DATA_UNREAD: Final = error(
    "data-unread",
    "A data file of a post cannot be read, or only code could tell its address.",
    "Mend the file, or write the permalink of the post in its front matter.",
)


def evidence(folder: Path) -> str | None:
    """What shows that a folder is an Eleventy site; None without any."""
    names = ("eleventy.config.js", "eleventy.config.mjs", ".eleventy.js")
    return next((name for name in names if (folder / name).is_file()), None)


def read_site(path: Path, options: ReadOptions, report: Report) -> Site:
    """The site in the folder `path`."""
    names = [name for name in files_below(path / "posts", path) if name.endswith(".md")]
    read = (read_post(path, f"posts/{name}", options.url, report) for name in names)
    posts = [post for post in read if post is not None]
    posts.sort(key=lambda post: post.date or datetime.min.replace(tzinfo=UTC), reverse=True)
    return Site(
        root=path,
        engine="eleventy",
        url=options.url,
        posts=tuple(posts),
        static_dirs=("static",),
        config={page_key(post.path): post.source for post in posts},
    )


def read_post(root: Path, name: str, url: str, report: Report) -> Post | None:
    """One post; None, and a finding, where it cannot be read."""
    try:
        source = read_source(root / name, name)
        front = read_front_matter(source, DOCUSAURUS)  # both use gray-matter
    except UnreadableSource as broken:
        report(SourceText(name, "").diagnostic(0, CODES["source-unreadable"], str(broken)))
        return None
    except FrontMatterError as broken:
        report(source.diagnostic(broken.offset, CODES["front-matter-broken"], str(broken)))
        return None
    try:
        data = cascade(root, name, front.values)
        path = path_of(name, data)
    except (OSError, ValueError) as broken:
        report(source.diagnostic(front.at("permalink"), DATA_UNREAD, str(broken)))
        return None
    tags = data.get("tags")
    return Post(
        source=name,
        file=root / name,
        url=f"{url}{quote_path(path)}" if url and path else None,
        path=path or f"/{name.removesuffix('.md')}/",
        canonical_url=str(data.get("canonical") or ""),
        title=str(data.get("title") or ""),
        date=moment(data.get("date") or day_of(name)),
        tags=tuple(Term(name=str(tag)) for tag in tags) if isinstance(tags, list) else (),
        is_draft=path is None,
        front=front,
        dialect=ELEVENTY,
    )


def resolve(site: Site, post: Post, node: Destination) -> LinkTarget:
    """What an address in a post points at: Eleventy leaves addresses as they are written."""
    if is_elsewhere(node.url):
        return Elsewhere(url=node.url)
    address, suffix = split_suffix(node.url)
    path = unquote_path(join_url(post.path, address))
    if source := site.config.get(page_key(quote_path(path))):
        return PostLink(source=source, suffix=suffix)
    file = site.root / f"static{path}"
    if is_file_inside(file, site.root):
        return AssetLink(path=f"static{path}", file=file, suffix=suffix)
    if node.role is Role.IMAGE:
        return Dead(url=node.url, reason=f"there is no file static{path}")
    return PageLink(path=quote_path(path), suffix=suffix)
