"""What adapters of services need to know of a site, and which posts they get."""

from __future__ import annotations

from syndicate.adapter import ExportContext, adapter_named
from syndicate.diagnostics import UsageError
from syndicate.model import Post, Site


def context_of(site: Site) -> ExportContext:
    """How the addresses in the posts of `site` are resolved. Raises UsageError where nobody knows that."""
    engine = adapter_named(site.engine)
    if engine.resolve is None or engine.asset_url is None:
        raise UsageError(f"syndicate cannot follow the links of {site.engine} yet")
    return ExportContext(
        site=site, source=engine.dialect, resolve=engine.resolve, asset_url=engine.asset_url
    )


def published(site: Site) -> tuple[Post, ...]:
    """The posts that readers find: no drafts, none that are unlisted, none that the engine refuses."""
    return tuple(
        post
        for post in site.posts
        if post.url is not None and not (post.is_draft or post.is_unlisted or post.is_refused)
    )
