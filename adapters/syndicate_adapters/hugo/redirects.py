"""Old paths that lead to something else than a post: a page for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from syndicate.adapter import WriteText
from syndicate.model import Redirect
from syndicate.web.urls import unquote_path
from syndicate.writing.redirects import redirect_file, redirect_page


def redirect_pages(
    redirects: Iterable[Redirect], site_url: str, base: str, lang: str, served: Collection[str]
) -> Iterator[WriteText]:
    """The pages below `static/`; none at one of the paths that are `served`."""
    taken = {path.rstrip("/") for path in served}
    for redirect in redirects:
        path = unquote_path(redirect.path.removeprefix(base)).strip("/")
        if redirect.path.rstrip("/") in taken or not path:
            continue
        taken.add(redirect.path.rstrip("/"))
        text = redirect_page(redirect.target, site_url, lang)
        yield WriteText(path=f"static/{redirect_file(path)}", text=text)
