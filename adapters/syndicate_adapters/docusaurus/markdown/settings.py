"""What a site's config says about its Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from syndicate.source.yaml import Value
from syndicate_adapters.docusaurus.markdown.admonitions import KEYWORDS
from syndicate_adapters.docusaurus.markdown.fences import HIGHLIGHT, MagicComment
from syndicate_adapters.docusaurus.markdown.headline import TRUNCATE_MARKER


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownSettings:
    """How one file of a site is read.

    is_mdx: False for plain Markdown (`format: md`). has_*: `markdown.mdx1Compat`, plugins and themes.
    admonitions: keyword -> the kind that readers see. magic_comments: those that mark lines of code.
    site_url: absolute addresses below it are links of the site. front_matter: what `{frontMatter.title}` refers to.
    root: the folder of the site, where partials are looked for; None reads none. depth: of partials in partials.
    keeps_title: a first heading stays in the text. has_expressions: braces outside of tags are code.
    has_autolinks: False for a text whose bare addresses are no links where it comes from, and must not become
    some; title: of the post. Only writing asks for these two.
    """

    is_mdx: bool = True
    has_html_comments: bool = True
    has_heading_ids: bool = True
    has_plain_titles: bool = True
    has_math: bool = False
    has_expressions: bool = True
    has_emoji: bool = True
    keeps_case: bool = False
    truncate_marker: re.Pattern[str] = TRUNCATE_MARKER
    admonitions: dict[str, str] = field(default_factory=lambda: dict(KEYWORDS))
    magic_comments: tuple[MagicComment, ...] = (HIGHLIGHT,)
    site_url: str = ""
    root: Path | None = None
    front_matter: Mapping[str, Value] = field(default_factory=dict)
    depth: int = 0
    keeps_title: bool = False
    has_autolinks: bool = True
    title: str = ""
