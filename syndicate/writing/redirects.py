"""A page at an old path that leads to the new place, as Hugo writes for the aliases of pages.

Source: Hugo 0.168, its alias template; tests/hugo/test_write.py.
"""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import quote

from syndicate.web.urls import join_url

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


def redirect_file(below: str) -> str:
    """The file that is served at a path, which is decoded and below the base of the site."""
    return below if below.endswith((".html", ".htm")) else f"{below}/index.html"


def redirect_page(target: str, site_url: str, lang: str) -> str:
    """The text of a page that leads to `target`, a path or URL; in full where the address of the site is known."""
    address = quote(target, safe=_KEPT)
    if site_url:
        address = join_url(f"{site_url}/", address)
    return _PAGE.format(target=escape(address), lang=escape(lang))
