"""python-frontmatter handlers that read as our engines do, for who lives in that library.

    post = frontmatter.load("post.md", handler=JekyllHandler())

The library strips the text before and the body after; where every character counts, use
`read_front_matter` and `edit`: what leaves this module is never written over a file of a site.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, ClassVar, Final

import frontmatter
from frontmatter.default_handlers import BaseHandler

from syndicate.source.fences import Fences
from syndicate.source.frontmatter import (
    DOCUSAURUS,
    HUGO,
    JEKYLL,
    FrontMatter,
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


_HANDLERS: Final = {
    handler.rules.name: handler for handler in (DocusaurusHandler, HugoHandler, JekyllHandler)
}


def library_post(front: FrontMatter, source: SourceText) -> frontmatter.Post:
    """A post as the library has it: the values that its engine reads, and the stripped text below."""
    post = frontmatter.Post(source.text[front.body_start :].strip(), _HANDLERS[front.rules.name]())
    post.metadata = deepcopy(dict(front.values))
    return post


def text_of(post: frontmatter.Post) -> str:
    """A post of the library as text: header in YAML that every engine reads alike, content, a line end.

    Comments, the spelling of values and blank lines that were there before are not.
    """
    handler = post.handler if isinstance(post.handler, _EngineHandler) else DocusaurusHandler()
    return f"{frontmatter.dumps(post, handler=handler)}\n"
