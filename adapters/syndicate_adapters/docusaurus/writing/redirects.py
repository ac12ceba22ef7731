"""Old paths that must keep working: a small page for each below `static/`.

Those in the folder of another language lie below `redirects/`, from where the config has them copied: the
build of a language empties its folder first, and `static/` is in all of them.

Source: Docusaurus 3.10.2; tests/docusaurus/test_write.py has the engine build them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from syndicate.adapter import WriteText
from syndicate.model import Post, PostList, Site
from syndicate.web.urls import join_url, unquote_path
from syndicate_adapters.docusaurus.writing.routes import Routes

_KEPT: Final = "/%#?&=+:;,@!$'()*~[]"
_PAGE: Final = """\
<!DOCTYPE html>
<html lang="{lang}">
  <head>
    <title>{target}</title>
    <link rel="canonical" href="{target}">
    <meta name="robots" content="noindex">
    <meta charset="utf-8">
    <meta http-equiv="refresh" content="0; url={target}">
  </head>
</html>
"""


def redirect_pages(
    site: Site, posts: Sequence[Post], routes: Routes, served: Collection[str]
) -> Iterator[WriteText]:
    """The pages for aliases of posts and all other old paths; none at one of the paths that are `served`."""
    taken = {path.rstrip("/") for path in served}
    for path, target in _pairs(site, posts, routes):
        below = unquote_path(path.removeprefix(routes.base)).strip("/")
        if path.rstrip("/") in taken or not below:
            continue
        taken.add(path.rstrip("/"))
        address = quote(target, safe=_KEPT)
        address = join_url(f"{site.url}/", address) if site.url else address
        file = below if below.endswith((".html", ".htm")) else f"{below}/index.html"
        lang, _, rest = file.partition("/")
        is_other = lang in routes.languages.others and bool(rest)
        shown = lang if is_other else routes.languages.first
        text = _PAGE.format(target=escape(address), lang=escape(shown))
        yield WriteText(path=f"redirects/{file}" if is_other else f"static/{file}", text=text)


def _pairs(site: Site, posts: Sequence[Post], routes: Routes) -> Iterator[tuple[str, str]]:
    for post in posts:
        if post.url is not None:
            target = routes.address_of(post).path
            yield from ((alias, target) for alias in post.aliases)
    yield from ((redirect.path, redirect.target) for redirect in site.redirects)
    for page in site.lists:
        if not is_served(page, routes):
            yield page.path, f"{routes.base_url(page.lang)}{routes.folder}"


def is_served(page: PostList, routes: Routes) -> bool:
    """Whether the new site has a list where the old one had this one: of its posts there is one alone."""
    return page.kind != "posts" or routes.below(page.path, page.lang).strip("/") == routes.folder
