"""How addresses are spelled in posts of Docusaurus, whose bundler looks for the files behind some of them.

Source: Docusaurus 3.10.2, transformLinks and transformImage; tests/docusaurus/test_write.py asks the engine.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Final

from syndicate.adapter import Copy
from syndicate.body.nodes import Destination, Role
from syndicate.diagnostics import Report
from syndicate.model import Post
from syndicate.web.links import AssetLink, LinkTarget
from syndicate.writing.links import Links, Relinker, spelled
from syndicate.writing.places import AssetPlace
from syndicate_adapters.docusaurus.writing.places import Place, asset_place
from syndicate_adapters.docusaurus.writing.routes import Address, Routes

_UNBUNDLED: Final = (".md", ".mdx", ".html", ".htm")


@dataclass(slots=True, kw_only=True)
class Spelling:
    """How one post spells addresses. is_own: the source is a site of Docusaurus with the same layout."""

    links: Links
    routes: Routes
    post: Post
    place: Place
    address: Address
    is_own: bool
    report: Report
    copies: dict[str, Copy] = field(default_factory=dict)

    def relinker(self) -> Relinker:
        """What the renderer and the header ask for addresses."""
        return Relinker(
            links=self.links,
            post=self.post,
            placed=self._placed,
            is_beside=lambda node: node.role in (Role.IMAGE, Role.LINK),
            spell_page=self._page,
            spell_file=self._file,
            is_kept=self._is_kept,
            report=self.report,
            copies=self.copies,
        )

    def _placed(self, path: str) -> AssetPlace:
        if self.is_own:  # every file where it was
            return AssetPlace(file=path, path=f"/{path}")
        route = self.address.path.removeprefix(self.routes.base)
        return asset_place(self.links.site, self.place, path, route, self.post.source)

    def _is_kept(self, target: LinkTarget, node: Destination) -> bool:
        return self.is_own

    def _page(self, path: str, node: Destination) -> str:
        """A path of the site; an image that is no file of it must not be looked for."""
        if node.role is Role.IMAGE:
            return f"pathname://{spelled(path)}"
        base_url = self.routes.base_url(self.post.lang)
        if not self.routes.languages.is_first(self.post.lang) and not path.startswith(base_url):
            origin = self.links.site.url.removesuffix(self.routes.base)
            return f"{origin}{spelled(path)}"
        return spelled(path)

    def _file(self, place: AssetPlace, node: Destination) -> str:
        is_page = place.path.lower().endswith(_UNBUNDLED)
        if node.role is Role.IMAGE and not is_page:
            return _near(place.name) if place.name else spelled(place.path)
        if node.role is Role.LINK and place.name and not is_page:
            return _near(place.name)
        self.as_static(place)
        if node.role is Role.LINK:
            return f"pathname://{spelled(place.path)}"
        return f"{self.routes.base}{spelled(place.path)}"

    def as_static(self, place: AssetPlace) -> None:
        """Has a file that lies beside the post served as it is too: no bundler looks into tags and headers."""
        found = self.copies.get(place.file)
        if place.name and found is not None:
            file = posixpath.normpath(f"static{place.path}")
            self.copies[file] = Copy(path=file, source=found.source)

    def as_path(self, relinker: Relinker, url: str) -> str:
        """The address of a picture in the header that no bundler looks for: its path without the base path."""
        target = self.links.resolve(self.links.site, self.post, _image(url))
        if self.is_own or not isinstance(target, AssetLink):
            return url
        relinker.relocated(url)
        place = self._placed(target.path)
        self.as_static(place)
        return spelled(place.path)

    def as_image(self, relinker: Relinker, url: str) -> str:
        """The address of the picture of the post, which the bundler looks for."""
        target = self.links.resolve(self.links.site, self.post, _image(url))
        if self.is_own or not isinstance(target, AssetLink):
            return spelled_uri(url)
        relinker.relocated(url)
        place = self._placed(target.path)
        return _near(place.name) if place.name else spelled(place.path)


def _image(url: str) -> Destination:
    from syndicate.source.text import Span

    return Destination(span=Span(0, 0), url=url, role=Role.IMAGE)


def _near(name: str) -> str:
    return spelled(name) if name.startswith("../") else f"./{spelled(name)}"


def spelled_uri(url: str) -> str:
    """An address whose characters beyond ASCII are encoded, as the engine's schema wants them."""
    from urllib.parse import quote

    return quote(url, safe="!#$%&'()*+,-./:;=?@[]_~")
