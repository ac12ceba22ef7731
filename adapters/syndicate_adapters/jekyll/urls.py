"""Addresses: templates filled, cleaned and encoded, the files written for them, and what links to them say.

Source: Jekyll 4.4.1 (`url.rb`, `url_filters.rb`), 3.10.0, Addressable 2.8.1; tests/jekyll/test_site.py compares
with 41 builds by the engine.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, unquote, unquote_to_bytes

from syndicate.diagnostics import SyndicateError
from syndicate.web.urls import split_url, without_dots
from syndicate_adapters.jekyll.ruby import split_extension


class PermalinkError(SyndicateError):
    """Jekyll cannot make an address of this, and stops; `key` of the header is to blame."""

    def __init__(self, reason: str, key: str = "permalink") -> None:
        super().__init__(reason)
        self.key = key


class UnknownDay(SyndicateError):
    """The address holds the day of building, so that it is another one each day."""


STYLES: Final[Mapping[str, str]] = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""The permalinks that have a name. Version 3 does not know `weekdate`."""

_TOKEN: Final = re.compile(r":([a-z_]+)")
_SLASHES: Final = re.compile(r"/{2,}")
_PLAIN: Final = re.compile(r"[a-zA-Z0-9./-]*")
_CLEAN: Final = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*+)++/?")
"""A path that is normal as it stands."""

_SCHEME: Final = re.compile(r"[a-z][a-z0-9.+-]*", re.IGNORECASE)
_SAFE: Final = "!$&'()*+,;=:@/?-._~"
_SEGMENT_SAFE: Final = "!$&'()*+,;=:@-._~"
_QUERY_SAFE: Final = "!$'()*+,=:@/?-._~"


def style_template(style: str, *, has_weeks: bool = True) -> str:
    """The template of a `permalink` in the config: of a style, or the text itself."""
    if style == "weekdate" and not has_weeks:
        return style
    return STYLES.get(style, style)


def with_suffix(template: str, style: str) -> str:
    """`template` with the ending that the site's permalinks have, for pages and collections."""
    if style == "pretty" or style.endswith("/"):
        return f"{template}/"
    if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
        return f"{template}:output_ext"
    return template


def filled(template: str, value_of: Callable[[str], str | None]) -> str:
    """The address of a template. value_of: of a token, None for one that there is not.

    Of ":month_" the longest name that is one counts; the rest is text. Raises PermalinkError.
    """

    def said(match: re.Match[str]) -> str:
        name = match[1]
        names = (name, name[:-1]) if name.endswith("_") else (name,)
        for each in names:
            value = value_of(each)
            if value is not None:
                return escaped(value) + name[len(each) :]
        raise PermalinkError(f"permalinks know no ':{name}'")

    return sanitized(_TOKEN.sub(said, template))


def sanitized(url: str) -> str:
    """`url` with one slash before it, without double slashes, ".." and "./"; not as paths are resolved."""
    return _SLASHES.sub("/", f"/{url}".replace("..", "/").replace("./", ""))


def escaped(value: str) -> str:
    """The value of a token percent-encoded; "?" stays. Raises PermalinkError."""
    if _PLAIN.fullmatch(value):
        return value
    head = re.split(r"[/?#]", value, maxsplit=1)[0]
    scheme, colon, _ = head.partition(":")
    if colon and not _SCHEME.fullmatch(scheme):
        # The library takes what stands before a colon for the scheme of a URL.
        raise PermalinkError(f"'{scheme}:' begins no URL", key="categories")
    return quote(value, safe=_SAFE)


def page_template(path: str, output_ext: str, style: str) -> str:
    """The template of a page's address."""
    if output_ext not in (".html", ".xhtml", ".htm"):
        return "/:path/:basename:output_ext"
    if page_name(path) == "index":
        return "/:path/"
    return with_suffix("/:path/:basename", style)


def page_name(path: str) -> str:
    """The base name of a page, without the extension and the dots before it."""
    return split_extension(posixpath.basename(path))[0].rstrip(".")


def page_url(path: str, permalink: str | None, output_ext: str, style: str) -> str:
    """The address of a page that is no document of a collection; `path` is that of its file."""
    template = permalink if permalink is not None else page_template(path, output_ext, style)
    values = {
        "path": posixpath.dirname(path),
        "basename": page_name(path),
        "output_ext": output_ext,
    }
    for name, value in values.items():
        template = template.replace(f":{name}", escaped(value))
    return sanitized(template)


def extension_of(permalink: str | None, converted: str) -> str:
    """The extension of the file that is written. converted: the one that the source's own gives."""
    if permalink and not permalink.endswith("/"):
        return split_extension(posixpath.basename(permalink))[1] or converted
    return converted


def output_of(url: str, extension: str) -> str:
    """The file written for an address, relative to the folder of the built site."""
    path = posixpath.normpath("/" + unquote(url)).lstrip("/")
    if url.endswith("/"):
        return posixpath.join(path, "index.html") if path != "." else "index.html"
    return path if path.endswith(extension) else path + extension


def id_of(url: str, slug: str) -> str:
    """`page.id`: the folder of the address and the slug as it is."""
    folder = posixpath.dirname(url.rstrip("/") or "/")
    return f"{folder.rstrip('/')}/{slug.lstrip('/')}"


# -- what links say -------------------------------------------------------------------------------


def base_path(baseurl: str) -> str:
    """`baseurl` with a slash before it and none behind it."""
    path = baseurl.removesuffix("/")
    return f"/{path}" if path and not path.startswith("/") else path


def encoded_path(path: str) -> str:
    """`path` as a browser asks for it: escapes that are there stay, the rest is encoded, nothing is normalized."""
    return quote(path, safe="%" + _SAFE.replace("?", ""))


def relative_url(path: str, baseurl: str) -> str:
    """The filter `relative_url`."""
    base = base_path(baseurl)
    if path.startswith("/") and _CLEAN.fullmatch(said := f"{base}{path}"):
        return said  # as most are
    if split_url(path).scheme is not None:
        return path
    slash = "/" if path and not path.startswith("/") else ""
    return normalized(f"{base}{slash}{path}")


def absolute_url(path: str, url: str, baseurl: str) -> str:
    """The filter `absolute_url`; without `url` it is the relative one."""
    if split_url(path).scheme is not None:
        return path
    relative = relative_url(path, baseurl)
    return normalized(url + relative) if url else relative


def normalized(url: str) -> str:
    """`url` as Addressable normalizes it: each segment decoded, in NFKC, and encoded again."""
    parts = split_url(url)
    path = "/".join(map(_segment, parts.path.strip().split("/")))
    path = without_dots(path) or ("/" if parts.scheme in ("http", "https") else "")
    scheme = parts.scheme.lower() if parts.scheme is not None else None
    host = parts.host.lower() if parts.host is not None else None
    query = "&".join(_again(pair, _QUERY_SAFE) for pair in (parts.query or "").split("&"))
    fragment = _again(parts.fragment or "", _SAFE)
    return "".join(
        (
            f"{scheme}:" if scheme is not None else "",
            f"//{host}" if host is not None else "",
            path,
            f"?{query}" if query else "",
            f"#{fragment}" if fragment else "",
        )
    )


def _segment(segment: str) -> str:
    return _again(segment, _SEGMENT_SAFE)


def _again(text: str, safe: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    raw = unquote_to_bytes(text)
    try:
        return quote(unicodedata.normalize("NFKC", raw.decode()), safe=safe)
    except UnicodeDecodeError:
        return quote(raw, safe=safe)
