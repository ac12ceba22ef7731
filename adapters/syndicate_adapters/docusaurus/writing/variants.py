"""The dialect as one post is written in it: plain Markdown or MDX, with or without formulas.

Source: Docusaurus 3.10.2; tests/docusaurus/test_strange_blog.py has the engine build it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from syndicate.body.dialect import Dialect, Hazard
from syndicate.body.nodes import Heading
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.docusaurus.slugs import HeadingIds
from syndicate_adapters.docusaurus.writing import hazards
from syndicate_adapters.docusaurus.writing.finish import finish
from syndicate_adapters.docusaurus.writing.rows import COMPONENTS, FORMULAS, ROWS


class Ids:
    """Which headings get their ids by themselves."""

    def __init__(self, *, keep_case: bool) -> None:
        self._ids = HeadingIds(keep_case=keep_case)

    def makes(self, heading: Heading, written: str) -> bool:
        """Whether the engine gives the heading its id; not where markup could make another text of it."""
        if heading.is_explicit or heading.id is None:
            return False
        return self._ids.next_id(heading.text) == heading.id


def variant(dialect: Dialect, settings: MarkdownSettings) -> Dialect:
    """The dialect on a site with these settings."""
    rows = {**ROWS, **FORMULAS}
    if settings.is_mdx:
        rows |= COMPONENTS
    return dataclasses.replace(
        dialect,
        rows=rows,
        hazards=tuple(_hazards(settings)),
        settings=settings,
        heading_ids=lambda given: Ids(keep_case=given.keeps_case),
        finish=finish,
    )


def _hazards(settings: MarkdownSettings) -> Iterator[Hazard]:
    yield from hazards.ALWAYS
    if settings.has_emoji:
        yield hazards.EMOJI
    if settings.has_math:
        yield hazards.DOLLAR
    if not settings.has_autolinks:
        yield from hazards.BARE
