"""Where the links of a page lead and what its pictures show, the same for two sites."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Protocol
from urllib.parse import quote, unquote, unquote_to_bytes

from syndicate.verify.headings import Places
from syndicate.web.urls import Url, join_url, page_key, quote_path, split_url, unquote_path

# Pages, feeds and the like: their address counts, since each engine writes them its own way.
_GENERATED = re.compile(
    r"\.(?:html?|webmanifest)\Z|/(?:atom|feed|index|manifest|rss|search|sitemap)\.(?:xml|json)\Z"
)


class Surroundings(Protocol):
    """What is asked of the site of a page; `Site` answers for a folder."""

    @property
    def origin(self) -> str: ...
    @property
    def base(self) -> str: ...
    def path_in(self, url: str) -> str | None: ...
    def file_digest(self, path: str) -> str | None: ...
    def follow(self, key: str) -> str: ...
    def places(self, key: str) -> Places: ...


@dataclass(frozen=True, slots=True)
class LonePage:
    """The surroundings of a page whose site is not at hand."""

    origin: str = ""
    base: str = ""

    def path_in(self, url: str) -> str | None:
        parts = split_url(url)
        return unquote_path(parts.path) or "/" if parts.host is None else None

    def file_digest(self, path: str) -> str | None:
        return None

    def follow(self, key: str) -> str:
        return key

    def places(self, key: str) -> Places:
        return {}


class Targets:
    """Resolves for one page of a site.

    A link to a page is its key below the base, with "#" and what the fragment hits; one to a file
    is "file:" and a digest of what is in it; one that leads elsewhere is its address.
    """

    def __init__(
        self,
        site: Surroundings,
        url: str,
        own_places: Callable[[], Places],
        seen_from: Surroundings | None = None,
    ) -> None:
        """url: of the page, below the base. seen_from: the site whose redirects count last."""
        self._site = site
        self._url = url
        self._key = page_key(url)
        self._read_own_places = own_places
        self._seen_from = seen_from or site

    @cached_property
    def _own_places(self) -> Places:
        return self._read_own_places()

    def link(self, href: str) -> str:
        href = href.strip()
        scheme = split_url(href).scheme
        if scheme is not None and scheme.lower() not in ("http", "https"):
            return _other_scheme(href)
        url = self._absolute(href)
        path = self._site.path_in(url)
        if path is None:
            return elsewhere(url)
        digest = None if _GENERATED.search(path) else self._site.file_digest(path)
        if digest is not None:
            return f"file:{digest}"
        parts = split_url(url)
        key = page_key(quote_path(path))
        query = f"?{_RAW.sub(_escaped, parts.query)}" if parts.query else ""
        return self._arrived(key) + query + self._place(key, parts.fragment)

    def _absolute(self, reference: str) -> str:
        return join_url(self._site.origin + self._site.base + self._url, reference)

    def _arrived(self, key: str) -> str:
        return self._seen_from.follow(self._site.follow(key))

    def _place(self, key: str, fragment: str | None) -> str:
        """What a fragment of a page of the site hits, after "#"; "" for the top."""
        if not fragment or fragment == "top":
            return ""
        own = key == self._key
        places = self._own_places if own else self._site.places(self._site.follow(key))
        hit = places.get(unquote_path(fragment)) or places.get(fragment)
        return f"#{hit}" if hit is not None else f"#?{fragment}"

    def picture(self, source: str) -> str:
        source = source.strip()
        if source[:5].lower() == "data:":
            return f"file:{_digest_of_data(source)}"
        url = self._absolute(source)
        path = self._site.path_in(url)
        if path is None:
            return elsewhere(url)
        digest = self._site.file_digest(path)
        return f"file:{digest}" if digest is not None else f"missing:{path}"


def elsewhere(url: str) -> str:
    """An address out of the site, with what hardly a host tells apart folded."""
    parts = split_url(url)
    path = "/".join(quote_path(unquote_path(part)) for part in parts.path.split("/"))
    return str(
        Url(
            scheme=parts.scheme and parts.scheme.lower(),
            host=parts.host and unquote(parts.host).lower(),
            path=path.rstrip("/"),
            query=_ESCAPE.sub(_unescaped, _RAW.sub(_escaped, parts.query)) if parts.query else None,
            fragment=unquote_path(parts.fragment) if parts.fragment else None,
        )
    )


_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_RAW = re.compile(r'[\x00-\x20"<>\x7f-\U0010ffff]|%(?![0-9A-Fa-f]{2})')
"""What a browser escapes in a query (URL Standard, "query percent-encode set"), and what hosts read as such."""


def _escaped(match: re.Match[str]) -> str:
    return quote(match[0], safe="")


def _unescaped(match: re.Match[str]) -> str:
    """A character of a query that needs no escape and has one; those that part a query stay."""
    character = chr(int(match[0][1:], 16))
    return character if character in "!$'()*,-./:;?@_~" else match[0].upper()


def _other_scheme(href: str) -> str:
    """`mailto:` and the like, decoded."""
    scheme, _, rest = href.partition(":")
    return f"{scheme.lower()}:{unquote(rest)}"


def _digest_of_data(url: str) -> str:
    """The digest of what a `data:` address holds."""
    head, _, body = url.partition(",")
    data = unquote_to_bytes(body)
    if head.lower().rstrip().endswith(";base64"):
        padded = data + b"=" * (-len(data) % 4)
        try:
            data = b64decode(padded)
        except Error:
            return blake2b(data, digest_size=8).hexdigest()
    return blake2b(data, digest_size=8).hexdigest()
