"""python-frontmatter reads as our engines do, given one of our handlers."""

from __future__ import annotations

import frontmatter
import pytest

from syndicate.source.fences import FrontMatterError
from syndicate.source.handlers import DocusaurusHandler, HugoHandler, JekyllHandler

HANDLERS = (DocusaurusHandler(), HugoHandler(), JekyllHandler())


def test_each_engine_reads_its_own_way() -> None:
    text = "---\ndraft: on\ntime: 12:30\n---\n\nBody\n"
    found = [frontmatter.loads(text, handler=handler).metadata for handler in HANDLERS]
    assert found == [
        {"draft": "on", "time": "12:30"},
        {"draft": "on", "time": "12:30"},
        {"draft": True, "time": 750.0},
    ]


def test_fences_are_those_of_the_engine() -> None:
    text = "---\ntitle: x\n--- y\nBody\n---\n"
    docusaurus, hugo, jekyll = (frontmatter.loads(text, handler=h) for h in HANDLERS)
    assert docusaurus.content == hugo.content == "y\nBody\n---"
    assert jekyll.content == ""
    assert [h.detect("+++\na = 1\n+++\n") for h in HANDLERS] == [False, True, False]
    toml = frontmatter.loads("+++\na = 1\n+++\nBody", handler=HugoHandler())
    assert (toml.metadata, toml.content) == ({"a": 1}, "Body")


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda handler: type(handler).__name__)
def test_a_post_is_written_for_every_reader(handler: DocusaurusHandler) -> None:
    post = frontmatter.Post("Body", title="no", tags=["1,000", "x"], none=None)
    text = frontmatter.dumps(post, handler=handler)
    assert text == '---\ntitle: "no"\ntags:\n  - "1,000"\n  - x\nnone: null\n---\n\nBody'
    assert frontmatter.loads(text, handler=handler).metadata == post.metadata
    assert frontmatter.loads("Body", handler=handler).metadata == {}


def test_what_the_engine_refuses_is_refused() -> None:
    with pytest.raises(FrontMatterError):
        frontmatter.loads("---\ntitle: a: b\n---\n", handler=JekyllHandler())
    with pytest.raises(FrontMatterError):
        frontmatter.loads("- item", handler=HugoHandler())
