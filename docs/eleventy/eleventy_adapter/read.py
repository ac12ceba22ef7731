"""An Eleventy site as the canonical model: the posts in `posts/`, static files in `static/`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from eleventy_adapter.cascade import cascade, path_of
from eleventy_adapter.dialect import ELEVENTY
from syndicate import kit

DATA_UNREAD: Final = kit.error(
    "data-unread",
    "A data file of a post cannot be read, or only code could tell its address.",
    "Mend the file, or write the permalink of the post in its front matter.",
)


def read_site(path: Path, options: kit.ReadOptions, report: kit.Report) -> kit.Site:
    """The site in the folder `path`."""
    read = partial(read_post, path, options.url, report)
    posts = kit.read_posts(path, "posts", kit.GRAY_MATTER, read, report)
    return kit.Site(
        root=path,
        engine="eleventy",
        url=options.url,
        posts=posts,
        static_dirs=("static",),
        config=kit.by_address(posts),
    )


def read_post(
    root: Path, url: str, report: kit.Report, name: str, front: kit.FrontMatter
) -> kit.Post | None:
    """One post; None, and a finding, where what stands around it cannot be read."""
    try:
        data = cascade(root, name, front.values)
        path = path_of(name, data)
    except (OSError, ValueError) as broken:
        report(front.source.diagnostic(front.at("permalink"), DATA_UNREAD, str(broken)))
        return None
    return kit.Post(
        source=name,
        file=root / name,
        url=f"{url}{kit.quote_path(path)}" if url and path else None,
        path=kit.base_path(url) + (path or f"/{name.removesuffix('.md')}/"),
        canonical_url=str(data.get("canonical") or ""),
        title=str(data.get("title") or ""),
        date=kit.moment(data.get("date") or kit.day_in(name)),
        tags=kit.terms(data.get("tags")),
        is_draft=path is None,
        front=front,
        dialect=ELEVENTY,
    )
