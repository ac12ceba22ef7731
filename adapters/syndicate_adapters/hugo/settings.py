"""What a site's config says about its Markdown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownSettings:
    """How Hugo reads the posts of one site; the defaults are the engine's own.

    has_math: `passthrough` with dollar signs. has_definition_lists: `: text` below a term.
    has_typographer: quotes and dashes are made typographic, which shows in heading ids. has_autolinks: bare
    addresses are links.
    """

    has_math: bool = False
    has_definition_lists: bool = True
    has_typographer: bool = True
    has_autolinks: bool = True
