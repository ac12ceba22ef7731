"""Keys that change whenever the rendering of a post could come out otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256
from importlib.metadata import entry_points
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import Final

from syndicate.adapter import GROUP, Conversion, Write
from syndicate.model import Post, Site

# A post's header and body are in its file, whose hash is compared too; its rules are those of the site.
_NOT_OF_POST: Final = frozenset({"file", "front", "dialect", "settings", "rules"})
_NOT_OF_SITE: Final = frozenset({"root", "posts", "diagnostics", "options", "rule_checks"})
_post_fields: Final = attrgetter(*(f.name for f in fields(Post) if f.name not in _NOT_OF_POST))
_site_fields: Final = attrgetter(*(f.name for f in fields(Site) if f.name not in _NOT_OF_SITE))


def stable(value: object) -> str | None:
    """A text that equal values have in common in every process; None where there is none."""
    text = repr(value)
    if "frozenset({" in text:  # whose order is another one in each process
        try:
            text = repr(_ordered(value))
        except RecursionError:
            return None
    return None if " at 0x" in text else text


def _ordered(value: object) -> object:
    """What prints as `value` does, with the items of sets in order."""
    match value:
        case frozenset():
            return sorted(repr(_ordered(item)) for item in value)
        case dict():
            return {key: _ordered(item) for key, item in value.items()}
        case list() | tuple():
            return [_ordered(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        said = [(f.name, _ordered(getattr(value, f.name))) for f in fields(value) if f.repr]
        return (type(value).__name__, said)
    return value


def key_maker(
    site: Site, conversion: Conversion, *, target: str, options: object, is_new: bool
) -> Callable[[Write], str]:
    """The function that gives the key of a post to be written; "" where nothing stable tells it.

    A key holds the code of core and adapters, the options, the configuration, where every post is
    served, and the model of the post itself.
    """
    parts = (
        _code_digest(site.engine, target),
        stable(options),
        stable((_site_fields(site), is_new)),
        stable(conversion.key),
        _routes(site, conversion),
    )
    if None in parts:
        return lambda write: ""
    run = sha256(_bytes(repr(parts)))
    parts_known: dict[
        int, str | None
    ] = {}  # by identity: what posts share can be as long as the site

    def key_of(write: Write) -> str:
        text = stable((write.path, _post_fields(write.post)))
        settings = [_known(part, parts_known) for part in _parts_of(write.post.settings)]
        if text is None or None in settings:
            return ""
        digest = run.copy()
        digest.update(_bytes(repr((settings, text))))
        return digest.hexdigest()

    return key_of


def _parts_of(settings: object) -> Iterator[object]:
    """The settings of a post, taken apart: posts share most parts, though not the whole."""
    if is_dataclass(settings) and not isinstance(settings, type):
        yield type(settings).__name__
        yield from (getattr(settings, each.name) for each in fields(settings))
    else:
        yield settings


def _known(part: object, known: dict[int, str | None]) -> str | None:
    """A digest of what all equal values have in common; None where nothing stable tells it."""
    if id(part) not in known:
        text = stable(part)
        known[id(part)] = None if text is None else sha256(_bytes(text)).hexdigest()
    return known[id(part)]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _routes(site: Site, conversion: Conversion) -> str:
    """Where every post was and will be: a link in any post may lead to any other."""
    digest = sha256()  # piece by piece: as one text it would be as long as the site has addresses
    for action in conversion.actions:
        if isinstance(action, Write):
            digest.update(_bytes(repr((action.post.source, action.path))))
    for post in site.posts:
        digest.update(_bytes(repr((post.source, post.url, post.path, post.aliases))))
    return digest.hexdigest()


def _code_digest(*adapters: str) -> str:
    """A hash over the code that renders: an edited adapter counts as another one."""
    digest = sha256()
    points = {point.name: point.module for point in entry_points(group=GROUP)}
    for module in ("syndicate", *(points[name] for name in adapters if name in points)):
        for file in _sources(module):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _sources(module: str) -> list[Path]:
    """The Python files of a package or module, sorted."""
    spec = find_spec(module)
    if spec is None:
        return []
    if spec.submodule_search_locations is None:
        return [Path(spec.origin)] if spec.origin is not None else []
    found = (
        Path(folder, name)
        for location in spec.submodule_search_locations
        for folder, _, names in os.walk(location)
        for name in names
        if name.endswith(".py")
    )
    return sorted(found)
