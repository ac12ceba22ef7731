"""Where a built site is meant to be served, read from its pages: the files do not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from syndicate.verify.tree import Document
from syndicate.web.urls import page_key, split_url

_SAMPLE = 40
_LOCATION = re.compile(r"<loc>\s*([^<\s]+)")

Vote = tuple[str, str]
"""Origin and base path; "" for none."""


def address_of(
    pages: Mapping[str, Sequence[str]],
    read: Callable[[str], Document | None],
    sitemap: str,
) -> Vote:
    """Origin and base path of a site; "" for what it does not say.

    As most of some pages say with rel=canonical or `og:url`, else the sitemap, else the base path
    alone that makes most links lead to a page.
    pages: files by the key of their address below the base. read: gives a page, parsed.
    """
    sample = [(key, paths[0]) for key, paths in islice(pages.items(), _SAMPLE)]
    urls = (match[1] for match in _LOCATION.finditer(sitemap))
    for votes in (
        (vote for key, path in sample for vote in _said_by(read(path), key)),
        (vote for url in islice(urls, _SAMPLE) for vote in _fitting(url, pages)),
        (vote for _, path in sample for vote in _links_fit(read(path), pages)),
    ):
        if won := Counter(votes).most_common(1):
            return won[0][0]
    return "", ""


def _said_by(document: Document | None, key: str) -> Iterator[Vote]:
    """What a page says about its own address."""
    if document is None:
        return
    for css, name in (("link[rel='canonical']", "href"), ("meta[property='og:url']", "content")):
        parts = split_url(document.attribute(css, name))
        own = page_key(parts.path)
        if parts.host and own.endswith(key):
            yield f"{parts.scheme}://{parts.host.lower()}", own.removesuffix(key).rstrip("/")


def _fitting(url: str, pages: Collection[str]) -> Iterator[Vote]:
    """The base with which an address of the site is that of a page, the shortest first."""
    parts = split_url(url)
    own = page_key(parts.path)
    origin = f"{parts.scheme}://{parts.host.lower()}" if parts.host else ""
    for base in _bases(own):
        if own.removeprefix(base) in pages:
            yield origin, base
            return


def _bases(path: str) -> Iterable[str]:
    """ "", "/a", "/a/b" of "/a/b/c"."""
    return (path[:k] for k, sign in enumerate(path) if sign == "/" and k < len(path) - 1)


def _links_fit(document: Document | None, pages: Collection[str]) -> Iterator[Vote]:
    """A vote for the base of every link to a page, though it says nothing of the origin."""
    for link in document.find_all("a[href^='/']") if document is not None else ():
        href = link.attributes.get("href") or ""
        if not href.startswith("//"):
            yield from _fitting(href, pages)
