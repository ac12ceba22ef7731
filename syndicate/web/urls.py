"""Addresses: taking apart, joining, percent-encoding, and whether two of them name one page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

# RFC 3986, appendix B, with the scheme's own grammar; never fails, unlike urlsplit on "http://[".
_URL = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL
)
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_DEFAULT_PORT = {"http": ":80", "https": ":443"}

_KEY = re.compile(r"((?:https?://[a-z0-9.-]++)?(?:/[A-Za-z0-9_~-]++)++)(?:/*+|(?<!/index)\.html)")
"""Addresses that begin with their key: but for the end, nothing in them could be folded."""

PATH_SAFE = "!$&'()*+,;=:@-._~"
"""What a path segment may hold unencoded beside letters and digits. Source: RFC 3986, pchar."""

_PLAIN = re.compile(rf"[A-Za-z0-9/{re.escape(PATH_SAFE)}]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """The five parts of an address; a part that is not there is None, the path may be ""."""

    scheme: str | None = None
    host: str | None = None
    path: str = ""
    query: str | None = None
    fragment: str | None = None

    def __str__(self) -> str:
        return "".join(
            (
                f"{self.scheme}:" if self.scheme is not None else "",
                f"//{self.host}" if self.host is not None else "",
                self.path,
                f"?{self.query}" if self.query is not None else "",
                f"#{self.fragment}" if self.fragment is not None else "",
            )
        )


@lru_cache(maxsize=512)
def split_url(url: str) -> Url:
    """The parts of `url` as they are written; `str()` of them gives `url` back."""
    match = _URL.match(url)
    assert match is not None  # every part may be empty
    scheme, host, path, query, fragment = match.groups()
    return Url(scheme=scheme, host=host, path=path, query=query, fragment=fragment)


def join_url(base: str, ref: str) -> str:
    """The absolute form of `ref` as a page at `base` means it; neither is encoded or decoded.

    A `ref` with a scheme is given back as it is; dot segments of the result are resolved.
    Source: RFC 3986, 5.2.2.
    """
    if _is_path(ref) and _is_path(base):  # as most links to pages of the same site
        return without_dots(ref.strip())
    to = split_url(ref.strip())
    if to.scheme is not None:
        return str(to)
    at = split_url(base)
    if to.host is not None:
        return str(replace(to, scheme=at.scheme, path=without_dots(to.path)))
    if not to.path:
        query = at.query if to.query is None else to.query
        return str(replace(at, query=query, fragment=to.fragment))
    path = to.path if to.path.startswith("/") else _beside(at, to.path)
    return str(replace(to, scheme=at.scheme, host=at.host, path=without_dots(path)))


def _is_path(url: str) -> bool:
    """Whether an address is nothing but a path from the root."""
    return url.startswith("/") and not url.startswith("//") and "?" not in url and "#" not in url


def _beside(at: Url, path: str) -> str:
    """`path` in the folder of `at`."""
    folder = at.path[: at.path.rfind("/") + 1]
    return (folder or ("/" if at.host is not None else "")) + path


def without_dots(path: str) -> str:
    """`path` with `.` and `..` resolved; `..` at the root stays at the root."""
    if "." not in path or not any(part in (".", "..") for part in path.split("/")):
        return path
    root = "/" if path.startswith("/") else ""
    parts = path[len(root) :].split("/")
    kept: list[str] = []
    for part in parts:
        if part == "..":
            kept[-1:] = []
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", "..") and kept:
        kept.append("")
    return root + "/".join(kept)


def quote_path(path: str) -> str:
    """A raw path percent-encoded as UTF-8; "/" stays, "%" becomes "%25"."""
    if _PLAIN.fullmatch(path):
        return path
    return quote(path, safe="/" + PATH_SAFE, errors="surrogatepass")


def unquote_path(path: str) -> str:
    """An encoded path as characters; escapes that are not UTF-8 stay escaped.

    "%2F" and "%2E" are decoded too: a writer checks where the result leads.
    """
    return _ESCAPES.sub(_decoded, path) if "%" in path else path


def _decoded(match: re.Match[str]) -> str:
    try:
        return unquote_to_bytes(match[0]).decode()
    except UnicodeDecodeError:
        return match[0]


@lru_cache(maxsize=4096)
def page_key(url: str) -> str:
    """The normal form of an address: two addresses of one page have one key.

    Folded: case of scheme and host, the default port, percent-encoding, dot segments, final
    slashes, `index.html`, a final `.html`; the fragment is gone. Not folded: case and Unicode form
    of the path, the query, http against https. A key is itself an address of the page.
    """
    if plain := _KEY.fullmatch(url):
        return plain[1]
    parts = split_url(url.strip())
    scheme = parts.scheme and parts.scheme.lower()
    host = parts.host and parts.host.lower().removesuffix(_DEFAULT_PORT.get(scheme or "", "\n"))
    path = _without_index(_same_escapes(without_dots(parts.path)))
    if not path and (parts.path or host is not None):
        path = "/"
    # Behind a fragment that is gone, a blank may end the query.
    return str(Url(scheme=scheme, host=host, path=path, query=parts.query)).rstrip()


def _same_escapes(path: str) -> str:
    """`path` with every segment decoded and encoded again, so that "%2F" is not taken for "/"."""
    if _PLAIN.fullmatch(path):
        return path
    parts = (unquote_to_bytes(p.encode("utf-8", "surrogatepass")) for p in path.split("/"))
    return "/".join(quote_from_bytes(part, safe=PATH_SAFE) for part in parts)


def _without_index(path: str) -> str:
    """`path` without final slashes, `index.html` and `.html`, as often as there are any."""
    while True:
        path = path.rstrip("/")
        head, _, name = path.rpartition("/")
        if name == "index.html":
            path = head
        elif name.endswith(".html") and name != ".html":
            path = path.removesuffix(".html")
        else:
            return path


def same_page(a: str, b: str) -> bool:
    """Whether two addresses name one page, however engines and hosts spell it."""
    return a == b or _differ_by_slashes(a, b) or page_key(a) == page_key(b)


def _differ_by_slashes(a: str, b: str) -> bool:
    """Whether the final slashes, which mean nothing to a path, are all that tells two addresses apart."""
    stem = a.rstrip("/")
    if stem != b.rstrip("/") or stem != stem.rstrip() or "?" in stem:
        return False
    return "://" in stem or (stem.startswith("/") and not stem.startswith("//"))


def base_path(url: str) -> str:
    """The path of a base URL, without a final slash; "" for one at the root of its host."""
    _, _, rest = url.partition("://")
    _, slash, path = rest.partition("/")
    return f"{slash}{path}".rstrip("/")
