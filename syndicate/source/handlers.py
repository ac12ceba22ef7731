"""python-frontmatter handlers that read as our engines do, for who lives in that library.

    post = frontmatter.load("post.md", handler=JekyllHandler())

The library strips the text before and the body after; where every character counts, use
`read_front_matter` and `edit`.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from frontmatter.default_handlers import BaseHandler

from syndicate.source.fences import Fences
from syndicate.source.frontmatter import (
    DOCUSAURUS,
    HUGO,
    JEKYLL,
    FrontMatterRules,
    read_front_matter,
)
from syndicate.source.spelling import dump
from syndicate.source.text import SourceText


class _EngineHandler(BaseHandler):
    """Front matter by the rules of one engine; `load` and `split` raise FrontMatterError."""

    FM_BOUNDARY: re.Pattern[str] | None = re.compile(r"\A(?=---)")
    START_DELIMITER: str | None = "---"
    END_DELIMITER: str | None = "---"
    rules: ClassVar[FrontMatterRules]

    def detect(self, text: str) -> bool:
        """Whether the engine sees front matter in `text`."""
        return isinstance(self.rules.find(text), Fences)

    def split(self, text: str) -> tuple[str, str]:
        """The block, fences included, and the body. Raises ValueError where there is no block."""
        found = self.rules.find(text)
        if not isinstance(found, Fences):
            raise ValueError(f"{self.rules.name} sees no front matter")
        return text[: found.block_end], text[found.body_start :]

    def load(self, fm: str) -> dict[str, Any]:
        """The values of a block that `split` gave."""
        return dict(read_front_matter(SourceText("", fm), self.rules).values)

    def export(self, metadata: dict[str, Any], **kwargs: object) -> str:
        """`metadata` as YAML that every engine reads alike."""
        return dump(metadata).rstrip("\n") if metadata else ""


class DocusaurusHandler(_EngineHandler):
    """As Docusaurus 3.10 reads: gray-matter and js-yaml 4."""

    rules = DOCUSAURUS


class HugoHandler(_EngineHandler):
    """As Hugo reads since 0.152: YAML, TOML or JSON."""

    rules = HUGO


class JekyllHandler(_EngineHandler):
    """As Jekyll 4 reads: its own fences, and SafeYAML."""

    rules = JEKYLL
