"""What Hugo serves beside the addresses of its pages: other forms of them, later pages of lists, files of the home.

Source: Hugo 0.168 (resources/page/page_paths.go, pager.go); tests/hugo_reading/test_links.py has it build them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from syndicate.model import Site
from syndicate.source.files import is_file_inside
from syndicate.web.urls import page_key, quote_path
from syndicate_adapters.hugo.reading.served import Known, LinkMap
from syndicate_adapters.hugo.reading.targets import OutputForm

_ALONE: Final = ("robots.txt", "404.html")
"""What the home of a site, or of a language, has and no other page."""

_NUMBERED: Final = re.compile(r"[0-9]+(?:\.html)?")


def is_served(site: Site, every: Mapping[str, LinkMap], path: str) -> bool:
    """Whether the site answers at an absolute path that is no page's own, as far as its files tell.

    every: language -> how its addresses are resolved. path: raw, with the base path.
    """
    return any(
        _is_alone(links, path, homes)
        or _is_later(links, path)
        or _is_other_form(links, path, homes)
        or _is_static_page(site, links, path)
        for lang, links in every.items()
        for homes in [(links.base, f"{links.base}/{lang}") if len(every) > 1 else (links.base,)]
    )


def _route(links: LinkMap, path: str) -> Known | None:
    key = links.routes.get(page_key(quote_path(path)))
    return None if key is None else links.pages[key]


def _is_alone(links: LinkMap, path: str, homes: Collection[str]) -> bool:
    """Whether it is a file of the home page, or leads to the language that has no folder, or to the first."""
    folder, _, name = path.rpartition("/")
    return folder in homes and (name in _ALONE or name == links.sitemap or not name)


def _is_later(links: LinkMap, path: str) -> bool:
    """Whether it is a list's second page or a later one; how many there are, only its template knows."""
    head, _, number = path.removesuffix("index.html").rstrip("/").rpartition("/")
    branch = head.removesuffix(f"/{links.pager}")
    is_numbered = head != branch and _NUMBERED.fullmatch(number) is not None
    return is_numbered and _route(links, f"{branch}/") is not None


def _is_other_form(links: LinkMap, path: str, homes: Collection[str]) -> bool:
    for name, form in links.forms.items():
        for page in _pages_with(form, path, homes):
            known = _route(links, page)
            if known is not None and name in known.outputs:
                return True
    return False


def _pages_with(form: OutputForm, path: str, homes: Collection[str]) -> Iterator[str]:
    """The pages that may have the file at `path` as this form of theirs."""
    if form.path:
        home = next((home for home in homes if path.startswith(f"{home}/{form.path}/")), None)
        if home is None:
            return
        path = home + path.removeprefix(f"{home}/{form.path}")
        if path.endswith("/"):
            yield path
    file = f"/{form.base}{form.ending}"
    if path.endswith(file):
        yield path.removesuffix(file) + "/"
    elif path.endswith(form.ending):
        yield f"{path.removesuffix(form.ending)}/"  # of pages that are files


def _is_static_page(site: Site, links: LinkMap, path: str) -> bool:
    """Whether a static file `index.html` is served at the path of its folder."""
    below = path.removeprefix(links.base)
    for mount in links.statics:
        if below.startswith(f"{mount.folder}/"):
            inside = below.removeprefix(mount.folder).strip("/")
            place = posixpath.normpath(f"{mount.source}/{inside}/index.html")
            if place.startswith(f"{mount.source}/") and is_file_inside(
                site.root / place, site.root
            ):
                return True
    return False
