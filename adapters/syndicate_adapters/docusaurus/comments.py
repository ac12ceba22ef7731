"""Which comment system a site uses, as far as its config and package.json tell.

Comments hang on addresses or titles: whoever moves a blog must know which.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from syndicate_adapters.docusaurus.javascript import Record, Scalar, Value, text_of
from syndicate_adapters.docusaurus.settings import Settings

_SYSTEMS = "giscus utterances disqus gitalk waline twikoo artalk cusdis remark42".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentSystem:
    """A system by its name. mapping: what it finds a post's comments by, where the config says it."""

    name: str
    mapping: str = ""


def comment_systems(config: Settings, site: Path) -> tuple[CommentSystem, ...]:
    """The systems that the config sets up, then those that package.json brings."""
    found = {system.name: system for system in _configured(config)}
    for package in _packages(site):
        for name in _SYSTEMS:
            if name in package.lower():
                found.setdefault(name, CommentSystem(name=name))
    return tuple(found.values())


def _configured(config: Settings) -> Iterator[CommentSystem]:
    for place in ("themeConfig", "customFields"):
        part = config.record.entries.get(place)
        for key, value in part.entries.items() if isinstance(part, Record) else ():
            name = next((name for name in _SYSTEMS if name in key.lower()), None)
            if name is None:
                continue
            yield CommentSystem(name=name, mapping=_mapping(value))


def _mapping(settings: Value) -> str:
    mapping = settings.entries.get("mapping") if isinstance(settings, Record) else None
    return (text_of(mapping) or "") if isinstance(mapping, Scalar) else ""


def _packages(site: Path) -> Iterator[str]:
    try:
        data = json.loads((site / "package.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    for group in ("dependencies", "devDependencies"):
        packages = data.get(group) if isinstance(data, dict) else None
        yield from packages if isinstance(packages, dict) else ()
