"""Where Hugo serves a page whose front matter says `url:`, and what to say so that it writes a given file.

Source: Hugo 0.168; tests/hugo/test_urls.py asks the engine.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_plus

_TOKEN: Final = re.compile(r":(?=\w)")
_ESCAPED_TOKEN: Final = re.compile(r"\\:")
_SLASHES: Final = re.compile(r"/{2,}")
_PLAIN: Final = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a page is served. `url` is what its front matter says; `path` is raw, without the base path.

    output: the file below the folder of the built site. is_exact: it is the file that was asked for.
    """

    url: str
    path: str
    output: str
    is_exact: bool = True


def served_at(url: str) -> tuple[str, str]:
    """The path and the file of a page with this `url:`, on a site of one language; both raw.

    A dot anywhere makes a file of it, unless it ends with a slash, which two dots anywhere take away.
    One with a colon is expanded as `permalinks` are, which undoes the escapes of a query.
    """
    text = unquote_plus(_ESCAPED_TOKEN.sub(":", url)) if ":" in url else url
    text = posixpath.normpath(text) if ".." in text else text
    is_folder = text.endswith("/") or "." not in text
    path = "/" + text.strip("/")
    if "//" in path or "/." in path:
        path = posixpath.normpath(_SLASHES.sub("/", path))
    if path.endswith("/index.html") and not is_folder:
        return path.removesuffix("index.html"), path[1:]
    if not is_folder:
        return path, path[1:]
    folder = path if path.endswith("/") else f"{path}/"
    return folder, f"{folder}index.html"[1:]


def address_of(output: str) -> Address:
    """The address of a page that is to be written to the file `output`.

    Not exact where no `url:` has that file written, or where no link could reach it there.
    """
    wanted = output.lstrip("/")
    path = f"/{wanted.removesuffix('index.html')}" if _is_index(wanted) else f"/{wanted}"
    # Of a percent sign Hugo makes no escape: the link to it would lead elsewhere, or the build stops.
    path = path.replace("%", "")
    if ".." in path and path.endswith("/"):
        path += "index.html"
    url = _TOKEN.sub(r"\\:", path.replace("+", "%2B")) if ":" in path else path
    path, written = served_at(url)
    return Address(url=url, path=path, output=written, is_exact=written == wanted)


def _is_index(output: str) -> bool:
    return output == "index.html" or output.endswith("/index.html")


def is_default(address: Address, place: str) -> bool:
    """Whether Hugo serves `content/<place>` there without being told, on a site of ours.

    place: without `.md` and `/index.md`. Only for names that need no sanitising.
    """
    return _PLAIN.fullmatch(place) is not None and address.output == f"{place}/index.html"


def resources_of(path: str) -> str:
    """Where the files of a bundle are served whose page is at `path`; it ends with a slash."""
    return path if path.endswith("/") else f"{posixpath.splitext(path)[0]}/"
