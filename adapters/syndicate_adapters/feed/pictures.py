"""Pictures in feeds: where they are, of what kind and size, and small ones that travel inside of the feed."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final

from syndicate import original
from syndicate.adapter import ExportContext
from syndicate.body.html import encoded
from syndicate.body.nodes import Destination, Role
from syndicate.body.render import Relink
from syndicate.diagnostics import Diagnostic, Report
from syndicate.model import Post
from syndicate.review import BookReview
from syndicate.source.text import SourceText, Span
from syndicate.web.links import AssetLink
from syndicate.web.urls import join_url

# Not from the system's tables: the same site gives the same bytes everywhere.
_TYPES: Final = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
_LARGEST_INSIDE: Final = (
    10_000  # bytes; the limit under which Docusaurus puts a picture into its page
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture of a post. size: in bytes, None where the file is not at hand; type: "" where nobody knows."""

    url: str
    type: str = ""
    size: int | None = None


def picture_of(
    context: ExportContext, post: Post, review: BookReview | None, report: Report
) -> Picture | None:
    """The picture that stands for the post, or the cover of the book it reviews; None without an address."""
    given = original.picture_of(post, review)
    if given is None:
        return None
    node = Destination(span=Span(given.at, given.at), url=given.url, role=Role.IMAGE)
    target = context.resolve(context.site, post, node)
    hear = _silent if given.is_cover else report
    found = context.relink(post, hear)(post.front.source, node)
    if isinstance(target, AssetLink):
        if found is None:
            return None
        return Picture(url=encoded(found), type=_type_of(target.path), size=_size_of(target))
    url = encoded(join_url(post.url or "", found or given.url))
    if not url.startswith(("http://", "https://")):
        return None
    return Picture(url=url, type=_type_of(url.partition("?")[0]))


def _silent(found: Diagnostic) -> None:
    """Hears what the article reports already: the cover of a book stands in it too."""


def with_small_pictures(context: ExportContext, post: Post, relink: Relink) -> Relink:
    """`relink`, but a small picture that the site serves at no address of its own is put into the feed."""

    def absolute(source: SourceText, node: Destination) -> str | None:
        if node.role in (Role.IMAGE, Role.ATTRIBUTE) and _type_of(node.url):
            target = context.resolve(context.site, post, node)
            if isinstance(target, AssetLink) and (inside := _inside(context, post, target)):
                return inside
        return relink(source, node)

    return absolute


def _inside(context: ExportContext, post: Post, asset: AssetLink) -> str | None:
    kind = _type_of(asset.path)
    size = _size_of(asset)
    if not kind or size is None or size >= _LARGEST_INSIDE:
        return None
    if context.asset_url(context.site, post, asset) is not None:
        return None
    try:
        return f"data:{kind};base64,{base64.b64encode(asset.file.read_bytes()).decode()}"
    except OSError:
        return None


def _type_of(path: str) -> str:
    name = path.partition("?")[0].partition("#")[0]
    return _TYPES.get(name.rpartition(".")[2].lower(), "")


def _size_of(asset: AssetLink) -> int | None:
    try:
        return asset.file.stat().st_size
    except OSError:
        return None
