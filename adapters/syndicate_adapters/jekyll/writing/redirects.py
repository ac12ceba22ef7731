"""Old paths as pages of their own that lead to the new place: Jekyll has none without a plugin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from syndicate.adapter import WriteText
from syndicate.model import Post
from syndicate.web.urls import unquote_path
from syndicate.writing.redirects import redirect_file, redirect_page
from syndicate_adapters.jekyll.writing.lists import Lists
from syndicate_adapters.jekyll.writing.places import address_of_post


def redirect_pages(lists: Lists, posts: Iterable[Post], taken: set[str]) -> Iterator[WriteText]:
    """A page for each redirect of the site and each old path of a post; none at an address that is `taken`."""
    site = lists.site
    wanted = [(redirect.path, redirect.target) for redirect in site.redirects]
    for post in posts:
        if post.url is not None:
            target = f"{lists.base}{address_of_post(post, lists.base).permalink}"
            wanted += ((alias, post.canonical_url or target) for alias in post.aliases)
    for path, target in wanted:
        below = unquote_path(lists.path(path)).strip("/")
        file = redirect_file(below)
        if not below or file in taken or f"{below}.html" in taken:
            continue
        taken.add(file)
        text = redirect_page(target, site.url, lists.languages.first)
        yield WriteText(path=file, text=text)
