"""Posts made by hand, as a reader of Docusaurus would give them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from syndicate.model import Post
from syndicate.source.frontmatter import DOCUSAURUS as RULES
from syndicate.source.frontmatter import read_front_matter
from syndicate.source.text import SourceText
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS


def post_of(text: str, source: str = "blog/2024-01-02-a.md", **fields: Any) -> Post:
    """A post with this text; what `fields` do not say is what the engine would find in the header."""
    front = read_front_matter(SourceText(source, text), RULES)
    given: dict[str, Any] = {
        "file": Path(source),
        "url": "https://blog.example/blog/2024/01/02/a",
        "path": "/blog/2024/01/02/a",
        "output": "blog/2024/01/02/a/index.html",
        "title": str(front.values.get("title", "")),
        "description": str(front.values.get("description", "")),
        "image": str(front.values.get("image", "")),
    }
    given |= fields
    return Post(
        source=source, front=front, dialect=DOCUSAURUS, settings=DOCUSAURUS.settings, **given
    )
