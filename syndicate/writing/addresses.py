"""Where the new site serves a post, compared with where it was published."""

from __future__ import annotations

from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.model import Post
from syndicate.web.urls import same_page


def report_address(
    post: Post, path: str, url: str, report: Report, *, is_exact: bool, is_same_file: bool
) -> None:
    """Tells of a published post that it is served elsewhere, or under another spelling of its address.

    path, url: where the new site serves it, raw and absolute. is_exact: the engine can do so.
    is_same_file: the old address, as it is spelled, leads to the same file.
    """
    if post.url is None:
        return
    if not is_exact or not same_page(url, post.url):
        code, message = "url-changed", f"serves {path}, the original serves {post.path}"
    elif url != post.url and not is_same_file:
        code, message = "url-respelled", f"served at {url}, published at {post.url}"
    else:
        return
    front = post.front
    report(front.source.diagnostic(front.at("slug"), CODES[code], message))


def canonical_to_say(post: Post, url: str) -> str:
    """The address of the original, where the new site would call the post by another one; else ""."""
    original = post.canonical_url or post.url or ""
    return original if original != url else ""


def feed_id_to_say(post: Post, url: str) -> str:
    """What the feed called the post, where that is no address which the new site says anyway; else ""."""
    return post.feed_id if post.feed_id not in ("", url, canonical_to_say(post, url)) else ""
