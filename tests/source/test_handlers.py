"""python-frontmatter reads as our engines do, given one of our handlers."""

from __future__ import annotations

import frontmatter
import pytest

from syndicate.source.fences import FrontMatterError
from syndicate.source.frontmatter import (
    DOCUSAURUS,
    HUGO,
    JEKYLL,
    FrontMatterRules,
    read_front_matter,
)
from syndicate.source.handlers import (
    DocusaurusHandler,
    HugoHandler,
    JekyllHandler,
    library_post,
    text_of,
)
from syndicate.source.text import SourceText

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


@pytest.mark.parametrize(
    ("rules", "handler"),
    [(DOCUSAURUS, DocusaurusHandler), (HUGO, HugoHandler), (JEKYLL, JekyllHandler)],
)
def test_a_post_of_ours_becomes_one_of_the_library(
    rules: FrontMatterRules, handler: type[DocusaurusHandler]
) -> None:
    text = "---\ntitle: x # why\ntags: [a]\n---\n\nBody  \n\n"
    source = SourceText("a.md", text)
    front = read_front_matter(source, rules)
    post = library_post(front, source)
    theirs = frontmatter.loads(text, handler=handler())
    assert post.metadata == theirs.metadata == front.values
    assert post.content == theirs.content == "Body"
    assert isinstance(post.handler, handler)
    post.metadata["tags"].append("b")
    assert front.values["tags"] == ["a"]


def test_keys_that_the_library_uses_itself_are_kept() -> None:
    source = SourceText("a.md", "---\ncontent: a\nhandler: b\n---\nBody\n")
    post = library_post(read_front_matter(source, HUGO), source)
    assert (post.metadata, post.content) == ({"content": "a", "handler": "b"}, "Body")


def test_a_post_of_the_library_becomes_text_again() -> None:
    post = frontmatter.Post("# Body", title="yes", nested={"a": [1, None]})
    text = text_of(post)
    assert text == ('---\ntitle: "yes"\nnested:\n  a:\n    - 1\n    - null\n---\n\n# Body\n')
    for handler in HANDLERS:
        assert frontmatter.loads(text, handler=handler).metadata == post.metadata
    # a handler that would write TOML is not asked
    post.handler = frontmatter.TOMLHandler() if frontmatter.TOMLHandler else None
    assert text_of(post) == text
