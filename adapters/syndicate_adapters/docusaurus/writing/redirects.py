"""Old paths that must keep working: a small page for each below `static/`.

Those in the folder of another language lie below `redirects/`, from where the config has them copied: the
build of a language empties its folder first, and `static/` is in all of them.

Source: Docusaurus 3.10.2; tests/docusaurus/test_write.py has the engine build them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from syndicate.adapter import WriteText
from syndicate.model import Post, PostList, Site
from syndicate.web.urls import unquote_path
from syndicate.writing.redirects import redirect_file, redirect_page
from syndicate_adapters.docusaurus.writing.routes import Routes


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
        file = redirect_file(below)
        lang, _, rest = file.partition("/")
        is_other = lang in routes.languages.others and bool(rest)
        shown = lang if is_other else routes.languages.first
        text = redirect_page(target, site.url, shown)
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
