"""Where Docusaurus serves a post: from its path in the blog folder to the file that is written.

Source: Docusaurus 3.10.2; tests/docusaurus/test_urls.py compares with 14 builds by the engine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from syndicate_adapters.docusaurus.ecmascript import LINE_END, decode_uri, encode_uri
from syndicate_adapters.docusaurus.header.dates import parse_js_date

_DAY = "[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}"
_DATED = re.compile(
    rf"([^{LINE_END}]*)({_DAY})[-/]?([^{LINE_END}]*?)(?:/index)?[^{LINE_END}]mdx?\Z"
)
_ENDING = re.compile(r"(?:/index)?\.mdx?\Z")
_PROTOCOL = re.compile(r"([^/:]+):/*")
_SLASH_BEFORE_SUFFIX = re.compile(r"/(\?|&|#[^!/])")
_EXTRA_SLASHES = re.compile(r"(?<=[^:/]/)/+")
_ROUTER_PATTERN = re.compile(r"\\.|\((?:\\.|[^\\()])+\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogFileName:
    """What the path of a post says; `text` is the title of last resort.

    A path may hold a date that does not exist (month 13): then `has_date`, but `date` is None.
    """

    date: datetime | None
    has_date: bool
    text: str
    slug: str


def parse_file_name(path: str) -> BlogFileName:
    """Date, text and default slug from the posix path of a post, relative to its blog folder.

    The last date in the path counts, and the folder before it goes behind it in the slug.
    """
    match = _DATED.match(path)
    if match is None:
        text = _ENDING.sub("", path)
        return BlogFileName(date=None, has_date=False, text=text, slug=f"/{text}")
    folder, day, text = match.groups()
    slug = f"/{day.replace('-', '/')}/{folder}{text}"
    return BlogFileName(date=parse_js_date(f"{day}Z"), has_date=True, text=text, slug=slug)


def has_date(path: str) -> bool:
    """Whether the path of a post holds a date, as in `parse_file_name`."""
    return _DATED.match(path) is not None


def normalize_url(parts: Sequence[str]) -> str:
    """The parts joined with single slashes; a slash at the end stays, as do `.`, `..` and what is not encoded.

    The first part may hold a protocol.
    """
    first, *rest = parts
    if rest and (bare := _PROTOCOL.fullmatch(first)):
        is_file = bare[1] == "file" and rest[0].startswith("/")
        first += ("//" if is_file else "") + rest.pop(0)
    if protocol := _PROTOCOL.match(first):
        slashes = "///" if first.startswith("file:///") else "//"
        first = f"{protocol[1]}:{slashes}{first[protocol.end() :]}"
    url = "/".join(_pieces([first, *rest]))
    url = _SLASH_BEFORE_SUFFIX.sub(r"\1", url)
    path, mark, query = url.partition("?")
    url = _EXTRA_SLASHES.sub("", path + mark + query.replace("?", "&"))
    return "/" + url.lstrip("/") if url.startswith("/") else url


def _pieces(parts: list[str]) -> list[str]:
    pieces: list[str] = []
    ends_in_slash = False
    last = len(parts) - 1
    for index, part in enumerate(parts):
        if not part:
            if index == last and ends_in_slash:
                pieces.append("/")
            continue
        piece = part
        if part != "/":
            if index:
                is_first_slash = part.startswith("/") and not pieces
                piece = ("/" if is_first_slash else "") + part.lstrip("/")
            ends_in_slash = piece.endswith("/")
            if ends_in_slash:
                piece = piece.rstrip("/") + ("/" if index == last else "")
        pieces.append(piece)
    return pieces


def permalink(base_url: str, route_base_path: str, slug: str) -> str:
    """The path of a post before `trailingSlash` has its say."""
    return normalize_url((base_url, route_base_path, slug))


def apply_trailing_slash(path: str, trailing_slash: bool | None, base_url: str) -> str:
    """`path` with one slash at the end, without one, or (None) as it is; `?` and `#` stay behind it.

    "/" and the base URL itself are never touched.
    """
    if trailing_slash is None or path.startswith("#"):
        return path
    end = min((at for at in (path.find("#"), path.find("?")) if at >= 0), default=len(path))
    name, suffix = path[:end], path[end:]
    if name not in ("/", base_url):
        name = name.removesuffix("/") + ("/" if trailing_slash else "")
    if "$" in name:  # the engine puts it in as a replacement pattern
        name = _replacement(name, path[:end], suffix)
    return name + suffix


def _replacement(pattern: str, matched: str, after: str) -> str:
    """What JavaScript's `replace` makes of `$$`, `$&`, `` $` `` and `$'` at the start of a text."""
    meanings = {"$": "$", "&": matched, "`": "", "'": after}
    return re.sub(r"\$([$&`'])", lambda match: meanings[match[1]], pattern)


def route_of(slug: str, *, base_url: str, route_base_path: str, trailing_slash: bool | None) -> str:
    """The path that links, canonical URL, sitemap and feeds use."""
    return apply_trailing_slash(
        permalink(base_url, route_base_path, slug), trailing_slash, base_url
    )


def output_file(route: str, trailing_slash: bool | None, base_url: str) -> str:
    """The file written for a route, relative to the output folder of its locale."""
    path = route if base_url == "/" else route.replace(base_url, "/", 1)
    path = path.removeprefix("/")
    if path.lower().endswith((".html", ".htm")):
        return posixpath.normpath(path)
    if trailing_slash is False and path and not path.endswith("/"):
        return posixpath.normpath(f"{path}.html")
    return posixpath.normpath(posixpath.join(path, "index.html"))


def canonical_url(site_url: str, route: str) -> str:
    """The address in rel=canonical and og:url: percent-decoded, where it can be."""
    decoded = decode_uri(route)
    return site_url + (route if decoded is None else decoded)


def encoded_url(site_url: str, route: str) -> str:
    """The address as the sitemap has it: percent-encoded, escapes that are there already kept."""
    decoded = decode_uri(route)
    return site_url + encode_uri(route if decoded is None else decoded)


def is_servable(route: str) -> bool:
    """Whether the page of this route shows the post: the router takes the route for a pattern.

    Parentheses and percent escapes give a page that says "Page Not Found"; `?` and `#` cannot be asked for.
    """
    if "?" in route or "#" in route:
        return False
    return decode_uri(route) == route and not _ROUTER_PATTERN.search(route)
