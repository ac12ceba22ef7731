"""Old paths that lead to something else than a post: a page for each, as Hugo writes for the aliases of pages.

Source: Hugo 0.168, its alias template; tests/hugo/test_write.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from html import escape
from typing import Final
from urllib.parse import quote

from syndicate.adapter import WriteText
from syndicate.model import Redirect
from syndicate.web.urls import join_url, unquote_path

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
    redirects: Iterable[Redirect], site_url: str, base: str, lang: str, served: Collection[str]
) -> Iterator[WriteText]:
    """The pages below `static/`; none at one of the paths that are `served`."""
    taken = {path.rstrip("/") for path in served}
    for redirect in redirects:
        path = unquote_path(redirect.path.removeprefix(base)).strip("/")
        if redirect.path.rstrip("/") in taken or not path:
            continue
        taken.add(redirect.path.rstrip("/"))
        target = quote(redirect.target, safe=_KEPT)
        if site_url:
            target = join_url(f"{site_url}/", target)
        file = path if path.endswith((".html", ".htm")) else f"{path}/index.html"
        text = _PAGE.format(target=escape(target), lang=escape(lang))
        yield WriteText(path=f"static/{file}", text=text)
