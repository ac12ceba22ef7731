"""The picture that stands for a post, as the big themes have it said.

PaperMod `cover.image`, Stack `image`, Blowfish and Congo `featureimage` or a file `feature*`, `cover*`, `thumbnail*`
in the bundle, LoveIt `featuredImage`, Mainroad `thumbnail`, Docsy `featured*`, Hugo's own `images`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from typing import Final
from urllib.parse import unquote

from syndicate.web.links import is_elsewhere
from syndicate.web.urls import quote_path
from syndicate_adapters.hugo.reading.params import Params, params_of, terms_of, text_of, truth_of

_KEYS: Final = ("cover", "image", "featuredimage", "featureimage", "thumbnail", "banner", "images")
_INNER: Final = ("image", "src", "url", "path")
_BUNDLED: Final = ("feature", "cover", "thumbnail")
_PICTURES: Final = frozenset("avif gif jpeg jpg png svg webp".split())


def cover_of(
    params: Params, bundle: Iterable[str], has_static: Callable[[str], bool], base: str
) -> str:
    """The address of the picture, "" without one: relative for a file of the bundle, else from the root of the host.

    bundle: the names of the files beside the post. has_static: whether the site has a static file at a path below
    its base path. base: the base path, encoded, without a final slash.
    """
    names = {name.lower(): name for name in bundle}
    for said, is_relative in _said(params):
        if is_elsewhere(said):
            return said
        if is_relative or unquote(said).removeprefix("./").lower() in names:
            return said
        if said.startswith("/") and not (base and has_static(unquote(said))):
            return said
        return f"{base}/{said.lstrip('/')}"
    found = (name for first in _BUNDLED for name in sorted(names) if name.startswith(first))
    picture = next((name for name in found if posixpath.splitext(name)[1][1:] in _PICTURES), None)
    return quote_path(names[picture]) if picture is not None else ""


def _said(params: Params) -> Iterator[tuple[str, bool]]:
    """The pictures that a header names, and whether the bundle is said to have them."""
    for key in _KEYS:
        value = params.get(key)
        if isinstance(value, dict):
            inner = next((text_of(value.get(name)) for name in _INNER if value.get(name)), "")
            if inner:
                yield inner, truth_of(params_of(value).get("relative"))
        else:
            for text in terms_of(value)[:1]:
                if text and "." in text:
                    yield text, False
