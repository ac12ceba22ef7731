"""What templates can look up of a post and of the addresses of a site.

Source: Jekyll 4.4.1, `drops/document_drop.rb`; tests/jekyll_body/test_liquid.py compares with the engine.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final

from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.contents import Contents, Page, Placed, Status
from syndicate_adapters.jekyll.liquid.addresses import Addresses, addresses_of
from syndicate_adapters.jekyll.ruby import is_truthy

_COMPUTED: Final = ("content", "output", "next", "previous")
"""What a header says of these is never seen."""


def page_of(placed: Placed) -> Mapping[str, Value]:
    """`page` of a post: its header over the defaults, and what Jekyll adds to it."""
    document, address = placed.document, placed.address
    added: dict[str, Value] = {
        "path": document.path,
        "relative_path": document.path,
        "collection": document.label,
        "categories": document.categories,
        "tags": document.tags,
    }
    if not is_truthy(document.data.get("draft")):
        added["draft"] = placed.status is Status.DRAFT
    if not is_truthy(document.data.get("name")):
        added["name"] = posixpath.basename(document.path)
    if document.moment is not None:
        added["date"] = document.moment.time
    if address is not None:
        added |= {"url": address.url, "id": address.id}
    return {key: value for key, value in document.data.items() if key not in _COMPUTED} | added


def values_of_page(page: Page) -> Mapping[str, Value]:
    """What templates see of a page that is no document: its header, and what Jekyll adds to it."""
    url = page.url
    folder = posixpath.dirname(url)
    added: dict[str, Value] = {
        "url": url,
        "dir": url if url.endswith("/") else folder if folder == "/" else f"{folder}/",
        "name": posixpath.basename(page.source),
    }
    return {"path": page.source, **page.data, **added}


def addresses_in(contents: Contents, config: JekyllConfig) -> Addresses:
    """Where posts, documents and pages are served."""
    posts = {
        placed.document.path: placed.address.url
        for placed in contents.posts
        if placed.address is not None and placed.status is Status.PUBLISHED
    }
    pages = {page.source: page.url for page in contents.pages}
    for placed in contents.documents:
        if placed.address is not None and config.collections[placed.document.label].is_written:
            pages[placed.document.path] = placed.address.url
    return addresses_of(posts, pages)
