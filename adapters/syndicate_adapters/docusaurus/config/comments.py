"""Which comment system a site uses, as far as its config, its components and package.json tell.

Comments hang on addresses or titles: whoever moves a blog must know which.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from syndicate.model import CommentSystem
from syndicate.source.files import files_below
from syndicate_adapters.docusaurus.config.settings import Settings
from syndicate_adapters.docusaurus.javascript import (
    Record,
    Scalar,
    Value,
    is_truthy,
    read_inside,
    text_of,
)

_SYSTEMS: Final = {
    "giscus": ("giscus",),
    "utterances": ("utterances", "utteranc.es"),
    "disqus": ("disqus",),
    **{name: (name,) for name in "gitalk waline twikoo artalk cusdis remark42".split()},
}
"""Each system with the words that tell of it."""

_SOURCES: Final = "src"
_SCRIPTS: Final = (".js", ".jsx", ".ts", ".tsx", ".mjs")
_LARGEST: Final = 200_000  # bytes of a component
_MAPPING: Final = re.compile(
    r"""\b(?:mapping|issue-?[tT]erm)['"]?[\s:=,{(]{1,9}['"](pathname|url|title|og:title|specific|number)['"]"""
)


def comment_systems(config: Settings, site: Path) -> tuple[CommentSystem, ...]:
    """The systems that the config sets up, then those that components use or package.json brings."""
    found: dict[str, CommentSystem] = {}
    for system in (*_configured(config), *_used(site), *_installed(site)):
        known = found.get(system.name)
        if known is None or (system.mapping and not known.mapping):
            found[system.name] = system
    return tuple(found.values())


def _named(text: str) -> Iterator[str]:
    text = text.lower()
    return (name for name, words in _SYSTEMS.items() if any(word in text for word in words))


def _configured(config: Settings) -> Iterator[CommentSystem]:
    for place in ("themeConfig", "customFields"):
        part = config.record.entries.get(place)
        for key, value in part.entries.items() if isinstance(part, Record) else ():
            at = part.place_of(key) if isinstance(part, Record) else value.place
            for name in _named(key) if is_truthy(value) is not False else ():
                yield CommentSystem(
                    name=name, mapping=_mapping(value), source=at.path, line=at.line
                )


def _mapping(settings: Value) -> str:
    mapping = settings.entries.get("mapping") if isinstance(settings, Record) else None
    return (text_of(mapping) or "") if isinstance(mapping, Scalar) else ""


def _used(site: Path) -> Iterator[CommentSystem]:
    """The systems that the site's own components name, with what they say of the mapping."""
    folder = site / _SOURCES
    for name in files_below(folder, site) if folder.is_dir() else ():
        if not name.endswith(_SCRIPTS):
            continue
        text = (read_inside(folder / name) or b"")[:_LARGEST].decode("utf-8", "replace")
        for system in _named(text):
            mapping = _MAPPING.search(text)
            line = text.count("\n", 0, mapping.start()) + 1 if mapping else 1
            yield CommentSystem(
                name=system,
                mapping=mapping[1] if mapping else "",
                source=f"{_SOURCES}/{name}",
                line=line,
            )


def _installed(site: Path) -> Iterator[CommentSystem]:
    try:
        data = json.loads((site / "package.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    for group in ("dependencies", "devDependencies"):
        packages = data.get(group) if isinstance(data, dict) else None
        for package in packages if isinstance(packages, dict) else ():
            for name in _named(package):
                yield CommentSystem(name=name, source="package.json")
