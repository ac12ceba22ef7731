"""One post for the new site: its header edited, its text rendered, its addresses those of the new site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from syndicate.adapter import Copy, Write, WriteContext, WriteText, Written
from syndicate.body.dialect import Dialect
from syndicate.body.render import render
from syndicate.diagnostics import Report
from syndicate.model import Post, Site
from syndicate.source.files import files_below
from syndicate.source.frontmatter import Change, edit_as_yaml
from syndicate.web.urls import base_path, page_key, quote_path, split_url, unquote_path
from syndicate.writing.addresses import report_address
from syndicate.writing.links import Links, Relinker
from syndicate.writing.places import AssetPlace, below_statics, inputs_of, key_of, static_files

Changes = Callable[[Post, str], Iterable[Change]]
"""What the header of a post has to say otherwise; the text is where the new site serves it, below its base path."""

PathOf = Callable[[str], str]
"""Where the new site serves what was served at this path: both raw, and without the base path."""

Placed = Callable[[Site, str], AssetPlace]
"""Where the file at a path of the old site goes."""


def as_page(path: str) -> str:
    """The path of a page for an engine that serves folders, with a slash at its end, and files of HTML."""
    return path if path.endswith(("/", ".html")) else f"{path}/"


def raw_path(post: Post) -> str:
    """Where the old site serves a post, base path included: characters, however the engine spells them."""
    return unquote_path(split_url(post.url).path) if post.url else post.path


def links_to(
    context: WriteContext, path_of: PathOf = as_page, *, has_statics: bool = False
) -> Links:
    """What relinking has to know of a new site that serves each post at what `path_of` makes of its path.

    has_statics: every static file comes along (`static_copies`), not only those that a post shows.
    """
    site = context.site
    base = base_path(site.url)
    paths = {key_of(post): path_of(raw_path(post).removeprefix(base)) for post in site.posts}
    return Links(
        site=site,
        resolve=context.resolve,
        base=base,
        paths=paths,
        pages=frozenset(page_key(f"{base}{path}") for path in paths.values()),
        has_statics=has_statics,
    )


def in_statics(folder: str, site: Site, path: str) -> AssetPlace:
    """A file in `folder`, whose files are served at the root: a static file keeps its path, and so does any other."""
    below = below_statics(site, path) or path
    return AssetPlace(file=f"{folder}/{below}", path=f"/{below}")


def static_copies(site: Site, folder: str, report: Report) -> Iterator[Copy]:
    """Every static file of the old site, with its path below `folder`."""
    for source, path in static_files(site, folder, report):
        yield Copy(path=path, source=site.root / source)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostWriter:
    """What `Conversion.render` takes. Its functions have to be picklable: those of a module, or `partial`s of them.

    placed: by default every file that is shown goes to `static/`.
    """

    dialect: Dialect
    links: Links
    changes: Changes
    placed: Placed = field(default=partial(in_statics, "static"))

    def __call__(self, write: Write, report: Report) -> Written:
        """The text of one post. Raises UnreadableSource and ParserFailure."""
        post, links = write.post, self.links
        path = links.paths[key_of(post)]
        url = f"{links.site.url}{quote_path(path)}"
        report_address(post, path, url, report, is_exact=True, is_same_file=True)
        body = post.body(report)
        relinker = Relinker(
            links=links, post=post, placed=partial(self.placed, links.site), report=report
        )
        rendered = render(body, post.dialect, self.dialect, relink=relinker, report=report)
        return Written(
            text=edit_as_yaml(post.front, tuple(self.changes(post, path))) + rendered.text,
            body_bytes=len(body.text.encode()),
            kept_bytes=rendered.kept,
            copies=tuple(relinker.copies.values()),
            url=url if post.url else None,
            inputs=tuple(links.site.root / name for name in inputs_of(body)),
        )


def scaffold(folder: Path) -> Iterator[WriteText]:
    """The files below `folder`, which an adapter brings for new sites; they belong to the user once written."""
    for name in files_below(folder, folder):
        text = (folder / name).read_text(encoding="utf-8")
        yield WriteText(path=name, text=text, is_scaffold=True)
