"""What reading a body depends on: the engine, and what the header and the config say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path

from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.gems import LATEST
from syndicate_adapters.jekyll.liquid.addresses import Addresses
from syndicate_adapters.jekyll.liquid.listing import Listing
from syndicate_adapters.jekyll.markup import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class JekyllSettings:
    """How the body of one post is read; can be pickled.

    has_liquid: the header does not turn it off. excerpt_separator: "" where there is no excerpt.
    strips_title: a plugin takes the first heading away. markdown, kramdown: the settings of that name.
    page: what templates know of the page: the header over the defaults, and what Jekyll adds to it.
    site: the same of the site. url, baseurl: of the site. root: its folder, where includes and data lie; None where
    there is none to look into. addresses: of its posts and pages. zone: of its dates. listing: all that is on it.
    keeps_definitions: for writing: the source reads lists of definitions as kramdown does.
    has_emoji: a plugin shows names of emoji as such.
    ruled: the calls that rules of the site are about, as ("include", name) and ("tag", name).
    """

    markup: Markup = Markup.MARKDOWN
    version: tuple[int, ...] = LATEST
    has_liquid: bool = True
    excerpt_separator: str = "\n\n"
    strips_title: bool = False
    markdown: str = "kramdown"
    kramdown: Mapping[str, Value] = field(default_factory=dict)
    page: Mapping[str, Value] = field(default_factory=dict)
    site: Mapping[str, Value] = field(default_factory=dict)
    url: str = ""
    baseurl: str = ""
    root: Path | None = None
    addresses: Addresses = field(default_factory=Addresses)
    zone: tzinfo = UTC
    listing: Listing | None = None
    has_emoji: bool = False
    keeps_definitions: bool = False
    ruled: frozenset[tuple[str, str]] = frozenset()
