"""What an address in a text points at: a post, a file, a page that is not carried, another site, nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLink:
    """A post of the same site. `source` is its path in the site, `suffix` the query and fragment as written.

    lang: of the page that is meant, where a file is served in several languages; "" where it is not.
    """

    source: str
    suffix: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetLink:
    """A file of the site. `path` is its place in the site (posix), `file` where it lies."""

    path: str
    file: Path
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A path that the source site serves and that is no post: `path` is absolute and raw, without the origin.

    is_known: something of the site is served there; else only a plugin, or another site of the host, can answer.
    """

    path: str
    suffix: str = ""
    is_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another site, another scheme, or a place on the same page."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dead:
    """Nothing: the address is broken in the source already; `reason` says how.

    is_outside: it leads out of the site's folder, where we do not look.
    """

    url: str
    reason: str
    is_outside: bool = False


LinkTarget = PostLink | AssetLink | PageLink | Elsewhere | Dead

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")


def is_elsewhere(url: str) -> bool:
    """Whether `url` names a scheme, a host or only a fragment, so that no file of the site can be meant."""
    return _SCHEME.match(url) is not None


def split_suffix(url: str) -> tuple[str, str]:
    """The path of `url` and its query and fragment, as written."""
    cut = min((i for i in (url.find("?"), url.find("#")) if i >= 0), default=len(url))
    return url[:cut], url[cut:]
